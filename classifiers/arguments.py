"""What on a document's pages speaks for or against each kind it might be.

Nothing is decided here. An argument has a name, under which `classifiers.weighing` knows its weight, a value, and the place
on the paper that shows it.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifiers.layout import Sheet, sheet_of
from classifiers.marks import Meaning, meanings_of
from classifiers.numbers import AbbreviationIndex
from classifiers.rows import Row
from classifiers.taxonomy import Kind, Layout, Taxonomy
from classifiers.text import bare, contains
from classifiers.textmodel import PageScores, TextModel
from classifiers.titles import TitleIndex, TitleMatch
from pipeline.model.documents import Evidence
from pipeline.model.ids import UNKNOWN_KIND, KindCode
from pipeline.model.reading import PageReading

_ID_CARD, _OFFICIAL_LETTER = KindCode("id-card"), KindCode("official-letter")
_FIRST_PAGES = 3
"""Pages a title is looked for on: the first may be damaged, or a slip laid on top."""
_LIKELIEST = 6
"""Kinds the text model may bring into play."""
_FAINTEST = 1e-3
_UNHEARD_OF = 0.05
"""What the text model is taken to say of a kind it never learnt (one an operator added): neither yes nor no."""
_FEW_LETTERS, _A_FEW_ROWS = 60, 120
"""Letters below which a paper, and a page, says next to nothing."""
_OWN_NUMBER = re.compile(r"(?:luat )?(?:so|s6|s0|no)\b|\d")
_PHRASES = 3
_CLEARLY = 5.0
"""Letters by which a title explains more than another for the other to be out of the question."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason. `value` is 0..1 for most, a logarithm for what the text model says."""

    name: str
    value: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A page of the document, laid out, and what the text model says of it."""

    reading: PageReading
    sheet: Sheet
    said: PageScores


Arguments = Mapping[KindCode, Sequence[Argument]]
"""Every kind in play, `unknown` among them, and what concerns it."""


class Advocate:
    """Gathers the arguments for every kind in play."""

    def __init__(self, taxonomy: Taxonomy, model: TextModel) -> None:
        self._taxonomy = taxonomy
        self._model = model
        self._titles = TitleIndex(taxonomy)
        self._numbers = AbbreviationIndex(taxonomy)
        self._forms = tuple((bare(form), kind.code) for kind in taxonomy for form in kind.form_numbers)

    def hear(self, readings: Mapping[int, PageReading]) -> tuple[Heard, ...]:
        """The pages that were read, in their order."""
        sheets = ((reading, sheet_of(number, reading)) for number, reading in readings.items() if not reading.failed)
        return tuple(Heard(reading, sheet, self._model.page(sheet)) for reading, sheet in sheets)

    def gather(self, pages: Sequence[Heard], asked_for: frozenset[KindCode] = frozenset()) -> Arguments:
        """Arguments over *pages*; *asked_for* are the kinds of the dossier's checklist. Empty without pages."""
        if not pages:
            return {}
        sheets = [page.sheet for page in pages]
        said = [page.said for page in _spokesman_first(pages)]
        found: dict[KindCode, list[Argument]] = defaultdict(list)
        for code, argument in self._outright(pages):
            found[code].append(argument)
        for code in self._likely(said):
            found.setdefault(code, [])
        for code in [code for code in found if code != UNKNOWN_KIND]:
            found[code] += self._further(self._taxonomy.kind(code), sheets, said, asked_for)
        found[UNKNOWN_KIND] = [*_for_unknown(sheets, pages[0].said.begins), *_of_text(UNKNOWN_KIND, said)]
        return found

    def _likely(self, said: Sequence[PageScores]) -> set[KindCode]:
        """Kinds the text of some page makes likely enough to be talked about."""
        likely: set[KindCode] = set()
        for scores in said[:_FIRST_PAGES]:
            best = sorted(scores.kinds, key=lambda kind: -scores.kinds[kind])[:_LIKELIEST]
            likely.update(kind for kind in best if scores.kinds[kind] >= _FAINTEST and kind in self._taxonomy.kinds)
        return likely

    # ---------------------------------------------------------------- what names a kind outright

    def _outright(self, pages: Sequence[Heard]) -> Iterator[tuple[KindCode, Argument]]:
        yield from self._by_title(pages)
        first = pages[0].sheet
        for code, row in self._by_form(first):
            yield code, Argument("form-number", 1.0, Evidence("form-number", first.number, row.place))
        for name, row in _letter_rows(first).items():
            yield _OFFICIAL_LETTER, Argument(name, 1.0, Evidence(name, first.number, row.place))
        number = self._number(first)
        if number is not None:
            yield number.code, Argument("number-names", 1.0)
        for page in pages:
            for mark in meanings_of(page.reading.barcodes):
                if mark.meaning is Meaning.ID_CARD:
                    shown = Evidence("id-card-mark", page.sheet.number, mark.box)
                    yield _ID_CARD, Argument("id-card-mark", 1.0, shown)
                    return

    def _by_title(self, pages: Sequence[Heard]) -> Iterator[tuple[KindCode, Argument]]:
        for behind, page in enumerate(pages[:_FIRST_PAGES]):
            sheet = page.sheet
            matches = self._titles.matches(sheet)
            if not matches:
                continue
            best: dict[KindCode, TitleMatch] = {}
            for match in sorted(matches, key=lambda match: (match.exact, match.value)):
                best[match.kind.code] = match
            most = max(match.value for match in best.values())
            for code, match in best.items():
                if Layout.ANYWHERE in match.kind.layout:
                    if behind:
                        continue  # a certification at the end of what it certifies
                    yield from ((code, argument) for argument in _of_guest(match, sheet, page.said))
                yield from ((code, argument) for argument in _of_title(match, sheet, behind, most))
            return

    def _by_form(self, sheet: Sheet) -> Iterator[tuple[KindCode, Row]]:
        """``Mẫu CT01`` or ``Mẫu số 11/ĐK`` in a corner above the title."""
        for row in sheet.above(0.15):
            if row.bare.startswith(("mau", "phu luc", "ct0")):
                words = f" {row.bare} "
                yield from ((code, row) for form, code in self._forms if f" {form} " in words)

    def _number(self, sheet: Sheet) -> Kind | None:
        """What the paper's own number says; a number quoted in the text opens with other words."""
        row = sheet.number_row
        return self._numbers.kind_of(row.text) if row is not None and _OWN_NUMBER.match(row.bare) else None

    # ---------------------------------------------------------------- what speaks for a kind in play

    def _further(
        self, kind: Kind, sheets: Sequence[Sheet], said: Sequence[PageScores], asked_for: frozenset[KindCode]
    ) -> Iterator[Argument]:
        first = sheets[0]
        number = self._number(first)
        if number is not None and first.number_row is not None:
            if _of_family(kind, number):
                yield Argument("number", 1.0, Evidence("number", first.number, first.number_row.place))
            else:
                yield Argument("number-of-another", 1.0)
        spoken = [*_spoken(kind, sheets)][:_PHRASES]
        for evidence in spoken:
            yield Argument("body-words", 1 / _PHRASES, evidence)
        if kind.code in asked_for:
            yield Argument("checklist", 1.0, Evidence("checklist", first.number))
        yield from _of_text(kind.code, said)


