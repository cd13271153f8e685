"""The seam itself: what a scan may end with is a closed list, and every word of it can be shown to a clerk."""

import ast
import re
from pathlib import Path

import pytest

from flows.wording import wordings
from pipeline.model.paper import Colour
from scanners.devices import ALARMS, FAILURES, PaperSize, ScanEnd, ScanJob, Source, SourceAbility

PACKAGE = Path(__file__).parents[2] / "scanners"
KEBAB = re.compile(r"(scan|scanner|paper|feeder|cover|double)(-[a-z]+)+")
ELSEWHERE = {"scan-leash"}
"""A thread's name."""


def test_every_failure_and_alarm_is_on_the_list_and_has_a_sentence() -> None:
    """What the adapters say, whether in a table or in a raise, is what callers were told they may hear."""
    said = set()
    for path in [PACKAGE / "tray.py", *(PACKAGE / "escl").glob("*.py"), *(PACKAGE / "sane").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value):
                said.add(node.value)
    said -= ELSEWHERE
    assert {"paper-jam", "scan-incomplete", "scanner-certificate-unknown"} <= said
    assert said <= FAILURES | ALARMS
    assert not (FAILURES | ALARMS) - set(wordings())


def test_a_scan_without_a_side_is_never_complete() -> None:
    """Nothing can be built that says otherwise."""
    with pytest.raises(ValueError, match="never complete"):
        ScanEnd((), ScanJob())


def test_a_resolution_is_never_lowered_where_a_higher_one_is_to_be_had() -> None:
    """200 dpi is the least NĐ 30/2020 allows: rounding goes up."""
    listed = SourceAbility(Source.FEEDER, frozenset(Colour), (100, 150, 300, 600))
    assert [listed.nearest_dpi(dpi) for dpi in (100, 200, 300, 1200)] == [100, 300, 300, 600]
    ranged = SourceAbility(Source.FEEDER, frozenset(Colour), (), 75, 600)
    assert [ranged.nearest_dpi(dpi) for dpi in (50, 200, 1200)] == [75, 200, 600]
    assert SourceAbility(Source.FEEDER, frozenset(), ()).nearest_dpi(240) == 240


def test_sizes_are_upright_except_the_card() -> None:
    """A card lies on the glass the long way."""
    for paper in PaperSize:
        if paper not in (PaperSize.CARD, PaperSize.WHOLE):
            width, height = paper.millimetres or (0, 0)
            assert 0 < width < height
    assert PaperSize.WHOLE.millimetres is None
