"""Which kind a printed title names.

A title is compared letter by letter, without marks and blanks, since engines lose both first. Among the titles that fit,
the one that explains most letters wins: ``ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG`` is neither ``ĐƠN ĐỀ NGHỊ`` nor
``GIẤY PHÉP XÂY DỰNG``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from classifiers.layout import Sheet, TitleBlock
from classifiers.rows import Row
from classifiers.taxonomy import Kind, Layout, Taxonomy
from classifiers.text import bare, contains
from pipeline.model.geometry import Box, bounding

_GUESTS = frozenset({Layout.CARD, Layout.ANYWHERE})
"""Layouts whose title may stand anywhere on a page."""
_SURE_TITLE = 0.88
_SKIPPED = 2
"""Words of noise (a stamp, a rule) allowed ahead of a title on its row."""
_ANNEX = ("phu luc", "danh muc", "danh sach", "bang tong hop", "bieu mau kem theo")
_ISSUED_WITH = ("kem theo", "dinh kem", "ban hanh kem theo", "cong bo kem theo", "phe duyet kem theo")
_NORMATIVE = ("thong tu", "nghi dinh")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title found on a page."""

    kind: Kind
    page: int
    place: Box
    likeness: float
    """How alike print and taxonomy are, 0..1; 1 when every letter agrees."""
    accents: float
    """The same with tone marks counted."""
    surplus: int
    """Words that go on after the title on its row."""
    skipped: int
    under_head: bool
    in_band: bool
    value: float
    """Letters explained, less those in error: what rivals are measured by."""

    @property
    def exact(self) -> bool:
        return self.likeness == 1.0 and self.skipped == 0

    @property
    def whole(self) -> bool:
        """The row says nothing else, or the kind's titles go on in their own words."""
        return self.surplus == 0 or self.kind.open


@dataclass(frozen=True, slots=True)
class _Variant:
    kind: Kind
    letters: str
    accented: str


