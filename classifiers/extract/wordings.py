"""Values of letters: free text, names of persons, of peoples and religions, a sex, an address of electronic mail."""

import re

from classifiers.extract.layout import Strip
from classifiers.extract.leaders import without_leaders
from classifiers.extract.phrases import misspelt
from classifiers.extract.reading import DOTTED, LEADERS, Reading, trimmed
from classifiers.extract.surnames import misread_name
from classifiers.extract.syllables import misread_words
from classifiers.text import fold

_FILL = re.compile(r"\s*(?:[.…_·•]\s*){3,}|\s*[.…_]{2,}\s*|\s+_\s+")
_LETTER = "[A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff]"
_NAME_WORD = re.compile(rf"{_LETTER}+(?:['’.\-]{_LETTER}+)*\Z")
_NAME_ENDS = re.compile(
    r"\s*(?:[;:/(),…_|]|\.(?![^\W\d_]|\s*[^\W\d_])|\.{2,}(?!\s*[^\W\d_])|\s-\s|\d|\b(?:sinh|nam sinh|ngay|gioi tinh|cccd|cmnd|can cuoc|thuong tru|dia chi|quoc tich|dan toc)\b)"
)
_NEXT_LABEL = re.compile(r"(?<=\s)[^\W\d_]+(?:\s+(?=[^\W\d_])[a-zà-ỹđ]+)*\s*\Z")
"""The words before a colon: a capital and what goes on small is the next label, whatever it asks."""
_ASKS = frozenset(
    ("lop", "khoa", "he", "tuoi", "khoi", "so", "mst", "sdt", "msv", "nghe", "que", "chuc", "ngay", "nam", "nu")
)
"""A word alone before a colon that may be such a label: the last word of a name may have a colon behind it too."""
_STOP_INSIDE = re.compile(r"(?<=[^\W\d_]{2})\s?[.,]\s+(?=[^\W\d_]{2})")
_STRANGE = re.compile(r"[<>«»|~^ˆ`´¬¦=&„“”\\{}\[\]*#@$€£¥§©®™†‡•°]|[^\W\d_]\d+[^\W\d_]|\s['\"](?=\s|\w)")
_ROLES = frozenset(
    (
        "chong",
        "vo",
        "cha",
        "me",
        "con",
        "bo",
        "nam",
        "nu",
        "ben nam",
        "ben nu",
        "chu ho",
        "ban than",
        "quan he",
        "don vi thi cong",
        "khong",
        "khong co",
    )
)
"""Headings and answers that stand where a name might; never a name."""
_OFFICE = re.compile(
    r"(?:pho |kt\.? |tm\.? )?(?:chu tich|giam doc|bi thu|truong phong|truong ban|chanh van phong|cong chung vien|cong an)\b"
)
_HONORIFIC = re.compile(r"^(?:(?:ong|ba|anh|chi|hai ong ba)\s*(?:[/,(]\s*(?:ong|ba)\s*\)?)?\s*[:.]?\s+)+")
_PEOPLES = re.compile(
    r"(?:viet nam|kinh|tay|thai|muong|khmer|hoa|nung|hmong|mong|dao|gia rai|e de|ba na|san chay|cham|co ho|xo dang|san diu|hre|"
    r"ra glai|mnong|xtieng|bru van kieu|tho|giay|co tu|gie trieng|ma|kho mu|co|ta oi|cho ro|khang|xinh mun|ha nhi|chu ru|lao|"
    r"la chi|la ha|phu la|la hu|lu|lo lo|chut|mang|pa then|co lao|cong|bo y|si la|pu peo|ro mam|brau|o du)(?![a-z])"
)
"""Việt Nam, and the 54 peoples of QĐ 121-TCTK/PPCĐ/1979."""
_EMAIL = re.compile(r"[\w.+\-]{1,64}\s?@\s?[\w\-]+(?:\s?\.\s?[\w\-]+)+")


def text(strip: Strip) -> Reading | None:
    """Free text up to the leaders after it."""
    if _TICKS.search(strip.text):
        return _ticked(strip)
    start, end = trimmed(strip.text)
    if end - start < 2 or not any(c.isalnum() for c in strip.text[start:end]):
        return None
    value, dotted = without_leaders(_FILL.sub(" ", strip.text[start:end]))
    return Reading(start, end, " ".join(value.split()), 0.95 * (DOTTED if dotted else 1.0) * legible(value))


_TICKS = re.compile(r"[☐☒☑]|\[\s*[xXvV_]?\s*\]")
_TICKED = re.compile(r"(?:\[\s*[xXvV]\s*\]|[☒☑])\s*(?P<said>[^☐☒☑\[\]]{3,})")


def _ticked(strip: Strip) -> Reading | None:
    """What stands behind the one box that is ticked; boxes none of which is, or several, say nothing."""
    found = list(_TICKED.finditer(strip.text))
    if len(found) != 1:
        return None
    start, end = found[0].span("said")
    value = strip.text[start:end].rstrip(LEADERS)
    return Reading(start, start + len(value), " ".join(value.split()), 0.85 * legible(value))


