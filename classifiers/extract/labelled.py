"""Values behind labels, one person after another, one beside another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from classifiers.checks.calendar import agree
from classifiers.extract.behind import under, value_behind
from classifiers.extract.boxed import Box, boxes_of
from classifiers.extract.codes import id_number
from classifiers.extract.columns import pairs
from classifiers.extract.dates import date_in_words
from classifiers.extract.figures import number_from_words
from classifiers.extract.grammar import LabelFound, labels_in, with_hints
from classifiers.extract.labels import Label, parted
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import (
    MAIN,
    NAMES,
    asked_for,
    closes,
    fields_of,
    head_of,
    name_fields,
    opened_by,
    roles_in,
)
from classifiers.extract.places import place_in
from classifiers.extract.readers import READERS
from classifiers.extract.reading import LEADERS
from classifiers.extract.sightings import Attributed, Sighting
from pipeline.model.ids import KindCode

_DIFFERS = 0.4
_HINTED = 0.8
"""What is left of it when one word of the question tells what it asks."""
_BOXED = 0.93
"""What it leaves of a value's trust that it stands under its label and not behind it."""
_OF_A_PERSON = frozenset({
    *NAMES.values(), "principal", "agent", "birth_date", "sex", "ethnicity", "nationality", "religion", "id_number",
    "id_issue_date", "id_issuer", "passport_number", "phone", "email",
})  # fmt: skip
"""Fields behind which *Địa chỉ* is where somebody lives."""
_WORDED = frozenset({"amount", "capital", "birth_date"})


@dataclass(slots=True)
class Speaker:
    """Whom the paper speaks of just now, carried from row to row and from page to page."""

    person: str = "self"
    section: str = ""
    """The person whose part of the paper a heading opened; a plain *Họ và tên* in it is theirs."""
    wanted: frozenset[str] = frozenset()
    """Fields the kind has: whoever else a heading names, the paper's own person is meant."""
    last: str = ""
    """The field asked for last."""
    columns: tuple[tuple[int, str], ...] = ()
    """Where two people's particulars stand side by side: left edge and person."""

    def meant(self, label: Label, person: str) -> Label:
        """*label*, or the home it asks for when *person*'s particulars were asked for last and their home is wanted."""
        at_home = label.follows and self.last in _OF_A_PERSON
        asked = {"residence"} if person == "self" else {*fields_of(person, "residence", self.wanted)}
        if at_home and self.wanted & ({"residence"} if person in ("self", *MAIN) else asked):
            return replace(label, field="residence", personal=True)
        return label

    def names(self, label: Label) -> str:
        """Turns to the person *label* opens and says who that is."""
        if label.person == "self" and self.section and label.field == "full_name":
            self.person = self.section
        else:
            self.person = label.person
            self.section = self.section if label.person in ("self", self.section) else ""
        return self.person


def labelled(
    sheet: Sheet,
    kind: KindCode,
    speaker: Speaker | None = None,
    found: Sequence[Sequence[LabelFound]] | None = None,
    *,
    hints: bool = False,
) -> Iterator[Attributed]:
    """Every labelled value of the page in reading order. *speaker* is whom the page before it ended on.

    *found* are the labels of every row, when they are at hand; with *hints* questions count that only hold a word that
    tells.
    """
    speaker = speaker or Speaker()
    found = found or [labels_in(row, kind, sheet.spread) for row in sheet.rows]
    if hints:
        found = [with_hints(row, hits, sheet.spread) for row, hits in zip(sheet.rows, found, strict=True)]
    beside = list(pairs(sheet, kind))
    for pair in beside:
        yield from pair.said
    before = ""
    apart = {index for pair in beside for index in range(pair.first, pair.end)}
    boxes = boxes_of(sheet, kind, found, hints=hints)
    roles = roles_in(sheet.rows)
    for index, (row, every) in enumerate(zip(sheet.rows, found, strict=True)):
        if index in apart:
            continue
        _heed(speaker, row)
        if index in roles:
            speaker.person = speaker.section = roles[index]
        boxed = boxes.get(index, ())
        for box in boxed:
            yield from _boxed(sheet, box, speaker, before)
            before = speaker.last = box.label.field or before
        hits = [hit for hit in every if not any(box.start <= hit.start < box.end for box in boxed)]
        columns = _are_columns(row, hits) or _in_two(speaker, row, hits)
        _note_columns(speaker, row, hits, sheet.gap(1.0))
        for hit in hits:
            person = speaker.names(hit.label) if hit.label.person else speaker.person
            if hit.label.about:
                person = hit.label.about
            elif columns:
                person = _in_column(speaker, row, hit) or ("column" if not hit.label.person else person)
            if hit.label.reader == "words":
                yield from _in_words(sheet, found, index, every.index(hit), before)
            else:
                before = hit.label.field
                yield from _said(sheet, found, index, every.index(hit), person, speaker.meant(hit.label, person))
                speaker.last = before or speaker.last


