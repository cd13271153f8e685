"""What lies between the text and the glass: a folded corner, fingers, a reflection, somebody's shadow."""

import random

import cv2
import numpy as np

from bench.press.defects.office import Pixels
from bench.press.defects.scan import Bed, Defect
from bench.press.paper import DrawnPage
from pipeline.model.geometry import Box

FOLD = (22.0, 62.0)
"""Millimetres along an edge that a dog-ear takes."""
FOLDED_TEXT = 60.0
"""Square millimetres of lines it covers at least."""
SKINS = ((236, 196, 172), (222, 172, 142), (198, 142, 112), (172, 118, 90), (244, 208, 190))
DARKEST = (0.16, 0.42)
"""Share of light that is left in the middle of a shadow."""


def _covered(page: DrawnPage, mask: np.ndarray) -> float:
    """Square millimetres of lines under *mask* (of the page's size)."""
    return sum(float((mask[b.top : b.bottom, b.left : b.right] > 0).sum()) for b in (li.box for li in page.lines)) * (25.4 / page.dpi) ** 2  # fmt: skip


# ------------------------------------------------------------------ dog-ear


def dog_ear(page: DrawnPage, rng: random.Random) -> Defect | None:
    """A corner folded over its text, or behind the sheet; None where no corner of the page holds text."""
    width, height = page.image.size
    corners = [(x, y) for x in (0, width) for y in (0, height)]
    rng.shuffle(corners)
    behind = rng.random() < 0.3
    for corner in corners:
        for grown in (1.0, 1.3, 1.6):
            legs = tuple(min(FOLD[1], rng.uniform(*FOLD) * grown) * page.dpi / 25.4 for _ in range(2))
            points = _fold(corner, legs, (width, height), behind=behind)
            mask = np.zeros((height, width), np.uint8)
            cv2.fillPoly(mask, [points.astype(np.int32)], 255)
            if _covered(page, mask) >= FOLDED_TEXT:
                strength = f"{'behind' if behind else 'over'}, {min(legs) * 25.4 / page.dpi:.0f} mm"
                return Defect("dog-ear", strength, sheet=lambda p, bed, c=corner, g=legs: _folded(p, bed, c, g, behind))  # type: ignore[misc]
    return None


def _fold(corner: tuple[int, int], legs: tuple[float, ...], size: tuple[int, int], *, behind: bool) -> np.ndarray:
    """The three points of what is hidden: the corner itself, and over the fold its mirror image too."""
    x, y = corner
    along = np.array([x + (legs[0] if x == 0 else -legs[0]), y], np.float32)
    down = np.array([x, y + (legs[1] if y == 0 else -legs[1])], np.float32)
    tip = np.array([x, y], np.float32)
    if behind:
        return np.array([along, tip, down])
    axis = (down - along) / np.linalg.norm(down - along)
    foot = along + axis * float((tip - along) @ axis)
    return np.array([along, tip, down, 2 * foot - tip])


def _folded(pixels: Pixels, bed: Bed, corner: tuple[int, int], legs: tuple[float, ...], behind: bool) -> Pixels:
    height, width = pixels.shape[:2]
    points = _fold(corner, legs, (width, height), behind=False)
    along, tip, down, flap = points
    out = pixels.astype(np.float32)
    gone = _filled((height, width), np.array([along, tip, down]))[..., None]
    out = out * (1 - gone) + np.array(bed.office.lid, np.float32) * gone
    if not behind:
        over = _filled((height, width), np.array([along, flap, down]))[..., None]
        shadow = cv2.GaussianBlur(over[..., 0], (0, 0), bed.px(1.6))[..., None]
        out *= 1 - 0.45 * shadow * (1 - over)
        back = np.array(bed.office.tone, np.float32) * bed.rng.uniform(0.9, 0.985)
        out = out * (1 - over) + back * over
    fold = np.zeros((height, width), np.float32)
    cv2.line(fold, tuple(int(v) for v in along), tuple(int(v) for v in down), 1.0, max(1, bed.px(0.5)), cv2.LINE_AA)
    out *= 1 - 0.35 * cv2.GaussianBlur(fold, (0, 0), bed.px(0.4))[..., None]
    return np.asarray(out.clip(0, 255).astype(np.uint8))


def _filled(shape: tuple[int, int], points: np.ndarray) -> np.ndarray:
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [points.astype(np.int32)], 255, cv2.LINE_AA)
    return np.asarray(mask.astype(np.float32) / 255)


