"""Which day it is in Hà Nội: laws, receipts and papers count in its days, whatever clock a machine keeps."""

from datetime import date, datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7))
"""Asia/Ho_Chi_Minh: seven hours ahead of UTC, the same all year since 1975."""


def hanoi_day(moment: datetime) -> date:
    """The day of an aware *moment* there."""
    return moment.astimezone(HANOI).date()
