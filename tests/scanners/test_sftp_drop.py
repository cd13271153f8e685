"""Devices that can only SFTP, against Debian's own server: nothing cut off is ever taken as whole, nothing whole is lost.

What decodes is decided by the real decoder over real-looking papers, in the four formats devices send.
"""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from flows.intake import opens_with
from ocr.decode.inspect import SandboxedInspector
from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId
from scanners.folder import WatchedFolder
from tests.scanners.test_folder import START, watch
from tests.servers.sftp import SftpClient, ready

pytestmark = pytest.mark.skipif(bool(ready()), reason="needs Debian's openssh-sftp-server")
BATCH = BatchId("b-0123456789")
PAPERS = Path(__file__).parents[1] / "papers"


def pages(form: str) -> bytes:
    """Two different A5 pages with some noise in them (one where the form holds one)."""
    images = [Image.effect_noise((1240, 874), 40 + 20 * n).convert("RGB") for n in range(2)]
    file = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if form in ("TIFF", "PDF") else {}
    images[0].save(file, form, resolution=150, **more)
    return file.getvalue()


FORMS = {"scan.jpg": pages("JPEG"), "scan.png": pages("PNG"), "scan.tif": pages("TIFF"), "scan.pdf": pages("PDF")}


class Drop:
    """A folder an SFTP account writes into, watched with the real decoder, and a clock to wait by."""

    def __init__(self, root: Path, inspector: SandboxedInspector) -> None:
        self.root = root
        self.inspector = inspector
        self.source: WatchedFolder = watch(root, opens_with(inspector))
        self.time = START

    def look(self, after: float = 0) -> list[bytes]:
        """The first file of everything offered after so many seconds."""
        self.time += timedelta(seconds=after)
        return [self.source.load(d).files[0].path.read_bytes() for d in self.source.ready(self.time)]

    def lacks(self) -> list[str]:
        return [waiting.reference for waiting in self.source.waiting(self.time)]

    def take(self) -> list[bytes]:
        """Take in what is offered."""
        taken = []
        for delivery in list(self.source.ready(self.time)):
            taken += [file.path.read_bytes() for file in self.source.load(delivery).files]
            self.source.acknowledge(delivery, BATCH, self.time)
        return taken


@pytest.fixture(scope="module")
def inspector() -> Iterator[SandboxedInspector]:
    inspector = SandboxedInspector()
    yield inspector
    inspector.close()


@pytest.fixture
def drop(tmp_path: Path, inspector: SandboxedInspector) -> Drop:
    return Drop(tmp_path, inspector)


@pytest.mark.parametrize("name", FORMS)
def test_a_whole_upload_is_taken_once_it_is_still(drop: Drop, name: str) -> None:
    """Under its final name from the first byte, as most devices do."""
    with SftpClient(drop.root) as device:
        device.upload(name, FORMS[name])
    assert drop.look() == []
    assert drop.look(after=5) == [FORMS[name]]
    assert drop.take() == [FORMS[name]]
    assert drop.look(after=60) == []


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99, 0.9999])
@pytest.mark.parametrize("name", FORMS)
def test_a_line_cut_in_the_middle_is_never_taken_as_whole(drop: Drop, name: str, share: float) -> None:
    """The server closes the file under its final name just as for a whole one. The device's next try heals it."""
    blob = FORMS[name]
    device = SftpClient(drop.root)
    device.write(device.begin(name), 0, blob[: int(len(blob) * share)])
    device.cut()
    drop.look()
    assert drop.look(after=60) == []
    assert drop.lacks() == ["delivery-not-decodable"]
    with SftpClient(drop.root) as again:
        again.upload(name, blob)
    drop.look()
    assert drop.look(after=5) == [blob]


@pytest.mark.parametrize("name", ["scan.jpg", "scan.png", "scan.tif"])
def test_what_stays_cut_off_is_offered_after_the_patience_and_does_not_open(drop: Drop, name: str) -> None:
    """So that somebody hears of it; it is never taken for a good page."""
    blob = FORMS[name][: int(len(FORMS[name]) * 0.9)]
    device = SftpClient(drop.root)
    device.write(device.begin(name), 0, blob)
    device.cut()
    drop.look()
    assert drop.look(after=120) == [blob]
    assert not opens_with(drop.inspector)(drop.root / name)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99, 0.9999])
def test_a_pdf_that_stays_cut_off_is_never_taken_although_it_opens(drop: Drop, share: float) -> None:
    """A mended PDF shows some pages and misses others: the branch is told to send it again, and then it is whole."""
    blob = FORMS["scan.pdf"]
    device = SftpClient(drop.root)
    device.write(device.begin("scan.pdf"), 0, blob[: int(len(blob) * share)])
    device.cut()
    drop.look()
    drop.time += timedelta(seconds=120)
    (delivery,) = drop.source.ready(drop.time)
    with pytest.raises(RejectedInputError, match="delivery-cut-off") as refused:
        drop.source.load(delivery)
    assert "scan.pdf" not in str(refused.value)
    with SftpClient(drop.root) as again:
        again.upload("scan.pdf", blob)
    drop.look()
    assert drop.look(after=5) == [blob]


