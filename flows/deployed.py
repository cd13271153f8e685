"""Flows as a Prefect worker loads them: each builds its workbench from the environment's settings.

Parameters are ids; nothing a paper says passes through Prefect.
"""

import time
from pathlib import Path

from prefect import flow

from flows.intake import opens_with
from flows.loop import drain
from flows.prefect_flows import orchestrated, quiet, take_in_flow
from flows.prefect_runs import crash_orphans
from flows.settings import Settings
from flows.wiring import open_workbench
from pipeline.model.ids import BatchId, BranchId, StationId
from pipeline.model.paper import Lane
from scanners.folder import WatchedFolder, WatchedFolderOptions


@flow(name="digitize batch", flow_run_name="{batch}", persist_result=False, log_prints=False)
def digitize_batch(batch: str) -> str:
    """One batch now: the live lane."""
    with quiet(), open_workbench(Settings()) as bench:
        orchestrated(bench)(BatchId(batch))
        status = bench.ledger.status(BatchId(batch))
        return status.state.value if status else "unknown"


@flow(name="drain", persist_result=False, log_prints=False)
def drain_lane(limit: int = 100) -> int:
    """A bundle of batches, live ones first: the backfill lane."""
    with quiet(), open_workbench(Settings()) as bench:
        crash_orphans(bench)
        return drain(bench, orchestrated(bench), limit)


@flow(name="sweep folder", persist_result=False, log_prints=False)
def sweep_folder(folder: str, branch: str, station: str, lane: str = "live") -> int:
    """Take in what is complete in a watched folder. It looks twice: without a manifest or a marker only stillness tells."""
    with quiet(), open_workbench(Settings()) as bench:
        options = WatchedFolderOptions(
            root=Path(folder), branch=BranchId(branch), station=StationId(station), lane=Lane(lane)
        )
        source = WatchedFolder(options, opens_with(bench.inspector))
        if source.waiting(bench.clock()):
            time.sleep(options.quiet_seconds)
        taken = take_in_flow(bench, source, lambda *_: None, lambda *_: None)()
        return len(taken)
