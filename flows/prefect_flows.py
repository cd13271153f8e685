"""The Prefect side: a flow run per batch, a task per step, tags and artifacts an operator can read.

Prefect drives, it does not remember: its parameters are batch ids, its tasks take nothing and return nothing, and
everything here can be called without it (`flows.batch_run.digitize`). See docs/decisions/0003.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from prefect import Flow, flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import TagsContext, tags
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed, Failed

from flows.batch_run import Step, digitize, place_of
from flows.intake import Refused, Taken, take_in_all
from flows.reports import markdown_report
from flows.workbench import Workbench
from pipeline.errors import DigitizationError
from pipeline.model.ids import BatchId
from pipeline.model.work import BatchState
from pipeline.ports import Progress, ScanSource

log = logging.getLogger("sohoa")

ALONE = timedelta(minutes=1)
"""How long work goes on without Prefect before it is asked again: a citizen does not wait for a chart."""


@contextmanager
def quiet() -> Iterator[None]:
    """Flows without the heartbeat thread, whose end costs up to a second a run; the ledger's lease says who is alive.
    A server that is gone is not waited for long either: Prefect's own five retries double up to a minute a call.

    Context-local: a thread that runs flows copies the context (`contextvars.copy_context`).
    """
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None, PREFECT_CLIENT_MAX_RETRIES: 2}):
        yield


def as_task(name: str, step: Step) -> None:
    """Call *step* as a Prefect task. What the orchestrator learns of an error is its type and reference, no values.

    The task carries no tags: for each tag of a task Prefect asks its server for a slot, about 0.4 s a tag and step.
    """

    @task(name=name, persist_result=False, cache_policy=NO_CACHE, log_prints=False)
    def stage() -> None:
        _without_values(step)

    with TagsContext(current_tags=set()):
        stage()


def _without_values(step: Step) -> None:
    try:
        step()
    except DigitizationError as error:
        raise error from None  # what a vendor said underneath may quote a value; Prefect would keep it
    except Exception as defect:
        raise RuntimeError(place_of(defect)) from None


def digitize_flow(bench: Workbench, progress: Progress | None = None) -> "Flow[[str], State[Any]]":
    """The flow *digitize* around *bench*: one run is one attempt at one batch."""

    @flow(name="digitize", flow_run_name="{batch}", persist_result=False, log_prints=False, validate_parameters=False)
    def digitize_batch(batch: str) -> State[Any]:
        known = bench.ledger.status(BatchId(batch))
        if known is None:
            return Failed(message="unknown batch")
        status = digitize(bench, BatchId(batch), as_task, progress)
        assert status is not None
        create_markdown_artifact(markdown_report(status), key=f"batch-{batch}", description="Batch report")
        return state_of(status.state, status.reason)

    return digitize_batch


def orchestrated(bench: Workbench, progress: Progress | None = None) -> Callable[[BatchId], None]:
    """Digitize a batch as a Prefect run. Never raises because of how the batch ended: the ledger says that.

    When Prefect itself goes away, the batch is brought to its end without it, and so is what follows for a while.
    """
    run = digitize_flow(bench, progress)
    alone_until = bench.clock()

    def work(batch: BatchId) -> None:
        nonlocal alone_until
        if bench.clock() >= alone_until:
            try:
                with tags(*_tags(bench, batch)):
                    run(str(batch), return_state=True)
            except Exception as lost:
                log.warning("orchestrator_lost batch=%s error=%s", batch, type(lost).__name__)
                alone_until = bench.clock() + ALONE
            else:
                return
        digitize(bench, batch, progress=progress)

    return work


def _tags(bench: Workbench, batch: BatchId) -> tuple[str, ...]:
    """What an operator filters the list of runs by."""
    known = bench.ledger.status(batch)
    return (f"branch:{known.branch}", f"lane:{known.lane}") if known else ()


def state_of(state: BatchState, reason: str) -> State[Any]:
    """What the operator reads in the list of runs: the batch's own state and what it waits for."""
    if state is BatchState.STUCK:
        return Failed(name="Stuck", message=reason)
    names = {
        BatchState.CLOSED: "Completed",
        BatchState.AWAITING_REVIEW: "AwaitingReview",
        BatchState.HANDING_BACK: "HandingBack",
        BatchState.TAKEN_IN: "WillRetry",
        BatchState.DIGITIZING: "HeldElsewhere",
    }
    return Completed(name=names[state], message=reason or state.value)


def take_in_flow(bench: Workbench, source: ScanSource, refused: Refused, taken_in: Taken) -> "Flow[[], list[str]]":
    """The flow *take in*: every delivery that is complete now becomes a batch; a refused one is reported and left."""

    @flow(name="take in", flow_run_name="take-in", persist_result=False, log_prints=False, validate_parameters=False)
    def take_in_ready() -> list[str]:
        taken: list[str] = []
        as_task("take in", lambda: taken.extend(take_in_all(bench, source, refused, taken_in)))
        return taken

    return take_in_ready
