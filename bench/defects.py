"""Does `sohoa inspect` name what a clerk would send back, and leave the rest alone?

``python -m bench.defects --seed N --pages M [--held] [--real DIR] [--sheet FILE.png] [--keep DIR]`` draws *M* files (labels by
turns, every second one sound; `bench.press.defects.catalogue` says how and how strong), inspects them one after the other
as the command does, and writes recall by label, false alarms a page and the time a page takes, with exact 95 % intervals.
``--real DIR`` adds scans of ``real.toml`` (beside the drawings) that lie in DIR. ``--keep`` writes the set and its truth.

Seed 11 with our own layouts is for tuning; seed 1972 with ``--held`` is for testing and nothing may be tuned on it.

What counts: a label is met when a verdict with one of its references (`MEANT`) stands against one of its sides, or against
the batch. An alarm is a verdict on a side where nothing is wrong; what a defect brings along on its own side (`ALONG`) is
none, and an empty side is called empty by right.
"""

import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
from PIL import Image, ImageDraw

from bench.press.defects.catalogue import LABELS, ONE_SIDE
from bench.press.defects.samples import Sample, keep, samples, write
from bench.results import BENCH, Report, Table, parser, talk
from flows.reports import Json
from pipeline.intervals import lower, upper

REAL = BENCH / "press" / "defects" / "real.toml"
SURETY = 0.975
"""Of each end: 95 % between them."""

CUTS = frozenset(f"cut-edge-{side}" for side in ("left", "right", "top", "bottom"))
MEANT: dict[str, frozenset[str]] = {
    "low-resolution": frozenset({"below-200-dpi", "false-resolution"}),
    "upsampled": frozenset({"false-resolution", "below-200-dpi", "blurred"}),
    "not-in-colour": frozenset({"not-in-colour"}),
    "blurred": frozenset({"blurred", "smeared"}),
    "skewed": frozenset({"skewed"}),
    **{f"cut-edge-{side}": frozenset({f"cut-edge-{side}"}) for side in ("left", "right", "top", "bottom")},
    "dark-border": frozenset({"dark-border"}),
    "dog-ear": frozenset({"dog-ear"}),
    "finger": frozenset({"finger"}),
    "glare": frozenset({"glare"}),
    "shadow": frozenset({"shadow"}),
    "too-pale": frozenset({"too-pale"}),
    "streaked": frozenset({"streaked"}),
    "turned": frozenset({"turned"}),
    "blank-side": frozenset({"blank-side"}),
    "missing-back": frozenset({"missing-back"}),
    "twice": frozenset({"same-sheet-twice"}),
    "double-feed": frozenset({"double-feed", "page-missing"}),
    "short-count": frozenset({"double-feed", "page-missing"}),
    "seal-absent": frozenset({"seal-not-seen"}),
    "signature-absent": frozenset({"signature-not-seen"}),
}
"""Label to the references that name it."""

ALONG: dict[str, frozenset[str]] = {
    "low-resolution": frozenset({"blurred"}),
    "upsampled": frozenset({"blurred"}),
    "blurred": frozenset({"false-resolution", "too-pale"}),
    "skewed": CUTS | {"dark-border"},
    **{cut: frozenset({"dark-border"}) for cut in CUTS},
    "dog-ear": CUTS,
    "finger": frozenset({"shadow"}),
    "seal-absent": frozenset({"signature-not-seen"}),
}
"""Label to what else may rightly be said of the same side."""


@dataclass(slots=True)
class Counts:
    met: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sides: int = 0
    """Sides with nothing wrong."""
    alarmed: Counter[str] = field(default_factory=Counter)
    """Of these, by remedy: sides with at least one verdict."""
    alarms: Counter[str] = field(default_factory=Counter)
    """By reference."""
    cried: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """Of the whole command, text read and all, divided by the sides of the file."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file, what is true of it, and what was said."""

    name: str
    strength: str
    faults: Mapping[str, tuple[int, ...]]
    """Label to the sides that have it, counted from 1."""
    blanks: tuple[int, ...]
    line: Json
    seconds: float

    @property
    def said(self) -> dict[int, dict[str, str]]:
        """By side (0: the batch): reference to remedy."""
        by_side: dict[int, dict[str, str]] = defaultdict(dict)
        for page in (*self.line["pages"], {"page": 0, "verdicts": self.line.get("verdicts", ())}):
            for verdict in page["verdicts"]:
                for number in (verdict.get("page", page["page"]), *verdict.get("others", ())):
                    by_side[number][verdict["reference"]] = verdict.get("remedy", "rescan")
        return by_side


