"""Pages drawn for the reading tests with the typeface that comes with Pillow."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipeline.model.ids import digest_of
from pipeline.model.paper import Capture, Colour, Page
from pipeline.ports import PageAddress

SIZE = (1654, 2339)
"""A4 at 200 dpi."""
TEXT = (
    "Decision on the registration of land",
    "The office has received the papers named",
    "below and will answer within ten days",
    "after all of them have been handed in",
    "The applicant may ask about the matter",
    "at the desk where they were handed in",
)
LEFT, TOP, PITCH, POINTS = 200, 400, 90, 36


def drawn(mode: str = "L") -> Image.Image:
    page = Image.new(mode, SIZE, "white")
    pen = ImageDraw.Draw(page)
    for row, text in enumerate(TEXT * 2):
        pen.text((LEFT, TOP + PITCH * row), text, fill="black", font=ImageFont.load_default(POINTS))
    return page


def grey_page() -> np.ndarray:
    return np.asarray(drawn())


def addressed(image: Image.Image, folder: Path, name: str, **capture: object) -> PageAddress:
    path = folder / f"{name}.png"
    image.save(path, dpi=(200, 200), compress_level=1)
    digest = digest_of(path.read_bytes())
    colour = Colour.COLOUR if image.mode == "RGB" else Colour.GREY
    made = Capture(
        **{
            "index": 0,
            "digest": digest,
            "width": image.width,
            "height": image.height,
            "dpi": 200,
            "colour": colour,
            **capture,
        }
    )  # type: ignore[arg-type]
    return PageAddress(Page(1, digest, made), path)
