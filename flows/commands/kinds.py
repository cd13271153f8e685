"""`sohoa kinds`: the kinds of paper and the checklists in force, and what is wrong with an operator's own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from classifiers.taxonomy import AskedPaper, Fault, Kind, KnownProcedure, Taxonomy, faults_in
from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.reports import Json
from pipeline.errors import ConfigurationError
from pipeline.model.ids import ProcedureCode

kinds_app = typer.Typer(help="The kinds of paper and the checklists of procedures.", no_args_is_help=True)
app.add_typer(kinds_app, name="kinds")


@kinds_app.command("list")
def list_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Every kind of paper: its titles, fields, codes, how long it is kept and what it must bear."""
    taxonomy = Taxonomy.load(settings_for(workspace).taxonomy)
    if as_json:
        for kind in taxonomy:
            emit(_kind(kind, taxonomy))
        return
    table = Table()
    table.add_column("code", no_wrap=True)
    table.add_column("title", ratio=1)
    table.add_column("group", no_wrap=True)
    for kind in taxonomy:
        table.add_row(kind.code, kind.title, kind.group)
    Console().print(table)


@kinds_app.command("check")
def check_command(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder to lay over ours; else the one in the settings.")
    ] = None,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Say everything that is wrong with a taxonomy, why, and how to mend it; exit code 20 when anything is."""
    chosen = folder or settings_for(workspace).taxonomy
    faults = faults_in(chosen)
    for fault in faults:
        if as_json:
            emit(_fault(fault))
        else:
            typer.echo(f"× {fault}\n    why: {fault.why}\n    fix: {fault.fix}")
    if not faults and not as_json:
        taxonomy = Taxonomy.load(chosen)
        typer.echo(f"sound: {len(taxonomy.kinds)} kinds, {len(taxonomy.procedures)} procedures")
    raise typer.Exit(20 if faults else 0)


@kinds_app.command("procedures")
def procedures_command(
    code: Annotated[str | None, typer.Argument(help="Code of one procedure; else all of them.")] = None,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """The procedures whose checklists are known, and the papers each asks for."""
    taxonomy = Taxonomy.load(settings_for(workspace).taxonomy)
    if code is None:
        chosen = [*taxonomy.procedures.values()]
    elif ProcedureCode(code) in taxonomy.procedures:
        chosen = [taxonomy.procedures[ProcedureCode(code)]]
    else:
        raise ConfigurationError(
            "procedure-not-known", f"no checklist of procedure {code} is known", "sohoa kinds procedures lists them"
        )
    for procedure in chosen:
        if as_json:
            emit(_procedure(procedure, taxonomy))
        else:
            typer.echo(f"{procedure.code}  {procedure.name}")
            for paper in procedure.papers:
                typer.echo(f"    {'*' if paper.required else ' '} {paper.code}  {paper.name}")


def _kind(kind: Kind, taxonomy: Taxonomy) -> Json:
    return {
        "code": kind.code,
        "title": kind.title,
        "titles": list(kind.titles),
        "group": kind.group,
        "fields": [_field(name, taxonomy) for name in kind.fields],
        "tables": [_table(name, taxonomy) for name in kind.tables],
        "layout": sorted(kind.layout),
        "form_numbers": list(kind.form_numbers),
        "abbreviation": kind.abbreviation,
        "result_codes": list(kind.result_codes),
        "component_codes": [paper.code for paper in _askers(kind, taxonomy)],
        "component_words": list(kind.component_words),
        "is_result": kind.is_result,
        "sensitivity": kind.sensitivity,
        "retention": {
            "code": kind.retention.code,
            "text": kind.retention.text,
            "years": kind.retention.years,
            "permanent": kind.retention.permanent,
            "source": kind.retention.source,
            "verified": kind.retention.verified,
        },
        "seal": kind.seal,
        "signature": kind.signature,
        "validity": {"months": kind.valid_months, "source": kind.valid_source},
        "several": kind.several,
        "one_per_person": kind.one_per_person,
    }


def _field(name: str, taxonomy: Taxonomy) -> Json:
    known = taxonomy.fields[name]
    return {"name": name, "label": known.label, "type": known.type, "personal": known.personal}


def _table(name: str, taxonomy: Taxonomy) -> Json:
    shape = taxonomy.tables[name]
    return {"name": name, "label": shape.label, "columns": [_field(c.name, taxonomy) for c in shape.columns]}


def _askers(kind: Kind, taxonomy: Taxonomy) -> list[AskedPaper]:
    return [
        paper
        for procedure in taxonomy.procedures.values()
        for paper in procedure.papers
        if kind.code in (*paper.kinds, *paper.instead)
    ]


def _procedure(procedure: KnownProcedure, taxonomy: Taxonomy) -> Json:
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "result_kind": procedure.result_kind,
        "result_codes": list(procedure.result_codes),
        "source": procedure.source,
        "papers": [_paper(paper, taxonomy) for paper in procedure.papers],
    }


def _paper(paper: AskedPaper, taxonomy: Taxonomy) -> Json:
    return {
        "code": paper.code,
        "name": paper.name,
        "required": paper.required,
        "many": paper.many,
        "any_paper": paper.any_paper,
        "kinds": [{"code": code, "title": taxonomy.title(code)} for code in paper.kinds],
        "instead": [{"code": code, "title": taxonomy.title(code)} for code in paper.instead],
        "form_number": paper.form_number,
    }


def _fault(fault: Fault) -> Json:
    return {"place": fault.place, "entry": fault.entry, "what": fault.what, "why": fault.why, "fix": fault.fix}
