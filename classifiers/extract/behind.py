"""Where the value of a label stands: behind it, under it, running on over the next rows."""

import re
from collections.abc import Sequence

from classifiers.addresses import ends_in_province
from classifiers.extract.grammar import LabelFound
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import opened_by
from classifiers.extract.reading import LEADERS
from classifiers.text import bare, upper_share

_MARKED = 1.0
_UNMARKED = 0.85
_INEXACT = 0.9
_NEXT_ROW = 0.9
_WEAK = 0.85
"""A label known by one word of it."""
_CUT_OFF = 0.85
_RUN_ON_ROWS = 3
_NEW_ITEM = re.compile(
    r"^\W*(?:\(?[0-9ivx]{1,3}[.)]|[a-hk][.)]|[-+*•])\s|^[^:;,.]{2,60}:(?:\s|$)|^\W*(?:can cu|qua xem xet|hom nay|de nghi|(?:toi|chung toi) (?:xin )?(?:cam|chiu|hoan toan)|trong qua trinh)\b"
)
"""A number, a dash, words up to a colon, or words that open a sentence of their own: not what the row above goes on with."""
_TABLE_HEAD = re.compile(r"^\W*(?:stt|tt|so tt)\b")
_OPEN_END = re.compile(r"(?:,|\b(?:thành|phường|quận|huyện|tỉnh|xã|thị|nhân|công|Ủy|ban))\s*$")
"""What no value ends with: a comma, the first half of thành phố or Ủy ban nhân dân."""
_ABBREVIATED = re.compile(r"[,\s](?:TP|T\.P|Tp|P|Q|H|X|TT|TX)\s?\.\s*$")
"""``…, quận Ba Đình, TP.``: the stop is the word's own."""
_LEADERS_BEHIND = re.compile(r"\s*(?:[.…_]\s*){2,}$|\s+[.…]\s*$")


def value_behind(
    sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, position: int
) -> tuple[Strip, float] | None:
    """The strip behind a label and how sure it is to be its value."""
    row, hits = sheet.rows[index], found[index]
    hit = hits[position]
    following = hits[position + 1] if position + 1 < len(hits) else None
    end = following.start if following else len(row.text)
    strip = row.part(_from_day(row, hit), end)
    trust = (
        (_MARKED if hit.marked else _UNMARKED) * (1.0 if hit.exact else _INEXACT) * (_WEAK if hit.label.weak else 1.0)
    )
    left = row.words[row.index_at(hit.start)].place.left
    right = row.words[row.index_at(following.start)].place.left if following else sheet.width
    if not strip.text.strip(LEADERS + "()[]0123456789") and not any(c.isdecimal() for c in strip.text):
        below = _below(sheet, found, index, left, right)
        repeats = below is not None and bare(below.text).startswith(bare(row.text[hit.start : hit.end]))
        if below is None or repeats or any(_TABLE_HEAD.match(row.folded) for row in sheet.rows[index + 1 : index + 3]):
            return None
        if hit.label.runs_on:
            below = _carried_on(sheet, found, index + 1, below, below.place.left, right)
        return below, trust * _NEXT_ROW
    strip = _before_a_question(sheet, strip)
    if hit.label.runs_on:
        strip = _carried_on(sheet, found, index, strip, _column_edge(sheet, row, hit.start), right)
        trust *= _CUT_OFF if _fills_its_row(sheet, strip, right) else 1.0
    return (strip, trust) if strip.words else None


_HEADING = re.compile(r"^\W*(?:cong hoa xa hoi|doc lap\b.{0,5}tu do)")
_QUESTION = re.compile(r"^[^:\d,]{2,32}:")


def _before_a_question(sheet: Sheet, strip: Strip) -> Strip:
    """*strip* up to a hole behind which words with a colon stand: something else is asked there, whatever it is."""
    pieces = strip.segments(sheet.gap(1.6))
    for count, piece in enumerate(pieces[1:], start=1):
        if _QUESTION.match(piece.text) or _HEADING.match(piece.folded):
            return Strip.of(word for kept in pieces[:count] for word in kept.words)
    return strip


def _from_day(row: Strip, hit: LabelFound) -> int:
    """Where the value begins: *ngày* at the end of a wording (``có giá trị đến hết ngày``) is the date's own word."""
    if hit.label.reader == "date" and row.folded[: hit.end].endswith("ngay") and hit.end - hit.start > 4:
        return hit.end - 4
    return hit.value_from


def under(
    sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, hit: LabelFound
) -> tuple[Strip, float] | None:
    """What stands in the next row under the label itself, when what stands beside it is another column's (identity cards)."""
    row = sheet.rows[index]
    left, right = (row.words[row.index_at(place)].place for place in (hit.start, max(hit.start, hit.end - 1)))
    below = _below(sheet, found, index, left.left, right.right + round(2 * sheet.line_height))
    return None if below is None or below.place.left > right.right else (below, _NEXT_ROW)


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
    edge = min(right - sheet.line_height, sheet.margins[1])
    for step in range(1, _RUN_ON_ROWS + 1):
        if index + step >= len(sheet.rows) or not strip.words:
            break
        above, below = sheet.rows[index + step - 1], sheet.rows[index + step]
        solid = _LEADERS_BEHIND.sub("", strip.text)
        if ends_in_province(solid):  # an address is complete with its province
            break
        stopped = (
            re.search(r"[.;]\s*$", solid) and not _ABBREVIATED.search(solid) and not below.text.lstrip()[:1].islower()
        )
        open_end = bool(_OPEN_END.search(solid)) and below.text.lstrip()[:1].islower()
        open_end = open_end or bool(_ABBREVIATED.search(solid))
        if stopped or (not open_end and not _is_full(sheet, strip, below, edge, left)):
            break
        if below.place.top - above.place.bottom > sheet.leading or _NEW_ITEM.match(below.folded):
            break
        if opened_by(below):
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


def _is_full(sheet: Sheet, strip: Strip, below: Strip, edge: float, left: int) -> bool:
    """Whether the row ends where it must: the first word below would no longer have fitted."""
    solid = [word for word in strip.words if any(c.isalnum() for c in word.text)] or strip.words
    room = edge - solid[-1].place.right
    if room > 0.14 * max(1, edge - left) + 3 * sheet.line_height:
        return False
    return room < below.words[0].place.width + 2.5 * sheet.line_height
