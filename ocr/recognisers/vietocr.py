"""VietOCR, with whatever weights an operator has: an optional reader behind the same port.

The package's own predictor is used with its own configuration format, kept from its habits: weights are a local file
with a known digest (it would fetch them at construction, unchecked) and are loaded as numbers only, no beam search (its
batch path is broken and gives no probabilities), lines wider than it takes are read in parts (it would squeeze them), and
a reading that ran out of steps is read again in parts (it would just end). What is not in its vocabulary (– “ ” … №) it
cannot write; nothing is put in its place.
"""

import sys
import types
import unicodedata
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Literal

import numpy as np
from PIL import Image
from pydantic import BaseModel, ConfigDict

from ocr.models.files import checked
from ocr.prepare.placement import Grey
from ocr.recognisers.frames import cut_in_a_gap, cuts
from ocr.recognisers.port import Letter, StripReading
from pipeline.errors import ConfigurationError
from pipeline.model.ids import digest_of
from pipeline.model.reading import EngineIdentity

_STEPS = 128
"""Letters VietOCR's position code knows; it ends silently there."""
_FIRST_LETTER = 4
"""Below are its signs for padding, begin, end and mask."""
_LEAST_WIDTH = 24
"""Pixels of a part that is not halved any more; what cannot be read then is doubtful, not gone."""
_LEAST_TORCH = (2, 6)
"""From here on weights are loaded as numbers only; before, a weights file could bring a program along."""
_BLANK = " "
_INSTALL = (
    "pip install --no-deps vietocr==0.3.13 einops 'gdown>=5', and torch>=2.6 (the CPU build), pyyaml, requests, tqdm."
)


