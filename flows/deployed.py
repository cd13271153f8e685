"""Flows as a Prefect worker loads them: each builds its workbench from the environment's settings.

Parameters are ids; nothing a paper says passes through Prefect.
"""

from pathlib import Path

from prefect import flow

from flows.intake import opens_with
from flows.loop import drain
from flows.prefect_flows import digitize_flow, quiet, take_in_flow
from flows.settings import Settings
from flows.wiring import open_workbench
from pipeline.model.ids import BatchId, BranchId, StationId
from pipeline.model.paper import Lane
from scanners.folder import WatchedFolder, WatchedFolderOptions


@flow(name="digitize batch", flow_run_name="{batch}", persist_result=False, log_prints=False)
def digitize_batch(batch: str) -> str:
    """One batch now: the live lane."""
    with quiet(), open_workbench(Settings()) as bench:
        digitize_flow(bench)(batch)
        status = bench.ledger.status(BatchId(batch))
        return status.state.value if status else "unknown"


@flow(name="drain", persist_result=False, log_prints=False)
def drain_lane(limit: int = 100) -> int:
    """A bundle of batches, live ones first: the backfill lane."""
    with quiet(), open_workbench(Settings()) as bench:
        digitize = digitize_flow(bench)
        return drain(bench, lambda batch: digitize(str(batch)), limit)


@flow(name="sweep folder", persist_result=False, log_prints=False)
def sweep_folder(folder: str, branch: str, station: str, lane: str = "live") -> int:
    """Take in what is complete in a watched folder."""
    with quiet(), open_workbench(Settings()) as bench:
        options = WatchedFolderOptions(
            root=Path(folder), branch=BranchId(branch), station=StationId(station), lane=Lane(lane)
        )
        source = WatchedFolder(options, opens_with(bench.inspector))
        taken = take_in_flow(bench, source, lambda *_: None, lambda *_: None)()
        return len(taken)