def judge(one: Looked, counts: Counts) -> None:
    """Hold what was said of *one* against what is true."""
    said, sides = one.said, len(one.line["pages"])
    counts.seconds.append(one.seconds / max(1, sides))
    for label, faulty in one.faults.items():
        heard = {reference for number in (0, *faulty) for reference in said.get(number, ())}
        counts.tried[label] += 1
        counts.met[label] += bool(heard & MEANT[label])
        if not heard & MEANT[label]:
            counts.missed[label].append(f"{one.name} ({one.strength}): {', '.join(sorted(heard)) or 'nothing'}")
    for number in range(1, sides + 1):
        own = [label for label, faulty in one.faults.items() if number in faulty]
        allowed = {"blank-side"} if number in one.blanks else set()
        for label in own:
            allowed |= MEANT[label] | ALONG.get(label, frozenset())
        wrong = {name: remedy for name, remedy in said.get(number, {}).items() if remedy and name not in allowed}
        if own:
            counts.alarms.update(f"{reference} beside {own[0]}" for reference in wrong)
            continue
        counts.sides += 1
        counts.alarms.update(wrong.keys())
        counts.alarmed["any"] += bool(wrong)
        counts.alarmed["rescan"] += "rescan" in wrong.values()
        if wrong:
            counts.cried.append(f"{one.name} side {number}: {', '.join(sorted(wrong))}")


# ------------------------------------------------------------------ looking


class Inspector:
    """`sohoa inspect` in this process, one file at a time, so that the time a page takes can be told."""

    def __enter__(self) -> "Inspector":
        from contextlib import ExitStack

        from flows.cli import settings_for
        from flows.wiring import open_eyes
        from ocr.faults.judge import PageJudge, SideSeen

        class Timed(PageJudge):
            """Says how long it takes until a side's picture is judged: what a clerk waits for."""

            seconds: ClassVar[list[float]] = []

            def look(self, path: Path, index: int, number: int) -> SideSeen:
                began = time.perf_counter()
                seen = super().look(path, index, number)
                self.seconds.append(time.perf_counter() - began)
                return seen

        self.pictures = Timed.seconds
        self._stack = ExitStack()
        self._eyes = self._stack.enter_context(open_eyes(settings_for()))
        self._judge = self._stack.enter_context(Timed())
        self._judge.warm()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def at_a_glance(self, path: Path, sides: int) -> tuple[Json, float]:
        """What the pictures of *path* tell before a word is read, and the seconds it took."""
        began = time.perf_counter()
        seen = [self._judge.look(path, n - 1, n) for n in range(1, sides + 1)]
        pages = [
            {
                "page": number,
                "verdicts": [{"reference": f.reference, "remedy": f.remedy.value} for f in side.faults]
                + [{"reference": note, "remedy": None} for note in side.notes],
            }
            for number, side in enumerate(seen, 1)
        ]
        return {"pages": pages}, time.perf_counter() - began

    def look(self, path: Path, declared: int | None) -> tuple[Json, float]:
        """What is said of *path*, and the seconds it took."""
        from flows.commands import look

        began = time.perf_counter()
        line = look.verdicts_on(path, self._eyes, self._judge, declared)
        return line, time.perf_counter() - began


def drawn(inspector: Inspector, made: Iterable[Sample], *, glance: bool = False) -> Iterator[Looked]:
    with tempfile.TemporaryDirectory() as folder:
        for sample in made:
            path = write(sample, Path(folder))
            if glance:
                line, seconds = inspector.at_a_glance(path, len(sample.sides))
            else:
                line, seconds = inspector.look(path, sample.declared)
            path.unlink()
            faults = {sample.label: sample.faulty} if sample.label else {}
            yield Looked(sample.name, sample.strength, faults, sample.blanks, line, seconds)


def real(inspector: Inspector, folder: Path) -> Iterator[Looked]:
    """The scans of ``real.toml`` that lie below *folder*."""
    for entry in tomllib.loads(REAL.read_text(encoding="utf-8"))["scan"]:
        path = folder / entry["file"]
        if not path.exists():
            talk(f"{entry['file']} does not lie there")
            continue
        line, seconds = inspector.look(path, None)
        everything = tuple(range(1, len(line["pages"]) + 1))
        faults = {label: everything if sides == "all" else tuple(sides) for label, sides in entry.get("faults", {}).items()}  # fmt: skip
        yield Looked(entry["file"], "real", faults, tuple(entry.get("blanks", ())), line, seconds)


# ------------------------------------------------------------------ telling


def _share(part: int, of: int) -> str:
    return f"{part / of:.1%} ({lower(part, of, SURETY):.1%} to {upper(part, of, SURETY):.1%})" if of else ""


