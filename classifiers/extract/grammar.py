"""Finding the labels in a row of words: where one may begin, what must follow it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.extract.labels import Label, alike
from classifiers.extract.layout import Strip
from classifiers.text import bare
from pipeline.model.ids import KindCode

_TOKEN = re.compile(r"[0-9a-z]+")
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
        if not hit.exact:  # the words before a label may seem a part of it: "Di 5. Quan hệ với chủ hộ"
            hit = _exact_within(strip, tokens, first, kind, hit)
        found.append(hit)
        first = next((i for i, (start, _) in enumerate(tokens) if start >= max(hit.end, hit.value_from)), len(tokens))
    return tuple(found)


def _may_stand_bare(strip: Strip, start: int, end: int, label: Label, count: int, *, exact: bool) -> bool:
    """Whether a wording without a colon is a label: it opens, and a value, a gap or nothing at all follows.

    One that wants its colon may have lost it at the head of a row, before a gap, and before a figure.
    """
    if not _opens(strip, start) or not _value_like(strip, end):
        return False
    alone = count >= 2 and not strip.text[end:].strip(" .:")
    if alone or _gap_after(strip, end):
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
    strip: Strip, tokens: list[tuple[int, int]], first: int, kind: KindCode, hit: LabelFound
) -> LabelFound:
    """The label that stands exactly inside the inexact *hit*, if there is one that ends where it does."""
    for later in range(first + 1, len(tokens)):
        if tokens[later][0] >= hit.end:
            break
        inner = _label_at(strip, tokens, later, kind)
        if inner and inner.exact and inner.end == hit.end:
            return inner
    return hit


def _label_at(strip: Strip, tokens: list[tuple[int, int]], first: int, kind: KindCode) -> LabelFound | None:
    start = tokens[first][0]
    if strip.folded[start].isdecimal():  # an item's number, never part of a wording
        return None
    opens = _opens(strip, start)
    best: tuple[float, LabelFound] | None = None
    for last, letters in _windows(strip.folded, tokens, first):
        after = _AFTER.match(strip.folded, tokens[last][1])
        marked = bool(after and after["mark"])
        for wording, count, label, score in alike(letters, last - first + 1, exactly=not marked):
            if not label.fits(kind):
                continue
            end = after.end() if after else tokens[last][1]
            if not marked and not _may_stand_bare(strip, start, end, label, count, exact=score == 1.0):
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


def wording_of(text: str, kind: KindCode) -> Label | None:
    """The label that *text* as a whole spells, as in a cell of its own; footnote marks and notes in brackets apart."""
    words = bare(re.sub(r"\([^)]*\)|[\[{].*?[\]}]", " ", text)).split()
    if words and words[0].isdecimal():
        words = words[1:]
    found = [label for _, _, label, _ in alike("".join(words), len(words), exactly=False) if label.fits(kind)]
    return max(found, key=lambda label: bool(label.kinds), default=None)


def _windows(folded: str, tokens: list[tuple[int, int]], first: int) -> Iterator[tuple[int, str]]:
    """Every run of words from *first* that might be a label: (index of the last word, its letters)."""
    letters = ""
    for last in range(first, min(len(tokens), first + 18)):
        letters += folded[slice(*tokens[last])]
        if len(letters) > 75:
            return
        yield last, letters


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
    soft = _SOFT.match(strip.folded, end)
    rest = strip.text[soft.end() if soft else end :].lstrip(" .…_-:;,()|")
    return not rest or rest[0].isupper() or rest[0].isdecimal() or bool(soft) or bool(_PLACE_WORD.match(rest))
