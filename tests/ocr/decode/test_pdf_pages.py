"""What a PDF page becomes: the scanned picture where it is one, a drawing where more is on the paper."""

import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from ocr.decode.image import DecodeLimits
from ocr.decode.page import load_page, open_paper
from ocr.decode.pdf_stream import UnusualPictureError, stored_bytes
from pipeline.errors import RejectedInputError
from pipeline.model.paper import Colour
from tests.ocr.decode.papers import drawn_page, image_stream, jpeg, scanned_pdf

BANNER = b"BT /F 20 Tf 60 300 Td (Signed by the chairman) Tj ET\n"


def _difference(one: np.ndarray, other: Image.Image) -> float:
    return float(np.abs(one.astype(int) - np.asarray(other)).mean())


def test_a_scanned_page_is_its_picture(tmp_path: Path) -> None:
    """The pixels come from the scanner's own bytes, at the resolution the page size gives them."""
    page = load_page(scanned_pdf(tmp_path / "a.pdf", [drawn_page()]), 0)
    assert not page.rendered
    assert (page.width, page.height, page.dpi) == (827, 1169, 100)


def test_a_hidden_search_layer_leaves_the_picture_alone(tmp_path: Path) -> None:
    """Invisible text above, and anything painted below, cannot be seen."""
    hidden = b"BT 3 Tr /F 20 Tf 60 300 Td (Signed by the chairman) Tj ET\n"
    page = load_page(scanned_pdf(tmp_path / "a.pdf", [drawn_page()], before=BANNER, after=hidden), 0)
    assert not page.rendered


def deflated_again(path: Path, data: bytes, page: Image.Image) -> Path:
    """A scanned page whose JPEG was deflated once more, as some text recognisers write it."""
    scanned_pdf(path, [page])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        picture = pdf.pages[0].obj.Resources.XObject.I
        picture.write(zlib.compress(data), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        pdf.save(path)
    return path


def test_a_jpeg_deflated_once_more_is_still_a_scan(tmp_path: Path) -> None:
    """Drawn anew it would be a third larger, and no longer what the scanner wrote."""
    page = drawn_page()
    path = deflated_again(tmp_path / "a.pdf", jpeg(page), page)
    found = load_page(path, 0)
    assert not found.rendered
    assert np.array_equal(found.pixels, load_page(scanned_pdf(tmp_path / "plain.pdf", [page]), 0).pixels)


def test_a_bomb_in_the_second_wrapping_is_not_inflated(tmp_path: Path) -> None:
    """What unpacks to more than any picture of that size is left to the renderer, which finds no JPEG in it."""
    path = deflated_again(tmp_path / "a.pdf", jpeg(drawn_page()) + bytes(300_000_000), drawn_page())
    with pikepdf.open(path) as pdf, pytest.raises(UnusualPictureError):
        stored_bytes(pdf.pages[0].obj.Resources.XObject.I)


@pytest.mark.parametrize(
    "mark", [BANNER, b"1 0 0 rg 60 300 200 20 re f\n", b"q 60 300 200 20 re W n 400 0 0 400 0 0 cm /I Do Q\n"]
)
def test_what_is_put_on_top_is_not_lost(mark: bytes, tmp_path: Path) -> None:
    """A signature banner, a coloured mark or a second picture is part of the paper."""
    plain = load_page(scanned_pdf(tmp_path / "plain.pdf", [drawn_page()]), 0)
    marked = load_page(scanned_pdf(tmp_path / "marked.pdf", [drawn_page()], after=mark), 0)
    assert marked.rendered
    same_size = np.asarray(Image.fromarray(plain.pixels).resize((marked.width, marked.height)))
    drawn = marked.pixels if marked.pixels.ndim == 2 else marked.pixels.min(axis=2)
    band = slice(round(marked.height * 0.56), round(marked.height * 0.66))
    assert np.count_nonzero(np.abs(drawn[band].astype(int) - same_size[band]) > 100) > 500


def test_a_stamp_as_annotation_is_drawn(tmp_path: Path) -> None:
    """Signatures and stamps are often annotations with a picture of their own."""
    path = scanned_pdf(tmp_path / "a.pdf", [Image.new("L", (827, 1169), 255)])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        look = pdf.make_stream(
            b"0 0 0 rg 0 0 100 50 re f", Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 50])
        )
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[100, 100, 200, 150], F=4, AP=Dictionary(N=look))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(stamp)])
        pdf.save()
    page = load_page(path, 0)
    assert page.rendered
    assert page.pixels.min() == 0


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_the_page_is_turned_as_it_is_shown(rotate: int, tmp_path: Path) -> None:
    """/Rotate is honoured, in the scanned picture and in the drawing alike."""
    upright = drawn_page()
    stored = upright.rotate(rotate, expand=True)
    scanned = load_page(scanned_pdf(tmp_path / "a.pdf", [stored], rotate=rotate), 0)
    drawn = load_page(scanned_pdf(tmp_path / "b.pdf", [stored], rotate=rotate, after=b"0 0 1 1 re f\n"), 0)
    assert (scanned.rendered, drawn.rendered) == (False, True)
    assert _difference(scanned.pixels, upright) < 3
    small = Image.fromarray(drawn.pixels).resize(upright.size)
    assert _difference(np.asarray(small), upright) < 6


