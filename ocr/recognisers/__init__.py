"""Line recognisers: they read one strip of a page that holds one line. One closed list that can be read."""

from ocr.recognisers.ctc import OWN, CtcOptions, CtcRecogniser
from ocr.recognisers.port import Letter, LineRecogniser, StripReading

RecogniserOptions = CtcOptions


def line_recogniser(options: RecogniserOptions) -> LineRecogniser:
    """The recogniser *options* describe; `ConfigurationError` when its model is missing or another than its card says."""
    return CtcRecogniser(options)


def own_recogniser() -> RecogniserOptions | None:
    """The recogniser that comes with the project, when its weights are there."""
    return CtcOptions() if (OWN / "model.onnx").exists() else None


__all__ = [
    "CtcOptions", "Letter", "LineRecogniser", "RecogniserOptions", "StripReading", "line_recogniser", "own_recogniser",
]  # fmt: skip
