"""Every paper the press draws, against its own truth."""

import random
import unicodedata
from functools import lru_cache

import numpy as np
import pytest

from bench.press.case import a_case
from bench.press.catalogue import KINDS, draw
from bench.press.paper import DrawnPage, Paper
from pipeline.model.geometry import Box

LAYOUTS = [(kind, layout) for kind, layouts in KINDS.items() for layout in range(len(layouts))]


@lru_cache(maxsize=256)
def drawn(kind: str, layout: int, seed: int = 11) -> Paper:
    rng = random.Random(f"{seed}/{kind}/{layout}")
    return draw(kind, a_case(rng), rng, layout=layout, dpi=100)


def ink_in(page: DrawnPage, box: Box) -> float:
    """Share of dark pixels inside *box*."""
    grey = np.asarray(page.image.convert("L"))[box.top : box.bottom, box.left : box.right]
    return float((grey < 150).mean()) if grey.size else 0.0


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS)
def test_truth_is_on_the_paper(kind: str, layout: int) -> None:
    """Each line and field lies on its page, has ink inside its box, and is NFC."""
    paper = drawn(kind, layout)
    assert paper.kind == kind
    assert paper.pages
    for page in paper.pages:
        assert page.lines
        for line in page.lines:
            assert unicodedata.is_normalized("NFC", line.text)
            assert 0 <= line.box.left < line.box.right <= page.image.width, line.text
            assert 0 <= line.box.top < line.box.bottom <= page.image.height, line.text
            assert ink_in(page, line.box) > 0.02, line.text
        for field in page.fields:
            assert unicodedata.is_normalized("NFC", field.value)
            assert field.boxes
            assert all(ink_in(page, box) > 0.02 for box in field.boxes), field.name


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS)
def test_fields_are_words_of_the_lines(kind: str, layout: int) -> None:
    """What a field prints stands in the lines of its page, letter for letter."""
    for page in drawn(kind, layout).pages:
        whole = " ".join(line.text for line in page.lines)
        words = set(whole.replace(",", " ").replace(".", " ").replace(";", " ").split())
        for field in page.fields:
            assert field.text in whole or set(field.text.replace(",", " ").replace(".", " ").split()) <= words, (
                field.name
            )


def test_the_press_knows_enough_kinds() -> None:
    """Twenty-eight kinds at least, and a contract has three to five pages."""
    assert len(KINDS) >= 28
    assert 3 <= len(drawn("land-transfer-contract", 0).pages) <= 5


def test_papers_of_one_case_agree() -> None:
    """The owner's number is the same on the declaration and on the card."""
    rng = random.Random(3)
    case = a_case(rng, "1.013833")
    numbers = {
        field.value
        for kind in ("land-change-registration", "id-card", "land-certificate")
        for field in draw(kind, case, rng, dpi=100).fields
        if field.name == "id_number"
    }
    assert numbers == {case.owner.id_number}
