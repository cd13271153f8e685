"""How far papers are understood: where they end, what they are, what they say, and whether they belong together.

``python -m bench.understanding FOLDER [...]`` takes papers read by `bench.corpus` (with ``--held`` for the
layouts nobody tuned on) and composes batches of them: as they lie in a dossier with the one-stop system's answer beside
them, as one stack in any order with backs in between and nobody to ask, and with one paper of another citizen slipped
in. It draws the confusion of kinds and writes every figure.
"""

import random
import time
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.confusion import confusion
from bench.corpus import ReadCase, ReadPaper, load, one_file, view_of
from bench.minds import Minds
from bench.results import BENCH, Report, Table, parser, talk
from bench.score import alike
from classifiers.taxonomy import Taxonomy
from flows.checklists import checklists_of
from pipeline.model.documents import Decision, Document, Proposal
from pipeline.model.dossier import DossierRecord, Owner, Procedure
from pipeline.model.ids import UNKNOWN_KIND, DossierCode, KindCode, ProcedureCode
from pipeline.ports import BatchView
from pipeline.stages.place import ROUTING_KINDS

PICTURE = BENCH / "plots" / "kinds.svg"
OTHER, BLANK = "other", "blank"
EITHER_WAY = ("cover-sheet", "certified-copy-page")
"""Papers that are no document of their own: a cover only separates, a certification closes the copy before it."""
DATES = ("birth_date", "issue_date", "death_date", "expiry_date", "registration_date", "id_issue_date")
IDENTITY = ("id_number", "passport_number")


@dataclass(slots=True)
class Counts:
    """What was right and wrong, over everything looked at."""

    begins: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong_taken: list[str] = field(default_factory=list)
    pages: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)
    risks: list[tuple[float, bool]] = field(default_factory=list)
    seconds: float = 0.0


def record_of(case: ReadCase, taxonomy: Taxonomy) -> DossierRecord:
    """What the one-stop system would say of the case's dossier."""
    who = case.case
    known, checklists = taxonomy.procedures[ProcedureCode(who.procedure)], checklists_of(taxonomy)
    components = tuple(checklists.component(p.code, p.name, required=p.required) for p in known.papers)
    procedure = Procedure(known.code, known.name, components)
    owner = Owner(who.owner.name, who.owner.id_number, who.owner.birth.isoformat())
    return DossierRecord(DossierCode(who.code), procedure, owner, "H26.01", "H26.02", 2)


@dataclass(frozen=True, slots=True)
class Fed:
    """A batch composed of read papers, and what is true about it."""

    view: BatchView = field(repr=False)
    papers: tuple[ReadPaper, ...] = field(repr=False)
    spans: tuple[tuple[int, ...], ...]


def fed(papers: Sequence[ReadPaper], *, stack: bool, record: DossierRecord | None = None) -> Fed:
    """*papers* one behind the other."""
    view = view_of(papers, hint=record.code if record else None)
    view = one_file(view) if stack else view
    if record is not None:
        view = replace(view, records={record.code: record})
    spans, at = [], 0
    for paper in papers:
        spans.append(tuple(range(at + 1, at + 1 + len(paper.pages))))
        at += len(paper.pages)
    return Fed(view, tuple(papers), tuple(spans))


def batches(cases: Sequence[ReadCase], taxonomy: Taxonomy, seed: int) -> Iterator[tuple[str, Fed]]:
    """(name of the manner, batch) for every case."""
    for case in cases:
        rng = random.Random(f"understanding/{seed}/{case.name}")
        own = [paper for paper in case.papers if paper.name in case.of_procedure]
        rest = [paper for paper in case.papers if paper.name not in case.of_procedure and paper.kind != BLANK]
        backs = [paper for paper in case.papers if paper.kind == BLANK]
        yield "dossier", fed(own, stack=rng.random() < 0.5, record=record_of(case, taxonomy))
        mixed = [*own, *rest]
        rng.shuffle(mixed)
        stacked: list[ReadPaper] = []
        for paper in mixed:
            stacked.append(paper)
            if backs and rng.random() < 0.25:
                stacked.append(rng.choice(backs))
        yield "stack", fed(stacked, stack=True)
        for paper in mixed:
            yield "alone", fed([paper], stack=True)


