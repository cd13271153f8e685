"""From the letters of a strip to words on the page."""

from itertools import groupby

from ocr.lines.strips import Strip
from ocr.recognisers.port import Letter, StripReading
from pipeline.model.reading import Word


def words_of(reading: StripReading, strip: Strip) -> tuple[Word, ...]:
    """The words of *reading* with their boxes on the page. A word is as sure as its least sure letter."""
    spaced = groupby(reading.letters, key=lambda letter: letter.text == " ")
    return tuple(_word(tuple(letters), strip) for is_space, letters in spaced if not is_space)


def _word(letters: tuple[Letter, ...], strip: Strip) -> Word:
    box = strip.box(letters[0].left, letters[-1].right)
    return Word("".join(letter.text for letter in letters), box, min(letter.confidence for letter in letters))
