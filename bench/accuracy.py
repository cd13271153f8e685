"""How well pages are read, class by class: sohoa, Tesseract as a script would call it (three ways), other readers.

``python -m bench.accuracy [--seed N] [--pages K] [--classes …] [--readers …]``. Real scans whose text is known come
first, then K drawn pages of each class of `bench.classes`. Intervals are 95 % bootstrap over pages; differences are
paired. The line rate seeks each printed line wherever it was read; reading order and additions are told apart from it.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bench import by_hand, goals, peers
from bench.by_hand import HandScore, hand_score
from bench.classes import CLASSES, GOALS, PageClass, Sample, a_sample
from bench.plot import Bar, bars
from bench.readers import READERS, Reading
from bench.results import BENCH, Report, Table, parser, talk
from bench.score import Score, difference, interval, score, total
from bench.sets import real_scans

PLOT = BENCH / "plots" / "accuracy.svg"
NUMBERS = BENCH / "plots" / "accuracy.json"
NOT_MEASURED = (
    "EasyOCR and PaddleOCR install from PyPI, but fetch their weights when first used, from hosts this bench cannot "
    "reach; VietOCR's weights are in no package registry (they can be brought: `sohoa models import`)."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One class as every reader read it, page by page."""

    scores: Mapping[str, list[Score]]
    hands: Mapping[str, HandScore]
    wrongly_turned: int
    failures: tuple[str, ...]
    """Why sohoa read nothing of some pages."""

    @property
    def totals(self) -> dict[str, Score]:
        return {reader: total(pages) for reader, pages in self.scores.items()}


def samples(classes: Sequence[str], seed: int, pages: int, folder: Path) -> dict[str, list[Sample]]:
    """Real scans first; the same arguments give the same pages."""
    found: dict[str, list[Sample]] = {name: [] for name in (goals.REAL_PRINT, goals.REAL_FORMS) if name in classes}
    for scan in real_scans():
        name = goals.REAL_FORMS if scan.filled_in else goals.REAL_PRINT
        if name in found:
            found[name].append(Sample(scan.path, scan.truth, written=scan.written))
    for kind in CLASSES:
        if kind.name in classes:
            found[kind.name] = [a_sample(kind, seed, number, folder) for number in range(pages)]
    return found


def read_all(
    given: Mapping[str, list[Sample]], readers: Sequence[str], workers: int
) -> dict[str, dict[str, list[Reading]]]:
    """Class, reader, its readings in order. Progress on stderr."""
    flat = [sample.path for group in given.values() for sample in group]
    found: dict[str, dict[str, list[Reading]]] = {name: {} for name in given}
    for reader in readers:
        readings = READERS[reader](flat, workers)
        console = Console(stderr=True)
        read = iter(list(track(readings, f"{reader:22}", total=len(flat), console=console)))
        for name, group in given.items():
            found[name][reader] = [next(read) for _ in group]
    return found


def measured(group: Sequence[Sample], read: Mapping[str, list[Reading]]) -> Measured:
    def paired(reader: str) -> list[tuple[Sample, Reading]]:
        return list(zip(group, read[reader], strict=True))

    return Measured(
        {reader: [score(sample.truth, reading.text) for sample, reading in paired(reader)] for reader in read},
        {
            reader: by_hand.total(hand_score(sample.written, reading.words) for sample, reading in paired(reader))
            for reader in read
        },
        sum(reading.rotation != sample.rotation for sample, reading in paired(goals.OWN)),
        tuple(reading.failure for reading in read[goals.OWN] if reading.failure),
    )


def rates_table(found: Mapping[str, Measured], readers: Sequence[str]) -> Table:
    """Character error rate by line, and how far sohoa is from the better Tesseract."""
    rows = []
    for name, one in found.items():
        own, totals = one.scores[goals.OWN], one.totals
        low, high = interval(own, lambda s: s.line_cer)
        cells = [f"{totals[reader].line_cer:.2%}" for reader in readers if reader != goals.OWN]
        better = min((r for r in goals.TESSERACT if r in totals), key=lambda r: totals[r].line_cer, default=None)
        apart = "-"
        if better:
            less, more = difference(own, one.scores[better], lambda s: s.line_cer)
            apart = f"{100 * less:+.2f} … {100 * more:+.2f}"
        grade = next((c.grade for c in CLASSES if c.name == name), "")
        goal = f"{GOALS[grade]:.1%}" if grade else "-"
        rows.append(
            (name, str(len(own)), goal, f"{totals[goals.OWN].line_cer:.2%} ({low:.2%} … {high:.2%})", *cells, apart)
        )
    columns = (
        "pages of",
        "pages",
        "goal",
        "sohoa (95 %)",
        *(r for r in readers if r != goals.OWN),
        "sohoa less Tesseract, points",
    )
    return Table("Character error rate by line, wherever the line was read", columns, tuple(rows))


DETAILS: tuple[tuple[str, Callable[[Score], float]], ...] = (
    ("by line", lambda s: s.line_cer),
    ("added", lambda s: s.added_rate),
    ("in order", lambda s: s.cer),
    ("in order, bare", lambda s: s.bare_cer),
    ("WER", lambda s: s.wer),
    ("word recall", lambda s: s.recall),
    ("recall, bare", lambda s: s.bare_recall),
)


