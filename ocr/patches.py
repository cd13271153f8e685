"""Patch sheets: four bars, wide or narrow, that a scanner or we ourselves can tell without any decoder.

Narrow bars and gaps are 0.08 inch, wide bars 0.20 inch (the Kodak patch codes). A sheet fed the other way round turns
T into 3 and 1 into 6, so these pairs count as one; 2 and 4 read the same both ways.
"""

from collections import defaultdict
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare import Grey
from pipeline.model.geometry import Box
from pipeline.model.reading import Barcode

_DPI = 100
_NAMES = {"WWNN": "16", "NNWW": "16", "WNNW": "2", "WNWN": "T3", "NWNW": "T3", "NWWN": "4"}
_NARROW = (0.05, 0.12)
_WIDE = (0.15, 0.27)
_QUIET = 0.12
"""Inches."""
_EVERY = 0.12
_FEWEST_LINES = 7
"""Scan lines, `_EVERY` inch apart, that must agree: bars are at least two inches long."""
_DRIFT = 0.12
_BORDER = 2
"""Neither black nor white: a scan line's ends are edges too."""

Profile = NDArray[np.uint8]
"""Scan lines, 1 where black."""


def find_patches(grey: Grey, dpi: int) -> list[Barcode]:
    """Patch codes with bars lying or standing, boxes in *grey* pixels."""
    scale = _DPI / dpi
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    level, _ = cv2.threshold(small, 0, 255, cv2.THRESH_OTSU)
    black = (small <= np.clip(level, 60, 180)).astype(np.uint8)
    lying = [(name, Box(a, s, b, e)) for name, a, b, s, e in _agreeing(np.ascontiguousarray(black.T))]
    standing = [(name, Box(s, a, e, b)) for name, a, b, s, e in _agreeing(black)]
    return [Barcode("patch", name, _enlarged(box, 1 / scale)) for name, box in lying + standing]


def _agreeing(black: Profile) -> Iterator[tuple[str, int, int, int, int]]:
    """(name, first line, last line, start, end) of bars that cross many neighbouring rows of *black* at one place."""
    step = round(_EVERY * _DPI)
    rows = np.arange(step // 2, black.shape[0], step)
    seen: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for name, row, start, end in _bars(black[rows]):
        seen[name].append((int(rows[row]), start, end))
    for name, hits in seen.items():
        for run in _runs(hits, step):
            if len(run) >= _FEWEST_LINES:
                yield name, run[0][0], run[-1][0] + 1, min(h[1] for h in run), max(h[2] for h in run)


def _runs(hits: list[tuple[int, int, int]], step: int) -> list[list[tuple[int, int, int]]]:
    """*hits* (line, start, end) in the order of lines, put together where they go on at one place: a sheet may bear
    the same bars at its head and at its foot."""
    runs: list[list[tuple[int, int, int]]] = []
    for hit in hits:
        near = (r for r in runs if hit[0] - r[-1][0] <= 2 * step and abs(hit[1] - r[-1][1]) <= _DRIFT * _DPI)
        run = next(near, None)
        if run is None:
            runs.append([hit])
        else:
            run.append(hit)
    return runs


def _bars(profiles: Profile) -> Iterator[tuple[str, int, int, int]]:
    """Four bars and their gaps, quiet on both sides, in a scan line, as (name, line, start, end)."""
    framed = np.pad(profiles, ((0, 0), (1, 1)), constant_values=_BORDER)
    line, edge = np.nonzero(np.diff(framed, axis=1))
    lengths = np.diff(edge) / _DPI
    quiet = lengths >= _QUIET
    first = np.arange(1, max(1, lengths.size - 7))
    whole = quiet[first - 1] & quiet[first + 7] & (line[first - 1] == line[first + 8])
    for at in first[whole]:
        bars, gaps = lengths[at : at + 7 : 2], lengths[at + 1 : at + 6 : 2]
        if not profiles[line[at], edge[at]] or not np.all((gaps >= _NARROW[0]) & (gaps <= _NARROW[1])):
            continue
        if name := _NAMES.get("".join(_width(bar) for bar in bars)):
            yield name, int(line[at]), int(edge[at]), int(edge[at + 7])


def _width(inches: float) -> str:
    if _NARROW[0] <= inches <= _NARROW[1]:
        return "N"
    return "W" if _WIDE[0] <= inches <= _WIDE[1] else "-"


def _enlarged(box: Box, by: float) -> Box:
    return Box(int(box.left * by), int(box.top * by), round(box.right * by), round(box.bottom * by))
