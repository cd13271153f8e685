"""The training lines: always the same, only letters the net knows, ink on paper at the net's height."""

import tomllib
import unicodedata
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bench.press.fonts import font
from ocr.training.alphabet import ALPHABET, known, numbers
from ocr.training.setting import set_line
from ocr.training.type_case import TypeCase
from ocr.training.wear import HEIGHT, scaled, worn
from ocr.training.wording import LEADER, Part, spelled, wording


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> TypeCase:
    """A small type case from a font that every test machine has."""
    folder = tmp_path_factory.mktemp("type")
    listed = tomllib.loads(Path("ocr/training/fonts.toml").read_text(encoding="utf-8"))
    source = Path(font("Liberation Serif", 20).path)
    for style in ("times", "serif", "sans", "mono", "written"):
        (folder / f"{listed[style][0]}-400-normal.ttf").symlink_to(source)
    return TypeCase(folder)


def test_the_alphabet_holds_every_vietnamese_letter_once() -> None:
    """A letter the net has no output for could never be read."""
    vowels = [
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    ]
    assert set(vowels) | set("đĐ0123456789") <= set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert numbers(ALPHABET) == list(range(1, len(ALPHABET) + 1))


def test_a_line_is_known_by_its_number() -> None:
    """A training can be repeated: the same seed words the same line."""
    first, again = (wording(Random("lines/7")) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("seed", range(300))
def test_lines_say_something_the_net_can_answer(seed: int) -> None:
    """Every line is short enough, not empty, NFC and spelled with known letters only."""
    text = spelled(wording(Random(seed)))
    assert 0 < len(text) <= 120
    assert known(text)
    assert text == unicodedata.normalize("NFC", text)
    assert text == " ".join(text.split())


def test_a_number_filled_in_by_hand_keeps_its_sign_close() -> None:
    """Số: 12/QĐ-UBND is one number, whoever wrote the 12."""
    assert spelled((Part("Số:"), Part("12", "written"), Part("/QĐ-UBND"))) == "Số: 12/QĐ-UBND"
    assert spelled((Part("Họ và tên:"), Part(LEADER, "leader"))) == f"Họ và tên: {LEADER}"


@pytest.mark.parametrize("seed", range(60))
def test_a_strip_is_ink_on_paper_at_the_height_of_the_net(case: TypeCase, seed: int) -> None:
    """However worn, a strip has the net's height, and its paper is lighter than its ink."""
    rng = Random(seed)
    strip = scaled(worn(set_line(wording(rng), case, rng), rng), rng)
    assert strip.shape[0] == HEIGHT
    assert strip.dtype == np.uint8
    assert np.median(strip) > strip.mean()


def test_the_same_seed_wears_a_line_the_same_way(case: TypeCase) -> None:
    """Line number n of the stream is always the same picture."""
    first, again = (_strip(case, Random("wear/3")) for _ in range(2))
    assert np.array_equal(first, again)


def _strip(case: TypeCase, rng: Random) -> np.ndarray:
    return scaled(worn(set_line(wording(rng), case, rng), rng), rng)