class TitleIndex:
    """The taxonomy's printed titles, ready to be looked for."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._variants = tuple(
            _Variant(kind, bare(title).replace(" ", ""), _accented(title)) for kind in taxonomy for title in kind.titles
        )

    def match(self, sheet: Sheet) -> TitleMatch | None:
        """The best title on *sheet*, or None."""
        return max(self.matches(sheet), key=lambda match: match.value, default=None)

    def matches(self, sheet: Sheet) -> tuple[TitleMatch, ...]:
        """Every acceptable title on *sheet*.

        A certification or a card lies on the same page as the paper it was copied from: where another title stands,
        theirs is not the page's.
        """
        text = sheet.bare_text
        found = [
            match for block in sheet.blocks for match in self._in_block(block, sheet) if _acceptable(match, block, text)
        ]
        own = [match for match in found if match.in_band and Layout.ANYWHERE not in match.kind.layout]
        return tuple(own if any(match.likeness >= _SURE_TITLE for match in own) else found)

    def _in_block(self, block: TitleBlock, sheet: Sheet) -> Iterator[TitleMatch]:
        printed = _Print((*block.rows, *block.subject))
        for variant in self._variants:
            if fuzz.partial_ratio(variant.letters, printed.letters, score_cutoff=74) == 0:
                continue
            if not block.in_band and not variant.kind.layout & _GUESTS:
                continue
            best = max(printed.fits(variant.letters), key=lambda fit: fit[0], default=None)
            if best is not None:
                yield _match(variant, best, printed, block, sheet)


class _Print:
    """The words of a block's rows without blanks, remembering where each word and row ends."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        words = [(word, index) for index, row in enumerate(rows) for word in row.bare.split()]
        self.words = words
        self.letters = "".join(word for word, _ in words)
        self.ends: list[int] = []
        for word, _ in words:
            self.ends.append((self.ends[-1] if self.ends else 0) + len(word))

    def fits(self, letters: str) -> Iterator[tuple[float, int, int, float]]:
        """(value, first word, last word, likeness) wherever *letters* may stand, near the start of the block."""
        slack = max(2, len(letters) // 6)
        for first in range(min(_SKIPPED + 1, len(self.words))):
            if self.words[first][1] != 0:
                break
            start = self.ends[first - 1] if first else 0
            for last in range(first, len(self.words)):
                over = self.ends[last] - start - len(letters)
                if over < -slack:
                    continue
                if over > slack:
                    break
                window = self.letters[start : self.ends[last]]
                errors = Indel.distance(letters, window)
                likeness = 1 - errors / (len(letters) + len(window))
                if likeness >= _least_likeness(len(letters)):
                    yield len(letters) - 1.5 * errors - 2.0 * first, first, last, likeness

    def surplus(self, last: int) -> int:
        return sum(1 for _, row in self.words[last + 1 :] if row == self.words[last][1])

    def place(self, first: int, last: int) -> Box:
        return bounding(self.rows[i].place for i in range(self.words[first][1], self.words[last][1] + 1))


def _match(
    variant: _Variant, fit: tuple[float, int, int, float], printed: _Print, block: TitleBlock, sheet: Sheet
) -> TitleMatch:
    value, first, last, likeness = fit
    used = printed.rows[: printed.words[last][1] + 1]
    accents = fuzz.partial_ratio(variant.accented, _accented(" ".join(row.text for row in used))) / 100
    return TitleMatch(
        kind=variant.kind,
        page=sheet.number,
        place=printed.place(first, last),
        likeness=likeness,
        accents=accents,
        surplus=printed.surplus(last),
        skipped=first,
        under_head=block.under_head,
        in_band=block.in_band,
        value=value + accents + (1.0 if block.under_head else 0.0),
    )


def _least_likeness(letters: int) -> float:
    """Short titles leave no room for slips: ``LUẬT`` is three letters from anything."""
    if letters <= 5:
        return 1.0
    return 0.87 if letters < 10 else 0.8


def _accented(title: str) -> str:
    return "".join(c for c in title.lower().replace("ð", "đ") if c.isalpha())


def _acceptable(match: TitleMatch, block: TitleBlock, text: str) -> bool:
    kind = match.kind
    words = " ".join(row.bare for row in (*block.rows, *block.subject))
    if any(contains(words, negative, 0.95) for negative in kind.negatives):
        return False
    if kind.needs and not any(contains(text, need) for need in kind.needs):
        return False
    if block.rows[0].text.rstrip().endswith(":") and not kind.single_page:
        return False  # "QUYẾT ĐỊNH:" opens the operative part, it is not the title
    if not match.in_band:
        return match.surplus == 0 and match.skipped == 0 and any(contains(text, phrase) for phrase in kind.phrases)
    return True


# ---------------------------------------------------------------- annexes


@dataclass(frozen=True, slots=True)
class Annex:
    """A page that says it belongs to the paper before it."""

    place: Box
    normative: bool
    """Issued with a circular or decree: on a citizen's form that is only where the form comes from."""


def annex_of(sheet: Sheet) -> Annex | None:
    """What makes *sheet* an annex: an annex title, or ``(Kèm theo Quyết định số ...)`` near the top."""
    top = list(sheet.above(0.42))
    bracketed = (row for row in top if row.bare.startswith(_ISSUED_WITH))
    with_it = next((row for row in bracketed if sheet.nation is None or row.text.startswith("(")), None)
    issued = " ".join(row.bare for row in top[top.index(with_it) :][:2]) if with_it is not None else ""
    normative = any(contains(issued, kind) for kind in _NORMATIVE)
    for block in sheet.blocks:
        first = block.rows[0]
        if block.in_band and first.bare.startswith(_ANNEX) and not first.bare.startswith("phu luc hop dong"):
            return Annex(first.place, normative)
    return Annex(with_it.place, normative) if with_it is not None else None
