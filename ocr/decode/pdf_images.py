"""The images a PDF page names, looked at before any renderer is."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Name, Object

from ocr.decode.image import DecodeLimits
from ocr.decode.pdf_geometry import number_of
from ocr.decode.refusals import refusal

_MAX_FORMS = 4


def check_images(page: pikepdf.Page, limits: DecodeLimits) -> bool:
    """Refuse images no renderer should be given; True when every image named is there.

    A 5 kB file can hold an image of 900 Mpx, and Pillow's own limit does not guard the renderer.
    """
    sound = True
    for image in _images(page.obj.get("/Resources"), set(), 0):
        if image is None:
            sound = False
        elif number_of(image.get("/Width")) * number_of(image.get("/Height")) > limits.max_pixels:
            raise refusal("page-too-large")
    return sound


def _images(resources: Object | None, seen: set[tuple[int, int]], depth: int) -> Iterator[Object | None]:
    """Every image XObject named in *resources*, through forms and patterns; None for a name that leads nowhere."""
    if not isinstance(resources, pikepdf.Dictionary) or depth > _MAX_FORMS:
        return
    for family in ("/XObject", "/Pattern"):
        named = resources.get(family)
        if not isinstance(named, pikepdf.Dictionary):
            continue
        for key in named.keys():  # noqa: SIM118 - a pikepdf dictionary iterates over keys only this way
            thing = named.get(key)
            if not isinstance(thing, pikepdf.Stream):
                if family == "/XObject":
                    yield None
                continue
            if thing.objgen in seen and thing.objgen != (0, 0):
                continue
            seen.add(thing.objgen)
            if thing.get("/Subtype") == Name.Image:
                yield thing
            else:
                yield from _images(thing.get("/Resources"), seen, depth + 1)
