"""The project's own line recogniser: a small convolutional net with CTC output, run by ONNX Runtime on one thread."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from ocr.prepare.placement import Grey
from ocr.recognisers.port import Letter, StripReading
from pipeline.errors import ConfigurationError
from pipeline.model.ids import digest_of
from pipeline.model.reading import EngineIdentity

OWN = Path(__file__).resolve().parent.parent / "models" / "sohoa-line"
"""The weights that come with the project."""

_WIDEST = 2400
"""Pixels, after scaling, that are read at once; a longer strip is cut where it is white."""
_BATCH_COLUMNS = 6000
_OVERHANG = 0.5
"""A cut is sought in the last half of what may be read at once."""

Scores = NDArray[np.float32]


class CtcOptions(BaseModel):
    """Which weights, and how their file is found to be the right one."""

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
        """`ConfigurationError("model-missing")` when there is none."""
        try:
            with path.open("rb") as file:
                told = tomllib.load(file)
        except OSError as cause:
            raise ConfigurationError(
                "model-missing",
                f"no line recogniser in {path.parent}",
                "sohoa models list shows what is expected where.",
            ) from cause
        return cls(*(told[key] for key in ("name", "version", "sha256", "height", "stride", "alphabet")))


class CtcRecogniser:
    """A `LineRecogniser`."""

    def __init__(self, options: CtcOptions) -> None:
        self._card = Card.read(options.folder / "card.toml")
        weights = (options.folder / "model.onnx").read_bytes()
        if digest_of(weights) != self._card.sha256:
            raise ConfigurationError(
                "model-swapped",
                f"{options.folder.name}/model.onnx is not the file its card describes",
                "Put the right file back, or import the new one with its own card: sohoa models import.",
            )
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        settings.log_severity_level = 3
        settings.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(weights, settings, providers=["CPUExecutionProvider"])

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity(self._card.name, self._card.version, self._card.sha256)

    def read(self, strips: Sequence[Grey]) -> list[StripReading]:
        pieces = [piece for n, strip in enumerate(strips) for piece in self._pieces(n, strip)]
        letters: dict[int, list[Letter]] = {n: [] for n in range(len(strips))}
        scores = self._scores([piece.ink for piece in pieces])
        for piece, said in zip(pieces, scores, strict=True):
            letters[piece.strip] += [
                Letter(
                    one.text,
                    piece.left + one.left * piece.scale,
                    piece.left + one.right * piece.scale,
                    one.confidence,
                )
                for one in decoded(said, self._card.alphabet, self._card.stride)
            ]
        return [StripReading(_trimmed(found)) for found in letters.values()]

    def _pieces(self, number: int, strip: Grey) -> Iterator["_Piece"]:
        """*strip* at the net's height, in as many pieces as it needs."""
        if strip.size == 0:
            return
        scale = strip.shape[0] / self._card.height
        width = max(8, round(strip.shape[1] / scale))
        way = cv2.INTER_AREA if scale > 1.25 else cv2.INTER_LINEAR
        small = cv2.resize(strip, (width, self._card.height), interpolation=way)
        for left, right in cuts(np.asarray(small), _WIDEST):
            yield _Piece(
                number, left * strip.shape[1] / width, strip.shape[1] / width, np.asarray(small[:, left:right])
            )

    def _scores(self, inks: list[Grey]) -> list[Scores]:
        """Logarithms of probabilities, frames × letters, for each; similar widths are read together."""
        order = sorted(range(len(inks)), key=lambda n: inks[n].shape[1])
        said: dict[int, Scores] = {}
        for group in _groups(order, inks):
            width = -(-max(inks[n].shape[1] for n in group) // 8) * 8
            batch = np.zeros((len(group), 1, self._card.height, width), np.float32)
            for row, n in enumerate(group):
                batch[row, 0, :, : inks[n].shape[1]] = (255 - inks[n].astype(np.float32)) / 255
            (out,) = self._session.run(None, {"ink": batch})
            for row, n in enumerate(group):
                said[n] = out[row, : -(-inks[n].shape[1] // self._card.stride)]
        return [said[n] for n in range(len(inks))]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of strip number *strip*: where it begins there, and how many of its pixels one of ours is."""

    strip: int
    left: float
    scale: float
    ink: Grey


def _groups(order: list[int], inks: list[Grey]) -> Iterator[list[int]]:
    group: list[int] = []
    for n in order:
        if group and (len(group) + 1) * inks[n].shape[1] > _BATCH_COLUMNS:
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def cuts(strip: Grey, widest: int) -> list[tuple[int, int]]:
    """Where to part *strip* so that no piece is wider than *widest*: at the whitest column of each piece's last half."""
    columns = cv2.blur(255 - strip.mean(axis=0, keepdims=True).astype(np.float32), (9, 1))[0]
    places = [0]
    while strip.shape[1] - places[-1] > widest:
        start = places[-1] + int(widest * _OVERHANG)
        places.append(start + int(columns[start : places[-1] + widest].argmin()))
    return list(zip(places, [*places[1:], strip.shape[1]], strict=True))


def decoded(scores: Scores, alphabet: str, stride: int) -> list[Letter]:
    """The likeliest letter of each frame, repeats and blanks folded; a letter is as sure as its surest frame."""
    best = scores.argmax(axis=1)
    letters: list[Letter] = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start]:
            sure = float(np.exp(scores[start:end, best[start]].max()))
            letters.append(Letter(alphabet[best[start] - 1], start * stride, end * stride, min(1.0, sure)))
        start = end
    return letters


def _trimmed(letters: list[Letter]) -> tuple[Letter, ...]:
    """Without spaces at the ends."""
    inked = [n for n, letter in enumerate(letters) if letter.text != " "]
    return tuple(letters[inked[0] : inked[-1] + 1]) if inked else ()
