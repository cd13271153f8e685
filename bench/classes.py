"""The classes of pages accuracy is measured on: how each is drawn and worn, and what is aimed at.

Papers, people and wear come from the press. Most hands and a third of the type are such as no recogniser of ours was
trained on (`bench.press.fonts.HELD_OUT`, `bench.press.hand`).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.press import sheets
from bench.press.case import a_case
from bench.press.catalogue import FILLED, KINDS, an_ink, draw
from bench.press.damage import LEVELS, Wear, damage, quality
from bench.press.fonts import HELD_OUT, families
from bench.press.hand import a_hand
from bench.press.kinds.state import phrases
from bench.press.overprint import stamped
from bench.press.pad import Ink
from bench.press.paper import DrawnPage, TrueLine
from bench.press.phone import photographed
from bench.press.writers import jpeg

STATE = sorted(phrases()["state"])
TABLES = (
    "report",
    "residence-declaration",
    "curriculum-vitae",
    "receipt-slip",
    "as-built-drawing",
    "cadastral-extract",
)
FADED = Wear(skew=0.8, bend=0.0, blur=0.5, grain=4.0, fade=0.6, specks=40, quality=(55, 70))
SKEWED = replace(LEVELS[1], skew=4.5)
GOALS = {"light": 0.003, "medium": 0.008, "hard": 0.015}
"""Character error rate by line that each grade of wear may cost."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture file, its text, the turn that stands it upright, and what on it was written by hand (as scanned)."""

    path: Path
    truth: str
    rotation: int = 0
    written: tuple[TrueLine, ...] = ()


Draw = Callable[[random.Random], DrawnPage]


@dataclass(frozen=True, slots=True)
class PageClass:
    """One class: its name, its grade of wear (a key of `GOALS`, or none), and how one page of it comes about."""

    name: str
    grade: str
    page: Draw


def a_sample(kind: PageClass, seed: int, number: int, folder: Path) -> Sample:
    """Page *number* of the class as a picture file; the same arguments give the same bytes."""
    rng = random.Random(f"classes/{seed}/{kind.name}/{number}")
    page = kind.page(rng)
    path = _written(page, folder / f"{kind.name.replace(' ', '-')}-{number}", rng)
    return Sample(path, "\n".join(line.text for line in page.lines), page.rotation, page.written)


def _written(page: DrawnPage, stem: Path, rng: random.Random) -> Path:
    """One bit as G4, all else as JPEG of the quality the wear calls for."""
    if page.image.mode == "1":
        path = stem.with_suffix(".tif")
        page.image.save(path, "TIFF", compression="group4", dpi=(page.dpi, page.dpi))
        return path
    path = stem.with_suffix(".jpg")
    path.write_bytes(jpeg(page.image, page.dpi, quality(2 if page.look == "phone" else 1, rng)))
    return path


def _any(rng: random.Random, *, kinds: tuple[str, ...] = (), dpi: int = 200, ink: Ink | None = None) -> DrawnPage:
    kind = rng.choice(sorted(kinds or KINDS))
    return rng.choice(draw(kind, a_case(rng), rng, dpi=dpi, ink=ink).pages)


def _clean(dpi: int) -> Draw:
    return lambda rng: damage(_any(rng, dpi=dpi), 0, rng)


def _office(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 1, rng)


def _unseen_type(rng: random.Random) -> DrawnPage:
    family = rng.choice([name for style in ("serif", "sans") for name in families(style) if name in HELD_OUT])
    ink = replace(an_ink(rng), family=family, fill_family="", size=11.5)
    return damage(_any(rng, ink=ink), 1, rng)


def _photocopy(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 1, rng, look="photocopy")


def _poor_photocopy(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 1, rng, look="photocopy", wear=LEVELS[2])


def _faded(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 1, rng, look="scan", wear=FADED)


def _skewed(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 1, rng, wear=SKEWED)


def _turned(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 1, rng, quarter_turns=rng.randint(1, 3))


def _stamped(rng: random.Random) -> DrawnPage:
    return damage(stamped(_any(rng, kinds=_SEALED), rng), 1, rng)


def _stamped_copy(rng: random.Random) -> DrawnPage:
    """The colour that told ink from stamp is gone."""
    return damage(stamped(_any(rng, kinds=_SEALED), rng), 1, rng, look="photocopy")


def _tables(rng: random.Random) -> DrawnPage:
    if rng.random() < 0.3:
        return damage(sheets.list_across(a_case(rng), an_ink(rng), rng), 1, rng)
    return damage(_any(rng, kinds=TABLES), 1, rng)


def _leaders(rng: random.Random) -> DrawnPage:
    return damage(_any(rng, kinds=_FORMS, ink=replace(an_ink(rng), dots_under=True)), 1, rng)


def _small(rng: random.Random) -> DrawnPage:
    return damage(sheets.small_print(a_case(rng), rng), 1, rng, look=rng.choice(("scan", "photocopy")))


def _sizes(rng: random.Random) -> DrawnPage:
    case, ink = a_case(rng), an_ink(rng)
    return damage(rng.choice((sheets.fee_receipt, sheets.list_across, sheets.a3))(case, ink, rng), 1, rng)


def _phone(rng: random.Random) -> DrawnPage:
    return photographed(_any(rng), rng)


def _tired(rng: random.Random) -> DrawnPage:
    return damage(_any(rng), 2, rng)


def _copy_of_a_copy(rng: random.Random) -> DrawnPage:
    """Strokes thinned until marks are gone that no reader can bring back: no goal is set for it."""
    return damage(_any(rng), 3, rng, look="photocopy")


def _by_hand(rng: random.Random) -> DrawnPage:
    ink = replace(an_ink(rng), hand=a_hand(rng), dots_under=rng.random() < 0.8)
    return damage(_any(rng, kinds=_FORMS, ink=ink), 1, rng, look="scan")


def _numbers_by_hand(rng: random.Random) -> DrawnPage:
    ink = replace(an_ink(rng), hand=a_hand(rng, forms=False))
    return damage(draw(rng.choice(STATE), a_case(rng), rng, ink=ink).pages[0], 1, rng, look="scan")


_FORMS = tuple(sorted(FILLED))
_SEALED = (*STATE, "birth-extract", "marriage-extract", "residence-confirmation", "marital-status-certificate",
           "criminal-record", "building-permit", "birth-certificate")  # fmt: skip

CLASSES = (
    PageClass("clean, 300 dpi", "light", _clean(300)),
    PageClass("clean, 200 dpi", "light", _clean(200)),
    PageClass("office feeder", "medium", _office),
    PageClass("unseen type", "medium", _unseen_type),
    PageClass("photocopy", "medium", _photocopy),
    PageClass("faded", "medium", _faded),
    PageClass("skewed", "medium", _skewed),
    PageClass("sideways", "medium", _turned),
    PageClass("tables", "medium", _tables),
    PageClass("forms, typed", "medium", _leaders),
    PageClass("small print", "medium", _small),
    PageClass("A5, A3, across", "medium", _sizes),
    PageClass("number by hand", "medium", _numbers_by_hand),
    PageClass("stamped", "hard", _stamped),
    PageClass("stamped, copied", "hard", _stamped_copy),
    PageClass("tired feeder", "hard", _tired),
    PageClass("poor photocopy", "hard", _poor_photocopy),
    PageClass("phone", "hard", _phone),
    PageClass("copy of a copy", "", _copy_of_a_copy),
    PageClass("form by hand", "", _by_hand),
)
