"""`sohoa cover` at a branch: a PDF for the printer, or a sentence that says what to type instead."""

import io
from pathlib import Path

import pikepdf

from tests.flows.test_cli import lines, sohoa

CODES = ("H26.14-240823-0001", "G09.20-20260609-0092637")


def test_every_code_has_a_sheet_and_a_code_named_twice_has_one(tmp_path: Path) -> None:
    out = tmp_path / "to.pdf"
    (told,) = lines(sohoa("cover", *CODES, CODES[0], "--out", str(out), "--day", "2026-11-24", "--json"))
    assert told == {"file": str(out), "sheets": 2, "codes": list(CODES)}
    with pikepdf.open(io.BytesIO(out.read_bytes())) as pdf:
        assert len(pdf.pages) == 2
    assert [path.name for path in tmp_path.glob("to.pdf*")] == ["to.pdf"]


def test_a_wrong_code_makes_no_sheet_and_says_what_a_code_looks_like(tmp_path: Path) -> None:
    """The branch acts next: exit 10."""
    out = tmp_path / "to.pdf"
    refused = sohoa("cover", "H26.14-241323-0001", "--out", str(out))
    assert refused.returncode == 10
    assert "dossier-code-malformed" in refused.stderr
    assert "H26.14-240823-0001" in refused.stderr
    assert not out.exists()


def test_a_folder_that_is_not_there_is_the_operators_to_mend(tmp_path: Path) -> None:
    refused = sohoa("cover", CODES[0], "--out", str(tmp_path / "none" / "to.pdf"))
    assert refused.returncode == 20
    assert "cover-not-written" in refused.stderr
