"""Training, in as many sittings as it takes.

``python -m ocr.training.train FOLDER --fonts DIR --minutes M [--land]`` goes on where FOLDER's checkpoint stands. The rate
stays level, so a sitting may end at any time; ``--land`` brings it down to nothing over the sitting and keeps
the result apart (``landed.pt``), the level checkpoint untouched. Every check is a line in ``log.tsv``.
"""

import argparse
import time
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import torch
from torch import nn

from ocr.training.alphabet import ALPHABET
from ocr.training.check import check, check_lines
from ocr.training.net import LineNet
from ocr.training.stream import Batch, batched, loader
from ocr.training.type_case import TypeCase

RATE = 1.5e-3
_WARM_UP = 400
_MEMORY = 0.9995
"""Share the averaged net keeps of itself at each step."""
_CHECK_EVERY = 500
SEED = "sohoa-lines-1"


@dataclass
class Sitting:
    """The state of a training between two steps."""

    net: LineNet
    mean: LineNet
    optimiser: torch.optim.Optimizer
    step: int = 0
    pool: int = 0
    lines: int = 0
    seconds: float = 0.0
    losses: list[float] = field(default_factory=list)

    @classmethod
    def begun(cls) -> "Sitting":
        torch.manual_seed(1)
        net = LineNet(len(ALPHABET) + 1).to(memory_format=torch.channels_last)
        optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02, fused=True)
        return cls(net, deepcopy(net).eval(), optimiser)

    def save(self, path: Path) -> None:
        """Whole or not at all."""
        state = {
            "net": self.net.state_dict(), "mean": self.mean.state_dict(), "optimiser": self.optimiser.state_dict(),
            "step": self.step, "pool": self.pool, "lines": self.lines, "seconds": self.seconds,
        }  # fmt: skip
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    def load(self, path: Path) -> None:
        state: dict[str, Any] = torch.load(path, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.mean.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.pool, self.lines, self.seconds = (state[k] for k in ("step", "pool", "lines", "seconds"))

    def learn(self, batch: Batch, rate: float) -> float:
        """One step; the loss per letter."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = self.net(batch.ink.contiguous(memory_format=torch.channels_last))
        loss = nn.functional.ctc_loss(
            said.transpose(0, 1), batch.letters, batch.frames, batch.lengths, zero_infinity=True
        )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self._average()
        self.step, self.pool, self.lines = self.step + 1, max(self.pool, batch.pool), self.lines + len(batch.texts)
        return float(loss.detach())

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(_MEMORY, (1 + self.step) / (10 + self.step))
        for mean, now in zip(self.mean.state_dict().values(), self.net.state_dict().values(), strict=True):
            if mean.dtype.is_floating_point:
                mean.mul_(keep).add_(now, alpha=1 - keep)
            else:
                mean.copy_(now)


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("folder", type=Path)
    line.add_argument("--fonts", type=Path, required=True)
    line.add_argument("--minutes", type=float, required=True)
    line.add_argument("--land", action="store_true")
    line.add_argument("--threads", type=int, default=1)
    line.add_argument("--workers", type=int, default=1)
    chosen = line.parse_args()
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    run(chosen.folder, chosen.fonts, chosen.minutes * 60, land=chosen.land, workers=chosen.workers)


def run(folder: Path, fonts: Path, budget: float, *, land: bool, workers: int) -> None:
    """One sitting of *budget* seconds."""
    sitting = Sitting.begun()
    if (folder / "level.pt").exists():
        sitting.load(folder / "level.pt")
    checks = {name: batched(lines, 0) for name, lines in check_lines(TypeCase(fonts)).items()}
    begun, before = time.monotonic(), sitting.seconds
    for batch in loader(fonts, SEED, sitting.pool + (sitting.step > 0), workers):
        spent = time.monotonic() - begun
        share = spent / budget
        if share >= 1:
            break
        fall = 1 - share if land else 1.0
        sitting.losses.append(sitting.learn(batch, RATE * fall * min(1.0, (sitting.step + 1) / _WARM_UP)))
        sitting.seconds = before + spent
        if sitting.step % _CHECK_EVERY == 0:
            _report(folder, sitting, checks)
            if not land:
                sitting.save(folder / "level.pt")
    _report(folder, sitting, checks)
    sitting.save(folder / ("landed.pt" if land else "level.pt"))


def _report(folder: Path, sitting: Sitting, checks: dict[str, list[Batch]]) -> None:
    """One line: how far, and the letter error of the averaged net on lines it never learns from."""
    errors = {name: check(lambda batch: sitting.mean(batch.ink), batches) for name, batches in checks.items()}
    loss = sum(sitting.losses[-500:]) / max(1, len(sitting.losses[-500:]))
    log = folder / "log.tsv"
    if not log.exists():
        log.write_text("\t".join(("step", "lines", "minutes", "loss", *errors)) + "\n", encoding="utf-8")
    row = (
        str(sitting.step),
        str(sitting.lines),
        f"{sitting.seconds / 60:.1f}",
        f"{loss:.4f}",
        *(f"{e:.4f}" for e in errors.values()),
    )
    with log.open("a", encoding="utf-8") as file:
        file.write("\t".join(row) + "\n")
    print("\t".join(row), flush=True)


if __name__ == "__main__":
    main()
