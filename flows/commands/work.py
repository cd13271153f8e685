"""Commands about work under way: take-in, serve, status, review, replay, verify, ledger, doctor, config, ui, deploy."""

import logging
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from classifiers.taxonomy import Taxonomy
from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.doctor import examine
from flows.intake import opens_with, take_in_all
from flows.loop import Rhythm, drain, serve
from flows.reports import Json, batch_report
from flows.settings import Settings
from flows.signing import open_office
from flows.wiring import codecs, now, open_ledger, open_store, open_workbench
from flows.wording import say
from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, BranchId, StationId
from pipeline.model.paper import Lane
from pipeline.model.work import BatchState, BatchStatus, Verdict, VerdictKind
from pipeline.ports import PageInspector
from pipeline.stages.decide import decide
from scanners.folder import WatchedFolder, WatchedFolderOptions
from storage.audit import seal
from storage.ledger import SqlLedger
from storage.rebuild import rebuild
from storage.verify import verify

QUIET_SECONDS = WatchedFolderOptions.model_fields["quiet_seconds"].default + 0.5

review_app = typer.Typer(help="Questions waiting for a person, and their answers.", no_args_is_help=True)
ledger_app = typer.Typer(help="The ledger itself.", no_args_is_help=True)
app.add_typer(review_app, name="review")
app.add_typer(ledger_app, name="ledger")

Folder = Annotated[Path, typer.Argument(help="Folder the scanners write into.", exists=True, file_okay=False)]


@contextmanager
def _ledger(settings: Settings) -> Iterator[SqlLedger]:
    ledger = open_ledger(settings)
    try:
        yield ledger
    finally:
        ledger.close()


@app.command("take-in")
def take_in_command(
    folder: Folder,
    workspace: Workspace = None,
    as_json: AsJson = False,
    branch: Annotated[str | None, typer.Option()] = None,
    station: Annotated[str | None, typer.Option()] = None,
    lane: Annotated[Lane | None, typer.Option()] = None,
) -> None:
    """Take in what is complete in a watched folder now; digitizing is left to `sohoa serve` or `sohoa drain`."""
    settings = settings_for(workspace, branch=branch, station=station, lane=lane)
    refused: list[Json] = []
    with open_workbench(settings) as bench:
        source = _watched(folder, settings, bench.inspector)
        if source.waiting(bench.clock()):
            time.sleep(QUIET_SECONDS)  # what carries no marker is believed once it has been still for so long
        taken = take_in_all(bench, source, lambda d, e: refused.append({"delivery": d, "reason": e.reference}))
    if as_json:
        emit({"batches": taken, "refused": refused})
    else:
        typer.echo(f"Đã tiếp nhận {len(taken)} lô quét, từ chối {len(refused)}.")
    raise typer.Exit(10 if refused else 0)


def _watched(folder: Path, settings: Settings, inspector: PageInspector) -> WatchedFolder:
    options = WatchedFolderOptions(
        root=folder, branch=BranchId(settings.branch), station=StationId(settings.station), lane=settings.lane
    )
    return WatchedFolder(options, opens_with(inspector))