def tables(counts: Counts, title: str) -> list[Table]:
    rows = [(label, f"{counts.met[label]} of {counts.tried[label]}", _share(counts.met[label], counts.tried[label])) for label in LABELS if counts.tried[label]]  # fmt: skip
    met, tried = sum(counts.met.values()), sum(counts.tried.values())
    rows.append(("all", f"{met} of {tried}", _share(met, tried)))
    alarms = [
        ("to scan again", str(counts.alarmed["rescan"]), _share(counts.alarmed["rescan"], counts.sides)),
        ("any", str(counts.alarmed["any"]), _share(counts.alarmed["any"], counts.sides)),
    ]
    by = [(reference, str(count)) for reference, count in counts.alarms.most_common(20)]
    return [
        Table(f"{title}: defects named", ("label", "named", "recall (95 % interval)"), tuple(rows)),
        Table(f"{title}: alarms on {counts.sides} sides with nothing wrong", ("verdict", "sides", "share (95 % interval)"), tuple(alarms)),
        *([Table(f"{title}: what the alarms said", ("reference", "times"), tuple(by))] if by else []),
    ]  # fmt: skip


def times(what: str, taken: Sequence[float]) -> str:
    """Median and 95th percentile with the intervals of a bootstrap."""
    if not taken:
        return f"{what}: nothing was looked at"
    rng = np.random.default_rng(0)
    seconds = np.array(taken)
    again = np.percentile(rng.choice(seconds, (1000, seconds.size)), [50, 95], axis=1)
    ends = np.percentile(again, [2.5, 97.5], axis=1)
    p50, p95 = np.percentile(seconds, [50, 95])
    return (
        f"{what}, seconds of the clock: p50 {p50:.2f} ({ends[0][0]:.2f} to {ends[1][0]:.2f}), "
        f"p95 {p95:.2f} ({ends[0][1]:.2f} to {ends[1][1]:.2f})"
    )


def contact_sheet(made: Iterable[Sample], target: Path) -> None:
    """A small picture of every side with its label and strength."""
    tiles: list[Image.Image] = []
    for sample in made:
        for number, side in enumerate(sample.sides, 1):
            small = side.image.convert("RGB")
            small.thumbnail((230, 320))
            tile = Image.new("RGB", (240, 352), (84, 110, 150))
            tile.paste(small, (5, 28))
            pen = ImageDraw.Draw(tile)
            pen.text((5, 2), f"{sample.name} {number}{' *' if number in sample.faulty else ''}", fill="white")
            pen.text((5, 14), sample.strength, fill=(255, 236, 120))
            tiles.append(tile)
    wide = min(8, max(1, len(tiles)))
    whole = Image.new("RGB", (240 * wide, 352 * -(-len(tiles) // wide)))
    for place, tile in enumerate(tiles):
        whole.paste(tile, (240 * (place % wide), 352 * (place // wide)))
    whole.save(target)


def main() -> None:
    line = parser("defects", __doc__)
    line.add_argument("--seed", type=int, default=11)
    line.add_argument("--pages", type=int, default=84, help="files to draw; a batch is one")
    line.add_argument("--held", action="store_true", help="the layouts kept for testing")
    line.add_argument("--labels", default="", help="only these, with commas between")
    line.add_argument("--real", type=Path, help="a folder of real scans, see real.toml")
    line.add_argument("--glance", action="store_true", help="only what pictures tell before a word is read")
    line.add_argument("--sheet", type=Path, help="write a contact sheet of the set and do nothing else")
    line.add_argument("--keep", type=Path, help="write the set and its truth.json and do nothing else")
    asked = line.parse_args()
    labels = tuple(asked.labels.split(",")) if asked.labels else tuple(ONE_SIDE) if asked.glance else LABELS
    if asked.keep:
        keep(asked.seed, asked.pages, asked.keep, held=asked.held, labels=labels)
        return
    made = samples(asked.seed, asked.pages, held=asked.held, labels=labels)
    if asked.sheet:
        contact_sheet(made, asked.sheet)
        return
    report = Report("defects", keep=not asked.dry)
    counts, of_real = Counts(), Counts()
    with Inspector() as inspector:
        for number, one in enumerate(drawn(inspector, made, glance=asked.glance), 1):
            judge(one, counts)
            if number % 20 == 0:
                talk(f"{number} files")
        if asked.real:
            for one in real(inspector, asked.real):
                judge(one, of_real)
    report.tables += tables(counts, "drawn") + (tables(of_real, "real") if asked.real else [])
    report.notes.append(times("a page's picture judged", inspector.pictures))
    report.notes.append(times("a page as judged here" if asked.glance else "a page with its text read", counts.seconds))
    for label, names in [*counts.missed.items(), *of_real.missed.items()]:
        for name in names:
            talk(f"missed {label}: {name}")
    for cry in (*counts.cried, *of_real.cried):
        talk(f"alarm: {cry}")
    report.numbers = {
        "recall": {label: [counts.met[label], counts.tried[label]] for label in counts.tried},
        "alarms": dict(counts.alarmed), "sides": counts.sides, "by": dict(counts.alarms),
    }  # fmt: skip
    report.finish()


if __name__ == "__main__":
    main()
