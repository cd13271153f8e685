"""Risk against coverage as SVG, drawn by hand: how much is taken over, and how much of it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from pathlib import Path

from bench.svg import COLOURS, stroke, text, written

_WIDE, _HIGH, _LEFT, _TOP, _BOTTOM = 620, 380, 70, 96, 50
_LEAST, _MOST = 0.0002, 0.3
_SHARES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
_PARTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
PROMISES = (0.001, 0.005)
"""The ceilings for papers and for fields, drawn as broken lines."""
_POINTS = 300


@dataclass(frozen=True, slots=True)
class Curve:
    """`covered` and `wrong` are shares, safest claims first; `standing` is the share the threshold takes over."""

    covered: tuple[float, ...]
    wrong: tuple[float, ...]
    standing: float


def risk_coverage(title: str, of: Mapping[str, Curve], target: Path) -> None:
    """One line for each entry; the ring marks where its threshold stands. Below the least share the line rests on the ground."""
    parts = [text(12, 24, title, size=15, anchor="start"), *_grid()]
    for number, (name, curve) in enumerate(of.items()):
        colour = COLOURS[number % len(COLOURS)]
        x, y = 12 + 170 * (number % 4), 44 + 18 * (number // 4)
        broken = number >= len(COLOURS)
        parts += stroke(x, y, colour, name, broken=broken)
        parts += _line(curve, colour, dashed=broken)
    width, height = _LEFT + _WIDE + 30, _TOP + _HIGH + _BOTTOM
    written(target, width, height, parts)


def _line(curve: Curve, colour: str, *, dashed: bool) -> list[str]:
    step = max(1, len(curve.covered) // _POINTS)
    points = list(zip(curve.covered, curve.wrong, strict=True))
    path = "L".join(f"{_across(covered):.1f} {_up(wrong):.1f}" for covered, wrong in [*points[::step], points[-1]])
    at = min(len(points) - 1, max(0, round(curve.standing * len(points)) - 1))
    ring = f'<circle cx="{_across(curve.standing):.1f}" cy="{_up(points[at][1]):.1f}" r="5" fill="none" stroke="{colour}" stroke-width="2"/>'
    dash = ' stroke-dasharray="6 3"' if dashed else ""
    return [f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dash}/>', ring]


def _grid() -> list[str]:
    parts: list[str] = []
    for share in _SHARES:
        parts.append(f'<path d="M{_LEFT} {_up(share):.1f}h{_WIDE}" stroke="#ddd"/>')
        parts.append(text(_LEFT - 8, _up(share) + 4, f"{share:.2%}".replace(".00", ""), anchor="end"))
    for part in _PARTS:
        parts.append(f'<path d="M{_across(part):.1f} {_TOP}v{_HIGH}" stroke="#ddd"/>')
        parts.append(text(_across(part), _TOP + _HIGH + 16, f"{part:.0%}"))
    for promise in PROMISES:
        parts.append(f'<path d="M{_LEFT} {_up(promise):.1f}h{_WIDE}" stroke="#000" stroke-dasharray="4 3"/>')
    parts.append(text(_LEFT + _WIDE / 2, _TOP + _HIGH + 38, "taken over without a person"))
    parts.append(text(24, _TOP - 8, "wrong"))
    return parts


def _across(share: float) -> float:
    return _LEFT + _WIDE * share


def _up(share: float) -> float:
    kept = min(_MOST, max(_LEAST, share))
    return _TOP + _HIGH * (1 - (log10(kept) - log10(_LEAST)) / (log10(_MOST) - log10(_LEAST)))
