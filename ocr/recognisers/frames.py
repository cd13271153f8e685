"""Nets that name letters frame by frame (CTC), run by ONNX Runtime on one thread: what they have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ocr.prepare.placement import Grey
from ocr.recognisers.port import Letter, StripReading

_BATCH_COLUMNS = 6000
"""Pixels of width that are read together."""
_OVERHANG = 0.5
"""A cut is sought in the last half of what may be read at once."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a net takes and gives. Heights, widths and `stride` in pixels of a scaled strip."""

    height: int
    stride: int
    """Pixels for one frame."""
    widest: int
    """More is read in parts, cut where the strip is white."""
    alphabet: str
    """Output n + 1 is letter n; output 0 is the blank."""
    squeeze: float = 1.0
    """Width of a strip as the net wants it, by its true width."""
    channels: int = 1
    ink_is_high: bool = True
    frames_first: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of strip number *strip*: where it begins there, and how many of its pixels one of ours is."""

    strip: int
    left: float
    scale: float
    ink: Grey = field(repr=False)


class FrameReader:
    """Strips in, letters out. Deterministic: one thread, batches by width."""

    def __init__(self, weights: bytes, shape: Shape) -> None:
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        settings.log_severity_level = 3
        settings.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(weights, settings, providers=["CPUExecutionProvider"])
        self._ink = self._session.get_inputs()[0].name
        self._shape = shape

    def read(self, strips: Sequence[Grey]) -> list[StripReading]:
        """See `LineRecogniser.read`."""
        pieces = [piece for n, strip in enumerate(strips) for piece in self._pieces(n, strip)]
        letters: dict[int, list[Letter]] = {n: [] for n in range(len(strips))}
        for piece, said in zip(pieces, self._scores([piece.ink for piece in pieces]), strict=True):
            found = decoded(said, self._shape.alphabet, self._shape.stride)
            letters[piece.strip] += [_on_strip(letter, piece) for letter in found]
        return [StripReading(_trimmed(found)) for found in letters.values()]

    def _pieces(self, number: int, strip: Grey) -> Iterator[_Piece]:
        """*strip* at the net's height, in as many pieces as it needs."""
        if strip.size == 0:
            return
        ratio = strip.shape[0] / self._shape.height
        width = max(8, round(strip.shape[1] / ratio * self._shape.squeeze))
        way = cv2.INTER_AREA if ratio > 1.25 else cv2.INTER_LINEAR
        small = np.asarray(cv2.resize(strip, (width, self._shape.height), interpolation=way), dtype=np.uint8)
        scale = strip.shape[1] / width
        for left, right in cuts(small, self._shape.widest):
            yield _Piece(number, left * scale, scale, small[:, left:right])

    def _scores(self, inks: list[Grey]) -> list[Scores]:
        """Logarithms of probabilities, frames x letters, for each; similar widths are read together."""
        order = sorted(range(len(inks)), key=lambda n: inks[n].shape[1])
        said: dict[int, Scores] = {}
        for group in _groups(order, inks):
            (out,) = self._session.run(None, {self._ink: self._batch([inks[n] for n in group])})
            for row, n in enumerate(group):
                rows = out[:, row] if self._shape.frames_first else out[row]
                said[n] = rows[: -(-inks[n].shape[1] // self._shape.stride)]
        return [said[n] for n in range(len(inks))]

    def _batch(self, inks: list[Grey]) -> Scores:
        """The strips side by side, paper to their right."""
        shape = self._shape
        width = -(-max(ink.shape[1] for ink in inks) // 8) * 8
        batch = np.full((len(inks), 1, shape.height, width), 0 if shape.ink_is_high else 1, np.float32)
        for row, ink in enumerate(inks):
            light = ink.astype(np.float32) / 255
            batch[row, 0, :, : ink.shape[1]] = 1 - light if shape.ink_is_high else light
        return batch if shape.channels == 1 else np.repeat(batch, shape.channels, axis=1)


def _on_strip(letter: Letter, piece: _Piece) -> Letter:
    left, right = piece.left + letter.left * piece.scale, piece.left + letter.right * piece.scale
    return Letter(letter.text, left, right, letter.confidence)


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
