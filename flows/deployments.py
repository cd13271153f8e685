"""`sohoa deploy`: the work pool, its two queues and the deployments, on the Prefect server the environment names."""

from datetime import timedelta
from pathlib import Path

from prefect import Flow, flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.settings import PREFECT_API_URL

from pipeline.errors import ConfigurationError

WORK_POOL = "sohoa"
QUEUES = (("live", 1), ("backfill", 10))
"""(queue, priority): a worker takes from the live queue while anything is in it."""

ENTRYPOINTS = (
    ("flows/deployed.py:digitize_batch", "digitize-live", "live"),
    ("flows/deployed.py:drain_lane", "drain-backfill", "backfill"),
    ("flows/deployed.py:sweep_folder", "sweep-folder", "live"),
)

ZOMBIE_AFTER = timedelta(seconds=540)
"""Three heartbeats of the 180 s default: a shorter window crashes healthy runs."""


def deploy() -> list[str]:
    """Create or update everything; safe to repeat. Returns the deployments' full names, as `prefect deployment run`
    wants them. `ConfigurationError` when no server is named: Prefect would start one for the moment and forget it."""
    if not PREFECT_API_URL.value():
        raise ConfigurationError(
            "settings-invalid", "PREFECT_API_URL names no Prefect server", "Set it, e.g. http://127.0.0.1:4200/api"
        )
    with get_client(sync_client=True) as client:
        try:
            client.create_work_pool(WorkPoolCreate(name=WORK_POOL, type="process"))
        except ObjectAlreadyExists:
            pass  # repeated
        for name, priority in QUEUES:
            try:
                queue = client.read_work_queue_by_name(name, work_pool_name=WORK_POOL)
                client.update_work_queue(queue.id, priority=priority)
            except ObjectNotFound:
                client.create_work_queue(name=name, priority=priority, work_pool_name=WORK_POOL)
    root = str(Path(__file__).resolve().parent.parent)
    names = []
    for entrypoint, name, queue_name in ENTRYPOINTS:
        loaded = flow.from_source(source=root, entrypoint=entrypoint)
        assert isinstance(loaded, Flow)  # a coroutine only where a loop is running
        loaded.deploy(
            name=name,
            work_pool_name=WORK_POOL,
            work_queue_name=queue_name,
            tags=[f"lane:{queue_name}"],
            print_next_steps=False,
            ignore_warnings=True,
        )
        names.append(f"{loaded.name}/{name}")
    _install_zombie_automation()
    return names


def _install_zombie_automation() -> None:
    """Runs whose host died stay Running for ever without it."""
    name = "sohoa: crash runs without a heartbeat"
    automation = AutomationCore(
        name=name,
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", "prefect.flow-run.Completed", "prefect.flow-run.Failed"}
            | {"prefect.flow-run.Cancelled", "prefect.flow-run.Crashed"},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=ZOMBIE_AFTER,
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed", state=StateType.CRASHED, message="No heartbeat for nine minutes.", force=True
            )
        ],
    )
    with get_client(sync_client=True) as client:
        if not client.read_automations_by_name(name):
            client.create_automation(automation)
