"""Where Tesseract's trained models lie."""

from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.model.ids import Digest, digest_of

USUAL_PLACES = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata")


def find_weights(language: str, folder: Path | None) -> Path:
    """The ``.traineddata`` of *language*; `ConfigurationError` when it is not installed."""
    root = Path("/")
    folders = [folder] if folder else [p for place in USUAL_PLACES for p in sorted(root.glob(place[1:]), reverse=True)]
    for place in folders:
        weights = place / f"{language}.traineddata"
        if weights.is_file():
            return weights
    raise ConfigurationError(
        "language-missing",
        f"Tesseract's model for {language!r} is not installed",
        f"apt-get install tesseract-ocr-{language}, or name its folder in the engine's option `tessdata`.",
    )


def weights_digest(weights: Path, pinned: str | None) -> Digest:
    """The SHA-256 of *weights*; `ConfigurationError("model-swapped")` when another one was pinned."""
    digest = digest_of(weights.read_bytes())
    if pinned and digest != pinned.lower():
        raise ConfigurationError(
            "model-swapped",
            f"{weights.name} is not the file that was pinned",
            "Put the right file back, or pin the new one: sohoa models list --json names its sha256.",
        )
    return digest