def details_table(found: Mapping[str, Measured]) -> Table:
    """sohoa and plain Tesseract by every measure; *bare* is without diacritics."""
    rows = []
    for name, one in found.items():
        for reader in (goals.OWN, goals.TESSERACT[0]):
            if reader in one.totals:
                rows.append((name, reader, *(f"{of(one.totals[reader]):.2%}" for _, of in DETAILS)))
    return Table(
        "By every measure; bare is without diacritics", ("pages of", "reader", *(n for n, _ in DETAILS)), tuple(rows)
    )


def hands_table(found: Mapping[str, Measured], readers: Sequence[str]) -> Table:
    """What was written by hand, word by word in its place."""
    rows = []
    for name, one in found.items():
        for reader in readers:
            hand = one.hands[reader]
            if not hand.words:
                continue
            shares = (hand.numbers_right, hand.doubted, hand.unread, hand.silent)
            told = [f"{share / max(1, hand.numbers):.1%}" for share in shares]
            rows.append((name, reader, str(hand.words), f"{hand.recall:.1%}", str(hand.numbers), *told))
    columns = (
        "pages of",
        "reader",
        "words",
        "right",
        "numbers",
        "right ",
        "doubted",
        "not read",
        f"wrong at ≥ {by_hand.SURE}",
    )
    return Table("Written by hand", columns, tuple(rows))


def numbers(found: Mapping[str, Measured]) -> dict[str, dict[str, dict[str, float]]]:
    """Per class and reader, for machines."""
    told: dict[str, dict[str, dict[str, float]]] = {}
    for name, one in found.items():
        told[name] = {}
        for reader, pages in one.scores.items():
            low, high = interval(pages, lambda s: s.line_cer)
            row = {label: round(of(total(pages)), 5) for label, of in DETAILS}
            row |= {"pages": len(pages), "by line, low": round(low, 5), "by line, high": round(high, 5)}
            hand = one.hands[reader]
            if hand.words:
                row |= {
                    "written right": round(hand.recall, 4),
                    "written numbers silently wrong": round(hand.silent_share, 4),
                }
            told[name][reader] = row
    return told


def plotted(found: Mapping[str, Measured], readers: Sequence[str]) -> None:
    def bar(pages: list[Score]) -> Bar:
        return (total(pages).line_cer, *interval(pages, lambda s: s.line_cer))

    aims = {c.name: GOALS[c.grade] for c in CLASSES if c.grade}
    groups = {name: [bar(one.scores[reader]) for reader in readers] for name, one in found.items()}
    bars("Character error rate by line, 95 % intervals; dashed: the goal", groups, readers, PLOT, aims)


def main() -> None:
    names = [goals.REAL_PRINT, goals.REAL_FORMS, *(kind.name for kind in CLASSES)]
    line = parser("accuracy", __doc__)
    line.add_argument("--seed", type=int, default=5)
    line.add_argument("--pages", type=int, default=24, help="drawn pages of each class")
    line.add_argument("--classes", nargs="+", choices=names, default=names, metavar="CLASS", help=", ".join(names))
    line.add_argument(
        "--readers", nargs="+", choices=list(READERS), default=list(READERS), metavar="READER", help=", ".join(READERS)
    )
    line.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    chosen = line.parse_args()
    report = Report("accuracy", keep=not chosen.dry)
    readers = [reader for reader in READERS if reader == goals.OWN or reader in chosen.readers]
    if "Tesseract script" in readers and peers.script_model() is None:
        readers.remove("Tesseract script")
        report.notes.append(f"{peers.SCRIPT} could not be had.")
    with tempfile.TemporaryDirectory() as scratch:
        given = samples(chosen.classes, chosen.seed, chosen.pages, Path(scratch))
        talk(f"{sum(map(len, given.values()))} pages of {len(given)} classes")
        read = read_all(given, readers, chosen.workers)
    found = {name: measured(group, read[name]) for name, group in given.items()}
    _told(report, found, readers)
    told = numbers(found)
    if not chosen.dry:
        plotted(found, readers)
        NUMBERS.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        report.notes.append("Plot: `plots/accuracy.svg`; every figure: `plots/accuracy.json`")
    report.numbers = {"seed": chosen.seed, "classes": told}
    report.finish()


def _told(report: Report, found: Mapping[str, Measured], readers: Sequence[str]) -> None:
    totals = {name: one.totals for name, one in found.items()}
    hands = {name: one.hands for name, one in found.items()}
    kinds: Sequence[PageClass] = CLASSES
    report.tables += [
        rates_table(found, readers),
        Table("Goals", goals.COLUMNS, tuple(goals.goal_rows(kinds, totals, hands))),
        hands_table(found, readers),
        details_table(found),
    ]
    wrong, pages = (
        sum(one.wrongly_turned for one in found.values()),
        sum(len(one.scores[goals.OWN]) for one in found.values()),
    )
    report.notes.append(f"sohoa turned {wrong} of {pages} pages otherwise than they should be.")
    failures = [reason for one in found.values() for reason in one.failures]
    report.notes.append(f"Pages it could not read: {', '.join(failures) or 'none'}.")
    report.notes.append("RapidOCR is as sure of a word as of its line; AsterOCR says nothing and is taken at its word.")
    report.notes.append(NOT_MEASURED)


if __name__ == "__main__":
    main()
