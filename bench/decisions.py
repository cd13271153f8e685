"""What may be taken over without a person, and whether the promise holds: fitted on read papers, tested on others.

``python -m bench.decisions CORPUS [CORPUS ...] [--fit] [--test CORPUS]``; a corpus is a folder `bench.corpus` filled. With ``--fit``
the result is written to ``classifiers/decisions/risk.toml`` and its card; without, the file as it stands is tested on
CORPUS, or on the layouts kept apart with ``--test``. To be run with ``--fit`` whenever anything that understands papers
changed: the separator, the classifier, the extractor or the checks.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.corpus import load
from bench.decided import Minds, Told, told
from bench.results import BENCH, Report, Table, parser, talk
from bench.risk_file import card, written
from bench.risk_plot import Curve, risk_coverage
from bench.risks import kept_in_bootstrap, thresholds, watched, weighed
from classifiers.decisions.families import Family
from classifiers.decisions.shipped import FITTED, Shipped, shipped
from classifiers.decisions.thresholds import NONE, Threshold, Thresholds
from classifiers.decisions.weighing import Weighing
from pipeline.intervals import lower, upper
from pipeline.policy import Promise

PLOT = BENCH / "plots" / "risk-coverage.svg"
CARD = FITTED.with_name("CARD.md")
COLUMNS = ("family", "claims", "wrong", "threshold", "taken over", "share", "of these wrong", "95 % interval", "promised", "runs that keep it")  # fmt: skip


def fitted(rows: Sequence[Told], promise: Promise) -> Shipped:
    """Weighings of fields and documents, and a threshold for each family."""
    weighings: dict[str, Weighing] = {}
    limits: dict[Family, Threshold] = {}
    watch: set[str] = set()
    for name, some in _parts(rows).items():
        weighings[name], risks = weighed(some)
        found = thresholds(some, risks, promise)
        watch |= {*watched(some, risks, max(limit.risk for limit in found.values()), promise)}
        limits |= found
    return Shipped(weighings["field"], weighings["document"], Thresholds(limits), frozenset(watch))


def _parts(rows: Sequence[Told]) -> dict[str, list[Told]]:
    return {
        "field": [row for row in rows if row.family is not Family.DOCUMENT],
        "document": [row for row in rows if row.family is Family.DOCUMENT],
    }


def judged_table(title: str, rows: Sequence[Told], kept: Shipped, promise: Promise) -> Table:
    """How the thresholds do on *rows*, by family and together."""
    lines: list[tuple[str, ...]] = []
    for name, some in _parts(rows).items():
        weighing = kept.field if name == "field" else kept.document
        risks = np.array([weighing.risk(row.evidence) for row in some])
        limits = np.array([_limit(row, kept) for row in some])
        families = [family for family in Family if any(row.family is family for row in some)]
        for family in (*families, *([None] if name == "field" else [])):
            mine = np.array([family is None or row.family is family for row in some])
            chosen = [row for row, is_mine in zip(some, mine, strict=True) if is_mine]
            lines.append(_line(family, chosen, risks[mine], limits[mine], promise))
    return Table(title, COLUMNS, tuple(lines))


def _limit(row: Told, kept: Shipped) -> float:
    return NONE if f"{row.kind}.{row.subject}" in kept.watched else kept.thresholds.of(row.family).risk


def _line(
    family: Family | None, rows: Sequence[Told], risks: np.ndarray, limits: np.ndarray, promise: Promise
) -> tuple[str, ...]:
    wrong = np.array([not row.right for row in rows])
    taken = risks <= limits
    count, bad = int(taken.sum()), int((taken & wrong).sum())
    ceiling = promise.ceiling(family or "")
    # the limits differ by family: what is taken over gets the risk 0, the rest 1
    runs, _ = kept_in_bootstrap(np.where(taken, 0.0, 1.0), wrong, [row.layout for row in rows], 0.5, ceiling)
    interval = f"{lower(bad, count, 0.975):.2%} to {upper(bad, count, 0.975):.2%}" if count else ""
    limit = f"{limits.max():.4f}" if limits.max() >= 0 else "none"
    return (
        family.value if family else "**all fields**", str(len(rows)), str(int(wrong.sum())), limit, str(count),
        f"{count / len(rows):.1%}", str(bad), interval, f"{ceiling:.1%}", f"{runs:.1%}",
    )  # fmt: skip


def pages_untouched(rows: Sequence[Told], kept: Shipped) -> str:
    """Of the pages of papers: how many are attached without a question."""
    papers = [row for row in rows if row.family is Family.DOCUMENT]
    limit = kept.thresholds.of(Family.DOCUMENT).risk
    free = sum(row.pages for row in papers if kept.document.risk(row.evidence) <= limit)
    return f"{free} of {sum(row.pages for row in papers)} pages of papers of a known kind need no keystroke"


def curves_of(rows: Sequence[Told], kept: Shipped) -> dict[str, Curve]:
    """Share taken over against share wrong among it, safest first; and where the thresholds stand."""
    found: dict[str, Curve] = {}
    for name, some in _parts(rows).items():
        weighing = kept.field if name == "field" else kept.document
        for family in (*((None,) if name == "field" else ()), *Family):
            mine = [row for row in some if family is None or row.family is family]
            if mine:
                risks = np.array([weighing.risk(row.evidence) for row in mine])
                limits = np.array([_limit(row, kept) for row in mine])
                found[family.value if family else "all fields"] = _curve(mine, risks, float((risks <= limits).mean()))
    return found


def _curve(rows: Sequence[Told], risks: np.ndarray, standing: float) -> Curve:
    order = np.argsort(risks, kind="stable")
    bad = np.cumsum(np.array([not row.right for row in rows])[order])
    counts = np.arange(1, len(rows) + 1)
    return Curve(tuple((counts / len(rows)).tolist()), tuple((bad / counts).tolist()), standing)


def main() -> None:
    line = parser("decisions", __doc__)
    line.add_argument("corpus", type=Path, nargs="+")
    line.add_argument("--fit", action="store_true")
    line.add_argument("--test", type=Path, help="a corpus of layouts nobody fitted on")
    line.add_argument("--times", type=int, default=1, help="how often each case is fed")
    asked = line.parse_args()
    promise, minds, report = Promise(), Minds(), Report("decisions", keep=not asked.dry)
    cases = [case for folder in asked.corpus for case in load(folder)]
    rows = list(told(cases, minds, asked.times))
    about = f"{len(cases)} cases, {len(rows)} claims"
    talk(about)
    if asked.fit:
        FITTED.write_text(written(fitted(rows, promise), about), encoding="utf-8")
        shipped.cache_clear()
    table = judged_table(f"Claims of {about}" + (" (fitted on them)" if asked.fit else ""), rows, shipped(), promise)
    if asked.fit:
        CARD.write_text(card(rows, shipped().thresholds.by_family, table, about, promise), encoding="utf-8")
    report.tables.append(table)
    report.notes.append(pages_untouched(rows, shipped()))
    if asked.test is not None:
        rows = list(told(load(asked.test), minds, asked.times))
        report.tables.append(judged_table("Layouts kept apart", rows, shipped(), promise))
        report.notes.append("kept apart: " + pages_untouched(rows, shipped()))
    if not asked.dry:
        risk_coverage("Share taken over against share wrong among it", curves_of(rows, shipped()), PLOT)
        report.notes.append(f"Plot: `plots/{PLOT.name}`")
    report.finish()


if __name__ == "__main__":
    main()
