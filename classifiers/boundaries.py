"""Where documents begin: evidence weighed over the whole sequence of pages.

Each piece of evidence for or against a beginning has a weight in log-odds; they add up, given the page at which the
current document began (a receipt has one page, ``Trang 2/5`` promises three more). A dynamic programme over all
possible beginnings turns them into the probability that a document begins at each page. The weights are set by hand
from what papers showed, not learnt: a probability near one half means that a person has to look.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifiers.signals import Signals
from classifiers.titles import Annex
from pipeline.model.documents import Evidence
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest, KindCode

CERTAIN = 40.0
"""Log-odds nobody argues with: a separator, a verdict."""
_NEGLIGIBLE = 1e-5
_FOLLOWED = 16
"""How many possible beginnings of the document in hand are followed at once."""
_CARDS = frozenset({KindCode("id-card"), KindCode("old-id-card"), KindCode("passport")})
_ONE_STOP = "one-stop"
_NORMATIVE = frozenset({KindCode("circular"), KindCode("decree"), KindCode("law")})


@dataclass(frozen=True, slots=True)
class Weight:
    """One reason for (positive) or against a beginning at a page."""

    name: str
    value: float
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Pages between which documents may begin, with what is already settled about each.

    `settled[n]` is True where a document must begin, False where it must not (a verdict, a separator before it).
    `skipped[n]` counts blank sides between page n and the one before it.
    """

    pages: Sequence[Signals]
    settled: Mapping[int, tuple[bool, str]]
    skipped: Mapping[int, int]
    pages_in_file: Mapping[Digest, int]


def probabilities(run: Run) -> list[float]:
    """For each position, the probability that a document begins there."""
    begins = [1.0] if run.pages else []
    current = {0: 1.0}  # probability that the document in hand began at this position
    for at in range(1, len(run.pages)):
        own = sum(weight.value for weight in _whatever_came_before(run, at))
        fresh = 0.0
        going_on: dict[int, float] = {}
        for start, probability in current.items():
            chance = _chance(own + sum(weight.value for weight in _given_the_beginning(run, start, at)))
            fresh += probability * chance
            going_on[start] = probability * (1 - chance)
        begins.append(min(1.0, fresh))
        current = _likely({**going_on, at: fresh})
    return begins


def _likely(beginnings: dict[int, float]) -> dict[int, float]:
    """The beginnings worth following, made to sum to one again: work grows with the pages, not with their square."""
    best = sorted(beginnings, key=lambda start: -beginnings[start])[:_FOLLOWED]
    kept = {start: beginnings[start] for start in best if beginnings[start] > _NEGLIGIBLE}
    total = sum(kept.values())
    return {start: probability / total for start, probability in kept.items()}


def evidence_at(run: Run, start: int, at: int) -> tuple[Evidence, ...]:
    """Why a document begins at *at* when the one before it began at *start*, the weightiest first."""
    number = run.pages[at].number
    reasons = sorted((w for w in weights(run, start, at) if w.value > 0), key=lambda w: -w.value)
    return tuple(Evidence(reason.name, number, reason.box) for reason in reasons)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


# ---------------------------------------------------------------- the weights


def weights(run: Run, start: int, at: int) -> Iterator[Weight]:
    """Every reason for or against a beginning at *at*, the current document having begun at *start*."""
    yield from _whatever_came_before(run, at)
    yield from _given_the_beginning(run, start, at)


def _whatever_came_before(run: Run, at: int) -> Iterator[Weight]:
    """Reasons that hold wherever the current document began."""
    page, before = run.pages[at], run.pages[at - 1]
    if (settled := run.settled.get(page.number)) is not None:
        begins, name = settled
        yield Weight(name, CERTAIN if begins else -CERTAIN)
        return
    yield from _of_the_file(run, before, page)
    yield from _of_the_page_before(before, page)
    if page.annex is None:
        yield from _of_the_page(page)
    if run.skipped.get(page.number):
        yield Weight("blank-before", 0.5)


def _given_the_beginning(run: Run, start: int, at: int) -> Iterator[Weight]:
    """Reasons that depend on the page at which the current document began."""
    page, first = run.pages[at], run.pages[start]
    if page.number in run.settled:
        return
    if page.annex is not None:
        yield from _of_the_annex(page, page.annex, first)
    if page.certified is not None:
        slip = first.title is not None and first.title.kind.group == _ONE_STOP
        yield Weight("certification", 0.5 if slip else -2.0, page.certified)
    yield from _of_the_mark(page, run.pages[at - 1], at - start + 1)
    yield from _of_the_document(page, first, at - start)


