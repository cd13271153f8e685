"""Records: canonical bytes out, the same value back, and nothing said about what cannot be read."""

import json
import traceback
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import IntegrityError
from pipeline.model.documents import Classification, Document, Doubt, Evidence, ExtractedField, Proposal
from pipeline.model.dossier import Entry, FileOffer, HandBack, HandBackReceipt, Manifest
from pipeline.model.geometry import Box
from pipeline.model.ids import (
    BatchId,
    BranchId,
    ComponentCode,
    Digest,
    DossierCode,
    KindCode,
    ProcedureCode,
    StationId,
    digest_of,
)
from pipeline.model.paper import Capture, Colour, Deposit, Lane, Outcome, Page, RefusedSide, ScanBatch
from pipeline.model.reading import Barcode, EngineIdentity, Line, PageReading, Word
from pipeline.model.work import (
    DocumentSummary,
    Event,
    Filing,
    Settlement,
    SideOutcome,
    Verdict,
    VerdictKind,
    WaitingFor,
)
from storage.codec import JsonCodec

NOON = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))
BATCH = BatchId("b-0123456789")
DOSSIER = DossierCode("H26.15-261124-0001")
ONE, TWO = digest_of(b"one"), digest_of(b"two")
BOX = Box(1, 2, 30, 40)
KIND = Classification(KindCode("birth-certificate"), "Giấy khai sinh", 0.875, (Evidence("title", 1, BOX),), "titles")
FIELD = ExtractedField("full-name", "Họ và tên", "ĐẶNG THỊ HOÀ", "Đặng Thị Hoà", 1, BOX, 0.75)
DOCUMENT = Document((1, 2), KIND, (FIELD,), (Evidence("title", 1),), 1.0, DOSSIER)
ENTRY = Entry(
    ComponentCode("01"), "Giấy khai sinh (bản sao)", BATCH, (1, 2), (ONE,), TWO, 4711, None, KIND, (FIELD,), (2,)
)
MANIFEST = Manifest(DOSSIER, ProcedureCode("2.000815"), 3, TWO, (ENTRY,))
OFFER = FileOffer("e1", ComponentCode("01"), "Giấy khai sinh", "01-birth-certificate.pdf", TWO, 4711, "Giấy khai sinh")
HAND_BACK = HandBack(DOSSIER, ProcedureCode("2.000815"), ONE, 3, (OFFER,))

