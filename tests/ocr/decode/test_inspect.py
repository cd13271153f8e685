"""The inspector's promises: bounded, refused by name, and one bad page never takes its neighbours along."""

import os
import signal
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ocr.decode.inspect import SandboxedInspector
from ocr.decode.options import DecodeOptions
from ocr.decode.page import load_page
from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.paper import Colour
from pipeline.ports import PageInspector
from tests.ocr.decode.papers import drawn_page, jpeg, noise, scanned_pdf


@pytest.fixture(scope="module")
def inspector() -> Iterator[SandboxedInspector]:
    inspector = SandboxedInspector(DecodeOptions(children=1))
    yield inspector
    inspector.close()


def _refused(inspector: PageInspector, path: Path) -> str:
    with pytest.raises(RejectedInputError) as refused:
        inspector.inspect(path)
    assert refused.value.hint
    assert path.name not in str(refused.value)
    assert refused.value.__cause__ is None
    return refused.value.reference


def _tiff(path: Path, pages: int) -> Path:
    sheets = [drawn_page().convert("1") for _ in range(pages)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:], compression="group4", dpi=(100, 100))
    return path


def test_a_scan_is_described(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """Media type, size, resolution, colour; the digest is over the pixels."""
    (tmp_path / "scan.bin").write_bytes(jpeg(drawn_page(mode="RGB")))
    media_type, signed, (capture,) = inspector.inspect(tmp_path / "scan.bin")
    assert (media_type, signed) == ("image/jpeg", False)
    assert (capture.index, capture.width, capture.height, capture.dpi) == (0, 827, 1169, 100)
    assert (capture.colour, capture.blank, capture.damage) == (Colour.COLOUR, False, "")


def test_the_wrapper_does_not_count(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """The same JPEG alone and inside a PDF is the same capture."""
    (tmp_path / "a.jpg").write_bytes(jpeg(drawn_page()))
    scanned_pdf(tmp_path / "a.pdf", [drawn_page()])
    alone, wrapped = (inspector.inspect(tmp_path / name)[2][0] for name in ("a.jpg", "a.pdf"))
    assert alone.digest == wrapped.digest


def test_every_page_of_a_tiff_counts(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """Twelve pages in, twelve captures out, in order."""
    _, _, captures = inspector.inspect(_tiff(tmp_path / "a.tif", 12))
    assert [capture.index for capture in captures] == list(range(12))


def test_a_cut_tiff_keeps_its_good_pages_and_says_what_is_missing(
    inspector: SandboxedInspector, tmp_path: Path
) -> None:
    """Libraries quietly show fewer pages; we keep a place for the rest."""
    blob = _tiff(tmp_path / "a.tif", 6).read_bytes()
    (tmp_path / "cut.tif").write_bytes(blob[: int(len(blob) * 0.6)])
    _, _, captures = inspector.inspect(tmp_path / "cut.tif")
    damage = [capture.damage for capture in captures]
    assert damage[:3] == ["", "", ""]
    assert damage[-1] == "truncated-file"


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp", "gif", "jp2", "bmp", "heic", "pdf"])
@pytest.mark.parametrize("share", [0.03, 0.5, 0.9])
def test_half_a_file_is_never_taken_for_a_whole_one(
    suffix: str, share: float, inspector: SandboxedInspector, tmp_path: Path
) -> None:
    """Whatever the format and wherever the line went down."""
    picture = noise(400, 500)
    if suffix == "pdf":
        scanned_pdf(tmp_path / "whole.pdf", [picture])
    else:
        picture.convert("RGB").save(tmp_path / f"whole.{suffix}")
    blob = (tmp_path / f"whole.{suffix}").read_bytes()
    (tmp_path / "half.bin").write_bytes(blob[: int(len(blob) * share)])
    assert _refused(inspector, tmp_path / "half.bin") in ("truncated-file", "not-a-paper")


def test_what_is_not_a_paper_is_refused_by_name(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """Nothing, a web page, an office document, a PDF that is none, a PDF without pages."""
    (tmp_path / "nothing").write_bytes(b"")
    (tmp_path / "web.pdf").write_bytes(b"<!DOCTYPE html><title>502</title>")
    (tmp_path / "office.pdf").write_bytes(b"PK\x03\x04" + bytes(400))
    (tmp_path / "none.pdf").write_bytes(b"%PDF-1.7\n" + bytes(400))
    pikepdf.new().save(tmp_path / "empty.pdf")
    names = ("nothing", "web.pdf", "office.pdf", "none.pdf", "empty.pdf")
    assert [_refused(inspector, tmp_path / name) for name in names] == [
        "empty-file",
        "not-a-paper",
        "not-a-paper",
        "truncated-file",
        "no-pages",
    ]


def test_a_file_that_is_gone_says_nothing_about_the_paper(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """The disk is the machine's matter, not the branch's; and the path stays out of the message."""
    with pytest.raises(TransientError) as failed:
        inspector.inspect(tmp_path / "Nguyễn Văn A.pdf")
    assert "Nguyễn" not in str(failed.value)
    assert failed.value.__suppress_context__


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    """The cap is on the file, in any format."""
    inspector = SandboxedInspector(DecodeOptions(children=1, max_pages=3))
    try:
        assert _refused(inspector, _tiff(tmp_path / "a.tif", 4)) == "too-many-pages"
        pages = scanned_pdf(tmp_path / "a.pdf", [drawn_page(60, 60)] * 4)
        assert _refused(inspector, pages) == "too-many-pages"
    finally:
        inspector.close()


def test_a_bad_page_costs_itself_only(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """The second of three pages is damaged: its place is kept, its neighbours are read."""
    path = scanned_pdf(tmp_path / "a.pdf", [drawn_page()] * 3)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.pages[1].Resources.XObject.I
        stream.write(stream.read_raw_bytes()[:2500], filter=pikepdf.Name.DCTDecode)
        pdf.save()
    _, _, captures = inspector.inspect(path)
    assert [capture.damage for capture in captures] == ["", "page-unreadable", ""]
    assert (captures[1].width, captures[1].height) == (0, 0)


def _endless_page(path: Path) -> Path:
    """Three pages, the second of which fills the sheet forty thousand times over."""
    pdf = pikepdf.open(scanned_pdf(path, [drawn_page()] * 3), allow_overwriting_input=True)
    burden = b"0.1 0.2 0.3 rg\n" + b"0 0 m 595 842 l 595 0 l 0 842 l 300 421 200 100 50 60 c f*\n" * 150_000
    pdf.pages[1].obj.Contents = pdf.make_stream(burden)
    pdf.save(path)
    pdf.close()
    return path


def test_an_endless_page_runs_out_of_its_own_time(tmp_path: Path) -> None:
    """CPU time is bounded page by page; the pages after it are decoded by a fresh process."""
    inspector = SandboxedInspector(DecodeOptions(children=1, page_cpu_seconds=1))
    try:
        _, _, captures = inspector.inspect(_endless_page(tmp_path / "a.pdf"))
    finally:
        inspector.close()
    assert [capture.damage for capture in captures] == ["", "decoding-timed-out", ""]


def test_a_silent_process_is_ended(tmp_path: Path) -> None:
    """Wall time is bounded too: a stopped process is killed, and the next one answers."""
    (tmp_path / "a.jpg").write_bytes(jpeg(drawn_page()))
    inspector = SandboxedInspector(DecodeOptions(children=1, page_seconds=0.5))
    try:
        inspector.inspect(tmp_path / "a.jpg")
        with inspector._nursery.lend() as child:
            os.kill(child._process.pid, signal.SIGSTOP)
        assert _refused(inspector, tmp_path / "a.jpg") == "decoding-timed-out"
        assert len(inspector.inspect(tmp_path / "a.jpg")[2]) == 1
    finally:
        inspector.close()


def test_a_killed_process_is_replaced(tmp_path: Path) -> None:
    """Out of memory or a crash in a decoder: this file is refused, the next is not."""
    (tmp_path / "a.jpg").write_bytes(jpeg(drawn_page()))
    inspector = SandboxedInspector(DecodeOptions(children=1))
    try:
        inspector.inspect(tmp_path / "a.jpg")
        with inspector._nursery.lend() as child:
            os.kill(child._process.pid, signal.SIGKILL)
            child._process.wait()
        assert _refused(inspector, tmp_path / "a.jpg") == "decoder-crashed"
        assert len(inspector.inspect(tmp_path / "a.jpg")[2]) == 1
    finally:
        inspector.close()


def test_memory_is_bounded(tmp_path: Path) -> None:
    """A page within the pixel limit that still needs more than the process may have is too large."""
    inspector = SandboxedInspector(DecodeOptions(children=1, memory_bytes=700 * 1024**2))
    try:
        Image.new("RGB", (10_900, 10_900), "white").save(tmp_path / "a.png", compress_level=1)
        assert _refused(inspector, tmp_path / "a.png") == "page-too-large"
    finally:
        inspector.close()


def test_a_claimed_size_is_not_believed(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """A hundred bytes that claim 30,000 x 30,000 pixels."""
    head = struct.pack(">LL5B", 30_000, 30_000, 8, 0, 0, 0, 0)
    chunk = struct.pack(">L", len(head)) + b"IHDR" + head + b"\0\0\0\0"
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    assert _refused(inspector, tmp_path / "a.png") in ("page-too-large", "truncated-file")


def test_several_threads_may_ask(tmp_path: Path) -> None:
    """Two processes serve four askers; everyone gets the answer to his own file."""
    files = []
    for number in range(4):
        files.append(tmp_path / f"{number}.jpg")
        files[-1].write_bytes(jpeg(drawn_page(400 + number, 500)))
    found: dict[int, set[int]] = {number: set() for number in range(4)}
    inspector = SandboxedInspector(DecodeOptions(children=2))

    def ask(number: int) -> None:
        for _ in range(3):
            found[number].add(inspector.inspect(files[number])[2][0].width)

    try:
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        inspector.close()
    assert found == {number: {400 + number} for number in range(4)}


def test_a_long_file_does_not_grow_the_process(tmp_path: Path) -> None:
    """Memory follows the page, not the file: thirty pages peak where ten do."""
    peaks = []
    for pages in (10, 30):
        inspector = SandboxedInspector(DecodeOptions(children=1))
        inspector.inspect(scanned_pdf(tmp_path / f"{pages}.pdf", [drawn_page(mode="RGB")] * pages))
        with inspector._nursery.lend() as child:
            status = Path(f"/proc/{child._process.pid}/status").read_text()
        peaks.append(next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")))
        inspector.close()
    assert peaks[1] < peaks[0] + 16_000


def test_the_page_a_reader_loads_is_the_page_that_was_inspected(inspector: SandboxedInspector, tmp_path: Path) -> None:
    """`load_page` by the capture's index gives the capture's size."""
    path = scanned_pdf(tmp_path / "a.pdf", [drawn_page(300, 400), drawn_page(500, 600)])
    for capture in inspector.inspect(path)[2]:
        page = load_page(path, capture.index)
        assert (page.width, page.height) == (capture.width, capture.height)