@pytest.mark.parametrize(
    ("placement", "turn"),
    [
        (b"-595 0 0 842 595 0", Image.Transpose.FLIP_LEFT_RIGHT),
        (b"595 0 0 -842 0 842", Image.Transpose.FLIP_TOP_BOTTOM),
        (b"-595 0 0 -842 595 842", Image.Transpose.ROTATE_180),
    ],
)
def test_a_picture_laid_the_other_way_round_is_seen_so(placement: bytes, turn: Image.Transpose, tmp_path: Path) -> None:
    """Some devices store rows from the bottom and mirror them in the page."""
    page = load_page(scanned_pdf(tmp_path / "a.pdf", [drawn_page(827, 1169)], placement=placement), 0)
    assert not page.rendered
    assert _difference(page.pixels, drawn_page().transpose(turn)) < 3


def test_strips_are_put_together(tmp_path: Path) -> None:
    """A page delivered as two half pictures is one page."""
    pdf = pikepdf.new()
    whole = drawn_page()
    halves = [whole.crop((0, 0, 827, 584)), whole.crop((0, 584, 827, 1169))]
    images = {name: image_stream(pdf, half) for name, half in zip("AB", halves, strict=True)}
    content = b"q 595.44 0 0 420.48 0 421.2 cm /A Do Q q 595.44 0 0 421.2 0 0 cm /B Do Q"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, 595.44, 841.68],
        Contents=pdf.make_stream(content),
        Resources=Dictionary(XObject=Dictionary({f"/{name}": image for name, image in images.items()})),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(tmp_path / "strips.pdf")
    found = load_page(tmp_path / "strips.pdf", 0)
    assert found.rendered
    assert _difference(np.asarray(Image.fromarray(found.pixels).resize(whole.size)), whole) < 6


def test_a_lost_picture_is_a_damaged_page_not_a_blank_one(tmp_path: Path) -> None:
    """A renderer shows an empty sheet where the picture is broken; the paper would vanish as a blank back."""
    path = scanned_pdf(tmp_path / "a.pdf", [drawn_page(1654, 2339)], dpi=200, after=BANNER)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.pages[0].Resources.XObject.I
        stream.write(stream.read_raw_bytes()[:4000], filter=Name.DCTDecode)
        pdf.save()
    with pytest.raises(RejectedInputError) as refused:
        load_page(path, 0)
    assert refused.value.reference == "page-unreadable"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_pdf_never_shows_blank_pages(share: float, tmp_path: Path) -> None:
    """However far the transfer got, a page is whole or it is said to be missing."""
    whole = scanned_pdf(tmp_path / "a.pdf", [drawn_page() for _ in range(3)])
    cut = tmp_path / "cut.pdf"
    blob = whole.read_bytes()
    cut.write_bytes(blob[: int(len(blob) * share)])
    assert set(_outcomes(cut)) <= {"print", "truncated-file", "page-unreadable", "no-pages"}


