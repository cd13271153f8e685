"""Who signed: the name under the title at the lower right (NĐ 30/2020 Phụ lục I, ô 7)."""

import re

from classifiers.extract.dates import spelled_dates
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.sightings import Sighting
from classifiers.extract.surnames import SURNAMES, misread_name
from classifiers.text import fold, letters_in, upper_share

_TITLE = re.compile(
    r"^(?:(?:tm|kt|tl|tuq|q)\s?[.,]|(?:q\.\s*)?(?:pho |quyen )?(?:chu tich|giam doc|bo truong|thu truong|hieu truong|truong|cuc truong|"
    r"chi cuc truong|tong cuc truong|chanh|thu tuong|vien truong|tong giam doc|truong phong|truong ban|truong cong an|chu nhiem|"
    r"cong chung vien|tham phan|chanh an|pho|vu truong|tong thanh tra|chi cuc|doi truong|tram truong|nguoi thuc hien|"
    r"can bo|cong chuc|to truong|nguoi ky|thu truong|nguoi huong dan|nguoi tiep nhan))"
)
_NAME_WORD = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]*\Z|[A-ZĐÀ-Ỹ]+\Z")
_RUNNING = re.compile(r"\b(?:so|can cu|luat|nghi dinh|sinh|cap|tu|den|theo|vao|ke|hieu luc|dang ky|lan|thay doi)\b")
_NOT_NAMES = re.compile(
    r"\b(?:đã ký|ký tên|ký,|ghi rõ|đóng dấu|nơi nhận|họ tên|kính gửi|điều|lưu:|chữ ký|thời gian|người|ngày|cơ quan|ủy ban|uỷ ban|"
    r"phường|quận|tỉnh|thành phố|chủ tịch|giám đốc|cộng hòa|độc lập|văn phòng|trung tâm|phòng|sở|số|trưởng|phó|công an|bên)\b"
)
"""With their marks: Phượng, Quân, Tình, Lưu and Trương are names."""


def signed(sheet: Sheet, *, first: bool) -> tuple[Sighting, ...]:
    """Signer and title, from the lowest title line on the right half that has a name under it.

    On the *first* page of a paper they stand under the text, never beside its head.
    """
    if not sheet.rows:
        return ()
    top, bottom = sheet.rows[0].place.top, sheet.rows[-1].place.bottom
    least = top + 0.35 * (bottom - top) if first else 0
    right = [
        (index, strip)
        for index, row in enumerate(sheet.rows)
        for strip in _right_pieces(sheet, row)
        if strip.place.top >= least
    ]
    for position in range(len(right) - 1, -1, -1):
        index, title = right[position]
        if not _is_title(title):
            continue
        name = _name_under(sheet, title, index)
        if name is not None:
            return _signature(sheet, _title_block(right, position), name)
    return ()


def _right_pieces(sheet: Sheet, row: Strip) -> tuple[Strip, ...]:
    return tuple(
        piece
        for piece in row.segments(1.0 * sheet.line_height)
        if piece.place.centre[0] > 0.48 * sheet.width and letters_in(piece.text) >= 3
    )


def _is_title(piece: Strip) -> bool:
    if piece.text.upper().startswith("TRƯỜNG"):  # a school, not a trưởng
        return False
    return upper_share(piece.text) > 0.75 and bool(_TITLE.match(fold(piece.text).lstrip(" .,-'|")))


def _name_under(sheet: Sheet, title: Strip, index: int) -> Strip | None:
    """The first row below that reads as a name and stands about under the title."""
    for row in sheet.rows[index + 1 :]:
        if row.place.top > title.place.bottom + 0.24 * sheet.height:
            return None
        for piece in _right_pieces(sheet, row):
            words = _without_specks(piece)
            off = abs(words.place.centre[0] - title.place.centre[0]) if words.words else sheet.width
            if off < 0.16 * sheet.width and _is_name(words):
                return words
    return None


def _without_specks(piece: Strip) -> Strip:
    """The words of letters, without the marks a seal or a pen leaves at their ends."""
    start = next((i for i, c in enumerate(piece.text) if c.lower() != c.upper()), len(piece.text))
    end = max((i + 1 for i, c in enumerate(piece.text) if c.lower() != c.upper()), default=start)
    inner = piece.part(start, end)
    return Strip.of(word for word in inner.words if any(c.lower() != c.upper() for c in word.text))


