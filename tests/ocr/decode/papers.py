"""Papers made for these tests: drawn pages, and ways to wrap a picture in a PDF."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw

WHITE = 255


def drawn_page(width: int = 827, height: int = 1169, mode: str = "L") -> Image.Image:
    """A page (A4 at 100 dpi) with bars like lines of print and a corner mark that shows which way is up."""
    page = Image.new("RGB", (827, 1169), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, 140, 90), fill="black")
    for row in range(8):
        top = 200 + 60 * row
        pen.rectangle((80, top, 727 - 40 * (row % 3), top + 14), fill="black")
    if mode == "RGB":
        pen.ellipse((500, 800, 700, 1000), outline=(210, 20, 30), width=14)
    return page.resize((width, height)).convert(mode)


def jpeg(image: Image.Image, quality: int = 90, dpi: int = 100) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, dpi=(dpi, dpi))
    return target.getvalue()


def image_stream(pdf: pikepdf.Pdf, image: Image.Image, **entries: object) -> pikepdf.Object:
    """*image* (L or RGB) as a JPEG image XObject."""
    space = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    return pdf.make_stream(
        jpeg(image),
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=space,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
            **entries,
        ),
    )


def scanned_pdf(
    path: Path,
    images: Sequence[Image.Image],
    *,
    dpi: int = 100,
    rotate: int = 0,
    before: bytes = b"",
    after: bytes = b"",
    placement: bytes | None = None,
) -> Path:
    """A PDF whose pages hold one picture each, with more content *before* or *after* it."""
    pdf = pikepdf.new()
    for image in images:
        width, height = image.width * 72 / dpi, image.height * 72 / dpi
        matrix = placement or b"%f 0 0 %f 0 0" % (width, height)
        content = before + b"q " + matrix + b" cm /I Do Q\n" + after
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, width, height],
            Rotate=rotate,
            Contents=pdf.make_stream(content),
            Resources=Dictionary(XObject=Dictionary(I=image_stream(pdf, image)), Font=Dictionary(F=font)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path, deterministic_id=True)
    return path


def noise(width: int, height: int) -> Image.Image:
    """A picture that does not compress."""
    dots = np.random.default_rng(7).integers(0, 256, (height, width), dtype=np.uint8)
    return Image.fromarray(dots)
