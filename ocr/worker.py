"""Reading one page, from the delivered file to a `PageReading`: what a page process does."""

from dataclasses import replace

from ocr.combine.layer import with_layer
from ocr.combine.second import Readers
from ocr.decode.page import load_page
from ocr.looking import DOUBTFUL, Look, look_at, raster
from ocr.marks import marks
from ocr.office import seal_boxes, signatures_on
from ocr.prepare import VERSION, make_grey
from ocr.red_stamps import bears_red_secrecy_stamp
from pipeline.errors import RejectedInputError
from pipeline.model.paper import Page
from pipeline.model.reading import SECRECY_STAMP, EngineIdentity, PageReading
from pipeline.ports import OcrEngine, PageAddress

WHOLE, HEAD = 1.0, 0.34
"""Shares of a page, from its top. The head holds the state's name, number, date and title (NĐ 30/2020, Phụ lục I)."""


LEAST_SIDE = 16
"""Pixels. A sliver that holds no line of text is no page, whatever its file says."""


def reader_identity(engine: EngineIdentity, share: float = WHOLE) -> EngineIdentity:
    """The engine together with the preparation in front of it and the part it reads: any of them changes what is read."""
    part = (("upper", f"{share:g}"),) if share < WHOLE else ()
    return replace(engine, parameters=(*engine.parameters, ("prepare", VERSION), *part))


def read_page(
    address: PageAddress, engine: OcrEngine, readers: Readers | None = None, share: float = WHOLE
) -> PageReading:
    """Decode, look for marks, turn, clean, read, read again, and put every box back onto the page as scanned.

    Without *readers* the engine's words and confidences stay as they are. With `HEAD` as *share* the upper third is read,
    for an early answer about what paper it is; such a reading has an identity of its own and is none of the page.
    """
    identity = reader_identity(readers.identity(engine.identity) if readers else engine.identity, share)
    capture = address.page.capture
    try:
        image = load_page(address.path, capture.index)
    except RejectedInputError as unreadable:
        return failed_reading(address.page, identity, unreadable.reference)
    if min(image.width, image.height) < LEAST_SIDE:
        return failed_reading(address.page, identity, "page-unreadable")
    copy = make_grey(image.pixels, image.dpi)
    dpi = copy.dpi
    found = marks(copy.grey, dpi, thorough=capture.blank)
    look = None if capture.blank else look_at(copy.grey, dpi, engine, share)
    said = look and readers.revised(look) if readers else look
    secret = look is not None and bears_red_secrecy_stamp(
        image.pixels, dpi, look.page.rotation // 90, lambda ink, at: engine.read(raster(ink, at))
    )
    lines, layer = with_layer(said.on_the_scan() if said else (), image.words)
    turns = look.page.rotation // 90 if look else 0
    return PageReading(
        page=capture.digest,
        engine=identity,
        width=image.width,
        height=image.height,
        dpi=image.dpi,
        rotation=look.page.rotation if look else 0,
        skew=round(look.page.skew, 3) if look else 0.0,
        blank=capture.blank and not found,
        lines=lines,
        barcodes=found,
        seals=seal_boxes(copy.seals, dpi, image.width, image.height),
        signatures=signatures_on(image.pixels, dpi, turns, lines) if lines else (),
        warnings=_warnings((*copy.notes, *((layer,) if layer else ()), *((SECRECY_STAMP,) if secret else ())), look),
    )


def failed_reading(page: Page, identity: EngineIdentity, reference: str) -> PageReading:
    """The page stays an image and says why. *identity* is the reader's whole one."""
    capture = page.capture
    return PageReading(
        page=capture.digest,
        engine=identity,
        width=capture.width,
        height=capture.height,
        dpi=capture.dpi,
        rotation=0,
        skew=0.0,
        blank=False,
        lines=(),
        failed=reference,
    )


def _warnings(notes: tuple[str, ...], look: Look | None) -> tuple[str, ...]:
    if look is None:
        return tuple(dict.fromkeys(notes))
    more = ["turned"] if look.page.rotation else []
    if look.lines and look.confidence < DOUBTFUL:
        more.append("low-confidence")
    return tuple(dict.fromkeys([*notes, *look.page.notes, *more]))
