"""A process that collects signed papers, to be killed while it does. Usage: python -m tests.flows.collecting ROOT"""

import sys
from pathlib import Path

from tests.flows.bench_of_fakes import NOON, Clock, a_records, a_workbench
from tests.flows.signing_desk import SIGNING, PdfBinder, an_office_like


def main(root: Path) -> None:
    bench = a_workbench(
        root, a_records(), Clock(NOON.replace(hour=13)), "collector", binder=PdfBinder(), signing=SIGNING
    )
    an_office_like(root, bench).exchange()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
