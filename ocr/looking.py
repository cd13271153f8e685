"""Looking at one page until it reads well: turned, straightened, cleaned, and read; a second look when in doubt."""

from dataclasses import dataclass, field, replace

import numpy as np

from ocr.layout import in_reading_order
from ocr.prepare import Grey, Placement, Prepared, prepare
from ocr.turning import better_turn, looks_sideways, reads_sideways, worth
from pipeline.model.reading import Line, Word
from pipeline.ports import OcrEngine, Raster

DOUBTFUL = 0.70
"""Below this mean confidence a page is looked at a second time."""
UNTRUSTED = 0.60
"""Below this a turned page is also read as it lay: a wrong turn is the worst error there is."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a page. `lines` lie on the prepared `page`, in reading order."""

    page: Prepared
    lines: tuple[Line, ...] = field(repr=False)

    @property
    def confidence(self) -> float:
        """Mean over the letters, 0..1; 0 when nothing was read."""
        letters = sum(len(w.text) for line in self.lines for w in line.words)
        total = sum(w.confidence * len(w.text) for line in self.lines for w in line.words)
        return total / letters if letters else 0.0

    def with_lines(self, lines: tuple[Line, ...]) -> "Look":
        """The same look, read otherwise."""
        return replace(self, lines=lines)

    def on_the_scan(self) -> tuple[Line, ...]:
        """The lines with their boxes put back onto the page as scanned."""
        return tuple(_put_back(line, self.page.placement) for line in self.lines)


def look_at(grey: Grey, dpi: int, engine: OcrEngine) -> Look:
    """The best of the ways to look at *grey*: most pages need one."""

    def glance(band: Grey) -> tuple[Line, ...]:
        return engine.read(raster(band, dpi))

    sideways = looks_sideways(grey) and reads_sideways(grey, glance)
    turns = better_turn(grey, (1, 3), glance) if sideways else 0
    first = _prepared(grey, dpi, turns, engine)
    if turns and first.confidence < UNTRUSTED:
        straight = _prepared(grey, dpi, 0, engine)
        first = first if worth(first.lines) > worth(straight.lines) else straight
    if first.confidence >= DOUBTFUL or not first.lines:
        return first
    if turns == 0 and better_turn(grey, (0, 2), glance) == 2:
        first = _prepared(grey, dpi, 2, engine)
        if first.confidence >= DOUBTFUL:
            return first
    if first.page.rotation or first.page.skew:
        return first
    plain = _as_it_is(grey, dpi, engine)
    return plain if worth(plain.lines) > worth(first.lines) else first


def _as_it_is(grey: Grey, dpi: int, engine: OcrEngine) -> Look:
    """Do no harm: the page without any preparation."""
    page = Prepared(grey, dpi, Placement.of(grey.shape[1], grey.shape[0]), 0, 0.0, ("plain",))
    return Look(page, engine.read(raster(grey, dpi)))


def _prepared(grey: Grey, dpi: int, turns: int, engine: OcrEngine) -> Look:
    page = prepare(grey, dpi, turns)
    return Look(page, in_reading_order(engine.read(raster(page.grey, page.dpi)), page.grey.shape[1]))


def _put_back(line: Line, placement: Placement) -> Line:
    words = tuple(Word(word.text, placement.box(word.box), word.confidence) for word in line.words)
    return Line(words, placement.box(line.box), line.engine)


def raster(grey: Grey, dpi: int) -> Raster:
    """*grey* as the engines' port takes it."""
    flat = np.ascontiguousarray(grey)
    return Raster(flat.shape[1], flat.shape[0], 1, flat.tobytes(), dpi)
