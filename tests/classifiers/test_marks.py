"""What barcodes and printed dossier codes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.marks import Meaning, codes_in, codes_printed_in, meaning_of
from pipeline.model.covers import cover_payload
from pipeline.model.geometry import Box
from pipeline.model.ids import DossierCode
from pipeline.model.reading import Barcode

BOX = Box(1, 2, 3, 4)
CODES = [
    "000.00.16.H26-240705-0001",
    "H56.14-240823-0001",
    "000.17.22.H56-210531-0001",
    "000.A0.01.H26-210212-9090",
    "G09.20-20260609-0092637",
]


def qr(text: str, symbology: str = "qr") -> Barcode:
    return Barcode(symbology, text, BOX)


@pytest.mark.parametrize("code", [*CODES, "any code the one-stop system gave"])
def test_our_cover_sheet_names_its_dossier(code: str) -> None:
    mark = meaning_of(qr(cover_payload(DossierCode(code))))
    assert (mark.meaning, mark.dossier, mark.box) == (Meaning.COVER_SHEET, code, BOX)


def test_the_check_is_what_the_sheets_print() -> None:
    """First four hex digits of SHA-256 over prefix and code: every printed sheet in use depends on it."""
    assert cover_payload(DossierCode("H26.14-240823-0001")) == "SOHOA1|H26.14-240823-0001|e7c7"


@pytest.mark.parametrize("text", ["SOHOA1|H26.14-240823-0001|0000", "SOHOA1||1234", "SOHOA1|", "SOHOA2|x|y", "", "|||"])
def test_a_damaged_cover_mark_is_not_ours(text: str) -> None:
    assert meaning_of(qr(text)).meaning is Meaning.FOREIGN


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "payload", ["{}", "https://dichvucong.example/tra-cuu?ma={}&x=1", '{{"maHoSo":"{}"}}', "{}|2.000815|x"]
)
def test_a_one_stop_mark_holds_a_dossier_code_somewhere(code: str, payload: str) -> None:
    mark = meaning_of(qr(payload.format(code)))
    assert (mark.meaning, mark.dossier) == (Meaning.DOSSIER, code)


def test_two_codes_in_one_mark_name_neither() -> None:
    assert meaning_of(qr(f"{CODES[0]} {CODES[1]}")).meaning is Meaning.FOREIGN


@pytest.mark.parametrize(
    "text", ["H26.14-241323-0001", "H26.14-240800-0001", "H26.14-30240823-0001", "https://zalo.me/1", "893601"]
)
def test_what_only_looks_like_a_code_is_foreign(text: str) -> None:
    """The day inside a code has to exist."""
    assert meaning_of(qr(text)).meaning is Meaning.FOREIGN


@pytest.mark.parametrize(
    ("text", "symbology"), [("PATCHT", "code128"), ("PATCH II", "code39"), ("patch-4", "code128"), ("2", "patch")]
)
def test_patch_sheets_are_known(text: str, symbology: str) -> None:
    assert meaning_of(qr(text, symbology)).meaning is Meaning.PATCH


def test_the_mark_of_an_identity_card_is_evidence_and_no_code_is_taken_from_it() -> None:
    mark = meaning_of(qr("001099000001|123456789|Nguyễn Văn Mẫu|01021999|Nam|Số 1 phố Mẫu|01012022"))
    assert (mark.meaning, mark.dossier) == (Meaning.ID_CARD, None)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Mã hồ sơ: H26.14-240823-0001", "H26.14-240823-0001"),
        ("H26.l4-24O823-OOO1", "H26.14-240823-0001"),
        ("H2G.14 - 240823 - 000I.", "H26.14-240823-0001"),
        ("OOO.00.16.H26-2407O5-000S", "000.00.16.H26-240705-0005"),
        ("000.A0.01.H26-210212-9090", "000.A0.01.H26-210212-9090"),
        ("G09.20–20260609–0092B37", "G09.20-20260609-0092837"),
    ],
)
def test_slips_inside_digit_groups_are_put_right(printed: str, code: str) -> None:
    """O/0, I/1, S/5, B/8, G/6: only where the code's form demands a digit."""
    assert codes_printed_in(printed) == (code,)


def test_the_full_stop_of_the_line_before_does_not_hide_a_code() -> None:
    """Nor does the number that ends it become part of the code; a code that goes on in the next line is still one."""
    assert codes_printed_in("theo Nghị định số 45.\nH26.14-240823-0001") == ("H26.14-240823-0001",)
    assert codes_printed_in("Mã hồ sơ: H26.14-\n240823-0001") == ("H26.14-240823-0001",)


@pytest.mark.parametrize("printed", ["Số: 15/QĐ-UBND", "ngày 05-01-2026", "0912 345 678", "H26", "001099000001"])
def test_no_code_is_invented_from_other_print(printed: str) -> None:
    assert codes_printed_in(printed) == ()


@given(st.text())
def test_no_payload_makes_it_fail(text: str) -> None:
    meaning_of(qr(text))
    codes_in(text)
    codes_printed_in(text)


def test_a_mark_does_not_show_its_payload() -> None:
    """A payload may hold an identity card."""
    assert "001099000001" not in repr(meaning_of(qr("001099000001|1|Nguyễn Văn Mẫu|01021999|Nam|")))