def _outcomes(path: Path) -> list[str]:
    """Of each page, or of the file: ``print`` (dark marks on it), ``blank``, or why not."""
    found = []
    try:
        with open_paper(path, DecodeLimits()) as (_, _, paper):
            for index in range(paper.page_count):
                try:
                    found.append("print" if paper.page(index).pixels.min() < 50 else "blank")
                except RejectedInputError as refused:
                    found.append(refused.reference)
    except RejectedInputError as refused:
        found.append(refused.reference)
    return found


def test_an_empty_password_opens(tmp_path: Path) -> None:
    """Only the owner's password is set: anyone may read, and so may we."""
    scanned_pdf(tmp_path / "a.pdf", [drawn_page()])
    for user, name in (("", "open.pdf"), ("secret", "locked.pdf")):
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            pdf.save(tmp_path / name, encryption=pikepdf.Encryption(owner="owner", user=user))
    assert load_page(tmp_path / "open.pdf", 0).width == 827
    with pytest.raises(RejectedInputError) as refused:
        load_page(tmp_path / "locked.pdf", 0)
    assert refused.value.reference == "encrypted-file"


def test_a_signature_is_noticed(tmp_path: Path) -> None:
    """A filled signature field counts, an empty one waiting to be signed does not."""
    scanned_pdf(tmp_path / "a.pdf", [drawn_page()])
    for name, value in (("signed.pdf", {"/ByteRange": Array([0, 1, 2, 3]), "/Contents": b"x"}), ("waiting.pdf", None)):
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            field = Dictionary(FT=Name.Sig, T="s", Rect=[0, 0, 0, 0], Type=Name.Annot, Subtype=Name.Widget)
            if value is not None:
                field.V = pdf.make_indirect(Dictionary(value))
            pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)
            pdf.save(tmp_path / name)
    with open_paper(tmp_path / "signed.pdf", DecodeLimits()) as (_, signed, _):
        assert signed
    with open_paper(tmp_path / "waiting.pdf", DecodeLimits()) as (_, signed, _):
        assert not signed


def test_a_digital_page_is_drawn_fine_enough_to_read(tmp_path: Path) -> None:
    """No scan on it: 300 dpi, black print on white."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    content = pdf.make_stream(b"BT /F 12 Tf 72 700 Td (Decision) Tj ET")
    page = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=content, Resources=Dictionary(Font=Dictionary(F=font))
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(tmp_path / "digital.pdf")
    found = load_page(tmp_path / "digital.pdf", 0)
    assert (found.dpi, found.colour) == (300, Colour.GREY)


def test_bombs_are_refused_unopened(tmp_path: Path) -> None:
    """A picture of 900 Mpx in 5 kB, and a sheet of five metres: neither is given to a renderer."""
    pdf = pikepdf.new()
    huge = pdf.make_stream(
        b"\x00",
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=30_000,
            Height=30_000,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=1,
        ),
    )
    resources = Dictionary(XObject=Dictionary(I=huge))
    for box, content in (([0, 0, 595, 842], b"q 595 0 0 842 0 0 cm /I Do Q"), ([0, 0, 14_400, 14_400], b"")):
        page = Dictionary(Type=Name.Page, MediaBox=box, Contents=pdf.make_stream(content), Resources=resources)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        resources = Dictionary()
    pdf.save(tmp_path / "bombs.pdf")
    for index in range(2):
        with pytest.raises(RejectedInputError) as refused:
            load_page(tmp_path / "bombs.pdf", index)
        assert refused.value.reference == "page-too-large"
