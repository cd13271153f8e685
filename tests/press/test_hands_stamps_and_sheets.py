"""What the reading bench adds to papers: handwriting, stamps over text, telephones, other sizes of sheets."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.classes import CLASSES, a_sample
from bench.press import sheets
from bench.press.case import Case, a_case
from bench.press.catalogue import an_ink, draw
from bench.press.damage import damage
from bench.press.hand import HANDS, Hand, a_hand
from bench.press.overprint import stamped
from bench.press.pad import Ink
from bench.press.paper import DrawnPage
from bench.press.phone import photographed
from pipeline.model.geometry import Box

DPI = 100


def written(kind: str, *, forms: bool = True) -> DrawnPage:
    rng = random.Random(f"hand/{kind}")
    ink = replace(an_ink(rng, DPI), hand=a_hand(rng, forms=forms))
    return draw(kind, a_case(rng), rng, ink=ink, layout=0).pages[0]


def darkest(page: DrawnPage, box: Box) -> int:
    return int(np.asarray(page.image.convert("L"))[box.top : box.bottom, box.left : box.right].min())


@pytest.mark.parametrize("face", HANDS)
def test_every_hand_writes_every_letter(face: str) -> None:
    """No letter is a hollow box: each leaves ink that differs from the sign for a missing one."""
    font = Hand(face, (0, 0, 0), 1).font(60)
    missing = bytes(font.getmask("\ufffe"))
    assert all(bytes(font.getmask(letter)) != missing for letter in "ẵỗựỵĐđƯƠăâêô0123456789/.,")


def test_forms_are_filled_in_by_hand() -> None:
    """Values are written, labels are printed, and each written word has its ink and its line."""
    page = written("household-business-request")
    whole = {word for line in page.lines for word in line.text.split()}
    assert len(page.written) > 20
    for word in page.written:
        assert word.text in whole
        assert darkest(page, word.box) < 170
    assert not {"Ngày", "sinh:", "CHỦ"} & {word.text for word in page.written}


def test_only_number_and_day_are_written_on_a_printed_paper() -> None:
    page = written("notice", forms=False)
    number = next(f.text for f in page.fields if f.name == "document_number")
    texts = [word.text for word in page.written]
    assert texts[0] == number.split("/")[0]
    assert len(texts) == 3
    assert all(text.isdigit() and len(text) <= 3 for text in texts)


def test_written_boxes_follow_the_damage() -> None:
    page = damage(written("death-notification"), 1, random.Random(1), look="scan", quarter_turns=1)
    dark = [darkest(page, word.box) < 190 for word in page.written]
    assert sum(dark) >= len(dark) - 1


def test_stamps_cover_print_but_no_truth() -> None:
    """More colour on the page, the same lines."""
    rng = random.Random(4)
    page = draw("decision", a_case(rng), rng, dpi=DPI).pages[0]
    marked = stamped(page, rng)
    assert marked.lines == page.lines

    def coloured(one: DrawnPage) -> float:
        pixels = np.asarray(one.image.convert("RGB"), np.int16)
        return float((pixels.max(axis=2) - pixels.min(axis=2) > 60).mean())

    assert coloured(marked) > coloured(page)


def test_a_photographed_sheet_lies_on_a_desk() -> None:
    """The picture is larger than the sheet, and its lines still have their ink."""
    rng = random.Random(5)
    page = draw("notice", a_case(rng), rng, dpi=DPI).pages[0]
    photo = photographed(page, rng)
    assert photo.image.width > page.image.width
    inside = [darkest(photo, line.box) < 130 for line in photo.lines]
    assert sum(inside) >= len(inside) - 1


def sized(draw_one: object, case: Case, ink: Ink) -> tuple[int, int]:
    page = draw_one(case, ink, random.Random(6))  # type: ignore[operator]
    for line in page.lines:
        assert darkest(page, line.box) < 150, line.text
    width, height = (round(side * 25.4 / DPI) for side in page.image.size)
    return width, height


def test_sheets_have_their_sizes() -> None:
    """A5 either way, A4 across, A3."""
    rng = random.Random(6)
    case, ink = a_case(rng), an_ink(rng, DPI)
    assert sorted(sized(sheets.fee_receipt, case, ink)) == [148, 210]
    assert sized(sheets.list_across, case, ink) == (297, 210)
    assert sized(sheets.a3, case, ink) == (420, 297)


def test_classes_are_drawn_alike_from_the_same_seed(tmp_path: Path) -> None:
    """The same bytes, and a text for each."""
    for kind in CLASSES[-2:]:
        (tmp_path / "b").mkdir(exist_ok=True)
        first, again = a_sample(kind, 3, 0, tmp_path), a_sample(kind, 3, 0, tmp_path / "b")
        assert first.path.read_bytes() == again.path.read_bytes()
        assert first.truth
        assert first.truth == again.truth