def _of_title(match: TitleMatch, sheet: Sheet, behind: int, most: float) -> Iterator[Argument]:
    name = "title" if match.exact else "title-alike"
    yield Argument(name, 1.0, Evidence(name, match.page, match.place))
    if not match.exact:
        yield Argument("title-likeness", (match.likeness - 0.8) / 0.2)
        yield Argument("title-skipped", match.skipped / 2)
    else:
        yield Argument("title-marks-lost", max(0.0, 1 - match.accents))
    goes_on = min(3, match.surplus) / 3
    yield Argument("title-goes-on" if not match.kind.open else "title-open", goes_on)
    if not match.in_band:
        yield Argument("title-in-text", 1.0)
    elif not match.under_head:
        yield Argument("title-below", 1.0)
    if behind:
        yield Argument("title-on-later-page", behind / 2)
    yield Argument("title-outdone", min(_CLEARLY, most - match.value) / _CLEARLY)
    if sheet.nation is not None:
        yield Argument("national-heading", 1.0, Evidence("national-heading", sheet.number, sheet.nation.place))
    elif sheet.mark is not None and sheet.mark.number > 1:
        yield Argument("title-on-numbered-page", 1.0)


def _spokesman_first(pages: Sequence[Heard]) -> list[Heard]:
    """The first page speaks for the paper, unless hardly anything on it can be read: then the next that can."""
    speaker = next((at for at, page in enumerate(pages) if _letters(page.sheet) >= _A_FEW_ROWS), 0)
    return [pages[speaker], *pages[:speaker], *pages[speaker + 1 :]]


