"""ScannerCapabilities: what a device says it can do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from pipeline.model.paper import Colour
from scanners.devices import Abilities, Source, SourceAbility
from scanners.escl.reading import document, inside, number, text

UNITS: Final = 300
"""eSCL measures in three hundredths of an inch."""
MODES: Final = {"RGB24": Colour.COLOUR, "Grayscale8": Colour.GREY, "BlackAndWhite1": Colour.BILEVEL}
"""Modes of 8 bits a channel or 1; deeper ones (RGB48) tell a reader nothing more."""

_PLACES: Final = {
    Source.FLATBED: ("Platen", "PlatenInputCaps"),
    Source.FEEDER: ("Adf", "AdfSimplexInputCaps"),
    Source.DUPLEX: ("Adf", "AdfDuplexInputCaps"),
}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What `Abilities` says, and what only the protocol needs. Areas in three hundredths of an inch."""

    abilities: Abilities
    areas: dict[Source, tuple[int, int]]
    intents: frozenset[str]
    feeder_side: str
    """Where narrow paper lies in the feeder: ``left``, ``center`` or ``right``; empty when it does not say."""
    extended_formats: bool
    """It names formats in ``DocumentFormatExt``, so the format is asked for there as well."""


def capabilities_in(blob: bytes) -> Capabilities:
    """`NotUnderstoodError` when the bytes are no capabilities."""
    root = document(blob, "ScannerCapabilities")
    profiles = list(root.iter("settingprofile"))
    sources, areas = [], {}
    for source, place in _PLACES.items():
        for caps in inside(root, *place):
            sources.append(_source(source, caps, profiles))
            areas[source] = (number(caps, "MaxWidth") or 0, number(caps, "MaxHeight") or 0)
            break
    if Source.DUPLEX not in areas and Source.FEEDER in areas and _turns_sheets(root):
        feeder = next(ability for ability in sources if ability.source is Source.FEEDER)
        sources.append(replace(feeder, source=Source.DUPLEX))
        areas[Source.DUPLEX] = areas[Source.FEEDER]
    formats = {f.text.strip() for name in ("documentformat", "documentformatext") for f in root.iter(name) if f.text}
    abilities = Abilities(_model(root), tuple(sources), tuple(sorted(formats)))
    extended = any(True for _ in root.iter("documentformatext"))
    intents = {i.text.strip() for name in ("intent", "supportedintent") for i in root.iter(name) if i.text}
    side = text(root, "Adf", "Justification", "XImagePosition").lower()
    return Capabilities(abilities, areas, frozenset(intents), side, extended)


def _turns_sheets(root: Element) -> bool:
    """Some name duplex among the feeder's options and describe the feeder only once."""
    return any((option.text or "").strip().lower() == "duplex" for option in root.iter("adfoption"))


def _model(root: Element) -> str:
    said = text(root, "MakeAndModel") or " ".join(filter(None, [text(root, "Manufacturer"), text(root, "Model")]))
    return "".join(letter for letter in said if letter.isprintable())[:100]


def _source(source: Source, caps: Element, shared: list[Element]) -> SourceAbility:
    """Profiles stand inside a source; some devices put them once for all sources and refer to them."""
    profiles = list(caps.iter("settingprofile")) or shared
    modes = {mode.text.strip() for p in profiles for mode in p.iter("colormode") if mode.text}
    discrete = sorted({dpi for p in profiles for dpi in _discrete(p)})
    lowest, highest = _range(profiles)
    return SourceAbility(
        source,
        frozenset(colour for mode, colour in MODES.items() if mode in modes),
        tuple(discrete),
        lowest if not discrete else 0,
        highest if not discrete else 0,
        _millimetres(number(caps, "MaxWidth")),
        _millimetres(number(caps, "MaxHeight")),
    )


def _discrete(profile: Element) -> Iterator[int]:
    """Resolutions equal both ways; others would stretch the page."""
    for found in profile.iter("discreteresolution"):
        across, along = number(found, "XResolution"), number(found, "YResolution")
        if across and across == along:
            yield across


def _range(profiles: list[Element]) -> tuple[int, int]:
    for profile in profiles:
        for found in profile.iter("resolutionrange"):
            low = [number(found, f"{axis}Resolution{end}", "Min") or 0 for axis in "XY" for end in ("Range", "")]
            high = [number(found, f"{axis}Resolution{end}", "Max") or 0 for axis in "XY" for end in ("Range", "")]
            if any(high):
                return max(low), min(filter(None, high))
    return 0, 0


def _millimetres(units: int | None) -> float:
    return round((units or 0) * 25.4 / UNITS, 1)
