"""Papers that are not whole before they are scanned: unsealed, unsigned, one side of two, a sheet short, one too many.

Each function makes the sides of a batch before scanning; a sound batch made alike stands beside the faulty ones.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PIL import Image, ImageChops, ImageDraw

from bench.press.case import Case
from bench.press.catalogue import Drawing, an_ink, blank_back, draw
from bench.press.fonts import families, font
from bench.press.kinds import land, person
from bench.press.pad import Ink
from bench.press.paper import DrawnPage, TrueLine
from pipeline.model.geometry import Box

Layouts = Mapping[str, tuple[Drawing, ...]]

PAGED = ("land-transfer-contract", "land-gift-contract", "land-lease-contract", "authorisation-contract", "regulation")
"""Kinds that run over several pages."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Sides to be scanned one after the other. `again` is (side, side it repeats): the same sheet put through twice."""

    sides: tuple[DrawnPage, ...] = field(repr=False)
    faulty: tuple[int, ...] = ()
    strength: str = ""
    again: tuple[int, int] | None = None
    declared: int | None = None


def sealed_kinds(layouts: Layouts, wanted: Mapping[str, tuple[bool, bool]]) -> list[str]:
    """Kinds that must bear a seal."""
    return sorted(kind for kind in layouts if wanted.get(kind, (False, False))[0])


def signed_kinds(layouts: Layouts, wanted: Mapping[str, tuple[bool, bool]]) -> list[str]:
    """Kinds that must be signed and need no seal."""
    return sorted(kind for kind in layouts if wanted.get(kind, (False, False)) == (False, True))


def without_marks(kind: str, layout: Drawing, case: Case, rng: random.Random, bare: frozenset[str], dpi: int) -> Stack | None:  # fmt: skip
    """The paper as it was before it was sealed or signed; None where this layout would not have borne the mark anyway."""
    state, ink = rng.getstate(), replace(an_ink(random.Random(rng.random()), dpi), bare=bare)
    unmarked = draw(kind, case, rng, ink=ink, layout=layout).pages
    rng.setstate(state)
    rng.random()
    whole = draw(kind, case, rng, ink=replace(ink, bare=frozenset()), layout=layout).pages
    if "seal" in bare and not any(page.seals for page in whole):
        return None
    if len(whole) != len(unmarked):
        return None
    bore = [n for n, (a, b) in enumerate(zip(whole, unmarked, strict=True)) if ImageChops.difference(a.image, b.image).getbbox()]  # fmt: skip
    return Stack(unmarked, tuple(bore), " and ".join(sorted(bare))) if bore else None


def numbered(case: Case, layouts: Layouts, rng: random.Random, dpi: int, *, lost: bool, counted: bool) -> Stack:
    """A paper of three to eight pages with `Trang x/y` on each (*counted*: none, but the clerk said how many sheets there are); *lost*: two sheets went through together, so one is missing from the middle."""
    pages: list[DrawnPage] = []
    while len(pages) < 3:
        kind = rng.choice([k for k in PAGED if k in layouts])
        ink = replace(an_ink(rng, dpi), size=rng.choice([13.5, 14.5]), leading=1.55)
        pages += draw(kind, case, rng, ink=ink, layout=rng.choice(layouts[kind])).pages
    style = rng.choice(["Trang {}/{}", "Trang {}/{}", "{}/{}", "Trang: {} / {}", "Trang {} / {}", "trang {}/{}"])
    place = rng.choice(["right", "centre", "right-top"])
    many = len(pages)
    if not counted:
        pages = [_foot(page, style.format(n, many), place) for n, page in enumerate(pages, 1)]
    declared = many if counted else None
    if not lost:
        return Stack(tuple(pages), declared=declared)
    gone = rng.randrange(1, many - 1)
    kept = tuple(page for n, page in enumerate(pages) if n != gone)
    return Stack(kept, (gone - 1, gone), f"page {gone + 1} of {many}" + (", declared" if counted else ""), declared=declared)  # fmt: skip


