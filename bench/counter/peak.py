"""The morning peak: thirty stations, three pages a second together, one centre; how long after sealing each receipt came."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from bench.counter.losses import ROOT, Centre
from bench.counter.pages import full_page
from bench.results import Report, Table, talk
from flows.stations import open_register
from flows.wiring import now
from pipeline.model.ids import BranchId, StationId
from scanners.station.identity import enrol
from scanners.station.options import StationOptions

PAGES_A_SECOND = 3.0
BATCH = (3, 8)
"""Pages in a batch, from to."""
ORIGINALS = 60
"""Drawn pages; each is sent many times with another remark inside, so that no two files are equal."""
HOSTS = 3
"""Processes the stations run in: this machine must not be busy with thirty interpreters."""
LOOK_EVERY = 2.0


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of the door and all its children, MB, in the order of time."""

    door: tuple[float, ...]
    together: tuple[float, ...]


def told(report: Report, stations: int, minutes: float) -> None:
    """Run, and say it in *report*."""
    with tempfile.TemporaryDirectory(prefix="peak-") as folder:
        place = Path(folder)
        talk("drawing pages")
        pile = place / "pile"
        pile.mkdir()
        sizes = []
        for number in range(ORIGINALS):
            page = full_page(number)
            sizes.append(len(page))
            (pile / f"{number}.jpg").write_bytes(page)
        centre = Centre(place, None)
        try:
            centre.start()
            key = place / "centre.pem"
            key.write_text(centre.wait())
            _register(centre, stations)
            talk(f"{stations} stations for {minutes} minutes")
            waits, memory = _peak(centre, key, pile, stations, minutes)
        finally:
            centre.stop(signal.SIGTERM)
    _say(report, stations, minutes, sizes, waits, memory)


def _register(centre: Centre, stations: int) -> None:
    with open_register(centre.settings) as register:
        for number in range(stations):
            name = f"P{number + 1:02d}"
            public = enrol(name, StationOptions(folder=centre.folder / name).key_file).public_pem
            register.stations.add(StationId(name), BranchId(name), public, now())


def _peak(centre: Centre, key: Path, pile: Path, stations: int, minutes: float) -> tuple[list[float], Memory]:
    names = [f"P{number + 1:02d}" for number in range(stations)]
    hosts = []
    for host in range(HOSTS):
        command = [sys.executable, "-m", "bench.counter.crowd", str(centre.folder), str(key), str(pile)]
        rate = PAGES_A_SECOND / stations
        told = [f"http://127.0.0.1:{centre.port}", str(rate), str(minutes * 60), *names[host::HOSTS]]
        hosts.append(
            subprocess.Popen([*command, *told], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
    looks: list[tuple[float, float]] = []
    stop = threading.Event()
    assert centre.process is not None
    watch = threading.Thread(target=_look, args=(centre.process.pid, looks, stop))
    watch.start()
    # read, not `communicate`: that would close the pipe by which a host knows that we are still here
    waits = [float(line) for host in hosts for line in (host.stdout.read() if host.stdout else "").split()]
    stop.set()
    watch.join()
    if any(host.wait() for host in hosts):
        raise RuntimeError("a host of stations failed")
    return waits, Memory(tuple(door for door, _ in looks), tuple(all_of for _, all_of in looks))


def _look(door: int, looks: list[tuple[float, float]], stop: threading.Event) -> None:
    while not stop.wait(LOOK_EVERY):
        family = [door, *_children(door)]
        sizes = [_resident(process) for process in family]
        looks.append((sizes[0], sum(sizes)))


def _children(process: int) -> list[int]:
    try:
        tasks = os.listdir(f"/proc/{process}/task")  # noqa: PTH208 - names only
        found = [int(c) for t in tasks for c in Path(f"/proc/{process}/task/{t}/children").read_text().split()]
    except OSError:
        return []
    return found + [grandchild for child in found for grandchild in _children(child)]


def _resident(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def _say(report: Report, stations: int, minutes: float, sizes: list[int], waits: list[float], memory: Memory) -> None:
    ordered = sorted(waits)

    def at(share: float) -> str:
        return f"{ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.2f} s" if ordered else "-"

    quarter = max(1, len(memory.door) // 4)
    rows = (
        ("stations", str(stations)),
        ("minutes", f"{minutes:g}"),
        ("batches with receipt", str(len(ordered))),
        ("kB a page", f"{min(sizes) // 1000} to {max(sizes) // 1000}"),
        ("sealed to receipt, p50", at(0.50)),
        ("p95", at(0.95)),
        ("p99", at(0.99)),
        ("longest", at(1.0)),
        ("door process, RSS: after a quarter / at the end / highest, MB", _three(memory.door, quarter)),
        ("with its decoders", _three(memory.together, quarter)),
    )
    report.tables.append(
        Table(f"{stations} stations at the morning peak: {PAGES_A_SECOND:g} pages a second together", ("", ""), rows)
    )
    report.notes.append(f"load while it ran: {os.getloadavg()[0]:.1f}; stations, line and centre on the same machine")
    report.numbers |= {"p50": at(0.5), "p95": at(0.95), "batches": len(ordered)}


def _three(series: tuple[float, ...], quarter: int) -> str:
    if not series:
        return "-"
    return f"{series[quarter - 1]:.0f} / {series[-1]:.0f} / {max(series):.0f}"
