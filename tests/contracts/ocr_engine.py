"""What every engine keeps, whatever it can read."""

import unicodedata

import numpy as np
import pytest

from pipeline.ports import OcrEngine, Raster
from tests.ocr.pages import grey_page


def raster(pixels: np.ndarray, dpi: int = 200) -> Raster:
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    return Raster(pixels.shape[1], pixels.shape[0], channels, pixels.tobytes(), dpi)


class OcrEngineContract:
    """A suite for `OcrEngine`: say how to make one."""

    @pytest.fixture
    def engine(self) -> OcrEngine:
        raise NotImplementedError

    def test_an_empty_page_has_no_lines(self, engine: OcrEngine) -> None:
        """Nothing is invented."""
        assert engine.read(raster(np.full((700, 500), 255, np.uint8))) == ()

    def test_the_same_pixels_give_the_same_lines(self, engine: OcrEngine) -> None:
        """A reading is kept under its page and engine for ever, whatever was read in between."""
        page = raster(grey_page())
        first = engine.read(page)
        engine.read(raster(np.full((300, 300), 255, np.uint8)))
        assert engine.read(page) == first

    def test_colour_and_grey_are_both_read(self, engine: OcrEngine) -> None:
        """One or three bytes a pixel, no padding."""
        grey = grey_page()
        assert len(engine.read(raster(np.dstack([grey] * 3)))) == len(engine.read(raster(grey)))

    def test_words_lie_within_the_page_and_say_something(self, engine: OcrEngine) -> None:
        """NFC, no control characters, boxes on the image, and each line's box around its words."""
        page = raster(grey_page())
        for line in engine.read(page):
            assert line.words
            for word in line.words:
                assert word.text.strip() == word.text != ""
                assert unicodedata.is_normalized("NFC", word.text)
                assert not any(unicodedata.category(c)[0] == "C" for c in word.text)
                assert word.box.area
                assert word.box.right <= page.width
                assert word.box.bottom <= page.height
                assert line.box.union(word.box) == line.box

    def test_it_says_who_it_is(self, engine: OcrEngine) -> None:
        """A name and a version; the key is what readings are kept under."""
        assert engine.identity.name
        assert engine.identity.version
        assert engine.identity == engine.identity
