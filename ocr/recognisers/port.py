"""What every line recogniser promises, whoever made its weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ocr.prepare.placement import Grey
from pipeline.model.reading import EngineIdentity


@dataclass(frozen=True, slots=True)
class Letter:
    """One character as it was read. `left` and `right` in pixels of the strip; `confidence` 0..1 as the model gave it."""

    text: str = field(repr=False)
    left: float
    right: float
    confidence: float


@dataclass(frozen=True, slots=True)
class StripReading:
    """What stands in one strip, left to right; spaces are letters too. Empty when nothing was recognised."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)


class LineRecogniser(Protocol):
    """Reads strips (grey, dark ink on light, one upright line each). Deterministic; one per process, not thread-safe."""

    @property
    def identity(self) -> EngineIdentity: ...

    def read(self, strips: Sequence[Grey]) -> list[StripReading]:
        """One reading per strip, in the same order. Strips of any width and height; NFC text.

        A strip wider than the model can take is read in parts, never squeezed or cut off.
        """
        ...
