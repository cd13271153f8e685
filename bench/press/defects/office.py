"""An ordinary day at an office scanner: what no clerk would send a sheet back for, drawn as hard as it comes."""

import random
from dataclasses import dataclass, replace

import cv2
import numpy as np

from bench.press.damage import field_of_light
from bench.press.marks import seal

Pixels = np.ndarray
"""RGB, 8 bit, height x width x 3."""
Colour = tuple[int, int, int]

_UNITS = ("UBND PHƯỜNG CẦU GIẤY", "CÔNG TY TNHH AN PHÁT", "SỞ TƯ PHÁP HÀ NỘI", "VĂN PHÒNG CÔNG CHỨNG SỐ 5")
_TINTS = ((255, 255, 255),) * 12 + ((255, 238, 240), (238, 246, 255), (255, 250, 226), (240, 252, 238))


@dataclass(frozen=True, slots=True)
class Office:
    """One sheet's ordinary wear. Strengths are shares of full black unless said otherwise."""

    dpi: int
    tone: Colour
    lid: Colour
    skew: float
    """Degrees, up to 1.5."""
    shift: tuple[float, float]
    soft: float
    """Blur of a sharp scanner, as the sigma in millimetres."""
    grain: float
    colour_grain: float
    """Noise between the channels: what tells a grey sheet scanned in colour from a grey file."""
    ink: float
    """Strength of the print: a copy of a copy has less."""
    grey_copy: bool
    through: float
    holes: bool
    staple: bool
    crease: float
    edge_seal: bool
    shade: float
    rim: float
    """Width of a thin dark line at one edge."""
    specks: int
    hairline: float
    quality: int

    @classmethod
    def drawn(cls, rng: random.Random, dpi: int = 200) -> "Office":
        def now_and_then(chance: float, low: float, high: float) -> float:
            return rng.uniform(low, high) if rng.random() < chance else 0.0

        shade = rng.choice([1.0, 0.985, 0.965])
        tint = rng.choice(_TINTS)
        paper = [rng.uniform(245, 254), rng.uniform(244, 253), rng.uniform(240, 252)]
        lid = rng.choice([rng.randrange(238, 254), rng.randrange(238, 254), rng.randrange(214, 238)])
        return cls(
            dpi=dpi,
            tone=tuple(round(p * t / 255 * shade) for p, t in zip(paper, tint, strict=True)),  # type: ignore[arg-type]
            lid=(lid, lid, max(0, lid - rng.randrange(0, 5))),
            skew=max(-1.5, min(1.5, rng.gauss(0, 0.6))),
            shift=(rng.uniform(-2.5, 2.5), rng.uniform(-2.5, 2.5)),
            soft=rng.uniform(0.03, 0.085),
            grain=rng.uniform(0.6, 4.0),
            colour_grain=rng.uniform(0.6, 1.6),
            ink=rng.choice([1.0, 1.0, 1.0, rng.uniform(0.6, 0.9)]),
            grey_copy=rng.random() < 0.15,
            through=now_and_then(0.5, 0.015, 0.10),
            holes=rng.random() < 0.15,
            staple=rng.random() < 0.15,
            crease=now_and_then(0.25, 0.03, 0.12),
            edge_seal=rng.random() < 0.15,
            shade=now_and_then(0.25, 0.06, 0.25),
            rim=now_and_then(0.15, 0.4, 2.0),
            specks=rng.choice([0, 0, 10, 40]),
            hairline=now_and_then(0.08, 0.06, 0.22),
            quality=rng.randrange(58, 88),
        )

    def again(self, rng: random.Random) -> "Office":
        """The same sheet put through once more: the paper's own marks stay, the machine's change."""
        other = Office.drawn(rng, self.dpi)
        red, green, blue = (max(0, min(255, c + rng.randrange(-6, 5))) for c in self.tone)
        return replace(
            self, skew=other.skew, shift=other.shift, soft=other.soft, grain=other.grain, shade=other.shade,
            rim=other.rim, specks=other.specks, hairline=other.hairline, quality=other.quality, tone=(red, green, blue),
            ink=max(0.55, min(1.0, self.ink * rng.uniform(0.9, 1.1))),
        )  # fmt: skip

    def px(self, mm: float) -> int:
        return round(mm * self.dpi / 25.4)


def on_paper(pixels: Pixels, office: Office, rng: random.Random, back: Pixels | None = None) -> Pixels:
    """The sheet itself: print, what shines through from *back*, paper, holes, staple, crease, half a seal at the edge."""
    height, width = pixels.shape[:2]
    work = pixels.astype(np.float32)
    if office.grey_copy:
        work = np.repeat(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2).astype(np.float32)
        work = 255 - (255 - work) * 0.9 - 6 * field_of_light(_noise(rng), (height, width), 5)[..., None]
    work = 255 - (255 - work) * office.ink
    if office.through and back is not None:
        mirrored = cv2.GaussianBlur(cv2.resize(back, (width, height))[:, ::-1], (0, 0), office.px(0.35))
        work -= (255 - mirrored.astype(np.float32)) * office.through
    if office.edge_seal:
        work = _edge_seal(work, office, rng)
    work *= np.array(office.tone, np.float32) / 255
    if office.crease:
        work = _crease(work, office, rng)
    out = np.asarray(work.clip(0, 255).astype(np.uint8))
    if office.holes:
        _holes(out, office, rng)
    if office.staple:
        _staple(out, office, rng)
    return out


