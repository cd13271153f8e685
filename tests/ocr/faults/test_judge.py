"""A judge says something of every side it is shown, whatever is in the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from ocr.faults.judge import JudgeOptions, PageJudge
from pipeline.errors import RejectedInputError
from tests.ocr.pages import addressed, drawn


@pytest.fixture(scope="module")
def judge() -> Iterator[PageJudge]:
    with PageJudge(JudgeOptions(seconds_per_page=120)) as judge:
        yield judge


def test_a_sound_side_is_seen_as_the_batch_will_remember_it(judge: PageJudge, tmp_path: Path) -> None:
    """Capture and likeness are there, and no fault."""
    toned = Image.blend(drawn("RGB"), Image.new("RGB", drawn("RGB").size, (250, 240, 200)), 0.2)
    seen = judge.look(addressed(toned, tmp_path, "page").path, 0, 4)
    assert (seen.capture.width, seen.capture.dpi, seen.faults, seen.notes) == (1654, 200, (), ())
    assert seen.likeness is not None


def test_a_file_that_does_not_open_is_a_fault_of_its_side(judge: PageJudge, tmp_path: Path) -> None:
    """Nothing is raised; the side carries the reason."""
    path = tmp_path / "broken.png"
    path.write_bytes(addressed(drawn("RGB"), tmp_path, "page").path.read_bytes()[:5000])
    seen = judge.look(path, 0, 2)
    assert [(fault.reference, fault.page) for fault in seen.faults] == [("truncated-file", 2)]
    assert seen.capture.damage == "truncated-file"


def test_a_scan_in_grey_is_not_in_colour(judge: PageJudge, tmp_path: Path) -> None:
    """Black print scanned in colours is sound; kept in shades of grey it is not."""
    shaded = drawn("L").point(lambda level: max(10, min(245, level)))
    assert [f.reference for f in judge.look(addressed(shaded, tmp_path, "grey").path, 0, 1).faults] == ["not-in-colour"]
    toned = Image.merge("RGB", (shaded, shaded, shaded.point(lambda level: round(level * 0.97))))
    assert judge.look(addressed(toned, tmp_path, "rgb").path, 0, 1).faults == ()


def test_a_picture_fits_where_it_is_shown(judge: PageJudge, tmp_path: Path) -> None:
    """JPEG, its longer side as asked; what does not open is refused by name."""
    jpeg = judge.picture(addressed(drawn("RGB"), tmp_path, "page").path, 0, 240)
    assert jpeg[:2] == b"\xff\xd8"
    with pytest.raises(RejectedInputError):
        judge.picture(tmp_path / "page.png", 7, 240)
