"""A PDF that was cut says so, however its maker wrote its end."""

import io
from pathlib import Path

import pikepdf
import pytest

from scanners.endings import ends_early

PAPERS = Path(__file__).parents[1] / "papers"


def made(tmp_path: Path, **how: object) -> bytes:
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    pdf.save(path := tmp_path / "made.pdf", **how)  # type: ignore[arg-type]
    return path.read_bytes()


def early(tmp_path: Path, blob: bytes) -> bool:
    (tmp_path / "x").write_bytes(blob)
    return ends_early(tmp_path / "x")


@pytest.mark.parametrize(
    "how", [{}, {"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}], ids=str
)
def test_every_cut_is_seen_and_no_whole_file_is_called_cut(tmp_path: Path, how: dict[str, object]) -> None:
    """At every byte but the padding after the end."""
    blob = made(tmp_path, **how)
    assert not early(tmp_path, blob)
    whole = len(blob.rstrip())
    # a file for the web has an end near its beginning: a cut in the very first bytes after it shows no object yet
    starts = blob.find(b"%%EOF") + 40 if how.get("linearize") else 20
    assert all(early(tmp_path, blob[:cut]) for cut in range(starts, whole))


def test_an_end_after_padding_is_an_end(tmp_path: Path) -> None:
    """Some devices fill the last block, and the one after it."""
    blob = made(tmp_path)
    for padding in (b"\0" * 511, b"\0" * 100_000, b"\r\n\x1a", b" " * 8192):
        assert not early(tmp_path, blob + padding)
        assert early(tmp_path, blob[: len(blob) // 2] + padding)


def test_a_file_that_was_added_to_and_cut_there_is_cut(tmp_path: Path) -> None:
    """The earlier end is no end of this file."""
    blob = made(tmp_path)
    more = b"\n9 0 obj\n<< /Type /Sig >>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"
    assert not early(tmp_path, blob + more)
    assert all(early(tmp_path, blob + more[:cut]) for cut in range(8, len(more.rstrip())))


def test_papers_as_they_come_are_whole(tmp_path: Path) -> None:
    """No real-looking paper is held back; other kinds of files are not judged."""
    found = [path for path in PAPERS.rglob("*") if path.suffix in (".pdf", ".jpg", ".tif")]
    assert len(found) > 5
    cut = [path.name for path in found if ends_early(path) and "hong" not in str(path)]
    assert cut == []
    assert not early(tmp_path, b"")
    assert not early(tmp_path, io.BytesIO(b"\xff\xd8\xff").getvalue())
