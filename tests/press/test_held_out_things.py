"""The layouts kept for testing: papers about things, against their own truth."""

import random
import unicodedata
from functools import lru_cache

import pytest

from bench.press.case import a_case
from bench.press.catalogue import KINDS, draw
from bench.press.held.things import THINGS
from bench.press.paper import Paper
from classifiers.taxonomy import Taxonomy
from pipeline.model.ids import KindCode

LAYOUTS = [(kind, number) for kind, layouts in THINGS.items() for number in range(len(layouts))]


@lru_cache(maxsize=256)
def drawn(kind: str, layout: int, seed: int = 5) -> Paper:
    rng = random.Random(f"{seed}/{kind}/{layout}")
    return draw(kind, a_case(rng), rng, layout=THINGS[kind][layout], dpi=100)


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS)
def test_everything_stays_on_the_sheet(kind: str, layout: int) -> None:
    """Each line lies on its page; a paper has one to six pages."""
    paper = drawn(kind, layout)
    assert 1 <= len(paper.pages) <= 6
    for page in paper.pages:
        assert page.lines
        for line in page.lines:
            assert unicodedata.is_normalized("NFC", line.text)
            assert 0 <= line.box.left < line.box.right <= page.image.width, line.text
            assert 0 <= line.box.top < line.box.bottom <= page.image.height, line.text


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS)
def test_what_is_stated_is_printed(kind: str, layout: int) -> None:
    """Every field's words stand in the lines of its page; the normal form is not empty."""
    for page in drawn(kind, layout).pages:
        words = {word for line in page.lines for word in _words(line.text)}
        for field in page.fields:
            assert field.value
            assert set(_words(field.text)) <= words, field.name


@pytest.mark.parametrize("kind", sorted(THINGS))
def test_fields_are_those_of_the_kind(kind: str) -> None:
    """Of the fields the taxonomy gives a kind, each layout states three at least (or all, where there are fewer)."""
    wanted = set(Taxonomy.load().kind(KindCode(kind)).fields)
    for layout in range(len(THINGS[kind])):
        stated = {field.name for field in drawn(kind, layout).fields}
        assert len(stated & wanted) >= min(3, len(wanted)), layout


def test_most_kinds_have_two_layouts_unlike_ours() -> None:
    """More than fifty kinds, more than a hundred layouts, none of them among those we tune on."""
    assert len(THINGS) >= 50
    assert len(LAYOUTS) >= 100
    assert not {id(layout) for layouts in THINGS.values() for layout in layouts} & {
        id(layout) for layouts in KINDS.values() for layout in layouts
    }


def _words(text: str) -> list[str]:
    for mark in ",.;:()/":
        text = text.replace(mark, " ")
    return text.split()
