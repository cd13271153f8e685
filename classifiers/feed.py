"""The feed sorted: separators, blank sides, pages set aside, and the pages documents are made of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from classifiers.dossiers import Cover
from classifiers.marks import Meaning, code_of_cover, codes_printed_in
from classifiers.rows import Row
from classifiers.signals import Signals
from classifiers.text import bare, contains
from classifiers.verdicts import JOIN, SPLIT, Rulings
from pipeline.model.ids import KindCode
from pipeline.ports import BatchView

_PATCH_WORDS = 60
"""A patch mark on a page with more words than this is a sticker on somebody's paper, not a separator sheet."""
_COVER_WORDS = 90
"""A page with more words than this is no cover sheet, whatever its title."""
_SHEET_WORDS = 12
"""A page with no more words than this, one of them saying so, is a separator sheet whose patch is torn or dirty."""
_COVERS = (
    "phieu dan ho so quet", "phan cach ho so", "to cach ho so", "khong phai la giay to", "khong phai giay to",
    "dat to nay truoc giay to",
)  # fmt: skip
"""What covers say to people: it stays legible when the mark is torn, wet or written over."""
_SEPARATES = ("separator", "patch t", "patch code", "patch ii", "patch 2", "to phan cach", "trang phan cach")
_ALTERNATING = 3
_COVER_SHEET = KindCode("cover-sheet")


@dataclass(frozen=True, slots=True)
class Feed:
    """Pages sorted by what they are; `pages` in the order documents are made of."""

    pages: tuple[Signals, ...]
    covers: tuple[Cover, ...]
    blanks: tuple[int, ...]
    aside: tuple[int, ...]
    settled: Mapping[int, tuple[bool, str]]
    skipped: Mapping[int, int]
    backs: frozenset[int]
    """Pages that are the back of a sheet, where the feed shows which are."""


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
    backs = backs_of_sheets(view, set(blanks)) & set(order)
    return Feed(tuple(signals[n] for n in order), tuple(covers), tuple(blanks), tuple(aside), settled, skipped, backs)


def backs_of_sheets(view: BatchView, blanks: Collection[int]) -> frozenset[int]:
    """Every second side of a feed that was scanned on both sides; none where that is not plain.

    It is plain when twice as many sides came as sheets were declared, or when three blank sides and more are all second
    ones: papers printed and scanned on one side have no reason to alternate.
    """
    pages = view.batch.pages
    alone = len({page.source for page in pages}) == len(pages)
    second = frozenset(page.number for page in pages if (page.number - 1 if alone else page.capture.index) % 2)
    if view.batch.declared_sheets is not None and view.batch.fed == 2 * view.batch.declared_sheets:
        return second
    return second if len(blanks) >= _ALTERNATING and set(blanks) <= second else frozenset()


def _cover(page: Signals) -> Cover | None:
    """A sheet that only separates. Our own cover always does; a patch mark on a written page does not."""
    if (cover := page.mark(Meaning.COVER_SHEET)) is not None:
        return Cover(page.number, cover.dossier)
    words = sum(len(row.text.split()) for row in page.sheet.rows if row.confidence >= 0.5)
    if (torn := _torn(page, words)) is not None:
        return torn
    patched = page.mark(Meaning.PATCH) is not None and words <= _PATCH_WORDS and page.title is None
    return Cover(page.number, None) if patched else None


def _torn(page: Signals, words: int) -> Cover | None:
    """A separator whose mark no engine can read any more, known by the few words printed on it."""
    if words > _COVER_WORDS or page.sheet.nation is not None:
        return None
    across = _across(page.sheet.rows)
    print_ = "\n".join((*(row.text for row in page.sheet.rows), *across))
    said = " ".join(row.bare for row in page.sheet.rows)
    named = page.title is not None and page.kind == _COVER_SHEET and page.title.likeness >= 0.85
    if named or (words <= _PATCH_WORDS and (_barred(page, said, print_) or _says_cover(said, across))):
        return Cover(page.number, code_of_cover(print_), torn=True)
    if page.title is None and words <= _SHEET_WORDS and any(contains(said, phrase) for phrase in _SEPARATES):
        return Cover(page.number, None)
    return None


def _barred(page: Signals, said: str, print_: str) -> bool:
    """Patch bars beside a dossier code, or at head and foot of a sheet that says something else than `SEPARATOR`: ours,
    read badly or the wrong way up."""
    bars = sum(mark.meaning is Meaning.PATCH for mark in page.marks)
    strange = bool(said) and not any(contains(said, phrase) for phrase in _SEPARATES)
    return page.title is None and bool(bars) and (bool(codes_printed_in(print_)) or (bars > 1 and strange))


def _says_cover(said: str, across: Sequence[str]) -> bool:
    whole = "".join(bare(line).replace(" ", "") for line in across)
    return any(contains(said, phrase) or phrase.replace(" ", "") in whole for phrase in _COVERS)


def _across(rows: Sequence[Row]) -> list[str]:
    """What stands side by side put together again: a streak down the sheet makes two columns of it."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: row.box.centre[1]):
        if lines and row.box.centre[1] < lines[-1][0].box.bottom:
            lines[-1].append(row)
        else:
            lines.append([row])
    return ["".join(row.text for row in sorted(line, key=lambda row: row.box.left)) for line in lines]


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
