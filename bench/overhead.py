"""What Prefect costs: the same batch digitized plainly and as a flow run, in turns, for 10, 20 and 40 pages.

``python -m bench.overhead [--pages 10 20 40] [--rounds N]``. Real work: every turn has a store and a ledger of its own,
so every page is read again; page processes are warm. The embedded server's start, and what the first flow run of a
process costs, are told apart from the runs that follow.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.press.catalogue import draw
from bench.press.damage import damage
from bench.press.demo import sandbox_case
from bench.press.paper import DrawnPage
from bench.press.writers import write_pdf
from bench.results import Report, Table, parser, talk
from flows.batch_run import digitize
from flows.embedded import prefect_server
from flows.intake import take_in_all
from flows.settings import Settings
from flows.wiring import open_workbench
from flows.workbench import Workbench
from pipeline.errors import DigitizationError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, Digest, StationId
from pipeline.model.paper import Page
from pipeline.ports import PageAddress
from scanners.once import FolderOnce, FolderOnceOptions

DOSSIER = "0001"
"""Certified copies: whatever the citizen brings belongs on this checklist."""
KINDS = ("decision", "land-transfer-contract", "enterprise-certificate", "notice", "plan")

Work = Callable[[Workbench, BatchId], object]


def a_batch(pages: int, path: Path) -> None:
    """A receipt and papers, *pages* sides as a colour PDF."""
    rng = random.Random(f"overhead/{pages}")
    case = sandbox_case(DOSSIER)
    sides: list[DrawnPage] = [damage(page, 1, rng) for page in draw("receipt-slip", case, rng).pages]
    for number in count():
        if len(sides) >= pages:
            break
        sides += [damage(page, 1, rng) for page in draw(KINDS[number % len(KINDS)], case, rng).pages]
    write_pdf(sides[:pages], path, quality=65)


@contextmanager
def taken_in(paper: Path) -> Iterator[tuple[Workbench, BatchId]]:
    """A workbench of its own with *paper* in its ledger and its page processes warm."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(workspace=Path(folder))
        with open_workbench(settings) as bench:
            source = FolderOnce(FolderOnceOptions(root=paper, branch=BranchId("bench"), station=StationId("bench")))
            batches = take_in_all(bench, source, _refused)
            _, _, captures = bench.inspector.inspect(paper)
            some = captures[: len(os.sched_getaffinity(0))]
            list(bench.reader.read([PageAddress(Page(n, Digest("0" * 64), c), paper) for n, c in enumerate(some, 1)]))
            yield bench, batches[0]


def _refused(_delivery: DeliveryId, error: DigitizationError) -> None:
    raise error


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of wall time, and of processor time in this process (page processes and servers not counted)."""

    wall: float
    cpu: float


def timed(paper: Path, work: Work) -> Spent:
    with taken_in(paper) as (bench, batch):
        began, cpu = time.perf_counter(), time.process_time()
        work(bench, batch)
        spent = Spent(time.perf_counter() - began, time.process_time() - cpu)
        status = bench.ledger.status(batch)
        assert status is not None
        if not status.dossiers:
            raise SystemExit(f"the batch was not filed: {status.state} {status.reason}")
        return spent


def plainly(bench: Workbench, batch: BatchId) -> object:
    return digitize(bench, batch)


def as_flow(bench: Workbench, batch: BatchId) -> object:
    from flows.prefect_flows import orchestrated, quiet

    with quiet():
        return orchestrated(bench)(batch)


def main() -> None:
    line = parser("overhead", __doc__)
    line.add_argument("--pages", type=int, nargs="+", default=[10, 20, 40])
    line.add_argument("--rounds", type=int, default=3)
    chosen = line.parse_args()
    report = Report("overhead", keep=not chosen.dry)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        papers = {pages: folder / f"{pages}.pdf" for pages in chosen.pages}
        for pages, path in papers.items():
            a_batch(pages, path)
        small = folder / "first.pdf"
        a_batch(1, small)
        began = time.perf_counter()
        with prefect_server(folder / "prefect"):
            server = time.perf_counter() - began
            talk(f"server up after {server:.1f} s")
            first_plain = timed(small, plainly).wall
            first_flow = timed(small, as_flow).wall - first_plain
            talk(f"first flow run of the process: {first_flow:.2f} s more than plainly")
            took: dict[int, dict[str, list[Spent]]] = {pages: {"plain": [], "flow": []} for pages in papers}
            for number in range(chosen.rounds):
                for pages, path in papers.items():
                    order = (("plain", plainly), ("flow", as_flow))
                    for name, work in order if number % 2 == 0 else reversed(order):
                        took[pages][name].append(timed(path, work))
                        talk(f"round {number + 1}, {pages} pages, {name}: {took[pages][name][-1].wall:.2f} s")
    _tell(report, took, server, first_flow)


def _tell(report: Report, took: dict[int, dict[str, list[Spent]]], server: float, first: float) -> None:
    rows: list[tuple[str, ...]] = []
    for pages, runs in took.items():
        plain, flow = (statistics.median(spent.wall for spent in runs[name]) for name in ("plain", "flow"))
        pairs = [(b.wall - a.wall, b.cpu - a.cpu) for a, b in zip(runs["plain"], runs["flow"], strict=True)]
        more, more_cpu = (statistics.median(side) for side in zip(*pairs, strict=True))
        extremes = f"{min(pairs)[0]:+.2f} … {max(pairs)[0]:+.2f}"
        cells = (f"{plain:.2f}", f"{flow:.2f}", f"{flow / plain:.3f}", f"{more:+.2f}", extremes, f"{more_cpu:+.2f}")
        rows.append((str(pages), *cells))
    columns = ("pages", "plainly s", "with Prefect s", "ratio", "more s", "in all rounds", "more CPU s")
    rounds = len(next(iter(took.values()))["plain"])
    report.tables.append(Table(f"A batch's wall time, median of {rounds} rounds in turns", columns, tuple(rows)))
    report.notes += [
        f"Prefect's server needs {server:.1f} s to start, once.",
        f"The first flow run of a process costs {first:.1f} s more: Prefect is imported, its client opens.",
    ]
    report.numbers = {
        "server_start_s": round(server, 2),
        "first_flow_s": round(first, 2),
        "seconds": {
            pages: {name: [[round(s.wall, 3), round(s.cpu, 3)] for s in runs] for name, runs in both.items()}
            for pages, both in took.items()
        },
    }
    report.finish()


if __name__ == "__main__":
    main()