def _is_name(piece: Strip) -> bool:
    words = piece.text.split()
    if not 2 <= len(words) <= 5 or not all(_NAME_WORD.match(word.strip(".,")) for word in words):
        return False
    if upper_share(piece.text) > 0.9 and words[0].strip(".,") not in SURNAMES:
        return False
    if any(len(word) < 2 for word in words):
        return False
    folded = fold(piece.text)
    if upper_share(piece.text) > 0.9 and _TITLE.match(folded):
        return False
    return not _NOT_NAMES.search(piece.text.lower()) and letters_in(folded) >= 5


def _title_block(right: list[tuple[int, Strip]], position: int) -> list[Strip]:
    """The lines of capitals above and including the last one: ``KT. CHỦ TỊCH`` / ``PHÓ CHỦ TỊCH``."""
    block = [right[position][1]]
    for _, piece in reversed(right[:position]):
        near = block[0].place.top - piece.place.bottom < 1.2 * piece.height
        under = abs(piece.place.centre[0] - block[0].place.centre[0]) < 8 * piece.height
        if len(block) == 4 or not near or upper_share(piece.text) < 0.75:
            break
        if under:
            block.insert(0, piece)
    return block


def _signature(sheet: Sheet, block: list[Strip], name: Strip) -> tuple[Sighting, ...]:
    value = " ".join(word.strip(".,") for word in name.text.split())
    whole = Strip.of(word for strip in block for word in strip.words)
    title = re.sub(r"^(?:[^\w]+|\w\s)+|(?:[^\w)]+|\s\w)+$", "", block[-1].text)
    return (
        Sighting.of("signer", sheet.number, name, value, 0.8 if misread_name(value) else 0.95),
        Sighting.of("signer_title", sheet.number, whole, title, 0.95),
    )


_OPENS = re.compile(r"^\W*hom nay\b")


def opening_date(sheet: Sheet) -> Sighting | None:
    """``Hôm nay, ngày … tháng … năm …``: when a contract or a power of attorney was made."""
    for row in sheet.rows:
        if _OPENS.match(row.folded):
            found = next(iter(spelled_dates(row.folded, row.plain)), None)
            if found:
                part = row.part(found.start, found.end)
                return Sighting.of("issue_date", sheet.number, part, found.value, found.quality * 0.97)
    return None


_FIRST, _LATER = re.compile(r"^\W*dang ky lan dau\b"), re.compile(r"^\W*dang ky thay doi lan\b")


def first_registration(sheet: Sheet) -> Sighting | None:
    """``Đăng ký lần đầu, ngày …``, when no later change (Đăng ký thay đổi lần thứ …) is printed under it."""
    if any(_LATER.match(row.folded) for row in sheet.rows):
        return None
    for row in sheet.rows:
        found = next(iter(spelled_dates(row.folded, row.plain)), None) if _FIRST.match(row.folded) else None
        if found:
            part = row.part(found.start, found.end)
            return Sighting.of("registration_date", sheet.number, part, found.value, found.quality)
    return None


def closing_date(sheet: Sheet) -> Sighting | None:
    """``Hà Nội, ngày … tháng … năm …`` alone on a row low on the page: when a citizen, or a registrar, signed."""
    for row in reversed(sheet.rows):
        for piece in row.segments(1.5 * sheet.line_height):
            found = next(iter(spelled_dates(piece.folded, piece.plain)), None)
            if found is None:
                continue
            before = piece.folded[: found.start].strip(" .,…_-:")
            behind = piece.folded[found.end :].strip(" .,…_-:/")
            if len(behind) <= 3 and len(before.split()) <= 6 and not _RUNNING.search(before):
                low = piece.place.centre[0] > 0.45 * sheet.width or row.place.top > 0.5 * sheet.height
                part = piece.part(found.start, found.end)
                return Sighting.of("issue_date", sheet.number, part, found.value, found.quality * 0.95) if low else None
    return None
