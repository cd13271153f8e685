"""A real Prefect server for a module's tests, and what may be asked of it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter, FlowRunFilterName
from prefect.client.schemas.objects import FlowRun
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, PREFECT_LOGGING_LEVEL, temporary_settings

from flows.embedded import prefect_server
from flows.prefect_flows import quiet


@dataclass(frozen=True)
class PrefectHouse:
    """Where the server lives and where it answers."""

    home: Path
    url: str

    def runs(self, name: str = "") -> list[FlowRun]:
        """Runs of the flow *digitize*, of one batch or of all."""
        with get_client(sync_client=True) as client:
            return client.read_flow_runs(
                flow_filter=FlowFilter(name=FlowFilterName(any_=["digitize"])),
                flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=[name])) if name else None,
            )

    def rows(self, what: str, filters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Whatever the API shows under *what*: artifacts, logs, task_runs, flow_runs."""
        with get_client(sync_client=True) as client:
            answer = client._client.post(f"/{what}/filter", json=filters or {})
            found: list[dict[str, Any]] = answer.json()
            return found

    def kill(self) -> None:
        """kill -9, as the kernel does when memory runs out."""
        port = self.url.rpartition(":")[2]
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue  # it ended while we looked
            if b"prefect" in words and port.encode() in words:
                os.killpg(os.getpgid(int(process.name)), signal.SIGKILL)
                return
        raise AssertionError("no server on that port")


@contextmanager
def prefect_house(home: Path) -> Iterator[PrefectHouse]:
    """Started, talked to by this process and its children, and stopped; the environment is as before."""
    before = dict(os.environ)
    try:
        with prefect_server(home) as url:
            settings = {PREFECT_API_URL: f"{url}/api", PREFECT_HOME: str(home), PREFECT_LOGGING_LEVEL: "DEBUG"}
            with temporary_settings(settings), quiet():
                yield PrefectHouse(home, url)
    finally:
        os.environ.clear()
        os.environ.update(before)
