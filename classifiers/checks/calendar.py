"""Dates that can be true: a paper is not signed after it was scanned, figures and words name one day.

Luật Hộ tịch 60/2014/QH13 Đ14 and the civil-status forms write the birth date twice, in figures and in words.
Dates are ISO 8601 and may be partial (``1987``, ``1987-05``); a partial date is compared as far as it goes.
"""

from datetime import date


def not_after(value: str, limit: date) -> bool:
    """Whether *value*, as far as it is known, lies on or before *limit*."""
    return value <= limit.isoformat()[: len(value)]


def in_order(earlier: str, later: str) -> bool:
    """Whether *earlier* is not after *later*, compared to the precision both have."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] <= later[:shared]


def agree(figures: str, words: str) -> bool:
    """Whether a date in figures and one in words are the same day, as far as both are known."""
    shared = min(len(figures), len(words))
    return figures[:shared] == words[:shared]
