"""What printing, copying, scanning and photographing do to a line; each harm with its own odds, all seeded."""

from random import Random

import cv2
import numpy as np

from ocr.training.setting import Grey

HEIGHT = 40
"""Pixels a strip is scaled to for the net."""


def worn(strip: Grey, rng: Random) -> Grey:
    """*strip* after a hard life; same meaning, same orientation. About a third of the lines come through nearly clean."""
    dice = np.random.default_rng(rng.getrandbits(63))
    hard = rng.choice((0.0, 0.0, 0.3, 0.6, 1.0, 1.0))
    strip = _leaned(strip, rng)
    if rng.random() < 0.12 + 0.12 * hard:
        strip = _wavy(strip, rng, dice)
    if hard:
        strip = _overlaid(strip, rng, hard)
        strip = _inked(strip, rng, dice, hard)
    strip = _seen(strip, rng, dice, hard)
    if hard and rng.random() < 0.3:
        strip = _copied(strip, rng, dice, hard)
    if rng.random() < 0.25 + 0.3 * hard:
        strip = _thrifty(strip, rng, hard)
    return strip


def _leaned(strip: Grey, rng: Random) -> Grey:
    """A trace of skew that straightening left, a slant, a wave of the paper."""
    if rng.random() < 0.45:
        return strip
    height, width = strip.shape
    lean = rng.gauss(0, 0.004) * min(1.0, 500 / width)
    slant = rng.gauss(0, 0.07)
    matrix = np.array([[1, slant, -slant * height / 2], [lean, 1, -lean * width / 2]], np.float64)
    return np.asarray(cv2.warpAffine(strip, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255))


