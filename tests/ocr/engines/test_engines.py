from pathlib import Path

import pytest
from rapidfuzz import fuzz

from ocr.engines import BlankOptions, LinesOptions, PortableOptions, TesseractOptions, ocr_engine
from ocr.engines.tesseract import clean
from pipeline.errors import ConfigurationError
from pipeline.ports import OcrEngine
from tests.contracts.ocr_engine import OcrEngineContract, raster
from tests.fakes.engines import BarEngine
from tests.ocr.pages import TEXT, grey_page


class TestBars(OcrEngineContract):
    @pytest.fixture
    def engine(self) -> OcrEngine:
        return BarEngine()


class TestBlank(OcrEngineContract):
    @pytest.fixture
    def engine(self) -> OcrEngine:
        return ocr_engine(BlankOptions())


class TestTesseract(OcrEngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> OcrEngine:
        return ocr_engine(TesseractOptions())

    def test_it_reads_what_is_printed(self, engine: OcrEngine) -> None:
        """Line by line, in order."""
        lines = engine.read(raster(grey_page()))
        assert [line.text for line in lines] == list(TEXT * 2)
        assert all(0.5 < line.confidence <= 1 for line in lines)

    def test_its_identity_names_the_weights(self, engine: OcrEngine) -> None:
        """Other weights are another reader."""
        assert len(engine.identity.model) == 64
        assert ("language", "vie") in engine.identity.parameters


class TestLines(OcrEngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> OcrEngine:
        return ocr_engine(LinesOptions())

    def test_it_reads_what_is_printed(self, engine: OcrEngine) -> None:
        """Line by line, in order."""
        lines = [line.text for line in engine.read(raster(grey_page()))]
        assert len(lines) == 2 * len(TEXT)
        assert all(fuzz.ratio(line.lower(), said.lower()) > 90 for line, said in zip(lines, TEXT * 2, strict=True))

    def test_its_identity_names_everybody_asked(self, engine: OcrEngine) -> None:
        """The recogniser's weights, and Tesseract, who is asked about doubtful lines."""
        assert engine.identity.name == "sohoa-line"
        assert len(engine.identity.model) == 64
        assert any(name == "doubts" and value.startswith("tesseract-") for name, value in engine.identity.parameters)


class TestPortable(OcrEngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> OcrEngine:
        return ocr_engine(PortableOptions())


@pytest.mark.parametrize("options", [TesseractOptions, PortableOptions])
def test_a_missing_language_says_how_to_get_it(
    options: type[TesseractOptions | PortableOptions], tmp_path: Path
) -> None:
    """The operator reads the command to type."""
    with pytest.raises(ConfigurationError) as refused:
        ocr_engine(options(tessdata=tmp_path))
    assert "tesseract-ocr-vie" in refused.value.hint


def test_text_is_composed_and_free_of_control_characters() -> None:
    """Decomposed letters come together; nothing else changes."""
    assert clean(" h\u1ed9\u200b t\u0069\u0323ch\x0c ") == "hộ tịch"


@pytest.mark.parametrize("options", [TesseractOptions, PortableOptions])
def test_pinned_weights_are_compared(options: type[TesseractOptions] | type[PortableOptions]) -> None:
    """The right digest changes nothing; another refuses to start."""
    identity = ocr_engine(options()).identity
    assert ocr_engine(options(sha256=identity.model)).identity == identity
    with pytest.raises(ConfigurationError) as refusal:
        ocr_engine(options(sha256="0" * 64))
    assert refusal.value.reference == "model-swapped"
