"""The endless stream of training lines: line number n is always the same line, so a run can stop and go on anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from ocr.training.alphabet import numbers
from ocr.training.net import STRIDE
from ocr.training.setting import Grey, set_line
from ocr.training.type_case import TypeCase
from ocr.training.wear import scaled, worn
from ocr.training.wording import spelled, wording

POOL = 768
"""Lines that are sorted by length before they are cut into batches."""
_COLUMNS = 20_000
"""Pixels of width one batch may hold, padding included."""
_MOST_LINES = 96
WIDEST = 1500


@dataclass(frozen=True, slots=True)
class Line:
    """A strip (grey, 40 px high) and what stands on it."""

    strip: Grey
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Ink 0..1, N×1×40×W; the letters of all lines one after another; frames and letters of each; the pool it is from."""

    ink: Tensor
    letters: Tensor
    frames: Tensor
    lengths: Tensor
    pool: int
    texts: tuple[str, ...]


def line(seed: str, number: int, case: TypeCase) -> Line | None:
    """Line *number* of the stream; None when it would be too wide, or too narrow for its letters."""
    rng = Random(f"{seed}/{number}")
    words = wording(rng)
    strip = scaled(worn(set_line(words, case, rng), rng), rng)
    text = spelled(words)
    doubles = sum(a == b for a, b in pairwise(text))
    if strip.shape[1] > WIDEST or strip.shape[1] // STRIDE < len(text) + doubles + 1:
        return None
    return Line(strip, text)


def batched(lines: list[Line], pool: int) -> list[Batch]:
    """*lines* by length, in batches of about equal area."""
    batches: list[Batch] = []
    held: list[Line] = []
    for one in sorted(lines, key=lambda item: item.strip.shape[1]):
        if held and ((len(held) + 1) * one.strip.shape[1] > _COLUMNS or len(held) >= _MOST_LINES):
            batches.append(_batch(held, pool))
            held = []
        held.append(one)
    return [*batches, _batch(held, pool)] if held else batches


def inks(strips: Sequence[Grey], width: int) -> NDArray[np.float32]:
    """*strips* as the net takes them: N x 1 x height x *width*, ink 1 on paper 0, paper to their right."""
    ink = np.zeros((len(strips), 1, strips[0].shape[0], width), np.float32)
    for n, strip in enumerate(strips):
        ink[n, 0, :, : strip.shape[1]] = (255 - strip.astype(np.float32)) / 255
    return ink


def _batch(lines: list[Line], pool: int) -> Batch:
    width = -(-max(one.strip.shape[1] for one in lines) // 8) * 8
    ink = inks([one.strip for one in lines], width)
    letters = [number for one in lines for number in numbers(one.text)]
    frames = [width // STRIDE] * len(lines)
    return Batch(
        torch.from_numpy(ink),
        torch.tensor(letters),
        torch.tensor(frames),
        torch.tensor([len(one.text) for one in lines]),
        pool,
        tuple(one.text for one in lines),
    )


class Stream(IterableDataset[Batch]):
    """Batches from pool *first* on, without end; each worker makes every n-th pool."""

    def __init__(self, fonts: Path, seed: str, first: int) -> None:
        super().__init__()
        self._fonts, self._seed, self._first = fonts, seed, first

    def __iter__(self) -> Iterator[Batch]:
        cv2.setNumThreads(1)
        case = TypeCase(self._fonts)
        worker = torch.utils.data.get_worker_info()
        start, step = (worker.id, worker.num_workers) if worker else (0, 1)
        pool = self._first + start
        while True:
            lines = [made for n in range(POOL) if (made := line(self._seed, pool * POOL + n, case))]
            batches = batched(lines, pool)
            Random(pool).shuffle(batches)
            yield from batches
            pool += step


def loader(fonts: Path, seed: str, first: int, workers: int) -> DataLoader[Batch]:
    return DataLoader(
        Stream(fonts, seed, first), batch_size=None, num_workers=workers, prefetch_factor=24 if workers else None
    )
