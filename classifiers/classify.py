"""Naming a document's kind (loại giấy tờ): verdict, title, number, body, and an honest unknown.

The confidences are set by hand and ordered: an exact title under the national heading above one without, that above a
misread one, a title above a number, a number above words of the body. They are not measured frequencies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.layout import Sheet, sheet_of
from classifiers.marks import Meaning, meanings_of
from classifiers.numbers import AbbreviationIndex
from classifiers.rows import Row
from classifiers.taxonomy import Kind, Taxonomy
from classifiers.text import contains
from classifiers.titles import TitleIndex, TitleMatch
from pipeline.model.documents import Classification, Document, Evidence
from pipeline.model.ids import UNKNOWN_KIND, KindCode
from pipeline.model.work import VerdictKind
from pipeline.ports import BatchView

NAME = "rules"
LEAST = 0.5
"""Below this the evidence does not carry a kind."""
_ID_CARD = KindCode("id-card")
_OLD_ID_CARD = KindCode("old-id-card")
_OFFICIAL_LETTER = KindCode("official-letter")
_SPEAKS_BY_WORDS = 2
"""Phrases of the body needed to name a kind without a title."""


@dataclass(frozen=True, slots=True)
class _Claim:
    kind: Kind
    confidence: float
    reasons: tuple[Evidence, ...]


class RuleClassifier:
    """Names documents by what is printed on them; the first page speaks first."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._titles = TitleIndex(taxonomy)
        self._numbers = AbbreviationIndex(taxonomy)

    def classify(self, document: Document, view: BatchView) -> Classification:
        """The kind with its reasons; `unknown` with confidence 0 when nothing carries one. A person's verdict is final."""
        for verdict in reversed(view.verdicts):
            if verdict.kind is VerdictKind.KIND and set(verdict.pages) & set(document.pages):
                code = KindCode(verdict.value)
                reason = Evidence("verdict", document.pages[0])
                return Classification(code, self._taxonomy.title(code), 1.0, (reason,), NAME)
        claim = max(self._claims(document, view), key=lambda c: c.confidence, default=None)
        if claim is None or claim.confidence < LEAST:
            return Classification(UNKNOWN_KIND, self._taxonomy.title(UNKNOWN_KIND), 0.0, (), NAME)
        confidence = round(min(claim.confidence, 0.99), 4)
        return Classification(claim.kind.code, claim.kind.title, confidence, claim.reasons, NAME)

    def _claims(self, document: Document, view: BatchView) -> Iterator[_Claim]:
        readings = [(n, view.readings[n]) for n in document.pages if n in view.readings and not view.readings[n].failed]
        sheets = [sheet_of(number, reading) for number, reading in readings]
        if not sheets:
            return
        titled = self._by_title(sheets)
        if titled is not None:
            yield titled
        cards = [
            Evidence("id-card-mark", number, mark.box)
            for number, reading in readings
            for mark in meanings_of(reading.barcodes)
            if mark.meaning is Meaning.ID_CARD
        ]
        if cards and (titled is None or titled.kind.code == _ID_CARD):
            yield _Claim(self._taxonomy.kind(_ID_CARD), 0.96, (*cards[:1], *(titled.reasons if titled else ())))
        if titled is None:
            yield from self._untitled(sheets)

    # ---------------------------------------------------------------- by title

    def _by_title(self, sheets: Sequence[Sheet]) -> _Claim | None:
        for index, sheet in enumerate(sheets[:3]):
            found = sorted(self._titles.matches(sheet), key=lambda match: -match.value)
            if found:
                return self._titled(found, sheets, index)
        return None

    def _titled(self, found: Sequence[TitleMatch], sheets: Sequence[Sheet], behind: int) -> _Claim:
        best = found[0]
        sheet = sheets[behind]
        reasons = [Evidence("title" if best.exact else "title-alike", best.page, best.place)]
        confidence = _by_likeness(best)
        if sheet.nation is not None:
            confidence += 0.02
            reasons.append(Evidence("national-heading", sheet.number, sheet.nation.place))
        spoken = [*_spoken(best.kind, sheets)]
        if spoken:
            confidence += min(0.02 if best.exact else 0.06, 0.03 * len(spoken))
            reasons += spoken[:3]
        number = self._numbers.kind_of(sheet.number_row.text) if sheet.number_row is not None else None
        if number is not None and sheet.number_row is not None:
            if number.code == best.kind.code:
                confidence += 0.02 if best.exact else 0.06
                reasons.append(Evidence("number", sheet.number, sheet.number_row.place))
            elif not best.exact:
                confidence -= 0.1
        rival = next((m for m in found if m.kind.code != best.kind.code and m.value > best.value - 2.0), None)
        if rival is not None and not best.exact:
            confidence = min(confidence, 0.65)
        if sheet.nation is None and sheet.mark is not None and sheet.mark.number > 1:
            confidence -= 0.2  # a later page of something: its head is not what the paper is
        if behind:
            confidence -= 0.12 * behind
        return _Claim(best.kind, min(confidence, 0.99), tuple(reasons))

    # ---------------------------------------------------------------- without a title

    def _untitled(self, sheets: Sequence[Sheet]) -> Iterator[_Claim]:
        first = sheets[0]
        letter = _letter_rows(first)
        number = self._numbers.kind_of(first.number_row.text) if first.number_row is not None else None
        if number is not None and first.number_row is not None:
            spoken = [*_spoken(number, sheets)]
            reason = Evidence("number", first.number, first.number_row.place)
            yield _Claim(number, 0.72 + 0.08 * min(2, len(spoken)), (reason, *spoken[:2]))
        elif letter:
            yield self._letter(first, letter)
        for kind in self._taxonomy:
            spoken = [*_spoken(kind, sheets)]
            if kind.code in (_ID_CARD, _OLD_ID_CARD) and len(spoken) >= _SPEAKS_BY_WORDS:
                yield _Claim(kind, min(0.92, 0.6 + 0.09 * len(spoken)), tuple(spoken[:4]))
            elif len(spoken) >= _SPEAKS_BY_WORDS and kind.code != _OFFICIAL_LETTER:
                yield _Claim(kind, min(0.78, 0.42 + 0.1 * len(spoken)), tuple(spoken[:4]))

    def _letter(self, sheet: Sheet, rows: dict[str, Row]) -> _Claim:
        """An official letter has no title: ``V/v ...`` under the number, then ``Kính gửi``."""
        confidence = 0.45 + 0.2 * ("subject-line" in rows) + 0.15 * ("addressee" in rows)
        confidence += 0.08 * (sheet.nation is not None) + 0.06 * (sheet.number_row is not None)
        reasons = tuple(Evidence(name, sheet.number, row.place) for name, row in rows.items())
        return _Claim(self._taxonomy.kind(_OFFICIAL_LETTER), confidence, reasons)


def _by_likeness(match: TitleMatch) -> float:
    if match.exact:
        confidence = 0.95 if match.accents > 0.9 else 0.93
    else:
        confidence = 0.62 + 1.5 * (match.likeness - 0.8) - 0.05 * match.skipped
    if not match.whole:
        confidence -= 0.05 * min(3, match.surplus)
    if not match.in_band:
        confidence -= 0.1
    elif not match.under_head:
        confidence -= 0.06
    return confidence


def _spoken(kind: Kind, sheets: Sequence[Sheet]) -> Iterator[Evidence]:
    """The kind's own words found on the pages, each once."""
    for phrase in kind.phrases:
        for sheet in sheets:
            if contains(sheet.bare_text, phrase):
                row = next((r for r in sheet.rows if contains(r.bare, phrase)), None)
                yield Evidence("body-words", sheet.number, row.place if row is not None else None)
                break


def _letter_rows(sheet: Sheet) -> dict[str, Row]:
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
