"""`sohoa station`: the service on the branch PC, and what a script or a technician asks of it."""

import logging
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter

from flows.cli import AsJson, app, emit, settings_for
from pipeline.errors import ConfigurationError
from pipeline.model.paper import Lane

station_app = typer.Typer(
    name="station", help="The station: keeps every paper until the centre has signed for it.", no_args_is_help=True
)
app.add_typer(station_app)

Folder = Annotated[Path, typer.Option("--folder", "-f", help="The station's own folder, on a local disk.")]
HERE = Path("station")


@station_app.command("enrol")
def enrol_command(
    folder: Folder = HERE,
    station: Annotated[str | None, typer.Option(help="Name of this station, as the centre registers it.")] = None,
    centre_url: Annotated[str | None, typer.Option(help="Address of the centre's door: https://…")] = None,
    centre_key: Annotated[Path | None, typer.Option(help="PEM file of the key the centre signs receipts with.")] = None,
    centre_ca: Annotated[
        Path | None, typer.Option(help="PEM of the authority behind the centre's certificate.")
    ] = None,
    drop: Annotated[list[Path] | None, typer.Option(help="A folder that devices write into; may be repeated.")] = None,
    device: Annotated[list[str] | None, typer.Option(help="A scanner: http://…/eSCL or sane:NAME; repeatable.")] = None,
) -> None:
    """Make this station's key pair (once) and print the public key: the centre registers it."""
    from flows.station_options import station_options, write_station_options
    from scanners.station.identity import centre_keys, enrol

    options = station_options(
        folder,
        station=station,
        centre_url=centre_url,
        centre_key=centre_key and centre_key.resolve(),
        centre_ca=centre_ca and centre_ca.resolve(),
        drops=tuple({"root": root.resolve()} for root in drop) if drop else None,
        devices=tuple(device) if device else None,
    )
    if options.centre_key is not None:
        centre_keys(options.centre_key)
    identity = enrol(options.station, options.key_file)
    write_station_options(options)
    typer.echo(identity.public_pem, nl=False)
    typer.echo(f"Register it at the centre: sohoa stations add {options.station} --branch … --key FILE", err=True)


@station_app.command("run")
def run_command(
    folder: Folder = HERE,
    page_port: Annotated[int | None, typer.Option(help="Port of the station page on 127.0.0.1; 0: none.")] = None,
) -> None:
    """Run the station until told to stop (SIGTERM, Ctrl-C): scanners and folders in, papers to the centre, the page."""
    from console.commands.station_run import run_station
    from flows.station_options import station_options

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for every request says nothing
    run_station(settings_for(), station_options(folder, page_port=page_port))


@station_app.command("status")
def status_command(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """What waits, what was found, how the disk is. For the line itself ask the running station's page."""
    from flows.station import now
    from flows.station_options import station_options
    from flows.wording import say
    from scanners.station.spool import Spool
    from scanners.station.standing import last_link, status_of
    from scanners.station.values import BatchState, Status

    options = station_options(folder)
    _must_exist(folder)
    with closing(Spool(options, now)) as spool:
        status = status_of(spool, options, last_link(spool.database), 0)
        waiting = spool.batches(states=set(BatchState) - {BatchState.RECEIVED, BatchState.FORGOTTEN})
        findings = spool.findings.waiting()
    if as_json:
        told: dict[str, Any] = TypeAdapter(Status).dump_python(status, mode="json")
        told["batches"] = [
            {"id": b.id, "sequence": b.sequence, "state": b.state, "sides": b.sides, "reason": b.reason}
            for b in waiting
        ]
        told["found"] = [{"id": f.id, "reference": f.reference, "batch": f.batch} for f in findings]
        emit(told)
        return
    typer.echo(f"{status.station}: {status.waiting_batches} lô chờ gửi, {status.waiting_bytes >> 20} MB")
    for alarm in status.alarms:
        typer.echo(f"  ! {say(alarm)}")
    for batch in waiting:
        typer.echo(
            f"  {batch.sequence} {batch.state} {batch.sides} trang" + (f": {say(batch.reason)}" if batch.reason else "")
        )
    for finding in findings:
        typer.echo(f"  ? {finding.id}: {say(finding.reference)}")


@station_app.command("add")
def add_command(
    files: Annotated[list[Path], typer.Argument(help="Files, in the order of the pages.", exists=True, dir_okay=False)],
    folder: Folder = HERE,
    dossier: Annotated[str | None, typer.Option(help="Dossier code.")] = None,
    sheets: Annotated[int | None, typer.Option(help="How many sheets there are.")] = None,
    batch: Annotated[str | None, typer.Option(help="Add to this open batch.")] = None,
    lane: Annotated[Lane, typer.Option(help="live: a citizen waits.")] = Lane.LIVE,
    seal: Annotated[bool, typer.Option(help="Accept the batch at once.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep files in a batch; durable when the command returns."""
    from flows.station import open_spool
    from flows.station_options import station_options

    with open_spool(station_options(folder)) as spool:
        chosen = spool.batch(batch) if batch else spool.open_batch(dossier, sheets, lane=lane, source="script")
        sides = [spool.add(chosen.id, path, name=path.name, device="script") for path in files]
        if seal:
            chosen = spool.seal(chosen.id)
    if as_json:
        emit({"batch": chosen.id, "sequence": chosen.sequence, "sides": [side.id for side in sides]})
    else:
        typer.echo(chosen.id)


@station_app.command("seal")
def seal_command(batch: Annotated[str, typer.Argument(help="The batch.")], folder: Folder = HERE) -> None:
    """Accept a batch: it goes to the centre and changes no more."""
    from flows.station import open_spool
    from flows.station_options import station_options

    with open_spool(station_options(folder)) as spool:
        typer.echo(spool.seal(batch).state)


def _must_exist(folder: Path) -> None:
    if not folder.is_dir():
        raise ConfigurationError("no-such-folder", "there is no such station folder", "Give it with --folder.")