# ------------------------------------------------------------------ fingers


def fingers(page: DrawnPage, rng: random.Random) -> Defect:
    """A thumb, some fingers or a hand from an edge, over text."""
    many = rng.choice([1, 1, 2, 3, 4])
    reach = rng.uniform(5, 28)
    side = rng.choice(["left", "right", "bottom", "left", "right", "top"])
    skin = rng.choice(SKINS)
    return Defect("finger", f"{many}, {reach:.0f} mm into the text, {side}", glass=lambda p, bed: _held(p, bed, many, reach, side, skin))  # fmt: skip


def _held(pixels: Pixels, bed: Bed, many: int, reach: float, side: str, skin: tuple[int, int, int]) -> Pixels:
    height, width = pixels.shape[:2]
    root, tip, across = _grip(bed, side, reach, (width, height))
    out = pixels.astype(np.float32)
    nails = bed.rng.random() < 0.6
    pressed = bed.rng.uniform(0.8, 1.05)
    for number in range(many):
        thick = bed.px(bed.rng.uniform(14, 20) if many == 1 else bed.rng.uniform(12, 16))
        aside = across * (number - (many - 1) / 2) * thick * 1.12
        short = bed.rng.uniform(-4, 4) * bed.office.dpi / 25.4 if many > 1 else 0.0
        inwards = (tip - root) / max(1.0, float(np.linalg.norm(tip - root)))
        out = _finger(out, root + aside, tip + aside + inwards * short, thick, skin, bed, nails=nails, light=pressed)
    return np.asarray(out.clip(0, 255).astype(np.uint8))


