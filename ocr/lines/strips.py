"""Cutting the strip of one line out of a page, so that a line recogniser sees that line and little else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import cv2
import numpy as np

from ocr.prepare.placement import PAPER, Grey
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, Word

_MARGIN = 0.10
"""Of the line's height, above and below; twice that at the ends."""
_LEAST_MARGIN = 2
_TOO_TALL = 1.7
"""A word box taller than the line's usual by this much has swallowed a neighbour, a rule or a stroke of a pen."""
_LEANS = 0.3
"""A line that climbs or falls by this share of its height is straightened."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip and where its top left corner lies on the page."""

    grey: Grey = field(repr=False)
    left: int
    top: int
    height: int
    """Of the line itself, without margins."""

    def box(self, left: float, right: float) -> Box:
        """What lies between two columns of the strip, on the page."""
        edge = max(0, round((self.grey.shape[0] - self.height) / 2))
        start = self.left + int(left)
        return Box(start, self.top + edge, max(start, self.left + round(right)), self.top + edge + self.height)


def strip_of(grey: Grey, line: Line) -> Strip:
    """The strip of *line*, whose boxes lie on *grey*."""
    words = _trusted(line.words)
    top, bottom = min(word.box.top for word in words), max(word.box.bottom for word in words)
    lean = _lean(words)
    if lean:
        middle = [(w.box.top + w.box.bottom) / 2 - lean * (w.box.left + w.box.right) / 2 for w in words]
        half = max(w.box.height for w in words) / 2
        at = median(middle) + lean * (line.box.left + line.box.right) / 2
        top, bottom = round(at - half), round(at + half)
    return _cut(grey, Box(line.box.left, top, line.box.right, max(top + 1, bottom)), lean)


def strip_at(grey: Grey, box: Box) -> Strip:
    """The strip of a line that was found but not read."""
    return _cut(grey, box, 0.0)


def _cut(grey: Grey, box: Box, lean: float) -> Strip:
    height, width = grey.shape
    margin = max(_LEAST_MARGIN, round(box.height * _MARGIN))
    left, right = max(0, box.left - 2 * margin), min(width, box.right + 2 * margin)
    top, bottom = box.top - margin, box.bottom + margin
    if lean:
        middle = (box.left + box.right) / 2
        matrix = np.array([[1, 0, left], [lean, 1, top + lean * (left - middle)]], np.float64)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cut = cv2.warpAffine(grey, matrix, (right - left, bottom - top), flags=flags, borderValue=PAPER)
        return Strip(np.asarray(cut), left, top, box.height)
    top, bottom = max(0, top), min(height, bottom)
    return Strip(np.ascontiguousarray(grey[top:bottom, left:right]), left, top, min(box.height, bottom - top))


def _trusted(words: Sequence[Word]) -> Sequence[Word]:
    """Words whose boxes are as tall as those of the others; all when there are too few to tell."""
    long = [word for word in words if len(word.text) > 1]
    if len(long) < 3:
        return words
    usual = median(word.box.height for word in long)
    return [word for word in long if word.box.height <= _TOO_TALL * usual] or words


def _lean(words: Sequence[Word]) -> float:
    """Pixels the line falls for each pixel to the right; 0 unless it plainly does."""
    across = np.array([(w.box.left + w.box.right) / 2 for w in words])
    if len(words) < 4 or across.max() - across.min() < 4:
        return 0.0
    down = np.array([(w.box.top + w.box.bottom) / 2 for w in words])
    slope = float(np.polyfit(across, down, 1)[0])
    run = float(across.max() - across.min())
    off = down - slope * across
    steady = float(np.abs(off - np.median(off)).mean()) < 0.2 * median(w.box.height for w in words)
    return slope if steady and abs(slope) * run > _LEANS * median(w.box.height for w in words) else 0.0
