"""The optional recogniser of another maker: by choice only, pinned by digest, absent without harm."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from ocr.recognisers import AsterOptions, LineRecogniser, line_recogniser
from pipeline.errors import ConfigurationError
from tests.contracts.line_recogniser import LineRecogniserContract


@pytest.mark.skipif(find_spec("asterocr") is None, reason="pip install --no-deps asterocr==1.0.2")
class TestAster(LineRecogniserContract):
    @pytest.fixture(scope="class")
    @classmethod
    def recogniser(cls) -> LineRecogniser:
        return line_recogniser(AsterOptions())


def test_another_file_in_its_place_is_refused(tmp_path: Path) -> None:
    """The digest is ours; what the package says of itself does not count."""
    (tmp_path / "asternet.onnx").write_bytes(b"not a net")
    (tmp_path / "vocab.json").write_text('{"chars": ["<blank>", "a"]}')
    with pytest.raises(ConfigurationError) as refusal:
        line_recogniser(AsterOptions(file=tmp_path / "asternet.onnx"))
    assert refusal.value.reference == "model-swapped"


def test_its_absence_is_a_clear_error(tmp_path: Path) -> None:
    """Nothing is fetched behind anybody's back."""
    (tmp_path / "vocab.json").write_text('{"chars": ["<blank>", "a"]}')
    with pytest.raises(ConfigurationError) as refusal:
        line_recogniser(AsterOptions(file=tmp_path / "asternet.onnx"))
    assert refusal.value.reference == "model-missing"
