"""The engine that reads nothing: every page stays an image. For trying the journey without Tesseract."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.model.reading import EngineIdentity, Line
from pipeline.ports import Raster


class BlankOptions(BaseModel):
    """Nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["blank"] = "blank"


class BlankEngine:
    """An `OcrEngine` that finds no text."""

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("blank", "1", "")

    def read(self, image: Raster) -> tuple[Line, ...]:
        del image
        return ()
