"""Two readings, one text: every word is somebody's, agreement makes sure, disagreement about digits makes unsure."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.combine.align import stretches
from ocr.combine.calibration import Calibration, Weighing, calibration
from ocr.combine.evidence import NAMES, NAMES_ALONE, Around, alone, evidence
from ocr.combine.vote import believed, voted
from ocr.recognisers import own_recogniser
from ocr.recognisers.ctc import Card
from pipeline.errors import ConfigurationError
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, Word

WORDS = st.lists(
    st.tuples(
        st.sampled_from(["năm", "nam", "2025", "2O25", "Hà", "Nội", "Nội,", "-", "ngày", "12", "72"]), st.floats(0, 1)
    ),
    max_size=9,
)


NEAR = Around(line=3.0, page=3.0)


def words(told: list[tuple[str, float]]) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(100 * n, 10, 100 * n + 80, 40), confidence) for n, (text, confidence) in enumerate(told)
    )


def line(told: list[tuple[str, float]]) -> Line:
    some = words(told)
    return Line(some, bounding(word.box for word in some), "sohoa-line")


def said(text: str, confidence: float = 0.95) -> list[tuple[str, float]]:
    return [(word, confidence) for word in text.split()]


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_every_word_is_in_exactly_one_stretch(ours: list[tuple[str, float]], theirs: list[tuple[str, float]]) -> None:
    """Nothing is lost between two readings, nothing is counted twice, and the order stays."""
    first, second = words(ours), words(theirs)
    parts = stretches(first, second)
    assert tuple(word for part in parts for word in part.first) == first
    assert tuple(word for part in parts for word in part.second) == second


@given(WORDS, WORDS.filter(bool))
@settings(max_examples=300, deadline=None)
def test_no_word_is_invented(ours: list[tuple[str, float]], theirs: list[tuple[str, float]]) -> None:
    """Whatever the vote takes, one of the engines read it exactly so."""
    result = voted(line(theirs), words(ours), calibration(), NEAR)
    read = {text for text, _ in (*ours, *theirs)}
    assert all(word.text in read for word in (result.words if result else ()))
    assert all(0 <= word.confidence <= 1 for word in (result.words if result else ()))


def test_what_both_read_is_surer_than_what_one_read() -> None:
    """Two engines that make different mistakes seldom make the same."""
    both = voted(line(said("ngày 12 tháng 8", 0.8)), words(said("ngày 12 tháng 8", 0.8)), calibration(), NEAR)
    differ = voted(line(said("ngày 12 tháng 8", 0.8)), words(said("ngày 72 tháng 3", 0.8)), calibration(), NEAR)
    assert both is not None
    assert differ is not None
    assert both.words[1].confidence > differ.words[1].confidence
    assert both.engine == "sohoa-line+tesseract"


def test_digits_in_dispute_are_never_sure() -> None:
    """A number two engines read differently goes to a person, however sure each of them is."""
    result = voted(line(said("Số 1012", 0.999)), words(said("Số 1072", 0.96)), calibration(), NEAR)
    assert result is not None
    assert result.words[-1].confidence < 0.95


def test_a_line_names_who_read_it() -> None:
    """Only the engines whose words are in it."""
    alone = believed(line(said("Hà Nội")), calibration().heard, NEAR)
    assert alone.engine == "sohoa-line"
    taken = replace(calibration(), choose=Weighing(-9.0, (0.0,) * len(NAMES)))
    result = voted(line(said("Ha Noi")), words(said("Hà Nội")), taken, NEAR)
    assert result is not None
    assert (result.text, result.engine) == ("Hà Nội", "tesseract")


@pytest.mark.parametrize("name", ["agreed", "first", "second", "alone", "heard"])
def test_surer_evidence_never_makes_less_sure(name: str) -> None:
    """The last step of each weighing is monotone, and no finite sample shows anything to be certain."""
    weighing: Weighing = getattr(calibration(), name)
    assert all(low <= high for low, high in pairwise(weighing.knots))
    assert all(low <= high for low, high in pairwise(weighing.levels))
    assert 0 < weighing.levels[0] <= weighing.levels[-1] < 1


def test_the_evidence_has_a_weight_for_each_of_its_numbers() -> None:
    """The file and the code were made for each other."""
    (part,) = stretches(words(said("a")), words(said("b")))
    kept: Calibration = calibration()
    assert len(evidence(part, NEAR)) == len(NAMES) == len(kept.choose.weights) == len(kept.agreed.weights)
    assert len(alone(part.first[0], NEAR)) == len(NAMES_ALONE) == len(kept.heard.weights) == len(kept.alone.weights)


def test_a_file_that_is_no_calibration_is_a_clear_error(tmp_path: Path) -> None:
    """It names the file and how to make one."""
    (tmp_path / "calibration.toml").write_text("[choose]\nintercept = 1\n")
    with pytest.raises(ConfigurationError) as refusal:
        calibration(tmp_path / "calibration.toml")
    assert refusal.value.reference == "calibration-missing"


@pytest.mark.skipif(own_recogniser() is None, reason="the weights are not in this tree")
def test_the_calibration_was_fitted_for_the_weights_that_come_with_it() -> None:
    """New weights make other mistakes: `python -m bench.calibration --fit` belongs to the same change."""
    own = own_recogniser()
    assert own is not None
    assert calibration().recogniser == Card.read(own.folder / "card.toml").sha256