def _told_to_stop() -> threading.Event:
    """Set by SIGTERM or Ctrl-C."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return told


@app.command("serve")
def serve_command(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder the scanners write into; none where the door feeds.", exists=True, file_okay=False),
    ] = None,
    workspace: Workspace = None,
    branch: Annotated[str | None, typer.Option()] = None,
    station: Annotated[str | None, typer.Option()] = None,
    lane: Annotated[Lane | None, typer.Option()] = None,
) -> None:
    """Digitize what arrives, in a folder it watches or through the door, live lane first, until told to stop (SIGTERM, Ctrl-C)."""
    settings = settings_for(workspace, branch=branch, station=station, lane=lane)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    stopping = _told_to_stop()
    with open_workbench(settings) as bench, open_office(settings, bench) as office:
        typer.echo(f"sohoa serve: {folder or 'no folder'}, branch {settings.branch}; stop with Ctrl-C", err=True)
        sources = [] if folder is None else [_watched(folder, settings, bench.inspector)]
        serve(bench, sources, Rhythm(), stopping.is_set, office=office)


@app.command("drain")
def drain_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Digitize every batch that is ready, then stop. Needs no Prefect."""
    settings = settings_for(workspace)
    with open_workbench(settings) as bench, open_office(settings, bench) as office:
        if office is not None:
            office.exchange()
        done = drain(bench)
        if office is not None:
            office.exchange()
        open_items = len(bench.ledger.open_items())
        unfinished = sum(status.state is not BatchState.CLOSED for status in bench.ledger.statuses())
    if as_json:
        emit({"batches": done, "review": open_items, "unfinished": unfinished})
    else:
        typer.echo(f"Đã xử lý {done} lô quét; {open_items} việc chờ người xử lý; {unfinished} lô chưa xong.")
    raise typer.Exit(3 if unfinished else 0)


