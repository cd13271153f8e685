"""The few pieces of SVG our plots are made of."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

COLOURS = ("#1b6ca8", "#9aa5b1", "#d1a04a", "#a05050", "#6f9a5b", "#7b6aa8")


def text(x: float, y: float, words: str, *, size: int = 12, anchor: str = "middle") -> str:
    """*words* at a place; *anchor* as SVG means it."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def swatch(x: float, y: float, colour: str, words: str) -> list[str]:
    """An entry of the key: a square of *colour* and what it stands for."""
    square = f'<rect x="{x}" y="{y}" width="11" height="11" fill="{colour}"/>'
    return [square, text(x + 16, y + 10, words, anchor="start")]


def stroke(x: float, y: float, colour: str, words: str, *, broken: bool) -> list[str]:
    """An entry of the key: a piece of a line as it is drawn, *broken* or whole, and what it stands for."""
    dash = ' stroke-dasharray="6 3"' if broken else ""
    line = f'<path d="M{x} {y + 6}h20" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
    return [line, text(x + 26, y + 10, words, anchor="start")]


def written(target: Path, width: int, height: int, parts: Iterable[str]) -> None:
    """*parts* on white, *width* x *height*, as the file *target*."""
    body = "\n".join(parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n',
        encoding="utf-8",
    )
