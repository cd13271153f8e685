"""Values behind labels: on the same row, in the next one, running on over several, one person after another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifiers.checks.calendar import agree
from classifiers.extract.dates import date_in_words
from classifiers.extract.figures import number_from_words
from classifiers.extract.grammar import Label, LabelFound, labels_in
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.parties import SECTIONS
from classifiers.extract.readers import LEADERS, READERS, id_number
from classifiers.extract.sightings import Sighting
from classifiers.text import bare, upper_share
from pipeline.model.ids import KindCode

_MARKED = 1.0
_UNMARKED = 0.85
_INEXACT = 0.9
_NEXT_ROW = 0.9
_DIFFERS = 0.4
_CUT_OFF = 0.85
_RUN_ON_ROWS = 3
_NEW_ITEM = re.compile(
    r"^\W*(?:\(?[0-9ivx]{1,3}[.)]|[a-hk][.)]|[-+*•])\s|^[^:;,.]{2,60}:(?:\s|$)|^\W*(?:can cu|qua xem xet|hom nay|de nghi|(?:toi|chung toi) (?:xin )?(?:cam|chiu|hoan toan)|trong qua trinh)\b"
)
"""A number, a dash, words up to a colon, or words that open a sentence of their own: not what the row above goes on with."""
_TABLE_HEAD = re.compile(r"^\W*(?:stt|tt|so tt)\b")
_LEADERS_BEHIND = re.compile(r"\s*(?:[.…_]\s*){2,}$|\s+[.…]\s*$")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sighting and the person it was said about (``self`` when the paper speaks of nobody else)."""

    sighting: Sighting
    person: str
    personal: bool


def labelled(sheet: Sheet, kind: KindCode, person: str = "self") -> Iterator[Attributed]:
    """Every labelled value of the page in reading order. *person* is whom the page before it ended on."""
    found = [labels_in(row, kind) for row in sheet.rows]
    for index, (row, hits) in enumerate(zip(sheet.rows, found, strict=True)):
        columns = _are_columns(row, hits)
        for position, hit in enumerate(hits):
            if hit.label.person:
                person = hit.label.person
            if hit.label.reader == "words":
                continue
            value = _value(sheet, found, index, position)
            if value is None:
                continue
            sighting = _sighted(sheet, hit, *value, _spoken(sheet, found, index, position))
            if sighting is None and hit.label.reader == "date":
                sighting = _dated_below(sheet, found, index, hit)
            if sighting is None or not hit.label.field:
                continue
            spoken_of = hit.label.person or ("column" if columns else person)
            yield Attributed(sighting, spoken_of, hit.label.personal)
            yield from _inside(sheet, hit, value[0], spoken_of)


def _are_columns(row: Strip, hits: Sequence[LabelFound]) -> bool:
    """The same label twice in one row: two people stand side by side.

    ``Giấy tờ tùy thân: Căn cước công dân số …`` is one label in two wordings.
    """
    doubled = {first.end for first, second in pairwise(hits) if _is_doubled(row, first, second)}
    names = [hit.label.field for hit in hits if hit.label.personal and hit.label.field and hit.end not in doubled]
    return len(names) != len(set(names))


def _is_doubled(row: Strip, first: LabelFound, second: LabelFound) -> bool:
    """The second wording follows the first at once, with nothing between."""
    if row.text[first.value_from : second.start].strip(LEADERS + "()0123456789"):
        return False
    index = row.index_at(second.start)
    return index > 0 and row.words[index].place.left - row.words[index - 1].place.right < 1.2 * row.height


def _value(
    sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, position: int
) -> tuple[Strip, float] | None:
    """The strip behind a label and how sure it is to be its value."""
    row, hits = sheet.rows[index], found[index]
    hit = hits[position]
    following = hits[position + 1] if position + 1 < len(hits) else None
    end = following.start if following else len(row.text)
    strip = row.part(hit.value_from, end)
    trust = (_MARKED if hit.marked else _UNMARKED) * (1.0 if hit.exact else _INEXACT)
    left = row.words[row.index_at(hit.start)].place.left
    right = row.words[row.index_at(following.start)].place.left if following else sheet.width
    if not strip.text.strip(LEADERS + "()[]0123456789") and not any(c.isdecimal() for c in strip.text):
        below = _below(sheet, found, index, left, right)
        repeats = below is not None and bare(below.text).startswith(bare(row.text[hit.start : hit.end]))
        if below is None or repeats or _TABLE_HEAD.match(below.folded):
            return None
        if hit.label.runs_on:
            below = _carried_on(sheet, found, index + 1, below, below.place.left, right)
        return below, trust * _NEXT_ROW
    if hit.label.runs_on:
        strip = _carried_on(sheet, found, index, strip, _column_edge(sheet, row, hit.start), right)
        trust *= _CUT_OFF if _fills_its_row(sheet, strip, right) else 1.0
    return (strip, trust) if strip.words else None


def _dated_below(sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, hit: LabelFound) -> Sighting | None:
    """A date in the next row under its label, when what stands beside the label is another column's (identity cards)."""
    row = sheet.rows[index]
    left, right = (row.words[row.index_at(place)].place for place in (hit.start, max(hit.start, hit.end - 1)))
    below = _below(sheet, found, index, left.left, right.right + round(2 * sheet.line_height))
    if below is None or below.place.left > right.right:
        return None
    return _sighted(sheet, hit, below, _NEXT_ROW, "")


def _below(sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, left: int, right: int) -> Strip | None:
    """The next row's words under the label, unless that row begins with a label of its own."""
    if index + 1 >= len(sheet.rows):
        return None
    row, below = sheet.rows[index], sheet.rows[index + 1]
    if below.place.top - row.place.bottom > 1.6 * sheet.line_height:
        return None
    return _column(sheet, below, found[index + 1], left, right)


