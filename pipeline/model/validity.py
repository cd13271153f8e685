"""How long a paper may be used: what its own face says, or the months the law gives it from its issue."""

from calendar import monthrange
from datetime import date


def valid_until(expiry: str, issued: str, months: int | None) -> str | None:
    """The last day (ISO, possibly partial) a paper may be used; None when it has no end or nobody can tell.

    *expiry* is the day printed on it, *issued* its date, *months* what the law allows from there (a certificate of
    marital status six: NĐ 123/2015/NĐ-CP Đ23). Only a whole date of issue can be counted from.
    """
    if expiry:
        return expiry
    if months is None or len(issued) != 10:
        return None
    day = date.fromisoformat(issued)
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        return None
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last)).isoformat()


def has_ended(until: str | None, today: date) -> bool:
    """Whether the last day of validity lies before *today*, as far as it is known."""
    return until is not None and until < today.isoformat()[: len(until)]
