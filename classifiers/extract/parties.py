"""Whom a paper names without a label: the parties of a contract, the holder of a right."""

import re

from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import closes, opened_by
from classifiers.extract.readers import READERS
from classifiers.extract.reading import DOTTED
from classifiers.extract.sightings import Sighting
from classifiers.text import upper_share

_PARTY_NAME = re.compile(
    r"(?:^|[:.,;\-+]\s*)(?:\d\.\s*)?(?:ho va ten\s*:?\s*)?(?:(?:vo|chong) la\s*)?(?P<t>ong|ba|ong ?[/(] ?ba\)?|ten to chuc|ho ten|ho va ten)\s*:?\s+"
)
_TITLED = re.compile(r"^\W*(?:ho )?(?:ong|ba)\s*:?\s+(?=[a-z])")


def holder(sheet: Sheet) -> Sighting | None:
    """``Bà Nguyễn Thị A, CCCD số: …`` at the head of a row, as certificates name whose right they prove."""
    for row in sheet.rows:
        title = _TITLED.match(row.folded)
        if title is None:
            continue
        reading = READERS["name"](row.part(title.end(), len(row.text)))
        behind = row.folded[title.end() + reading.end :].strip() if reading else ""
        if (
            reading
            and reading.quality >= DOTTED
            and (not behind or behind.startswith((",", ";", "-", "sinh", "nam sinh")))
        ):
            part = row.part(title.end() + reading.start, title.end() + reading.end)
            return Sighting.of("full_name", sheet.number, part, reading.value, 0.95 * reading.quality)
    return None


def parties(sheet: Sheet, section: str = "") -> tuple[tuple[Sighting, ...], str]:
    """Names of Bên A and Bên B of a contract, and the section the page ends in."""
    seen: list[Sighting] = []
    fresh = False
    for index, row in enumerate(sheet.rows):
        opened = opened_by(row)
        if opened:
            section = opened.person if opened.person.startswith("party") else ""
            fresh = opened.alone
            if opened.alone:
                continue
        elif closes(row):
            section = ""
        if not section:
            continue
        match = _PARTY_NAME.search(row.folded)
        strip = row.part(match.end(), len(row.text)) if match else _under_heading(sheet, index) if fresh else None
        fresh = False
        reading = READERS["party"](strip) if strip else None
        if strip and reading and reading.quality >= DOTTED:
            part = strip.part(reading.start, reading.end)
            seen.append(
                Sighting.of(section, sheet.number, part, reading.value, (0.95 if match else 0.9) * reading.quality)
            )
    return tuple(seen), section


def _under_heading(sheet: Sheet, index: int) -> Strip | None:
    """A name that stands right under ``BÊN A`` without a label; one in capitals may take a second row."""
    row = sheet.rows[index]
    if ":" in row.text or len(row.words) > 12:
        return None
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
    capitals = upper_share(row.text) > 0.9
    if capitals and below is not None and upper_share(below.text) > 0.9 and ":" not in below.text:
        return row.joined(below)
    return row