def _column(sheet: Sheet, row: Strip, hits: Sequence[LabelFound], left: int, right: int) -> Strip | None:
    """Words of *row* between two edges, up to its first label there; None when it opens with a label."""
    slack = 2 * sheet.line_height
    outer = left - slack if left > sheet.margins[0] + 6 * sheet.line_height else 0
    inside = [w for w in row.words if outer <= w.place.left and w.place.centre[0] < right]
    if not inside:
        return None
    start = row.offset_of(row.words.index(inside[0]))
    end = row.offset_of(row.words.index(inside[-1])) + len(inside[-1].text)
    stops = [hit.start for hit in hits if start <= hit.start < end]
    if stops:
        end = min(stops)
    strip = row.part(start, end)
    return strip if strip.text.strip(LEADERS) and not (stops and min(stops) == start) else None


def _carried_on(
    sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, strip: Strip, left: int, right: int
) -> Strip:
    """*strip* and the rows it runs on into: only from a full row, only into one that begins no new item."""
    edge = min(right, sheet.margins[1])
    for step in range(1, _RUN_ON_ROWS + 1):
        if index + step >= len(sheet.rows) or not strip.words:
            break
        above, below = sheet.rows[index + step - 1], sheet.rows[index + step]
        solid = _LEADERS_BEHIND.sub("", strip.text)
        if re.search(r"[.;]\s*$", solid) or not _is_full(sheet, strip, below, edge, left):
            break
        if below.place.top - above.place.bottom > sheet.leading or _NEW_ITEM.match(below.folded):
            break
        if any(pattern.match(below.folded) for _, pattern in SECTIONS):
            break
        more = _column(sheet, below, found[index + step], left, right)
        if more is None or (upper_share(more.text) > 0.9 and len(more.text) > 12 and upper_share(strip.text) < 0.7):
            break
        strip = strip.part(0, len(solid)).joined(more)
        if found[index + step]:
            break
    return strip


def _column_edge(sheet: Sheet, row: Strip, start: int) -> int:
    """Left edge of the words that stand together with the label: where its next row begins."""
    index = row.index_at(start)
    while index > 0 and row.words[index].place.left - row.words[index - 1].place.right < 1.2 * sheet.line_height:
        index -= 1
    return row.words[index].place.left


def _fills_its_row(sheet: Sheet, strip: Strip, right: int) -> bool:
    """Whether the value reaches the edge without a stop: it may go on where nobody could follow it."""
    solid = [word for word in strip.words if any(c.isalnum() for c in word.text)]
    edge = min(right, sheet.margins[1])
    return bool(solid) and edge - solid[-1].place.right < 1.5 * sheet.line_height and strip.text[-1] not in ".;"


def _is_full(sheet: Sheet, strip: Strip, below: Strip, edge: int, left: int) -> bool:
    """Whether the row ends where it must: the first word below would no longer have fitted."""
    solid = [word for word in strip.words if any(c.isalnum() for c in word.text)] or strip.words
    room = edge - solid[-1].place.right
    if room > 0.14 * max(1, edge - left) + 3 * sheet.line_height:
        return False
    return room < below.words[0].place.width + 2.5 * sheet.line_height


def _spoken(sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, position: int) -> str:
    """Folded words that repeat the value: behind ``Ghi bằng chữ`` on its row or at the head of the next, and one row on."""
    hit = found[index][position + 1] if position + 1 < len(found[index]) else None
    at = index
    if position + 1 == len(found[index]) and index + 1 < len(found) and found[index + 1]:
        hit, at = found[index + 1][0], index + 1
    if hit is None or hit.label.reader != "words":
        return ""
    said = sheet.rows[at].folded[hit.value_from :]
    more = sheet.rows[at + 1].folded if at + 1 < len(found) and not found[at + 1] else ""
    return f"{said} {more}"


def _sighted(sheet: Sheet, hit: LabelFound, strip: Strip, trust: float, spoken: str) -> Sighting | None:
    label = hit.label
    reading = READERS[label.reader](strip)
    if reading is None:
        return None
    part = strip.part(reading.start, reading.end)
    seen = Sighting.of(label.field or "-", sheet.number, part, reading.value, reading.quality * trust)
    alike = _said_alike(label, reading.value, spoken or strip.folded)
    if alike is None:
        return seen
    return seen.borne_out() if alike else seen.doubted(_DIFFERS)


def _said_alike(label: Label, value: str, spoken: str) -> bool | None:
    """Whether words beside a date or a sum say the same as its figures; None when there are no such words."""
    if label.reader == "date":
        words = date_in_words(spoken)
        return None if words is None else agree(value, words)
    if label.reader == "money":
        said = number_from_words(spoken)
        return None if said is None or said < 1000 else said == int(value)
    return None


def _inside(sheet: Sheet, hit: LabelFound, strip: Strip, person: str) -> Iterator[Attributed]:
    """A giấy tờ tùy thân in one breath: ``CCCD số 001… do Cục Cảnh sát … cấp ngày …``."""
    if hit.label.reader != "id_number":
        return
    number = id_number(strip)
    issuer = re.search(r"\bdo\s+(?P<who>[^,;.0-9]{3,80}?)\s+cap\b", strip.folded) or re.search(
        r"(?:^|[,;\s])do\s+(?P<who>[^,;.0-9]{3,80}?)\s*[,;.]*\s*$", strip.folded
    )
    if number and issuer:
        who = strip.part(issuer.start("who"), issuer.end("who"))
        yield Attributed(Sighting.of("id_issuer", sheet.number, who, who.text, 0.9), person, True)
