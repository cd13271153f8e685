"""How wrong it may be, given what was seen: exact one-sided intervals for a share (Clopper and Pearson 1934)."""

from collections.abc import Callable
from math import exp, inf, lgamma, log, log1p

_STEPS = 60
"""Halvings: the answer is exact to about 1e-17."""


def upper(wrong: int, of: int, surety: float) -> float:
    """The share that *wrong* among *of* leaves possible with *surety*; 1 when nothing was seen."""
    if wrong >= of:
        return 1.0
    return _crossing(lambda share: _at_most(wrong, of, share) > 1 - surety)


def lower(wrong: int, of: int, surety: float) -> float:
    """The share that *wrong* among *of* shows at least with *surety*; 0 when nothing wrong was seen."""
    if wrong <= 0 or of <= 0:
        return 0.0
    return _crossing(lambda share: 1 - _at_most(wrong - 1, of, share) < 1 - surety)


def enough(ceiling: float, surety: float, wrong: int = 0) -> int:
    """How many must be seen, *wrong* of them wrong, before `upper` comes under *ceiling*."""
    low, high = wrong + 1, wrong + 2
    while upper(wrong, high, surety) > ceiling:
        low, high = high, 2 * high
    while low < high:
        middle = (low + high) // 2
        if upper(wrong, middle, surety) > ceiling:
            low = middle + 1
        else:
            high = middle
    return high


def _crossing(still_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if still_below(middle) else (low, middle)
    return high


def _at_most(wrong: int, of: int, share: float) -> float:
    """The chance of at most *wrong* among *of* when each is wrong with *share*."""
    if share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 0.0
    odds, rest = log(share), log1p(-share)
    ways = lgamma(of + 1)
    terms = [ways - lgamma(n + 1) - lgamma(of - n + 1) + n * odds + (of - n) * rest for n in range(wrong + 1)]
    largest = max(terms, default=-inf)
    return min(1.0, exp(largest) * sum(exp(term - largest) for term in terms))
