"""Every reason for or against a beginning at a page that lies in it and in the page before it.

What follows from law or practice is said beside it; how much a reason counts is learnt (see `classifiers.weights`).
"""

import math
from collections.abc import Iterator

from classifiers.reasons import Reason, Run
from classifiers.setting import apart
from classifiers.signals import Signals

# ---------------------------------------------------------------- the two pages that meet


def whatever_came_before(run: Run, at: int) -> Iterator[Reason]:
    """Reasons that hold wherever the current document began."""
    page, before = run.pages[at], run.pages[at - 1]
    yield Reason("any-page")
    yield from _of_the_file(run, before, page)
    yield from _of_the_sheet(run, page)
    yield from _of_the_end_before(before, page)
    yield from _of_the_text(before, page)
    yield from _of_the_look(before, page)
    yield from _of_the_page(page)
    yield from _of_the_model(page)
    if page.kind is not None and page.kind in run.wanted:
        yield Reason("checklist")


def _of_the_file(run: Run, before: Signals, page: Signals) -> Iterator[Reason]:
    """A scanner that writes one file a paper says where papers end; one that writes one file a page says nothing."""
    counts = run.pages_in_file
    if page.source == before.source:
        if len(counts) > 1:
            yield Reason("same-file")
    elif all(n == 1 for n in counts.values()):
        yield Reason("new-file.each-page")
    elif counts[page.source] > 1 or counts[before.source] > 1:
        yield Reason("new-file.of-many")
    else:
        yield Reason("new-file.of-one")


def _of_the_sheet(run: Run, page: Signals) -> Iterator[Reason]:
    """Papers begin on the front of a sheet. A blank side ends nothing for sure: many papers are printed on one side."""
    if page.number in run.backs:
        yield Reason("back-of-sheet")
    if run.skipped.get(page.number):
        yield Reason("blank-before")


def _of_the_end_before(before: Signals, page: Signals) -> Iterator[Reason]:
    """How the page before ended: signed, sealed, half empty, or in the middle of a sentence."""
    if before.sheet.failed or page.sheet.failed:
        return
    if before.signed:
        yield Reason("signed-before")
    if before.sealed:
        yield Reason("sealed-before")
    if before.flow.breaks_off:
        yield Reason("text-breaks-off")
    if not before.silent:
        yield Reason("room-left", max(0.0, 0.9 - before.setting.filled))


def _of_the_text(before: Signals, page: Signals) -> Iterator[Reason]:
    """Whether the text carries on: a sentence, the next article, a part that is not the first, the same running foot."""
    flow = page.flow
    if flow.goes_on is not None:
        yield Reason("sentence-goes-on", 1.0, flow.goes_on)
    if flow.opens_at is not None and page.title is None:
        yield Reason("part-goes-on" if flow.opens_at > 1 else "part-one", 1.0, flow.opening)
    if flow.articles and before.flow.articles:
        follows = 0 <= flow.articles[0] - before.flow.articles[1] <= 1
        yield Reason("articles.follow" if follows else "articles.apart")
    if flow.notes is not None:
        yield Reason("notes-page", 1.0, flow.notes)
    if flow.edges & before.flow.edges:
        yield Reason("running-line")


def _of_the_look(before: Signals, page: Signals) -> Iterator[Reason]:
    """Another size of paper, another size of type, other margins: seldom the same paper."""
    if before.sheet.failed or page.sheet.failed:
        return
    (w0, h0), (w1, h1) = before.size, page.size
    small, large = sorted((w0 * h0, w1 * h1))
    other_size, turned = bool(large) and small / large < 0.7, (w0 < h0) != (w1 < h1)
    if other_size:
        yield Reason("paper-size")
    elif turned:
        yield Reason("paper-turned")
    if page.silent:
        yield Reason("picture.other-paper" if other_size or turned else "picture")
    elif before.silent:
        yield Reason("after-picture.other-paper" if other_size or turned else "after-picture")
    for name, one, other, most in (
        ("type-size", before.setting.type_size, page.setting.type_size, 0.25),
        ("line-pitch", before.setting.pitch, page.setting.pitch, 0.35),
        ("margin", before.setting.left, page.setting.left, 0.5),
    ):
        difference = apart(one, other)
        if difference is not None:
            yield Reason(f"{name}.same" if difference < 0.2 * most else f"{name}.other", _share(difference, most))


def _share(difference: float, most: float) -> float:
    """How far *difference* is from nothing: 1 for hardly any in ``.same``, and for *most* in ``.other``."""
    return 1.0 if difference < 0.2 * most else min(1.0, difference / most)


def _of_the_model(page: Signals) -> Iterator[Reason]:
    if page.begins is not None and not page.silent:
        odds = min(0.98, max(0.02, page.begins))
        yield Reason("text-model", math.log(odds / (1 - odds)))


# ---------------------------------------------------------------- the page itself


def _of_the_page(page: Signals) -> Iterator[Reason]:
    sheet = page.sheet
    if page.title is not None and page.certified is None:
        yield from _of_the_title(page)
    elif page.title is None and not page.silent:
        yield Reason("no-title")
        if any(block.under_head for block in sheet.blocks):
            yield Reason("unknown-title", 1.0, next(b for b in sheet.blocks if b.under_head).rows[0].place)
        if sheet.nation is None and sheet.body and sheet.body[0].box.top < 0.2 * sheet.height:
            yield Reason("text-from-the-top")
    if sheet.nation is not None:
        yield Reason("national-heading", 1.0, sheet.nation.place)
        if sheet.number_row is not None:
            yield Reason("document-number", 1.0, sheet.number_row.place)
    elif page.head.issuer is not None:
        yield Reason("issuer-head", 1.0, page.head.issuer)
    if page.head.dated is not None:
        yield Reason("dated-head", 1.0, page.head.dated)
    if page.head.addressee is not None:
        yield Reason("addressee", 1.0, page.head.addressee)
    if page.flow.form is not None:
        yield Reason("form-number", 1.0, page.flow.form)


def _of_the_title(page: Signals) -> Iterator[Reason]:
    title = page.title
    assert title is not None
    yield Reason("title.exact" if title.exact else "title.alike", 1.0, title.place)
    if not title.exact:
        yield Reason("title.likeness", 10 * (title.likeness - 0.8))
    if not title.in_band:
        yield Reason("title.below")
    elif not title.under_head and page.sheet.nation is None:
        yield Reason("title.inside")
    if not title.whole:
        yield Reason("title.going-on")
