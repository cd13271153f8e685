"""Complete is claimed when the device vouches for exactly what arrived whole, and never otherwise.

Each quirk was measured on a real server or reported for a device that is named.
"""

from collections.abc import Callable

import pytest

from pipeline.model.paper import Colour
from scanners.devices import ScanJob, Source
from tests.scanners.escl.conftest import Scan
from tests.servers.escl import (
    EsclScanner,
    Scenario,
    after,
    closes_early,
    code,
    cut,
    drips,
    drips_headers,
    empty,
    feeding,
    floods,
    fragment,
    hangs_up,
    never_ends,
    page,
    pdf_of,
    says,
    side,
)

Play = Callable[[Scenario], EsclScanner]
SHEETS = tuple(side(n) for n in range(1, 11))
BLANK = side(0, blank=True)
ONE, TWO, THREE = SHEETS[:3]

ABORTED = {"end_state": "Aborted", "end_reasons": ("ResourcesAreNotReady",)}


@pytest.mark.parametrize("end_code", [404, 409, 410])
def test_ten_sheets_arrive_and_the_device_vouches_for_them(play: Play, scan: Scan, end_code: int) -> None:
    """The end of the feed is 404 here and 409 there; the count decides."""
    scanner = play(feeding(*SHEETS, end_code=end_code))
    files, end = scan(scanner)
    assert (end.complete, end.claimed, end.sides, end.alarms) == (True, 10, 10, ())
    assert [file.path.read_bytes() for file in files] == list(SHEETS)
    assert [file.path.name for file in files][:2] == ["page-0001.jpg", "page-0002.jpg"]
    assert sorted(p.name for p in files[0].path.parent.iterdir()) == [file.path.name for file in files]
    assert not any(asked.startswith("DELETE") for asked in scanner.requests)


def test_the_state_is_read_before_the_job_is_deleted(play: Play, scan: Scan) -> None:
    """After DELETE a completed job reads Canceled; a job that did not complete is ended at the device."""
    scanner = play(feeding(ONE, **ABORTED))
    _, end = scan(scanner)
    kinds = [asked.partition(" ")[0] + " " + asked.rpartition("/")[2] for asked in scanner.requests]
    assert end.failure is not None
    assert "GET ScannerStatus" in kinds[kinds.index("GET NextDocument") :]


FAILED = {
    "jam, empty 200, then 404": (Scenario((page(ONE), empty()), **ABORTED, made=2), [1], "scan-aborted"),
    "jam, and the feeder says so": (
        Scenario((page(ONE), empty()), **ABORTED, end_adf="ScannerAdfJam"),
        [1],
        "paper-jam",
    ),
    "jam while the job is held": (
        Scenario((page(ONE), says(adf="ScannerAdfJam"), *[code(503)] * 300)),
        [1],
        "paper-jam",
    ),
    "cover open": (Scenario((page(ONE),), **ABORTED, end_adf="ScannerAdfHatchOpen", end_code=409), [1], "cover-open"),
    "two sheets at once": (
        Scenario((page(ONE),), **ABORTED, end_adf="ScannerAdfMultipickDetected"),
        [1],
        "double-feed-detected",
    ),
    "no paper": (Scenario((), **ABORTED, adf="ScannerAdfEmpty", made=0), [], "feeder-empty"),
    "no paper, 200 first and completed": (Scenario((empty(),), adf="ScannerAdfEmpty", made=1), [], "feeder-empty"),
    "no paper, 200 first, and the feeder always says loaded (AirSane)": (
        Scenario((empty(),), end_adf="ScannerAdfLoaded", made=1),
        [],
        "scan-empty",
    ),
    "no paper, called a jam (WorkCentre 3345)": (
        Scenario((), **ABORTED, adf="ScannerAdfEmpty", end_adf="ScannerAdfJam", made=0),
        [],
        "feeder-empty",
    ),
    "no memory": (
        Scenario((page(ONE),), end_state="Aborted", end_reasons=("OutOfMemory",)),
        [1],
        "scanner-out-of-memory",
    ),
    "cancelled on its panel": (
        Scenario((page(ONE),), end_state="Canceled", end_reasons=("JobCanceledByUser",)),
        [1],
        "scan-cancelled-at-device",
    ),
    "completed with 0 images although one came": (feeding(ONE, made=0), [1], "scan-incomplete"),
    "one sheet more than arrived": (feeding(ONE, TWO, made=3), [1, 2], "scan-incomplete"),
    "no count at all": (feeding(ONE, made=-1), [1], "scan-not-vouched"),
    "the job is not listed": (feeding(ONE, listed=False), [1], "scan-not-vouched"),
    "completed, and nothing came": (Scenario((), end_adf=""), [], "scan-empty"),
    "a fragment in between": (
        Scenario((page(ONE), fragment(TWO), page(THREE)), made=3),
        [1, 3],
        "scan-page-damaged",
    ),
    "a fragment the device does not count": (
        Scenario((page(ONE), fragment(TWO), page(THREE))),
        [1, 3],
        "scan-page-damaged",
    ),
    "cut off in the middle": (Scenario((page(ONE), cut(TWO), page(THREE)), made=3), [1, 3], "scan-page-damaged"),
    "cut off without a length": (
        Scenario((page(ONE), closes_early(TWO), page(THREE)), made=3),
        [1, 3],
        "scan-page-damaged",
    ),
    "a PDF fragment": (
        Scenario((fragment(pdf_of([ONE, TWO]), 0.3, "application/pdf"),), **ABORTED),
        [],
        "scan-aborted",
    ),
    "a web page instead": (
        Scenario((page(b"<html><body>Please log in</body></html>", "text/html"),)),
        [],
        "scan-page-damaged",
    ),
    "one damaged page after the other": (Scenario((fragment(ONE),) * 9), [], "scan-page-damaged"),
    "a response that never ends": (Scenario((page(ONE), never_ends(TWO))), [1], "scan-stalled"),
    "busy for ever": (Scenario((page(ONE), *[code(503)] * 1000)), [1], "scan-stalled"),
}


