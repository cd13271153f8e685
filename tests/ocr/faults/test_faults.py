"""What a clerk would send back is named by the pixels alone, and a sound page is left in peace."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from ocr.decode.image import PageImage
from ocr.faults import faults_on
from ocr.faults.likeness import likeness_of, twins
from ocr.faults.side import Side
from pipeline.model.paper import Colour
from tests.ocr.pages import LEFT, TOP, drawn

Pixels = np.ndarray


def page() -> Pixels:
    """A sound page with a trace of a scanner's own softness."""
    sharp = np.asarray(drawn("RGB"))
    return np.asarray(cv2.GaussianBlur(sharp, (0, 0), 0.45))


def said_of(pixels: Pixels, dpi: int = 200) -> set[str]:
    return {fault.reference for fault in faults_on(PageImage(np.ascontiguousarray(pixels), dpi, Colour.COLOUR), 1)}


def skewed(pixels: Pixels) -> Pixels:
    turn = cv2.getRotationMatrix2D((827, 1169), 5, 1)
    return np.asarray(cv2.warpAffine(pixels, turn, (1654, 2339), borderValue=(255, 255, 255)))


def smeared(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.blur(pixels, (14, 1)))


def blurred(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), 2.5))


def folded(pixels: Pixels) -> Pixels:
    out = pixels.copy()
    cv2.fillPoly(out, [np.array([[0, 0], [200, 0], [0, 170]])], (60, 60, 60))
    return out


def bordered(pixels: Pixels) -> Pixels:
    out = pixels.copy()
    out[:, -110:] = 12
    return out


def held(pixels: Pixels) -> Pixels:
    out = pixels.copy()
    cv2.ellipse(out, (1654, 1500), (190, 65), 0, 0, 360, (196, 150, 126), -1)
    return np.asarray(cv2.GaussianBlur(out, (0, 0), 0.6))


def streaked(pixels: Pixels) -> Pixels:
    out = pixels.copy()
    out[:, 700:703] = 70
    return out


def shaded(pixels: Pixels) -> Pixels:
    veil = np.zeros(pixels.shape[:2], np.float32)
    cv2.ellipse(veil, (0, 1200), (700, 600), 0, 0, 360, 0.55, -1)
    veil = cv2.GaussianBlur(veil, (0, 0), 60)
    return np.asarray((pixels * (1 - veil[..., None])).astype(np.uint8))


def glaring(pixels: Pixels) -> Pixels:
    lamp = np.zeros(pixels.shape[:2], np.float32)
    cv2.ellipse(lamp, (600, 800), (260, 200), 0, 0, 360, 1.3, -1)
    lamp = cv2.GaussianBlur(lamp, (0, 0), 45).clip(0, 1)
    return np.asarray((pixels * 0.8 + lamp[..., None] * 300).clip(0, 255).astype(np.uint8))


def enlarged(pixels: Pixels) -> Pixels:
    small = cv2.resize(pixels, (827, 1169), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (1654, 2339), interpolation=cv2.INTER_LINEAR))


def dark(pixels: Pixels) -> Pixels:
    return np.asarray((pixels * 0.4).astype(np.uint8))


def pale(pixels: Pixels) -> Pixels:
    return np.asarray((255 - (255 - pixels.astype(np.float32)) * 0.18).astype(np.uint8))


@pytest.mark.parametrize(
    ("harm", "references"),
    [
        (skewed, {"skewed"}),
        (smeared, {"smeared"}),
        (blurred, {"blurred"}),
        (folded, {"dog-ear"}),
        (bordered, {"dark-border"}),
        (held, {"finger"}),
        (streaked, {"streaked"}),
        (shaded, {"shadow"}),
        (glaring, {"glare"}),
        (enlarged, {"false-resolution"}),
        (dark, {"too-dark"}),
        (pale, {"too-pale"}),
    ],
)
def test_a_harmed_page_is_called_by_its_harm(harm: Callable[[Pixels], Pixels], references: set[str]) -> None:
    """Whatever else may come along with it."""
    assert references <= said_of(harm(page()))


def test_a_sound_page_is_left_in_peace() -> None:
    """No fault on a page as a good scanner gives it."""
    assert said_of(page()) == set()


def test_print_that_runs_into_the_rim_was_cut_off() -> None:
    """The side is named as it lies in the picture, and the place is a strip along it."""
    cut = page()[:, LEFT + 8 :]
    (fault,) = faults_on(PageImage(np.ascontiguousarray(cut), 200, Colour.COLOUR), 3)
    assert (fault.reference, fault.page) == ("cut-edge-left", 3)
    assert fault.box is not None
    assert (fault.box.left, fault.box.right < 120) == (0, True)


def test_a_line_cut_lengthwise_is_a_cut_edge() -> None:
    """Half a line of letters along the upper rim."""
    assert said_of(page()[TOP + 20 :]) == {"cut-edge-top"}


def test_a_red_seal_across_the_edge_is_no_cut() -> None:
    """Giáp lai seals are set across the edges of sheets by right."""
    sealed = page().copy()
    for radius in (150, 140, 90):
        cv2.circle(sealed, (1654, 1200), radius, (215, 30, 40), 5)
    assert said_of(sealed) == set()


def test_few_dots_are_told_by_the_sheet_even_when_nobody_states_them() -> None:
    """A sheet of A4 with 1169 pixels on its long side was scanned at 100 dpi."""
    small = np.asarray(cv2.resize(page(), (827, 1169), interpolation=cv2.INTER_AREA))
    assert said_of(small, 0) == {"below-200-dpi"}
    assert said_of(small, 100) == {"below-200-dpi"}


def test_black_and_white_is_no_colour_scan() -> None:
    """NĐ 30/2020/NĐ-CP asks for colours."""
    bits = np.asarray(drawn("1").convert("L"))
    faults = faults_on(PageImage(bits, 200, Colour.BILEVEL), 1)
    assert [fault.reference for fault in faults] == ["not-in-colour"]


def test_the_same_sheet_is_known_again_and_another_is_not() -> None:
    """Turned a little, darker and shifted it is the same sheet; with other words it is another."""
    first = page()
    again = (np.roll(skew_by(first, 0.6), (9, -7), axis=(0, 1)) * 0.93).astype(np.uint8)
    other = first.copy()
    other[TOP + 80 : TOP + 500] = first[TOP + 170 : TOP + 590]
    sides = {n: Side.of(PageImage(p, 200, Colour.COLOUR)) for n, p in enumerate((first, again, other), start=1)}
    likenesses = {n: found for n, side in sides.items() if (found := likeness_of(side)) is not None}
    assert twins(likenesses) == ((1, 2),)


def skew_by(pixels: Pixels, degrees: float) -> Pixels:
    turn = cv2.getRotationMatrix2D((827, 1169), degrees, 1)
    return np.asarray(cv2.warpAffine(pixels, turn, (1654, 2339), borderValue=(255, 255, 255)))
