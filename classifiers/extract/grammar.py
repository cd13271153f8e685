"""Finding the labels in a row of words: where one may begin, what must follow it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.extract.hints import hinted
from classifiers.extract.labels import Label, alike, headed, is_spelt
from classifiers.extract.layout import Strip
from classifiers.extract.syllables import is_syllable
from classifiers.text import bare
from pipeline.model.ids import KindCode

_TOKEN = re.compile(r"[0-9a-z]+")
_NUMBERED = re.compile(r"\W{0,3}(?:so\W{0,3})?(?:\d[ .]?){9}")
_PLACE_WORD = re.compile(r"(?:số(?: nhà)?|thôn|xóm|tổ|phường|xã|ngõ|đường|phố|khu|ấp|căn hộ|thị trấn|nhà)\s")
"""How an address may begin with a small letter."""
_FIGURED = frozenset({"area", "number", "money", "id_number", "date"})
_ENGLISH = (
    r"(?:full name|name|date of birth|sex|gender|ethnicity|ethnic group|nationality|place of birth|place of origin|"
    r"place of residence|residence|date of issue|place of issue|date of expiry|personal identification number|id number|no|"
    r"passport no|class|address|religion|occupation|number plate)"
)
_AFTER = re.compile(
    r"(?P<note>[)\]]?(?:\s*\d{1,3}(?=\s*(?::|\(|[.…]{2})))?(?:\s*[(\[][^)\]:]{0,70}[)\]])*"
    rf"(?:\s*[/(]\s*(?:{_ENGLISH}(?![a-z])[)]?|[a-z][a-z ,.()']{{1,60}}?(?=\s*[:.…]|\s*$)))?)"
    r"\s*(?P<mark>[:;：]|[.…_·]{2,}|-\s?:)?"
)
_SOFT = re.compile(r"\s?[.\-–,]\s+(?=\S)")
"""What an engine makes of a colon behind a label at the head of a row."""
_NUMBERING = re.compile(r"(?:[\W_]*(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|\(?[a-zivx]{1,4}[.)]))?[\W_]*\Z")


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


def labels_in(strip: Strip, kind: KindCode, spread: float = 1.0) -> tuple[LabelFound, ...]:
    """Labels of *strip* from left to right, none over another; *spread* is how much wider its words stand apart than usual."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(strip.folded)]
    found: list[LabelFound] = []
    first = 0
    while first < len(tokens):
        hit = _label_at(strip, tokens, first, kind, spread)
        if hit is None:
            first += 1
            continue
        if not hit.exact:  # the words before a label may seem a part of it: "Di 5. Quan hệ với chủ hộ"
            hit = _exact_within(strip, tokens, first, kind, hit, spread)
        found.append(hit)
        first = next((i for i, (start, _) in enumerate(tokens) if start >= max(hit.end, hit.value_from)), len(tokens))
    return tuple(found)


def with_hints(strip: Strip, found: Sequence[LabelFound], spread: float) -> tuple[LabelFound, ...]:
    """*found* and what `hints` makes of the questions among them that are nobody's wording."""
    if strip.text.count(":") <= len(found) and found:
        return tuple(found)
    return tuple(sorted((*found, *_hinted(strip, found, spread)), key=lambda hit: hit.start))


_ASKED = re.compile(r"(?P<question>[a-z][^:;.…]{3,70}?)\s*:")
_ITEM_DOT = re.compile(r"^(?:\d{1,2}|[a-h])\s?[.)]\s*")


def _hinted(strip: Strip, found: Sequence[LabelFound], spread: float) -> Iterator[LabelFound]:
    """Questions before a colon, or alone before a wide gap, that are no label's wording but hold a word that tells."""
    taken = [(hit.start, max(hit.end, hit.value_from)) for hit in found]
    for match in _ASKED.finditer(strip.folded):
        start, end = match.span("question")
        start = max([start, *(index + 1 for index in _breaks(strip, start, end, spread))])
        if any(begin < match.end() and start < stop for begin, stop in taken) or not _opens(strip, start, spread):
            continue
        label = hinted(strip.folded[start:end], typed=False) if strip.text[start : start + 1].isupper() else None
        if label:
            yield LabelFound(label, start, end, match.end(), True, False)
    if found or ":" in strip.text or len(strip.words) > 24:
        return
    gap = next(_breaks(strip, 0, len(strip.text), spread), None)
    if gap and gap < 60 and len(strip.text[:gap].split()) <= 8:
        label = hinted(_ITEM_DOT.sub("", strip.folded[:gap].strip()), typed=False)
        if label:
            yield LabelFound(label, 0, gap, gap, False, False)


