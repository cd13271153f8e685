"""Bars as SVG, drawn by hand: a row of bars for each class, on a logarithmic scale, each with the whisker of its interval."""

from collections.abc import Mapping, Sequence
from math import log10
from pathlib import Path

from bench.svg import COLOURS, swatch, text, written

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 900, 150, 70, 64, 30
_THICK, _BETWEEN = 9, 12
_LEAST, _MOST = 0.0005, 1.0
_MARKS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)

Bar = tuple[float, float, float]
"""Value, and the ends of its interval."""


def bars(
    title: str,
    groups: Mapping[str, Sequence[Bar | None]],
    series: Sequence[str],
    target: Path,
    goals: Mapping[str, float] | None = None,
) -> None:
    """For each key of *groups* one bar a series (None: not measured); a black tick marks its goal. Values are shares."""
    pitch = _THICK * len(series) + _BETWEEN
    foot = _TOP + pitch * len(groups)
    parts = [text(12, 22, title, size=15, anchor="start"), *_key(series), *_grid(foot)]
    for place, (name, group) in enumerate(groups.items()):
        top = _TOP + pitch * place + _BETWEEN / 2
        parts.append(text(_LEFT - 8, top + _THICK * len(series) / 2 + 4, name, anchor="end"))
        for number, bar in enumerate(group):
            parts += _bar(bar, top + _THICK * number, COLOURS[number], bold=number == 0) if bar else []
        if goals and name in goals:
            x = _x(goals[name])
            parts.append(
                f'<path d="M{x:.1f} {top - 3:.1f}v{_THICK * len(series) + 6}" stroke="#000" stroke-dasharray="3 2"/>'
            )
    written(target, _WIDTH, round(foot + _BOTTOM), parts)


def _x(value: float) -> float:
    kept = min(_MOST, max(_LEAST, value))
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (log10(kept) - log10(_LEAST)) / (log10(_MOST) - log10(_LEAST))


def _key(series: Sequence[str]) -> list[str]:
    parts: list[str] = []
    for number, name in enumerate(series):
        x = 12 + 148 * number
        parts += swatch(x, 34, COLOURS[number], name)
    return parts


def _grid(foot: float) -> list[str]:
    parts: list[str] = []
    for mark in _MARKS:
        parts.append(f'<path d="M{_x(mark):.1f} {_TOP}V{foot:.1f}" stroke="#ddd"/>')
        parts.append(text(_x(mark), foot + 16, f"{mark:.1%}" if mark < 0.01 else f"{mark:.0%}"))
    return parts


def _bar(bar: Bar, y: float, colour: str, *, bold: bool) -> list[str]:
    value, low, high = bar
    middle = y + _THICK / 2
    label = f'<tspan font-weight="{"bold" if bold else "normal"}">{value:.2%}</tspan>'
    return [
        f'<rect x="{_LEFT}" y="{y:.1f}" width="{_x(value) - _LEFT:.1f}" height="{_THICK - 1}" fill="{colour}"/>',
        f'<path d="M{_x(low):.1f} {middle:.1f}H{_x(high):.1f}" stroke="#222"/>',
        f'<text x="{_x(max(value, high)) + 4:.1f}" y="{middle + 3:.1f}" font-size="9">{label}</text>',
    ]
