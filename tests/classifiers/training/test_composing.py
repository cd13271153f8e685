"""The papers the text model learns from."""

from random import Random

import pytest

from classifiers.taxonomy import Taxonomy
from classifiers.training.composing import composed, skeletons
from classifiers.training.examples import OTHER
from classifiers.training.reading import reading_of, sheet_of_page
from classifiers.training.wear import worn
from pipeline.model.ids import UNKNOWN_KIND


def test_every_kind_has_a_skeleton_and_every_skeleton_a_kind() -> None:
    """A kind without one is left to its titles; a skeleton without a kind would teach nonsense."""
    kinds = {str(kind.code) for kind in Taxonomy.load()} - {UNKNOWN_KIND}
    written = {skeleton.kind for skeleton in skeletons()} - {OTHER}
    assert written <= kinds
    assert kinds - written == set()


@pytest.mark.parametrize("skeleton", skeletons(), ids=lambda skeleton: skeleton.layout)
def test_a_skeleton_makes_pages_with_words_on_them(skeleton) -> None:  # type: ignore[no-untyped-def]
    """Slots are filled, choices made, rows stand on the page; the same seed makes the same paper, worn or not."""
    paper = composed(skeleton, Random(7))
    assert paper == composed(skeleton, Random(7))
    assert paper.pages
    for page in paper.pages:
        assert worn(page, Random(3)) == worn(page, Random(3))
        text = reading_of(page).text
        assert not set(text) & set("{}@")
        for row in sheet_of_page(page).rows:
            assert 0 <= row.box.left < row.box.right <= page.width
            assert row.box.bottom <= page.height + 200
