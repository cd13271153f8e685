"""The labels papers print before their values, as data (``labels.toml``), and finding them in a row of words."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from classifiers.extract.layout import Strip
from classifiers.text import bare
from pipeline.model.ids import KindCode

_TOKEN = re.compile(r"[0-9a-z]+")
_FUZZY_FROM = 9
"""Letters from which on a label may hold an engine's slip; shorter ones must fit exactly."""
_LEAST = 86.0
_AFTER = re.compile(
    r"(?P<note>(?:\s*\d{1,3}(?=\s*(?::|\(|[.…]{2})))?(?:\s*[(\[][^)\]:]{0,70}[)\]])*(?:\s*/\s*[a-z][a-z ,.()']{1,60}?(?=\s*[:.…]|\s*$))?)"
    r"\s*(?P<mark>[:;：]|[.…_·]{2,}|-\s?:)?"
)
_NUMBERING = re.compile(r"(?:[\W_]*(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|\(?[a-zivx]{1,4}[.)]))?[\W_]*\Z")


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


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
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

    def fits(self, kind: KindCode) -> bool:
        return not self.kinds or any(fnmatch(kind, pattern) for pattern in self.kinds)


@dataclass(frozen=True, slots=True)
class LabelFound:
    """*label* stands at ``text[start:end]``; its value may begin at `value_from`."""

    label: Label
    start: int
    end: int
    value_from: int
    marked: bool
    """A colon or leaders stand behind it."""
    exact: bool


@cache
def grammar() -> tuple[tuple[str, int, Label], ...]:
    """(letters of the folded wording, number of words, label), longest wording first."""
    held = _File.model_validate(tomllib.loads(files("classifiers.extract").joinpath("labels.toml").read_text("utf-8")))
    rows: list[tuple[str, int, Label]] = []
    for entry in held.label:
        label = Label(entry.field, entry.reader, entry.person, entry.personal, entry.kinds, entry.colon, entry.runs_on)
        for variant in entry.variants:
            words = bare(variant).split()
            rows.append(("".join(words), len(words), label))
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), not row[2].kinds)))


def labels_in(strip: Strip, kind: KindCode) -> tuple[LabelFound, ...]:
    """Labels of *strip* from left to right, none over another."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(strip.folded)]
    found: list[LabelFound] = []
    first = 0
    while first < len(tokens):
        hit = _label_at(strip, tokens, first, kind)
        if hit is None:
            first += 1
            continue
        found.append(hit)
        first = next((i for i, (start, _) in enumerate(tokens) if start >= max(hit.end, hit.value_from)), len(tokens))
    return tuple(found)


def _label_at(strip: Strip, tokens: list[tuple[int, int]], first: int, kind: KindCode) -> LabelFound | None:
    start = tokens[first][0]
    if strip.folded[start].isdecimal():  # an item's number, never part of a wording
        return None
    opens = _opens(strip, start)
    best: tuple[float, LabelFound] | None = None
    for last, letters in _windows(strip.folded, tokens, first):
        for wording, count, label, score in _alike(letters, last - first + 1):
            if not label.fits(kind):
                continue
            after = _AFTER.match(strip.folded, tokens[last][1])
            marked = bool(after and after["mark"])
            if not marked and score < 1.0:  # "Thường trực …" is not a slip of "Thường trú"
                continue
            alone = count >= 2 and not strip.text[tokens[last][1] :].strip(" .:")
            if not marked and (label.colon or count < 2) and not (alone or _gap_after(strip, tokens[last][1])):
                continue
            if not marked and not (opens and _value_like(strip, tokens[last][1])):
                continue
            if marked and not opens and (count < 2 and len(wording) < 5):
                continue
            value_from = after.end() if after else tokens[last][1]
            weight = len(wording) * score + (5 if marked else 0) + (1 if label.kinds else 0)
            if best is None or weight > best[0]:
                hit = LabelFound(label, start, tokens[last][1], value_from, marked, score == 1.0)
                best = (weight, hit)
    return best[1] if best else None


def _windows(folded: str, tokens: list[tuple[int, int]], first: int) -> Iterator[tuple[int, str]]:
    """Every run of words from *first* that might be a label: (index of the last word, its letters)."""
    letters = ""
    for last in range(first, min(len(tokens), first + 18)):
        letters += folded[slice(*tokens[last])]
        if len(letters) > 75:
            return
        yield last, letters


@cache
def _exact() -> dict[str, list[tuple[int, Label]]]:
    table: dict[str, list[tuple[int, Label]]] = {}
    for wording, count, label in grammar():
        table.setdefault(wording, []).append((count, label))
    return table


@cache
def _by_length() -> dict[int, list[tuple[str, int, Label]]]:
    table: dict[int, list[tuple[str, int, Label]]] = {}
    for wording, count, label in grammar():
        if len(wording) >= _FUZZY_FROM:
            table.setdefault(len(wording), []).append((wording, count, label))
    return table


def _alike(letters: str, words: int) -> Iterator[tuple[str, int, Label, float]]:
    """Labels that *letters* spell, exactly or with a slip or two in a long one."""
    exact = _exact().get(letters)
    if exact is not None:
        for count, label in exact:
            yield letters, count, label, 1.0
        return
    if len(letters) < _FUZZY_FROM - 1:
        return
    slack = max(1, len(letters) // 10)
    for length in range(len(letters) - slack, len(letters) + slack + 1):
        for wording, count, label in _by_length().get(length, ()):
            if abs(count - words) > 1 or (wording[-1] != letters[-1] and wording[0] != letters[0]):
                continue
            score = fuzz.ratio(wording, letters, score_cutoff=_LEAST)
            if score:
                yield wording, count, label, score / 100 - 0.05


def _opens(strip: Strip, start: int) -> bool:
    """Whether a label may begin here: at the head of the row, after a wide gap, leaders or a stop."""
    before = strip.folded[:start]
    if _NUMBERING.fullmatch(before):
        return True
    if re.search(r"[.;,…_)/\-–|:]\s*(?:\(?[0-9]{1,2}[.)]\s*)?\Z", before):
        return True
    index = strip.index_at(start)
    return index > 0 and _gap(strip, index) > 0.9 * strip.height


def _gap_after(strip: Strip, end: int) -> bool:
    index = strip.index_at(max(0, end - 1))
    return index + 1 < len(strip.words) and _gap(strip, index + 1) > 1.2 * strip.height


def _gap(strip: Strip, index: int) -> float:
    return strip.words[index].place.left - strip.words[index - 1].place.right


def _value_like(strip: Strip, end: int) -> bool:
    """Without a colon only a capital, a figure or nothing at all may follow: a small letter carries a sentence on."""
    rest = strip.text[end:].lstrip(" .…_-:;,()")
    return not rest or rest[0].isupper() or rest[0].isdecimal()