def _grip(bed: Bed, side: str, reach: float, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Root outside the frame, tip *reach* mm inside the text at one of its lines, and the direction across."""
    width, height = size
    whole = Box(0, 0, width, height)
    lines = [line.box for line in bed.page.lines if line.box.right > line.box.left] or [whole]
    box = bed.rng.choice(lines)
    deep = bed.px(reach)
    y, x = (box.top + box.bottom) / 2, (box.left + box.right) / 2
    lean = np.radians(bed.rng.uniform(-30, 30))
    if side == "left":
        tip, way = np.array([box.left + deep, y]), np.array([np.cos(lean), np.sin(lean)])
    elif side == "right":
        tip, way = np.array([box.right - deep, y]), np.array([-np.cos(lean), np.sin(lean)])
    elif side == "top":
        tip, way = np.array([x, min(b.top for b in lines) + deep]), np.array([np.sin(lean), np.cos(lean)])
    else:
        tip, way = np.array([x, max(b.bottom for b in lines) - deep]), np.array([np.sin(lean), -np.cos(lean)])
    return tip - way * (max(size) * 1.2), tip, np.array([-way[1], way[0]])


def _finger(out: Pixels, root: np.ndarray, tip: np.ndarray, thick: int, skin: tuple[int, int, int], bed: Bed, *, nails: bool, light: float) -> Pixels:  # fmt: skip
    """A round bar of skin with its own shading; the pad is pale where it is pressed on the glass."""
    shape = (out.shape[0], out.shape[1])
    mask = np.zeros(shape, np.uint8)
    ends = [(int(p[0]), int(p[1])) for p in (root, tip - (tip - root) / np.linalg.norm(tip - root) * thick / 2)]
    cv2.line(mask, ends[0], ends[1], 255, thick, cv2.LINE_AA)
    cover = cv2.GaussianBlur(mask, (0, 0), max(0.8, bed.px(0.25))).astype(np.float32) / 255
    round_ = cv2.distanceTransform((mask > 128).astype(np.uint8), cv2.DIST_L2, 3) / max(1.0, thick / 2)
    colour = np.array(skin, np.float32) * light * (0.62 + 0.42 * np.sqrt(round_.clip(0, 1)))[..., None]
    wrinkles = bed.noise.standard_normal((shape[0] // 6 + 1, shape[1] // 6 + 1), dtype=np.float32)
    colour += cv2.resize(wrinkles, (shape[1], shape[0]))[..., None] * 4
    shadow = cv2.GaussianBlur(cover, (0, 0), bed.px(2.2))[..., None]
    out = out * (1 - 0.4 * shadow * (1 - cover[..., None]))
    out = out * (1 - cover[..., None]) + colour * cover[..., None]
    if nails:
        way = (tip - root) / np.linalg.norm(tip - root)
        middle = tip - way * thick * 0.42
        nail = np.zeros(shape, np.uint8)
        turn = float(np.degrees(np.arctan2(way[1], way[0])))
        cv2.ellipse(nail, (int(middle[0]), int(middle[1])), (int(thick * 0.36), int(thick * 0.3)), turn, 0, 360, 255, -1, cv2.LINE_AA)  # fmt: skip
        soft = cv2.GaussianBlur(nail, (0, 0), max(0.8, bed.px(0.3))).astype(np.float32)[..., None] / 255
        out = out * (1 - 0.75 * soft) + np.array([244, 214, 206], np.float32) * 0.75 * soft
    return np.asarray(out)


# ------------------------------------------------------------------ light


def _spot_on_text(bed: Bed) -> tuple[int, int]:
    lines = [line.box for line in bed.page.lines]
    if not lines:
        return bed.page.image.width // 2, bed.page.image.height // 2
    box = bed.rng.choice(lines)
    return bed.rng.randint(box.left, max(box.left, box.right)), (box.top + box.bottom) // 2


def glare(page: DrawnPage, rng: random.Random) -> Defect:
    """A lamp in a laminated or glossy sheet: text burnt out to white, in a spot or a band."""
    band = rng.random() < 0.4
    reach = (rng.uniform(45, 120), rng.uniform(7, 16)) if band else (rng.uniform(16, 45), rng.uniform(12, 30))
    turn = rng.uniform(0, 180)
    soft = rng.uniform(0.18, 0.5)

    def burnt(pixels: Pixels, bed: Bed) -> Pixels:
        mask = np.zeros(pixels.shape[:2], np.float32)
        cv2.ellipse(mask, _spot_on_text(bed), (bed.px(reach[0] / 2), bed.px(reach[1] / 2)), turn, 0, 360, 1.0, -1)
        size = max(1.0, bed.px(min(reach)) * soft)
        share = (cv2.GaussianBlur(mask, (0, 0), size) * 1.9).clip(0, 1)[..., None]
        halo = cv2.GaussianBlur(mask, (0, 0), size * 3)[..., None]
        work = pixels.astype(np.float32)
        work = work + (255 - work) * 0.5 * halo
        return np.asarray((work * (1 - share) + 255 * share).clip(0, 255).astype(np.uint8))

    return Defect("glare", f"{'band' if band else 'spot'} {reach[0]:.0f} x {reach[1]:.0f} mm", glass=burnt)


def shadow(page: DrawnPage, rng: random.Random) -> Defect:
    """A head or hand between lamp and sheet, or a sheet that does not lie flat: text in the dark."""
    left = rng.uniform(*DARKEST)
    gutter = rng.random() < 0.4
    wide = rng.uniform(25, 60) if gutter else rng.uniform(60, 140)
    side, turn = rng.choice([0, 1, 2, 3]), rng.uniform(0, 180)

    def dark(pixels: Pixels, bed: Bed) -> Pixels:
        height, width = pixels.shape[:2]
        if gutter:
            deep = bed.px(wide)
            fall = left + (1 - left) * np.linspace(0, 1, deep, dtype=np.float32) ** 0.8
            light = np.ones((height, width), np.float32)
            if side == 0:
                light[:, :deep] = fall[None]
            elif side == 1:
                light[:, -deep:] = fall[None, ::-1]
            elif side == 2:
                light[:deep] = fall[:, None]
            else:
                light[-deep:] = fall[::-1, None]
        else:
            light = np.ones((height, width), np.float32)
            reach = (bed.px(wide), bed.px(wide * bed.rng.uniform(0.35, 0.7)))
            cv2.ellipse(light, _spot_on_text(bed), reach, turn, 0, 360, left, -1)
            light = np.asarray(cv2.GaussianBlur(light, (0, 0), bed.px(bed.rng.uniform(2, 9))), np.float32)
        work = pixels.astype(np.float32) * light[..., None]
        work += bed.noise.standard_normal(pixels.shape[:2], dtype=np.float32)[..., None] * 2
        return np.asarray(work.clip(0, 255).astype(np.uint8))

    return Defect("shadow", f"{'gutter' if gutter else 'cast'} {wide:.0f} mm, {left:.0%} of the light", glass=dark)
