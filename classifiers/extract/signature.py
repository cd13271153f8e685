"""Who signed: the name under the title at the lower right (NĐ 30/2020 Phụ lục I, ô 7).

The seal lies over the left third of the signature, so over the end of the title and the head of the name: letters go
missing exactly here. A name that lacks its beginning is given as it was read, and doubted.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.sightings import Sighting
from classifiers.extract.surnames import SURNAMES, misread_name
from classifiers.text import fold, letters_in, upper_share
from pipeline.model.geometry import Box

_ROLES = (
    "chu tich|giam doc|bo truong|thu truong|hieu truong|cuc truong|chi cuc truong|tong cuc truong|thu tuong|vien truong|"
    "tong giam doc|truong phong|truong ban|truong cong an|chu nhiem|cong chung vien|tham phan|chanh an|chanh van phong|"
    "vu truong|tong thanh tra|doi truong|tram truong|to truong|ho tich|vien chuc|truong doan|truong khoa"
)
_TITLE = re.compile(
    rf"^(?:(?:tm|kt|tl|tuq|q)\s?[.,]|(?:q\.\s*)?(?:pho |quyen )?(?:{_ROLES}|truong|chanh|pho|chi cuc|nguoi thuc hien|"
    r"can bo|cong chuc|nguoi ky|nguoi huong dan|nguoi tiep nhan|bi thu)\b)"
)
_FRAGMENTS = frozenset({"chanh", "pho", "truong", "quyen", "chi cuc", "phong", "ban"})
"""What is left of a title whose line was torn."""
_TITLE_END = re.compile(rf"(?:{_ROLES}|tich|[a-z]m doc|g doc|\bdoc|ng cong an|chung vien|truong)\W*$")
"""How a title ends whose head a seal has covered."""
_NOT_NAMES = re.compile(
    r"\b(?:đã ký|ký tên|ký,|ghi rõ|đóng dấu|nơi nhận|họ tên|kính gửi|điều|lưu:|chữ ký|thời gian|người|ngày|cơ quan|ủy ban|uỷ ban|"
    r"phường|quận|tỉnh|thành phố|chủ tịch|giám đốc|cộng hòa|độc lập|văn phòng|trung tâm|phòng|sở|số|trưởng|phó|công an|bên|"
    r"xác nhận|cơ sở|bản sao|thủ tục|như trên)\b"
)
"""With their marks: Phượng, Quân, Tình, Lưu and Trương are names."""
_BARE_SURNAMES = frozenset(fold(surname) for surname in SURNAMES)
_CUT_OFF, _COVERED, _ODD = 0.3, 0.85, 0.6
_UNTITLED = 0.75
_BEHEADED = 0.55
_AT_LEFT = 0.9


def signed(sheet: Sheet, *, first: bool) -> tuple[Sighting, ...]:
    """Signer and title, from the lowest title line on the right half that has a name under it.

    On the *first* page of a paper they stand under the text, never beside its head. A title nobody can read any more
    leaves the name alone, at the very foot.
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
    whole: tuple[Sighting, ...] = ()
    for position in range(len(right) - 1, -1, -1):
        index, title = right[position]
        if not _is_title(title):
            continue
        name = _name_under(sheet, title, index)
        if name is not None:
            found = _signature(sheet, _title_block(right, position), name)
            if found[0].confidence > 0.5:
                return whole if whole and whole[0].box == found[0].box else found
            whole = whole or found
    return whole or _name_alone(sheet, least) or _at_left(sheet, least)


def _at_left(sheet: Sheet, least: float) -> tuple[Sighting, ...]:
    """Title and name left of the middle, one under the other: companies' papers, folded sheets of two pages."""
    left = [
        (index, piece)
        for index, row in enumerate(sheet.rows)
        for piece in row.segments(sheet.gap(1.0))
        if piece.place.top >= least and piece.place.centre[0] <= 0.48 * sheet.width and letters_in(piece.text) >= 3
    ]
    for position in range(len(left) - 1, -1, -1):
        index, title = left[position]
        if not (_is_title(title) and _TITLE.match(fold(title.text).strip(" .,-'|*_"))):
            continue
        for row in sheet.rows[index + 1 : index + 8]:
            for piece in row.segments(sheet.gap(1.0)):
                clean = _without_rank(_without_specks(piece))
                near = clean.words and abs(clean.place.centre[0] - title.place.centre[0]) < 0.1 * sheet.width
                if near and _is_name(clean) and _begins_well(clean):
                    return tuple(
                        seen.doubted(_AT_LEFT) for seen in _signature(sheet, _title_block(left, position), clean)
                    )
    return ()


def _right_pieces(sheet: Sheet, row: Strip) -> tuple[Strip, ...]:
    return tuple(
        piece
        for piece in row.segments(sheet.gap(1.0))
        if piece.place.centre[0] > 0.48 * sheet.width and letters_in(piece.text) >= 3
    )


def _is_title(piece: Strip) -> bool:
    if piece.text.upper().startswith("TRƯỜNG"):  # a school, not a trưởng
        return False
    folded = fold(piece.text).strip(" .,-'|*_")
    return upper_share(piece.text) > 0.75 and bool(_TITLE.match(folded) or _TITLE_END.search(folded))


def _name_under(sheet: Sheet, title: Strip, index: int) -> Strip | None:
    """The row below that reads as a name and stands about under the title; a whole name before the rest of one."""
    partly: Strip | None = None
    for row in sheet.rows[index + 1 :]:
        if row.place.top > title.place.bottom + 0.24 * sheet.height:
            break
        for words in _names_in(sheet, row):
            off = abs(words.place.centre[0] - title.place.centre[0])
            if off < 0.16 * sheet.width and _is_name(words):
                if _begins_well(words):
                    return words
                partly = partly or words
    return partly


