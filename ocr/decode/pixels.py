"""From whatever a decoder hands out to 8-bit grey or RGB, without losing what is on the paper."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from ocr.decode.image import Pixels
from pipeline.model.paper import Colour

_DEEP = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
_CHROMA_CELL = 4
_CHROMA_LEVELS = 24
_CHROMA_CELLS = 12
_BITS_PER_SAMPLE = 258


def to_pixels(image: Image.Image) -> Pixels:
    """*image* (loaded, oriented) as height x width or height x width x 3 bytes."""
    if image.mode in _DEEP:
        return _deep_to_grey(image)
    if image.has_transparency_data:
        image = _on_white(image)
    if image.mode == "LAB":
        image = _from_lab(image)
    wanted = "L" if image.mode in ("1", "L") or (image.mode == "P" and _grey_palette(image)) else "RGB"
    # converting to the same mode copies, which at 120 Mpx is half a gigabyte
    return np.asarray(image if image.mode == wanted else image.convert(wanted))


def settle_colour(pixels: Pixels) -> tuple[Pixels, Colour]:
    """The same picture in as few channels as it needs, with what it is.

    An RGB scan of a black and white paper is grey. A stamp of a few square millimetres makes it colour.
    """
    if pixels.ndim == 3:
        if _has_chroma(pixels):
            return pixels, Colour.COLOUR
        pixels = np.ascontiguousarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    return pixels, Colour.BILEVEL if _only_black_and_white(pixels) else Colour.GREY


def square(pixels: Pixels, dpi: tuple[float, float]) -> tuple[Pixels, float]:
    """Stretch the coarser axis so that both have the finer one's resolution; (pixels, dpi).

    Fax scanners write 204 x 98 and 204 x 196 dpi. A ratio beyond 4.5 is nonsense in the header, not a fax.
    """
    across, down = dpi
    low, high = sorted(dpi)
    if low <= 0 or high / low < 1.05 or high / low > 4.5:
        return pixels, across
    height, width = pixels.shape[:2]
    size = (round(width * high / across), round(height * high / down))
    stretched = cv2.resize(pixels, size, interpolation=cv2.INTER_NEAREST)
    return np.ascontiguousarray(stretched, dtype=np.uint8), high


def believable_dpi(stated: float, width: int, height: int) -> int:
    """*stated* as a whole number, or 0 when no scanner works so.

    Phones and office programs write 72 or 96 whatever the picture is, which makes a sheet of A4 a metre high.
    """
    if not 50 <= stated <= 2400:
        return 0
    if stated < 100 and max(width, height) / stated > 17.5:
        return 0
    return round(stated)


def _deep_to_grey(image: Image.Image) -> Pixels:
    """More than 8 bits a sample, scaled by the white level: cutting off at 255 would make the page white."""
    samples: NDArray[np.float32] = np.asarray(image).astype(np.float32)
    top = float(samples.max(initial=0.0))
    white = _white_level(image, top)
    np.nan_to_num(samples, copy=False)
    samples *= 255.0 / white
    np.rint(samples, out=samples)
    return np.clip(samples, 0, 255).astype(np.uint8)


def _white_level(image: Image.Image, top: float) -> float:
    """2^bits - 1. Some devices store 12 bits in 16: nothing above 4095 in a whole page means that."""
    if image.mode == "F":
        return 1.0 if top <= 1.0 else max(255.0, top)
    tags = getattr(image, "tag_v2", {})
    bits = tags.get(_BITS_PER_SAMPLE, (16,))[0] if image.mode.startswith("I;16") else 16
    if bits == 12 or (bits == 16 and top <= 4095 and top > 255):
        return 4095.0
    return max(65535.0, top)


def _on_white(image: Image.Image) -> Image.Image:
    """Transparent is paper, and paper is white; a plain convert would make it black."""
    grey = image.mode in ("LA", "La") or (image.mode == "P" and _grey_palette(image)) or image.mode in ("1", "L")
    covered = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, covered).convert("L" if grey else "RGB")


def _grey_palette(image: Image.Image) -> bool:
    palette = image.getpalette() or []
    return palette[0::3] == palette[1::3] == palette[2::3]


def _from_lab(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    return turned if turned is not None else image.convert("RGB")


def _has_chroma(pixels: Pixels) -> bool:
    """Colour that survives averaging over 4 x 4 pixels; JPEG's own colour noise does not."""
    height, width = (max(side // _CHROMA_CELL, 1) for side in pixels.shape[:2])
    # cut to whole cells: OpenCV averages those four times as fast
    whole = pixels[: height * _CHROMA_CELL, : width * _CHROMA_CELL]
    first, second, third = cv2.split(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA))
    high, low = cv2.max(cv2.max(first, second), third), cv2.min(cv2.min(first, second), third)
    spread = cv2.subtract(high, low)
    return int(np.count_nonzero(spread > _CHROMA_LEVELS)) >= min(_CHROMA_CELLS, int(spread.size))


def _only_black_and_white(pixels: Pixels) -> bool:
    """A look at every 101st pixel spares most grey pages the full count."""
    sample = pixels.reshape(-1)[::101]
    if np.any((sample != 0) & (sample != 255)):
        return False
    return int(np.count_nonzero((pixels != 0) & (pixels != 255))) == 0
