"""A page as an engine would have read it, made from its true lines: letters confused, marks and words and lines lost."""

import random
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifiers.text import fold_letters
from pipeline.model.geometry import Box, bounding
from pipeline.model.ids import digest_of
from pipeline.model.reading import Barcode, EngineIdentity, Line, PageReading, Word

ENGINE = EngineIdentity("as-read", "1", "")
_ALIKE = {"i": "l", "l": "i", "o": "0", "0": "O", "1": "l", "n": "m", "m": "n", "e": "c", "c": "e", "u": "v", "5": "S"}
Printed = tuple[str, Box]
"""A line's text and where it stands, in pixels of the upright page."""


@dataclass(frozen=True, slots=True)
class Eye:
    """How well an engine sees: chances of losing each."""

    letter: float
    mark: float
    word: float
    line: float

    @classmethod
    def drawn(cls, rng: random.Random) -> "Eye":
        """Mostly good eyes, some poor ones: worn papers, copies of copies."""
        return rng.choice(
            [
                cls(0.0, 0.0, 0.0, 0.0),
                cls(0.004, 0.004, 0.002, 0.004),
                cls(0.01, 0.02, 0.01, 0.02),
                cls(0.04, 0.08, 0.05, 0.06),
            ]
        )


@dataclass(frozen=True, slots=True)
class Lens:
    """One page's own scale and shift; a photograph's are larger, and now and then a page is set smaller than its paper."""

    scale: float
    right: float
    down: float
    type: float
    rough: float

    @classmethod
    def drawn(cls, rng: random.Random) -> "Lens":
        photograph = rng.random() < 0.1
        return cls(
            scale=rng.uniform(0.86, 1.0) if photograph else rng.gauss(1.0, 0.006),
            right=rng.gauss(0, 12 if photograph else 5),
            down=rng.gauss(0, 12 if photograph else 5),
            type=rng.uniform(0.82, 1.12) if rng.random() < 0.1 else 1.0,
            rough=rng.choice((0.4, 0.8, 1.4)),
        )

    def sees(self, box: Box, size: tuple[int, int], rng: random.Random) -> Box:
        width, height = size

        def across(x: float) -> int:
            return round(min(width - 1.0, max(0.0, (x - width / 2) * self.scale + width / 2 + self.right)))

        def along(y: float) -> int:
            return round(min(height - 1.0, max(0.0, (y - height / 2) * self.scale + height / 2 + self.down)))

        tall = box.height * self.type
        top = along(box.bottom - tall + rng.gauss(0, self.rough))
        left = across(box.left)
        return Box(
            left, top, max(left + 1, across(box.right)), max(top + 1, along(box.bottom + rng.gauss(0, self.rough)))
        )


def as_read(
    lines: Iterable[Printed],
    size: tuple[int, int],
    rng: random.Random,
    eye: Eye,
    *,
    dpi: int = 200,
    codes: tuple[Barcode, ...] = (),
    seals: tuple[Box, ...] = (),
    blank: bool = False,
) -> PageReading:
    """The page with *lines* as *eye* reads it, a little larger or smaller and beside its place, as every pass gives it."""
    lens = Lens.drawn(rng)
    seen = ((text, lens.sees(box, size, rng)) for text, box in lines if rng.random() >= eye.line)
    kept = tuple(line for text, box in seen if (line := _line(text, box, rng, eye)))
    return PageReading(
        page=digest_of(rng.randbytes(16)),
        engine=ENGINE,
        width=size[0],
        height=size[1],
        dpi=dpi,
        rotation=0,
        skew=0.0,
        blank=blank,
        lines=kept,
        barcodes=codes,
        seals=seals,
    )


def _line(text: str, box: Box, rng: random.Random, eye: Eye) -> Line | None:
    words = tuple(_words(text, box, rng, eye))
    return Line(words, bounding(word.box for word in words), ENGINE.name) if words else None


def _words(text: str, box: Box, rng: random.Random, eye: Eye) -> Iterator[Word]:
    letter = box.width / max(1, len(text))
    at = 0
    for word in text.split():
        at = text.index(word, at)
        left, right = box.left + round(at * letter), box.left + round((at + len(word)) * letter)
        at += len(word)
        if rng.random() < eye.word or right <= left:
            continue
        seen = "".join(_letter(c, rng, eye) for c in word)
        confidence = max(0.05, min(1.0, rng.gauss(0.95 - 4 * eye.letter, 0.04 + eye.letter)))
        yield Word(unicodedata.normalize("NFC", seen), Box(left, box.top, right, box.bottom), confidence)


def _letter(letter: str, rng: random.Random, eye: Eye) -> str:
    if rng.random() < eye.letter:
        return _ALIKE.get(letter.lower(), rng.choice("aeiounthcg"))
    if not letter.isascii() and rng.random() < eye.mark:
        plain = fold_letters(letter)
        return plain.upper() if letter.isupper() else plain
    return letter
