"""Feeds for measuring separation: every page is accounted for, and what is said of papers is so."""

import random
from functools import lru_cache

import numpy as np
import pytest

from bench.press.batches import Batch, truth_of
from bench.press.case import a_case
from bench.press.catalogue import draw
from bench.press.feeds import Manner, a_held_case, held_batch, held_feed
from bench.press.harm import HARMS
from bench.press.procedures import PROCEDURES

ROUGH = Manner(1, duplex=True, stranger=1.0, twice=1.0, missing=0.5, copied=0.9, second_person=0.9, harmed=1.0)


@lru_cache(maxsize=16)
def rough(procedure: str) -> Batch:
    rng = random.Random(f"rough/{procedure}")
    return held_batch(rng, a_held_case(rng, procedure), manner=ROUGH, dpi=60)


@pytest.mark.parametrize("procedure", sorted(PROCEDURES))
def test_every_page_is_a_papers_or_a_blank_back(procedure: str) -> None:
    """Pages of a paper are in order; backs are nobody's; the first paper is a separator and says how it fared."""
    truth = truth_of(rough(procedure), "x")
    pages = [page for document in truth["documents"] for page in document["pages"]]
    assert pages == sorted(pages)
    assert len(set(pages)) == len(pages)
    blank = {page["number"] for page in truth["pages"] if page["kind"] == "blank"}
    assert blank.isdisjoint(pages)
    assert len(blank) + len(pages) == len(truth["pages"])
    assert truth["documents"][0]["mark"] in HARMS


def test_a_stranger_s_paper_names_another_citizen() -> None:
    """A paper said to be a stranger's tells somebody's number, and not the owner's of its dossier."""
    seen = 0
    for procedure in PROCEDURES:
        batch = rough(procedure)
        owners = [index for index, remark in batch.remarks.items() if not remark.keys() & {"about", "separator"}]
        strangers = [index for index, remark in batch.remarks.items() if remark.get("stranger")]
        numbers = {index: _numbers(batch, index) for index in (*owners, *strangers)}
        for index in strangers:
            seen += 1
            assert not numbers[index] & set().union(*(numbers[owner] for owner in owners)), procedure
    assert seen >= 5


def test_a_paper_scanned_twice_says_the_same() -> None:
    """The second scan has the kind, the pages and the fields of the first."""
    seen = 0
    for procedure in PROCEDURES:
        batch = rough(procedure)
        for index, remark in batch.remarks.items():
            if "duplicate_of" in remark:
                seen += 1
                first = remark["duplicate_of"]
                assert batch.papers[index] == batch.papers[first]
                assert _fields(batch, index) == _fields(batch, first)
    assert seen >= 8


def test_missing_papers_are_not_there() -> None:
    """What the truth calls missing was required and is not among the papers of the owner."""
    missing = [(procedure, kind) for procedure in PROCEDURES for _, kind in rough(procedure).missing]
    assert missing
    for procedure, kind in missing:
        assert any(kind in asked.kinds and asked.required for asked in PROCEDURES[procedure][1])


def test_the_same_seed_feeds_the_same_papers() -> None:
    """Two draws of one feed agree page by page."""
    first, second = (held_feed(random.Random(9), dossiers=2, level=0, dpi=60) for _ in range(2))
    assert truth_of(first, "x") == truth_of(second, "x")
    assert all(
        np.array_equal(np.asarray(a.image), np.asarray(b.image)) for a, b in zip(first.pages, second.pages, strict=True)
    )


@pytest.mark.parametrize("harm", sorted(HARMS))
def test_what_is_torn_off_is_gone_from_the_truth(harm: str) -> None:
    """A harmed sheet looks different; it never states more lines than before, and those that are left have not moved."""
    rng = random.Random(harm)
    page = draw("receipt-slip", a_case(rng), rng, dpi=60).pages[0]
    worn = HARMS[harm](page, rng)
    assert worn.image.size == page.image.size
    assert np.abs(np.asarray(worn.image.convert("L"), int) - np.asarray(page.image.convert("L"), int)).max() > 60
    assert set(worn.lines) <= set(page.lines)
    assert harm != "half" or len(worn.lines) < len(page.lines)


def _fields(batch: Batch, index: int) -> list[tuple[str, str]]:
    return [(f.name, f.value) for side in batch.sides if side.paper == index for f in side.page.fields]


def _numbers(batch: Batch, index: int) -> set[str]:
    return {value for name, value in _fields(batch, index) if name == "id_number"}
