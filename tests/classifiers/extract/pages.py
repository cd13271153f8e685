"""Pages drawn as text: a column of characters is a place on the page, two blanks or more are a gap between words."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from classifiers.extract import RuleExtractor
from classifiers.extract.layout import Sheet, sheet_of
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Classification, Document, ExtractedField
from pipeline.model.geometry import Box, bounding
from pipeline.model.ids import BatchId, BranchId, Digest, KindCode, StationId
from pipeline.model.paper import Capture, Colour, Lane, Page, ScanBatch
from pipeline.model.reading import Barcode, EngineIdentity, Line, PageReading, Word
from pipeline.ports import BatchView

STEP = 20
"""Pixels a character is wide."""
PITCH = 48
HEIGHT = 32
TALL = 2340
SCANNED = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TAXONOMY = Taxonomy.load()


def drawn(
    text: str,
    *,
    sure: float = 0.95,
    doubtful: Sequence[str] = (),
    overlay: Sequence[tuple[str, int, int]] = (),
    rotation: int = 0,
    barcodes: Sequence[str] = (),
    height: int = TALL,
) -> PageReading:
    """A page of *text*: one engine line for each line. Words in *doubtful* were read with 0.3 confidence.

    *overlay* are (word, row, column) that the engine gives as lines of their own. With a *rotation* the scan lies on
    its side: boxes are turned back the way the scanner saw them.
    """
    width = 1654
    rows = text.strip("\n").split("\n")
    placed = [
        [_word(m.group(), n, m.start(), sure, doubtful) for m in re.finditer(r"\S+", row)] for n, row in enumerate(rows)
    ]
    placed += [[_word(word, row, column, sure, doubtful)] for word, row, column in overlay]
    size = (height, width) if rotation in (90, 270) else (width, height)
    lines = tuple(
        Line(
            tuple(Word(w.text, _scanned(w.box, rotation, width, height), w.confidence) for w in words), Box(0, 0, 0, 0)
        )
        for words in placed
        if words
    )
    boxed = tuple(Line(line.words, bounding(w.box for w in line.words), "drawn") for line in lines)
    codes = tuple(Barcode("qr", code, Box(10, 10, 200, 200)) for code in barcodes)
    engine = EngineIdentity("drawn", "1", "")
    return PageReading(Digest("0" * 64), engine, *size, 200, rotation, 0.0, not boxed, boxed, codes)


def _word(text: str, row: int, column: int, sure: float, doubtful: Sequence[str]) -> Word:
    left, top = 40 + column * STEP, 80 + row * PITCH
    box = Box(left, top, left + len(text) * STEP - 4, top + HEIGHT)
    return Word(text, box, 0.3 if text in doubtful else sure)


def _scanned(box: Box, rotation: int, width: int, height: int) -> Box:
    return box.turned(4 - rotation // 90, width, height)


def view_of(*pages: PageReading, at: datetime = SCANNED) -> BatchView:
    """*pages* as one batch."""
    readings = dict(enumerate(pages, start=1))
    sides = tuple(
        Page(n, Digest("a" * 64), Capture(n, Digest("b" * 64), p.width, p.height, 200, Colour.COLOUR))
        for n, p in readings.items()
    )
    batch = ScanBatch(BatchId("b"), BranchId("x"), StationId("s"), Lane.LIVE, None, None, at, (), sides, ())
    return BatchView(batch, readings)


def read(kind: str, *pages: PageReading, at: datetime = SCANNED) -> dict[str, ExtractedField]:
    """What the rule extractor finds on *pages* taken as one document of *kind*."""
    view = view_of(*pages, at=at)
    code = KindCode(kind)
    named = Classification(code, TAXONOMY.title(code), 1.0, (), "test")
    document = Document(tuple(view.readings), named, (), (), 1.0, None)
    return {found.name: found for found in RuleExtractor(TAXONOMY).extract(document, view)}


def values(fields: dict[str, ExtractedField]) -> dict[str, str]:
    return {name: found.value for name, found in fields.items()}


def sheet(page: PageReading) -> Sheet:
    return sheet_of(1, page)
