"""ScanSettings: what is asked, in the device's own terms."""

from dataclasses import replace
from typing import Final
from xml.sax.saxutils import escape

from pipeline.model.paper import Colour
from scanners.devices import ScanJob, Source
from scanners.escl.capabilities import MODES, UNITS, Capabilities
from scanners.tray import ScanHaltError

_MODE_OF: Final = {colour: mode for mode, colour in MODES.items()}
_A4: Final = (2480, 3508)


def fitted(job: ScanJob, capabilities: Capabilities | None) -> ScanJob:
    """*job* as the device can do it: the next higher resolution it has. Halts (``scanner-refuses-settings``) when it has
    no such source, or only less colour than asked: a grey scan of a red seal cannot be mended afterwards."""
    if capabilities is None or not capabilities.abilities.sources:
        return job
    ability = capabilities.abilities.of(job.source)
    if ability is None:
        raise ScanHaltError("scanner-refuses-settings", f"the scanner has no {job.source.value}")
    if ability.colours and job.colour not in ability.colours:
        richer = next(
            (c for c in (Colour.GREY, Colour.COLOUR) if c in ability.colours and _richer(c, job.colour)), None
        )
        if richer is None:
            raise ScanHaltError("scanner-refuses-settings", f"the scanner cannot do {job.colour.value}")
        job = replace(job, colour=richer)
    return replace(job, dpi=ability.nearest_dpi(job.dpi))


def _richer(one: Colour, other: Colour) -> bool:
    order = (Colour.BILEVEL, Colour.GREY, Colour.COLOUR)
    return order.index(one) > order.index(other)


def media_type_for(job: ScanJob, wanted: str, formats: tuple[str, ...]) -> str:
    """JPEG for grey and colour, something that keeps two levels sharp for bilevel; what the device has, when it says."""
    if wanted != "auto":
        return wanted
    liked = ["image/jpeg", "application/pdf", "image/tiff", "image/png"]
    if job.colour is Colour.BILEVEL:
        liked = ["image/tiff", "image/png", "application/pdf", "image/jpeg"]
    return next(
        (media_type for media_type in liked if media_type in formats), liked[0] if not formats else "image/jpeg"
    )


def settings_xml(job: ScanJob, media_type: str, capabilities: Capabilities | None) -> bytes:
    """The ScanSettings document for a job that was `fitted`. The order of elements is one that devices are known to take.

    Compression is left to the device: its normal is made for documents, its least makes pages of many megabytes.
    """
    width, height, left = _area(job, capabilities)
    intents = capabilities.intents if capabilities is not None else frozenset()
    lines = ["<pwg:Version>2.0</pwg:Version>"]
    lines += [f"<scan:Intent>{i}</scan:Intent>" for i in ("Document", "TextAndGraphic") if i in intents][:1]
    lines += [
        "<pwg:ScanRegions><pwg:ScanRegion>",
        f"<pwg:Height>{height}</pwg:Height>",
        "<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>",
        f"<pwg:Width>{width}</pwg:Width>",
        f"<pwg:XOffset>{left}</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>",
        "</pwg:ScanRegion></pwg:ScanRegions>",
        f"<pwg:InputSource>{'Feeder' if job.source.feeds else 'Platen'}</pwg:InputSource>",
        f"<scan:ColorMode>{_MODE_OF[job.colour]}</scan:ColorMode>",
        f"<pwg:DocumentFormat>{escape(media_type)}</pwg:DocumentFormat>",
    ]
    if capabilities is not None and capabilities.extended_formats:
        lines.append(f"<scan:DocumentFormatExt>{escape(media_type)}</scan:DocumentFormatExt>")
    lines.append(f"<scan:XResolution>{job.dpi}</scan:XResolution><scan:YResolution>{job.dpi}</scan:YResolution>")
    if job.source.feeds:
        lines.append(f"<scan:Duplex>{'true' if job.source is Source.DUPLEX else 'false'}</scan:Duplex>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" '
        'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" '
        'xmlns:escl="http://schemas.hp.com/imaging/escl/2011/05/03">' + "".join(lines) + "</scan:ScanSettings>"
    ).encode()


def _area(job: ScanJob, capabilities: Capabilities | None) -> tuple[int, int, int]:
    """Width, height and left offset in three hundredths of an inch, within what the source reaches."""
    widest, longest = capabilities.areas.get(job.source, (0, 0)) if capabilities is not None else (0, 0)
    size = job.paper.millimetres
    if size is None:
        return widest or _A4[0], longest or _A4[1], 0
    width, height = (round(side / 25.4 * UNITS) for side in size)
    width, height = min(width, widest or width), min(height, longest or height)
    return width, height, _offset(job, widest - width, capabilities)


def _offset(job: ScanJob, room: int, capabilities: Capabilities | None) -> int:
    """Where narrow paper lies in a feeder that is wider: without it one edge is cut off and the other is a dark bar."""
    if capabilities is None or not job.source.feeds or room <= 0:
        return 0
    return {"center": room // 2, "centre": room // 2, "right": room}.get(capabilities.feeder_side, 0)
