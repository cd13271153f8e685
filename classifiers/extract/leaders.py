"""Leader dots among the words of a value: a form's dotted line, read through what was written on it.

``Số.16.ngõ. 3`` is ``Số 16 ngõ 3``; but ``P.101``, ``TP. Hà Nội``, ``1.000.000`` and a sentence's stop keep their dots.
Only a dot that cannot be anything else shows that a line of leaders is there; then every loose dot is one.
"""

import re

_ABBREVIATIONS = frozenset(
    ("tp", "tx", "tt", "kp", "p", "q", "h", "x", "đ", "st", "ths", "ts", "gs", "pgs", "bs", "ks", "cn", "ls", "th")
)
"""Words that end in a stop of their own (Tp., ThS., BS.), lower case."""
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_HOUSE = re.compile(r"\b(?:Số|số|Ngõ|ngõ|Ngách|ngách|Hẻm|hẻm|Tổ|tổ|Nhà|nhà)\s+\d+[A-Z]?\Z")
_LOOSE = re.compile(r"(?<=[^\W_]),?\s?[.…]+,?\s*(?=[^\W_])|(?<=[^\W_])\s*,\s*[.…]+(?=\s|\Z)")
"""Dots between two words, with a comma on either side of them or none."""


def without_leaders(text: str) -> tuple[str, bool]:
    """*text* with the leader dots among its words as blanks, and whether there were any."""
    spots = [match for match in _LOOSE.finditer(text) if _may_be_leader(text, match)]
    if not any(_must_be_leader(text, match) for match in spots):
        return text, False
    out, at = "", 0
    for match in spots:
        out += text[at : match.start()] + (", " if "," in match.group() else " ")
        at = match.end()
    return " ".join((out + text[at:]).split()), True


def _may_be_leader(text: str, match: re.Match[str]) -> bool:
    """Not inside a number, not behind an abbreviation or an initial."""
    before = _WORD_BEFORE.search(text[: match.start()])
    word = before.group() if before else ""
    after = text[match.end() : match.end() + 1]
    if word.isdecimal() and after.isdecimal():
        return ".." in match.group()
    if word.isdecimal() and re.match(r"[^\W\d_](?![^\W_])", text[match.end() :]):  # house 12.A
        return False
    if word.casefold() in _ABBREVIATIONS and match.group().strip() == ".":
        return False
    return not (len(word) == 1 and word.isupper() and match.group().strip() == ".")


def _must_be_leader(text: str, match: re.Match[str]) -> bool:
    """A stop is followed by a blank and a capital, and never stands by a comma; this is not one."""
    dots = match.group()
    if _HOUSE.search(text[: match.start()]):  # "Số 154. Tố Hữu"
        return True
    after = text[match.end() : match.end() + 1]
    return "," in dots or not dots[-1].isspace() or after.islower()
