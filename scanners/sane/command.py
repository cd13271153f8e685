"""The command line of one job: every option that matters is said, so nothing of an earlier job or user can show through."""

from dataclasses import replace
from pathlib import Path

from pipeline.model.paper import Colour
from scanners.devices import ScanJob, Source
from scanners.sane.listing import (
    SaneOption,
    abilities_of,
    bilevel_by_depth,
    duplex_switch,
    mode_value,
    source_value,
)
from scanners.sane.options import SaneOptions
from scanners.tray import ScanHaltError

RAW = "raw-%06d.scan"
"""How `scanimage` names pages; it writes ``….scan.part`` and renames what it has finished."""


def fitted(job: ScanJob, options: dict[str, SaneOption]) -> ScanJob:
    """*job* as the device can do it. Halts (``scanner-refuses-settings``) when it lacks the source, or the colour asked."""
    ability = abilities_of(options, "").of(job.source)
    if ability is None:
        raise ScanHaltError("scanner-refuses-settings", f"the scanner has no {job.source.value}")
    if ability.colours and job.colour not in ability.colours:
        if job.colour is Colour.COLOUR or Colour.GREY not in ability.colours:
            raise ScanHaltError("scanner-refuses-settings", f"the scanner cannot do {job.colour.value}")
        job = replace(job, colour=Colour.GREY)
    return replace(job, dpi=ability.nearest_dpi(job.dpi))


def source_arguments(job: ScanJob, options: dict[str, SaneOption]) -> list[str]:
    """What selects the source: other options depend on it, so it comes first."""
    value = source_value(options, job.source)
    if value is not None:
        said = [f"--source={value}"]
    elif job.source is Source.DUPLEX:
        said = [f"--source={source_value(options, Source.FEEDER)}", duplex_switch(options) or ""]
    else:
        return []
    if job.source is Source.FEEDER and (simplex := _simplex(options)):
        said.append(simplex)
    return [argument for argument in said if argument]


def _simplex(options: dict[str, SaneOption]) -> str:
    """Says "one side" where a switch decides it."""
    switch = duplex_switch(options)
    if switch is None:
        return ""
    if switch.endswith("=yes"):
        return "--duplex=no"
    name = switch.partition("=")[0].lstrip("-")
    return next((f"--{name}={value}" for value in options[name].values if "duplex" not in value.lower()), "")


def scan_arguments(job: ScanJob, known: SaneOptions, options: dict[str, SaneOption], folder: Path) -> list[str]:
    """The whole command. The glass gives one page; a feeder is asked until it is empty."""
    lossless = known.format if known.format != "jpeg" else "png"
    said = [
        str(known.program),
        f"--device-name={known.device}",
        *source_arguments(job, options),
        *_mode(job, options),
        *_resolution(job, options),
        *_area(job, options),
        *(f"--{name}={value}" for name, value in sorted(known.extra.items())),
        f"--format={lossless if job.colour is Colour.BILEVEL else known.format}",
        f"--batch={folder / RAW}",
        "--batch-print",
        "--progress",
    ]
    return said if job.source.feeds else [*said, "--batch-count=1"]


def _mode(job: ScanJob, options: dict[str, SaneOption]) -> list[str]:
    value = mode_value(options, job.colour)
    depth = options.get("depth")
    if value is None and job.colour is Colour.BILEVEL and bilevel_by_depth(options):
        return [f"--mode={mode_value(options, Colour.GREY)}", "--depth=1"]
    said = [f"--mode={value}"] if value is not None else []
    if depth is not None and depth.active and 8 in depth.numbers and job.colour is not Colour.BILEVEL:
        said.append("--depth=8")  # what deeper ones add nobody sees, and not every reader takes them
    return said


def _resolution(job: ScanJob, options: dict[str, SaneOption]) -> list[str]:
    if "resolution" in options:
        return [f"--resolution={job.dpi}"]
    return [f"--{name}={job.dpi}" for name in ("x-resolution", "y-resolution") if name in options]


def _area(job: ScanJob, options: dict[str, SaneOption]) -> list[str]:
    """The paper, from the top left, within what the device reaches. Feeders that centre paper want its size as well."""
    size = job.paper.millimetres
    across, along = options.get("x"), options.get("y")
    if across is None or along is None or across.unit != "mm" or not (across.active and along.active):
        return []
    width, height = size if size is not None else (across.high, along.high)
    paper = [
        f"--{name}={min(side, options[name].high or side):g}"
        for name, side in (("page-width", width), ("page-height", height))
        if name in options and options[name].active and options[name].unit == "mm"
    ]
    corner = [x for name in "lt" if name in options and options[name].active for x in (f"-{name}", "0")]
    return [
        *paper,
        *corner,
        "-x",
        f"{min(width, across.high or width):g}",
        "-y",
        f"{min(height, along.high or height):g}",
    ]