def _name_alone(sheet: Sheet, least: float) -> tuple[Sighting, ...]:
    """A name at the right of the last rows, with nothing beside it that reads as a title."""
    for row in sheet.rows[:-4:-1]:
        for words in _names_in(sheet, row):
            if words.place.top >= least and _is_name(words) and _begins_well(words):
                return (_named(sheet, words).doubted(_UNTITLED),)
    return ()


def _names_in(sheet: Sheet, row: Strip) -> Iterator[Strip]:
    """What may be a name in the right half: each piece, and two pieces with a hole in between that a seal has torn."""
    pieces = [clean for piece in _right_pieces(sheet, row) if (clean := _without_rank(_without_specks(piece))).words]
    wide = [clean for piece in row.segments(sheet.gap(3.0)) if (clean := _without_rank(_without_specks(piece))).words]
    torn = [w for w in wide if w.place.centre[0] > 0.48 * sheet.width and all(w.text != p.text for p in pieces)]
    yield from (strip for strip in torn if _begins_well(strip))
    yield from pieces


def _without_specks(piece: Strip) -> Strip:
    """The words of letters, without the marks a seal or a pen leaves at their ends."""
    start = next((i for i, c in enumerate(piece.text) if c.lower() != c.upper()), len(piece.text))
    end = max((i + 1 for i, c in enumerate(piece.text) if c.lower() != c.upper()), default=start)
    inner = piece.part(start, end)
    return Strip.of(word for word in inner.words if any(c.lower() != c.upper() for c in word.text))


_RANK = re.compile(
    r"^(?:(?:thuong|trung|dai|thieu) (?:tuong|ta|uy)|(?:pgs|gs|ths|ts|bs|ks|luat su|bac si|thac si|tien si)\b[. ]*)+\s*(?=[a-z])"
)


def _without_rank(piece: Strip) -> Strip:
    """A name without *Đại úy*, *ThS.* before it."""
    rank = _RANK.match(piece.folded)
    return piece.part(rank.end(), len(piece.text)) if rank and rank.end() else piece


def _is_name(piece: Strip) -> bool:
    words = [word.strip(".,") for word in piece.text.split()]
    if not 2 <= len(words) <= 6 or not all(word.isalpha() for word in words):
        return False
    if not words[-1][0].isupper() or sum(len(word) > 1 for word in words) < 2:
        return False
    if upper_share(piece.text) > 0.9 and (words[0] not in SURNAMES or _TITLE.match(fold(piece.text))):
        return False
    return not _NOT_NAMES.search(piece.text.lower()) and letters_in(piece.text) >= 5


def _begins_well(piece: Strip) -> bool:
    return fold(piece.text.split()[0].strip(".,")) in _BARE_SURNAMES


def _title_block(right: Sequence[tuple[int, Strip]], position: int) -> list[Strip]:
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
    whole = Strip.of(word for strip in block for word in strip.words)
    title = re.sub(r"^(?:[^\w]+|\w\s)+|(?:[^\w)]+|\s\w)+$", "", block[-1].text)
    sound = bool(_TITLE.match(fold(title))) and fold(title) not in _FRAGMENTS
    seen = _named(sheet, name)
    off = abs(name.place.centre[0] - block[-1].place.centre[0])
    held = Sighting.of("signer_title", sheet.number, whole, title, 0.95 if sound else 0.4)
    if off > 1.6 * name.height:  # both are centred on one line: the head of one of them is gone
        seen = seen.doubted(_COVERED)
    if _lacks_its_head(sheet, block, name):
        held = held.doubted(_BEHEADED)
    return (seen, held)


def _lacks_its_head(sheet: Sheet, block: list[Strip], name: Strip) -> bool:
    """Whether a seal may have covered *PHÓ*: it lies there, the rest stands right of the middle, or who signs for the
    head (KT.) has the head's own title."""
    last = block[-1]
    middle = max((line.place.centre[0] for line in (*block[:-1], name)), default=0)
    shifted = last.place.centre[0] - min(middle, name.place.centre[0]) > 0.7 * name.height
    covered = any(_touches(sheet, seal, last.words[0].place) for seal in sheet.reading.seals)
    stands_in = any(fold(line.text).startswith("kt") for line in block[:-1])
    vice = re.match(r"^\W*(?:pho|thu truong|q\W|quyen)", fold(last.text))
    return not vice and (shifted or covered or stands_in)


def _named(sheet: Sheet, name: Strip) -> Sighting:
    words = [word.strip(".,") for word in name.text.split()]
    value = " ".join(words)
    whole = all(word[0].isupper() and word[1:] in (word[1:].lower(), word[1:].upper()) for word in words)
    if not whole or any(len(word) < 2 for word in words):
        quality = _CUT_OFF
    elif not _begins_well(name):
        quality = _CUT_OFF if len(words) == 2 else _ODD
    else:
        quality = 0.8 if misread_name(value) else 0.97
    seen = Sighting.of("signer", sheet.number, name, value, quality)
    head = name.words[0].place
    covered = any(_touches(sheet, seal, head) for seal in sheet.reading.seals)
    return seen.doubted(_COVERED) if covered else seen


def _touches(sheet: Sheet, seal: Box, head: Box) -> bool:
    return sheet.place_of(seal).overlap(head) > 0