def _boxed(sheet: Sheet, box: Box, speaker: Speaker, before: str) -> Iterator[Attributed]:
    """What stands under the question *box* asks; *before* is the field asked for last."""
    label = box.label
    if label.reader == "words":
        reading = READERS["text"](box.answer) if before in _WORDED else None
        if reading:
            part = box.answer.part(reading.start, reading.end)
            seen = Sighting.of(
                f"{before}_words", sheet.number, part, reading.value.strip(" ()/."), _BOXED * reading.quality
            )
            yield Attributed(seen, "self", personal=False)
        return
    person = label.about or (speaker.names(label) if label.person else speaker.person)
    hit = LabelFound(speaker.meant(label, person), box.start, box.end, box.end, True, True)
    yield from _attributed(sheet, hit, box.answer, _BOXED * (_HINTED if label.weak else 1.0), "", person)


def _in_words(
    sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, position: int, before: str
) -> Iterator[Attributed]:
    """A sum, a capital or a birth date once more, written out, as a value of its own."""
    value = value_behind(sheet, found, index, position) if before in _WORDED else None
    reading = READERS["text"](value[0]) if value else None
    if value and reading:
        part = value[0].part(reading.start, reading.end)
        words = reading.value.strip(" ()/.")
        seen = Sighting.of(f"{before}_words", sheet.number, part, words, value[1] * reading.quality)
        yield Attributed(seen, "self", personal=False)


def _heed(speaker: Speaker, row: Strip) -> None:
    """Turns to whoever a heading names."""
    opened = opened_by(row)
    if opened:
        speaker.person = asked_for(opened.person, speaker.wanted)
        speaker.section = "" if speaker.person == "self" else speaker.person
        speaker.columns = ()
    elif closes(row):
        speaker.person, speaker.section, speaker.columns = "self", "", ()


def _in_two(speaker: Speaker, row: Strip, hits: Sequence[LabelFound]) -> bool:
    """Whether this row's labels stand in the columns of two people a row above has named."""
    return bool(speaker.columns) and len({_in_column(speaker, row, hit) for hit in hits}) > 1


def _note_columns(speaker: Speaker, row: Strip, hits: Sequence[LabelFound], gap: float) -> None:
    """Two people in one row, by name or as heads: what is doubled in the rows below is theirs, each under the own one."""
    pieces = row.segments(gap) if not hits else ()
    heads = [(piece.place.left, person) for piece in pieces if (person := head_of(piece))]
    if len(heads) >= 2 and len({person for _, person in heads}) == len(heads) == len(pieces):
        speaker.columns = tuple(heads)
    named = [hit for hit in hits if hit.label.person not in ("", "other", "self")]
    if len({hit.label.person for hit in named}) >= 2:
        speaker.columns = tuple((row.words[row.index_at(hit.start)].place.left, hit.label.person) for hit in named)


def _in_column(speaker: Speaker, row: Strip, hit: LabelFound) -> str:
    """The person in whose column the label stands, empty when there are no columns."""
    if hit.label.person and hit.label.person != "self":
        return hit.label.person
    left = row.words[row.index_at(hit.start)].place.left
    return min(speaker.columns, key=lambda column: abs(column[0] - left), default=(0, ""))[1]


def _said(
    sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, position: int, person: str, label: Label
) -> Iterator[Attributed]:
    """What stands behind one label, *label* being what it asks for here."""
    hit = replace(found[index][position], label=label)
    value = value_behind(sheet, found, index, position)
    if value is None:
        return
    strip, trust = value
    if hit.label.reader == "name" and sheet.edges:
        strip = _whole_name(sheet, found, index, strip)
    if hit.label.reader == "date" and READERS["date"](strip) is None:
        strip, trust = under(sheet, found, index, hit) or value
    yield from _attributed(sheet, hit, strip, trust, _spoken(sheet, found, index, position), person)


def _whole_name(sheet: Sheet, found: Sequence[Sequence[LabelFound]], index: int, strip: Strip) -> Strip:
    """A name with the word or two that did not fit in its narrow column."""
    if index + 1 >= len(sheet.rows) or found[index + 1] or not strip.words:
        return strip
    below = sheet.rows[index + 1]
    words = below.text.split()
    near = below.place.top - sheet.rows[index].place.bottom < sheet.leading
    full = sheet.margins[1] - strip.words[-1].place.right < below.words[0].place.width + 2.5 * sheet.line_height
    fits = len(words) <= 2 and all(word.isalpha() and word[0].isupper() for word in words)
    return strip.joined(below) if near and full and fits else strip


def _attributed(
    sheet: Sheet, hit: LabelFound, strip: Strip, trust: float, spoken: str, person: str
) -> Iterator[Attributed]:
    """The value of *strip* under every name it goes by, and what else is said in the same breath."""
    (strip, _), *others = parted(hit.label, strip)
    for second, label in others:
        beside = _sighted(sheet, replace(hit, label=label), second, trust, "")
        if beside:
            yield Attributed(beside, person, label.personal)
    sighting = _sighted(sheet, hit, strip, trust, spoken) if strip.words else None
    if sighting is None or not hit.label.field:
        return
    opens = bool(hit.label.person) and hit.label.field == "full_name"
    for name in name_fields(person) if opens and person != "self" else (hit.label.field,):
        yield Attributed(sighting.named(name), person, hit.label.personal, hit.label.weak)
    yield from _inside(sheet, hit, strip, person)


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
    strip = place_in(label.field, strip)
    reading = READERS[label.reader](strip) if strip.words else None
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
