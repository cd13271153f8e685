"""Looking at one page until it reads well: turned, straightened, cleaned, and read; a second look when in doubt."""

from dataclasses import dataclass, field, replace

import numpy as np

from ocr.layout import in_reading_order
from ocr.lines.inked import inked
from ocr.prepare import Grey, Placement, Prepared, Sight, prepare, sight_of
from ocr.turning import CLEARLY, better_turn, lies_down, likely_turn, turn_across, worth
from pipeline.model.reading import Line, Word, mean_confidence
from pipeline.ports import OcrEngine, Raster

DOUBTFUL = 0.70
"""Below this mean confidence a page is looked at a second time."""
UNTRUSTED = 0.60
"""Below this even a page whose lines leave no doubt is read another way round: a wrong turn is the worst error there is."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a page. `lines` lie on the prepared `page`, in reading order."""

    page: Prepared
    lines: tuple[Line, ...] = field(repr=False)

    @property
    def confidence(self) -> float:
        """Mean over the letters, 0..1; 0 when nothing was read."""
        return mean_confidence(word for line in self.lines for word in line.words)

    def with_lines(self, lines: tuple[Line, ...]) -> "Look":
        """The same look, read otherwise."""
        return replace(self, lines=lines)

    def on_the_scan(self) -> tuple[Line, ...]:
        """The lines with their boxes put back onto the page as scanned."""
        return tuple(_put_back(line, self.page.placement) for line in self.lines)


def look_at(grey: Grey, dpi: int, engine: OcrEngine, share: float = 1.0) -> Look:
    """The best of the ways to look at *grey*: most pages need one. Of the upright page the upper *share* is read."""
    view = _View(grey, dpi, engine, sight_of(grey), share)
    turns, sure = likely_turn(view.sight)
    first = view.look(turns if turns % 2 == 0 else view.settled(turns, sure))
    if lies_down(first.lines):  # a drawing looks sideways, and its words stand upright all the same
        across = view.across(turns)
        first = across if not lies_down(across.lines) or worth(across.lines) > worth(first.lines) else first
    if first.confidence >= DOUBTFUL or not first.lines:
        return first
    if first.confidence < UNTRUSTED or not sure:
        first = _otherwise(first, view, sure)
    if first.confidence >= DOUBTFUL or first.page.rotation or first.page.skew:
        return first
    plain = view.as_it_is()
    return plain if worth(plain.lines) > worth(first.lines) else first


@dataclass(frozen=True, slots=True)
class _View:
    """A page and who reads it."""

    grey: Grey = field(repr=False)
    dpi: int
    engine: OcrEngine
    sight: Sight
    share: float

    def look(self, turns: int) -> Look:
        """Turned clockwise by *turns* quarters, prepared and read."""
        page = self._upper(prepare(self.grey, self.dpi, turns, self.sight))
        return Look(page, in_reading_order(self.engine.read(raster(page.grey, page.dpi)), inked(page.grey).rules))

    def as_it_is(self) -> Look:
        """Do no harm: the page without any preparation."""
        place = Placement.of(self.grey.shape[1], self.grey.shape[0])
        page = self._upper(Prepared(self.grey, self.dpi, place, 0, 0.0, ("plain",)))
        return Look(page, self.engine.read(raster(page.grey, self.dpi)))

    def _upper(self, page: Prepared) -> Prepared:
        """The part of *page* that is to be read; its pixels keep their places."""
        return page if self.share >= 1 else replace(page, grey=page.grey[: round(self.share * page.grey.shape[0])])

    def settled(self, turns: int, sure: bool) -> int:
        """*turns*, or two more when there is doubt and they read better."""
        rivals = turns, (turns + 2) % 4
        return turns if sure else better_turn(self.grey, rivals, lambda band: self.engine.read(raster(band, self.dpi)))

    def across(self, turns: int) -> Look:
        """A quarter away from *turns*, the better way up."""
        return self.look(self.settled(*turn_across(self.sight, 1 - turns % 2)))


def _otherwise(first: Look, view: _View, sure: bool) -> Look:
    """A page that read badly, looked at from its other end; from the side too, unless its lines are plainly level."""
    turns = first.page.rotation // 90
    other = view.settled(turns, sure=False)
    best = view.look(other) if other != turns else first
    if best.confidence >= (UNTRUSTED if sure else DOUBTFUL) or (sure and turns % 2 == 0):
        return best
    across = view.across(turns)
    better = worth(across.lines) > (CLEARLY if sure else 1.0) * worth(best.lines)
    return across if better and not lies_down(across.lines) else best


def _put_back(line: Line, placement: Placement) -> Line:
    words = tuple(Word(word.text, placement.box(word.box), word.confidence) for word in line.words)
    return Line(words, placement.box(line.box), line.engine)


def raster(grey: Grey, dpi: int) -> Raster:
    """*grey* as the engines' port takes it."""
    flat = np.ascontiguousarray(grey)
    return Raster(flat.shape[1], flat.shape[0], 1, flat.tobytes(), dpi)
