"""What an engine saw on a page. Recognised text is personal data and stays out of `repr`."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.model.geometry import Box, bounding
from pipeline.model.ids import Digest, digest_of_parts

SECRECY_STAMP = "secrecy-stamp"
"""The warning of a reading whose page bears a secrecy stamp; its text is dropped before anything is kept."""


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Who read: the same identity on the same pixels gives the same reading."""

    name: str
    version: str
    model: str
    """SHA-256 of the weights, or empty when the engine has none."""
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Short and stable: part of the name a reading is kept under."""
        flat = [self.name, self.version, self.model, *(f"{k}={v}" for k, v in self.parameters)]
        return f"{self.name}-{digest_of_parts(flat)[:12]}"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as an engine saw it. `box` in pixels of the page as scanned, `confidence` 0..1."""

    text: str = field(repr=False)
    box: Box
    confidence: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence outside 0..1: {self.confidence}")
        if not unicodedata.is_normalized("NFC", self.text):
            raise ValueError("word is not NFC")


def mean_confidence(words: Iterable[Word], without: float = 0.0) -> float:
    """Mean over the characters of *words*, 0..1; *without* any, that."""
    sure = [(word.confidence, len(word.text)) for word in words]
    letters = sum(length for _, length in sure)
    return sum(share * length for share, length in sure) / letters if letters else without


@dataclass(frozen=True, slots=True)
class Line:
    """Words in reading order, at least one."""

    words: tuple[Word, ...] = field(repr=False)
    box: Box
    engine: str = ""

    @classmethod
    def of(cls, words: Iterable[Word], engine: str) -> "Line":
        """The line *words* make, in their hull; ValueError without any."""
        kept = tuple(words)
        return cls(kept, bounding(word.box for word in kept), engine)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over characters, 0..1."""
        return mean_confidence(self.words)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A machine-readable mark (QR, Code 128, patch) and where it stands."""

    symbology: str
    """``qr``, ``code128``, ``datamatrix``, ``code39`` or ``patch``."""
    text: str = field(repr=False)
    box: Box


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything read from one page.

    `rotation` is how far the scanned page has to be turned clockwise to stand upright: 0, 90, 180 or 270.
    `skew` is the small angle left after that, degrees, positive clockwise. Boxes are in pixels of the page
    *as scanned*; `upright` turns one the way a reader sees it.
    """

    page: Digest
    engine: EngineIdentity
    width: int
    height: int
    dpi: int
    rotation: int
    skew: float
    blank: bool
    lines: tuple[Line, ...] = field(repr=False)
    barcodes: tuple[Barcode, ...] = ()
    warnings: tuple[str, ...] = ()
    seals: tuple[Box, ...] = ()
    """Official seals (con dấu), red or copied black."""
    signatures: tuple[Box, ...] = ()
    """Ink written by hand where somebody signs."""
    failed: str = ""
    """A reference when the page could not be read; the page then stays an image and says so."""

    def __post_init__(self) -> None:
        if self.rotation not in (0, 90, 180, 270):
            raise ValueError(f"rotation is not a quarter turn: {self.rotation}")

    @property
    def upright_size(self) -> tuple[int, int]:
        """(width, height) after turning by `rotation`."""
        return (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)

    def upright(self, box: Box) -> Box:
        return box.turned(self.rotation // 90, self.width, self.height)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        letters = sum(len(word.text) for line in self.lines for word in line.words)
        if not letters:
            return 0.0
        return sum(w.confidence * len(w.text) for line in self.lines for w in line.words) / letters
