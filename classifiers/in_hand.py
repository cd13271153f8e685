"""Every reason for or against a page going on with the document in hand, given the page that document began with."""

import math
import re
from collections.abc import Iterator

from classifiers.reasons import Reason, Run
from classifiers.signals import CARDS, Signals
from classifiers.taxonomy import Layout
from classifiers.titles import Annex
from pipeline.model.geometry import Box
from pipeline.model.ids import UNKNOWN_KIND, KindCode

_ONE_STOP = "one-stop"
_COVER_LETTERS = 250
_FAINT = 1e-3
_STRANGE = 2.5
"""Log-odds of no kind at all against the kind in hand from which words are called another paper's; backwards, its own."""
_NUMBERED_AS_LAW = re.compile(r"/\s*(?:20\d\d\s*/\s*)(?:TT|TTLT|N[ĐÐD]|PL|L)\s*-|/\s*QH\s*\d")
_NORMATIVE = frozenset({KindCode("circular"), KindCode("decree"), KindCode("law")})


def given_the_beginning(run: Run, start: int, at: int) -> Iterator[Reason]:
    """Reasons that depend on the page at which the current document began."""
    page, first = run.pages[at], run.pages[start]
    if page.annex is not None:
        yield from _of_the_annex(page, page.annex, first)
    if page.certified is not None:
        slip = first.title is not None and first.title.kind.group == _ONE_STOP
        yield Reason("certification.of-a-slip" if slip else "certification", 1.0, page.certified)
    yield from _of_the_mark(page, run.pages[at - 1], first, at - start + 1)
    yield from _of_the_card(run, start, at)
    yield from _of_the_kind(page, first, at - start)
    yield from _of_the_words(page, first)
    if run.skipped.get(page.number) and any(run.pages[i].number in run.backs for i in range(start, at)[-3:]):
        yield Reason("last-back-blank")


def _of_the_annex(page: Signals, annex: Annex, first: Signals) -> Iterator[Reason]:
    """An annex goes with the paper before it; a form printed in a circular is an annex only inside that circular."""
    if annex.normative and page.title is not None and not _is_normative(first):
        return
    headed = page.sheet.nation is not None or page.head.issuer is not None
    own = page.code is not None
    yield Reason("annex.numbered" if headed and own else "annex.under-a-head" if headed else "annex", 1.0, annex.place)


def _of_the_mark(page: Signals, before: Signals, first: Signals, place: int) -> Iterator[Reason]:
    """*place* is where the page would stand in the current document, counting from one."""
    mark, earlier = page.sheet.mark, before.sheet.mark
    if mark is None:
        if earlier is not None and earlier.total is not None:
            yield Reason("pages-promised" if earlier.number < earlier.total else "all-pages-seen")
        elif (promised := _promised(first)) is not None:
            yield Reason("pages-promised" if place <= promised else "all-pages-seen")
        return
    if earlier is not None and mark.total == earlier.total and mark.number == earlier.number - 1:
        yield Reason("page-number.backwards", 1.0, mark.place)
        return
    if mark.number == 1:
        yield Reason("page-one.of-many" if mark.total else "page-one", 1.0, mark.place)
        return
    yield Reason("page-number", 1.0, mark.place)
    follows = earlier is not None and mark.number == earlier.number + 1
    if follows or mark.number == place:
        yield Reason("page-number.follows", 1.0, mark.place)
    elif earlier is not None:
        yield Reason("page-number.jumps", 1.0, mark.place)
    if earlier is not None and mark.total is not None and earlier.total not in (None, mark.total):
        yield Reason("other-page-count", 1.0, mark.place)


def _of_the_card(run: Run, start: int, at: int) -> Iterator[Reason]:
    """Two sides of one card belong together, two cards do not; the number on both sides says which is which."""
    page, first = run.pages[at], run.pages[start]
    if page.card_back is None:
        if first.kind in CARDS and page.kind is None:
            yield Reason("after-card")
        return
    alone = at - start == 1 and first.kind in CARDS
    if not alone:
        yield Reason("card-back.of-nobody", 1.0, page.card_back)
    elif page.persons and first.persons and not page.persons & first.persons:
        yield Reason("card-back.of-another", 1.0, page.card_back)
    else:
        yield Reason("card-back", 1.0, page.card_back)


