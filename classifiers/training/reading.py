"""Set pages as readings, so that training looks at pages exactly as classifying does."""

import unicodedata

from classifiers.layout import Sheet, sheet_of
from classifiers.training.composing import SetPage, SetRow
from pipeline.model.geometry import Box, bounding
from pipeline.model.ids import digest_of
from pipeline.model.reading import EngineIdentity, Line, PageReading, Word

_NOBODY = EngineIdentity("composed", "1", "")


def reading_of(page: SetPage) -> PageReading:
    """The reading of *page* by an engine that reads every row where it stands."""
    lines = tuple(line for row in page.rows if (line := _line(row, page)) is not None)
    return PageReading(
        page=digest_of(repr(page).encode()),
        engine=_NOBODY,
        width=page.width,
        height=page.height,
        dpi=200,
        rotation=0,
        skew=0.0,
        blank=not lines,
        lines=lines,
    )


def sheet_of_page(page: SetPage, number: int = 1) -> Sheet:
    """*page* upright with its head found."""
    return sheet_of(number, reading_of(page))


def _line(row: SetRow, page: SetPage) -> Line | None:
    texts = unicodedata.normalize("NFC", row.text).split()
    if not texts:
        return None
    total = sum(map(len, texts)) + len(texts) - 1
    wide = max(1.0, (row.right - row.left) / max(1, total))
    words, at = [], float(row.left)
    for text in texts:
        left, right = int(at), int(at + wide * len(text))
        box = Box(min(left, page.width - 2), row.top, min(max(right, left + 1), page.width), row.bottom)
        words.append(Word(text, box, row.confidence))
        at += wide * (len(text) + 1)
    return Line(tuple(words), bounding(word.box for word in words), "composed")
