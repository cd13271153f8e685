"""What was called what, as SVG: one row a true kind, one column what it was called; whatever lies off the diagonal is named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.svg import COLOURS, text, written

_CELL, _LEFT, _TOP, _NAMES = 8, 190, 60, 330
_RIGHT, _WRONG = COLOURS[1], "#b3261e"


def confusion(title: str, found: Mapping[tuple[str, str], int], order: Sequence[str], target: Path) -> None:
    """*found*: (true kind, what it was called) → papers. Kinds in *order*, those without papers left out.

    A square's area is its share of the row. At the right stands every pair that was confused, the most frequent first.
    """
    seen = {name for pair in found for name in pair}
    kinds = [*(name for name in order if name in seen), *sorted(seen - set(order))]
    place = {name: at for at, name in enumerate(kinds)}
    rows: Counter[str] = Counter()
    for (true, _), count in found.items():
        rows[true] += count
    side = _CELL * len(kinds)
    parts = [text(12, 24, title, size=15, anchor="start"), text(_LEFT, _TOP - 10, "called →", size=10, anchor="start")]
    parts.append(f'<rect x="{_LEFT}" y="{_TOP}" width="{side}" height="{side}" fill="none" stroke="#ccc"/>')
    for name, at in place.items():
        parts.append(text(_LEFT - 4, _TOP + (at + 0.85) * _CELL, f"{name} ({rows[name]})", size=7, anchor="end"))
    for (true, said), count in sorted(found.items()):
        parts.append(_square(place[true], place[said], count / rows[true], right=_agree(true, said)))
    parts += _named(found, side)
    written(target, _LEFT + side + _NAMES, max(_TOP + side + 20, 400), parts)


def _agree(true: str, said: str) -> bool:
    return true == said or (true == "other" and said == "unknown")


def _square(row: int, column: int, share: float, *, right: bool) -> str:
    side = _CELL * max(0.3, share**0.5)
    x, y = (_LEFT + (column + 0.5) * _CELL - side / 2, _TOP + (row + 0.5) * _CELL - side / 2)
    colour = _RIGHT if right else _WRONG
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" fill="{colour}"/>'


def _named(found: Mapping[tuple[str, str], int], side: int) -> list[str]:
    wrong = Counter({pair: count for pair, count in found.items() if not _agree(*pair)})
    papers, x = sum(found.values()), _LEFT + side + 16
    parts = [text(x, _TOP + 4, f"{sum(wrong.values())} of {papers} papers called something else", anchor="start")]
    for line, ((true, said), count) in enumerate(wrong.most_common(50), start=1):
        parts.append(text(x, _TOP + 8 + 14 * line, f"{count} × {true} → {said}", size=10, anchor="start"))
    return parts
