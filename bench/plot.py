"""A bar chart as SVG, drawn by hand: groups of bars, each with the whisker of its interval."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

COLOURS = ("#1b6ca8", "#9aa5b1", "#d1b280", "#a05050")
_WIDTH, _HEIGHT = 880, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 16, 56, 56

Bar = tuple[float, float, float]
"""Value, and the ends of its interval."""


def bars(title: str, groups: Mapping[str, Sequence[Bar]], series: Sequence[str], target: Path) -> None:
    """One group for each key, in it one bar for each of *series*; values are shares, shown as per cent."""
    top = min(1.0, 1.1 * max(high for group in groups.values() for _, _, high in group)) or 1.0
    height = _HEIGHT - _TOP - _BOTTOM
    room = (_WIDTH - _LEFT - _RIGHT) / len(groups)
    wide = 0.8 * room / len(series)

    def y(value: float) -> float:
        return _TOP + height * (1 - min(value, top) / top)

    parts = [_text(_LEFT, 22, title, size=15, anchor="start")]
    for number, name in enumerate(series):
        key = _LEFT + 150 * number
        parts.append(f'<rect x="{key}" y="32" width="12" height="12" fill="{COLOURS[number]}"/>')
        parts.append(_text(key + 18, 43, name, anchor="start"))
    for step in range(5):
        value = top * step / 4
        parts.append(f'<path d="M{_LEFT} {y(value):.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        parts.append(_text(_LEFT - 6, y(value) + 4, f"{value:.0%}", anchor="end"))
    for place, (name, group) in enumerate(groups.items()):
        begin = _LEFT + room * place + 0.1 * room
        for number, (value, low, high) in enumerate(group):
            x, middle = begin + wide * number, begin + wide * (number + 0.5)
            parts.append(
                f'<rect x="{x:.1f}" y="{y(value):.1f}" width="{wide - 2:.1f}" height="{y(0) - y(value):.1f}" '
                f'fill="{COLOURS[number]}"/>'
            )
            parts.append(f'<path d="M{middle - 1:.1f} {y(low):.1f}V{y(high):.1f}" stroke="#222" stroke-width="1.5"/>')
            parts.append(_text(middle - 1, y(high) - 4, f"{value:.1%}", size=10))
        parts.append(_text(begin + 0.4 * room, _HEIGHT - 30, name))
    body = "\n".join(parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n',
        encoding="utf-8",
    )


def _text(x: float, y: float, text: str, *, size: int = 12, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'