def _of_the_kind(page: Signals, first: Signals, behind: int) -> Iterator[Reason]:
    """What the paper in hand is: complete on one page, a text of law with forms in it, the same form once more."""
    if (place := _issued_with(page, first)) is not None:
        yield Reason("issued-with-it", 1.0, place)
    if _is_normative(first) and page.kind not in _NORMATIVE:
        yield from _of_the_law(page)
    if first.title is None:
        return
    if first.title.kind.single_page and page.title is None and page.certified is None:
        yield Reason("one-page-paper-before")
    if Layout.BOOKLET in first.title.kind.layout and first.kind not in CARDS and page.kind in (None, first.kind):
        yield Reason("inside-a-booklet")
        if behind == 1 and _is_a_cover(first):
            yield Reason("behind-its-cover")
    elif page.kind is not None and page.kind == first.kind and page.certified is None:
        yield Reason("same-title.in-text" if page.sheet.nation is None else "same-title")


def _of_the_words(page: Signals, first: Signals) -> Iterator[Reason]:
    """Whether the words are those of the paper in hand, or of a paper of no kind at all, as far as the text model knows both.

    On papers nobody learnt from, one continued page in twenty looks so strange; of stray papers behind others, 99 in a hundred.
    """
    kind = first.kind
    if kind is None or page.title is not None or page.silent or kind not in page.kinds:
        return
    stranger = math.log((page.kinds[UNKNOWN_KIND] + _FAINT) / (page.kinds[kind] + _FAINT))
    if stranger > _STRANGE:
        yield Reason("other-words", min(1.0, (stranger - _STRANGE) / _STRANGE))
    elif stranger < -_STRANGE:
        yield Reason("same-words", min(1.0, (-stranger - _STRANGE) / _STRANGE))


def _of_the_law(page: Signals) -> Iterator[Reason]:
    """A law or circular goes on with articles and with its forms; a paper with a number of its own is neither."""
    if page.flow.form is not None:
        yield Reason("inside-a-law.its-form", 1.0, page.flow.form)
    elif page.sheet.nation is None or (page.title is not None and page.code is None):
        yield Reason("inside-a-law.form" if page.title is not None else "inside-a-law.text")


def _issued_with(page: Signals, first: Signals) -> Box | None:
    """Where *page* names the number of the paper that begins with *first*.

    Numbers are written by hand and read badly: from a circular's own forms its kind and its agency are enough.
    """
    own = first.code
    if own is None:
        return None
    for sign, place in page.flow.cited:
        same_agency = not sign.agency or not own.agency or sign.agency == own.agency
        if sign.kind == own.kind and (sign.number == own.number or (_is_normative(first) and same_agency)):
            return place
    return None


def _is_a_cover(first: Signals) -> bool:
    """A booklet's cover says what it is and whose, and little more; its first page then begins with the national heading."""
    return sum(row.letters for row in first.sheet.rows) < _COVER_LETTERS


def _is_normative(first: Signals) -> bool:
    """A law, decree or circular: by its title, or by its number (``15/2020/TT-BTP``, ``61/2018/NĐ-CP``)."""
    number = first.sheet.number_row
    return first.kind in _NORMATIVE or (number is not None and _NUMBERED_AS_LAW.search(number.text) is not None)


# ---------------------------------------------------------------- the end of the run


def left_open(run: Run, start: int) -> Iterator[Reason]:
    """What speaks against a document that began at *start* being over when the run is."""
    promised = _promised(run.pages[start])
    if promised is not None and len(run.pages) - start < promised:
        yield Reason("pages-promised")


def _promised(first: Signals) -> int | None:
    """How many pages the document has by the word of its first: ``Trang 1/5``."""
    mark = first.sheet.mark
    return mark.total if mark is not None and mark.number == 1 else None
