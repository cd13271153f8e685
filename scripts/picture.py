"""Draws docs/pictures/result.png: a real scanned page, the lines and fields found on it, and what they say.

Usage, from the repository's root: `.venv/bin/python scripts/picture.py [IMAGE] [OUTPUT]`. Wants the fonts of
`scripts/setup.sh --dev`. Nothing is touched up: what was misread, or is unsure, is shown as it is.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from flows.commands.look import file_lines, page_lines
from flows.reports import Json
from flows.settings import Settings

PAPER = Path("tests/papers/02-chung-thuc-hai-giay-to/0002-to-trinh.jpg")
PICTURE = Path("docs/pictures/result.png")

SIZE = (1400, 1030)
PAGE_WIDTH = 688
MARGIN = 24
PANEL = (PAGE_WIDTH + 2 * MARGIN, SIZE[0] - MARGIN)
COLOURS = ("#d1495b", "#00798c", "#c77f00", "#6a4c93", "#2e7d32", "#1565c0", "#b03a8c", "#5d4037", "#455a64")
INK, SOFT, LINE_READ, GROUND = "#1d2430", "#5b6472", "#9fb4cc", "#eef1f5"
CONFIRMED, UNSURE = "#2e7d32", "#b45309"


def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A face with every Vietnamese letter."""
    return ImageFont.truetype(f"NotoSans-{'Bold' if bold else 'Regular'}.ttf", size)


@dataclass(frozen=True)
class Found:
    """What is said of the page."""

    lines: list[Json]
    document: Json


def look_at(paper: Path) -> Found:
    settings = Settings()
    page = next(iter(page_lines(settings, [paper])))
    return Found(page["lines"], next(iter(file_lines(settings, [paper])))["documents"][0])


def draw(paper: Path, found: Found) -> Image.Image:
    picture = Image.new("RGB", SIZE, GROUND)
    _draw_page(picture, paper, found)
    _draw_panel(ImageDraw.Draw(picture, "RGBA"), found)
    return picture.quantize(128, dither=Image.Dither.NONE)


def _draw_page(picture: Image.Image, paper: Path, found: Found) -> None:
    with Image.open(paper) as scan:
        scale = PAGE_WIDTH / scan.width
        page = scan.convert("RGB").resize((PAGE_WIDTH, round(scan.height * scale)), Image.Resampling.LANCZOS)
    picture.paste(page, (MARGIN, MARGIN))
    pen = ImageDraw.Draw(picture, "RGBA")
    pen.rectangle((MARGIN - 1, MARGIN - 1, MARGIN + page.width, MARGIN + page.height), outline="#c3cad4")

    def placed(box: list[int], room: int) -> tuple[float, float, float, float]:
        left, top, right, bottom = (MARGIN + value * scale for value in box)
        return left - room, top - room, right + room, bottom + room

    for line in found.lines:
        pen.rectangle(placed(line["box"], 1), outline=LINE_READ)
    for number, (colour, field) in enumerate(zip(COLOURS, found.document["fields"], strict=False), start=1):
        left, top, right, bottom = placed(field["box"], 4)
        pen.rectangle((left, top, right, bottom), outline=colour, width=3, fill=colour + "22")
        _tag(pen, (right + 16, (top + bottom) / 2), number, colour)


def _tag(pen: ImageDraw.ImageDraw, centre: tuple[float, float], number: int, colour: str) -> None:
    x, y = centre
    pen.ellipse((x - 13, y - 13, x + 13, y + 13), fill=colour, outline="white", width=2)
    pen.text((x, y), str(number), font=font(15, bold=True), fill="white", anchor="mm")


def _draw_panel(pen: ImageDraw.ImageDraw, found: Found) -> None:
    left, right = PANEL
    document = found.document
    pen.text((left, MARGIN - 6), document["title"], font=font(34, bold=True), fill=INK)
    pen.text((left, MARGIN + 42), f"Loại giấy tờ: độ tin cậy {document['confidence']:.0%}", font=font(18), fill=SOFT)
    y = MARGIN + 88
    for number, (colour, field) in enumerate(zip(COLOURS, document["fields"], strict=False), start=1):
        y = _draw_field(pen, y, number, colour, field)
    _draw_legend(pen, left, right)


def _draw_field(pen: ImageDraw.ImageDraw, y: int, number: int, colour: str, field: Json) -> int:
    """One numbered entry; returns where the next begins."""
    left, right = PANEL
    sure = field["decision"] == "auto"
    _tag(pen, (left + 14, y + 14), number, colour)
    pen.text((left + 40, y), field["label"], font=font(17), fill=SOFT)
    verdict = "tự động nhận" if sure else "chờ người xác nhận"
    said = f"{int(100 * field['confidence'])}% · {verdict}"  # cut, not rounded: 89.5 % is below the threshold
    pen.text((right, y), said, font=font(17, bold=True), fill=CONFIRMED if sure else UNSURE, anchor="ra")
    y += 26
    for row in _wrapped(field["value"], font(22, bold=True), right - left - 40):
        pen.text((left + 40, y), row, font=font(22, bold=True), fill=INK)
        y += 31
    pen.line((left, y + 8, right, y + 8), fill="#d5dbe3")
    return y + 20


def _wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and face.getlength(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _draw_legend(pen: ImageDraw.ImageDraw, left: int, right: int) -> None:
    top = SIZE[1] - MARGIN - 84
    pen.rounded_rectangle((left, top, right, SIZE[1] - MARGIN), radius=8, fill="white", outline="#d5dbe3")
    pen.rectangle((left + 18, top + 18, left + 54, top + 36), outline=LINE_READ, width=2)
    pen.text((left + 68, top + 27), "dòng chữ đã nhận dạng", font=font(17), fill=INK, anchor="lm")
    pen.rectangle((left + 18, top + 48, left + 54, top + 66), outline=COLOURS[0], fill=COLOURS[0] + "22", width=3)
    pen.text(
        (left + 68, top + 57),
        "trường dữ liệu, kèm vị trí trên giấy và độ tin cậy",
        font=font(17),
        fill=INK,
        anchor="lm",
    )


def main(arguments: list[str]) -> None:
    paper = Path(arguments[0]) if arguments else PAPER
    output = Path(arguments[1]) if len(arguments) > 1 else PICTURE
    output.parent.mkdir(parents=True, exist_ok=True)
    draw(paper, look_at(paper)).save(output, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
