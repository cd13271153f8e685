"""The labels papers print before their values, as data (``labels.toml``), and which of them some letters spell."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from classifiers.extract.layout import Strip
from classifiers.extract.persons import NAMES
from classifiers.text import bare
from pipeline.model.ids import KindCode

_FUZZY_FROM = 9
"""Letters from which on a label may hold an engine's slip; shorter ones must fit exactly."""
_UNMARKED_FROM = 16
_LEAST, _UNMARKED_LEAST = 86.0, 93.0
_SHORT, _SHORT_LEAST = 13, 90.0
"""One slip in ten letters: ``hộ kinh doanh`` is not ``vốn kinh doanh``."""
_HEAD, _HEAD_LEAST = 9, 65.0
"""Letters at the head of a wording that must be alike too: many end alike (``… trụ sở hộ kinh doanh``)."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    reader: str
    variants: tuple[str, ...]
    person: str = ""
    personal: bool = False
    kinds: tuple[str, ...] = ()
    colon: bool = False
    runs_on: bool = False
    also: tuple[str, str] | None = None
    follows: bool = False


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    names: tuple[str, ...]
    """How a name is asked for before the word for a person."""
    people: Mapping[str, tuple[str, ...]]
    """Person → the words for them."""
    label: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a label announces. See ``labels.toml`` for the meaning of each part."""

    field: str
    reader: str
    person: str
    personal: bool
    kinds: tuple[str, ...]
    colon: bool
    runs_on: bool
    about: str = ""
    """Whom the wording itself names (``Ngày sinh của mẹ``), whoever is spoken of."""
    also: tuple[str, str] | None = None
    """Field and reader of a second value, behind a stroke: ``Thửa đất/ tờ bản đồ số: 443/46``."""
    follows: bool = False
    """The place of whoever or whatever was spoken of last: behind a person's particulars it is their home."""
    weak: bool = False
    """Known by a word in it, not by its wording (`hints`)."""

    def said_of(self, person: str) -> "Label":
        """The same, of *person* whoever is spoken of."""
        return replace(self, about=person) if person else self

    def fits(self, kind: KindCode) -> bool:
        return not self.kinds or any(fnmatch(kind, pattern) for pattern in self.kinds)


@cache
def _held() -> _File:
    return _File.model_validate(tomllib.loads(files("classifiers.extract").joinpath("labels.toml").read_text("utf-8")))


@cache
def grammar() -> tuple[tuple[str, int, Label], ...]:
    """(letters of the folded wording, number of words, label), longest wording first."""
    held = _held()
    rows: list[tuple[str, int, Label]] = []
    for entry in held.label:
        label = Label(
            entry.field, entry.reader, entry.person, entry.personal, entry.kinds, entry.colon, entry.runs_on,
            also=entry.also, follows=entry.follows,
        )  # fmt: skip
        for variant in entry.variants:
            words = bare(variant).split()
            rows.append(("".join(words), len(words), label))
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), not row[2].kinds)))


@cache
def _exact() -> dict[str, list[tuple[int, Label]]]:
    table: dict[str, list[tuple[int, Label]]] = {}
    for wording, count, label in grammar():
        table.setdefault(wording, []).append((count, label))
    for wording, count, label in _compounds():
        table.setdefault(wording, [(count, label)])  # a wording of the file's own goes first
    return table


def _compounds() -> Iterator[tuple[str, int, Label]]:
    """``Họ và tên người mẹ``, ``Số định danh cá nhân của cha``: a label and the word for a person."""
    held = _held()
    for person, words in held.people.items():
        named = NAMES.get(person)
        for word in words:
            owner = bare(word).split()
            for name in held.names if named else ():
                label = Label(named or "", "name", person, False, (), True, False)
                for between in ([], ["cua"]):
                    parts = [*bare(name).split(), *between, *owner]
                    yield "".join(parts), len(parts), label
            for entry in held.label:
                if not entry.personal or entry.kinds or entry.also:
                    continue
                label = Label(entry.field, entry.reader, "", True, (), True, entry.runs_on, person)
                for variant in entry.variants:
                    for between in ([], ["cua"]):
                        parts = [*bare(variant).split(), *between, *owner]
                        yield "".join(parts), len(parts), label


