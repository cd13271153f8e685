"""The whole preparation of a page, each step only where its measure asks for it."""

from dataclasses import dataclass, field

import numpy as np

from ocr.pieces import ink_level
from ocr.prepare.ink import Seals, grey_copy
from ocr.prepare.paper import contrasted, flattened, light_on
from ocr.prepare.placement import Grey, Mask, Placement, turned
from ocr.prepare.sheet import from_above
from ocr.prepare.sight import Sight, sight_of
from ocr.prepare.skew import WORTH_TURNING, straightened
from ocr.prepare.specks import swept

VERSION = "3"
"""Part of a reading's identity: raised whenever the same page would come out otherwise."""

_A4_LONG_SIDE = 11.69
_DPI = (60, 1200)
_SMALL_LETTERS = 13.0
_GOOD_LETTERS = 18.0
_LARGE_LETTERS = 44.0
_MOST_SCALE = 2.5


@dataclass(frozen=True, slots=True)
class Prepared:
    """An upright, straight, clean page. `rotation` and `skew` say what was done, as `PageReading` means them."""

    grey: Grey = field(repr=False)
    dpi: int
    placement: Placement
    rotation: int
    skew: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GreyCopy:
    """A page without its red seals. `dpi` is the one to go by; `seals` lie on the page as scanned."""

    grey: Grey = field(repr=False)
    dpi: int
    notes: tuple[str, ...]
    seals: Seals


def make_grey(pixels: Grey, dpi: int) -> GreyCopy:
    """A grey copy of *pixels* for reading. An unknown dpi is guessed from A4."""
    height, width = pixels.shape[:2]
    guess = int(np.clip(round(max(height, width) / _A4_LONG_SIDE), *_DPI))
    used = dpi if dpi >= _DPI[0] else guess
    grey, lifted, seals = grey_copy(pixels, used)
    return GreyCopy(grey, used, ("stamp-over-text",) if lifted else (), seals)


def prepare(grey: Grey, dpi: int, quarter_turns: int = 0, sight: Sight | None = None) -> Prepared:
    """Turn *grey* clockwise by *quarter_turns*, straighten, enlarge, even out and clean it.

    *sight* is *grey* seen from afar, when somebody has looked already.
    """
    placement = Placement.of(grey.shape[1], grey.shape[0])
    upright, step = turned(grey, quarter_turns)
    placement = placement.after(step)
    seen = (sight or sight_of(grey)).turned(quarter_turns)
    fallen = 0.0
    if seen.sheet:
        fallen = seen.sheet.lean
        upright, step = from_above(upright, seen.sheet)
        placement = placement.after(step)
        seen = sight_of(upright)
    lean = seen.lean.degrees
    lean = lean if abs(lean) >= WORTH_TURNING else 0.0
    scale = _wanted_scale(seen.letters, dpi)
    skew = fallen + lean
    notes = [name for name, holds in (("skewed", abs(skew) > 1.0), ("low-resolution", scale > 1.3)) if holds]
    light = light_on(upright)
    even = flattened(upright, light)
    straight, step = straightened(even, lean, scale)
    placement = placement.after(step)
    dpi = round(dpi * scale)
    clear = contrasted(straight) if light.uneven else straight
    notes += ["uneven-light"] if light.uneven else []
    clean, more = _cleaned(clear, dpi)
    return Prepared(clean, dpi, placement, quarter_turns % 4 * 90, skew, (*notes, *more))


def _wanted_scale(letters: float, dpi: int) -> float:
    """By the size of the letters, and by the resolution only where there are none to measure."""
    if not letters:
        return 200 / dpi if dpi < 150 else 300 / dpi if dpi > 400 else 1.0
    if letters < _SMALL_LETTERS:
        return min(_MOST_SCALE, _GOOD_LETTERS / letters)
    return _GOOD_LETTERS * 1.5 / letters if letters > _LARGE_LETTERS else 1.0


def _cleaned(grey: Grey, dpi: int) -> tuple[Grey, tuple[str, ...]]:
    sweep = swept(grey, _ink_of(grey), dpi)
    return sweep.grey, ("dusty",) if sweep.dusty else ()


def _ink_of(grey: Grey) -> Mask:
    return np.asarray(grey <= ink_level(grey), dtype=np.uint8)