def _wavy(strip: Grey, rng: Random, dice: np.random.Generator) -> Grey:
    """No two letters of a hand are alike, and paper is not flat: every place moves a little."""
    height, width = strip.shape
    reach = height * rng.uniform(0.01, 0.05)
    fields = []
    for _ in range(2):
        coarse = (dice.random((2, max(2, width // height * 2)), dtype=np.float32) - 0.5) * 2 * reach
        fields.append(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC))
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    moved = cv2.remap(strip, across + fields[0], down + fields[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, dtype=np.uint8)


def _overlaid(strip: Grey, rng: Random, hard: float) -> Grey:
    """Rests of a lifted seal, strokes of a signature, specks."""
    height, width = strip.shape
    if rng.random() < 0.15 * hard:
        mark = np.full_like(strip, 255)
        radius = int(height * rng.uniform(1.5, 4))
        centre = (rng.randint(0, width), rng.randint(-radius, height + radius))
        for inner in (radius, int(radius * 0.93), int(radius * 0.6)):
            cv2.circle(mark, centre, inner, rng.randint(90, 220), max(1, height // 18))
        for _ in range(rng.randint(0, 14)):
            at = (centre[0] + rng.randint(-radius, radius), centre[1] + rng.randint(-radius, radius))
            cv2.putText(
                mark, rng.choice("ABDEHMNUOX*"), at, cv2.FONT_HERSHEY_SIMPLEX, height / 60, rng.randint(90, 210), 2
            )
        seen = np.minimum(strip, mark) if rng.random() < 0.6 else cv2.addWeighted(strip, 0.75, mark, 0.25, 0)
        strip = np.asarray(seen, dtype=np.uint8)
    if rng.random() < 0.06 * hard:
        points = np.array([[rng.randint(0, width), rng.randint(-height, 2 * height)] for _ in range(rng.randint(3, 7))])
        strip = strip.copy()
        cv2.polylines(strip, [points.reshape(-1, 1, 2)], False, rng.randint(30, 150), max(1, height // 25), cv2.LINE_AA)
    if rng.random() < 0.4 * hard:
        strip = strip.copy()
        for _ in range(max(1, int(width * height * rng.uniform(0, 0.0012)))):
            at = (rng.randint(0, width), rng.randint(0, height))
            cv2.circle(strip, at, rng.choice((0, 1, 1, 2)), rng.randint(20, 200), -1)
    return strip


def _inked(strip: Grey, rng: Random, dice: np.random.Generator, hard: float) -> Grey:
    """Ink that spreads, thins, breaks or fades."""
    draw = rng.random()
    if draw < 0.45:
        side = 2 if strip.shape[0] < 60 or rng.random() < 0.6 else 3
        kernel = np.ones((side, side), np.uint8)
        other = cv2.erode(strip, kernel) if draw < 0.24 else cv2.dilate(strip, kernel)
        share = rng.uniform(0.2, 0.9) * hard
        strip = np.asarray(cv2.addWeighted(strip, 1 - share, other, share, 0), dtype=np.uint8)
    if rng.random() < 0.25 * hard:
        coarse = dice.random((max(2, strip.shape[0] // 5), max(2, strip.shape[1] // 5)), dtype=np.float32)
        field = cv2.resize(coarse, (strip.shape[1], strip.shape[0]), interpolation=cv2.INTER_CUBIC)
        lost = np.clip((field - rng.uniform(0.55, 0.85)) * 4, 0, rng.uniform(0.4, 0.95))
        strip = (strip + (255.0 - strip) * lost).astype(np.uint8)
    if rng.random() < 0.4:
        fade = rng.uniform(0, 0.7) * hard
        strip = (strip + (255.0 - strip) * fade).astype(np.uint8)
    return np.asarray(strip)


def _seen(strip: Grey, rng: Random, dice: np.random.Generator, hard: float) -> Grey:
    """The lens: softness, a coarse sensor, grain, uneven light."""
    height, width = strip.shape
    if rng.random() < 0.35 * hard:
        share = rng.uniform(0.45, 0.85)
        small = cv2.resize(strip, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        strip = np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    if rng.random() < 0.3 + 0.5 * hard:
        softness = rng.uniform(0.3, 0.5 + 0.9 * hard) * height / 50
        strip = np.asarray(cv2.GaussianBlur(strip, (0, 0), softness), dtype=np.uint8)
    work = strip.astype(np.float32)
    if rng.random() < 0.25 * hard:
        ends = [rng.uniform(0.7, 1.0) for _ in range(2)]
        work *= np.linspace(ends[0], ends[1], width, dtype=np.float32)
    elif rng.random() < 0.4:
        work *= rng.uniform(0.85, 1.0)
    if rng.random() < 0.3 + 0.4 * hard:
        work += dice.standard_normal(strip.shape, dtype=np.float32) * rng.uniform(0.5, 3 + 11 * hard)
    return np.asarray(work.clip(0, 255).astype(np.uint8))


def _copied(strip: Grey, rng: Random, dice: np.random.Generator, hard: float) -> Grey:
    """A copier's black and white."""
    level = rng.uniform(95, 185) * float(np.percentile(strip, 95)) / 255
    soft = strip.astype(np.float32) + dice.standard_normal(strip.shape, dtype=np.float32) * rng.uniform(0, 14) * hard
    bits = np.where(soft < level, 0, 255).astype(np.uint8)
    for odds, tone in ((rng.uniform(0, 0.012), 255), (rng.uniform(0, 0.002), 0)):
        bits[dice.random(bits.shape, dtype=np.float32) < odds * hard] = tone
    return bits


def _thrifty(strip: Grey, rng: Random, hard: float) -> Grey:
    quality = rng.randint(int(75 - 48 * hard), 88)
    _, data = cv2.imencode(".jpg", strip, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE))


def scaled(strip: Grey, rng: Random) -> Grey:
    """*strip* at the net's height; its width within a tenth of true, for type is narrow or wide."""
    share = HEIGHT / strip.shape[0]
    width = max(8, round(strip.shape[1] * share * rng.uniform(0.92, 1.08)))
    way = cv2.INTER_AREA if share < 0.8 else rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA))
    return np.asarray(cv2.resize(strip, (width, HEIGHT), interpolation=way))