def test_a_pause_is_no_end_however_long(drop: Drop) -> None:
    """A device that pauses between pages holds the file open: a TIFF that grows would decode with too few of them."""
    first = io.BytesIO()
    Image.effect_noise((620, 437), 50).save(first, "TIFF")
    grown = FORMS["scan.tif"]
    with SftpClient(drop.root) as device:
        handle = device.begin("scan.tif")
        device.write(handle, 0, first.getvalue())
        drop.look()
        for _ in range(4):
            assert drop.look(after=600) == []
            assert drop.lacks() == ["delivery-still-changing"]
        device.write(handle, 0, grown)
        drop.look()
        assert drop.look(after=600) == []
        device.end(handle)
        assert drop.look() == [grown]


def test_a_slow_writer_is_waited_for(drop: Drop) -> None:
    """Piece by piece, each looked at."""
    blob = FORMS["scan.jpg"]
    with SftpClient(drop.root) as device:
        handle = device.begin("scan.jpg")
        for start in range(0, len(blob), len(blob) // 5):
            device.write(handle, start, blob[start : start + len(blob) // 5])
            assert drop.look(after=30) == []
        device.end(handle)
    drop.look()
    assert drop.look(after=5) == [blob]


@pytest.mark.parametrize("working_name", ["scan.pdf.part", ".scan.pdf", "scan.pdf.filepart", "scan.pdf.tmp"])
def test_a_rename_at_the_end_is_what_makes_it_a_paper(drop: Drop, working_name: str) -> None:
    """Until then it waits, whole or not; afterwards nothing but stillness is asked."""
    with SftpClient(drop.root) as device:
        device.upload(working_name, FORMS["scan.pdf"])
        drop.look()
        assert drop.look(after=600) == []
        device.rename(working_name, "scan.pdf")
    drop.look()
    assert drop.look(after=5) == [FORMS["scan.pdf"]]


def test_a_line_cut_before_the_rename_leaves_no_paper(drop: Drop) -> None:
    """It is seen to be waiting, and the next try stands beside it."""
    device = SftpClient(drop.root)
    device.write(device.begin("scan.pdf.part"), 0, FORMS["scan.pdf"][:1000])
    device.cut()
    with SftpClient(drop.root) as again:
        again.upload("scan.pdf", FORMS["scan.pdf"])
    drop.look()
    assert drop.look(after=600) == [FORMS["scan.pdf"]]
    assert drop.lacks() == ["delivery-unfinished"]


def test_the_same_name_twice_is_two_papers(drop: Drop) -> None:
    """Devices count from 1 again after every restart. Taken between the two, neither is lost and neither is taken twice."""
    taken = []
    for name in ("scan.jpg", "scan.png"):
        with SftpClient(drop.root) as device:
            device.upload("0001.img", FORMS[name])
        drop.look()
        drop.look(after=5)
        taken += drop.take()
    assert taken == [FORMS["scan.jpg"], FORMS["scan.png"]]
    shelved = sorted(path.read_bytes() for path in (drop.root / ".taken").rglob("*.img"))
    assert shelved == sorted(taken)


def test_a_name_written_again_while_it_is_taken_in_stays_for_another_batch(drop: Drop) -> None:
    """The first paper's bytes are the batch's; the second's are still there."""
    with SftpClient(drop.root) as device:
        device.upload("0001.img", FORMS["scan.jpg"])
    drop.look()
    drop.look(after=5)
    (delivery,) = drop.source.ready(drop.time)
    first = drop.source.load(delivery).files[0].path.read_bytes()
    with SftpClient(drop.root) as device:
        device.upload("0001.img", FORMS["scan.png"])
    drop.source.acknowledge(delivery, BATCH, drop.time)
    drop.look()
    assert drop.look(after=5) == [FORMS["scan.png"]]
    assert first == FORMS["scan.jpg"]


def test_two_devices_at_once_do_not_hold_each_other_up(drop: Drop) -> None:
    """One is cut, one is slow, one is done: each is judged by itself."""
    slow, cut, done = (SftpClient(drop.root) for _ in range(3))
    slow.write(slow.begin("slow.jpg"), 0, FORMS["scan.jpg"][:1000])
    cut.write(cut.begin("cut.jpg"), 0, FORMS["scan.jpg"][:1000])
    done.upload("done.jpg", FORMS["scan.jpg"])
    cut.cut()
    drop.look()
    assert drop.look(after=60) == [FORMS["scan.jpg"]]
    assert sorted(drop.lacks()) == ["delivery-not-decodable", "delivery-still-changing"]
    slow.cut()
    done.cut()


def test_a_folder_of_pages_waits_for_the_page_in_hand(drop: Drop) -> None:
    """A device that makes a folder for every job."""
    with SftpClient(drop.root) as device:
        device.make_folder("job-0001")
        device.upload("job-0001/1.jpg", FORMS["scan.jpg"])
        handle = device.begin("job-0001/2.jpg")
        device.write(handle, 0, FORMS["scan.jpg"])
        drop.look()
        assert drop.look(after=600) == []
        device.end(handle)
    drop.look()
    drop.look(after=5)
    assert drop.take() == [FORMS["scan.jpg"]] * 2