@app.command("status")
def status_command(
    what: Annotated[str, typer.Argument(help="Batch id, batch:page, or dossier code; empty for all.")] = "",
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Where something is, since when, and what it waits for."""
    settings = settings_for(workspace)
    with _ledger(settings) as ledger:
        found = list(_find(ledger, what))
    if what and not found:
        raise RejectedInputError("nothing-by-that-name", "no batch or dossier by that name", "List all: sohoa status")
    for status, page in found:
        if as_json:
            emit(_status_json(status, page))
        else:
            typer.echo(_status_line(status, page))


def _find(ledger: SqlLedger, what: str) -> Iterator[tuple[BatchStatus, int | None]]:
    batch, _, page = what.partition(":")
    known = ledger.status(BatchId(batch)) if batch else None
    if known is not None:
        yield known, int(page) if page.isdigit() else None
        return
    for status in ledger.statuses():
        if not what or what in status.dossiers or any(d.dossier == what for d in status.documents):
            yield status, None


def _status_json(status: BatchStatus, page: int | None) -> Json:
    return {
        "batch": status.id,
        "branch": status.branch,
        "lane": status.lane.value,
        "state": status.state.value,
        "waiting_for": status.waiting_for.value,
        "reason": status.reason,
        "since": status.since.isoformat(),
        "attempt": status.attempt,
        "next_try_at": status.next_try_at.isoformat() if status.next_try_at else None,
        "dossiers": list(status.dossiers),
        "sides": [
            {"page": s.page, "outcome": s.outcome.value, "reason": s.reason}
            for s in status.outcomes
            if page is None or s.page == page
        ],
    }


def _status_line(status: BatchStatus, page: int | None) -> str:
    since = status.since.astimezone().strftime("%H:%M %d/%m/%Y")
    where = f"{status.id}" + (f" trang {page}" if page else "")
    side = next((s for s in status.outcomes if s.page == page), None)
    line = f"{where}: {status.state}" + (f", {side.outcome}" if side else "") + f" từ {since}"
    if status.state is not BatchState.CLOSED:
        line += f", chờ {status.waiting_for}"
    return line + (f": {say(status.reason)}" if status.reason else "")


@review_app.command("list")
def review_list(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Open questions, oldest first."""
    with _ledger(settings_for(workspace)) as ledger:
        items = ledger.open_items()
    for item in sorted(items, key=lambda i: i.since):
        if as_json:
            emit(
                {
                    "id": item.id,
                    "batch": item.batch,
                    "branch": item.branch,
                    "pages": list(item.pages),
                    "reason": item.reference,
                    "message": say(item.reference, item.pages),
                    "waiting_for": item.waiting_for.value,
                    "since": item.since.isoformat(),
                }
            )
        else:
            typer.echo(f"{item.batch}  {say(item.reference, item.pages)}")
    if not items and not as_json:
        typer.echo("Không có việc chờ.")


@review_app.command("decide")
def review_decide(
    batch: Annotated[str, typer.Argument()],
    verdict: Annotated[VerdictKind, typer.Argument(help="What is decided.")],
    value: Annotated[str, typer.Argument(help="Dossier code, kind or component, where the verdict needs one.")] = "",
    pages: Annotated[str, typer.Option(help="Pages, e.g. 3-5,8; empty for the whole batch.")] = "",
    by: Annotated[str, typer.Option(help="Who decides: an account name, not a person's data.")] = "operator",
    workspace: Workspace = None,
) -> None:
    """Answer a question; the batch becomes ready for a new run (`sohoa drain`)."""
    needs = {VerdictKind.DOSSIER, VerdictKind.KIND, VerdictKind.COMPONENT, VerdictKind.REPLACED, VerdictKind.FIELD}
    if verdict in needs and not value:
        raise RejectedInputError(
            "verdict-needs-value", f"a verdict of kind {verdict} needs a value", "Give it as third word."
        )
    if verdict is VerdictKind.SIGNED:
        raise RejectedInputError(
            "signed-by-hand",
            "that a paper was signed is said by its signature, not by hand",
            "Put the signed file into the hand-over: sohoa signing collect",
        )
    settings = settings_for(workspace)
    if verdict is VerdictKind.FIELD and value.partition("=")[0].strip() not in Taxonomy.load(settings.taxonomy).fields:
        raise RejectedInputError(
            "field-verdict-unclear", "a field's value is given as name=value", "Names: the fields of the taxonomy."
        )
    store = open_store(settings)
    with _ledger(settings) as ledger:
        status = ledger.status(BatchId(batch))
        if status is None:
            raise RejectedInputError("nothing-by-that-name", "no batch by that name", "List all: sohoa status")
        chosen = _page_list(pages, status.sides)
        if not chosen and verdict in (VerdictKind.SPLIT, VerdictKind.JOIN, VerdictKind.REPLACED):
            raise RejectedInputError(
                "pages-unclear", f"a verdict of kind {verdict} needs pages", "Add e.g. --pages 3-5"
            )
        if not chosen and verdict is not VerdictKind.ACCEPT:
            chosen = tuple(range(1, status.sides + 1))
        if verdict is VerdictKind.REPLACED and ledger.status(BatchId(value)) is None:
            raise RejectedInputError("unknown-batch", "the rescan's batch is not known", "Take the rescan in first.")
        decide(Verdict(BatchId(batch), chosen, verdict, value, by, now()), store, codecs().verdicts, ledger)
    typer.echo("Đã ghi nhận. Chạy tiếp: sohoa drain")


def _page_list(text: str, sides: int) -> tuple[int, ...]:
    pages: set[int] = set()
    for part in filter(None, (p.strip() for p in text.split(","))):
        first, _, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise RejectedInputError(
                "pages-unclear", "the page list is not of the form 3-5,8", "Write e.g. --pages 3-5,8"
            )
        pages |= set(range(int(first), int(last or first) + 1))
    if pages and (min(pages) < 1 or max(pages) > sides):
        raise RejectedInputError("pages-unclear", f"the batch has pages 1 to {sides}", "Name pages of this batch.")
    return tuple(sorted(pages))


@app.command("replay")
def replay_command(
    what: Annotated[str, typer.Argument(help="Batch id, or the dossier code of a dead letter.")],
    workspace: Workspace = None,
) -> None:
    """Try again what is stuck or dead; `sohoa drain` or `serve` then does the work."""
    settings = settings_for(workspace)
    with _ledger(settings) as ledger:
        revived = 0
        for item in ledger.items():
            if what in (item.batch, item.dossier) and item.state.value == "dead-letter":
                ledger.revive(item.key, now())
                revived += 1
        if ledger.status(BatchId(what)) is not None and not revived:
            ledger.replay(BatchId(what), now())
            revived += 1
    if not revived:
        raise RejectedInputError("nothing-by-that-name", "nothing stuck or dead by that name", "List all: sohoa status")
    typer.echo("Đã đưa vào làm lại. Chạy tiếp: sohoa drain")


@app.command("verify")
def verify_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Re-hash the store and compare store, ledger and audit chain. Exit 1 when anything differs."""
    settings = settings_for(workspace)
    store = open_store(settings)
    with _ledger(settings) as ledger:
        report = verify(store, ledger)
        if not report.findings:
            seal(ledger, store)
    if as_json:
        emit(
            {
                "objects": report.objects,
                "findings": [{"reference": f.reference, "where": f.where} for f in report.findings],
            }
        )
    else:
        for finding in report.findings:
            typer.echo(f"{finding.reference}: {finding.where}")
        typer.echo(f"Đã kiểm {report.objects} đối tượng; {len(report.findings)} sai lệch.")
    raise typer.Exit(1 if report.findings else 0)


@ledger_app.command("rebuild")
def ledger_rebuild(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Fill an empty ledger from the store alone."""
    settings = settings_for(workspace)
    store = open_store(settings)
    with _ledger(settings) as ledger:
        report = rebuild(store, ledger, now())
    if as_json:
        findings = [{"reference": f.reference, "where": f.where} for f in report.findings]
        emit({"batches": report.batches, "dossiers": report.dossiers, "events": report.events, "findings": findings})
    else:
        for finding in report.findings:
            typer.echo(f"{finding.reference}: {finding.where}")
        typer.echo(f"Đã dựng lại {report.batches} lô quét, {report.dossiers} hồ sơ, {report.events} sự kiện.")
    raise typer.Exit(1 if report.findings else 0)


@app.command("report")
def report_command(batch: Annotated[str, typer.Argument()], workspace: Workspace = None) -> None:
    """Everything known of one batch, with its fields, as JSON."""
    with open_workbench(settings_for(workspace)) as bench:
        try:
            emit(batch_report(bench, BatchId(batch)).as_json())
        except KeyError:
            raise RejectedInputError(
                "nothing-by-that-name", "no batch by that name", "List all: sohoa status"
            ) from None


@app.command("doctor")
def doctor_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Check engines, languages, store, ledger and record system, and say how to fix each. Exit 20 when one is broken."""
    checks = examine(settings_for(workspace))
    for check in checks:
        if as_json:
            emit({"check": check.name, "ok": check.ok, "detail": check.detail, "fix": check.fix})
        else:
            typer.echo(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.detail}")
            if not check.ok and check.fix:
                typer.echo(f"     fix: {check.fix}")
    raise typer.Exit(0 if all(check.ok for check in checks) else 20)


@app.command("config")
def config_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Print the settings in force (secrets masked) and the variable that sets each."""
    settings = settings_for(workspace)
    if as_json:
        sys.stdout.write(settings.model_dump_json() + "\n")
        return
    for name, field in Settings.model_fields.items():
        typer.echo(f"SOHOA_{name.upper()}={getattr(settings, name)}  # {field.description or ''}")


@app.command("ui")
def ui_command(workspace: Workspace = None, port: Annotated[int, typer.Option()] = 4200) -> None:
    """Open the Prefect UI over the workspace's runs until Ctrl-C."""
    from flows.embedded import prefect_server

    with prefect_server(settings_for(workspace).workspace.resolve() / "prefect", port) as base:
        typer.echo(f"Prefect UI: {base}  (Ctrl-C to stop)")
        _told_to_stop().wait()


@app.command("sandbox")
def sandbox_command(workspace: Workspace = None, port: Annotated[int, typer.Option()] = 8090) -> None:
    """Open the sandbox one-stop service of the workspace until Ctrl-C."""
    from flows.embedded import sandbox_one_stop

    with sandbox_one_stop(settings_for(workspace).workspace.resolve() / "sandbox", port) as base:
        typer.echo(f"Sandbox one-stop: {base}  (Ctrl-C to stop)")
        _told_to_stop().wait()


@app.command("deploy")
def deploy_command() -> None:
    """Create the work pool, queues and deployments on the Prefect server named by PREFECT_API_URL."""
    from flows.deployments import deploy

    for name in deploy():
        typer.echo(name)