_LINE_CODE = re.compile(r"\s*[-–;,(]?\s*\(?\bm[aã](?: nganh| ngành| so| số)?\s*:?\s*\d{3,5}\b.*", re.IGNORECASE)


def trade(strip: Strip) -> Reading | None:
    """A line of business without its code: ``Cắt tóc, làm đầu - mã 9631``."""
    code = _LINE_CODE.search(strip.text)
    return text(strip.part(0, code.start()) if code and code.start() > 3 else strip)


def legible(value: str) -> float:
    """Marks no clerk types between words are what an engine makes of letters it could not read."""
    if _STRANGE.search(value) or misspelt(value):
        return 0.7
    return 0.9 if misread_words(value) else 1.0


def name(strip: Strip) -> Reading | None:
    """A person's name as printed: two to seven words of letters. Never corrected, never completed."""
    start, end = trimmed(strip.text)
    honorific = _HONORIFIC.match(strip.folded[start:end])
    if honorific and honorific.end() < end - start:
        start += honorific.end()
    elif strip.text[start:end].lower().startswith("cụ "):  # with its mark: Cù is a surname
        start += 3
    stop = next((m.start() for m in _NAME_ENDS.finditer(strip.folded, start, end) if m.start() > start), end)
    if strip.text[stop : stop + 2].strip()[:1] == ":" and (label := _NEXT_LABEL.search(strip.text, start, stop)):
        asked = fold(label.group()).split()
        stop = label.start() if len(asked) > 1 or asked[0] in _ASKS else stop
    end = start + len(strip.text[start:stop].rstrip(LEADERS))
    value, dotted = without_leaders(strip.text[start:end])
    if _STOP_INSIDE.search(value):  # no name has a stop in its middle: the form's dotted line shows through
        value, dotted = _STOP_INSIDE.sub(" ", value), True
    words = value.split()
    if not 1 <= len(words) <= 7 or not all(_NAME_WORD.match(word) for word in words):
        return None
    if not words[0][0].isupper() or fold(value) in _ROLES or _OFFICE.match(fold(value)):
        return None
    capital = all(word[0].isupper() for word in words)
    whole = capital and 2 <= len(words) <= 6 and all(len(word) > 1 for word in words)
    alike = value.isupper() or not any(word.isupper() for word in words)
    quality = (1.0 if whole and alike else 0.6) * (DOTTED if dotted or misread_name(value) else 1.0)
    return Reading(start, end, " ".join(words), quality)


def sex(strip: Strip) -> Reading | None:
    """``Nam`` or ``Nữ``. A ticked pair of boxes prints both words and says nothing to a text reader."""
    found = list(re.finditer(r"\b(nam|nu)\b", strip.folded[:40]))
    viet = re.search(r"\bviet nam\b", strip.folded[:40])
    if len({m.group() for m in found}) != 1 or (viet and viet.start() < found[0].start()):
        return None
    first = found[0]
    return Reading(first.start(), first.end(), "Nam" if first.group() == "nam" else "Nữ", 1.0)


def people(strip: Strip) -> Reading | None:
    """A nationality, an ethnic group or a religion: one to four words of letters, as printed."""
    start, end = trimmed(strip.text)
    words = re.match(rf"{_LETTER}+(?:[ \-.]+{_LETTER}+){{0,3}}", strip.text[start:end])
    if words is None:
        return None
    value, dotted = without_leaders(re.split(r"\.\s+(?=[A-ZĐ])", words.group())[0])
    known = _PEOPLES.match(fold(value))
    more = bool(known and value[known.end() :].strip())
    if known:  # what follows is the next label, its gap and its colon lost; or it is a name that begins like a people's
        value = value[: known.end()]
    quality = (1.0 if value[0].isupper() else 0.8) * (DOTTED if dotted else 1.0) * (0.7 if more else 1.0)
    return Reading(start, start + words.end(), value, quality)


def email(strip: Strip) -> Reading | None:
    """An address of electronic mail; blanks an engine puts beside the dots close up."""
    found = _EMAIL.search(strip.text)
    return Reading(found.start(), found.end(), re.sub(r"\s", "", found.group()), 0.9) if found else None


_ORGANISATION = re.compile(
    r"\s*(?:cong ty|doanh nghiep|ho kinh doanh|ngan hang|quy |hop tac xa|uy ban|ubnd|truong|trung tam|chi nhanh|van phong|so |benh vien)"
)
_ORGANISATION_ENDS = re.compile(r"[,;(]|\s[-–]\s|\b(?:ma so|mst|msdn|dia chi|cccd|cmnd|dai dien|tru so)\b|:")


def party(strip: Strip) -> Reading | None:
    """Who makes a contract: a person, or an organisation by its whole name."""
    start, end = trimmed(strip.text)
    if not _ORGANISATION.match(strip.folded[start:end]):
        return name(strip)
    stop = _ORGANISATION_ENDS.search(strip.folded, start, end)
    value, dotted = without_leaders(strip.text[start : stop.start() if stop else end].rstrip(LEADERS))
    quality = 0.95 * (DOTTED if dotted else 1.0) * legible(value)
    return Reading(start, start + len(value), " ".join(value.split()), quality) if value else None
