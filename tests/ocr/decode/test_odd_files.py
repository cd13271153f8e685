"""Files that real decoders stumbled over: each becomes pages or a named refusal, and none takes its neighbours along."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocr.decode.inspect import SandboxedInspector
from ocr.decode.options import DecodeOptions
from pipeline.errors import RejectedInputError

ODD = Path(__file__).parent / "odd"
BECOMES: dict[str, list[tuple[int, int]] | str] = {
    "blank_bleed_c.jpg": [(1641, 2338)],
    "pdfjs_bad-PageLabels.pdf": [(834, 209)],
    "pdfjs_bomb_giant.pdf": [(2550, 3301)],
    "pdfjs_ccitt_EndOfBlock_false.pdf": [(2481, 3508)],
    "pdfjs_empty_protected.pdf": [(2550, 3301)],
    "pdfjs_encrypted-attachment.pdf": [(2550, 3301)],
    "pdfjs_hello_world_rotated.pdf": [(3301, 2550), (3301, 2550), (3301, 2550), (3301, 2550), (3301, 2550)],
    "pdfjs_image-rotated-black-white-ratio.pdf": [(2550, 3301)],
    "pdfjs_jbig2_symbol_offset.pdf": [(2481, 3508)],
    "pdfjs_poppler-395-0-fuzzed.pdf": "truncated-file",
    "pdfjs_poppler-67295-0.pdf": [(2550, 3301)],
    "pdfjs_poppler-742-0-fuzzed.pdf": "truncated-file",
    "pdfjs_poppler-85140-0.pdf": "page-too-large",
    "pdfjs_poppler-91414-0-53.pdf": [(3313, 3509)],
    "pdfjs_poppler-937-0-fuzzed.pdf": "truncated-file",
    "pdfjs_xref_command_missing.pdf": [(834, 209)],
    "pil_12bit.cropped.tif": [(100, 100)],
    "pil_12in16bit.tif": [(100, 100)],
    "pil_badbitcount.bmp": "truncated-file",
    "pil_badwidth.bmp": "page-too-large",
    "pil_broken_data_stream.png": "truncated-file",
    "pil_crash-0e16d3bfb83be87356d026d66919deaefca44dac.tif": "truncated-file",
    "pil_crash-2020-10-test.tif": "truncated-file",
    "pil_crash-4f085cc12ece8cde18758d42608bed6a2a2cfb1c.tif": "truncated-file",
    "pil_crash-74d2a78403a5a59db1fb0a2b8735ac068a75f6e3.tif": [(590, 88)],
    "pil_exif-dpi-zerodivision.jpg": [(200, 200)],
    "pil_g4_orientation_1.tif": [(590, 88)],
    "pil_g4_orientation_3.tif": [(590, 88)],
    "pil_g4_orientation_5.tif": [(590, 88)],
    "pil_g4_orientation_6.tif": [(590, 88)],
    "pil_g4_orientation_8.tif": [(590, 88)],
    "pil_hopper_orientation_2.jpg": [(128, 128)],
    "pil_hopper_orientation_3.jpg": [(128, 128)],
    "pil_hopper_orientation_5.jpg": [(128, 128)],
    "pil_hopper_orientation_6.jpg": [(128, 128)],
    "pil_hopper_orientation_8.jpg": [(128, 128)],
    "pil_invalid-exif.jpg": [(200, 200)],
    "pil_multipage-lastframe.tif": [(20, 20)],
    "pil_multipage.tiff": [(10, 10), (10, 10), (20, 20)],
    "pil_multipage_multiple_frame_loop.tiff": [(10, 10), (10, 10)],
    "pil_multipage_out_of_order.tiff": [(10, 10), (20, 20), (10, 10)],
    "pil_oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif": "truncated-file",
    "pil_pil_sample_cmyk.jpg": [(100, 100)],
    "pil_tiff_strip_cmyk_jpeg.tif": [(100, 100)],
    "pil_truncated_app14.jpg": [(100, 100)],
    "pil_truncated_end_chunk.png": "truncated-file",
    "pil_truncated_exif_dpi.jpg": [(480, 640)],
    "pil_truncated_image.png": "truncated-file",
    "pil_truncated_jpeg.jpg": "truncated-file",
    "qng_ttr_22_back.jpg": [(1637, 2339)],
    "qpdf_bad-data.pdf": "truncated-file",
    "qpdf_bad-direct-root.pdf": "not-a-paper",
    "qpdf_bad-encryption-length.pdf": [(2550, 3301)],
    "qpdf_bad-jpeg.pdf": [(2550, 1634)],
    "qpdf_bad-token-startxref.pdf": [(2550, 3301)],
    "qpdf_bad-xref-entry.pdf": [(2550, 3301)],
    "qpdf_bad-xref.pdf": [(2550, 3301)],
    "qpdf_bad1.pdf": "not-a-paper",
    "qpdf_bad10.pdf": [(2550, 3301)],
    "qpdf_bad12.pdf": [(2550, 3301)],
    "qpdf_bad13.pdf": [(2550, 3301)],
    "qpdf_bad16.pdf": [(2550, 3301)],
    "qpdf_bad2.pdf": [(2550, 3301)],
    "qpdf_bad20.pdf": [(2550, 3301)],
    "qpdf_bad30.pdf": [(2550, 3301)],
    "qpdf_bad34.pdf": [(2550, 3301)],
    "qpdf_bad36.pdf": [(2550, 3301)],
    "qpdf_bad39.pdf": [(2550, 3301)],
    "qpdf_bad6.pdf": [(2550, 3301)],
    "qpdf_broken-decode-parms-no-filter.pdf": [(2550, 3301)],
    "qpdf_broken-lzw.pdf": "truncated-file",
    "qpdf_damaged-inline-image.pdf": [(2550, 3301)],
    "qpdf_empty-object.pdf": [(2550, 3301)],
    "qpdf_empty.pdf": "no-pages",
    "qpdf_encrypted-40-bit-R3.pdf": "encrypted-file",
    "qpdf_invalid-id-xref.pdf": [(2550, 3301)],
    "qpdf_no-pages-types.pdf": [(2550, 3301)],
    "qpdf_xref-errors.pdf": [(2550, 3301)],
    "qpdf_xref-range.pdf": [(2550, 3301)],
    "vgp_nd_154_2024.png": [(1673, 2353)],
}


@pytest.fixture(scope="module")
def inspector() -> Iterator[SandboxedInspector]:
    inspector = SandboxedInspector(DecodeOptions(children=1))
    yield inspector
    inspector.close()


@pytest.mark.parametrize("name", sorted(BECOMES))
def test_an_odd_file_becomes_what_it_should(name: str, inspector: SandboxedInspector) -> None:
    """Pages of the stated size, or a refusal with a reference and a hint. Never a crash, never a hang."""
    expected = BECOMES[name]
    if isinstance(expected, str):
        with pytest.raises(RejectedInputError) as refused:
            inspector.inspect(ODD / name)
        assert refused.value.reference == expected
        assert refused.value.message
        assert refused.value.hint
        assert name not in str(refused.value)
    else:
        _, _, captures = inspector.inspect(ODD / name)
        assert [(capture.width, capture.height) for capture in captures] == expected
        assert [capture.index for capture in captures] == list(range(len(captures)))


def test_every_odd_file_is_expected_to_become_something() -> None:
    """The folder and the table agree."""
    assert {path.name for path in ODD.iterdir()} - {"README.md"} == set(BECOMES)


def test_asking_twice_gives_the_same_digest(inspector: SandboxedInspector) -> None:
    """Decoded or drawn, a page is the same page every time."""
    for name in ("pil_g4_orientation_6.tif", "qpdf_bad34.pdf", "pil_pil_sample_cmyk.jpg"):
        assert inspector.inspect(ODD / name) == inspector.inspect(ODD / name)
