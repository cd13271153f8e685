"""The layouts kept for testing: papers about people and papers of no kind, against their own truth."""

import random
import unicodedata
from functools import lru_cache

import numpy as np
import pytest

from bench.press.case import a_case
from bench.press.catalogue import KINDS, Drawing, draw
from bench.press.held.people import OTHERS, PEOPLE
from bench.press.paper import Paper
from classifiers.taxonomy import Taxonomy
from pipeline.model.ids import KindCode

LAYOUTS = [(kind, number) for kind, layouts in PEOPLE.items() for number in range(len(layouts))]
EVERY = [*((kind, PEOPLE[kind][number]) for kind, number in LAYOUTS), *(("unknown", drawing) for drawing in OTHERS.values())]  # fmt: skip
NAMES = [f"{kind}/{drawing.__name__}" for kind, drawing in EVERY]


@lru_cache(maxsize=256)
def drawn(kind: str, drawing: Drawing, seed: int = 5) -> Paper:
    rng = random.Random(f"{seed}/{kind}/{drawing.__name__}")
    return draw(kind, a_case(rng), rng, layout=drawing, dpi=100)


@pytest.mark.parametrize(("kind", "drawing"), EVERY, ids=NAMES)
def test_everything_stays_on_the_sheet(kind: str, drawing: Drawing) -> None:
    """Each line is NFC and lies on its page; a paper has one to four pages."""
    paper = drawn(kind, drawing)
    assert paper.kind == kind
    assert 1 <= len(paper.pages) <= 4
    for page in paper.pages:
        assert page.lines
        for line in page.lines:
            assert unicodedata.is_normalized("NFC", line.text)
            assert 0 <= line.box.left < line.box.right <= page.image.width, line.text
            assert 0 <= line.box.top < line.box.bottom <= page.image.height, line.text


@pytest.mark.parametrize(("kind", "drawing"), EVERY, ids=NAMES)
def test_what_is_stated_is_printed(kind: str, drawing: Drawing) -> None:
    """Every field's words stand in the lines of its page, with ink in its boxes."""
    for page in drawn(kind, drawing).pages:
        words = {word for line in page.lines for word in _words(line.text)}
        grey = np.asarray(page.image.convert("L"))
        for field in page.fields:
            assert field.value
            assert set(_words(field.text)) <= words, field.name
            for box in field.boxes:
                assert (grey[box.top : box.bottom, box.left : box.right] < 150).mean() > 0.02, field.name


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS)
def test_fields_are_those_of_the_kind(kind: str, layout: int) -> None:
    """Of the fields the taxonomy gives a kind, each layout states three at least (or all, where there are fewer)."""
    wanted = set(Taxonomy.load().kind(KindCode(kind)).fields)
    stated = {field.name for field in drawn(kind, PEOPLE[kind][layout]).fields}
    assert len(stated & wanted) >= min(3, len(wanted))


def test_papers_of_no_kind_state_nothing() -> None:
    """There is nothing to extract from a menu."""
    assert len(OTHERS) >= 12
    assert not any(drawn("unknown", drawing).fields for drawing in OTHERS.values())


def test_every_kind_about_people_has_a_layout_unlike_ours() -> None:
    """The groups are covered whole, and none of the layouts is one we tune on."""
    groups = {"identity", "residence", "civil-status", "certification", "person", "request", "one-stop"}
    wanted = {kind.code for kind in Taxonomy.load().kinds.values() if kind.group in groups}
    assert wanted <= set(PEOPLE)
    ours = {id(layout) for layouts in KINDS.values() for layout in layouts}
    assert not ours & {id(layout) for layouts in PEOPLE.values() for layout in layouts}


def _words(text: str) -> list[str]:
    for mark in ",.;:()/":
        text = text.replace(mark, " ")
    return text.split()
