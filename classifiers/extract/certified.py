"""Lời chứng and the codes that stand without a label of their own."""

import re
from collections.abc import Iterator

from classifiers.extract.codes import closed_up, dossier_code, serial
from classifiers.extract.dates import REPAIRED, spelled_dates
from classifiers.extract.figures import as_digits
from classifiers.extract.layout import Sheet
from classifiers.extract.sightings import Sighting

_CERTIFIED = re.compile(
    r"(?:so )?(?P<act>chung thuc|cong chung)(?: so)?\s*[:.]?\s*(?:so\s*)?[:.]?[ .…_]*(?P<number>[0-9oils|b][0-9oils|b. ]{0,7}?)[ .…_,;]*"
    r"(?=[,;/]|\s|quyen|$)(?:\s*[;,]?\s*quyen\s*so\s*[:.]?[ .…_]*(?P<book>[0-9oil][0-9a-z.]{0,6}(?:\s?/\s?[0-9]{4})?)?)?"
    r"(?P<tail>[^a-z0-9]{0,8}(?P<register>(?:tp/)?\s?(?:s?ct|cc)\s?-?\s?s?ct/\s?[a-z,\-]{2,6}|sct\s?/\s?[a-z, \-]{2,6}))?"
)
"""``Số chứng thực 1234 quyển số 01/2024-SCT/BS`` (NĐ 23/2015/NĐ-CP, forms of lời chứng)."""


def certifications(sheet: Sheet) -> Iterator[Sighting]:
    """Number and book of a certification or a notarial act, wherever on the page they stand."""
    for row in sheet.rows:
        match = _CERTIFIED.search(row.folded)
        if match is None or not re.search(r"\bso\b", match.group()):
            continue
        digits = as_digits(match["number"].replace(".", ""))
        if digits is None:
            continue
        name = "certification_number" if match["act"] == "chung thuc" else "notary_number"
        quality = REPAIRED if digits[1] else 0.97
        part = row.part(match.start(), match.end("number"))
        yield Sighting.of(name, sheet.number, part, digits[0], quality)
        if name == "certification_number":  # a contract certified at a commune has no other number
            yield Sighting.of("notary_number", sheet.number, part, digits[0], 0.95 * quality)
        if match["book"]:
            end = match.end("register") if match["register"] else match.end("book")
            book = row.part(match.start("book"), end)
            yield Sighting.of("book_number", sheet.number, book, closed_up(book.text), 0.95)


_ACT = re.compile(
    r"\b(?:hom nay|ngay)\b.{0,60}?\btai\s+(?P<office>(?:van phong cong chung|phong cong chung|uy ban nhan dan|ubnd|trung tam phuc vu)"
    r"[^,;.()]{2,70})"
)
_OF_A_NOTARY = re.compile(r"\b(?:cong chung vien|loi chung|so cong chung|chung thuc|chung nhan)\b")


def notarial_acts(sheet: Sheet) -> Iterator[Sighting]:
    """``Hôm nay, ngày … tại Văn phòng công chứng …`` of a lời chứng: when and where an act was done."""
    if not any(_OF_A_NOTARY.search(row.folded) for row in sheet.rows):
        return
    for row in sheet.rows:
        act = _ACT.search(row.folded)
        if act is None:
            continue
        office = row.part(*act.span("office"))
        yield Sighting.of("notary_office", sheet.number, office, " ".join(office.text.split()), 0.9)
        found = next(iter(spelled_dates(row.folded, row.plain)), None)
        if found:
            part = row.part(found.start, found.end)
            yield Sighting.of("notary_date", sheet.number, part, found.value, 0.95 * found.quality)


def loose_dossier_codes(sheet: Sheet) -> Iterator[Sighting]:
    """A dossier code needs no label: nothing else on a paper looks like one."""
    for barcode in sheet.reading.barcodes:
        found = re.search(r"(?:[0-9A-Z]{2,3}\.){0,3}[A-Z]\d{2}(?:\.\w{1,4})*-\d{6}(?:\d{2})?-\d{4,7}", barcode.text)
        if found:
            yield Sighting("dossier_code", found.group(), found.group(), sheet.number, barcode.box, 0.99)
    for row in sheet.rows:
        reading = dossier_code(row)
        if reading:
            part = row.part(reading.start, reading.end)
            yield Sighting.of("dossier_code", sheet.number, part, reading.value, reading.quality * 0.9)


_SCALE = re.compile(r"\bt[yi] le\b\W{0,4}(?P<scale>1\s?[:/]\s?\d{2,6}(?!\d))")


def scales(sheet: Sheet) -> Iterator[Sighting]:
    """``Tỷ lệ 1:500`` of a drawing."""
    for row in sheet.rows:
        match = _SCALE.search(row.folded)
        if match:
            part = row.part(*match.span("scale"))
            yield Sighting.of("scale", sheet.number, part, "".join(part.text.split()), 0.95)


def loose_serials(sheet: Sheet) -> Iterator[Sighting]:
    """Số phát hành without a label: alone in a corner of the certificate, or cited in a sentence of a contract."""
    for row in sheet.rows:
        for piece in row.segments(sheet.gap(1.2)):
            reading = serial(piece)
            if reading is None or len(reading.value.split()[0]) != 2:
                continue
            cited = re.search(
                r"\b(?:so|phat hanh|seri|se ri|chung nhan|gcn|so do)\s*:?\s*$", piece.folded[: reading.start]
            )
            if cited or len(piece.text) <= 16:
                part = piece.part(reading.start, reading.end)
                yield Sighting.of("certificate_serial", sheet.number, part, reading.value, reading.quality * 0.9)
