"""The set itself: sample number *n* of a seed is always the same; labels come by turns, every second sample is sound."""

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.press.case import Case, a_case
from bench.press.catalogue import KINDS, draw
from bench.press.defects import copying, placing
from bench.press.defects.catalogue import LABELS, ONE_SIDE
from bench.press.defects.copying import Layouts, Stack
from bench.press.defects.office import Office
from bench.press.defects.scan import SOUND, Defect, scan
from bench.press.held import HELD_OUT
from bench.press.paper import DrawnPage
from bench.press.writers import WRITERS

TAXONOMY = Path(__file__).resolve().parents[3] / "classifiers" / "taxonomy" / "kinds.toml"
DPI = (200, 200, 200, 240, 300)
SOUND_STACKS = ("whole",) * 8 + (
    "duplex",
    "duplex",
    "same-form",
    "same-form",
    "two-sided",
    "two-sided",
    "numbered",
    "counted",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One file as a station sends it. `label` is empty where nothing is wrong; *faulty* sides count from 1."""

    name: str
    label: str
    strength: str
    sides: tuple[DrawnPage, ...] = field(repr=False)
    faulty: tuple[int, ...]
    declared: int | None
    form: str
    quality: int

    @property
    def blanks(self) -> tuple[int, ...]:
        return tuple(n for n, side in enumerate(self.sides, 1) if side.kind == "blank")


@lru_cache(maxsize=1)
def marks_wanted() -> dict[str, tuple[bool, bool]]:
    """Kind code to (must be sealed, must be signed)."""
    kinds = tomllib.loads(TAXONOMY.read_text(encoding="utf-8"))["kind"]
    return {kind["code"]: (kind.get("seal", False), kind.get("signature", False)) for kind in kinds}


def samples(seed: int, count: int, *, held: bool, labels: tuple[str, ...] = LABELS) -> Iterator[Sample]:
    """*count* samples of *seed*; *held*: in the layouts nothing is tuned on."""
    layouts: Layouts = {k: v for k, v in (HELD_OUT if held else KINDS).items() if k != "cover-sheet"}
    for number in range(count):
        rng = random.Random(f"defects/{seed}/{number}")
        label = labels[number // 2 % len(labels)] if number % 2 == 0 else ""
        yield _sample(f"{number:04d}-{label or 'sound'}", label, layouts, rng)


def _sample(name: str, label: str, layouts: Layouts, rng: random.Random) -> Sample:
    dpi = rng.choice(DPI)
    case = a_case(rng)
    if label in ONE_SIDE:
        return _one_side(name, label, case, layouts, rng, dpi)
    stack = _faulty(label, case, layouts, rng, dpi) if label else _sound(case, layouts, rng, dpi)
    offices = [Office.drawn(rng, dpi)] * len(stack.sides)
    if rng.random() < 0.5:  # the sheets of a batch are rarely of one sort
        offices = [Office.drawn(rng, dpi) for _ in stack.sides]
    scanned = []
    for n, page in enumerate(stack.sides):
        office = offices[n]
        if stack.again is not None and n == stack.again[0]:
            office = offices[stack.again[1]].again(rng)
        back = None if page.kind == "blank" else rng.choice(stack.sides)
        scanned.append(scan(page, office, rng, SOUND if label else _harmless(page, rng), back))
    faulty = tuple(n + 1 for n in stack.faulty)
    form = rng.choice(["pdf", "pdf", "tiff"])
    return Sample(name, label, stack.strength, tuple(scanned), faulty, stack.declared, form, offices[0].quality)


def _one_side(name: str, label: str, case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Sample:
    """A page of some paper with *label*; another page is taken until the defect can be seen on it."""
    ways = ONE_SIDE[label]
    while True:
        kind = rng.choice(sorted(layouts))
        pages = draw(kind, case, rng, dpi=dpi, layout=rng.choice(layouts[kind])).pages
        page = rng.choice(pages)
        if len(page.lines) < 8 or (label.startswith("cut-edge-") and not placing.cuttable(label.rpartition("-")[2], page)):  # fmt: skip
            continue
        if (defect := rng.choice(ways)(page, rng)) is not None:
            break
    office = Office.drawn(rng, dpi)
    scanned = scan(page, office, rng, defect, rng.choice(pages))
    form = "pdf" if defect.mode == "1" else rng.choice(["pdf", "jpeg", "tiff"])
    return Sample(name, label, defect.strength, (scanned,), (1,), None, form, office.quality)


def _faulty(label: str, case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    match label:
        case "blank-side":
            page = copying.whole(case, layouts, rng, dpi).sides[0]
            return Stack((copying.bare_back(page, rng),), (0,), "")
        case "missing-back":
            return copying.two_sided(case, layouts, rng, dpi, lost=True)
        case "twice":
            return copying.twice(case, layouts, rng, dpi)
        case "double-feed":
            return copying.numbered(case, layouts, rng, dpi, lost=True, counted=False)
        case "short-count":
            return copying.numbered(case, layouts, rng, dpi, lost=True, counted=True)
        case "seal-absent":
            return _unmarked(copying.sealed_kinds(layouts, marks_wanted()), "seal", case, layouts, rng, dpi)
        case "signature-absent":
            return _unmarked(copying.signed_kinds(layouts, marks_wanted()), "signature", case, layouts, rng, dpi)
        case _:
            raise KeyError(label)


def _unmarked(kinds: list[str], mark: str, case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    while True:
        kind = rng.choice(kinds)
        bare = frozenset({"seal", "signature"} if mark == "seal" and rng.random() < 0.4 else {mark})
        made = copying.without_marks(kind, rng.choice(layouts[kind]), case, rng, bare, dpi)
        if made is not None:
            return made


def _sound(case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    match rng.choice(SOUND_STACKS):
        case "duplex":
            return copying.duplex(case, layouts, rng, dpi)
        case "same-form":
            return copying.same_form(case, a_case(rng), layouts, rng, dpi)
        case "numbered":
            return copying.numbered(case, layouts, rng, dpi, lost=False, counted=False)
        case "counted":
            return copying.numbered(case, layouts, rng, dpi, lost=False, counted=True)
        case "two-sided":
            return copying.two_sided(case, layouts, rng, dpi, lost=False)
        case _:
            return copying.whole(case, layouts, rng, dpi)


def _harmless(page: DrawnPage, rng: random.Random) -> Defect:
    """What is laid carelessly and still whole."""
    width, height = page.image.size
    if width * height < 1650 * 2330 * (page.dpi / 200) ** 2 * 0.9:
        return placing.on_a_larger_glass(page, rng) if rng.random() < 0.6 else SOUND
    return placing.near_the_edge(page, rng) if page.kind != "blank" and rng.random() < 0.15 else SOUND


def write(sample: Sample, folder: Path) -> Path:
    """The file of *sample* in *folder*."""
    suffix, written = WRITERS[sample.form]
    path = folder / f"{sample.name}{suffix}"
    written(sample.sides, path, quality=sample.quality)
    return path / "0001.jpg" if path.is_dir() else path


def truth(sample: Sample, path: Path) -> dict[str, Any]:
    return {
        "file": path.name if path.parent.name != sample.name else f"{sample.name}/{path.name}",
        "label": sample.label, "strength": sample.strength, "faulty": list(sample.faulty),
        "sides": len(sample.sides), "blanks": list(sample.blanks), "declared": sample.declared,
    }  # fmt: skip


def keep(seed: int, count: int, folder: Path, *, held: bool, labels: tuple[str, ...] = LABELS) -> None:
    """Write a set and its ``truth.json`` into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    told = [truth(sample, write(sample, folder)) for sample in samples(seed, count, held=held, labels=labels)]
    (folder / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
