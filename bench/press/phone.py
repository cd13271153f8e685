"""A sheet on a desk, photographed: the desk around it, the slant of the camera, a shadow, the small lens.

The dots per inch a camera writes say nothing about the paper.
"""

import random
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image

from bench.press.damage import field_of_light
from bench.press.paper import DrawnPage

CAMERA_DPI = 72
_DESKS = ((120, 84, 52), (70, 62, 58), (150, 150, 146), (46, 66, 84), (176, 150, 120))


def photographed(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """*page* as a telephone takes it, upright within three degrees; boxes follow as upright hulls."""
    noise = np.random.default_rng(rng.getrandbits(63))
    sheet = np.asarray(page.image.convert("RGB"))
    height, width = sheet.shape[:2]
    size = (round(width * rng.uniform(1.06, 1.16)), round(height * rng.uniform(1.05, 1.14)))
    matrix = _view(rng, (width, height), size)
    desk = _desk(rng, noise, size)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size, flags=cv2.INTER_LINEAR)
    seen = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_AREA)
    share = cv2.GaussianBlur(cover, (0, 0), 1.2)[..., None].astype(np.float32) / 255
    pixels = seen.astype(np.float32) * share + desk * (1 - share)
    pixels *= _light(rng, noise, size)[..., None]
    pixels = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.5, 1.0))
    pixels += noise.standard_normal(pixels.shape[:2], dtype=np.float32)[..., None] * rng.uniform(2.5, 6.0)
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    return replace(page.moved(matrix, image), look="phone", dpi=CAMERA_DPI)


def _view(rng: random.Random, sheet: tuple[int, int], size: tuple[int, int]) -> np.ndarray:
    """From the sheet to the picture: the sheet in the middle, its corners pulled by the slant."""
    width, height = sheet
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    centre = np.array(size, np.float32) / 2
    angle = np.radians(rng.uniform(-3, 3))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    laid = (corners - np.array([width / 2, height / 2], np.float32)) @ turn + centre
    tilt = np.array([[rng.uniform(-0.02, 0.02) * width, rng.uniform(-0.012, 0.012) * height] for _ in range(4)])
    nearer = rng.uniform(-0.025, 0.025) * width  # one end of the sheet is nearer to the lens
    tilt += np.array([[nearer, 0], [-nearer, 0], [nearer / 2, 0], [-nearer / 2, 0]])
    return np.asarray(cv2.getPerspectiveTransform(corners, (laid + tilt).astype(np.float32)))


def _desk(rng: random.Random, noise: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """Wood or plastic: a colour with a grain along it."""
    grain = cv2.resize(noise.random((size[1] // 3, 12), dtype=np.float32), size, interpolation=cv2.INTER_CUBIC)
    colour = np.array(rng.choice(_DESKS), np.float32)
    return np.asarray((colour * (0.8 + 0.35 * grain[..., None])).clip(0, 255))


def _light(rng: random.Random, noise: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """A lamp from one side, and the soft shadow of a hand or head over part of the sheet."""
    shape = (size[1], size[0])
    light = 0.78 + 0.24 * field_of_light(noise, shape, 3)
    if rng.random() < 0.75:
        shadow = np.ones(shape, np.float32)
        middle = (int(size[0] * rng.uniform(-0.1, 1.1)), int(size[1] * rng.uniform(0.4, 1.1)))
        reach = (int(size[0] * rng.uniform(0.2, 0.5)), int(size[1] * rng.uniform(0.2, 0.5)))
        cv2.ellipse(shadow, middle, reach, rng.uniform(0, 180), 0, 360, rng.uniform(0.5, 0.75), -1)
        light *= cv2.GaussianBlur(shadow, (0, 0), size[0] * rng.uniform(0.01, 0.05))
    return np.asarray(light.clip(0.3, 1.0))
