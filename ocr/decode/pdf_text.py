"""The words a PDF page was printed with, where they stand on the page as it is drawn.

Only text that is seen counts: a search layer somebody's OCR put under a scan is invisible (text mode 3) and is nobody's
word. Letters are put together by where they stand, not by the order of the file: in signed papers number and day are
written later, over the gap that was left for them.
"""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ocr.decode.image import PrintedWord
from pipeline.model.geometry import Box

_MOST_LETTERS = 20_000
"""More letters than this are no page of a paper."""
_GAP, _LEAST_GAP = 0.22, 0.03
"""Shares of a letter's height; white as wide as this parts two words, without and with a blank in the file."""
_SAME_ROW = 0.5
_HIDDEN = 3
_TILTED = 0.02


@dataclass(slots=True)
class _Letter:
    text: str = field(repr=False)
    left: float
    top: float
    right: float
    bottom: float
    begins: bool
    """A blank stands before it in the file."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


def printed_words(page: pdfium.PdfPage, scale: float) -> tuple[PrintedWord, ...]:
    """Seen words of *page* drawn at *scale* pixels a point; none when it has too many letters or its text cannot be had."""
    text = page.get_textpage()
    try:
        if not 0 < text.count_chars() <= _MOST_LETTERS:
            return ()
        letters = list(_letters(page, text, scale))
    except pdfium.PdfiumError:
        return ()
    finally:
        text.close()
    return tuple(_words(letters))


def _letters(page: pdfium.PdfPage, text: pdfium.PdfTextPage, scale: float) -> Iterator[_Letter]:
    """Letters that are seen, upright on the page as drawn."""
    width, height = page.get_size()
    size = round(width * scale), round(height * scale)
    last: _Letter | None = None
    blank = False
    for index in range(text.count_chars()):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if unicodedata.combining(letter) and last is not None:
            last.text += letter  # a tone mark written as a sign of its own
            continue
        if letter.isspace() or not letter.isprintable() or _is_hidden(text, index):
            blank = True
            continue
        if (
            abs(math.sin(pdfium_c.FPDFText_GetCharAngle(text, index) + math.radians(90 * page.get_rotation())))
            > _TILTED
        ):
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        corners = [_on_picture(page, size, x, y) for x, y in ((left, top), (right, bottom))]
        (x0, x1), (y0, y1) = (sorted(corner[axis] for corner in corners) for axis in (0, 1))
        if x1 > x0 and y1 > y0:
            if last is not None:
                yield last
            last, blank = _Letter(letter, x0, y0, x1, y1, blank), False
    if last is not None:
        yield last


def _is_hidden(text: pdfium.PdfTextPage, index: int) -> bool:
    owner = pdfium_c.FPDFText_GetTextObject(text, index)
    return bool(owner) and pdfium_c.FPDFTextObj_GetTextRenderMode(owner) == _HIDDEN


def _on_picture(page: pdfium.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def _words(letters: list[_Letter]) -> Iterator[PrintedWord]:
    for row in _rows(letters):
        word: list[_Letter] = []
        for letter in sorted(row, key=lambda one: one.left):
            gap = _LEAST_GAP if letter.begins else _GAP
            if word and letter.left - word[-1].right > gap * letter.height:
                yield _word(word)
                word = []
            word.append(letter)
        yield _word(word)


def _rows(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """Letters whose middles lie within half a letter's height of each other."""
    row: list[_Letter] = []
    for letter in sorted(letters, key=lambda one: (one.top + one.bottom, one.left)):
        middle = (letter.top + letter.bottom) / 2
        if row and middle - (row[-1].top + row[-1].bottom) / 2 > _SAME_ROW * min(letter.height, row[-1].height):
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _word(letters: list[_Letter]) -> PrintedWord:
    box = Box(
        round(min(one.left for one in letters)),
        round(min(one.top for one in letters)),
        round(max(one.right for one in letters)),
        round(max(one.bottom for one in letters)),
    )
    return PrintedWord(unicodedata.normalize("NFC", "".join(one.text for one in letters)), box)
