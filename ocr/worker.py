"""Reading one page, from the delivered file to a `PageReading`: what a page process does."""

from dataclasses import dataclass, replace

import numpy as np

from ocr.decode.page import load_page
from ocr.layout import in_reading_order
from ocr.marks import marks
from ocr.prepare import VERSION, Grey, Placement, make_grey, prepare
from ocr.red_stamps import bears_red_secrecy_stamp
from ocr.turning import better_turn, looks_sideways, reads_sideways, worth
from pipeline.errors import RejectedInputError
from pipeline.model.paper import Page
from pipeline.model.reading import SECRECY_STAMP, EngineIdentity, Line, PageReading, Word
from pipeline.ports import OcrEngine, PageAddress, Raster

DOUBTFUL = 0.70
"""Below this mean confidence a page is looked at a second time."""
UNTRUSTED = 0.60
"""Below this a turned page is also read as it lay: a wrong turn is the worst error there is."""


def reader_identity(engine: EngineIdentity) -> EngineIdentity:
    """The engine together with the preparation in front of it: either one changes what is read."""
    return replace(engine, parameters=(*engine.parameters, ("prepare", VERSION)))


def read_page(address: PageAddress, engine: OcrEngine) -> PageReading:
    """Decode, look for marks, turn, clean, read, and put every box back onto the page as scanned."""
    capture = address.page.capture
    try:
        image = load_page(address.path, capture.index)
    except RejectedInputError as unreadable:
        return failed_reading(address.page, engine.identity, unreadable.reference)
    grey, dpi, notes = make_grey(image.pixels, image.dpi)
    found = marks(grey, dpi, thorough=capture.blank)
    blank = capture.blank and not found
    reading = _Reading((), 0, 0.0, ()) if capture.blank else _read(grey, dpi, engine)
    secret = not capture.blank and bears_red_secrecy_stamp(
        image.pixels, dpi, reading.rotation // 90, lambda ink, at: engine.read(_raster(ink, at))
    )
    return PageReading(
        page=capture.digest,
        engine=reader_identity(engine.identity),
        width=image.width,
        height=image.height,
        dpi=image.dpi,
        rotation=reading.rotation,
        skew=round(reading.skew, 3),
        blank=blank,
        lines=reading.lines,
        barcodes=found,
        warnings=_warnings((*notes, *reading.notes, *((SECRECY_STAMP,) if secret else ())), reading),
    )


def failed_reading(page: Page, engine: EngineIdentity, reference: str) -> PageReading:
    """The page stays an image and says why."""
    capture = page.capture
    identity = reader_identity(engine)
    return PageReading(
        capture.digest, identity, capture.width, capture.height, capture.dpi, 0, 0.0, False, (), (), (), reference
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    lines: tuple[Line, ...]
    rotation: int
    skew: float
    notes: tuple[str, ...]

    @property
    def confidence(self) -> float:
        letters = sum(len(w.text) for line in self.lines for w in line.words)
        total = sum(w.confidence * len(w.text) for line in self.lines for w in line.words)
        return total / letters if letters else 0.0


def _read(grey: Grey, dpi: int, engine: OcrEngine) -> _Reading:
    def glance(band: Grey) -> tuple[Line, ...]:
        return engine.read(_raster(band, dpi))

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
    plain = (
        _Reading(engine.read(_raster(grey, dpi)), 0, 0.0, ("plain",))
        if not first.rotation and not first.skew
        else first
    )
    return plain if worth(plain.lines) > worth(first.lines) else first


def _prepared(grey: Grey, dpi: int, turns: int, engine: OcrEngine) -> _Reading:
    page = prepare(grey, dpi, turns)
    lines = in_reading_order(engine.read(_raster(page.grey, page.dpi)), page.grey.shape[1])
    return _Reading(tuple(_put_back(line, page.placement) for line in lines), page.rotation, page.skew, page.notes)


def _put_back(line: Line, placement: Placement) -> Line:
    words = tuple(Word(word.text, placement.box(word.box), word.confidence) for word in line.words)
    return Line(words, placement.box(line.box), line.engine)


def _raster(grey: Grey, dpi: int) -> Raster:
    flat = np.ascontiguousarray(grey)
    return Raster(flat.shape[1], flat.shape[0], 1, flat.tobytes(), dpi)


def _warnings(notes: tuple[str, ...], reading: _Reading) -> tuple[str, ...]:
    more = ["turned"] if reading.rotation else []
    if reading.lines and reading.confidence < DOUBTFUL:
        more.append("low-confidence")
    return tuple(dict.fromkeys([*notes, *more]))