class VietOcrOptions(BaseModel):
    """A configuration file of VietOCR and the weights it goes with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recogniser: Literal["vietocr"] = "vietocr"
    config: Path
    weights: Path
    sha256: str


class VietOcrRecogniser:
    """A `LineRecogniser`. VietOCR gives no places: letters are spread evenly over the part they were read in.

    `ConfigurationError` ``vietocr-missing`` without the packages, ``model-missing`` or ``model-swapped`` for the weights,
    ``vietocr-unfit`` when configuration and weights are not of one net.
    """

    def __init__(self, options: VietOcrOptions) -> None:
        checked(options.weights, options.sha256)
        self._torch, predictor, settings = _opened(options)
        self._model, self._vocab = predictor.model.eval(), predictor.vocab
        self._size = settings["dataset"]
        self._identity = EngineIdentity(
            "vietocr", version("vietocr"), options.sha256, (("config", digest_of(options.config.read_bytes())[:16]),)
        )

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def read(self, strips: Sequence[Grey]) -> list[StripReading]:
        return [StripReading(tuple(self._read(strip))) for strip in strips]

    def _read(self, strip: Grey) -> list[Letter]:
        if not strip.size or not np.any(strip < strip.max()):
            return []
        widest = max(8, int(self._size["image_max_width"] * strip.shape[0] / self._size["image_height"]))
        return self._joined(strip, cuts(strip, widest))

    def _joined(self, strip: Grey, parts: Sequence[tuple[int, int]]) -> list[Letter]:
        """The letters of all *parts*. A cut between two words took the blank away: it is put back."""
        letters: list[Letter] = []
        for left, right in parts:
            more = list(self._read_part(strip, left, right))
            apart = letters and more and letters[-1].text != _BLANK and more[0].text != _BLANK
            if apart and cut_in_a_gap(strip, left):
                letters.append(Letter(_BLANK, left - 1, left, min(letters[-1].confidence, more[0].confidence)))
            letters += more
        return letters

    def _read_part(self, strip: Grey, left: int, right: int) -> Iterator[Letter]:
        letters, whole = self._decoded(strip[:, left:right])
        if not whole and right - left > 2 * _LEAST_WIDTH:
            smaller = cuts(strip[:, left:right], (right - left) * 2 // 3)
            yield from self._joined(strip, [(left + a, left + b) for a, b in smaller])
            return
        step = (right - left) / max(1, len(letters))
        for n, (text, confidence) in enumerate(letters):
            yield Letter(text, left + n * step, left + (n + 1) * step, confidence if whole else 0.0)

    def _decoded(self, part: Grey) -> tuple[list[tuple[str, float]], bool]:
        """(letters with their probabilities, whether the end was reached)."""
        from vietocr.tool.translate import process_input

        size = self._size
        ink = process_input(
            Image.fromarray(part), size["image_height"], size["image_min_width"], size["image_max_width"]
        )
        letters: list[tuple[str, float]] = []
        with self._torch.no_grad():
            memory = self._model.transformer.forward_encoder(self._model.cnn(ink))
            said = [[1]]
            for _ in range(_STEPS):
                out, memory = self._model.transformer.forward_decoder(self._torch.LongTensor(said), memory)
                shares = self._torch.softmax(out[0, -1], dim=-1)
                number = int(shares.argmax())
                if number == self._vocab.eos:
                    return letters, True
                if number >= _FIRST_LETTER:
                    letters.append((self._vocab.i2c[number], float(shares[number])))
                said.append([number])
        return letters, False


def _opened(options: VietOcrOptions) -> tuple[Any, Any, Any]:
    """(torch, predictor, settings)."""
    try:
        import torch

        _stand_in_for_torchvision()
        from vietocr.tool.config import Cfg
        from vietocr.tool.predictor import Predictor
        from yaml import YAMLError  # type: ignore[import-untyped]
    except ImportError as cause:
        raise ConfigurationError(
            "vietocr-missing", f"VietOCR cannot be loaded: {cause.name} is missing", _INSTALL
        ) from cause
    if tuple(int(part) for part in torch.__version__.split(".")[:2]) < _LEAST_TORCH:
        raise ConfigurationError(
            "vietocr-missing", f"torch {torch.__version__} is too old to load weights safely", _INSTALL
        )
    torch.set_num_threads(1)
    try:
        settings = _tamed(Cfg.load_config_from_file(str(options.config)), options.weights)
        return torch, Predictor(settings), settings
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RuntimeError,
        UnpicklingError,
        YAMLError,
    ) as cause:
        raise ConfigurationError(
            "vietocr-unfit",
            f"{options.config.name} and {options.weights.name} are not of one net ({type(cause).__name__})",
            "The configuration must be the whole one the weights were trained with (base.yml and the net's own in one file).",
        ) from cause


def _tamed(settings: Any, weights: Path) -> Any:
    """VietOCR's configuration without its habits. `ValueError` for a vocabulary that would not give NFC."""
    settings["device"], settings["weights"] = "cpu", str(weights)
    settings["cnn"] = {**settings["cnn"], "pretrained": False}
    settings["predictor"] = {"beamsearch": False}
    if not unicodedata.is_normalized("NFC", settings["vocab"]):
        raise ValueError("the vocabulary is not NFC")
    return settings


_VGG = {
    "vgg11_bn": (64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0),
    "vgg19_bn": (64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512, 0),
}
"""Channels of the convolutions, 0 for a pooling (Simonyan and Zisserman 2014, table 1, A and E)."""


def _stand_in_for_torchvision() -> None:
    """VietOCR asks torchvision for the layers of VGG and nothing else; where it is not installed, these do."""
    try:
        import torchvision  # noqa: F401
    except (ImportError, RuntimeError):  # absent, or built for another torch
        whole, models, inner = (types.ModuleType(f"torchvision{end}") for end in ("", ".models", ".models._utils"))
        for name in _VGG:
            setattr(models, name, _vgg(name))
        inner.IntermediateLayerGetter = object  # type: ignore[attr-defined]
        whole.models, models._utils = models, inner  # type: ignore[attr-defined]
        sys.modules.update({"torchvision": whole, "torchvision.models": models, "torchvision.models._utils": inner})


def _vgg(name: str) -> Any:
    def build(weights: object = None) -> Any:
        from torch import nn

        if weights is not None:
            raise ConfigurationError(
                "vietocr-pretrained", "weights of VGG are not fetched", "Set cnn.pretrained: false."
            )
        layers: list[Any] = []
        before = 3
        for channels in _VGG[name]:
            if channels:
                layers += [nn.Conv2d(before, channels, 3, padding=1), nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]
                before = channels
            else:
                layers.append(nn.MaxPool2d(2, 2))
        return types.SimpleNamespace(features=nn.Sequential(*layers))

    return build
