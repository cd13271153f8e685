"""The feed sorted: separators, blank sides, pages set aside, and the pages documents are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifiers.dossiers import Cover
from classifiers.marks import Meaning
from classifiers.signals import Signals
from classifiers.verdicts import JOIN, SPLIT, Rulings
from pipeline.ports import BatchView

_PATCH_WORDS = 60
"""A patch mark on a page with more words than this is a sticker on somebody's paper, not a separator sheet."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Pages sorted by what they are; `pages` in the order documents are made of."""

    pages: tuple[Signals, ...]
    covers: tuple[Cover, ...]
    blanks: tuple[int, ...]
    aside: tuple[int, ...]
    settled: Mapping[int, tuple[bool, str]]
    skipped: Mapping[int, int]


def sorted_feed(view: BatchView, signals: Mapping[int, Signals], said: Rulings) -> Feed:
    """Give every page of *view* its sort; what people said about one comes before what the machine sees."""
    covers: list[Cover] = []
    blanks: list[int] = []
    aside: list[int] = []
    order: list[int] = []
    settled: dict[int, tuple[bool, str]] = {}
    skipped: dict[int, int] = {}
    after_cover, blank_sides = False, 0
    for number in sorted(view.readings):
        page = signals[number]
        cover = _cover(page)
        if number in said.aside:
            aside.append(number)
        elif cover is not None and number not in said.paper:
            covers.append(cover)
            after_cover, blank_sides = True, 0
        elif number in said.blank or (view.readings[number].blank and number not in said.paper):
            blanks.append(number)
            blank_sides += 1
        else:
            order.append(number)
            skipped[number] = blank_sides
            if after_cover:
                settled[number] = (True, "after-separator")
            elif page.mark(Meaning.PATCH) is not None:
                settled[number] = (True, "patch-mark")
            after_cover, blank_sides = False, 0
    order = _with_verdicts(order, settled, said)
    return Feed(tuple(signals[n] for n in order), tuple(covers), tuple(blanks), tuple(aside), settled, skipped)


def _cover(page: Signals) -> Cover | None:
    """A sheet that only separates. Our own cover always does; a patch mark on a written page does not."""
    if (cover := page.mark(Meaning.COVER_SHEET)) is not None:
        return Cover(page.number, cover.dossier)
    words = sum(len(row.text.split()) for row in page.sheet.rows if row.confidence >= 0.5)
    if page.mark(Meaning.PATCH) is not None and words <= _PATCH_WORDS and page.title is None:
        return Cover(page.number, None)
    return None


def _with_verdicts(order: list[int], settled: dict[int, tuple[bool, str]], said: Rulings) -> list[int]:
    """Joined pages side by side where the first of them stood, and what people settled about beginnings."""
    groups = {group[0]: [n for n in group if n in order] for group in _present(said.groups, order)}
    joined = {n: first for first, group in groups.items() for n in group}
    arranged: list[int] = []
    for number in order:
        if number not in joined:
            arranged.append(number)
        elif joined[number] == number:
            arranged += groups[number]
    for group in groups.values():
        settled.update(dict.fromkeys(group[1:], (False, JOIN)))
        settled[group[0]] = (True, JOIN)
        after = arranged.index(group[-1]) + 1
        if after < len(arranged):
            settled[arranged[after]] = (True, JOIN)
    settled.update(dict.fromkeys(said.begins, (True, SPLIT)))
    return arranged


def _present(groups: Sequence[tuple[int, ...]], order: Sequence[int]) -> list[tuple[int, ...]]:
    kept = (tuple(n for n in group if n in order) for group in groups)
    return [group for group in kept if group]
