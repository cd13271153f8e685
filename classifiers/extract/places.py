"""Fields that hold an address, and where one ends: behind its province nothing belongs to it any more."""

import re

from classifiers.addresses import address_end
from classifiers.extract.layout import Strip

PLACES = ("residence", "address", "hometown", "birth_place", "death_place", "registration_place", "destination")
"""Fields, and ends of names of fields, that hold an address."""
_ENTRY = re.compile(r"[,;.]?\s*\b(?:(?:vao |cap )?ngay\s*\d|so\s*:?\s*\d|quyen\s*so)")
"""``…, ngày 05 tháng 6 năm 2024``: what follows the place where something was registered."""


_SAME = re.compile(r"^\W*(?:nhu tren|nt\b|nhu noi|nhu muc|cung dia chi)")
"""An address that is printed elsewhere."""
_HINT = re.compile(r"^\W*(?:so nha|duong|thon|to dan pho)[^:\d]{4,90}:\s*(?=\w)")
"""What the form asks for, before the answer: ``số nhà, đường, phường (xã): Số 78 …``."""


def place_in(field: str, strip: Strip) -> Strip:
    """*strip* up to the end of the address at its head, when *field* holds one."""
    if not field.endswith(PLACES) or not strip.words:
        return strip
    if _SAME.match(strip.folded):
        return Strip.of(())
    if hint := _HINT.match(strip.folded):
        strip = strip.part(hint.end(), len(strip.text))
    end = address_end(strip.text)
    entry = _ENTRY.search(strip.folded, 4, end) if field == "registration_place" else None
    return strip.part(0, entry.start() if entry else end)
