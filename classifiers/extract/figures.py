"""Figures as engines misread them, and numbers written out in words."""

import re

CONFUSED = {"o": "0", "i": "1", "l": "1", "|": "1", "!": "1", "]": "1", "s": "5", "b": "8", "§": "8"}
"""Letters engines put for figures (seen on scans: ``25I``, ``tháng §``); folded to lower case."""

FIGURE = r"[0-9oil|!sb§]"
"""A figure or what an engine makes of one, in folded text."""

_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "bai": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
_FILLERS = {"linh", "le", "va", "chan"}
_WORD = re.compile(r"[a-z]+")
_RUN = re.compile(rf"(?<![0-9a-z]){FIGURE}(?:[ .]?{FIGURE})*(?![0-9a-z])")
_GROUP = re.compile(r"[^ .]+")


def as_digits(folded: str) -> tuple[str, bool] | None:
    """(digits, whether any was repaired) of a short folded run, or None when it is no number.

    Repairs only confusions of `CONFUSED`, and only where at least one real figure stands beside them.
    """
    packed = "".join(c for c in folded if not c.isspace())
    if packed.count("|") * 3 >= len(packed):  # one figure to a cell: these are the cells' borders
        packed = packed.replace("|", "")
    if packed.isascii() and packed.isdecimal():
        return packed, False
    repaired = "".join(CONFUSED.get(c, c) for c in packed)
    if repaired.isascii() and repaired.isdecimal() and any(c.isdecimal() for c in packed):
        return repaired, True
    return None


def digit_runs(folded: str, lengths: tuple[int, ...]) -> tuple[tuple[int, int, str, bool], ...]:
    """(start, end, digits, repaired) of every number of one of *lengths* digits; blanks and dots inside are skipped.

    At most a quarter of the figures may need repair; more would be guessing.
    """
    found: list[tuple[int, int, str, bool]] = []
    for match in _RUN.finditer(folded):
        groups = [(match.start() + g.start(), match.start() + g.end()) for g in _GROUP.finditer(match.group())]
        first = 0
        while first < len(groups):
            taken = _longest(folded, groups, first, lengths)
            if taken is None:
                first += 1
            else:
                found.append(taken[1])
                first = taken[0]
    return tuple(found)


def _longest(
    folded: str, groups: list[tuple[int, int]], first: int, lengths: tuple[int, ...]
) -> tuple[int, tuple[int, int, str, bool]] | None:
    """The most groups from *first* on that make one number together, and the group after them."""
    for last in range(min(len(groups), first + 26), first, -1):
        start, end = groups[first][0], groups[last - 1][1]
        packed = folded[start:end].replace(" ", "").replace(".", "")
        if packed.count("|") * 3 >= len(packed):
            packed = packed.replace("|", "")
        if len(packed) not in lengths or sum(not c.isdecimal() for c in packed) * 4 > len(packed):
            continue
        if not any(c.isdecimal() for c in folded[slice(*groups[first])]):
            continue
        digits = as_digits(packed)
        if digits:
            return last, (start, end, *digits)
    return None


def number_from_words(folded: str) -> int | None:
    """The number that folded Vietnamese words say (``bon tram trieu`` is 400000000), None if they say none.

    Words after the number (``dong``, ``chan``) end it.
    """
    total = group = 0
    pending: int | None = None
    seen = False
    for word in _WORD.findall(folded):
        if word in _UNITS:
            pending = _UNITS[word] if pending is None else pending * 10 + _UNITS[word]
        elif word in ("muoi", "chuc"):
            group += 10 * (1 if pending is None else pending)
            pending = None
        elif word == "tram":
            group += 100 * (pending or 0)
            pending = None
        elif word in _SCALES:
            group += pending or 0
            total += max(group, 1) * _SCALES[word] if seen else 0
            group, pending = 0, None
        elif word in _FILLERS:
            continue
        elif seen:
            break
        else:
            return None
        seen = True
    return total + group + (pending or 0) if seen else None