def _letters(sheet: Sheet) -> int:
    return sum(row.letters for row in sheet.rows if row.confidence >= 0.4)


def _of_guest(match: TitleMatch, sheet: Sheet, said: PageScores) -> Iterator[Argument]:
    """A stamp or certification lies on other papers: what stands above it, and what the words are, tell the host."""
    letters = sum(row.letters for row in sheet.rows) or 1
    above = sum(row.letters for row in sheet.rows if row.place.bottom <= match.place.top)
    yield Argument("guest-under-others", above / letters)
    unlikely = -math.log(max(_FAINTEST, said.kinds.get(match.kind.code, 0.0)))
    yield Argument("guest-unspoken", unlikely / -math.log(_FAINTEST))


def _of_text(code: KindCode, said: Sequence[PageScores]) -> Iterator[Argument]:
    """How likely the words make the kind: the page that speaks for the paper by itself, the others together."""
    first, *rest = [math.log(max(_FAINTEST, scores.kinds.get(code, _UNHEARD_OF))) for scores in said]
    yield Argument("text-model", first)
    if code not in said[0].kinds:
        yield Argument("text-model-silent", 1.0)
    if rest:
        yield Argument("text-model-later", sum(rest) / len(rest))


def _for_unknown(sheets: Sequence[Sheet], begins: float) -> Iterator[Argument]:
    yield Argument("unknown", 1.0)
    yield Argument("unknown-silent", float(sum(map(_letters, sheets)) < _FEW_LETTERS))
    yield Argument("unknown-in-the-middle", 1 - begins)
    headed = any(sheet.nation is not None or sheet.number_row is not None for sheet in sheets[:1])
    yield Argument("unknown-headed", float(headed))


def _of_family(kind: Kind, named: Kind) -> bool:
    """``/QĐ-`` stands on every sort of decision, not only on those that have no name of their own."""
    if kind.code == named.code:
        return True
    general = [title for title in named.bare_titles[:1] if title]
    return any(title.startswith(start) for start in general for title in kind.bare_titles)


def _spoken(kind: Kind, sheets: Sequence[Sheet]) -> Iterator[Evidence]:
    """The kind's own words found on the pages, each once."""
    for phrase in kind.phrases:
        for sheet in sheets[:_FIRST_PAGES]:
            if contains(sheet.bare_text, phrase):
                row = next((r for r in sheet.rows if contains(r.bare, phrase)), None)
                yield Evidence("body-words", sheet.number, row.place if row is not None else None)
                break


def _letter_rows(sheet: Sheet) -> dict[str, Row]:
    """An official letter has no title: ``V/v ...`` under the number, then ``Kính gửi``."""
    found: dict[str, Row] = {}
    for row in sheet.above(0.5):
        if (
            row.bare.startswith(("v v ", "vv ", "ve viec"))
            and row.box.left < 0.4 * sheet.width
            and row.box.top < 0.3 * sheet.height
        ):
            found.setdefault("subject-line", row)
        elif row.bare.startswith("kinh gui"):
            found.setdefault("addressee", row)
    return found if "subject-line" in found or ("addressee" in found and sheet.number_row is not None) else {}
