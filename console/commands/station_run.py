"""The long-lived station: everything of `flows.station`, with the page in front of it."""

import logging
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from functools import partial

import typer
import uvicorn

from classifiers.taxonomy import Taxonomy
from console.station.app import station_page
from console.station.counter import Counter
from flows.judging import batch_faults
from flows.scanning import found_addresses, open_device
from flows.settings import Settings
from flows.station import Station, now, open_station
from flows.wiring import open_eyes
from ocr.decode.inspect import SandboxedInspector
from ocr.faults.judge import JudgeOptions, PageJudge, SideSeen
from pipeline.errors import ConfigurationError
from pipeline.model.faults import Fault
from pipeline.model.paper import ScanBatch
from scanners.station.options import StationOptions

log = logging.getLogger("sohoa")


def run_station(settings: Settings, options: StationOptions) -> None:
    """Until SIGTERM or Ctrl-C. The page is for this PC's own browser; port 0 leaves it out."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # while the page's server runs it takes them itself, and raises them again afterwards: threads are still ended in peace
        signal.signal(number, lambda *_: stopping.set())
    with ExitStack() as stack:
        listening = stack.enter_context(_listening(options.page_port)) if options.page_port else None
        station = stack.enter_context(_opened(settings, options))
        if listening is None:
            log.info("station_running station=%s", options.station)
            stopping.wait()
            return
        counter = Counter(
            station,
            Taxonomy.load(settings.taxonomy),
            now,
            folder=options.folder,
            branch=settings.branch,
            open_eyes=partial(open_eyes, settings),
        )
        counter.start()
        stack.callback(counter.close)
        typer.echo(f"sohoa station: http://127.0.0.1:{options.page_port}")
        page = station_page(counter)
        uvicorn.Server(
            uvicorn.Config(
                page,
                host="127.0.0.1",
                port=options.page_port,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=5,  # a page that listens for news never ends by itself
            )
        ).run(sockets=[listening])


@contextmanager
def _opened(settings: Settings, options: StationOptions) -> Iterator[Station]:
    with (
        closing(SandboxedInspector(settings.decode)) as inspector,
        closing(PageJudge(JudgeOptions())) as judge,
        open_station(
            options,
            inspector,
            judge=judge,
            together=_together,
            open_device=partial(open_device, inspector=inspector),
            discover=found_addresses,
        ) as station,
    ):
        judge.warm()
        yield station


def _together(batch: ScanBatch, seen: Mapping[int, SideSeen]) -> tuple[Fault, ...]:
    return batch_faults(batch, seen, readings={})


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """Bound before anything is opened: a port in use is said at once."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError:
            raise ConfigurationError(
                "station-port-taken", f"port {port} of this machine is in use", "Choose another --page-port."
            ) from None
        yield listening