def _breaks(strip: Strip, start: int, end: int, spread: float) -> Iterator[int]:
    """Where in ``text[start:end]`` a wide gap lies."""
    for index in range(strip.index_at(start) + 1, len(strip.words)):
        at = strip.offset_of(index)
        if at >= end:
            return
        if _gap(strip, index) > 1.2 * spread * strip.height:
            yield at - 1


def _may_stand_bare(
    strip: Strip, start: int, end: int, label: Label, count: int, spread: float, *, exact: bool
) -> bool:
    """Whether a wording without a colon is a label: it opens, and a value, a gap or nothing at all follows.

    One that wants its colon may have lost it at the head of a row, before a gap, and before a figure.
    """
    if exact and label.reader == "id_number" and _NUMBERED.match(strip.folded, end):
        return True  # "…, CCCD 001096684089": nothing else has so many figures behind it
    if not _opens(strip, start, spread) or not _value_like(strip, end):
        return False
    if count == 1 and not is_spelt(strip.text[start:end].strip(" .:")):  # "Đỗ Thị Thảo" is no "Do", "Tô" no "Tờ"
        return False
    alone = count >= 2 and not strip.text[end:].strip(" .:")
    if alone or _gap_after(strip, end, spread):
        return True
    if not label.colon and count >= 2:
        return True
    if not exact or count < 2:
        return False
    rest = strip.text[end:].lstrip()
    if label.reader in _FIGURED and rest[:1].isdecimal():
        return True
    at_head = bool(_NUMBERING.fullmatch(strip.folded[:start]))
    told = bool(re.search(r"[,;(]\s*\Z", strip.folded[:start]))  # "…, dân tộc Kinh, quốc tịch Việt Nam, …"
    if told and label.personal:
        return True
    return at_head and (label.personal or label.person == "self" or bool(_SOFT.match(strip.folded, end)))


def _exact_within(
    strip: Strip, tokens: list[tuple[int, int]], first: int, kind: KindCode, hit: LabelFound, spread: float
) -> LabelFound:
    """The label that stands exactly inside the inexact *hit*, if there is one that ends where it does."""
    for later in range(first + 1, len(tokens)):
        if tokens[later][0] >= hit.end:
            break
        inner = _label_at(strip, tokens, later, kind, spread)
        if inner and inner.exact and inner.end == hit.end:
            return inner
    return hit


def _label_at(
    strip: Strip, tokens: list[tuple[int, int]], first: int, kind: KindCode, spread: float
) -> LabelFound | None:
    start = tokens[first][0]
    if strip.folded[start].isdecimal():  # an item's number, never part of a wording
        return None
    opens = _opens(strip, start, spread)
    best: tuple[float, LabelFound] | None = None
    for last, letters in _windows(strip.folded, tokens, first):
        after = _AFTER.match(strip.folded, tokens[last][1])
        marked = bool(after and after["mark"])
        for wording, count, label, score in alike(letters, last - first + 1, exactly=not marked):
            if not label.fits(kind):
                continue
            end = after.end() if after else tokens[last][1]
            if not marked and not _may_stand_bare(strip, start, end, label, count, spread, exact=score == 1.0):
                continue
            if marked and not opens and (count < 2 and len(wording) < 5):
                continue
            soft = None if marked else _SOFT.match(strip.folded, end)
            value_from = soft.end() if soft else end
            weight = len(wording) * score + (5 if marked else 0) + (1 if label.kinds else 0)
            if best is None or weight > best[0]:
                hit = LabelFound(label, start, tokens[last][1], value_from, marked, score == 1.0)
                best = (weight, hit)
    return best[1] if best else None


