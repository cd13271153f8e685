"""What `scanimage -L` and `scanimage -A` say, as values."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.model.paper import Colour
from scanners.devices import Abilities, Source, SourceAbility

_OPTION: Final = re.compile(
    r"^ {4}(?P<name>-[a-z]|--[A-Za-z0-9-]+)(?P<maybe>\[=\((?P<choice>[^)]*)\)\])?(?: (?P<values>.*?))?"
    r" \[(?P<now>[^\[\]]*)\](?: \[(?P<access>[^\]]*)\])?\s*$"
)
_RANGE: Final = re.compile(
    r"^(?:auto\|)?(?P<low>-?[\d.]+)\.\.(?P<high>-?[\d.]+)(?P<unit>[A-Za-z%]*)(?: \(in steps of (?P<step>[\d.]+)\))?$"
)
_UNIT: Final = re.compile(r"^(?P<number>-?[\d.]+)(?:dpi|mm|pel|bit|us|%)?$")

_BILEVEL: Final = ("lineart", "black & white", "black and white", "black/white", "binary", "monochrome", "bw", "text")
_GREY: Final = ("gray", "grey")
_COLOUR: Final = ("color", "colour", "rgb")


@dataclass(frozen=True, slots=True)
class SaneOption:
    """One option of a device as it stands: a list of values or a range (in `unit`), `active` when it can be set now."""

    name: str
    values: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    active: bool = True

    @property
    def numbers(self) -> tuple[int, ...]:
        found = [_UNIT.match(value) for value in self.values]
        return tuple(sorted({int(float(match["number"])) for match in found if match}))


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """A device SANE knows: the name to configure, and what it is."""

    name: str
    model: str


def devices_in(text: str) -> tuple[ListedDevice, ...]:
    """From ``scanimage -f '%d%n%v %m%n'``: two lines a device."""
    lines = [line.strip() for line in text.splitlines()]
    return tuple(ListedDevice(name, model) for name, model in zip(lines[::2], lines[1::2], strict=False) if name)


def options_in(text: str) -> dict[str, SaneOption]:
    """Every option of ``scanimage -A``, by name without dashes."""
    found = (_option(line) for line in text.splitlines())
    return {option.name: option for option in found if option is not None}


def _option(line: str) -> SaneOption | None:
    match = _OPTION.match(line)
    if match is None:
        return None
    name = match["name"].lstrip("-")
    access = match["access"] or ""
    active = match["now"] != "inactive" and "read-only" not in access and "hardware" not in access
    values = (match["choice"] or match["values"] or "").removesuffix(",...")
    span = _RANGE.match(values)
    if span is not None:
        return SaneOption(name, (), float(span["low"]), float(span["high"]), span["unit"], active)
    return SaneOption(name, tuple(values.split("|")) if values else (), active=active)


def source_value(options: dict[str, SaneOption], source: Source) -> str | None:
    """What this device calls *source*; None when it has no such thing. Names are the driver's own whim."""
    named = options.get("source")
    values = named.values if named is not None and named.active else ()
    if source is Source.DUPLEX:
        return next((value for value in values if "duplex" in value.lower()), None)
    if source is Source.FEEDER:
        feeders = [v for v in values if _is_feeder(v)]
        return next((v for v in feeders if "front" in v.lower() or "simplex" in v.lower()), next(iter(feeders), None))
    return next((value for value in values if any(w in value.lower() for w in ("flatbed", "platen", "normal"))), None)


def _is_feeder(value: str) -> bool:
    lower = value.lower()
    feeds = any(word in lower for word in ("adf", "feeder", "sheetfed")) and "back" not in lower
    return feeds and "duplex" not in lower


def duplex_switch(options: dict[str, SaneOption]) -> str | None:
    """The option that turns a feeder to both sides, where that is no source of its own (Epson, older Brother)."""
    mode = options.get("adf-mode") or options.get("adf_mode")
    if mode is not None and (value := next((v for v in mode.values if "duplex" in v.lower()), None)):
        return f"--{mode.name}={value}"
    return "--duplex=yes" if "duplex" in options and "yes" in options["duplex"].values else None


def mode_value(options: dict[str, SaneOption], colour: Colour) -> str | None:
    """What this device calls *colour*; None when it has no such mode."""
    named = options.get("mode")
    wanted = {Colour.COLOUR: _COLOUR, Colour.GREY: _GREY, Colour.BILEVEL: _BILEVEL}[colour]
    fitting = [v for v in (named.values if named is not None else ()) if any(w in v.lower() for w in wanted)]
    plain = [
        v for v in fitting if not any(w in v.lower() for w in ("diffusion", "halftone", "infrared", "[fast]", "48"))
    ]
    return next(iter(plain or fitting), None)


def bilevel_by_depth(options: dict[str, SaneOption]) -> bool:
    depth = options.get("depth")
    return depth is not None and 1 in depth.numbers and mode_value(options, Colour.GREY) is not None


def abilities_of(options: dict[str, SaneOption], model: str) -> Abilities:
    """What the options amount to. A device without a choice of source has its glass, or whatever it has in its place."""
    sources = [s for s in Source if source_value(options, s) is not None]
    if Source.FEEDER in sources and Source.DUPLEX not in sources and duplex_switch(options) is not None:
        sources.append(Source.DUPLEX)
    return Abilities(model, tuple(_ability(options, source) for source in sources or [Source.FLATBED]))


def _ability(options: dict[str, SaneOption], source: Source) -> SourceAbility:
    colours = {colour for colour in Colour if mode_value(options, colour) is not None}
    if bilevel_by_depth(options):
        colours.add(Colour.BILEVEL)
    dpi = options.get("resolution") or options.get("x-resolution") or SaneOption("resolution")
    return SourceAbility(
        source,
        frozenset(colours),
        dpi.numbers,
        round(dpi.low) if not dpi.values else 0,
        round(dpi.high) if not dpi.values else 0,
        _reach(options.get("x")),
        _reach(options.get("y")),
    )


def _reach(option: SaneOption | None) -> float:
    return option.high if option is not None and option.unit == "mm" else 0.0
