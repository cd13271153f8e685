"""A form drawn as a table of two columns: what is asked at the left, the answer at the right, each set in its cell.

Cells are centred against each other, so a question of two lines stands half above and half below its answer, and no
row of words holds both. Where answers share a left edge, blocks of words are matched by their heights instead.
"""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from classifiers.extract.grammar import question_of
from classifiers.extract.grid import answer_in, grid_under
from classifiers.extract.labels import Label, parted
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import asked_for, closes, name_fields, opened_by
from classifiers.extract.places import place_in
from classifiers.extract.sightings import Attributed
from pipeline.model.geometry import Box
from pipeline.model.ids import KindCode

_TRUST = 0.93
_LEAST_ROWS = 4
_OTHERS_LEFT_OF = (0.22, 0.62)
"""Shares of the page width between which the answers' left edge lies."""


def answers(sheet: Sheet, kind: KindCode, wanted: frozenset[str]) -> Iterator[Attributed]:
    """Answers of a two-column form on the page, none when there is no such form."""
    found = _edge(sheet)
    if found is None:
        return
    first, edge = found
    left = sheet.margins[0]
    pieces = (_stand_in(sheet, first, left, edge - 4), _stand_in(sheet, first, edge, sheet.margins[1]))
    person = "self"
    for question, answer in grid_under(
        sheet, first, pieces, is_question=lambda line: question_of(line, kind) is not None
    ).rows:
        whole = Strip.of((*question.words, *answer.words))
        opened = opened_by(whole) if whole.words else None
        if opened and opened.alone:
            person = asked_for(opened.person, wanted)
        elif whole.words and closes(whole):
            person = "self"
        label = question_of(question, kind) if question.words and answer.words else None
        if label and label.person not in ("", "self", "other"):
            person = label.person
        if label:
            yield from _answered(sheet, label, answer, person)


def _edge(sheet: Sheet) -> tuple[int, int] | None:
    """(row above the form, left edge of its answers) when enough rows have a piece that begins there."""
    slack = 0.7 * sheet.line_height
    starts = [
        (index, piece.place.left)
        for index, row in enumerate(sheet.rows)
        for piece in row.segments(sheet.gap(1.2))
        if _OTHERS_LEFT_OF[0] * sheet.width < piece.place.left < _OTHERS_LEFT_OF[1] * sheet.width
    ]
    best: list[tuple[int, int]] = []
    for _, left in starts:
        alike = [start for start in starts if abs(start[1] - left) <= slack]
        if len(alike) > len(best):
            best = alike
    rows = sorted({index for index, _ in best})
    if len(rows) < _LEAST_ROWS or not rows[0]:
        return None
    gaps = [sheet.rows[below].place.top - sheet.rows[above].place.bottom for above, below in pairwise(rows)]
    if median(gaps) > 4 * sheet.line_height:
        return None
    return rows[0] - 1, round(min(left for _, left in best))


def _stand_in(sheet: Sheet, row: int, left: int, right: int) -> Strip:
    """A head for a column that has none printed."""
    above = sheet.rows[row]
    place = Box(left, above.place.top, max(left + 2, right), above.place.bottom)
    return Strip.stand_in(above.words[0].box, place)


def _answered(sheet: Sheet, label: Label, answer: Strip, person: str) -> Iterator[Attributed]:
    for part, asked in parted(label, answer):
        yield from _said(sheet, asked, place_in(asked.field, part), person)


def _said(sheet: Sheet, label: Label, answer: Strip, person: str) -> Iterator[Attributed]:
    seen = answer_in(answer, label, sheet.number, _TRUST) if answer.words else None
    if seen is None:
        return
    who = label.about or person
    if label.field == "full_name" and who != "self":
        yield from (Attributed(seen.named(name), who, False) for name in name_fields(who))
    else:
        yield Attributed(seen, who, label.personal)
