"""`sohoa cover`: print the sheets that say whose papers follow."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli import AsJson, app, emit
from flows.wiring import now
from pipeline.errors import ConfigurationError
from pipeline.model.days import hanoi_day
from pipeline.model.ids import DossierCode

Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day printed on the sheets; else today in Hà Nội.")
]


@app.command("cover")
def cover_command(
    codes: Annotated[
        list[str], typer.Argument(help="Dossier codes, one sheet each, as the one-stop system gave them.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="PDF to write.")],
    sheets: Annotated[int | None, typer.Option(help="How many sheets the clerk counted; for one dossier.")] = None,
    procedure: Annotated[str, typer.Option(help="Printed for people: code or name of the procedure.")] = "",
    station: Annotated[str, typer.Option(help="Printed for people: where it is scanned.")] = "",
    day: Day = None,
    as_json: AsJson = False,
) -> None:
    """Make a printable cover sheet (tờ phân cách hồ sơ) for each dossier code."""
    from scanners.covers import CoverSheet, cover_pdf

    wanted = [DossierCode(code) for code in dict.fromkeys(code.strip() for code in codes)]
    if sheets is not None and len(wanted) > 1:
        raise typer.BadParameter("one count cannot speak of several dossiers", param_hint="--sheets")
    printed_on = day.date() if day is not None else hanoi_day(now())
    made = [CoverSheet(code, printed_on, sheets, procedure, station) for code in wanted]
    _write(out, cover_pdf(made))
    if as_json:
        emit({"file": str(out), "sheets": len(made), "codes": wanted})
    else:
        typer.echo(f"{out}: {len(made)} tờ phân cách")


def _write(target: Path, blob: bytes) -> None:
    """Whole or not at all."""
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(blob)
        part.replace(target)
    except OSError as refused:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ConfigurationError("cover-not-written", f"the PDF could not be written: {refused.strerror}", "Choose a folder that exists and may be written to.") from refused  # fmt: skip