_NOTES = re.compile(r"\([^)]*\)?|[\[{].*?[\]}]")
_ITEM = re.compile(r"^\W*(?:[a-hđ]\s?[.)]|[ivx]{1,4}\s?[.)]|\(?\d{1,2}(?:\.\d{1,2})*\s?[.)]?)\s+(?=\w)")
_BOTH_TONGUES = re.compile(r"^(?P<own>[^/]{2,40}?)\s*[/(]\s*(?P<foreign>[a-z][a-z .,']{1,40})\)?\W*$")


def wording_of(text: str, kind: KindCode) -> Label | None:
    """The label that *text* as a whole spells, as in a cell of its own; footnote marks and notes in brackets apart."""
    words = bare(_NOTES.sub(" ", text)).split()
    if words and words[0].isdecimal():
        words = words[1:]
    return _best(alike("".join(words), len(words), exactly=False), kind)


def question_of(strip: Strip, kind: KindCode, *, hints: bool = False) -> Label | None:
    """As `wording_of`, quickly, for a piece of a row: an item's number before it and its English behind it do not count.

    With *hints* a word in it may tell what it asks.
    """
    item = _ITEM.match(strip.folded)
    folded = strip.folded[item.end() :] if item else strip.folded
    for text in (folded, _NOTES.sub(" ", folded), *_own_tongue(folded)):
        words = bare(text).split()
        if words and len(words) <= 16 and (found := _best(headed("".join(words), len(words)), kind)):
            return found
    if hints and 4 <= len(folded) <= 48 and strip.text[item.end() if item else 0 :][:1].isupper() and ":" not in folded:
        return hinted(folded, typed=True)
    return None


def _own_tongue(folded: str) -> Iterator[str]:
    match = _BOTH_TONGUES.match(folded)
    if match and not all(map(is_syllable, re.findall("[a-z]+", match["foreign"]))):  # "Vợ/Chồng" is no English
        yield match["own"]


def _best(found: Iterator[tuple[str, int, Label, float]], kind: KindCode) -> Label | None:
    """The label that fits best, one of the kind's own before others."""
    fitting = [(bool(label.kinds), score, label) for _, _, label, score in found if label.fits(kind)]
    return max(fitting, key=lambda one: one[:2])[2] if fitting else None


def _windows(folded: str, tokens: list[tuple[int, int]], first: int) -> Iterator[tuple[int, str]]:
    """Every run of words from *first* that might be a label: (index of the last word, its letters)."""
    letters = ""
    for last in range(first, min(len(tokens), first + 18)):
        letters += folded[slice(*tokens[last])]
        if len(letters) > 75:
            return
        yield last, letters


def _opens(strip: Strip, start: int, spread: float) -> bool:
    """Whether a label may begin here: at the head of the row, after a wide gap, leaders or a stop."""
    before = strip.folded[:start]
    if _NUMBERING.fullmatch(before):
        return True
    if re.search(r"[.;,…_)/\-–|:]\s*(?:\(?[0-9]{1,2}[.)]\s*)?\Z", before):
        return True
    index = strip.index_at(start)
    return index > 0 and _gap(strip, index) > 0.9 * spread * strip.height


def _gap_after(strip: Strip, end: int, spread: float) -> bool:
    index = strip.index_at(max(0, end - 1))
    return index + 1 < len(strip.words) and _gap(strip, index + 1) > 1.2 * spread * strip.height


def _gap(strip: Strip, index: int) -> float:
    return strip.words[index].place.left - strip.words[index - 1].place.right


def _value_like(strip: Strip, end: int) -> bool:
    """Without a colon only a capital, a figure or nothing at all may follow: a small letter carries a sentence on."""
    soft = _SOFT.match(strip.folded, end)
    rest = strip.text[soft.end() if soft else end :].lstrip(" .…_-:;,()|")
    return not rest or rest[0].isupper() or rest[0].isdecimal() or bool(soft) or bool(_PLACE_WORD.match(rest))
