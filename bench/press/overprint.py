"""Stamps where offices put them: over the signature, the number, the day, the title and the first lines.

The stamps' own words are no part of the page's text.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageChops, ImageDraw

from bench.press.fonts import families, font
from bench.press.marks import RED, box_stamp, inked, seal
from bench.press.paper import DrawnPage, TrueLine
from pipeline.model.geometry import Box

BLUE = (40, 60, 170)
VIOLET = (96, 40, 140)
_URGENT = (("HỎA TỐC",), ("THƯỢNG KHẨN",), ("KHẨN",), ("HỎA TỐC", "HẸN GIỜ"))
_COPIES = ("SAO Y BẢN CHÍNH", "ĐÃ KIỂM TRA BẢN GỐC", "BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "ĐÃ THU LỆ PHÍ", "ĐÃ SỐ HÓA")
_UNITS = (
    "ỦY BAN NHÂN DÂN PHƯỜNG",
    "SỞ TƯ PHÁP HÀ NỘI",
    "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
)


def stamped(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """*page* with a round seal at the signature and one to three stamps more, each across printed lines."""
    image = page.image.convert("RGB")
    upper = [line for line in page.lines if line.box.bottom < 0.38 * page.image.height]
    body = [line for line in page.lines if line not in upper]
    if not page.seals or rng.random() < 0.25:
        _lay(image, seal(rng, rng.choice(_UNITS), page.dpi), _signatory(page).box, rng, across=0.3)
    for put in rng.sample((_arrival, _urgency, _copy, _edge_seal), rng.randint(1, 3)):
        put(image, page.dpi, upper or page.lines, body or page.lines, rng)
    return replace(page, image=image)


def _signatory(page: DrawnPage) -> TrueLine:
    """The line the seal belongs to: a name the paper states as signer, else one of the last lines."""
    for stated in page.fields:
        if stated.name == "signer":
            return TrueLine(stated.text, stated.box)
    return page.lines[-1]


Lines = Sequence[TrueLine]


def _arrival(image: Image.Image, dpi: int, upper: Lines, body: Lines, rng: random.Random) -> None:
    """The incoming mail stamp (dấu đến, NĐ 30/2020, Phụ lục IV), red or blue, over the head or the title."""
    rows = (
        "ĐẾN",
        f"Số: {rng.randrange(10, 3000)}",
        f"Ngày: {rng.randrange(1, 29):02d}/{rng.randrange(1, 13):02d}/2025",
    )
    if rng.random() < 0.5:
        rows = ("CÔNG VĂN ĐẾN", *rows[1:], "Chuyển: ............")
    mark = box_stamp(rng, rows, dpi, size_mm=(rng.uniform(36, 48), rng.uniform(20, 28)), colour=rng.choice((RED, BLUE)))
    _lay(image, mark, rng.choice(upper).box, rng, across=rng.random())


def _urgency(image: Image.Image, dpi: int, upper: Lines, body: Lines, rng: random.Random) -> None:
    rows = rng.choice(_URGENT)
    mark = box_stamp(rng, rows, dpi, size_mm=(32, 8 * len(rows) + 2))
    _lay(image, mark, rng.choice(upper).box, rng, across=rng.random())


def _copy(image: Image.Image, dpi: int, upper: Lines, body: Lines, rng: random.Random) -> None:
    """Bare words of a rubber stamp, somewhat slanted."""
    text, face = rng.choice(_COPIES), font(families("sans")[0], round(dpi * rng.uniform(0.16, 0.24)), bold=True)
    mask = Image.new("L", (int(face.getlength(text)) + 20, 2 * face.size), 0)
    ImageDraw.Draw(mask).text((10, face.size), text, font=face, fill=255, anchor="lm")
    mask = mask.rotate(rng.uniform(-7, 7), Image.Resampling.BICUBIC, expand=True)
    mark = inked(rng, mask, rng.choice((RED, BLUE, VIOLET)))
    _lay(image, mark, rng.choice(body).box, rng, across=rng.random())


def _edge_seal(image: Image.Image, dpi: int, upper: Lines, body: Lines, rng: random.Random) -> None:
    """A seal across the right edge, as it joins the sheets of one paper (giáp lai)."""
    mark = seal(rng, rng.choice(_UNITS), dpi)
    line = rng.choice(body).box
    edge = Box(image.width - 2, line.top, image.width - 1, line.bottom)
    _lay(image, mark, edge, rng, across=0.5)


def _lay(image: Image.Image, mark: Image.Image, over: Box, rng: random.Random, *, across: float) -> None:
    """*mark*, centred a little off the point *across* the width of *over*; ink lets print show through."""
    x = over.left + across * over.width - mark.width / 2 + rng.uniform(-0.1, 0.1) * mark.width
    y = (over.top + over.bottom) / 2 - mark.height / 2 + rng.uniform(-0.3, 0.3) * mark.height
    at = (round(max(0.0, x)), round(min(max(0.0, y), image.height - mark.height)))
    spot = (at[0], at[1], min(image.width, at[0] + mark.width), at[1] + mark.height)
    cut = mark.crop((0, 0, spot[2] - spot[0], spot[3] - spot[1]))
    image.paste(ImageChops.multiply(image.crop(spot), cut), at)
