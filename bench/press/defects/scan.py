"""A sheet through the machine: paper, laying, glass, light, lens, tone, sensor, file; a defect comes in at its own step."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from PIL import Image

from bench.press.damage import turned
from bench.press.defects.office import Colour, Office, Pixels, in_the_machine, on_paper, sensed
from bench.press.paper import DrawnPage


@dataclass(frozen=True, slots=True)
class Laying:
    """How the sheet lies under the frame that is scanned: turned about its middle, then moved. The frame is the sheet's own
    size plus *room* (left, top, right, bottom; less than nothing cuts), and beside the sheet the *lid* is seen."""

    angle: float
    shift: tuple[float, float]
    lid: Colour
    room: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Bed:
    """What the steps know: the page (its boxes where they are now), the office, and chance."""

    page: DrawnPage = field(repr=False)
    office: Office
    rng: random.Random
    noise: np.random.Generator = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.noise = np.random.default_rng(self.rng.getrandbits(63))

    def px(self, mm: float) -> int:
        return self.office.px(mm)


Step = Callable[[Pixels, Bed], Pixels]


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing wrong with one scan, at the step where it happens. `strength` says how much of it, for people."""

    label: str
    strength: str
    sheet: Step | None = None
    laying: Callable[[Laying, Bed], Laying] | None = None
    glass: Step | None = None
    lens: Step | None = None
    tone: Step | None = None
    turns: int = 0
    """Quarter turns clockwise."""
    mode: str = "RGB"
    """Colour of the file: RGB, L (grey), 1 (black and white), grey (RGB with three equal channels)."""
    told_dpi: int = 0
    """Resolution of the file where it is not the office's; the picture is brought to `kept_dpi`, then to this."""
    kept_dpi: int = 0


SOUND = Defect("", "")


def scan(page: DrawnPage, office: Office, rng: random.Random, defect: Defect = SOUND, back: DrawnPage | None = None) -> DrawnPage:  # fmt: skip
    """*page* as the office's machine gives it back; *back* shines through."""
    bed = Bed(page, office, rng)
    behind = np.asarray(back.image.convert("RGB")) if back is not None else None
    pixels = on_paper(np.asarray(page.image.convert("RGB")), office, rng, behind)
    pixels = _step(defect.sheet, pixels, bed)
    laying = Laying(office.skew, office.shift, office.lid)
    if defect.laying is not None:
        laying = defect.laying(laying, bed)
    pixels = laid(pixels, laying, bed)
    pixels = _step(defect.glass, pixels, bed)
    pixels = in_the_machine(pixels, office, rng)
    pixels = _step(defect.lens, pixels, bed)
    pixels = sensed(pixels, office, rng)
    pixels = _step(defect.tone, pixels, bed)
    return _filed(replace(bed.page, image=Image.fromarray(pixels), look="scan"), defect)


def _step(step: Step | None, pixels: Pixels, bed: Bed) -> Pixels:
    return pixels if step is None else step(pixels, bed)


def laid(pixels: Pixels, laying: Laying, bed: Bed) -> Pixels:
    """The frame with the sheet in it: a soft shadow where the sheet ends, the lid beside it."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = (bed.px(side) for side in laying.room)
    size = (width + left + right, height + top + bottom)
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), laying.angle, 1.0), [0, 0, 1]])
    matrix[0, 2] += left + bed.px(laying.shift[0])
    matrix[1, 2] += top + bed.px(laying.shift[1])
    sheet = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size, flags=cv2.INTER_LINEAR)
    around = _around(cover, laying.lid, bed)
    share = cv2.GaussianBlur(cover, (0, 0), 0.8)[..., None].astype(np.float32) / 255
    out = np.asarray((sheet * share + around * (1 - share)).clip(0, 255).astype(np.uint8))
    bed.page = bed.page.moved(matrix, Image.fromarray(out))
    return out


def _around(cover: Pixels, lid: Colour, bed: Bed) -> Pixels:
    """The lid; the sheet's thickness throws a thin shadow on a light one, and shines a little on a dark one."""
    near = cv2.GaussianBlur(cover, (0, 0), max(1.0, bed.px(0.9))).astype(np.float32)[..., None] / 255
    plain = np.array(lid, np.float32)
    depth = bed.rng.uniform(0.05, 0.35) if min(lid) > 128 else -bed.rng.uniform(0.2, 0.8)
    return np.asarray(plain * (1 - depth * near))


def _filed(page: DrawnPage, defect: Defect) -> DrawnPage:
    image, dpi = page.image, page.dpi
    if defect.kept_dpi:
        image = _resized(image, defect.kept_dpi / dpi, Image.Resampling.BOX)
        image = _resized(image, defect.told_dpi / defect.kept_dpi, Image.Resampling.BICUBIC)
        dpi = defect.told_dpi
    if defect.mode == "grey":
        image = image.convert("L").convert("RGB")
    elif defect.mode == "1":
        image = image.convert("L").point(lambda v: 255 if v > 150 else 0).convert("1", dither=Image.Dither.NONE)
    elif defect.mode == "L":
        image = image.convert("L")
    return turned(replace(page, image=image, dpi=dpi), defect.turns)


def _resized(image: Image.Image, scale: float, how: Image.Resampling) -> Image.Image:
    if scale == 1:
        return image
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), how)
