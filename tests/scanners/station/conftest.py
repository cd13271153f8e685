from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scanners.station.desk import Bench, a_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with a_bench(tmp_path) as bench:
        yield bench
