"""The command line `sohoa`. Results on stdout, talk on stderr, `--json` for machines.

Exit codes: 0 done · 3 done, something awaits review · 10 the input was rejected · 20 configuration · 75 try again later ·
1 stored bytes are damaged, or a defect · 2 wrong usage.
"""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from flows.settings import Settings
from pipeline.errors import ConfigurationError, DigitizationError
from pipeline.model.paper import Lane

app = typer.Typer(
    name="sohoa",
    help="Số hóa hồ sơ: from a folder of scans to the one-stop record.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Workspace = Annotated[Path | None, typer.Option("--workspace", "-w", help="Folder of the store, ledger and logs.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object (or a line each) on stdout.")]
Files = Annotated[list[Path], typer.Argument(help="Files to look at.", exists=True)]


def settings_for(workspace: Path | None = None, **chosen: Any) -> Settings:
    """The environment's settings, with what the command line chose on top."""
    given = {name: value for name, value in chosen.items() if value is not None}
    if workspace is not None:
        given["workspace"] = workspace
    try:
        return Settings(**given)
    except ValidationError as error:
        names = ", ".join("SOHOA_" + "__".join(str(part) for part in e["loc"]).upper() for e in error.errors())
        raise ConfigurationError(
            "settings-invalid", f"these settings are not valid: {names}", "See `sohoa config` for names and defaults."
        ) from None


def emit(value: Any) -> None:
    """One line of JSON on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@app.command("run")
def run_command(
    folder: Annotated[
        Path, typer.Argument(help="A folder (each file or sub-folder is a batch) or one file.", exists=True)
    ],
    workspace: Workspace = None,
    as_json: AsJson = False,
    branch: Annotated[str | None, typer.Option(help="Branch that delivers.")] = None,
    lane: Annotated[Lane | None, typer.Option(help="live: a citizen waits.")] = None,
    dossier: Annotated[str | None, typer.Option(help="Dossier code, when the papers do not say it.")] = None,
    prefect: Annotated[bool, typer.Option(help="Drive the work with Prefect's own server.")] = True,
    keep_open: Annotated[bool, typer.Option(help="Leave the Prefect UI open until Enter.")] = False,
) -> None:
    """Take in, read, file and hand back everything in FOLDER."""
    from flows.commands.run import RunOptions, run

    settings = settings_for(workspace, branch=branch, lane=lane)
    result, code = run(RunOptions(folder, settings, dossier, as_json, prefect, keep_open))
    if as_json:
        emit(result)
    raise typer.Exit(code)


@app.command("read")
def read_command(files: Files, as_json: AsJson = False) -> None:
    """Read pages: text, boxes and confidence of any files, one JSON line a page. Keeps nothing."""
    from flows.commands.look import page_lines

    for line in page_lines(settings_for(), files):
        if as_json:
            emit(line)
        else:
            typer.echo(f"== {line['file']} trang {line['page']}")
            for row in line["lines"]:
                typer.echo(row["text"])


@app.command("classify")
def classify_command(files: Files, as_json: AsJson = False) -> None:
    """Say what the papers in any files are and what they say, one JSON line a file. Keeps nothing."""
    from flows.commands.look import file_lines

    for line in file_lines(settings_for(), files):
        if as_json:
            emit(line)
            continue
        typer.echo(f"== {line['file']}" + (f": {line['error']}" if line["error"] else ""))
        for document in line["documents"]:
            typer.echo(f"  trang {document['pages']}: {document['title']} ({document['confidence']:.0%})")
            for found in document["fields"]:
                typer.echo(
                    f"    {found['label']}: {found['value']}  ({found['confidence']:.0%}, trang {found['page']})"
                )


@app.command("inspect")
def inspect_command(files: Files, as_json: AsJson = False) -> None:
    """Say whether files open, and what a scan rule has against their pages. Keeps nothing."""
    from flows.commands.look import verdict_lines

    for line in verdict_lines(settings_for(), files):
        if as_json:
            emit(line)
            continue
        typer.echo(f"== {line['file']}: {line['state']}")
        for page in line["pages"]:
            for verdict in page["verdicts"]:
                typer.echo(f"  {verdict['message']}")


def main() -> None:
    """Entry point: turns our errors into a message and the exit code that says who acts next."""
    from flows.commands import cover, dossier, kinds, models, quality, scanners, signing, work  # noqa: F401  register

    try:
        app()
    except DigitizationError as error:
        show(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def show(error: DigitizationError) -> None:
    """`error: reference`, what happened, what to do; in Vietnamese underneath."""
    from flows.wording import wordings

    typer.echo(f"error: {error.reference}\n  × {error.message}", err=True)
    if error.hint:
        typer.echo(f"hint: {error.hint}", err=True)
    if error.reference in wordings():
        from flows.wording import say

        typer.echo(say(error.reference), err=True)


if __name__ == "__main__":
    # under its own name, so that the commands registered elsewhere land in the same app
    from flows.cli import main as entry

    entry()