@pytest.mark.parametrize("name", FAILED)
def test_what_is_not_proved_is_handed_over_as_partial(play: Play, scan: Scan, name: str) -> None:
    """The sides that came whole are kept; the failure has the most telling name the device gives it."""
    scenario, arrived, reference = FAILED[name]
    files, end = scan(play(scenario))
    assert end.failure is not None
    assert end.failure.reference == reference
    assert [file.path.read_bytes() for file in files] == [SHEETS[n - 1] for n in arrived]
    assert end.partial == bool(arrived)
    assert not list(files[0].path.parent.glob("*.part")) if files else True


GOOD = {
    "503 for long (HP M234sdw)": Scenario((page(ONE), *[code(503)] * 8, page(TWO))),
    "503 with Retry-After": Scenario((code(503, Retry_After="1"), page(ONE), page(TWO))),
    "404 too early (Brother MFC-L2710DW, Xerox B205)": Scenario((page(ONE), code(404), code(404), page(TWO))),
    "410 too early": Scenario((page(ONE), code(410), page(TWO))),
    "hangs up instead of answering": Scenario((page(ONE), hangs_up(), page(TWO))),
    "slow": Scenario((after(0.3, page(ONE)), after(0.3, page(TWO)))),
    "thinks for longer than a page may be silent": Scenario((page(ONE), after(1.2, page(TWO)))),
    "completed before the last page is fetched": Scenario(
        (page(ONE), says(state="Completed", made=2), code(404), page(TWO))
    ),
    "the state settles late": feeding(ONE, TWO, settles_after=4),
    "a feeder that always says loaded": feeding(ONE, TWO, end_adf="ScannerAdfLoaded"),
    "busy at first": feeding(ONE, TWO, create=(503, 503)),
    "another path": feeding(ONE, TWO, base="/scan/airscan-7"),
    "wants localhost (HP compact server)": feeding(ONE, TWO, server="HP_Compact_Server"),
}


@pytest.mark.parametrize("name", GOOD)
def test_quirks_that_lose_nothing_do_not_spoil_the_proof(play: Play, scan: Scan, name: str) -> None:
    """Late, busy, oddly worded: both sheets are here, the device vouches, the scan is complete."""
    files, end = scan(play(GOOD[name]))
    assert (end.failure, end.claimed) == (None, 2)
    assert [file.path.read_bytes() for file in files] == [ONE, TWO]


def test_a_damaged_page_leaves_a_gap_in_the_numbers(play: Play, scan: Scan) -> None:
    """The clerk is told which side of the stack is missing."""
    files, end = scan(play(Scenario((page(ONE), fragment(TWO), page(THREE)), made=3)))
    assert [file.first for file in files] == [1, 3]
    assert end.failure is not None
    assert end.failure.sides == (2,)


@pytest.mark.parametrize("act", [drips(), drips_headers()], ids=["in the page", "in a header"])
def test_bytes_that_never_stop_coming_do_not_hold_us(play: Play, scan: Scan, act: object) -> None:
    """No read timeout fires while something arrives, so the exchange as a whole is bounded."""
    _, end = scan(play(Scenario((act,))), page_seconds=0.5, patience_seconds=0.5)  # type: ignore[arg-type]
    assert end.failure is not None
    assert end.failure.reference == "scan-stalled"


def test_a_flood_is_cut_off(play: Play, scan: Scan) -> None:
    """A document has a largest size; what came of it is not kept."""
    files, end = scan(play(Scenario((floods(4 << 20),))), largest_page=1 << 20)
    assert (files, end.failure and end.failure.reference) == ([], "scan-too-large")