@cache
def people_words() -> tuple[tuple[str, str], ...]:
    """(bare words, person), the longest first."""
    held = [(bare(word), person) for person, words in _held().people.items() for word in words]
    return tuple(sorted(held, key=lambda pair: -len(pair[0])))


@cache
def _by_length() -> dict[int, list[tuple[str, int, Label]]]:
    table: dict[int, list[tuple[str, int, Label]]] = {}
    for wording, count, label in grammar():
        if len(wording) >= _FUZZY_FROM:
            table.setdefault(len(wording), []).append((wording, count, label))
    return table


@cache
def _by_head() -> dict[tuple[int, str], list[tuple[str, int, Label]]]:
    """As `_by_length`, and by the first three letters: where these must be right, few wordings are left."""
    table: dict[tuple[int, str], list[tuple[str, int, Label]]] = {}
    for length, wordings in _by_length().items():
        for held in wordings:
            table.setdefault((length, held[0][:3]), []).append(held)
    return table


def alike(letters: str, words: int, *, exactly: bool) -> Iterator[tuple[str, int, Label, float]]:
    """Labels that *letters* spell, exactly or with a slip or two in a long one.

    Without a mark behind them only a very long one may hold a slip: "Thường trực …" is none of "Thường trú".
    """
    exact = _exact().get(letters)
    if exact is not None:
        for count, label in exact:
            yield letters, count, label, 1.0
        return
    if len(letters) < (_UNMARKED_FROM if exactly else _FUZZY_FROM) - 1:
        return
    slack = max(1, len(letters) // 10)
    for length in range(len(letters) - slack, len(letters) + slack + 1):
        shelf = _by_head().get((length, letters[:3]), ()) if exactly else _by_length().get(length, ())
        for wording, count, label in shelf:
            if abs(count - words) > 1 or (wording[-1] != letters[-1] and wording[0] != letters[0]):
                continue
            least = _SHORT_LEAST if len(letters) < _SHORT else _LEAST
            score = fuzz.ratio(wording, letters, score_cutoff=_UNMARKED_LEAST if exactly else least)
            if score and fuzz.ratio(wording[:_HEAD], letters[:_HEAD]) >= _HEAD_LEAST:
                yield wording, count, label, score / 100 - 0.05


def headed(letters: str, words: int) -> Iterator[tuple[str, int, Label, float]]:
    """As `alike` for words that stand alone: the first three letters must be right, which keeps the search short."""
    exact = _exact().get(letters)
    if exact is not None:
        yield from ((letters, count, label, 1.0) for count, label in exact)
        return
    if len(letters) < _FUZZY_FROM - 1:
        return
    slack = max(1, len(letters) // 10)
    for length in range(len(letters) - slack, len(letters) + slack + 1):
        for wording, count, label in _by_head().get((length, letters[:3]), ()):
            score = fuzz.ratio(wording, letters, score_cutoff=_LEAST) if abs(count - words) <= 1 else 0
            if score:
                yield wording, count, label, score / 100 - 0.05


_STROKE = re.compile(r"\s*[/;,|]\s*")


def parted(label: Label, strip: Strip) -> tuple[tuple[Strip, Label], ...]:
    """*strip* with the label it answers; in two at its first stroke where the label asks for two things."""
    stroke = _STROKE.search(strip.folded, 1) if label.also and strip.words else None
    if label.also is None or stroke is None:
        return ((strip, label),)
    field, reader = label.also
    second = replace(label, field=field, reader=reader, also=None)
    return (strip.part(0, stroke.start()), label), (strip.part(stroke.end(), len(strip.text)), second)


@cache
def _short() -> frozenset[str]:
    """Wordings of one word, in lower case with their marks."""
    return frozenset(variant.casefold() for entry in _held().label for variant in entry.variants if " " not in variant)


def is_spelt(word: str) -> bool:
    """Whether a label of one short word has its own marks, or none at all: with others it is another word."""
    return len(word) > 4 or word.isascii() or word.casefold() in _short()
