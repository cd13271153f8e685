"""The project's own line recogniser: a small convolutional net, trained by `ocr.training`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ocr.models.files import checked
from ocr.prepare.placement import Grey
from ocr.recognisers.frames import FrameReader, Shape
from ocr.recognisers.port import StripReading
from pipeline.errors import ConfigurationError
from pipeline.model.reading import EngineIdentity

OWN = Path(__file__).resolve().parent.parent / "models" / "sohoa-line"
"""The weights that come with the project."""
_WIDEST = 2400


class CtcOptions(BaseModel):
    """Which weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recogniser: Literal["ctc"] = "ctc"
    folder: Path = Field(default=OWN, description="holds model.onnx and its card.toml")


@dataclass(frozen=True, slots=True)
class Card:
    """What the weights need to be used: see ``card.toml`` beside them."""

    name: str
    version: str
    sha256: str
    height: int
    stride: int
    alphabet: str

    @classmethod
    def read(cls, path: Path) -> "Card":
        """`ConfigurationError("model-missing")` when there is none, or it is no card."""
        try:
            with path.open("rb") as file:
                told = tomllib.load(file)
            return cls(*(told[key] for key in ("name", "version", "sha256", "height", "stride", "alphabet")))
        except (OSError, KeyError, tomllib.TOMLDecodeError) as cause:
            raise ConfigurationError(
                "model-missing",
                f"no line recogniser in {path.parent}",
                "sohoa models list shows what is expected where.",
            ) from cause


class CtcRecogniser:
    """A `LineRecogniser`. `ConfigurationError("model-swapped")` when the weights are not those of the card."""

    def __init__(self, options: CtcOptions) -> None:
        self._card = card = Card.read(options.folder / "card.toml")
        weights = checked(options.folder / "model.onnx", card.sha256)
        self._reader = FrameReader(weights, Shape(card.height, card.stride, _WIDEST, card.alphabet))

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity(self._card.name, self._card.version, self._card.sha256)

    def read(self, strips: Sequence[Grey]) -> list[StripReading]:
        return self._reader.read(strips)
