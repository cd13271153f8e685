"""Papers of the press as rows: what is printed on them is known, so nothing has to be read.

Only the layouts of `bench.press.catalogue.KINDS`: those in `bench.press.held` are for measuring and never drawn here.
"""

from collections.abc import Iterator
from random import Random

from bench.press import catalogue
from bench.press.case import a_case
from bench.press.paper import DrawnPage
from classifiers.text import upper_share
from classifiers.training.composing import SetPage, SetPaper, SetRow

_DPI = 60
"""Drawn small: only the places of the rows matter."""


def layouts() -> tuple[tuple[str, int], ...]:
    """(kind, layout) of every layout that may be learnt from."""
    return tuple((kind, index) for kind, drawings in sorted(catalogue.KINDS.items()) for index in range(len(drawings)))


def pressed(kind: str, layout: int, rng: Random) -> SetPaper:
    """One paper of the press; the same state of *rng* gives the same."""
    paper = catalogue.draw(kind, a_case(rng), rng, layout=layout, dpi=_DPI)
    pages = tuple(SetPage(*_size(page), tuple(_rows(page))) for page in paper.pages)
    return SetPaper(kind, f"{kind}/press-{layout}", pages)


def _size(page: DrawnPage) -> tuple[int, int]:
    return page.image.width * 200 // _DPI, page.image.height * 200 // _DPI


def _rows(page: DrawnPage) -> Iterator[SetRow]:
    width, height = page.image.size
    nation = max((line.box.bottom for line in page.lines if "CỘNG HÒA" in line.text), default=0)
    for line in page.lines:
        box = line.box
        middle = abs((box.left + box.right) / 2 / width - 0.5) < 0.12
        upper = upper_share(line.text) > 0.8 and "CỘNG HÒA" not in line.text and len(line.text) > 5
        title = upper and middle and nation <= box.top < 0.5 * height
        left, top, right, bottom = (edge * 200 // _DPI for edge in (box.left, box.top, box.right, box.bottom))
        yield SetRow(line.text, left, top, right, bottom, title=title)