def judge(one: Fed, proposal: Proposal, counts: Counts, taxonomy: Taxonomy, *, fields: bool, kinds: bool) -> None:
    """Hold *proposal* against what is true."""
    true_starts = {s[0] for s, p in zip(one.spans, one.papers, strict=True) if p.kind not in (BLANK, *EITHER_WAY)}
    either = {span[0] for span, paper in zip(one.spans, one.papers, strict=True) if paper.kind in EITHER_WAY}
    found_starts = {document.pages[0] for document in proposal.documents} - either
    counts.begins["right"] += len(true_starts & found_starts)
    counts.begins["missed"] += len(true_starts - found_starts)
    counts.begins["invented"] += len(found_starts - true_starts)
    counts.begins["questions"] += sum(doubt.reference == "boundary-unsure" for doubt in proposal.doubts)
    by_start = {document.pages[0]: document for document in proposal.documents}
    doubted = {n for doubt in proposal.doubts for n in doubt.pages}
    for span, paper in zip(one.spans, one.papers, strict=True):
        if paper.kind == BLANK:
            continue
        document = by_start.get(span[0])
        whole = document is not None and document.pages == span
        _pages(document if whole else None, span, doubted, counts)
        if kinds:
            counts.kinds[paper.kind, document.classification.kind if document else "lost"] += 1
        if document is not None and paper.kind not in ROUTING_KINDS:
            right = whole and document.classification.kind == paper.kind
            if document.classification.kind != UNKNOWN_KIND:
                counts.risks.append((document.risk, right))
            if document.decision is Decision.AUTO:
                counts.papers["taken"] += 1
                counts.papers["taken wrong"] += not right
        if fields and whole and document is not None and paper.kind != OTHER:
            _fields(document, paper, counts, taxonomy)


def _pages(document: Document | None, span: Sequence[int], doubted: set[int], counts: Counts) -> None:
    counts.pages["all"] += len(span)
    if document is None:
        return
    routing = document.classification.kind in ROUTING_KINDS
    if (document.decision is Decision.AUTO or routing) and not doubted & set(span):
        counts.pages["no keystroke"] += len(span)
        if all(f.decision is Decision.AUTO for f in document.fields):
            counts.pages["no field either"] += len(span)


def _fields(document: Document, paper: ReadPaper, counts: Counts, taxonomy: Taxonomy) -> None:
    held = {found.name: found for found in document.fields}
    for name, values in paper.stated().items():
        if name not in taxonomy.fields or name not in taxonomy.kind(KindCode(paper.kind)).fields:
            continue
        found = held.get(name)
        if found is None:
            outcome = "missing"
        else:
            outcome = "right" if alike(found.value, values) else "wrong"
            if found.decision is Decision.AUTO:
                counts.fields[name]["taken"] += 1
                counts.fields[name]["taken wrong"] += outcome == "wrong"
                if outcome == "wrong":
                    counts.wrong_taken.append(f"{name} on {paper.name} {paper.layout} level {paper.level}")
        counts.fields[name][outcome] += 1


def swapped(cases: Sequence[ReadCase], minds: Minds, seed: int) -> Counter[str]:
    """Dossiers with one paper of another citizen in place of their own, and the same dossiers as they are."""
    counts: Counter[str] = Counter()
    rng = random.Random(f"swapped/{seed}")
    for number, case in enumerate(cases):
        own = [paper for paper in case.papers if paper.name in case.of_procedure]
        record = record_of(case, minds.taxonomy)
        told = minds.proposal(fed(own, stack=False, record=record).view)
        for document in told.documents:
            if document.classification.kind not in ROUTING_KINDS:
                counts["own"] += 1
                counts["own blocked"] += document.blocked_by is not None
        for place, paper in enumerate(own):
            if paper.kind in ROUTING_KINDS or not _names_people(paper):
                continue
            rivals = [
                other
                for step in range(1, len(cases))
                for other in cases[(number + step) % len(cases)].papers
                if other.kind == paper.kind and _names_people(other)
            ]
            if not rivals:
                continue
            one = fed([*own[:place], rng.choice(rivals[:3]), *own[place + 1 :]], stack=False, record=record)
            strange = one.spans[place][0]
            found = next((d for d in minds.proposal(one.view).documents if strange in d.pages), None)
            counts["swapped"] += 1
            counts["swapped blocked"] += found is not None and found.blocked_by is not None
            kept = found is not None and found.blocked_by is None and found.decision is Decision.AUTO
            counts["swapped and taken"] += kept
            if kept:
                counts[f"let through: {paper.kind}"] += 1
    return counts


def _names_people(paper: ReadPaper) -> bool:
    return any(found.name.endswith(("full_name", "id_number", "owner", "applicant")) for found in paper.fields)


# ---------------------------------------------------------------- the report


def f1(right: int, missed: int, invented: int) -> float:
    return 2 * right / max(1, 2 * right + missed + invented)


