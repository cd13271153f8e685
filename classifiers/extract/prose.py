"""Particulars told in sentences: ``… ông Nguyễn Văn A, sinh ngày …, dân tộc …, thường trú tại …, đã chết ngày …``.

A sentence runs over its rows, and breaks labels and values where the line ends. So rows that fill the line are joined
before they are looked through; what was found behind a label in one row goes first, this is for what was not.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.addresses import ends_in_province
from classifiers.extract.grammar import LabelFound, labels_in
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import asked_for, name_fields, opened_by
from classifiers.extract.readers import READERS
from classifiers.extract.reading import DOTTED
from classifiers.extract.sightings import Attributed, Sighting
from pipeline.model.ids import KindCode

_TRUST = 0.85
_MOST_ROWS = 7
_MOST_WORDS = 140
_NEVER_TOLD = frozenset({"receiving_unit"})
_SENTENCE_ENDS = re.compile(r"[;]|\.\s+(?=[A-ZĐÀ-Ỹ])|\.\s*$")
_SPOUSES = {"ong": "husband", "anh": "husband", "ba": "wife", "chi": "wife"}
_CALLED = re.compile(r"(?:^|[\s,:(])(?:ong|ba|anh|chi|chau|be|cu|ong ?/ ?ba|ong ?\(ba\))\s*:?\s+(?=[a-z])")


def told(sheet: Sheet, kind: KindCode, wanted: frozenset[str]) -> Iterator[Attributed]:
    """Labelled values of the page's paragraphs of two rows and more, and the first person they name."""
    for paragraph in _paragraphs(sheet):
        person = "self"
        opened = opened_by(paragraph)
        if opened:
            person = asked_for(opened.person, wanted)
        hits = labels_in(paragraph, kind, sheet.spread)
        names = list(_named(sheet, paragraph))
        for place, (at, title, named) in enumerate(names):
            who = _SPOUSES[title] if title in _SPOUSES and wanted & set(name_fields(_SPOUSES[title])) else person
            if place and who == person:
                who = "other"  # whoever is named second, the particulars behind are theirs
            yield from (Attributed(named.named(name), who, False) for name in name_fields(who))
            names[place] = (at, who, named)
        for position, hit in enumerate(hits):
            if hit.label.person and hit.label.person != "self":
                person = hit.label.person
            before = [who for at, who, _ in names if at < hit.start]
            seen = _value(sheet, paragraph, hits, position)
            if seen and seen.name not in _NEVER_TOLD:
                yield Attributed(seen, hit.label.about or (before[-1] if before else person), hit.label.personal)


def _paragraphs(sheet: Sheet) -> Iterator[Strip]:
    """Runs of rows in which every row but the last is full."""
    right = sheet.margins[1]
    held: list[Strip] = []
    for row in sheet.rows:
        if held and _goes_on(sheet, held[-1], row, right) and len(held) < _MOST_ROWS:
            held.append(row)
            continue
        if len(held) > 1:
            yield _joined(held)
        held = [row]
    if len(held) > 1:
        yield _joined(held)


def _goes_on(sheet: Sheet, above: Strip, below: Strip, right: int) -> bool:
    near = below.place.top - above.place.bottom < sheet.leading
    full = right - above.place.right < below.words[0].place.width + 2.5 * sheet.line_height
    return near and full and above.place.width > 0.45 * sheet.width


def _joined(rows: Sequence[Strip]) -> Strip:
    return Strip.of([word for row in rows for word in row.words][:_MOST_WORDS])


def _value(sheet: Sheet, paragraph: Strip, hits: Sequence[LabelFound], position: int) -> Sighting | None:
    hit = hits[position]
    end = hits[position + 1].start if position + 1 < len(hits) else len(paragraph.text)
    strip = paragraph.part(hit.value_from, end)
    if hit.label.reader not in READERS or not hit.label.field or not strip.words:
        return None
    if hit.label.reader == "text":
        strip = _sentence(strip)
    reading = READERS[hit.label.reader](strip)
    if reading is None or reading.start > 30:
        return None
    part = strip.part(reading.start, reading.end)
    return Sighting.of(hit.label.field, sheet.number, part, reading.value, reading.quality * _TRUST)


def _sentence(strip: Strip) -> Strip:
    """Up to the end of the sentence, or of an address: its province."""
    stop = _SENTENCE_ENDS.search(strip.text)
    end = stop.start() if stop else len(strip.text)
    for comma in re.finditer(r",", strip.text[:end]):
        if ends_in_province(strip.text[: comma.start()]):
            end = comma.start()
            break
    return strip.part(0, end)


def _named(sheet: Sheet, paragraph: Strip) -> Iterator[tuple[int, str, Sighting]]:
    """``ông Nguyễn Văn A, sinh …``: names behind their titles, with a comma or a bracket behind them; where, which title."""
    for called in _CALLED.finditer(paragraph.folded):
        strip = paragraph.part(called.end(), len(paragraph.text))
        reading = READERS["name"](strip)
        if reading and reading.quality >= DOTTED and re.match(r"\s*[,;(]", strip.text[reading.end :]):
            part = strip.part(reading.start, reading.end)
            title = called.group().strip(" ,:(")
            yield (
                called.start(),
                title,
                Sighting.of("full_name", sheet.number, part, reading.value, reading.quality * _TRUST),
            )
