"""Questions over their answers: forms drawn as boxes, ``Họ và tên | Giới tính`` in one line, ``Lê An | Nữ`` in the next.

A piece of a row that is a label and nothing else, with words under it that begin where it begins, is such a box. Pieces
are matched by where they stand, not by rows: two boxes beside each other need not be level.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classifiers.extract.grammar import LabelFound, question_of
from classifiers.extract.labels import Label
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import opened_by
from pipeline.model.ids import KindCode

_APART = 1.0
"""Blank between two boxes, in heights of a line."""
_HOLE = 2.2
"""The widest blank inside an answer."""
_ROWS_DOWN = 3
_MORE_LINES = 2
_TABLE_HEAD = re.compile(r"^\W*(?:stt|tt|so tt|so thu tu)\W*$")
_LONG = frozenset({"text", "name", "words", "people"})


@dataclass(frozen=True, slots=True)
class Box:
    """*label* stands at ``text[start:end]`` of its row; `answer` is what stands under it."""

    label: Label
    start: int
    end: int
    answer: Strip = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Piece:
    row: int
    start: int
    end: int
    strip: Strip = field(repr=False)
    label: Label | None
    speaks: bool
    """It begins with a label, and a value behind it."""


def boxes_of(
    sheet: Sheet, kind: KindCode, labels: Sequence[Sequence[LabelFound]], *, hints: bool = False
) -> dict[int, tuple[Box, ...]]:
    """Row → its boxes, from left to right; rows with none are left out. *labels* are those found in every row."""
    pieces = [list(_pieces(sheet, index, kind, hits, hints)) for index, hits in enumerate(labels)]
    found: dict[int, tuple[Box, ...]] = {}
    for index, beside in enumerate(pieces):
        if any(_TABLE_HEAD.match(piece.strip.folded) for piece in beside):
            continue
        held = tuple(
            Box(piece.label, piece.start, piece.end, answer)
            for position, piece in enumerate(beside)
            if piece.label and _asks(beside, position) and (answer := _under(sheet, pieces, index, position))
        )
        if held and (len(beside) > 1 or _is_boxed_alone(sheet, index, held[0])):
            found[index] = held
    return found


def _pieces(sheet: Sheet, index: int, kind: KindCode, hits: Sequence[LabelFound], hints: bool) -> Iterator[_Piece]:
    row, at = sheet.rows[index], 0
    for strip in row.segments(sheet.gap(_APART)):
        end = at + len(strip.text)
        asked = question_of(strip, kind, hints=hints) if 2 < len(strip.text) < 90 else None
        speaks = asked is None and any(hit.start - at < 8 and hit.start >= at and hit.marked for hit in hits)
        yield _Piece(index, at, end, strip, asked, speaks)
        at = end + 1


def _asks(beside: Sequence[_Piece], position: int) -> bool:
    """Whether what stands behind the piece in its row is a question too, and no answer to it."""
    behind = beside[position + 1 :]
    return not behind or behind[0].label is not None or (position > 0 and beside[position - 1].label is not None)


def _is_boxed_alone(sheet: Sheet, index: int, box: Box) -> bool:
    """A question with a row of its own: only where the row under it holds nothing but its answer."""
    return box.end - box.start >= 6 and not sheet.rows[index].text.rstrip().endswith((":", "…", ".."))


def _under(sheet: Sheet, pieces: Sequence[Sequence[_Piece]], index: int, position: int) -> Strip | None:
    """The words under a piece, line after line; None when nothing begins where it begins."""
    piece, line = pieces[index][position], sheet.line_height
    left, bottom = piece.strip.place.left, piece.strip.place.bottom
    right = min(
        (other.strip.place.left for row in pieces[max(0, index - 1) : index + 2] for other in row
         if other.label and other.strip.place.left > left + line and _level(other, piece, 0.5 * line)),
        default=sheet.width,
    )  # fmt: skip
    held: Strip | None = None
    reader = piece.label.reader if piece.label else ""
    for row in pieces[index + 1 : index + 1 + _ROWS_DOWN]:
        here = [one for one in row if left - line < one.strip.place.left < right - 0.3 * line]
        if not here:
            continue
        first = here[0]
        if any(one.label and _is_question(one) for one in row[: row.index(first)]):
            break
        if first.strip.place.top - bottom > (0.9 if held else 1.6) * line:
            break
        if first.speaks or (first.label and first.label.reader != "sex" and _is_question(first)):
            break
        if opened_by(first.strip) and len(first.strip.words) > 1:
            break
        if abs(first.strip.place.left - left) > 0.9 * line:
            break
        words = _answer(sheet.rows[first.row], first, right, sheet.gap(_HOLE))
        if held is None:
            held = words
        elif reader in _LONG and _goes_on(held, right, sheet):
            held = held.joined(words)
        else:
            break
        bottom = first.strip.place.bottom
        if reader not in _LONG:
            break
    return held


def _answer(row: Strip, first: _Piece, right: int, hole: float) -> Strip:
    """The words of *row* from *first* on, up to the next box or to a hole."""
    start = first.strip.place.left
    words = [word for word in row.words if word.place.left >= start and word.place.centre[0] < right]
    return Strip.of(words).segments(hole)[0]


def _level(one: _Piece, other: _Piece, line: float) -> bool:
    return abs(one.strip.place.centre[1] - other.strip.place.centre[1]) < line


def _is_question(piece: _Piece) -> bool:
    """*Cha*, *Mẹ*, *Con* under *Quan hệ* are answers."""
    return len(piece.strip.text) > 5 or piece.strip.text.rstrip().endswith(":")


def _goes_on(held: Strip, right: int, sheet: Sheet) -> bool:
    """Whether the line reaches about the box's edge, so that another may belong to it."""
    edge = min(right, sheet.margins[1])
    return edge - held.words[-1].place.right < 0.3 * max(1, edge - held.place.left) + 2 * sheet.line_height
