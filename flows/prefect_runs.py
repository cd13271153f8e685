"""Prefect's runs against the ledger: what it believes is running and nobody holds is marked as crashed."""

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Crashed

from flows.workbench import Workbench
from pipeline.model.ids import BatchId
from pipeline.model.work import BatchState


def crash_orphans(bench: Workbench) -> int:
    """Mark runs of *digitize* that say Running while no lease backs them; returns how many."""
    now = bench.clock()
    count = 0
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=["digitize"])),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING]))
            ),
        )
        for run in runs:
            status = bench.ledger.status(BatchId(str(run.parameters.get("batch", ""))))
            held = status is not None and status.state is BatchState.DIGITIZING
            alive = held and status is not None and status.lease_until is not None and status.lease_until > now
            recent = run.start_time is not None and (now - run.start_time) < bench.lease
            if alive or recent:
                continue
            client.set_flow_run_state(run.id, Crashed(message="no lease in the ledger backs this run"), force=True)
            count += 1
    return count