def _of_the_file(run: Run, before: Signals, page: Signals) -> Iterator[Weight]:
    """A scanner that writes one file a paper says where papers end; one that writes one file a page says nothing."""
    if page.source == before.source:
        yield Weight("same-file", -0.6)
        return
    counts = run.pages_in_file
    if all(n == 1 for n in counts.values()):
        yield Weight("new-file", -0.2)
    elif counts[page.source] > 1 or counts[before.source] > 1:
        yield Weight("new-file", 3.0)
    else:
        yield Weight("new-file", 0.8)


def _of_the_annex(page: Signals, annex: Annex, first: Signals) -> Iterator[Weight]:
    """An annex goes with the paper before it; a form printed in a circular is an annex only inside that circular."""
    if annex.normative and page.title is not None and _kind(first) not in _NORMATIVE:
        yield from _of_the_page(page)
        return
    yield Weight("annex", -3.0, annex.place)
    if page.title is not None and page.sheet.nation is not None:
        yield Weight("title", 2.0, page.title.place)


def _of_the_page(page: Signals) -> Iterator[Weight]:
    sheet = page.sheet
    if page.title is not None and page.certified is None:
        title = page.title
        strength = 5.0 if title.exact else 2.0 + 10 * (title.likeness - 0.8)
        if not title.in_band:
            strength -= 1.5
        elif not title.under_head and sheet.nation is None:
            strength -= 2.0
        if not title.whole:
            strength -= 1.5
        yield Weight("title", strength, title.place)
    elif page.title is None:
        yield Weight("no-title", -1.5)
        if sheet.nation is None and sheet.body and sheet.body[0].box.top < 0.2 * sheet.height:
            yield Weight("text-from-the-top", -0.5)
    if sheet.nation is not None:
        yield Weight("national-heading", 3.0, sheet.nation.place)
    if sheet.number_row is not None and sheet.nation is not None:
        yield Weight("document-number", 1.0, sheet.number_row.place)
    if any(row.bare.startswith("kinh gui") for row in sheet.above(0.45)):
        yield Weight("addressee", 1.0)
    if page.goes_on is not None:
        yield Weight("sentence-goes-on", -2.5, page.goes_on)


def _of_the_page_before(before: Signals, page: Signals) -> Iterator[Weight]:
    if before.sheet.failed or page.sheet.failed:
        return
    if before.signed:
        yield Weight("signed-before", 0.8)
    if before.breaks_off:
        yield Weight("text-breaks-off", -1.0)
    (w0, h0), (w1, h1) = before.size, page.size
    small, large = sorted((w0 * h0, w1 * h1))
    if large and small / large < 0.7:
        yield Weight("paper-size", 1.2)
    elif (w0 < h0) != (w1 < h1):
        yield Weight("paper-turned", 0.2)


def _of_the_mark(page: Signals, before: Signals, place: int) -> Iterator[Weight]:
    """*place* is where the page would stand in the current document, counting from one."""
    mark, earlier = page.sheet.mark, before.sheet.mark
    if mark is None:
        if earlier is not None and earlier.total is not None:
            yield Weight("pages-promised", -2.0) if earlier.number < earlier.total else Weight("all-pages-seen", 2.5)
        return
    if mark.number == 1:
        yield Weight("page-one", 3.0 if mark.total else 1.5, mark.place)
        return
    yield Weight("page-number", -2.0, mark.place)
    follows = earlier is not None and mark.number == earlier.number + 1
    if follows or mark.number == place:
        yield Weight("page-number-follows", -2.0, mark.place)
    if earlier is not None and mark.total is not None and earlier.total not in (None, mark.total):
        yield Weight("other-page-count", 2.0, mark.place)


def _of_the_document(page: Signals, first: Signals, behind: int) -> Iterator[Weight]:
    kind = _kind(first)
    if page.card_back is not None:
        yield Weight("card-back", -4.0 if kind in _CARDS and behind == 1 else 0.5, page.card_back)
    if kind is None or first.title is None:
        return
    if first.title.kind.single_page and page.title is None and page.certified is None:
        yield Weight("one-page-paper-before", 1.2)


def _kind(page: Signals) -> KindCode | None:
    return page.title.kind.code if page.title is not None else None
