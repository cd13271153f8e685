"""How well a net reads lines it does not learn from, by class."""

from collections.abc import Callable
from random import Random

import torch
from rapidfuzz.distance import Levenshtein

from ocr.training.alphabet import ALPHABET
from ocr.training.setting import set_line
from ocr.training.stream import WIDEST, Batch, Line
from ocr.training.type_case import TypeCase
from ocr.training.wear import scaled, worn
from ocr.training.wording import Part, spelled, wording

CHECK_LINES = 150
"""Lines of each class."""


def check_lines(case: TypeCase) -> dict[str, list[Line]]:
    """Clean print, worn print, and handwriting-like lines; never part of the stream."""
    found: dict[str, list[Line]] = {"clean": [], "worn": [], "written": []}
    number = 0
    while any(len(lines) < CHECK_LINES for lines in found.values()):
        rng = Random(f"check/{number}")
        number += 1
        words = wording(rng)
        name = rng.choice(sorted(found))
        words = tuple(_in_hand(part, "written" if name == "written" else "print") for part in words)
        strip = set_line(words, case, rng)
        strip = scaled(strip if name == "clean" else worn(strip, rng), rng)
        if strip.shape[1] <= WIDEST and strip.shape[1] > 5 * len(spelled(words)) and len(found[name]) < CHECK_LINES:
            found[name].append(Line(strip, spelled(words)))
    return found


def _in_hand(part: Part, hand: str) -> Part:
    if part.hand == "leader" or (hand == "print" and part.hand == "strong"):
        return part
    return Part(part.text, hand, part.on_leader)


@torch.no_grad()
def check(read: Callable[[Batch], torch.Tensor], batches: list[Batch]) -> float:
    """Character error rate of *read*, which gives lines x frames x letters."""
    wrong = letters = 0
    for batch in batches:
        best = read(batch).argmax(2)
        for row, text in zip(best, batch.texts, strict=True):
            wrong += Levenshtein.distance(_decoded(row.tolist()), text)
            letters += len(text)
    return wrong / max(1, letters)


def _decoded(frames: list[int]) -> str:
    kept = [now for before, now in zip([0, *frames], frames, strict=False) if now and now != before]
    return "".join(ALPHABET[number - 1] for number in kept).strip()
