"""All searches over one side, and what of their answers a clerk is told."""

from collections.abc import Iterator

from ocr.decode.image import PageImage
from ocr.faults.blur import blur_faults, sharpness_of, stuck_rows
from ocr.faults.corners import folded_corners
from ocr.faults.cut import cut_edges
from ocr.faults.intruders import intruders
from ocr.faults.lean import lean_faults, plainly_turned
from ocr.faults.light import light_faults
from ocr.faults.resolution import resolution_faults
from ocr.faults.rims import dark_borders
from ocr.faults.side import Side
from ocr.faults.streaks import streaks
from pipeline.model.faults import Fault, Remedy
from pipeline.model.geometry import Box
from pipeline.model.paper import Colour

ORDER = (
    "finger", "cut-edge-right", "cut-edge-left", "cut-edge-top", "cut-edge-bottom", "dog-ear", "blurred", "smeared",
    "perspective", "skewed", "glare", "shadow", "too-dark", "too-pale", "dark-border", "streaked", "below-200-dpi",
    "false-resolution", "not-in-colour", "turned",
)  # fmt: skip
"""The worst first: what hides or loses a part of the paper, then what harms it, then what breaks the rule."""
LOOKED_AT = frozenset({"too-pale", "turned"})
"""A glance decides: the paper itself may be so, and a page the wrong way up is read all the same."""
_HIDDEN_BY = {
    "perspective": {"dark-border", "skewed", "finger", "shadow", "dog-ear"},
    "too-dark": {"shadow", "blurred"},
    "blurred": {"smeared", "false-resolution", "too-pale"},
    "smeared": {"false-resolution", "too-pale"},
    "below-200-dpi": {"false-resolution"},
}
"""What a fault explains is not told again."""

Found = tuple[str, Box | None]


def faults_on(image: PageImage, page: int, *, blank: bool = False, grey_scan: bool = False) -> tuple[Fault, ...]:
    """Faults of one side, the worst first. *grey_scan*: the file holds shades of grey where the rule asks for colours."""
    return faults_of(Side.of(image), page, blank=blank, grey_scan=grey_scan)


def faults_of(side: Side, page: int, *, blank: bool = False, grey_scan: bool = False) -> tuple[Fault, ...]:
    """The same of a side somebody has begun to look at."""
    image = side.image
    found = list(_bare_faults(side) if blank else _written_faults(side))
    if not image.rendered and (grey_scan or image.colour is Colour.BILEVEL):
        found.append(("not-in-colour", None))
    explained = {name for reference, box in found for name in _HIDDEN_BY.get(reference, ()) if not box}
    told = [(reference, box) for reference, box in _once(found) if reference not in explained]
    faults = [
        Fault(reference, page, Remedy.LOOK if reference in LOOKED_AT else Remedy.RESCAN, box) for reference, box in told
    ]
    return tuple(sorted(faults, key=lambda fault: ORDER.index(fault.reference)))


def _bare_faults(side: Side) -> Iterator[Found]:
    """Of an empty side only what hides paper counts."""
    if side.image.rendered:
        return
    yield from (("finger", box) for box in intruders(side))
    yield from (("dark-border", box) for box in dark_borders(side))


def _written_faults(side: Side) -> Iterator[Found]:
    if side.image.rendered and not side.beside.any():
        yield from _drawn_faults(side)
        return
    sharp = sharpness_of(side)
    yield from ((reference, None) for reference in resolution_faults(side, sharp.whole))
    yield from blur_faults(side, sharp)
    yield from (("smeared", box) for box in stuck_rows(side))
    yield from ((reference, None) for reference in lean_faults(side))
    yield from (("dark-border", box) for box in dark_borders(side))
    yield from cut_edges(side, upright_rows=not side.sight.sideways)
    yield from (("dog-ear", box) for box in folded_corners(side))
    yield from (("streaked", box) for box in streaks(side))
    yield from light_faults(side)
    yield from (("finger", box) for box in intruders(side))
    yield from _turned(side)


def _drawn_faults(side: Side) -> Iterator[Found]:
    """A page drawn from its file, or a scan with a signature's banner on it: what was lost before can still be seen."""
    yield from blur_faults(side, sharpness_of(side))
    yield from ((reference, None) for reference in lean_faults(side))
    yield from cut_edges(side, upright_rows=not side.sight.sideways)
    yield from light_faults(side)
    yield from _turned(side)


def _turned(side: Side) -> Iterator[Found]:
    """On its head or on its side."""
    if plainly_turned(side):
        yield "turned", None


def _once(found: list[Found]) -> Iterator[Found]:
    """Each reference once: where it has several places, around all of them."""
    places: dict[str, Box | None] = {}
    for reference, box in found:
        before = places.get(reference)
        places[reference] = before.union(box) if before and box else box or before
    yield from places.items()
