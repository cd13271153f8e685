"""`sohoa dossier`: where a dossier stands: what it has, what it lacks, what to do about it."""

from typing import Annotated

import typer

from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.standings import LISTS, Json, Unasked, stand, standing_json
from flows.wiring import open_workbench
from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import DossierCode


@app.command("dossier")
def dossier_command(
    code: Annotated[str, typer.Argument(help="Dossier code, as the one-stop system gave it.")],
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a dossier is complete and what is missing, extra, expired, doubled or to be used again."""
    with open_workbench(settings_for(workspace)) as bench:
        found = stand(bench, DossierCode(code), [*bench.ledger.statuses()])
    if isinstance(found, Unasked):
        raise _unanswered(found)
    told = standing_json(found)
    if as_json:
        emit(told)
        return
    typer.echo(f"{told['code']}: {told['message']}")
    for sentence in _sentences(told):
        typer.echo(f"  - {sentence}")


def _sentences(told: Json) -> list[str]:
    return [item["message"] for name in LISTS for item in told[name]]


def _unanswered(found: Unasked) -> RejectedInputError | TransientError:
    if found.reference == "dossier-code-unknown":
        return RejectedInputError(
            "dossier-code-unknown", f"the one-stop system knows no dossier {found.dossier}", "correct the dossier code"
        )
    return TransientError("dossier-unknown", "the one-stop system did not answer about the dossier", "try again later")
