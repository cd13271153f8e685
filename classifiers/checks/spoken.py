"""Figures against words: forms say a birth date and a sum twice, so that neither can be altered or misread unnoticed.

Luật Hộ tịch 60/2014/QH13 Đ14 (birth date in words), accounting forms (``Bằng chữ: … đồng``). What stands beside the
words is compared, as read, whatever field it became; words the engine garbled prove nothing and are passed over.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.checks.calendar import agree
from classifiers.extract.dates import date_in_words, dates_in
from classifiers.extract.figures import number_from_words
from classifiers.text import fold_letters
from pipeline.model.documents import Document, Finding
from pipeline.ports import BatchView

_SPOKEN = re.compile(r"bang chu[^a-z]{0,4}|viet bang chu[^a-z]{0,4}")
_MONEY = re.compile(r"(?<![\d.,/-])\d{1,3}(?:[., ]\d{3})+(?![\d/])")
_COUNTED = frozenset((
    "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "nham", "sau", "bay", "bai", "tam", "chin", "muoi", "chuc",
    "tram", "nghin", "ngan", "trieu", "ty", "ti", "linh", "le", "va", "chan", "mung", "mong", "ngay", "thang", "gieng",
    "chap",
))  # fmt: skip
_MOST_WORDS = 30


def spoken_findings(document: Document, view: BatchView) -> tuple[Finding, ...]:
    """``date-words-differ`` and ``amount-words-differ`` of *document*, with the fields that hold the figures."""
    return tuple(finding for number in document.pages for finding in _on_page(document, number, view))


def _on_page(document: Document, number: int, view: BatchView) -> Iterator[Finding]:
    reading = view.readings.get(number)
    rows = [fold_letters(line.text) for line in reading.lines] if reading else []
    for index, row in enumerate(rows):
        for match in _SPOKEN.finditer(row):
            said = _words_from(row[match.end() :], rows[index + 1 : index + 3])
            before = " , ".join([*rows[max(0, index - 1) : index], row[: match.start()]])
            yield from _compared(document, number, said, before)


def _words_from(rest: str, below: Sequence[str]) -> tuple[str, ...]:
    """The counting words from the start on; they may run on into the next rows."""
    words: list[str] = []
    for word in re.findall(r"[a-z]+", " ".join([rest, *below])):
        if word not in _COUNTED or len(words) >= _MOST_WORDS:
            return (*words, word)
        words.append(word)
    return tuple(words)


def _compared(document: Document, page: int, said: tuple[str, ...], before: str) -> Iterator[Finding]:
    if "thang" in said:
        told = date_in_words(" ".join(said[: len(said) - (said[-1] not in _COUNTED)]))
        figures = [found.value for found in dates_in(before)][-1:]
        if told and figures and len(figures[0]) == 10 and not agree(figures[0], told):
            yield _finding("date-words-differ", document, page, figures[0])
    elif said and said[-1] == "dong" and len(said) > 1:
        counted, sums = number_from_words(" ".join(said[:-1])), _MONEY.findall(before)
        if counted and counted >= 1000 and sums:
            figure = re.sub(r"\D", "", sums[-1])
            if int(figure) != counted:
                yield _finding("amount-words-differ", document, page, figure)


def _finding(reference: str, document: Document, page: int, value: str) -> Finding:
    named = (found.name for found in document.fields if found.page == page and found.value == value)
    return Finding(reference, (page,), tuple(dict.fromkeys(named)))
