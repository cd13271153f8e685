"""Invisible text, word by word, where the print is on the scanned picture.

Selecting runs along the print even where the sheet was fed askew or on its side, and what is copied is the reading:
words with spaces between them, lines in reading order, letters composed (NFC).
"""

import math
from dataclasses import dataclass, replace
from statistics import median

from ocr.bind import font
from ocr.bind.writer import number
from pipeline.model.reading import Line, PageReading, Word

_GAP = 0.2
"""Least room between two words, in heights of the line; Poppler joins what stands closer than 0.15."""
_FINE = 1
"""Decimals of a point in places and sizes: a thirtieth of a millimetre. More would make the layer a third larger."""
_UNEVEN = 2.2
"""A line taller than so many words has words of other lines in it: each word then keeps its own height."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A word along its line: distances in pixels of the upright page, along the print and across it (downwards)."""

    text: str
    along: float
    across: float
    length: float
    size: float

    @property
    def end(self) -> float:
        return self.along + self.length

    @property
    def top(self) -> float:
        return self.across - self.size / 2

    @property
    def bottom(self) -> float:
        return self.across + self.size / 2


def _apart(runs: list[_Run]) -> list[_Run]:
    """Engines let the boxes of neighbours overlap; readers then see one word, or a new line. The earlier one yields."""
    kept = []
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if following is not None and run.along < following.along:
            room = following.along - run.along - _GAP * max(run.size, following.size)
            yielding = replace(run, length=max(min(run.length, room), 0.3 * run.length))
            kept.append(yielding)
        else:
            kept.append(run)
    return kept


class TextLayer:
    """Turns the lines of one reading into a content stream on a page of *width* x *height* points."""

    def __init__(self, reading: PageReading, width: float, height: float, *, show_words: bool = False) -> None:
        self._reading = reading
        self._skew = math.radians(reading.skew)
        self._scale = (width / reading.width, height / reading.height)
        self._height = height
        self._show_words = show_words

    def content(self) -> bytes:
        """The operators, empty when nothing was read."""
        lines = [part for line in self._reading.lines for part in self._line(line)]
        if not lines:
            return b""
        return b"BT\n3 Tr\n" + b"\n".join(lines) + b"\nET\n" + self._frames()

    def _line(self, line: Line) -> list[bytes]:
        runs = [self._run(word) for word in line.words if word.text]
        if not runs:
            return []
        top, bottom = min(run.top for run in runs), max(run.bottom for run in runs)
        even = bottom - top <= _UNEVEN * median(run.size for run in runs)
        if even:
            runs = [replace(run, across=(top + bottom) / 2, size=bottom - top) for run in runs]
        runs = _apart(runs)
        parts = []
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            gap = following.along - run.end if following is not None else 0.0
            # a line ends with a space as well: readers that ignore geometry would otherwise join words across lines
            parts.append(self._show(run, max(gap, _GAP * run.size)))
        return parts

    def _run(self, word: Word) -> _Run:
        """Undo what skew did to the word's box: the frame of a tilted word is wider and higher than the word."""
        box = self._reading.upright(word.box)
        width, height = float(max(box.width, 1)), float(max(box.height, 1))
        cos, sin = math.cos(self._skew), abs(math.sin(self._skew))
        length = max((width * cos - height * sin) / (cos * cos - sin * sin), 0.5 * width)
        size = max((height * cos - width * sin) / (cos * cos - sin * sin), 0.35 * min(height, width))
        x, y = box.centre
        along = x * math.cos(self._skew) + y * math.sin(self._skew)
        across = y * math.cos(self._skew) - x * math.sin(self._skew)
        return _Run(word.text, along - length / 2, across, length, size)

    def _show(self, run: _Run, gap: float) -> bytes:
        """The word stretched to its length, standing on its baseline, and the space that follows it stretched to *gap*."""
        baseline = run.bottom - font.DESCENT * run.size
        x, y = self._on_page(run.along, baseline)
        across, down = self._scale
        points = max(0.1, round(run.size * (across + down) / 2, _FINE))
        ahead_x, ahead_y = self._on_page(run.along + run.length, baseline)
        wide = math.hypot(ahead_x - x, ahead_y - y)
        angle = math.atan2(ahead_y - y, ahead_x - x)
        usual = font.ADVANCE * points / 100
        cos, sin = math.cos(angle), math.sin(angle)
        matrix = b" ".join([*(number(value) for value in (cos, sin, -sin, cos)), number(x, _FINE), number(y, _FINE)])
        word = number(wide / (usual * len(run.text)), _FINE), matrix, font.codes(run.text)
        space = number(wide / run.length * gap / usual, _FINE), font.codes(" ")
        return b"/F %b Tf %b Tz %b Tm <%b> Tj %b Tz <%b> Tj" % (number(points, _FINE), *word, *space)

    def _on_page(self, along: float, across: float) -> tuple[float, float]:
        """From distances along and across the print to points on the page as scanned, counted from the bottom left."""
        u = along * math.cos(self._skew) - across * math.sin(self._skew)
        v = along * math.sin(self._skew) + across * math.cos(self._skew)
        width, height = self._reading.width, self._reading.height
        match self._reading.rotation:
            case 90:
                x, y = v, height - u
            case 180:
                x, y = width - u, height - v
            case 270:
                x, y = width - v, u
            case _:
                x, y = u, v
        return x * self._scale[0], self._height - y * self._scale[1]

    def _frames(self) -> bytes:
        """Each word's frame, for looking at; nothing in a real copy."""
        if not self._show_words:
            return b""
        drawn = [b"1 0 0 RG 0.4 w"]
        for word in (word for line in self._reading.lines for word in line.words):
            run = self._run(word)
            corners = [
                self._on_page(along, across)
                for along, across in (
                    (run.along, run.top),
                    (run.end, run.top),
                    (run.end, run.bottom),
                    (run.along, run.bottom),
                )
            ]
            steps = [b"%b %b" % (number(x), number(y)) for x, y in corners]
            drawn.append(steps[0] + b" m " + b" ".join(step + b" l" for step in steps[1:]) + b" s")
        return b"\n".join(drawn) + b"\n"
