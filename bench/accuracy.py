"""How well pages are read: sohoa's reader, the same engine unprepared, and plain pytesseract.

``python -m bench.accuracy [--seed N] [--pages K]``. On the committed real scans whose text is known, and on K pages of
the press for each level of damage; one more group is fed sideways or upside down. Intervals are 95 % bootstrap over
pages; the difference to sohoa is paired, so it is surer than two intervals side by side. The preparation was made while
looking at such pages, if not at these: trust the real scans more, few as they are.
"""

import os
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.plot import bars
from bench.press.case import a_case
from bench.press.catalogue import KINDS, draw
from bench.press.damage import LEVELS, damage, quality
from bench.press.paper import DrawnPage
from bench.press.writers import jpeg
from bench.readers import READERS, ReadPage, read_many
from bench.results import BENCH, Report, Table, parser, talk
from bench.score import Score, difference, interval, score, total
from bench.sets import real_scans

PLOT = BENCH / "plots" / "accuracy.svg"


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture file, its text, and the turn that stands it upright."""

    path: Path
    truth: str
    rotation: int = 0


def groups(seed: int, pages: int, folder: Path) -> dict[str, list[Sample]]:
    """Real scans first; the same arguments give the same pages."""
    found = {"real scans": [Sample(scan.path, scan.truth) for scan in real_scans()]}
    for level in range(len(LEVELS)):
        found[f"press, level {level}"] = [a_sample(seed, level, n, folder) for n in range(pages)]
    found["level 1, turned"] = [a_sample(seed, 1, n, folder, turns=1 + n % 3) for n in range(pages)]
    return found


def a_sample(seed: int, level: int, number: int, folder: Path, *, turns: int = 0) -> Sample:
    """One page of a drawn paper, of whatever kind, as a picture file."""
    rng = random.Random(f"accuracy/{seed}/{level}/{number}/{turns}")
    kind = rng.choice(sorted(KINDS))
    page = damage(rng.choice(draw(kind, a_case(rng), rng).pages), level, rng, quarter_turns=turns)
    path = _written(page, folder / f"{level}-{turns}-{number}", quality(level, rng))
    return Sample(path, "\n".join(line.text for line in page.lines), page.rotation)


def _written(page: DrawnPage, stem: Path, jpeg_quality: int) -> Path:
    dpi = (page.dpi, page.dpi)
    if page.image.mode == "1":
        path = stem.with_suffix(".tif")
        page.image.save(path, "TIFF", compression="group4", dpi=dpi)
    else:
        path = stem.with_suffix(".jpg")
        path.write_bytes(jpeg(page.image, page.dpi, jpeg_quality))
    return path


def scores(samples: list[Sample], pages: list[ReadPage]) -> dict[str, list[Score]]:
    return {
        reader: [score(sample.truth, page.texts[reader]) for sample, page in zip(samples, pages, strict=True)]
        for reader in READERS
    }


def _row(group: str, reader: str, by_reader: dict[str, list[Score]]) -> tuple[str, ...]:
    pages = by_reader[reader]
    whole = total(pages)
    low, high = interval(pages, lambda s: s.cer)
    seen_low, seen_high = interval(pages, lambda s: s.recall)
    less, more = (
        ("-", "") if reader == "sohoa" else
        [f"{100 * side:+.1f}" for side in difference(pages, by_reader["sohoa"], lambda s: s.cer)]
    )  # fmt: skip
    return (
        group,
        reader,
        str(len(pages)),
        f"{whole.cer:.1%} ({low:.1%} … {high:.1%})",
        f"{less} … {more}" if more else less,
        f"{whole.line_cer:.1%}",
        f"{whole.bare_cer:.1%}",
        f"{whole.wer:.1%}",
        f"{whole.recall:.1%} ({seen_low:.1%} … {seen_high:.1%})",
        f"{whole.bare_recall:.1%}",
    )


COLUMNS = (
    "pages of", "reader", "pages", "CER (95 %)", "CER - sohoa's, points", "CER by line", "CER bare", "WER", "word recall (95 %)",
    "recall bare",
)  # fmt: skip


def main() -> None:
    line = parser("accuracy", __doc__)
    line.add_argument("--seed", type=int, default=5)
    line.add_argument("--pages", type=int, default=40, help="pages of the press for each level")
    line.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    chosen = line.parse_args()
    report = Report("accuracy", keep=not chosen.dry)
    rows: list[tuple[str, ...]] = []
    bars_of: dict[str, list[tuple[float, float, float]]] = {}
    numbers: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        samples = groups(chosen.seed, chosen.pages, Path(scratch))
        flat = [sample for group in samples.values() for sample in group]
        talk(f"{len(flat)} pages drawn")
        read = read_many([sample.path for sample in flat], chosen.workers)
    wrongly_turned = sum(page.rotation != sample.rotation for sample, page in zip(flat, read, strict=True))
    for group, some in samples.items():
        by_reader = scores(some, read[: len(some)])
        read = read[len(some) :]
        rows += [_row(group, reader, by_reader) for reader in READERS]
        bars_of[group] = [
            (total(by_reader[reader]).cer, *interval(by_reader[reader], lambda s: s.cer)) for reader in READERS
        ]
        numbers[group] = {reader: _numbers(total(by_reader[reader])) for reader in READERS}
    bars("Character error rate, 95 % intervals", bars_of, READERS, PLOT)
    report.tables.append(
        Table("Against the printed text, in reading order; recall wherever a word stands", COLUMNS, tuple(rows))
    )
    report.notes.append(f"sohoa turned {wrongly_turned} of {len(flat)} pages otherwise than they should be.")
    report.notes.append("Plot: `plots/accuracy.svg`")
    report.numbers = {"seed": chosen.seed, "wrongly_turned": wrongly_turned, "groups": numbers}
    report.finish()


def _numbers(whole: Score) -> dict[str, float]:
    return {
        "cer": round(whole.cer, 4),
        "line_cer": round(whole.line_cer, 4),
        "bare_cer": round(whole.bare_cer, 4),
        "wer": round(whole.wer, 4),
        "word_recall": round(whole.recall, 4),
        "bare_word_recall": round(whole.bare_recall, 4),
    }


if __name__ == "__main__":
    main()
