"""Workers of their own process, whose bad luck comes while they read.

Usage: python -m tests.flows.doomed slow ROOT BATCH          stops in the middle of the batch, to be killed there
       python -m tests.flows.doomed orphaned ROOT HOME URL   kills its Prefect server, then works on
"""

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.loop import drain
from flows.prefect_flows import digitize_flow, orchestrated, quiet
from flows.wiring import now
from flows.workbench import Workbench
from pipeline.model.reading import PageReading
from pipeline.ports import PageAddress
from tests.fakes.eyes import TextReader
from tests.flows.bench_of_fakes import Clock, a_records, a_workbench
from tests.flows.prefect_house import PrefectHouse


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


class KillsItsServer(TextReader):
    """Reads on after the Prefect server is gone."""

    def __init__(self, prefect: PrefectHouse) -> None:
        super().__init__()
        self._prefect = prefect

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        if not self.pages_read:
            self._prefect.kill()
        yield from super().read(pages)


def a_bench(root: Path, reader: TextReader) -> Workbench:
    return replace(a_workbench(root, a_records(), Clock(), worker="doomed"), clock=now, reader=reader)


def main(fate: str, root: Path, *rest: str) -> None:
    with quiet():
        if fate == "slow":
            digitize_flow(a_bench(root, StopsAfterOnePage(root / "reading")))(rest[0])
        else:
            home, url = rest
            bench = a_bench(root, KillsItsServer(PrefectHouse(Path(home), url)))
            logging.basicConfig(level=logging.WARNING)
            drain(bench, orchestrated(bench))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
