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
_TAIL = 88
"""Columns of paper right of every strip, more than a convolutional net of ours sees sideways: what stands in a strip is
read alike whatever is read together with it. Without, one line in fifty came out otherwise among others than alone."""
_LAP = 64
"""Columns that a piece of a long strip shows beyond each cut, so that its outermost letters have neighbours too."""
_BLANK = " "
_WHITE = 4.0
"""Grey levels, on the mean of a column, that paper may differ by."""

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
    one_by_one: bool = False
    """For a net that looks along the whole strip, and would read the paper beside it as well."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of strip number *strip*. Columns are those of the scaled strip, `scale` of the true strip's pixels wide.

    It shows the columns from `shown` on, and answers for the letters whose middle lies between `left` and `right`.
    """

    strip: int
    scale: float
    shown: int
    left: float
    right: float
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
            found = _answered(decoded(said, self._shape.alphabet, self._shape.stride), piece)
            if found and found[0].text == _BLANK and letters[piece.strip] and letters[piece.strip][-1].text == _BLANK:
                found = found[1:]  # the blank at a cut, seen from both sides
            letters[piece.strip] += [_on_strip(letter, piece, strips[piece.strip].shape[1]) for letter in found]
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
        if width <= self._shape.widest:
            yield _Piece(number, scale, 0, 0, width, small)
            return
        for left, right in cuts(small, self._shape.widest - 2 * _LAP):
            shown = max(0, left - _LAP)
            yield _Piece(number, scale, shown, left, right, small[:, shown : right + _LAP])

    def _scores(self, inks: list[Grey]) -> list[Scores]:
        """Logarithms of probabilities, frames x letters, for each; similar widths are read together."""
        order = sorted(range(len(inks)), key=lambda n: inks[n].shape[1])
        said: dict[int, Scores] = {}
        for group in [[n] for n in order] if self._shape.one_by_one else _groups(order, inks):
            (out,) = self._session.run(None, {self._ink: self._batch([inks[n] for n in group])})
            for row, n in enumerate(group):
                rows = out[:, row] if self._shape.frames_first else out[row]
                said[n] = rows[: -(-inks[n].shape[1] // self._shape.stride)]
        return [said[n] for n in range(len(inks))]

    def _batch(self, inks: list[Grey]) -> Scores:
        """The strips side by side, paper to their right."""
        shape = self._shape
        tail = 0 if shape.one_by_one else _TAIL
        width = -(-(max(ink.shape[1] for ink in inks) + tail) // 8) * 8
        batch = np.full((len(inks), 1, shape.height, width), 0 if shape.ink_is_high else 1, np.float32)
        for row, ink in enumerate(inks):
            light = ink.astype(np.float32) / 255
            batch[row, 0, :, : ink.shape[1]] = 1 - light if shape.ink_is_high else light
        return batch if shape.channels == 1 else np.repeat(batch, shape.channels, axis=1)


def _answered(letters: list[Letter], piece: _Piece) -> list[Letter]:
    """Those of *letters* that *piece* answers for, with the blanks around them: two pieces may each see the blank at their
    cut on the other's side of it."""
    mine = [
        n
        for n, letter in enumerate(letters)
        if letter.text != _BLANK and piece.left <= piece.shown + (letter.left + letter.right) / 2 < piece.right
    ]
    if not mine:
        return []
    first, last = mine[0], mine[-1] + 1
    first -= first > 0 and letters[first - 1].text == _BLANK
    last += last < len(letters) and letters[last].text == _BLANK
    return letters[first:last]


def _on_strip(letter: Letter, piece: _Piece, width: int) -> Letter:
    """*letter* in the pixels of its strip, of which there are *width* columns: the last frame may reach beyond."""
    left, right = ((piece.shown + column) * piece.scale for column in (letter.left, letter.right))
    return Letter(letter.text, min(left, width - 1.0), min(right, float(width)), letter.confidence)


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
    """Where to part *strip* so that no piece is wider than *widest*: in the whitest gap of each piece's last half that is
    about as wide as one between words."""
    columns = _ink_around(strip)
    places = [0]
    while strip.shape[1] - places[-1] > widest:
        start = places[-1] + int(widest * _OVERHANG)
        places.append(start + int(columns[start : places[-1] + widest].argmin()))
    return list(zip(places, [*places[1:], strip.shape[1]], strict=True))


def cut_in_a_gap(strip: Grey, column: int) -> bool:
    """Whether *strip* is paper around *column*, as wide as between words."""
    ink = _ink_around(strip)
    return bool(ink[column] < ink.min() + _WHITE)


def _ink_around(strip: Grey) -> NDArray[np.float32]:
    """For each column, how dark it is on the whole with its neighbours, over the width of a gap between words."""
    gap = max(3, strip.shape[0] // 4 | 1)
    dark = 255 - strip.mean(axis=0, keepdims=True).astype(np.float32)
    return np.asarray(cv2.blur(dark, (gap, 1))[0], dtype=np.float32)


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
    inked = [n for n, letter in enumerate(letters) if letter.text != _BLANK]
    return tuple(letters[inked[0] : inked[-1] + 1]) if inked else ()
