"""Our own line recogniser: its weights are the ones its card describes, its letters stand where they were seen."""

import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from ocr.recognisers import CtcOptions, LineRecogniser, line_recogniser
from ocr.recognisers.ctc import OWN
from ocr.recognisers.frames import cut_in_a_gap, cuts, decoded
from pipeline.errors import ConfigurationError
from tests.contracts.line_recogniser import LineRecogniserContract


@pytest.fixture(scope="module")
def own() -> LineRecogniser:
    return line_recogniser(CtcOptions())


class TestOwnRecogniser(LineRecogniserContract):
    @pytest.fixture
    def recogniser(self, own: LineRecogniser) -> LineRecogniser:
        return own

    def test_it_says_who_it_is(self, recogniser: LineRecogniser) -> None:
        """Name, version and the digest of the weights: part of every reading."""
        identity = recogniser.identity
        assert identity.name == "sohoa-line"
        assert len(identity.model) == 64


def test_a_swapped_model_file_is_refused(tmp_path: Path) -> None:
    """One byte other than the card says, and nothing reads with it."""
    folder = tmp_path / "sohoa-line"
    shutil.copytree(OWN, folder)
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(ConfigurationError, match="not the file") as refusal:
        line_recogniser(CtcOptions(folder=folder))
    assert refusal.value.reference == "model-swapped"
    assert refusal.value.hint


@pytest.mark.parametrize("left_out", ["model.onnx", "card.toml"])
def test_a_missing_model_is_a_clear_error(tmp_path: Path, left_out: str) -> None:
    """It says what is missing and what to do."""
    folder = tmp_path / "sohoa-line"
    shutil.copytree(OWN, folder)
    (folder / left_out).unlink()
    with pytest.raises(ConfigurationError) as refusal:
        line_recogniser(CtcOptions(folder=folder))
    assert refusal.value.reference == "model-missing"


def test_repeats_and_blanks_fold_into_letters() -> None:
    """CTC: the same letter in neighbouring frames is one, with a blank between them it is two."""
    frames = [0, 1, 1, 0, 1, 2, 2, 0]
    scores = np.full((len(frames), 3), -9.0, np.float32)
    for row, letter in enumerate(frames):
        scores[row, letter] = np.log(0.5 + row / 20)
    letters = decoded(scores, "ab", stride=4)
    assert "".join(letter.text for letter in letters) == "aab"
    assert [(letter.left, letter.right) for letter in letters] == [(4, 12), (16, 20), (20, 28)]
    assert letters[0].confidence == pytest.approx(0.6)


def test_a_long_strip_is_cut_where_it_is_white() -> None:
    """Never through a letter when there is a gap to cut in, and every column is in exactly one part."""
    strip = np.zeros((40, 1000), np.uint8)
    strip[:, 340:360] = 255
    parts = cuts(strip, 400)
    assert parts[0][0] == 0
    assert 340 <= parts[0][1] <= 360
    assert parts[-1][1] == 1000
    assert all(right - left <= 400 for left, right in parts)
    assert all(before[1] == after[0] for before, after in pairwise(parts))


def test_a_cut_knows_whether_it_stands_between_words() -> None:
    """In the middle of a gap as wide as a blank; not beside it, and not between two letters that nearly touch."""
    strip = np.full((40, 300), 230, np.uint8)
    strip[8:32] = 20
    strip[:, 140:160] = 228
    strip[:, 220:223] = 228
    assert cut_in_a_gap(strip, 150)
    assert not cut_in_a_gap(strip, 130)
    assert not cut_in_a_gap(strip, 221)
