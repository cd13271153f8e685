"""From a checkpoint to the file the recogniser loads.

``python -m ocr.training.export CHECKPOINT OUT [--version V]`` writes ``model.onnx`` (the averaged net) and ``card.toml``.
"""

import argparse
import hashlib
from pathlib import Path

import torch

from ocr.training.alphabet import ALPHABET
from ocr.training.net import HEIGHT, STRIDE, LineNet

_OPSET = 17


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("checkpoint", type=Path)
    line.add_argument("out", type=Path)
    line.add_argument("--version", default="1")
    chosen = line.parse_args()
    state = torch.load(chosen.checkpoint, weights_only=True)
    net = LineNet(len(ALPHABET) + 1)
    net.load_state_dict(state["mean"])
    chosen.out.mkdir(parents=True, exist_ok=True)
    write_onnx(net, chosen.out / "model.onnx")
    (chosen.out / "card.toml").write_text(_card(chosen.out / "model.onnx", chosen.version, state), encoding="utf-8")


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


def _card(model: Path, version: str, state: dict[str, int]) -> str:
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
            f"steps = {state['step']}",
            f"lines = {state['lines']}",
            "",
        )
    )


if __name__ == "__main__":
    main()
