"""Marks for machines: QR, patch bars, the strip on the back of an identity card."""

import unicodedata
from datetime import date

import segno
from PIL import Image, ImageDraw

from bench.press.people import Person


def qr_image(payload: str, side_mm: float, dpi: int, *, error: str = "m") -> Image.Image:
    """A QR code (TCVN 7322:2009) close to *side_mm* wide, whole pixels a module, without quiet zone."""
    code = segno.make(payload, error=error, micro=False, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    scale = max(1, round(side_mm / 25.4 * dpi / len(rows)))
    image = Image.new("L", (len(rows), len(rows)), 255)
    image.putdata([0 if module else 255 for row in rows for module in row])
    return image.resize((len(rows) * scale, len(rows) * scale), Image.Resampling.NEAREST).convert("RGB")


def receipt_payload(code: str, procedure: str, id_number: str) -> str:
    """The minimum of TT 01/2023/TT-VPCP: dossier, procedure, applicant, name of the paper."""
    return f"{code}|{procedure}|{id_number}|Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


def card_payload(person: Person, old_id: str = "") -> str:
    """The QR on the front of the card: ``id|old id|name|birth|sex|residence|issued``."""
    day = "%d%m%Y"
    return "|".join(
        [
            person.id_number,
            old_id,
            person.name,
            person.birth.strftime(day),
            person.sex,
            person.address,
            person.id_issued.strftime(day),
        ]
    )


def patch_image(width_mm: float, height_mm: float, dpi: int) -> Image.Image:
    """Patch 2 (wide, narrow, narrow, wide): symmetric, so a sheet fed upside down reads the same."""
    wide, narrow, gap = 0.20 * dpi, 0.08 * dpi, 0.08 * dpi
    image = Image.new("RGB", (round(width_mm / 25.4 * dpi), round(height_mm / 25.4 * dpi)), "white")
    pen = ImageDraw.Draw(image)
    y = 0.0
    for bar in (wide, narrow, narrow, wide):
        pen.rectangle((0, round(y), image.width, round(y + bar) - 1), fill="black")
        y += bar + gap
    return image


def ascii_name(name: str) -> str:
    """Without marks, upper case: the form a machine-readable strip uses."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c)).upper()


def check_digit(text: str) -> str:
    """The check digit of ICAO 9303 part 3."""
    values = [0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55 for c in text]
    return str(sum(v * w for v, w in zip(values, (7, 3, 1) * len(values), strict=False)) % 10)


def card_strip(person: Person) -> tuple[str, str, str]:
    """The three lines of ICAO 9303 part 5 as the card prints them: last nine digits, then the whole number."""

    def day(of: date) -> str:
        return of.strftime("%y%m%d")

    number = person.id_number[3:]
    first = f"IDVNM{number}{check_digit(number)}{person.id_number}<<"
    first = f"{first}{check_digit(first[5:])}"[:30].ljust(30, "<")
    birth, expiry = day(person.birth), day(person.id_expires) if person.id_expires.year < 9999 else "991231"
    second = f"{birth}{check_digit(birth)}{'M' if person.male else 'F'}{expiry}{check_digit(expiry)}VNM".ljust(29, "<")
    second += check_digit(first[5:30] + second[:7] + second[8:15] + second[18:29])
    surname, *given = ascii_name(person.name).split()
    third = f"{surname}<<{'<'.join(given)}"[:30].ljust(30, "<")
    return first, second, third
