"""Numbers and dates as engines and clerks write them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.extract.dates import date_in_words, dates_in
from classifiers.extract.figures import as_digits, digit_runs, number_from_words
from classifiers.extract.layout import Strip
from classifiers.extract.quantities import decimal_of
from classifiers.extract.readers import READERS
from classifiers.text import fold_letters
from tests.classifiers.extract.pages import drawn, sheet


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Hà Nội, ngày 05 tháng 01 năm 2020", "2020-01-05"),
        ("ngày 19 tháng02 năm 2025", "2025-02-19"),
        ("ngày ..05.. tháng 1 năm 2020", "2020-01-05"),
        ("ngày      tháng 01 năm 2020", "2020-01"),
        ("ngày — tháng năm 2020", "2020"),
        ("ngày 48 tháng 02 năm 2025", "2025-02"),
        ("ngày 7# tháng 22năm 2025", "2025"),
        ("ngày 31 tháng 02 năm 2025", "2025-02"),
        ("O1.02.l990", "1990-02-01"),
        ("1/2/1990", "1990-02-01"),
        ("5/1987", "1987-05"),
        ("1987", "1987"),
    ],
)
def test_dates_in_all_their_forms(written: str, value: str) -> None:
    """ISO, and only as much as can be read."""
    assert [found.value for found in dates_in(fold_letters(written))] == [value]


def test_a_marked_letter_is_no_figure() -> None:
    """``ô4`` was a handwritten 31: marks on a misread figure show that nothing is known."""
    written = "ngày ô4 tháng 5 năm 2019"
    assert dates_in(fold_letters(written), written)[0].value == "2019-05"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2149, 12, 31)))
def test_a_written_date_reads_back(day: date) -> None:
    """Figures and spelled form say the same day."""
    for written in (f"{day:%d/%m/%Y}", f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"):
        assert dates_in(fold_letters(written))[0].value == day.isoformat()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Ngày một tháng hai năm hai nghìn không trăm hai mươi", "2020-02-01"),
        ("ngày năm tháng năm năm một nghìn chín trăm chín mươi lăm", "1995-05-05"),
        ("ngày mồng mười tháng tư năm một chín chín tám", "1998-04-10"),
        ("ngày ba mươi tháng hai năm hai nghìn", None),
        ("tháng nào cũng được", None),
    ],
)
def test_dates_in_words(words: str, value: str | None) -> None:
    """``năm`` is five and year at once; impossible days are no days."""
    assert date_in_words(fold_letters(words)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("bốn trăm triệu đồng", 400_000_000),
        ("Ba tỷ chín trăm bốn mươi mốt triệu sáu trăm năm mươi nghìn đồng chẵn", 3_941_650_000),
        ("mười lăm nghìn", 15_000),
        ("hai nghìn lẻ một", 2001),
        ("đồng", None),
    ],
)
def test_numbers_in_words(words: str, value: int | None) -> None:
    """As on receipts and contracts."""
    assert number_from_words(fold_letters(words)) == value


def test_letters_alone_are_never_made_a_number() -> None:
    """A repair needs a real figure beside it."""
    assert as_digits("ois") is None
    assert as_digits("1o5") == ("105", True)
    assert digit_runs("0010876s4321 0912345678", (9, 12)) == ((0, 12, "001087654321", True),)


@pytest.mark.parametrize(
    ("figures", "value"),
    [
        ("120,5", "120.5"),
        ("1.250,7", "1250.7"),
        ("1.250", "1250"),
        ("85", "85"),
        ("1,250,300", "1250300"),
        ("1,2,3", None),
    ],
)
def test_vietnamese_decimals(figures: str, value: str | None) -> None:
    """Comma before the decimals, dots between thousands."""
    assert decimal_of(figures) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("000.00.16.H26-240705-0001", "000.00.16.H26-240705-0001"),
        ("H56.14-240823-0001", "H56.14-240823-0001"),
        ("000.A0.01.H26-210212-9090", "000.A0.01.H26-210212-9090"),
        ("G09.20-20260609-0092637", "G09.20-20260609-0092637"),
        ("000.00.16.H2S-2407O5-OO01", "000.00.16.H25-240705-0001"),
        ("số 15/QĐ-UBND", None),
        ("0912-345678-1234", None),
    ],
)
def test_dossier_codes_in_every_known_form(printed: str, value: str | None) -> None:
    """Tolerant, mended only where figures must stand, never composed."""
    strip = sheet(drawn(printed)).rows[0]
    reading = READERS["dossier_code"](strip)
    assert (reading and reading.value) == value


@given(st.text(max_size=80))
def test_readers_never_stumble(text: str) -> None:
    """Whatever an engine makes up, a reader answers or declines, within the text."""
    normal = unicodedata.normalize("NFC", text)
    words = [w for w in normal.split() if w]
    strip = Strip.of(w for row in (sheet(drawn(" ".join(words))).rows if words else ()) for w in row.words)
    for reader in READERS.values():
        reading = reader(strip)
        if reading is not None:
            assert 0 <= reading.start < reading.end <= len(strip.text)
            assert 0.0 <= reading.quality <= 1.0