VALUES: list[Any] = [
    PageReading(
        page=ONE,
        engine=EngineIdentity("tesseract", "5.3.0", "", (("psm", "3"),)),
        width=2480,
        height=3508,
        dpi=300,
        rotation=90,
        skew=-0.25,
        blank=False,
        lines=(Line((Word("CỘNG", BOX, 1.0), Word("HOÀ", BOX, 0.5)), BOX, "tesseract"),),
        barcodes=(Barcode("qr", "001087012345|Đặng Thị Hoà", BOX),),
        warnings=("low-contrast",),
    ),
    Proposal(BATCH, (DOCUMENT,), (3,), (4,), (Doubt("kind-unsure", (1, 2)),), (5,)),
    MANIFEST,
    HAND_BACK,
    HandBackReceipt(HAND_BACK.key, "sync", NOON, (("e1", "9876"),), already_there=False),
    ScanBatch(
        BATCH,
        BranchId("Q1"),
        StationId("Q1-01"),
        Lane.LIVE,
        None,
        2,
        NOON,
        (Deposit(ONE, 10, "image/tiff", "Hồ sơ của bà Hoà.tif", signed=True),),
        (Page(1, ONE, Capture(0, TWO, 2480, 3508, 300, Colour.GREY, blank=True)),),
        (RefusedSide(2, TWO, "truncated-file", "Rescan."),),
    ),
    Settlement(
        BATCH,
        ONE,
        (SideOutcome(1, Outcome.ATTACHED), SideOutcome(2, Outcome.QUARANTINED, "truncated-file")),
        (DocumentSummary((1,), KindCode("will"), "Di chúc", 0.5, Outcome.AWAITING_REVIEW, None),),
        (("kind-unsure", (1,), WaitingFor.REVIEWER),),
        (Filing(MANIFEST, TWO, HAND_BACK),),
    ),
    Verdict(BATCH, (1, 2), VerdictKind.DOSSIER, DOSSIER, "clerk-7", NOON),
    Event(1, NOON, "BatchTakenIn", BATCH, (("sides", "2"),), ONE, TWO),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_record_comes_back_as_it_went(value: Any) -> None:
    """Encode, decode, and encode again: the same value, the same bytes."""
    codec = JsonCodec(type(value))
    blob = codec.encode(value)
    assert codec.decode(blob) == value
    assert codec.encode(codec.decode(blob)) == blob


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_record_is_plain_json_anybody_can_read(value: Any) -> None:
    """UTF-8 as written, keys in order, no blanks: readable without this program."""
    blob = JsonCodec(type(value)).encode(value)
    document = json.loads(blob)
    assert json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == blob


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_record_of_another_kind_is_refused(value: Any) -> None:
    """No record passes for another: a field too many is refused just as one too few."""
    blob = JsonCodec(type(value)).encode(value)
    for other in {type(v) for v in VALUES} - {type(value)}:
        with pytest.raises(IntegrityError):
            JsonCodec(other).decode(blob)


def test_equal_moments_have_equal_bytes() -> None:
    """Noon in Hà Nội is five o'clock in Greenwich, and both are written with their offset."""
    verdict = Verdict(BATCH, (1,), VerdictKind.ACCEPT, "", "clerk-7", NOON)
    same = replace(verdict, at=NOON.astimezone(UTC))
    codec = JsonCodec(Verdict)
    assert verdict == same
    assert codec.encode(verdict) == codec.encode(same)
    assert b"2026-11-24T05:00:00.123456+00:00" in codec.encode(verdict)
    assert codec.decode(codec.encode(verdict)).at.utcoffset() == timedelta(0)


def test_equal_numbers_have_equal_bytes() -> None:
    """1 and 1.0 are one confidence, 0.0 and -0.0 one skew."""
    codec = JsonCodec(PageReading)
    reading: PageReading = VALUES[0]
    for one, other in ((1, 1.0), (0.0, -0.0), (0, 0.0)):
        assert codec.encode(replace(reading, skew=one)) == codec.encode(replace(reading, skew=other))
    assert isinstance(codec.decode(codec.encode(replace(reading, skew=1))).skew, float)


@given(st.text(min_size=1).map(lambda text: unicodedata.normalize("NFC", text)), st.floats(0, 1))
def test_text_and_confidence_survive_letter_for_letter(text: str, confidence: float) -> None:
    """NFC stays NFC, whatever the letters; a confidence keeps its last bit."""
    codec = JsonCodec(Word)
    word = Word(text, BOX, confidence)
    back = codec.decode(codec.encode(word))
    assert back == word
    assert unicodedata.is_normalized("NFC", back.text)


@given(st.text(), st.datetimes(timezones=st.timezones()), st.lists(st.integers(1, 10**6)).map(tuple))
def test_any_verdict_survives(value: str, at: datetime, pages: tuple[int, ...]) -> None:
    """Also in time zones nobody here lives in, and at hours that exist twice."""
    codec = JsonCodec(Verdict)
    try:
        at.astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar
        return
    verdict = Verdict(BATCH, pages, VerdictKind.KIND, value, "clerk-7", at)
    back = codec.decode(codec.encode(verdict))
    assert replace(back, at=at) == verdict
    assert back.at.timestamp() == at.timestamp()
    assert codec.encode(back) == codec.encode(verdict)


GOOD = JsonCodec(Verdict).encode(Verdict(BATCH, (1,), VerdictKind.KIND, "Đặng Thị Hoà", "clerk-7", NOON))
BAD = {
    "empty": b"",
    "cut off": GOOD[:-5],
    "no JSON": b"Dang Thi Hoa",
    "not UTF-8": GOOD.replace("Đ".encode(), b"\xff"),
    "another field": GOOD.replace(b'"by"', b'"secret":"Hoa","by"'),
    "a missing field": GOOD.replace(b'"by":"clerk-7",', b""),
    "a wrong type": GOOD.replace(b"[1]", b'["Hoa"]'),
    "two values": GOOD + b"," + GOOD,
    "escaping the frame": b"]",
    "an unknown word": GOOD.replace(b'"kind":"kind"', b'"kind":"Hoa"'),
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("case", BAD)
def test_unreadable_bytes_are_refused_without_quoting_them(case: str) -> None:
    """Neither the message nor the traceback nor anything chained to it holds what the record held."""
    with pytest.raises(IntegrityError) as refused:
        JsonCodec(Verdict).decode(BAD[case])
    error = refused.value
    assert error.reference == "record-unreadable"
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join(traceback.format_exception(error))
    assert "Hoa" not in shown
    assert "Hoà" not in shown


@dataclass(frozen=True)
class Unsayable:
    value: object


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), NOON.replace(tzinfo=None), "Ho\udce0", b"bytes", {1: "x"}], ids=repr
)
def test_what_json_cannot_say_is_refused_when_written(value: object) -> None:
    """A defect shows at once, not years later when the record is read; and the content is not quoted."""
    with pytest.raises((ValueError, TypeError)) as refused:
        JsonCodec(Unsayable).encode(Unsayable(value))
    assert "Ho" not in str(refused.value)
    assert not isinstance(refused.value, UnicodeError)


def test_a_reading_does_not_pass_through_the_digest_of_another() -> None:
    """Different values, different bytes: the digest names one value only."""
    codec = JsonCodec(PageReading)
    reading: PageReading = VALUES[0]
    others = [replace(reading, skew=0.5), replace(reading, blank=True), replace(reading, page=Digest(TWO))]
    assert len({codec.encode(r) for r in [reading, *others]}) == 4
