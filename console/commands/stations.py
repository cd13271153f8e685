"""`sohoa stations`: the centre's register of stations, and batches of theirs that wait."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.stations import Register, open_register
from flows.wiring import now
from flows.wording import say
from pipeline.errors import RejectedInputError
from pipeline.model.ids import BranchId, StationId
from scanners.uploads import Standing, Station

stations_app = typer.Typer(help="Stations that may send batches to the door.", no_args_is_help=True)
app.add_typer(stations_app, name="stations")

Name = Annotated[str, typer.Argument(help="The station, e.g. Q1-02.")]


@stations_app.command("add")
def add_command(
    station: Name,
    branch: Annotated[str, typer.Option(help="Branch (điểm tiếp nhận) it belongs to.")],
    key: Annotated[Path, typer.Option(help="Its public key, PEM or ssh-ed25519; - for standard input.")],
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Register a station; prints the centre's key, which the station has to pin."""
    text = sys.stdin.read(10_000) if str(key) == "-" else _text(key)
    with open_register(settings_for(workspace)) as register:
        added = register.stations.add(StationId(station), BranchId(branch), text, now())
        _show_key(register, added, as_json=as_json)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(10_000).decode("ascii", "replace")
    except OSError:
        raise RejectedInputError("station-key-invalid", "the key's file cannot be read", "Give its path.") from None


def _show_key(register: Register, station: Station, *, as_json: bool) -> None:
    if as_json:
        emit(
            {
                "station": station.id,
                "branch": station.branch,
                "centre_key": register.key.public_pem,
                "fingerprint": register.key.fingerprint,
            }
        )
        return
    typer.echo(f"Đã đăng ký trạm {station.id} của {station.branch}. Khóa trung tâm để ghim tại trạm:", err=True)
    typer.echo(register.key.public_pem, nl=False)
    typer.echo(register.key.fingerprint, err=True)


@stations_app.command("list")
def list_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Every station, its branch, and whether it was revoked."""
    with open_register(settings_for(workspace)) as register:
        found = register.stations.all()
    for station in found:
        if as_json:
            emit(
                {
                    "station": station.id,
                    "branch": station.branch,
                    "added_at": station.added_at.isoformat(),
                    "revoked_at": station.revoked_at.isoformat() if station.revoked_at else None,
                }
            )
        else:
            typer.echo(f"{station.id}  {station.branch}  {'đã thu hồi' if station.revoked else 'đang dùng'}")
    if not found and not as_json:
        typer.echo("Chưa có trạm nào.")


@stations_app.command("revoke")
def revoke_command(station: Name, workspace: Workspace = None) -> None:
    """Take nothing more of a station, at once. What was sealed and whole before is still taken in."""
    with open_register(settings_for(workspace)) as register:
        register.stations.revoke(StationId(station), now())
    typer.echo(f"Đã thu hồi trạm {station}.")


@stations_app.command("key")
def key_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """The centre's public key: stations pin it and verify receipts by it."""
    with open_register(settings_for(workspace)) as register:
        if as_json:
            emit({"centre_key": register.key.public_pem, "fingerprint": register.key.fingerprint})
        else:
            typer.echo(register.key.public_pem, nl=False)
            typer.echo(register.key.fingerprint, err=True)


@stations_app.command("waiting")
def waiting_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Sealed batches without a receipt, longest waiting first, and why. Exit 3 when a person has to act."""
    with open_register(settings_for(workspace)) as register:
        found = register.batches.unreceived()
    for standing in found:
        if as_json:
            emit(_json(standing))
        else:
            why = say(standing.code) if standing.code else f"{len(standing.missing)} tệp chưa tới"
            typer.echo(f"{standing.station}  {standing.batch}  {standing.state.value}: {why}")
    raise typer.Exit(3 if any(standing.code for standing in found) else 0)


def _json(standing: Standing) -> dict[str, object]:
    return {
        "station": standing.station,
        "batch": standing.batch,
        "state": standing.state.value,
        "reason": standing.code,
        "missing": len(standing.missing),
        "since": standing.since.isoformat(),
    }


@stations_app.command("retry")
def retry_command(
    station: Name,
    batch: Annotated[str, typer.Argument(help="The station's own id of the batch.")],
    workspace: Workspace = None,
) -> None:
    """Try a refused batch once more, after its cause was mended."""
    with open_register(settings_for(workspace)) as register:
        register.batches.retry(StationId(station), batch, now())
    typer.echo("Cửa nhận sẽ tiếp nhận lại lô này.")
