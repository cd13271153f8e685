"""`sohoa scanners`, `sohoa scan`: which scanners there are, and pages out of one of them, without station or centre."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.cli import AsJson, app, emit, settings_for
from flows.reports import Json
from flows.scanning import found_addresses, open_device
from flows.wording import say
from ocr.decode.inspect import SandboxedInspector
from pipeline.errors import DigitizationError
from pipeline.model.paper import Colour
from scanners.devices import Abilities, PaperSize, ScanEnd, ScanJob, ScannedFile, Source

SaneConfig = Annotated[Path | None, typer.Option(help="Folder of another SANE configuration (SANE_CONFIG_DIR).")]

LATER: Final = frozenset({"scanner-busy", "scanner-offline"})
OPERATOR: Final = frozenset(
    {
        *("scanner-not-found", "scanner-refuses", "scanner-refuses-settings", "scanner-redirects"),
        *("scanner-certificate-unknown", "scanner-not-understood", "scan-program-missing"),
        *("scan-folder-full", "scan-folder-refuses"),
    }
)


@app.command("scanners")
def scanners_command(
    devices: Annotated[
        list[str] | None, typer.Argument(help="Addresses to ask: http://HOST/eSCL or sane:NAME. Else those found.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.5, max=60, help="How long to listen for announcements.")] = 4.0,
    sane_config: SaneConfig = None,
    as_json: AsJson = False,
) -> None:
    """Find scanners (or ask the named ones): address to configure, what each can do, how it stands."""
    with closing(SandboxedInspector(settings_for().decode)) as inspector, ThreadPoolExecutor(8) as pool:

        def asked(address: str) -> Json:
            return _described(address, inspector, sane_config)

        found = devices if devices else list(found_addresses(seconds, sane_config))
        for line in pool.map(asked, dict.fromkeys(found)):
            emit(line) if as_json else _show(line)
        if not found and not as_json:
            typer.echo("Không tìm thấy máy quét nào. Ghi địa chỉ: sohoa scanners http://ĐỊA-CHỈ/eSCL", err=True)


@app.command("scan")
def scan_command(
    device: Annotated[str, typer.Option("--device", "-d", help="http://HOST/eSCL, https://…#sha256=…, or sane:NAME.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the pages: absent, or empty.")],
    source: Annotated[Source, typer.Option(help="Where the sheets lie.")] = Source.FEEDER,
    colour: Annotated[Colour, typer.Option(help="What the scan keeps.")] = Colour.COLOUR,
    dpi: Annotated[int, typer.Option(min=50, max=1200, help="Resolution; the next higher one it has.")] = 300,
    paper: Annotated[PaperSize, typer.Option(help="Size of the sheets.")] = PaperSize.A4,
    sane_config: SaneConfig = None,
    as_json: AsJson = False,
) -> None:
    """Scan into a folder. Exit code 0 only when the scanner vouches for every page; pages got before a failure are kept."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise typer.BadParameter("the folder must be absent or empty", param_hint="--out")
    with closing(SandboxedInspector(settings_for().decode)) as inspector:
        scanner = open_device(device, inspector, sane_config)
        with closing(scanner.scan(ScanJob(source, colour, dpi, paper), out)) as stream:
            for said in stream:
                line = _page_json(said) if isinstance(said, ScannedFile) else _end_json(said)
                emit(line) if as_json else typer.echo(_sentence(said))
                if isinstance(said, ScanEnd):
                    raise typer.Exit(_exit_code(said))


def _exit_code(end: ScanEnd) -> int:
    if end.failure is None:
        return 0
    if end.failure.reference in LATER:
        return 75
    return 20 if end.failure.reference in OPERATOR else 10


def _page_json(file: ScannedFile) -> Json:
    return {
        "file": str(file.path),
        "first": file.first,
        "sides": file.sides,
        "sha256": file.digest,
        "size": file.size,
        "media_type": file.media_type,
    }


def _end_json(end: ScanEnd) -> Json:
    failure = end.failure
    return {
        "state": "complete" if end.complete else "partial" if end.partial else "failed",
        "sides": end.sides,
        "claimed": end.claimed,
        "reference": failure.reference if failure else "",
        "message": say(failure.reference, failure.sides) if failure else "",
        "detail": failure.detail if failure else "",
        "missing": list(failure.sides) if failure else [],
        "alarms": [
            {"reference": a.reference, "sides": list(a.sides), "message": say(a.reference, a.sides)} for a in end.alarms
        ],
        "used": {
            "source": end.used.source.value,
            "colour": end.used.colour.value,
            "dpi": end.used.dpi,
            "paper": end.used.paper.value,
        },
    }


def _sentence(said: ScannedFile | ScanEnd) -> str:
    if isinstance(said, ScannedFile):
        return str(said.path)
    lines = [say(alarm.reference, alarm.sides) for alarm in said.alarms]
    if said.failure is None:
        lines.append(f"Đã quét đủ {said.sides} mặt.")
    else:
        lines.append(say(said.failure.reference, said.failure.sides))
        if said.partial:
            lines.append(f"Giữ lại {said.sides} mặt đã quét; chưa chắc đủ.")
    return "\n".join(lines)


def _described(address: str, inspector: SandboxedInspector, sane_config: Path | None) -> Json:
    try:
        device = open_device(address, inspector, sane_config)
        abilities = device.abilities()
        condition = device.condition()
    except DigitizationError as error:
        return _silent(address, error)
    return {
        "address": address,
        "model": abilities.model,
        "ready": condition.ready,
        "reference": condition.reference,
        "feeder": condition.feeder.value,
        "sources": _sources_json(abilities),
        "formats": list(abilities.formats),
    }


def _sources_json(abilities: Abilities) -> list[Json]:
    return [
        {
            "source": ability.source.value,
            "colours": sorted(colour.value for colour in ability.colours),
            "dpi": list(ability.resolutions) or [ability.lowest, ability.highest],
            "discrete": bool(ability.resolutions),
            "width_mm": ability.width,
            "height_mm": ability.height,
        }
        for ability in abilities.sources
    ]


def _silent(address: str, error: DigitizationError) -> Json:
    return {"address": address, "model": "", "ready": False, "reference": error.reference, "detail": error.message}


def _show(line: Json) -> None:
    ways = ", ".join(source["source"] for source in line.get("sources", []))
    state = "sẵn sàng" if line["ready"] else say(line["reference"])
    typer.echo(f"{line['address']}\n  {line['model'] or '?'}" + (f" · {ways}" if ways else "") + f" · {state}")
