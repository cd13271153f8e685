"""VietOCR behind the port: its own predictor and configuration, weights by digest, its limits handled.

Runs where the optional packages are installed; the weights are random, so what is read means nothing here.
"""

import pickle
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from ocr.recognisers.vietocr import VietOcrOptions, VietOcrRecogniser
from pipeline.errors import ConfigurationError
from pipeline.model.ids import digest_of
from tests.contracts.line_recogniser import strip

CONFIG = """
vocab: "abcdeghiklmnopqrstuvxyđăâêôơư ,.0123456789"
backbone: vgg11_bn
cnn: {ss: [[2, 2], [2, 2], [2, 1], [2, 1], [1, 1]], ks: [[2, 2], [2, 2], [2, 1], [2, 1], [1, 1]], hidden: 32, pretrained: true}
seq_modeling: seq2seq
transformer: {encoder_hidden: 32, decoder_hidden: 32, img_channel: 32, decoder_embedded: 32, dropout: 0.1}
dataset: {image_height: 32, image_min_width: 32, image_max_width: 512}
predictor: {beamsearch: true}
device: cuda:0
weights: https://example.invalid/never-fetched.pth
"""

installed = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("vietocr") is None, reason="optional packages torch and vietocr"
)


class Program:
    """Unpickling it makes a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self._path,)


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> VietOcrOptions:
    folder = tmp_path_factory.mktemp("vietocr")
    (folder / "config.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "weights.pth").write_bytes(_random_weights(folder / "config.yml"))
    digest = digest_of((folder / "weights.pth").read_bytes())
    return VietOcrOptions(config=folder / "config.yml", weights=folder / "weights.pth", sha256=digest)


def _random_weights(config: Path) -> bytes:
    """Of a net as the configuration describes it."""
    import io

    import torch

    from ocr.recognisers.vietocr import _stand_in_for_torchvision

    _stand_in_for_torchvision()
    from vietocr.tool.config import Cfg
    from vietocr.tool.translate import build_model

    torch.manual_seed(3)
    settings = Cfg.load_config_from_file(str(config))
    settings["device"], settings["cnn"] = "cpu", {**settings["cnn"], "pretrained": False}
    model, _ = build_model(settings)
    kept = io.BytesIO()
    torch.save(model.state_dict(), kept)
    return kept.getvalue()


@installed
class TestVietOcr:
    @pytest.fixture(scope="class")
    @classmethod
    def recogniser(cls, options: VietOcrOptions) -> VietOcrRecogniser:
        return VietOcrRecogniser(options)

    def test_the_same_strip_reads_the_same(self, recogniser: VietOcrRecogniser) -> None:
        """Deterministic, whatever was read in between, and without the configuration's GPU or beam search."""
        one = strip("ngày 12 tháng 8")
        first = recogniser.read([one])
        recogniser.read([strip("khác")])
        assert recogniser.read([one]) == first

    def test_a_wide_line_is_read_in_parts(self, recogniser: VietOcrRecogniser) -> None:
        """Not squeezed into the width the model takes: letters stand all along the strip."""
        image = strip(" ".join(f"điều {number}" for number in range(1, 40)))
        (reading,) = recogniser.read([image])
        assert reading.letters[-1].right > 0.9 * image.shape[1]
        assert all(0 <= letter.left < letter.right <= image.shape[1] + 1 for letter in reading.letters)

    def test_a_reading_that_ran_out_of_steps_is_doubtful(self, recogniser: VietOcrRecogniser) -> None:
        """Untrained weights never say end: nothing they read is believed."""
        (reading,) = recogniser.read([strip("ngày")])
        assert all(letter.confidence < 0.5 for letter in reading.letters)

    def test_a_cut_between_words_leaves_a_blank(self, recogniser: VietOcrRecogniser) -> None:
        """The model sees neither side of a gap it was parted in; the words stay two."""
        image = np.hstack([strip("điều"), np.full((54, 60), 255, np.uint8), strip("khoản")])
        middle = strip("điều").shape[1] + 30
        letters = recogniser._joined(image, [(0, middle), (middle, image.shape[1])])
        assert any(letter.text == " " and letter.right == middle for letter in letters)

    def test_its_identity_goes_with_the_files_not_their_place(
        self, recogniser: VietOcrRecogniser, options: VietOcrOptions, tmp_path: Path
    ) -> None:
        """The same configuration and weights elsewhere are the same reader; another configuration is another."""
        for file in (options.config, options.weights):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        moved = VietOcrOptions(config=tmp_path / "config.yml", weights=tmp_path / "weights.pth", sha256=options.sha256)
        assert VietOcrRecogniser(moved).identity == recogniser.identity
        with (tmp_path / "config.yml").open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")
        assert VietOcrRecogniser(moved).identity != recogniser.identity

    @pytest.mark.parametrize(
        "wrong",
        [
            "hidden: 32, pretrained -> hidden: 48, pretrained",
            "vocab: -> letters:",
            "backbone: -> {",
            "vgg11_bn -> vgg99",
        ],
    )
    def test_a_configuration_of_another_net_is_a_clear_error(
        self, options: VietOcrOptions, tmp_path: Path, wrong: str
    ) -> None:
        """Nothing of the vendor's own errors comes through."""
        old, new = wrong.split(" -> ")
        (tmp_path / "config.yml").write_text(CONFIG.replace(old, new), encoding="utf-8")
        with pytest.raises(ConfigurationError) as refusal:
            VietOcrRecogniser(options.model_copy(update={"config": tmp_path / "config.yml"}))
        assert refusal.value.reference == "vietocr-unfit"

    def test_weights_that_bring_a_program_are_refused(self, options: VietOcrOptions, tmp_path: Path) -> None:
        """Weights are numbers; a pickle that would run something is not opened, even when its digest was vouched for."""
        (tmp_path / "weights.pth").write_bytes(pickle.dumps(Program(tmp_path / "ran")))
        digest = digest_of((tmp_path / "weights.pth").read_bytes())
        with pytest.raises(ConfigurationError) as refusal:
            VietOcrRecogniser(options.model_copy(update={"weights": tmp_path / "weights.pth", "sha256": digest}))
        assert refusal.value.reference == "vietocr-unfit"
        assert not (tmp_path / "ran").exists()

    def test_nothing_in_nothing_out(self, recogniser: VietOcrRecogniser) -> None:
        """Empty strips and white paper say nothing."""
        assert [
            len(r.letters) for r in recogniser.read([np.full((40, 200), 255, np.uint8), np.zeros((0, 5), np.uint8)])
        ] == [0, 0]
        assert recogniser.read([]) == []


def test_weights_other_than_vouched_for_are_refused(tmp_path: Path) -> None:
    """Before anything of them is loaded."""
    (tmp_path / "weights.pth").write_bytes(b"something else")
    (tmp_path / "config.yml").write_text(CONFIG, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refusal:
        VietOcrRecogniser(
            VietOcrOptions(config=tmp_path / "config.yml", weights=tmp_path / "weights.pth", sha256="0" * 64)
        )
    assert refusal.value.reference == "model-swapped"


@pytest.mark.skipif(find_spec("vietocr") is not None, reason="VietOCR is installed")
def test_without_the_packages_it_says_what_to_install(tmp_path: Path) -> None:
    """Optional means: absent without harm, and a clear word when chosen."""
    (tmp_path / "weights.pth").write_bytes(b"weights")
    (tmp_path / "config.yml").write_text(CONFIG, encoding="utf-8")
    digest = digest_of(b"weights")
    with pytest.raises(ConfigurationError) as refusal:
        VietOcrRecogniser(
            VietOcrOptions(config=tmp_path / "config.yml", weights=tmp_path / "weights.pth", sha256=digest)
        )
    assert refusal.value.reference == "vietocr-missing"
