"""Heads that are no national heading: who issues the paper, where and when, to whom it goes."""

import re
from dataclasses import dataclass

from classifiers.layout import Sheet
from classifiers.rows import Row
from pipeline.model.geometry import Box

_ISSUER = re.compile(
    r"^(?:cong ty|uy ban nhan dan|ubnd|so|bo|truong|benh vien|phong|cong an|chi nhanh|trung tam|ngan hang|van phong"
    r"|hop tac xa|toa an|vien kiem sat|hoi dong|doanh nghiep|chi cuc|cuc|thue|kho bac|bao hiem xa hoi|tong cong ty|hoc vien"
    r"|dang uy|hoi|ban quan ly|to dan pho|thon|hdnd|tap doan)\b"
)
_DATED = re.compile(r"\bngay\b.{0,14}\bthang\b.{0,12}\bnam\b")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a page besides a title; None where it does not."""

    issuer: Box | None
    """An agency, company or school in capitals, ahead of everything else (NĐ 30/2020, box 2)."""
    dated: Box | None
    """Place and date in the right half (NĐ 30/2020, box 4)."""
    addressee: Box | None
    """``Kính gửi`` (box 9a)."""


def head_of(sheet: Sheet) -> Head:
    """The head of *sheet*."""
    legible = [row for row in sheet.above(0.45) if row.confidence >= 0.4]
    first = next((row for row in legible if row.letters >= 5), None)
    dated = (row for row in legible if _is_dated(row, sheet))
    addressed = (row for row in legible if row.bare.startswith("kinh gui"))
    return Head(
        issuer=first.place if first is not None and _is_issuer(first, sheet) else None,
        dated=next((row.place for row in dated), None),
        addressee=next((row.place for row in addressed), None),
    )


def _is_issuer(row: Row, sheet: Sheet) -> bool:
    high = row.box.top < 0.2 * sheet.height and row.box.centre[0] < 0.55 * sheet.width
    return high and row.upper >= 0.7 and row.letters <= 60 and _ISSUER.match(row.bare) is not None


def _is_dated(row: Row, sheet: Sheet) -> bool:
    right = row.box.top < 0.32 * sheet.height and row.box.centre[0] > 0.5 * sheet.width
    return right and row.letters <= 45 and _DATED.search(row.bare) is not None
