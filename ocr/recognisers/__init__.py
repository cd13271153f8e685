"""Line recognisers: they read one strip of a page that holds one line. One closed list that can be read."""

from typing import Annotated, assert_never

from pydantic import Field

from ocr.recognisers.aster import AsterOptions, AsterRecogniser
from ocr.recognisers.ctc import OWN, CtcOptions, CtcRecogniser
from ocr.recognisers.port import Letter, LineRecogniser, StripReading
from ocr.recognisers.vietocr import VietOcrOptions, VietOcrRecogniser

RecogniserOptions = Annotated[CtcOptions | AsterOptions | VietOcrOptions, Field(discriminator="recogniser")]


def line_recogniser(options: CtcOptions | AsterOptions | VietOcrOptions) -> LineRecogniser:
    """The recogniser *options* describe; `ConfigurationError` when its model is missing or another than was meant."""
    match options:
        case CtcOptions():
            return CtcRecogniser(options)
        case AsterOptions():
            return AsterRecogniser(options)
        case VietOcrOptions():
            return VietOcrRecogniser(options)
        case _:
            assert_never(options)


def own_recogniser() -> CtcOptions | None:
    """The recogniser that comes with the project, when its weights are there."""
    return CtcOptions() if (OWN / "model.onnx").exists() else None


__all__ = [
    "AsterOptions", "CtcOptions", "Letter", "LineRecogniser", "RecogniserOptions", "StripReading", "VietOcrOptions", "line_recogniser", "own_recogniser",
]  # fmt: skip
