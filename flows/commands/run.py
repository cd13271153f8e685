"""`sohoa run`: the whole journey of a folder of scans, in one command."""

import contextvars
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.batch_run import deliver, digitize
from flows.console_talk import PageProgress, print_run
from flows.embedded import prefect_server
from flows.intake import take_in_all
from flows.loop import drain
from flows.reconcile import reconcile
from flows.reports import BatchReport, Json, batch_report, run_json
from flows.settings import Settings
from flows.signing import open_office
from flows.wiring import open_workbench
from flows.wording import say
from flows.workbench import Workbench
from pipeline.errors import DigitizationError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, DossierCode, StationId
from pipeline.model.work import BatchState
from pipeline.ports import Progress, ScanSource
from scanners.once import FolderOnce, FolderOnceOptions


@dataclass
class Sources:
    """Which delivery became which batch, and which was refused."""

    batch_of: dict[DeliveryId, BatchId]
    refused: dict[DeliveryId, DigitizationError]


@dataclass(frozen=True)
class RunOptions:
    folder: Path
    settings: Settings
    dossier: str | None
    json: bool
    prefect: bool
    keep_open: bool


def run(options: RunOptions) -> tuple[Json, int]:
    """Take in, digitize and hand back everything in the folder; the JSON object and the exit code."""
    began = time.monotonic()
    settings = options.settings
    settings.workspace.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        ui = _orchestrator(stack, options)
        bench = stack.enter_context(open_workbench(settings))
        source = FolderOnce(
            FolderOnceOptions(
                root=options.folder,
                branch=BranchId(settings.branch),
                station=StationId(settings.station),
                lane=settings.lane,
                dossier=DossierCode(options.dossier) if options.dossier else None,
            )
        )
        talk = stack.enter_context(PageProgress(shown=not options.json or sys.stderr.isatty()))
        sources = _take_in(bench, source, ui is not None)
        batches = list(dict.fromkeys(sources.batch_of.values()))
        talk.expect(pages_to_read(bench, batches))
        _digitize_all(bench, batches, talk.pages, settings.batches_at_once, ui is not None)
        settle_hand_backs(bench, batches, seconds=60)
        with open_office(settings, bench) as office:
            if office is not None and office.exchange().accepted:
                drain(bench)  # what came back signed is filed now
                office.exchange()
        fault = _put_right(bench)
        talk.close()
        reports = [batch_report(bench, b, source.source_name(d)) for d, b in sources.batch_of.items()]
        refused = [_refused_json(source.source_name(d), e) for d, e in sources.refused.items()]
        result = run_json(reports, refused, time.monotonic() - began)
        if not options.json:
            print_run(reports, result, settings, ui)
        if options.keep_open and ui is not None:
            input("Prefect UI is open. Press Enter to stop it. ")
    return result, fault.exit_code if fault else exit_code(reports, refused)


def _put_right(bench: Workbench) -> DigitizationError | None:
    """Reconcile; what cannot be put right is said, and the report of the work is still given."""
    try:
        reconcile(bench)
    except DigitizationError as error:
        print(f"error: {error}", file=sys.stderr)
        return error
    return None


def _orchestrator(stack: ExitStack, options: RunOptions) -> str | None:
    """Start Prefect's server; the work also drains without it, and says so."""
    if not options.prefect:
        return None
    if known := os.environ.get("PREFECT_API_URL"):
        return known.removesuffix("/api")
    try:
        return stack.enter_context(prefect_server(options.settings.workspace.resolve() / "prefect"))
    except DigitizationError as error:
        print(f"warning: {error}; working without Prefect", file=sys.stderr)
        return None


def _take_in(bench: Workbench, source: ScanSource, with_prefect: bool) -> Sources:
    sources = Sources({}, {})
    if not with_prefect:
        take_in_all(bench, source, sources.refused.__setitem__, sources.batch_of.__setitem__)
        return sources
    from flows.prefect_flows import quiet, take_in_flow

    with quiet():
        take_in_flow(bench, source, sources.refused.__setitem__, sources.batch_of.__setitem__)()
    return sources


def pages_to_read(bench: Workbench, batches: list[BatchId]) -> int:
    statuses = [bench.ledger.status(batch) for batch in batches]
    return sum(status.sides for status in statuses if status is not None)


def _digitize_all(
    bench: Workbench, batches: list[BatchId], progress: Progress, at_once: int, with_prefect: bool
) -> None:
    """Several batches side by side: while one is filed, the page workers read the next."""

    def plain(batch: BatchId) -> None:
        digitize(bench, batch, progress=progress)

    work: Callable[[BatchId], Any] = plain
    with ExitStack() as stack:
        if with_prefect:
            from flows.prefect_flows import orchestrated, quiet

            stack.enter_context(quiet())
            work = orchestrated(bench, progress)
        with ThreadPoolExecutor(at_once, thread_name_prefix="batch") as pool:
            runs = [pool.submit(contextvars.copy_context().run, work, batch) for batch in batches]
        for done in runs:
            done.result()


def settle_hand_backs(bench: Workbench, batches: list[BatchId], seconds: float) -> None:
    """Give the one-stop system a while to answer what it has not yet; what remains stays in the outbox with its reason."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        waiting = [
            item.next_try_at
            for batch in batches
            for item in bench.ledger.items(batch)
            if item.state.value in ("pending", "sending") and item.next_try_at is not None
        ]
        if not waiting:
            return
        pause = (min(waiting) - bench.clock()).total_seconds()
        if pause > deadline - time.monotonic():
            return
        time.sleep(max(0.05, pause))
        deliver(bench)


def _refused_json(source: str, error: DigitizationError) -> Json:
    return {
        "source": source,
        "batch": None,
        "state": "refused",
        "reason": error.reference,
        "waiting_for": "branch",
        "since": None,
        "sides": [],
        "documents": [],
        "review": [{"reason": error.reference, "message": say(error.reference), "pages": [], "waiting_for": "branch"}],
        "handback": None,
        "dossiers": [],
    }


def exit_code(reports: list[BatchReport], refused: list[Json]) -> int:
    """0 when every batch is closed, 3 when something waits for a person or for the one-stop system."""
    return 0 if not refused and all(r.status.state is BatchState.CLOSED for r in reports) else 3
