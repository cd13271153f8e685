"""Curves as SVG, drawn by hand: shares against shares on log-odds scales, the diagonal where both are equal."""

from collections.abc import Mapping, Sequence
from math import log, sqrt
from pathlib import Path

from bench.svg import COLOURS, swatch, text, written

_SIZE, _LEFT, _TOP, _BOTTOM = 460, 70, 96, 50
_MARKS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.998)
_ENDS = (0.01, 0.9992)

Curve = Sequence[tuple[float, float, int]]
"""Points from left to right: claimed, found, and by how many."""


def curves(title: str, of: Mapping[str, Curve], target: Path) -> None:
    """One line for each entry; a larger dot stands for more words."""
    parts = [text(12, 24, title, size=15, anchor="start"), *_grid()]
    for number, (name, curve) in enumerate(of.items()):
        colour = COLOURS[number % len(COLOURS)]
        x, y = 12 + 270 * (number % 2), 46 + 18 * (number // 2)
        parts += swatch(x, y, colour, name)
        parts += _line(curve, colour)
    width, height = _LEFT + _SIZE + 30, _TOP + _SIZE + _BOTTOM
    written(target, width, height, parts)


def _line(curve: Curve, colour: str) -> list[str]:
    path = "L".join(f"{_across(claimed):.1f} {_up(found):.1f}" for claimed, found, _ in curve)
    dots = [
        f'<circle cx="{_across(claimed):.1f}" cy="{_up(found):.1f}" r="{min(9, 2 + sqrt(count) / 16):.1f}" fill="{colour}"/>'
        for claimed, found, count in curve
    ]
    return [f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>', *dots]


def _grid() -> list[str]:
    parts = [f'<path d="M{_across(0.01)} {_up(0.01)}L{_across(1)} {_up(1)}" stroke="#000" stroke-dasharray="4 3"/>']
    for mark in _MARKS:
        parts.append(f'<path d="M{_across(mark):.1f} {_TOP}v{_SIZE}" stroke="#ddd"/>')
        parts.append(f'<path d="M{_LEFT} {_up(mark):.1f}h{_SIZE}" stroke="#ddd"/>')
        parts.append(text(_across(mark), _TOP + _SIZE + 16, f"{mark:g}"))
        parts.append(text(_LEFT - 8, _up(mark) + 4, f"{mark:g}", anchor="end"))
    parts.append(text(_LEFT + _SIZE / 2, _TOP + _SIZE + 38, "claimed"))
    parts.append(text(20, _TOP + _SIZE / 2, "right"))
    return parts


def _across(share: float) -> float:
    return _LEFT + _SIZE * _place(share)


def _up(share: float) -> float:
    return _TOP + _SIZE * (1 - _place(share))


def _place(share: float) -> float:
    low, high = (log(end / (1 - end)) for end in _ENDS)
    kept = min(_ENDS[1], max(_ENDS[0], share))
    return (log(kept / (1 - kept)) - low) / (high - low)
