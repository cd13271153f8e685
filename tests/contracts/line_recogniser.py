"""What every line recogniser promises, whoever made its weights."""

import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw
from rapidfuzz import fuzz

from bench.press.fonts import font
from ocr.prepare.placement import Grey
from ocr.recognisers import LineRecogniser


def strip(text: str, pixels: int = 36) -> Grey:
    """*text* in print on a strip of paper."""
    face = font("Liberation Serif", pixels)
    image = Image.new("L", (int(face.getlength(text)) + pixels, int(1.5 * pixels)), 255)
    ImageDraw.Draw(image).text((pixels // 2, int(1.12 * pixels)), text, font=face, fill=0, anchor="ls")
    return np.asarray(image)


class LineRecogniserContract:
    """Inherit, and give the fixture `recogniser`."""

    @pytest.fixture
    def recogniser(self) -> LineRecogniser:
        raise NotImplementedError

    def test_print_is_read(self, recogniser: LineRecogniser) -> None:
        """Clean print comes out as it stands."""
        (reading,) = recogniser.read([strip("Thành phố Hà Nội")])
        assert reading.text == "Thành phố Hà Nội"

    def test_strips_are_answered_in_order(self, recogniser: LineRecogniser) -> None:
        """However they are batched inside, answers come back in the order of the strips."""
        texts = ["năm 2025", "Quyết định về việc công nhận", "Số 17", "Căn cứ Luật Tổ chức chính quyền địa phương"]
        answers = [reading.text for reading in recogniser.read([strip(text) for text in texts])]
        assert all(fuzz.ratio(answer, text) > 85 for answer, text in zip(answers, texts, strict=True))

    def test_the_same_strip_reads_the_same(self, recogniser: LineRecogniser) -> None:
        """Deterministic, letter by letter, confidence included."""
        one = strip("Ủy ban nhân dân")
        assert recogniser.read([one]) == recogniser.read([one])

    def test_nothing_in_nothing_out(self, recogniser: LineRecogniser) -> None:
        """No strips, no readings; white paper says nothing."""
        assert recogniser.read([]) == []
        (reading,) = recogniser.read([np.full((40, 300), 255, np.uint8)])
        assert reading.text == ""

    def test_a_very_long_line_is_read_in_parts(self, recogniser: LineRecogniser) -> None:
        """Longer than the model can take: nothing is squeezed away, and every letter keeps its place."""
        text = " ".join(f"điều {number}" for number in range(1, 60))
        image = strip(text)
        (reading,) = recogniser.read([image])
        assert reading.text.count("điều") >= 57
        assert reading.letters[-1].right > 0.9 * image.shape[1]

    def test_a_cut_joins_no_words_and_doubles_no_blank(self, recogniser: LineRecogniser) -> None:
        """Where a long line was parted, one blank stands between two words as everywhere else."""
        text = " ".join(["ngày tháng năm sinh nơi thường trú của người đề nghị cấp bản sao trích lục"] * 8)
        (reading,) = recogniser.read([strip(text)])
        assert "  " not in reading.text
        assert abs(len(reading.text.split()) - len(text.split())) <= 2

    def test_neighbours_change_nothing(self, recogniser: LineRecogniser) -> None:
        """What stands in a strip is read alike alone and among others: it does not depend on the rest of the page."""
        strips = [
            strip(text) for text in ("Kính gửi: Ủy ban nhân dân phường", "Số 17", "Nơi nhận", "xã Đông Anh, Hà Nội")
        ]
        for one, among in zip(strips, recogniser.read(strips), strict=True):
            (alone,) = recogniser.read([one])
            assert alone.text == among.text
            assert [a.left for a in alone.letters] == [b.left for b in among.letters]
            assert [a.confidence for a in alone.letters] == pytest.approx(
                [b.confidence for b in among.letters], abs=1e-3
            )

    def test_letters_stand_on_the_strip_from_left_to_right(self, recogniser: LineRecogniser) -> None:
        """Places are in the strip's own pixels, whatever it was scaled to."""
        image = strip("Cộng hòa xã hội chủ nghĩa Việt Nam", pixels=61)
        (reading,) = recogniser.read([image])
        assert all(0 <= letter.left < letter.right <= image.shape[1] for letter in reading.letters)
        assert all(before.left <= after.left for before, after in pairwise(reading.letters))
        assert reading.letters[-1].right > 0.85 * image.shape[1] - 61
        assert all(0 < letter.confidence <= 1 for letter in reading.letters)

    def test_text_is_composed(self, recogniser: LineRecogniser) -> None:
        """NFC: one letter, one character."""
        (reading,) = recogniser.read([strip("Nguyễn Thị Thuỷ, xã Đông Ngạc")])
        assert unicodedata.is_normalized("NFC", reading.text)

    def test_odd_strips_do_no_harm(self, recogniser: LineRecogniser) -> None:
        """A strip of one pixel, of none, a black one: an answer each, whatever it is."""
        odd = [
            np.zeros((1, 1), np.uint8),
            np.zeros((0, 10), np.uint8),
            np.zeros((50, 20), np.uint8),
            np.full((3, 4000), 9, np.uint8),
        ]
        assert len(recogniser.read(odd)) == len(odd)
