"""What a clerk types and a hand scanner gives: a code, or nothing; never half a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.station.codes import dossier_said
from pipeline.model.covers import cover_payload
from pipeline.model.ids import DossierCode

CODE = "H26.14-240823-0001"


@pytest.mark.parametrize(
    "said",
    [
        CODE,
        f"  {CODE}\t",
        CODE.lower(),
        CODE.replace("-", "–"),
        "H26.14 - 240823 - 0001",
        f"https://dichvucong.example/tra-cuu?ma={CODE}&x=1",
        cover_payload(DossierCode(CODE)),
    ],
)
def test_every_way_of_saying_a_code_is_that_code(said: str) -> None:
    """Typed in a hurry, from a receipt's address, from our cover sheet."""
    assert dossier_said(said) == CODE
    assert dossier_said(said, known_form=True) == CODE


@pytest.mark.parametrize(
    "said",
    [
        "",
        "xin chào",
        "0123456",
        "001094077120|012345678|NGUYEN VAN A|01011990|Nam|Hà Nội|01012021",
        f"{CODE} H26.14-240823-0002",
        "SOHOA1|H26.14-240823-0001|0000",
        "<script>alert(1)</script>",
    ],
)
def test_what_names_no_single_dossier_is_none(said: str) -> None:
    """An identity card, two codes, a torn cover sheet: nothing is guessed from them by a scanner."""
    assert dossier_said(said, known_form=True) == ""


def test_half_a_scanned_code_is_no_code_but_a_strange_typed_one_is() -> None:
    """A scan can lose its beginning; a clerk who types a form we do not know means it."""
    assert dossier_said("240823-0001", known_form=True) == ""
    assert dossier_said("DN/2024/000123") == "DN/2024/000123"


@given(st.text(max_size=80))
def test_anything_at_all_gives_a_code_or_nothing(said: str) -> None:
    """No text breaks it, and what comes out can stand in a manifest."""
    code = dossier_said(said)
    assert code == "" or (code.isascii() and " " not in code and len(code) <= 80)
