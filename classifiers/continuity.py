"""What ties the text of one page to the text of the next: sentences, articles, numbered parts, running heads and feet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.layout import Sheet
from classifiers.rows import Row
from classifiers.text import fold_letters
from pipeline.model.geometry import Box

_STOP = re.compile(r"[.;:!?/)\]»”\"]\s*$")
_ARTICLE = re.compile(r"^dieu (\d{1,3})\b")
_PART = re.compile(r"^(?:chuong|muc|phan|tieu muc) (?:thu )?([ivx]{1,5}|\d{1,2})\b")
_ORDINAL = re.compile(r"^\W*(?:([IVX]{1,5})|([A-H])|(\d{1,2}))\s*[.)/]\s*\S")
_FORM = re.compile(r"^(?:mau|bieu mau|bieu)(?: so)? (?:[a-z]{0,4} ?\d{1,3}|[a-z]{2}\d{1,2})\b")
_NOTES = ("chu thich", "ghi chu", "huong dan viet", "huong dan ghi", "huong dan ke khai", "cach ghi")
_SIGN = re.compile(
    r"(\d{1,4})\s*/\s*(?:(?:20|19)\d\d\s*/\s*)?(TTLT|TT|N[ĐÐD]|Q[ĐÐD]|NQ|KH|BC|TB|TTr|HD|CV|QH)(?![a-zđ])"
    r"(?:\s*-\s*([A-ZĐ]{2,9}))?"
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_EDGE = 0.085
"""Share of the page height in which running heads and feet stand."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Số, ký hiệu without the year: ``53/2025/TT-BCA`` is 53, tt, bca; the agency is empty where it is not said."""

    number: int
    kind: str
    agency: str


@dataclass(frozen=True, slots=True)
class Flow:
    """How a page's text begins, ends and counts."""

    goes_on: Box | None
    """Its first words begin in the middle of a sentence."""
    breaks_off: bool
    """The text runs to the foot and stops in the middle of a sentence."""
    opens_at: int | None
    """The number of the part, article or item its text opens with; None when it opens otherwise."""
    opening: Box | None
    articles: tuple[int, int] | None
    """First and last article (điều) that begins on it."""
    edges: frozenset[str]
    """Running heads and feet, without their digits."""
    form: Box | None
    """``Mẫu số 01`` above the head: the sheet is a form."""
    notes: Box | None
    """It opens with the notes to a form (``Chú thích``, ``Hướng dẫn ghi``)."""
    cited: tuple[tuple[Sign, Box], ...]
    """Numbers of papers named at the top: what a form or an annex was issued with."""


def flow_of(sheet: Sheet) -> Flow:
    """How the text of *sheet* begins, ends and counts."""
    opening = _opening(sheet)
    articles = [int(found[1]) for row in sheet.rows if (found := _ARTICLE.match(row.bare)) and row.letters >= 4]
    form = next((row for row in sheet.above(0.2) if row.letters <= 60 and _FORM.match(row.bare)), None)
    notes = opening is not None and sheet.nation is None and _are_notes(opening)
    number = _ordinal(opening) if opening is not None and sheet.nation is None else None
    return Flow(
        goes_on=_goes_on(sheet),
        breaks_off=_breaks_off(sheet),
        opens_at=number,
        opening=opening.place if opening is not None and number is not None else None,
        articles=(articles[0], articles[-1]) if articles else None,
        edges=frozenset(_edges(sheet)),
        form=form.place if form is not None else None,
        notes=opening.place if opening is not None and notes else None,
        cited=tuple(_cited(sheet)),
    )


def number_of(sheet: Sheet) -> Sign | None:
    """The number under the agency's name."""
    own = sheet.number_row
    return next(_signs(own), None) if own is not None and not _cites(own) else None


def _cited(sheet: Sheet) -> Iterator[tuple[Sign, Box]]:
    """Numbers named above the text, the paper's own not among them."""
    for row in sheet.above(0.3):
        if row is not sheet.number_row or _cites(row):
            for sign in _signs(row):
                yield sign, row.place


def _cites(row: Row) -> bool:
    """It names another paper's number: ``Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA``."""
    return _FORM.match(row.bare) is not None or "kem theo" in row.bare or "thong tu" in row.bare


def _signs(row: Row) -> Iterator[Sign]:
    for number, sign, agency in _SIGN.findall(row.text):
        yield Sign(int(number), fold_letters(sign), fold_letters(agency))


def _opening(sheet: Sheet) -> Row | None:
    """The first row of the text, below a running head or a page number."""
    for row in sheet.rows:
        if row.confidence >= 0.5 and row.letters >= 5 and row.box.top >= 0.05 * sheet.height:
            return row
    return None


def _are_notes(row: Row) -> bool:
    """``Chú thích:`` and the like, not a sentence that begins with these words."""
    phrase = next((phrase for phrase in _NOTES if row.bare.startswith(phrase)), None)
    return phrase is not None and (len(row.bare) <= len(phrase) + 4 or ":" in row.text[: len(phrase) + 4])


def _ordinal(row: Row) -> int | None:
    """Which of its kind the part is that *row* opens: ``Điều 7`` is 7, ``III.`` is 3, ``b)`` is nothing sure."""
    if (found := _ARTICLE.match(row.bare)) or (found := _PART.match(row.bare)):
        return int(found[1]) if found[1].isdigit() else _roman(found[1])
    if found := _ORDINAL.match(row.text):
        if found[1]:
            return _roman(found[1].lower())
        return ord(found[2]) - ord("A") + 1 if found[2] else int(found[3])
    return None


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def _edges(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows:
        if sheet.nation is not None and row.box.bottom < 0.5 * sheet.height:
            continue  # a head is no running head
        inside = row.box.top > _EDGE * sheet.height and row.box.bottom < (1 - _EDGE) * sheet.height
        if not inside and row.letters >= 8 and row.confidence >= 0.5:
            yield "".join(c for c in row.bare if c.isalpha())


def _goes_on(sheet: Sheet) -> Box | None:
    """A first line of running text in small letters: the sentence began on the page before."""
    if sheet.nation is not None:
        return None
    first = next((row for row in sheet.rows if row.letters >= 10 and row.confidence >= 0.6), None)
    if first is None or first.box.top > 0.3 * sheet.height or first.box.left > 0.25 * sheet.width:
        return None
    initial = next((c for c in first.text if c.isalnum()), "")
    return first.place if initial.isalpha() and initial.islower() and first.upper < 0.3 else None


def _breaks_off(sheet: Sheet) -> bool:
    body = sheet.body
    if not body or sheet.silent:
        return False
    last = max(body, key=lambda row: row.box.bottom)
    return last.box.bottom > 0.85 * sheet.height and last.box.right > 0.7 * sheet.width and not _STOP.search(last.text)
