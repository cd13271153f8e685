"""How the sheet lay: askew, on its head, on its side, or seen at a slant by a camera."""

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.faults.side import Side
from ocr.prepare.placement import Mask
from ocr.prepare.sheet import Sheet
from ocr.prepare.sight import Sight
from ocr.prepare.skew import Lean, lean_of
from ocr.turning import likely_turn, standing

ASKEW = 3.0
"""Degrees. From here on a clerk lays the sheet again; below it, reading straightens it without loss."""
_FURTHER = (24.0, -24.0, 45.0)
"""Where leaning lines are looked for when none lean less than `lean_of` can see."""
_WORTH_LOOKING = 400
_SLANT = 2.0
"""Degrees the corners of a sheet may be off a right angle before the camera is to blame."""
_FAN = 1.6
"""Degrees between the lines at the top and at the foot."""
_PLAINLY = 2e-4
"""Sharpness of lines whose lean can be trusted."""
_APART, _WIDE = 1.3, 14.0
_MANY = 30
_PARTS = 4
_STRAYS = 0.25
"""Of the whole fan: how far a part may be from where its neighbours put it."""


def lean_faults(side: Side) -> Iterator[str]:
    """References: ``skewed``, ``perspective``."""
    sheet = side.sight.sheet
    if (sheet is not None and slant(sheet) > _SLANT) or fan(_upright(side.sight)) > _FAN:
        yield "perspective"
    if abs(lean(side)) >= ASKEW and _throughout(side):
        yield "skewed"


def _throughout(side: Side) -> bool:
    """Whether no part of the side has lines of another lean: a plan or a signature leans by itself, a sheet as a whole."""
    sight, whole = _upright(side.sight), lean(side)
    parts = [lean_of(np.ascontiguousarray(part)) for part in np.array_split(sight.ink, 3)]
    told = [part.degrees for part in parts if part.sharpness >= _PLAINLY]
    return abs(whole) > _WIDE or not told or max(abs(degrees - whole) for degrees in told) <= _APART


def plainly_turned(side: Side) -> bool:
    """The lines say so, and there are enough of them: a card has too few."""
    turns = turn(side)
    return bool(turns) and standing(side.sight.turned(turns)).lines >= _MANY


def turn(side: Side) -> int:
    """Quarter turns clockwise that put the side upright, as far as its lines leave no doubt; else 0."""
    turns, sure = likely_turn(side.sight)
    return turns if sure else 0


def lean(side: Side) -> float:
    """Degrees the lines fall to the right; those of the sheet's own edges where it bears no lines."""
    sight = _upright(side.sight)
    measured = sight.lean
    if not measured.sharpness and np.count_nonzero(sight.ink) > _WORTH_LOOKING:
        measured = _further(sight.ink)
    if not measured.sharpness and sight.sheet is not None:
        return sight.sheet.lean
    return measured.degrees


def slant(sheet: Sheet) -> float:
    """Degrees the corners are off a right angle, on average."""
    sides = np.roll(sheet.corners, -1, axis=0) - sheet.corners
    angles = np.unwrap(np.arctan2(sides[:, 1], sides[:, 0]), period=2 * np.pi)
    turns = np.degrees(np.diff(np.append(angles, angles[0] + 2 * np.pi)))
    return float(np.abs(turns - 90).mean())


def fan(sight: Sight) -> float:
    """Degrees by which the lines at the top and at the foot lean apart, where those between agree; else 0."""
    parts = np.array_split(sight.ink, _PARTS)
    leans = [lean_of(np.ascontiguousarray(part)) for part in parts]
    if min(lean.sharpness for lean in leans) < _PLAINLY:
        return 0.0
    degrees = np.array([lean.degrees for lean in leans])
    slope, level = np.polyfit(np.arange(_PARTS), degrees, 1)
    apart = abs(float(slope)) * (_PARTS - 1)
    strays = float(np.abs(degrees - level - slope * np.arange(_PARTS)).max())
    return apart if strays < _STRAYS * apart else 0.0


def _upright(sight: Sight) -> Sight:
    return sight.turned(1) if sight.sideways else sight


def _further(ink: Mask) -> Lean:
    """Lines that lean further than fifteen degrees; (0, 0) when there are none."""
    height, width = ink.shape
    best = Lean(0.0, 0.0)
    for degrees in _FURTHER:
        back = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        seen = lean_of(np.asarray(cv2.warpAffine(ink, back, (width, height), flags=cv2.INTER_NEAREST), dtype=np.uint8))
        if seen.sharpness > best.sharpness:
            best = Lean(seen.degrees + degrees, seen.sharpness)
    return best
