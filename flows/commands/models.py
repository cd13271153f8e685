"""`sohoa models`: which models read here, whether they are the right ones, and bringing in another."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.reports import Json
from ocr.models.register import FoundModel, found_models, import_model

models_app = typer.Typer(help="The models that read.", no_args_is_help=True)
app.add_typer(models_app, name="models")


@models_app.command("list")
def list_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Every known model: who it is, where it lies, and its state on this machine."""
    found = list(found_models(settings_for(workspace).models))
    if as_json:
        for model in found:
            emit(_json(model))
        return
    table = Table("name", "engine", "version", "licence", "size", "state")
    for model in found:
        known = model.known
        size = f"{model.size / 1e6:.1f} MB" if model.size else ""
        table.add_row(known.name, known.engine, known.version, known.licence, size, model.state.value)
    Console().print(table)


@models_app.command("verify")
def verify_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Compare each model file with what it should be; exit code 20 when one is missing or swapped."""
    wrong = 0
    for model in found_models(settings_for(workspace).models):
        wrong += not model.usable
        if as_json:
            emit(_json(model))
        elif not model.usable:
            typer.echo(f"{model.known.name}: {model.state.value}. {model.known.note}")
        else:
            typer.echo(f"{model.known.name}: {model.state.value}" + (f"  {model.digest[:16]}" if model.digest else ""))
    raise typer.Exit(20 if wrong else 0)


@models_app.command("import")
def import_command(
    path: Annotated[Path, typer.Argument(help="The model file.", exists=True, dir_okay=False)],
    name: Annotated[str, typer.Option(help="Which model of the register it is.")] = "vietocr",
    sha256: Annotated[str | None, typer.Option(help="The digest its publisher gives; else the register's.")] = None,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Bring a model file in, after comparing it with the digest its publisher gives."""
    model = import_model(path, name, sha256, settings_for(workspace).models)
    if as_json:
        emit(_json(model))
    else:
        typer.echo(f"{name}: {model.state.value}, {model.path}")


def _json(model: FoundModel) -> Json:
    known = model.known
    return {
        "name": known.name,
        "engine": known.engine,
        "version": known.version,
        "licence": known.licence,
        "required": known.required,
        "state": model.state.value,
        "path": str(model.path or ""),
        "size": model.size,
        "sha256": model.digest,
        "note": known.note,
    }
