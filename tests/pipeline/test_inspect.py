"""A batch held against itself: what is there twice, what is missing, what was counted."""

from datetime import UTC, datetime

from pipeline.model.faults import Fault, Remedy
from pipeline.model.geometry import Box
from pipeline.model.ids import BatchId, BranchId, Digest, StationId, digest_of
from pipeline.model.paper import Capture, Colour, Lane, Page, ScanBatch
from pipeline.model.reading import EngineIdentity, Line, PageReading, Word
from pipeline.stages.inspect import batch_faults

WIDTH, HEIGHT = 1654, 2339


def capture(text: str) -> Capture:
    return Capture(0, digest_of(text.encode()), WIDTH, HEIGHT, 200, Colour.COLOUR, blank=not text)


def batch(*texts: str, declared: int | None = None, replaced: tuple[int, ...] = ()) -> ScanBatch:
    pages = tuple(Page(n, Digest("0" * 64), capture(text)) for n, text in enumerate(texts, start=1))
    return ScanBatch(
        id=BatchId("b"),
        branch=BranchId("b"),
        station=StationId("s"),
        lane=Lane.LIVE,
        dossier_hint=None,
        declared_sheets=declared,
        taken_in_at=datetime(2026, 11, 24, tzinfo=UTC),
        deposits=(),
        pages=pages,
        refused=(),
        replaced=replaced,
    )


def reading(text: str, *, foot: str = "", rotation: int = 0) -> PageReading:
    lines = [line(row, 300 + 60 * n) for n, row in enumerate(text.split("\n"))]
    lines += [line(foot, HEIGHT - 100)] if foot else []
    return PageReading(
        digest_of(text.encode()), EngineIdentity("e", "1", ""), WIDTH, HEIGHT, 200, rotation, 0.0, False, tuple(lines)
    )


def line(text: str, top: int) -> Line:
    box = Box(WIDTH // 2 - 200, top, WIDTH // 2 + 200, top + 40)
    return Line(tuple(Word(word, box, 0.97) for word in text.split()), box)


def told(*faults: Fault) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(fault.reference, fault.page, fault.others) for fault in faults]


FORM = "Tờ khai đăng ký lại khai sinh\nHọ và tên {} người yêu cầu\nSinh ngày {} tại xã {}"
ONE = FORM.format("Nguyễn Văn Bình", "12/03/1980", "Trung Hòa")
TWO = FORM.format("Trần Thị Thúy", "25/11/1992", "Dương Nội")


def test_the_same_sheet_twice_is_told_at_the_later_one() -> None:
    """Pictures agree and so do the words."""
    found = batch_faults(batch(ONE, "x", ONE + " "), {}, [(1, 3)], {1: reading(ONE), 3: reading(ONE)})
    assert told(*found) == [("same-sheet-twice", 3, (1,))]


def test_the_same_form_of_two_people_is_two_papers() -> None:
    """However alike the pictures look."""
    assert batch_faults(batch(ONE, TWO), {}, [(1, 2)], {1: reading(ONE), 2: reading(TWO)}) == ()


def test_empty_backs_are_no_twins() -> None:
    """They are alike by right."""
    assert batch_faults(batch("front", "", "other", ""), {}, [], {}) == ()


def test_a_card_without_its_back_is_told() -> None:
    """With the back among the sides nothing is."""
    front = "CĂN CƯỚC CÔNG DÂN\nHọ và tên / Full name\nNgày sinh / Date of birth"
    back = "Đặc điểm nhận dạng\nNgón trỏ trái / Left index finger\nIDVNM0900123456"
    assert told(*batch_faults(batch(front), {}, [], {1: reading(front)})) == [("missing-back", 1, ())]
    assert batch_faults(batch(front, back), {}, [], {1: reading(front), 2: reading(back)}) == ()


def test_a_paper_that_goes_on_overleaf_needs_a_next_side() -> None:
    """An empty one is none."""
    text, says = "Giấy xác nhận", "(Xem tiếp mặt sau)"
    readings = {1: reading(text, foot=says)}
    assert told(*batch_faults(batch(text, ""), {}, [], readings)) == [("missing-back", 1, ())]


def test_a_jump_in_printed_numbers_names_the_place() -> None:
    """``Trang 1/3`` then ``Trang 3/3``: a sheet between them was not scanned."""
    texts = ("một", "ba")
    readings = {1: reading("một", foot="Trang 1/3"), 2: reading("ba", foot="Trang 3/3")}
    assert told(*batch_faults(batch(*texts), {}, [], readings)) == [("page-missing", 2, (1,))]


def test_a_last_page_that_is_not_there_is_missed() -> None:
    """``Trang 2/3`` and nothing after it."""
    readings = {1: reading("một", foot="Trang 1/3"), 2: reading("hai", foot="Trang 2/3")}
    assert told(*batch_faults(batch("một", "hai"), {}, [], readings)) == [("page-missing", 2, ())]


def test_declared_sheets_are_held_against_sides() -> None:
    """One-sided or two-sided both count; anything else is said of the whole batch."""
    assert batch_faults(batch("a", "b", declared=2), {}, [], {}) == ()
    assert batch_faults(batch("a", "b", declared=1), {}, [], {}) == ()
    assert told(*batch_faults(batch("a", "b", declared=3), {}, [], {})) == [("double-feed", 0, ())]


def test_a_side_scanned_again_is_no_part_of_it() -> None:
    """Neither its faults nor its likeness nor its count."""
    blurred = Fault("blurred", 1)
    found = batch_faults(batch("a", "b", declared=1, replaced=(1,)), {1: (blurred,)}, [(1, 2)], {})
    assert found == ()


def test_reading_has_the_last_word_on_which_way_up_a_side_lies() -> None:
    """The picture's guess goes, and a turn that only reading saw comes."""
    guess = Fault("turned", 1, Remedy.LOOK)
    assert batch_faults(batch("a"), {1: (guess,)}, [], {1: reading("a")}) == ()
    assert told(*batch_faults(batch("a"), {1: ()}, [], {1: reading("a", rotation=180)})) == [("turned", 1, ())]
