"""What a cover sheet's mark says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.covers import CODE_EXAMPLES, CoverMark, cover_mark, cover_payload, is_dossier_code, printed_check
from pipeline.model.ids import DossierCode

CODE = DossierCode("H26.14-240823-0001")


def test_what_was_printed_keeps_its_meaning() -> None:
    """Sheets lie in drawers for years: both payloads, and the check people see, stand here letter by letter."""
    assert cover_payload(CODE) == "SOHOA1|H26.14-240823-0001|e7c7"
    assert cover_payload(CODE, 12) == "SOHOA1|H26.14-240823-0001|12|1a5e"
    assert printed_check(CODE) == "6664"


@given(st.from_regex(r"[A-Z0-9.\-]{1,30}", fullmatch=True), st.none() | st.integers(1, 9999))
def test_a_mark_says_what_was_put_into_it(code: str, sheets: int | None) -> None:
    assert cover_mark(cover_payload(DossierCode(code), sheets)) == CoverMark(DossierCode(code), sheets)


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_damaged_mark_says_nothing(noise: str, at: int) -> None:
    """Never another code, never another count, never an exception."""
    whole = cover_payload(CODE, 12)
    damaged = whole[:at] + noise + whole[at + 1 :]
    assert cover_mark(damaged) in (None, CoverMark(CODE, 12)) or damaged == whole
    cover_mark(noise)


@pytest.mark.parametrize(
    "payload", ["SOHOA1|H26.14-240823-0001|0|1a5e", "SOHOA1|H26.14-240823-0001||e7c7", "SOHOA1|||"]
)
def test_a_count_that_cannot_be_is_no_mark(payload: str) -> None:
    assert cover_mark(payload) is None


@pytest.mark.parametrize("code", [*CODE_EXAMPLES, "000.A0.01.H26-210212-9090", "000.00.16.H26-20240705-0001"])
def test_every_form_in_use_is_a_code(code: str) -> None:
    assert is_dossier_code(code)


@pytest.mark.parametrize(
    "text", ["", "H26", "H26.14-240823", "H26.14-241323-0001", "h26.14-240823-0001", "H26.14-240823-0001 ", "0912345678", "Mã: H26.14-240823-0001"]
)  # fmt: skip
def test_nothing_else_is(text: str) -> None:
    """A month 13, a small letter, a blank: not put right, not taken."""
    assert not is_dossier_code(text)