def test_a_whole_scan_is_bounded(play: Play, scan: Scan) -> None:
    """A device that feeds for ever is stopped by the clock of the job, and by the number of sides."""
    endless = Scenario(tuple(after(0.05, page(SHEETS[n % 10])) for n in range(500)))
    files, end = scan(play(endless), job_seconds=1)
    assert files
    assert end.failure is not None
    assert end.failure.reference == "scan-stalled"
    files, end = scan(play(endless), most_sides=4)
    assert (len(files), end.failure and end.failure.reference) == (4, "scan-too-large")


# ---------------------------------------------------------------- both sides, PDF, the glass


def test_fronts_and_backs_follow_each_other(play: Play, scan: Scan) -> None:
    """In duplex the order of arrival is kept; blank backs are equal by right and raise no alarm."""
    scanner = play(feeding(ONE, BLANK, TWO, BLANK, THREE, BLANK))
    files, end = scan(scanner, ScanJob(source=Source.DUPLEX))
    assert [file.path.read_bytes() for file in files] == [ONE, BLANK, TWO, BLANK, THREE, BLANK]
    assert (end.complete, end.alarms) == (True, ())
    assert "<scan:Duplex>true</scan:Duplex>" in scanner.settings[0]


def test_the_same_picture_again_is_an_alarm_and_nothing_is_dropped(play: Play, scan: Scan) -> None:
    """A device that sends page 1 again and again (naps2 502) is noticed: two sheets never give the same pixels."""
    files, end = scan(play(feeding(ONE, TWO, ONE, ONE)), ScanJob(source=Source.DUPLEX))
    assert len(files) == 4
    assert [(alarm.reference, alarm.sides) for alarm in end.alarms] == [("same-picture-again", (1, 3, 4))]


def test_an_odd_number_of_sides_in_duplex_is_an_alarm(play: Play, scan: Scan) -> None:
    """A device that leaves blank backs out by itself changes which side belongs to which sheet."""
    _, end = scan(play(feeding(ONE, BLANK, TWO)), ScanJob(source=Source.DUPLEX))
    assert end.complete
    assert [alarm.reference for alarm in end.alarms] == ["scan-odd-sides"]


def test_a_feeder_that_can_say_empty_is_believed_when_it_says_loaded(play: Play, scan: Scan) -> None:
    """Paper left in the feeder after a complete job is worth a look, unless the feeder always says so."""
    early = Scenario((says(adf="ScannerAdfEmpty"), code(503), page(ONE)), end_adf="ScannerAdfLoaded")
    _, end = scan(play(early))
    assert end.complete
    assert [alarm.reference for alarm in end.alarms] == ["feeder-still-loaded"]


def test_done_with_paper_in_the_feeder_is_asked_once_more(play: Play, scan: Scan) -> None:
    """A job that calls itself done too early, with a count that fits: the sheet still to come is waited for."""
    early = Scenario(
        (
            says(adf="ScannerAdfEmpty"),
            code(503),
            says(adf="ScannerAdfLoaded"),
            page(ONE),
            says(state="Completed", made=1),
            code(404),
            says(state="Processing", made=None),
            page(TWO),
        )
    )
    _, end = scan(play(early))
    assert (end.complete, end.sides) == (True, 2)


def test_one_document_may_hold_many_sides(play: Play, scan: Scan) -> None:
    """Sides are counted in the file, so the device's count still proves the scan."""
    whole = pdf_of([ONE, TWO, THREE])
    scanner = play(Scenario((page(whole, "application/pdf"),), made=3))
    (file,), end = scan(scanner, media_type="application/pdf")
    assert (end.complete, file.sides, file.media_type, file.path.suffix) == (True, 3, "application/pdf", ".pdf")
    assert "application/pdf" in scanner.settings[0]
    _, end = scan(play(Scenario((page(whole, "application/pdf"),), made=4)))
    assert end.failure is not None
    assert end.failure.reference == "scan-incomplete"


def test_the_glass_gives_one_page_and_is_not_asked_for_another(play: Play, scan: Scan) -> None:
    """A platen job that says it is done is done; the feeder's state beside it is nobody's concern."""
    scanner = play(Scenario((says(state="Completed", made=1, adf="ScannerAdfJam"), page(ONE))))
    _, end = scan(scanner, ScanJob(source=Source.FLATBED))
    assert end.complete
    assert sum(asked.endswith("NextDocument") for asked in scanner.requests) == 1
    assert "<pwg:InputSource>Platen</pwg:InputSource>" in scanner.settings[0]
    _, end = scan(play(feeding(ONE)), ScanJob(source=Source.FLATBED, colour=Colour.GREY))
    assert end.complete
