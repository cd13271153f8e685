"""sohoa's own work on a set of papers, as a process of its own: inspect, read, bind to searchable PDF/A.

``python -m bench.own`` takes a request as JSON on stdin and answers on stdout; `bench.speed` asks it.
"""

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ocr.bind.pdfa import PdfaBinder
from ocr.decode.inspect import SandboxedInspector
from ocr.pool import PooledReader, ReaderOptions
from pipeline.model.ids import Digest
from pipeline.model.paper import Page
from pipeline.ports import BoundPage, PageAddress

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 2
"""Papers side by side, as `sohoa run` does."""
NOWHERE = Digest("0" * 64)


@dataclass(slots=True)
class Laps:
    """Seconds that passed in each part, summed over papers that ran side by side."""

    inspect: float = 0.0
    read: float = 0.0
    bind: float = 0.0


@dataclass(slots=True)
class Pass:
    seconds: float = 0.0
    laps: Laps = field(default_factory=Laps)
    texts: dict[str, list[str]] = field(default_factory=dict)


@contextmanager
def _lap(laps: Laps, name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    setattr(laps, name, getattr(laps, name) + time.perf_counter() - began)


def addresses(inspector: SandboxedInspector, files: list[Path]) -> list[PageAddress]:
    """Every page of *files*, numbered through."""
    found: list[PageAddress] = []
    for path in files:
        for capture in inspector.inspect(path)[2]:
            found.append(PageAddress(Page(len(found) + 1, NOWHERE, capture), path))
    return found


def digitized(
    files: list[Path], target: Path, inspector: SandboxedInspector, reader: PooledReader, laps: Laps
) -> list[str]:
    """One searchable copy of *files*; the text of each page."""
    with _lap(laps, "inspect"):
        pages = addresses(inspector, files)
    with _lap(laps, "read"):
        readings = {reading.page: reading for reading in reader.read(pages)}
    with _lap(laps, "bind"):
        bound = [BoundPage(address, readings[address.page.capture.digest]) for address in pages]
        PdfaBinder().bind(bound, "Giấy tờ", MADE_AT, target)
    return [page.reading.text for page in bound]


def main() -> None:
    asked = json.load(sys.stdin)
    papers = {name: [Path(file) for file in files] for name, files in asked["papers"].items()}
    out = Path(asked["out"])
    passes: list[Pass] = []
    with (
        closing(SandboxedInspector()) as inspector,
        PooledReader(ReaderOptions(workers=asked["workers"])) as reader,
        ThreadPoolExecutor(AT_ONCE) as threads,
    ):
        for _ in range(asked["passes"]):
            done, began = Pass(), time.perf_counter()
            runs = {
                name: threads.submit(digitized, files, out / f"{name}.pdf", inspector, reader, done.laps)
                for name, files in papers.items()
            }
            done.texts = {name: run.result() for name, run in runs.items()}
            done.seconds = time.perf_counter() - began
            passes.append(done)
    print(
        json.dumps(
            {
                "seconds": passes[-1].seconds,
                "laps": {name: getattr(passes[-1].laps, name) for name in ("inspect", "read", "bind")},
                "texts": passes[-1].texts,
            }
        )
    )


if __name__ == "__main__":
    main()