def _edge_seal(work: Pixels, office: Office, rng: random.Random) -> Pixels:
    """Giáp lai: a slice of a seal that runs over the edges of all sheets."""
    mark = np.asarray(seal(rng, rng.choice(_UNITS), office.dpi), np.float32) / 255
    seen = office.px(rng.uniform(6, 16))
    top = rng.randrange(office.px(20), max(office.px(20) + 1, work.shape[0] - mark.shape[0] - office.px(20)))
    bottom = min(work.shape[0], top + mark.shape[0])
    work[top:bottom, -seen:] *= mark[: bottom - top, :seen]
    return work


def _crease(work: Pixels, office: Office, rng: random.Random) -> Pixels:
    """A letter's fold: a light ridge with a shade beside it, across or down."""
    across = rng.random() < 0.7
    length = work.shape[0 if across else 1]
    at = round(length * rng.choice([1 / 3, 1 / 2, 2 / 3]) + office.px(rng.uniform(-6, 6)))
    away = (np.arange(length, dtype=np.float32) - at) / office.px(1.2)
    ridge = 1 + office.crease * (0.5 * np.exp(-(away**2)) - np.exp(-((away - 1.6) ** 2) / 3))
    work *= ridge[:, None, None] if across else ridge[None, :, None]
    return work


def _holes(out: Pixels, office: Office, rng: random.Random) -> None:
    """A file punch: two holes 80 mm apart, 12 mm from the left edge; the lid is seen through them."""
    lid = rng.choice([office.lid, (60, 58, 56), (24, 24, 26)])
    middle = out.shape[0] // 2 + office.px(rng.uniform(-8, 8))
    x, r = office.px(rng.uniform(9, 13)), office.px(2.9)
    for y in (middle - office.px(40), middle + office.px(40)):
        cv2.circle(out, (x + 1, y + 2), r, (150, 148, 146), -1, cv2.LINE_AA)
        cv2.circle(out, (x, y), r, lid, -1, cv2.LINE_AA)


def _staple(out: Pixels, office: Office, rng: random.Random) -> None:
    x, y = office.px(rng.uniform(6, 16)), office.px(rng.uniform(6, 14))
    turn, long = np.radians(rng.uniform(20, 70)), office.px(9)
    end = (round(x + long * np.cos(turn)), round(y - long * np.sin(turn) * 0.6))
    thick = max(1, office.px(0.45))
    cv2.line(out, (x + 2, y + 2), (end[0] + 2, end[1] + 2), (170, 168, 166), thick, cv2.LINE_AA)
    cv2.line(out, (x, y), end, (104, 104, 110), thick, cv2.LINE_AA)


def in_the_machine(pixels: Pixels, office: Office, rng: random.Random) -> Pixels:
    """Light and glass: shade at an edge, a thin dark rim, uneven light, a hair on the glass."""
    height, width = pixels.shape[:2]
    work = pixels.astype(np.float32)
    work *= (0.975 + 0.03 * field_of_light(_noise(rng), (height, width), 3))[..., None]
    if office.shade:
        _edge_of(work, rng, office.px(rng.uniform(2, 8)), 1 - office.shade)
    if office.rim:
        _edge_of(work, rng, office.px(office.rim), rng.uniform(0.1, 0.45), flat=True)
    if office.hairline:
        x = rng.randrange(width)
        work[:, x : x + max(1, office.px(0.15))] *= 1 - office.hairline
    return np.asarray(work.clip(0, 255).astype(np.uint8))


def _edge_of(work: Pixels, rng: random.Random, wide: int, least: float, *, flat: bool = False) -> None:
    """Darken one edge, *wide* pixels, to *least* outside."""
    side, wide = rng.randrange(4), max(1, wide)
    ramp = np.full(wide, least, np.float32) if flat else np.linspace(least, 1.0, wide, dtype=np.float32)
    if side == 0:
        work[:, :wide] *= ramp[None, :, None]
    elif side == 1:
        work[:, -wide:] *= ramp[None, ::-1, None]
    elif side == 2:
        work[:wide] *= ramp[:, None, None]
    else:
        work[-wide:] *= ramp[::-1, None, None]


def sensed(pixels: Pixels, office: Office, rng: random.Random) -> Pixels:
    """What the sensor adds: softness, grain in brightness and between the channels, dust."""
    noise = _noise(rng)
    out = pixels.copy()
    for _ in range(office.specks):
        spot = (int(noise.integers(out.shape[1])), int(noise.integers(out.shape[0])))
        tone = int(noise.integers(60, 200))
        cv2.circle(out, spot, int(noise.integers(1, 3)), (tone, tone, tone), -1)
    out = cv2.GaussianBlur(out, (0, 0), max(0.25, office.soft * office.dpi / 25.4))
    grain = noise.standard_normal(out.shape[:2], dtype=np.float32)[..., None] * office.grain
    grain = grain + noise.standard_normal(out.shape, dtype=np.float32) * office.colour_grain
    return np.asarray((out.astype(np.float32) + grain).clip(0, 255).astype(np.uint8))


def _noise(rng: random.Random) -> np.random.Generator:
    return np.random.default_rng(rng.getrandbits(63))
