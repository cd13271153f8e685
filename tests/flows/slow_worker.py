"""A worker of its own process that stops in the middle of a batch, to be killed there.

Usage: python -m tests.flows.slow_worker ROOT BATCH
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.prefect_flows import digitize_flow, quiet
from flows.wiring import now
from pipeline.model.reading import PageReading
from pipeline.ports import PageAddress
from tests.fakes.eyes import TextReader
from tests.flows.bench_of_fakes import Clock, a_records, a_workbench


class StopsAfterOnePage(TextReader):
    """Reads one page, says so in a file, and reads no more."""

    def __init__(self, sign: Path) -> None:
        super().__init__()
        self._sign = sign

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        for number, reading in enumerate(super().read(pages)):
            if number == 1:
                self._sign.touch()
                time.sleep(600)
            yield reading


def main(root: Path, batch: str) -> None:
    bench = a_workbench(root, a_records(), Clock(), worker="slow")
    with quiet():
        digitize_flow(replace(bench, clock=now, reader=StopsAfterOnePage(root / "reading")))(batch)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
