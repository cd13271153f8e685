"""The law of the client, over devices nobody has thought of: any order of good pages, damaged ones, excuses and ends."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ports import PageInspector
from scanners.devices import ScanEnd, ScanJob, ScannedFile
from scanners.escl import EsclDevice, EsclOptions
from tests.scanners.escl.conftest import HASTY
from tests.servers.escl import (
    Act,
    Scenario,
    closes_early,
    code,
    cut,
    empty,
    escl_scanner,
    fragment,
    hangs_up,
    page,
    side,
)

DAMAGES: dict[str, Callable[[bytes], Act]] = {
    "fragment": fragment,
    "cut": cut,
    "closes early": closes_early,
    "empty": lambda _body: empty(),
    "web page": lambda _body: page(b"<html>please log in</html>", "image/jpeg"),
}
EXCUSES = {"503": code(503), "404": code(404), "409": code(409), "hangs up": hangs_up()}

fates = st.one_of(st.just("whole"), st.just("whole"), st.sampled_from(["lost", *DAMAGES]))
sheets = st.lists(st.tuples(fates, st.lists(st.sampled_from(sorted(EXCUSES)), max_size=2)), max_size=4)
ends = st.sampled_from(["Completed", "Completed", "Aborted", "Canceled"])
counts = st.sampled_from(["all", "all", "nothing", "unsaid"])

FOLDERS = itertools.count()


@pytest.mark.timeout(240)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fed=sheets, end_state=ends, counted=counts, end_code=st.sampled_from([404, 409]))
def test_complete_means_that_every_sheet_is_here(
    inspector: PageInspector,
    tmp_path: Path,
    fed: list[tuple[str, list[str]]],
    end_state: str,
    counted: str,
    end_code: int,
) -> None:
    """What is accepted is exactly what arrived whole, in order. Complete is claimed only if every sheet that was fed is
    among it, and is claimed when the device does everything right, whatever its excuses on the way."""
    acts: list[Act] = []
    for number, (fate, excuses) in enumerate(fed, start=1):
        acts += [EXCUSES[excuse] for excuse in excuses]
        if fate == "whole":
            acts.append(page(side(number)))
        elif fate in DAMAGES:
            acts.append(DAMAGES[fate](side(number)))
    made = {"all": len(fed), "nothing": 0, "unsaid": -1}[counted]
    scenario = Scenario(tuple(acts), end_code=end_code, end_state=end_state, made=made, end_reasons=())
    options = {**HASTY, "pause_seconds": 0.005, "settle_seconds": 0.1}
    with escl_scanner(scenario) as scanner:
        device = EsclDevice(EsclOptions(url=scanner.url, **options), inspector)  # type: ignore[arg-type]
        *files, end = device.scan(ScanJob(), tmp_path / str(next(FOLDERS)))
    assert isinstance(end, ScanEnd)
    whole = [side(number) for number, (fate, _) in enumerate(fed, start=1) if fate == "whole"]
    got = [file.path.read_bytes() for file in files if isinstance(file, ScannedFile)]
    stopped = end.failure is not None and end.failure.reference in ("scan-page-damaged", "scanner-offline")
    assert got == whole or (stopped and got == whole[: len(got)])
    if end.complete:
        assert len(got) == len(fed)
    if fed and len(whole) == len(fed) and end_state == "Completed" and counted == "all":
        assert end.complete
