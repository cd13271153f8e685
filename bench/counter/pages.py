"""Page images, each unlike every other, the same each time they are asked for: a killed client scans them again."""

import io
import random
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

SCANS = Path(__file__).resolve().parents[2] / "tests" / "papers"


@cache
def _originals(height: int) -> tuple[Image.Image, ...]:
    """Real-looking scans, brought to *height* pixels."""
    found = []
    for path in sorted(SCANS.rglob("*.jpg"))[:8]:
        with Image.open(path) as scan:
            grey = scan.convert("RGB")
            found.append(grey.resize((round(grey.width * height / grey.height), height)))
    return tuple(found)


def small_page(number: int) -> bytes:
    """A small JPEG (about 10 kB) of a page with its number drawn on it; every nineteenth is 200 kB, so that it takes parts."""
    page = _originals(420)[number % len(_originals(420))].copy()
    ImageDraw.Draw(page).text((10, 10), f"{number:07d}", fill=(0, 0, 0))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=60)
    whole = out.getvalue()
    if number % 19:
        return whole
    note = random.Random(number).randbytes(65_533)  # what a device may write beside the picture
    return whole[:2] + 3 * (b"\xff\xfe\xff\xff" + note) + whole[2:]


def full_page(number: int) -> bytes:
    """A JPEG as scanners make them: A4 at 200 dpi, colour, paper grain, 300 to 600 kB."""
    rng = np.random.default_rng(number)
    page = _originals(2339)[number % len(_originals(2339))]
    grain = rng.normal(0, random.Random(number).uniform(5.5, 8.0), (page.height, page.width, 1))
    noisy = np.clip(np.asarray(page, dtype=np.float32) + grain, 0, 255).astype(np.uint8)
    picture = Image.fromarray(noisy)
    ImageDraw.Draw(picture).text((40, 40), f"{number:07d}", fill=(0, 0, 0))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72, dpi=(200, 200))
    return out.getvalue()
