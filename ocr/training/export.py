"""From a checkpoint to the file the recogniser loads.

``python -m ocr.training.export CHECKPOINT OUT --fonts DIR [--version V]`` writes ``model.onnx`` (the averaged net, in eight
bits; ``--exact`` leaves it in floating point) and ``card.toml`` with what the check says of this very file.
"""

import argparse
import hashlib
from pathlib import Path

import onnxruntime
import torch

from ocr.training.alphabet import ALPHABET
from ocr.training.check import check, check_lines
from ocr.training.net import STRIDE, LineNet
from ocr.training.quantise import quantise
from ocr.training.stream import Batch, batched
from ocr.training.type_case import TypeCase
from ocr.training.wear import HEIGHT

_OPSET = 17


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("checkpoint", type=Path)
    line.add_argument("out", type=Path)
    line.add_argument("--fonts", type=Path, required=True)
    line.add_argument("--version", default="1")
    line.add_argument("--exact", action="store_true")
    chosen = line.parse_args()
    state = torch.load(chosen.checkpoint, weights_only=True)
    net = LineNet(len(ALPHABET) + 1)
    net.load_state_dict(state["mean"])
    chosen.out.mkdir(parents=True, exist_ok=True)
    model = chosen.out / "model.onnx"
    write_onnx(net, model)
    if not chosen.exact:
        quantise(model, chosen.fonts)
    errors = checked(model, chosen.fonts)
    (chosen.out / "card.toml").write_text(_card(model, chosen.version, state, errors), encoding="utf-8")


def checked(model: Path, fonts: Path) -> dict[str, float]:
    """Letter error of *model* on the check's lines, by class."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])

    def read(batch: Batch) -> torch.Tensor:
        return torch.from_numpy(session.run(None, {"ink": batch.ink.numpy()})[0])

    lines = check_lines(TypeCase(fonts))
    return {name: round(check(read, batched(some, 0)), 5) for name, some in lines.items()}


def write_onnx(net: LineNet, path: Path) -> None:
    """The net with its normalisations folded in, lines and width free."""
    torch.onnx.export(
        net.eval(),
        (torch.zeros(2, 1, HEIGHT, 64),),
        str(path),
        input_names=["ink"],
        output_names=["letters"],
        dynamic_axes={"ink": {0: "lines", 3: "width"}, "letters": {0: "lines", 1: "frames"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _card(model: Path, version: str, state: dict[str, int], errors: dict[str, float]) -> str:
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    letters = ALPHABET.replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join(
        (
            'name = "sohoa-line"',
            f'version = "{version}"',
            f'sha256 = "{digest}"',
            f"height = {HEIGHT}",
            f"stride = {STRIDE}",
            f'alphabet = "{letters}"',
            "",
            "# how it was made: python -m ocr.training.train, level steps and then the landing",
            f"steps = {state['step']}",
            f"lines = {state['lines']}",
            f"minutes = {round(state['seconds'] / 60)}",
            "",
            "# letter error of this file on lines it never learnt from, 150 of each class",
            "[letter_error]",
            *(f"{name} = {error}" for name, error in errors.items()),
            "",
        )
    )


if __name__ == "__main__":
    main()
