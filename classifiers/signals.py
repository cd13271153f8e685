"""What a page says about itself: beginning, continuation, end, and the marks on it.

Everything is judged once for each page here; where documents begin is weighed in `classifiers.boundaries`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from classifiers.continuity import Flow, Sign, flow_of, number_of
from classifiers.heads import Head, head_of
from classifiers.layout import Sheet, sheet_of
from classifiers.marks import Mark, Meaning, codes_printed_in, meanings_of
from classifiers.rows import Row
from classifiers.setting import Setting, setting_of
from classifiers.text import contains
from classifiers.titles import Annex, TitleIndex, TitleMatch, annex_of
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest, DossierCode, KindCode
from pipeline.model.reading import PageReading

DOSSIER_NAMING = frozenset({KindCode("receipt-slip"), KindCode("tracking-slip"), KindCode("cover-sheet")})
"""Slips that lie on top of a dossier and say whose papers follow; a cover sheet among them when its mark is unreadable."""
CERTIFICATION = KindCode("certified-copy-page")
CARDS = frozenset({KindCode("id-card"), KindCode("old-id-card"), KindCode("passport")})

_SIGNED_BY = (
    "noi nhan", "nguoi khai", "nguoi lam don", "nguoi yeu cau", "nguoi nop", "nguoi tiep nhan", "nguoi cam ket",
    "nguoi cam doan", "nguoi ky", "nguoi thuc hien", "nguoi uy quyen", "nguoi duoc uy quyen", "chu tich", "pho chu tich",
    "giam doc", "truong phong", "ky ghi ro ho ten", "ky va ghi ro ho ten", "ky ten dong dau", "luu vt", "cong chung vien",
)  # fmt: skip
_CARD_BACK = ("dac diem nhan dang", "personal identification", "cuc truong cuc canh sat", "ngon tro trai", "idvnm")
_CERTIFIED = ("chung thuc ban sao dung voi ban chinh", "so chung thuc", "sct bs")
_PERSON = re.compile(r"(?<!\d)(\d{12})(?!\d)")
_PERSON_BELOW = re.compile(r"IDVNM\d{10}(\d{12})")
"""The machine-readable zone of a card: nine digits of the card, a check digit, the person's number."""


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
    flow: Flow
    code: Sign | None
    """The number it was issued under."""
    head: Head
    setting: Setting
    signed: bool
    """Somebody signs in the lower part, or the text is closed with ``./.``: the paper may end here."""
    sealed: bool
    """A seal lies in the lower part."""
    persons: frozenset[str] = field(repr=False)
    """Personal numbers on a card's side."""
    silent: bool
    size: tuple[float, float]
    """Width and height of the upright page in millimetres, as far as its resolution is right."""
    begins: float | None = None
    """What the text model thinks of a beginning here, 0..1; None where nobody was asked."""
    kinds: Mapping[KindCode, float] = field(default_factory=dict)
    """What the text model thinks of its kind."""

    @property
    def kind(self) -> KindCode | None:
        """The kind its title names."""
        return self.title.kind.code if self.title is not None else None

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
    card_back = _card_back(sheet, title)
    return Signals(
        number=number,
        source=source,
        sheet=sheet,
        marks=meanings_of(reading.barcodes),
        title=title,
        annex=annex_of(sheet),
        card_back=card_back,
        certified=_certified(sheet, title),
        flow=flow_of(sheet),
        code=number_of(sheet),
        head=head_of(sheet),
        setting=setting_of(sheet),
        signed=_signed(sheet) or _lies_low(reading, reading.signatures),
        sealed=_lies_low(reading, reading.seals),
        persons=_persons(sheet, reading) if card_back or (title and title.kind.code in CARDS) else frozenset(),
        silent=sheet.silent,
        size=(25.4 * sheet.width / max(1, reading.dpi), 25.4 * sheet.height / max(1, reading.dpi)),
    )


def _row_with(sheet: Sheet, phrases: tuple[str, ...]) -> Row | None:
    return next((row for row in sheet.rows if any(contains(row.bare, phrase) for phrase in phrases)), None)


def _card_back(sheet: Sheet, title: TitleMatch | None) -> Box | None:
    if title is not None or sheet.nation is not None or len(sheet.rows) > 30:
        return None
    row = _row_with(sheet, _CARD_BACK)
    return row.place if row is not None else None


def _persons(sheet: Sheet, reading: PageReading) -> frozenset[str]:
    """The numbers a card's front prints and its back repeats in the machine-readable zone."""
    texts = [row.text for row in sheet.rows] + [barcode.text for barcode in reading.barcodes]
    below = _PERSON_BELOW.findall("".join("".join(row.text.split()) for row in sheet.rows))
    return frozenset(chain(below, *(_PERSON.findall(text.replace(" ", "")) for text in texts)))


def _certified(sheet: Sheet, title: TitleMatch | None) -> Box | None:
    """The page holds a certification and hardly anything else."""
    if title is not None and title.kind.code != CERTIFICATION:
        return None
    if title is not None and sheet.nation is None:
        return title.place
    if sheet.nation is not None or len(sheet.body) > 4:
        return None
    row = _row_with(sheet, _CERTIFIED)
    return row.place if row is not None else None


def _signed(sheet: Sheet) -> bool:
    for row in sheet.below(0.3):
        if row.bare.startswith(_SIGNED_BY) and row.letters <= 45:
            return True
        if row.text.rstrip().endswith("./."):
            return True
    return False


def _lies_low(reading: PageReading, boxes: tuple[Box, ...]) -> bool:
    """Whether one of *boxes* stands below the upper third of the upright page."""
    _, height = reading.upright_size
    return any(reading.upright(box).centre[1] > 0.33 * height for box in boxes)
