"""What a page says about itself: beginning, continuation, end, and the marks on it.

Everything is judged once for each page here; where documents begin is weighed in `classifiers.boundaries`.
"""

import re
from dataclasses import dataclass

from classifiers.layout import Sheet, sheet_of
from classifiers.marks import Mark, Meaning, codes_printed_in, meanings_of
from classifiers.rows import Row
from classifiers.text import contains
from classifiers.titles import Annex, TitleIndex, TitleMatch, annex_of
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest, DossierCode, KindCode
from pipeline.model.reading import PageReading

DOSSIER_NAMING = frozenset({KindCode("receipt-slip"), KindCode("tracking-slip"), KindCode("cover-sheet")})
"""Slips that lie on top of a dossier and say whose papers follow; a cover sheet among them when its mark is unreadable."""
CERTIFICATION = KindCode("certified-copy-page")

_SIGNED_BY = (
    "noi nhan", "nguoi khai", "nguoi lam don", "nguoi yeu cau", "nguoi nop", "nguoi tiep nhan", "nguoi cam ket",
    "nguoi cam doan", "nguoi ky", "nguoi thuc hien", "nguoi uy quyen", "nguoi duoc uy quyen", "chu tich", "pho chu tich",
    "giam doc", "truong phong", "ky ghi ro ho ten", "ky va ghi ro ho ten", "ky ten dong dau", "luu vt", "cong chung vien",
)  # fmt: skip
_CARD_BACK = ("dac diem nhan dang", "personal identification", "cuc truong cuc canh sat", "ngon tro trai", "idvnm")
_CERTIFIED = ("chung thuc ban sao dung voi ban chinh", "so chung thuc", "sct bs")
_STOP = re.compile(r"[.;:!?/)\]»”\"]\s*$")


@dataclass(frozen=True, slots=True)
class Signals:
    """One page's own evidence, before its neighbours are asked."""

    number: int
    source: Digest
    sheet: Sheet
    marks: tuple[Mark, ...]
    title: TitleMatch | None
    annex: Annex | None
    card_back: Box | None
    certified: Box | None
    """Only a certification (lời chứng) stands here: the last page of the copy before it."""
    goes_on: Box | None
    """Its first words begin in the middle of a sentence."""
    signed: bool
    """Somebody signs in the lower part, or the text is closed with ``./.``: the paper may end here."""
    breaks_off: bool
    """The text runs to the foot and stops in the middle of a sentence."""

    @property
    def size(self) -> tuple[int, int]:
        return self.sheet.width, self.sheet.height

    def mark(self, meaning: Meaning) -> Mark | None:
        return next((mark for mark in self.marks if mark.meaning is meaning), None)

    @property
    def names_dossier(self) -> bool:
        """It lies on top of a dossier's papers: a receipt, or another slip that does the same."""
        return self.title is not None and self.title.kind.code in DOSSIER_NAMING and self.title.likeness >= 0.85

    @property
    def codes_marked(self) -> tuple[DossierCode, ...]:
        """Dossier codes of its one-stop marks, each once."""
        return tuple(dict.fromkeys(m.dossier for m in self.marks if m.meaning is Meaning.DOSSIER and m.dossier))

    @property
    def codes_printed(self) -> tuple[DossierCode, ...]:
        """Dossier codes as an engine read them, each once."""
        return codes_printed_in("\n".join(row.text for row in self.sheet.rows))


def signals_of(number: int, source: Digest, reading: PageReading, titles: TitleIndex) -> Signals:
    """What page *number* of file *source* says about itself."""
    sheet = sheet_of(number, reading)
    title = titles.match(sheet)
    if title is not None and not title.under_head and not title.in_band and sheet.nation is None and title.surplus:
        title = None
    return Signals(
        number=number,
        source=source,
        sheet=sheet,
        marks=meanings_of(reading.barcodes),
        title=title,
        annex=annex_of(sheet),
        card_back=_card_back(sheet, title),
        certified=_certified(sheet, title),
        goes_on=_goes_on(sheet),
        signed=_signed(sheet),
        breaks_off=_breaks_off(sheet),
    )


def _row_with(sheet: Sheet, phrases: tuple[str, ...]) -> Row | None:
    return next((row for row in sheet.rows if any(contains(row.bare, phrase) for phrase in phrases)), None)


def _card_back(sheet: Sheet, title: TitleMatch | None) -> Box | None:
    if title is not None or sheet.nation is not None:
        return None
    row = _row_with(sheet, _CARD_BACK)
    return row.place if row is not None and len(sheet.rows) <= 30 else None


def _certified(sheet: Sheet, title: TitleMatch | None) -> Box | None:
    """The page holds a certification and hardly anything else."""
    if title is not None and title.kind.code != CERTIFICATION:
        return None
    if title is not None and sheet.nation is None:
        return title.place
    row = _row_with(sheet, _CERTIFIED)
    return row.place if row is not None and len(sheet.body) <= 4 and sheet.nation is None else None


def _goes_on(sheet: Sheet) -> Box | None:
    """A first line of running text in small letters: the sentence began on the page before."""
    if sheet.nation is not None:
        return None
    first = next((row for row in sheet.rows if row.letters >= 10 and row.confidence >= 0.6), None)
    if first is None or first.box.top > 0.3 * sheet.height or first.box.left > 0.25 * sheet.width:
        return None
    initial = next((c for c in first.text if c.isalnum()), "")
    return first.place if initial.isalpha() and initial.islower() and first.upper < 0.3 else None


def _signed(sheet: Sheet) -> bool:
    for row in sheet.below(0.3):
        if row.bare.startswith(_SIGNED_BY) and row.letters <= 45:
            return True
        if row.text.rstrip().endswith("./."):
            return True
    return False


def _breaks_off(sheet: Sheet) -> bool:
    body = sheet.body
    if not body or sheet.silent:
        return False
    last = max(body, key=lambda row: row.box.bottom)
    return last.box.bottom > 0.85 * sheet.height and last.box.right > 0.7 * sheet.width and not _STOP.search(last.text)
