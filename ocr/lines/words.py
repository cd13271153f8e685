"""From the letters of a strip to words on the page."""

from itertools import groupby

from ocr.lines.strips import Strip
from ocr.recognisers.port import Letter, StripReading
from pipeline.model.reading import Word


def words_of(reading: StripReading, strip: Strip) -> tuple[Word, ...]:
    """The words of *reading* with their boxes on the page.

    A word is as sure as the least sure of its letters and of the blanks beside it: "khô ng" is a wrong blank between
    letters that are all plain to see.
    """
    words: list[Word] = []
    before = 1.0
    for is_blank, group in groupby(reading.letters, key=lambda letter: letter.text == " "):
        letters = tuple(group)
        least = min(letter.confidence for letter in letters)
        if not is_blank:
            words.append(_word(letters, strip, min(least, before)))
        elif words:
            words[-1] = Word(words[-1].text, words[-1].box, min(words[-1].confidence, least))
        before = least if is_blank else 1.0
    return tuple(words)


def _word(letters: tuple[Letter, ...], strip: Strip, sure: float) -> Word:
    return Word("".join(letter.text for letter in letters), strip.box(letters[0].left, letters[-1].right), sure)
