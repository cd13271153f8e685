"""The net: a small convolutional line recogniser for CTC, cheap enough to read every line of every page.

Convolutions only. A recurrent net learns the language along with the letters and fills in what it expects; this one
sees about six letters either side and no more, so what it writes stands on the paper.
"""

import torch
from torch import Tensor, nn

from ocr.training.wear import HEIGHT

STRIDE = 4
"""Pixels of the strip for one output frame."""


class _Stage(nn.Sequential):
    """Convolution, normalisation, activation."""

    def __init__(self, ins: int, outs: int, stride: tuple[int, int] = (1, 1)) -> None:
        super().__init__(
            nn.Conv2d(ins, outs, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(outs), nn.ReLU(inplace=True)
        )


class _Along(nn.Module):
    """A residual step along the line: each frame looks at its neighbours, *reach* frames apart."""

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.mix = nn.Sequential(
            nn.Conv1d(width, width, 3, padding=reach, dilation=reach, bias=False),
            nn.BatchNorm1d(width),
            nn.ReLU(inplace=True),
            nn.Conv1d(width, width, 1, bias=False),
            nn.BatchNorm1d(width),
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.mix(x))


class LineNet(nn.Module):
    """N×1×40×W, ink 1 on paper 0, to N×W/4×letters, logarithms of probabilities. About 2 M parameters."""

    def __init__(self, letters: int, width: int = 208) -> None:
        super().__init__()
        self.look = nn.Sequential(
            _Stage(1, 16, (2, 1)),
            _Stage(16, 32, (1, 2)),
            _Stage(32, 64, (2, 2)),
            _Stage(64, 64),
            _Stage(64, 96, (2, 1)),
            _Stage(96, 96),
        )
        self.fold = nn.Sequential(
            nn.Conv2d(96, width, (HEIGHT // 8, 3), padding=(0, 1), bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
        )
        self.along = nn.Sequential(*(_Along(width, reach) for reach in (1, 2, 4, 1, 2, 4, 1, 1)))
        self.name = nn.Conv1d(width, letters, 1)

    def forward(self, strips: Tensor) -> Tensor:
        columns = self.fold(self.look(strips)).squeeze(2)
        return torch.log_softmax(self.name(self.along(columns)).transpose(1, 2).float(), dim=2)