def _foot(page: DrawnPage, text: str, place: str) -> DrawnPage:
    image = page.image.copy()
    face = font(families("serif")[0], round(11 / 72 * page.dpi))
    width, height = image.size
    wide = face.getlength(text)
    x = {"centre": (width - wide) / 2}.get(place, width - wide - page.dpi * 0.7)
    y = page.dpi * 0.32 if place == "right-top" else height - page.dpi * 0.48
    ImageDraw.Draw(image).text((x, y), text, font=face, fill=(24, 24, 28))
    box = Box(round(x), round(y), round(x + wide), round(y + face.size))
    return replace(page, image=image, lines=(*page.lines, TrueLine(text, box)))


def two_sided(case: Case, layouts: Layouts, rng: random.Random, dpi: int, *, lost: bool) -> Stack:
    """A card or certificate with a front and a back, other papers before and behind; *lost*: the back is missing."""
    pairs: list[tuple[str, Callable[..., object]]] = [("id-card", person.id_card_two_pages), ("id-card", person.id_card_two_pages), ("land-certificate", land.land_certificate)]  # fmt: skip
    kind, layout = rng.choice(pairs)
    sides = list(draw(kind, case, rng, dpi=dpi, layout=layout).pages)  # type: ignore[arg-type]
    before = [_single(case, layouts, rng, dpi) for _ in range(rng.randrange(0, 2))]
    after = [_single(case, layouts, rng, dpi) for _ in range(rng.randrange(1, 3))]
    kept = sides[:1] if lost else sides
    faulty = tuple(range(len(before), len(before) + len(kept))) if lost else ()
    return Stack((*before, *kept, *after), faulty, kind if lost else "")


def twice(case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    """The same sheet put through again, at once or some sheets later."""
    sides = [_single(case, layouts, rng, dpi) for _ in range(rng.randrange(1, 4))]
    first = rng.randrange(len(sides))
    at = rng.randrange(first + 1, len(sides) + 1)
    sides.insert(at, sides[first])
    return Stack(tuple(sides), (first, at), f"{at - first} later", again=(at, first))


def same_form(case: Case, other: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    """Two people filled in the same form: two sheets that look alike and are not."""
    forms = sorted(k for k in layouts if k.endswith(("-declaration", "-request", "-registration", "-certificate", "-extract")))  # fmt: skip
    kind = rng.choice(forms)
    layout, ink, seed = rng.choice(layouts[kind]), an_ink(rng, dpi), rng.random()
    pages = [draw(kind, who, random.Random(seed), ink=ink, layout=layout).pages for who in (case, other)]
    return Stack((*pages[0], *pages[1]))


def duplex(case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    """Single-sided papers through a duplex feeder: every back is empty, and that is in order."""
    sides: list[DrawnPage] = []
    for _ in range(rng.randrange(1, 3)):
        page = _single(case, layouts, rng, dpi)
        sides += [page, blank_back(page, rng)]
    return Stack(tuple(sides))


def whole(case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> Stack:
    """Any paper with all its pages."""
    for _ in range(30):
        kind = rng.choice(sorted(layouts))
        pages = draw(kind, case, rng, ink=_ink(rng, dpi), layout=rng.choice(layouts[kind])).pages
        if len(pages) <= 4 and not _halved(kind, pages):
            return Stack(pages)
    raise RuntimeError("no paper with all its pages")


def _single(case: Case, layouts: Layouts, rng: random.Random, dpi: int) -> DrawnPage:
    for _ in range(60):
        kind = rng.choice(sorted(layouts))
        pages = draw(kind, case, rng, ink=_ink(rng, dpi), layout=rng.choice(layouts[kind])).pages
        if len(pages) == 1 and len(pages[0].lines) >= 8:
            return pages[0]
    raise RuntimeError("no paper of one page")


def _halved(kind: str, pages: tuple[DrawnPage, ...]) -> bool:
    """One side of a two-sided paper, or a printed copy that says `(Đã ký)`: no honest sound sample."""
    told = " ".join(line.text for page in pages for line in page.lines)
    return "(Đã ký)" in told or "(đã ký)" in told


def _ink(rng: random.Random, dpi: int) -> Ink:
    return an_ink(rng, dpi)


def bare_back(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """The empty side of a sheet that was put in the wrong way round; at times with no trace of what is overleaf."""
    if rng.random() < 0.25:
        return replace(page, image=Image.new("RGB", page.image.size, "white"), lines=(), fields=(), seals=(), written=(), kind="blank")  # fmt: skip
    return blank_back(page, rng)