def macro_f1(kinds: Counter[tuple[str, str]]) -> float:
    """Mean over the kinds that were fed; papers of no known kind count against whatever they were called."""
    names = {true for true, _ in kinds if true != OTHER}
    scores = []
    for name in names:
        right = kinds[name, name]
        missed = sum(n for (true, said), n in kinds.items() if true == name and said != name)
        invented = sum(n for (true, said), n in kinds.items() if true != name and said == name)
        scores.append(f1(right, missed, invented))
    return sum(scores) / max(1, len(scores))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def reported(report: Report, manners: dict[str, Counts], strangers: Counter[str]) -> None:
    """Every figure, and what went wrong."""
    rows = []
    for name, counts in manners.items():
        begins, pages, papers = counts.begins, counts.pages, counts.papers
        rows.append(
            (
                name,
                f"{f1(begins['right'], begins['missed'], begins['invented']):.4f}",
                str(begins["questions"]),
                f"{macro_f1(counts.kinds):.4f}" if counts.kinds else "-",
                _share(sum(n for (t, s), n in counts.kinds.items() if t == s), sum(counts.kinds.values())),
                _share(
                    sum(n for (t, s), n in counts.kinds.items() if t == OTHER and s == UNKNOWN_KIND),
                    sum(n for (t, _), n in counts.kinds.items() if t == OTHER),
                ),
                _share(pages["no keystroke"], pages["all"]),
                f"{papers['taken wrong']}/{papers['taken']}",
                f"{1000 * counts.seconds / max(1, pages['all']):.1f}",
            )
        )
    columns = ("batches", "boundary F1", "questions", "kind macro-F1", "kinds right", "unknown said so",
               "pages, no keystroke", "papers taken wrong", "ms CPU a page")  # fmt: skip
    report.tables.append(Table("Understood", columns, tuple(rows)))
    found = manners["alone"].fields
    report.tables.append(_field_table(found))
    confused = Counter({pair: n for pair, n in manners["alone"].kinds.items() if pair[0] != pair[1]})
    report.notes += [f"{true} called {said}: {n}" for (true, said), n in confused.most_common(40)]
    report.notes += [f"taken and wrong: {what}" for what in manners["alone"].wrong_taken]
    report.notes += [f"{what}: {n}" for what, n in strangers.items()]
    report.numbers |= {name: n for name, n in strangers.items() if ":" not in name}


def _field_table(found: dict[str, Counter[str]]) -> Table:
    def row(name: str, some: Iterable[str]) -> tuple[str, ...]:
        total: Counter[str] = Counter()
        for one in some:
            total += found.get(one, Counter())
        stated = total["right"] + total["wrong"] + total["missing"]
        return (name, str(stated), _share(total["right"], stated), str(total["wrong"]), str(total["missing"]),
                _share(total["taken"], stated), f"{total['taken wrong']}/{total['taken']}")  # fmt: skip

    rows = [row(name, [name]) for name in sorted(found)]
    rows += [row("**identity numbers**", [n for n in found if n.endswith(IDENTITY)]),
             row("**dates**", [n for n in found if n.endswith("_date") or n in DATES]), row("**all**", found)]  # fmt: skip
    return Table("Fields", ("field", "stated", "right", "wrong", "missing", "taken", "taken wrong"), tuple(rows))


def measured(cases: Sequence[ReadCase], minds: Minds, seed: int) -> dict[str, Counts]:
    """Counts by manner of feeding."""
    manners: dict[str, Counts] = {name: Counts() for name in ("dossier", "stack", "alone")}
    for name, one in batches(cases, minds.taxonomy, seed):
        began = time.thread_time()
        proposal = minds.proposal(one.view)
        manners[name].seconds += time.thread_time() - began
        judge(one, proposal, manners[name], minds.taxonomy, fields=name != "stack", kinds=True)
    return manners


def main() -> None:
    line = parser("understanding", __doc__)
    line.add_argument("folders", type=Path, nargs="+")
    line.add_argument("--seed", type=int, default=1)
    asked: Namespace = line.parse_args()
    cases = [case for folder in asked.folders for case in load(folder)]
    talk(f"{len(cases)} cases")
    report, minds = Report("understanding", keep=not asked.dry), Minds()
    manners = measured(cases, minds, asked.seed)
    reported(report, manners, swapped(cases, minds, asked.seed))
    order = [str(kind.code) for kind in minds.taxonomy]
    title = f"Kinds of {sum(manners['alone'].kinds.values())} papers, each alone"
    confusion(title, manners["alone"].kinds, order, PICTURE)
    report.finish()


if __name__ == "__main__":
    main()
