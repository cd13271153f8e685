"""Whom a paper speaks of: persons with name, number and birth date as far as they were read, and its words to look others up in.

A name in its own field is one witness; the paper's whole text is another: an owner whom no field found is still
named somewhere on a paper that is theirs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from classifiers.checks.identity import agrees_with_birth, may_be_an_id_number
from classifiers.extract.figures import digit_runs
from classifiers.extract.surnames import SURNAMES
from classifiers.taxonomy import Taxonomy
from classifiers.taxonomy.kinds import FieldType
from classifiers.text import bare, fold_letters
from pipeline.model.documents import Document, ExtractedField
from pipeline.model.reading import mean_confidence
from pipeline.ports import BatchView

WELL_READ = 0.75
"""Names and numbers at least this sure are somebody's; below it they may be anybody's."""

_LEGIBLE, _ENOUGH_WORDS = 0.85, 25

PLACES = frozenset((
    "duong", "pho", "phuong", "ngo", "truong", "xa", "quan", "khu", "toa", "cau", "benh", "chua", "den", "dinh",
))  # fmt: skip
"""Streets, schools and hospitals are called after people: what stands behind one of these is no person."""

_OTHER_SURNAMES = (
    "an âu bạc bàn bế bì biện bồ ca cà cáp cát cấn cầm chá chảo chế chiêm chung cồ cung cư cứ danh đan đàm đàn đậu đèo đinh đới đổng đường "
    "giả giàng giáp h hạ hàng hạng hầu hồng hờ hùng hy k ka kha khà khổng khúc kim kiểu kpă ksor lã lăng lầu lèng lều li liêu liễu lỗ lộ "
    "lộc lữ lường lưỡng ly mã mạch mẫn mông mùa nay ngạc ngân nghị ngọ ngụy nguỵ nhan nhữ niê ninh ông phàn phí phó phúc phương quan quàng quảng "
    "rah rơ rơmah siu sơn sú sử sùng tẩn tần tăng tề tiết thào then thi thiều thiệu thòng tòng trà trang trầm trì triệu từ tưởng ứng ung úc uông "
    "vàng vạn văn vi viêm vòng vừ vương xa xồng y yên"
)
"""Surnames of other peoples and rarer ones; here they only say that a word may begin a name."""
_SURNAMES = frozenset(bare(surname) for surname in (*SURNAMES, *_OTHER_SURNAMES.split()))
_MAIN = ("full_name", "owner", "applicant", "household_head", "representative", "payer")
"""Whose number and birth date a paper gives without saying whose: the first of these it has."""
_BYSTANDERS = frozenset({"handed_by", "received_by", "neighbour_name"})
"""Clerks and neighbours stand on papers of anybody: they tie nothing together."""
_OLD_NUMBER_NEAR = re.compile(r"cmnd|chung minh|cmt\b|can cuoc|giay to tuy than|so dinh danh")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a paper (or the one-stop record) names. Every part may be missing; `name` is folded."""

    name: str = field(repr=False)
    number: str = field(repr=False, default="")
    birth: str = field(repr=False, default="")
    sure: float = 1.0
    """How well the name was read, 0..1."""
    number_sure: float = 1.0
    birth_sure: float = 1.0
    told: bool = False
    """The one-stop desk says so: a name of any form is one."""
    fields: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def is_called_like_a_person(self) -> bool:
        """Two to six words behind a surname: a heading misread for a name must not tie papers together."""
        words = self.name.split()
        if self.told and len(words) >= 2:
            return True
        return 2 <= len(words) <= 6 and words[0] in _SURNAMES and len(self.name) >= 6

    @property
    def is_somebody(self) -> bool:
        return self.is_called_like_a_person or may_be_an_id_number(self.number)

    @property
    def well_read(self) -> bool:
        """Somebody for certain: a name or a number the engine was sure of."""
        named = self.is_called_like_a_person and self.sure >= WELL_READ
        return named or (may_be_an_id_number(self.number) and self.number_sure >= WELL_READ)


@dataclass(frozen=True, slots=True)
class PaperPeople:
    """A paper as the people of a dossier see it."""

    persons: tuple[Person, ...]
    numbers: frozenset[str] = field(repr=False)
    """Every identity number printed anywhere on it."""
    text: str = field(repr=False)
    """Its words with a capital, folded to bare words, in their order; and of the others those before
    a place's name; a dot for the rest, blanks around all."""
    words: str = field(repr=False)
    """All its words, folded, blanks around all."""
    legible: bool
    """There is enough text, read well enough, for an absence to mean something."""
    things: frozenset[tuple[str, str]] = field(repr=False)
    """What it is about besides people: a certificate's serial, an enterprise, a parcel, its dossier."""


def people_of(document: Document, view: BatchView, taxonomy: Taxonomy) -> PaperPeople:
    """Everybody *document* names, from its fields and from its text."""
    persons = tuple(_persons(document.fields, taxonomy))
    rows = [*_rows(document, view)]
    printed = {person.number for person in persons if person.number}
    printed |= {found.value for found in document.fields if found.name.endswith("id_number")}
    numbers = printed.union(*map(_numbers_in, rows)) if rows else printed
    text = f" {' '.join(_capitalised(row) for row in rows)} "
    known = frozenset(filter(may_be_an_id_number, numbers))
    words = f" {' '.join(map(bare, rows))} "
    return PaperPeople(persons, known, text, words, _is_legible(document, view), frozenset(_things(document)))


def names_people(document: Document, taxonomy: Taxonomy) -> bool:
    """Whether its kind is about somebody: a decision, a law or a drawing of an agency is about nobody."""
    kind = taxonomy.kind(document.classification.kind)
    return any(_is_name(taxonomy, name) for name in kind.fields)


def _is_name(taxonomy: Taxonomy, name: str) -> bool:
    known = taxonomy.fields.get(name)
    return known is not None and known.type is FieldType.NAME and known.personal and name not in _BYSTANDERS


def _persons(fields: Iterable[ExtractedField], taxonomy: Taxonomy) -> Iterator[Person]:
    held = {found.name: found for found in reversed(tuple(fields))}
    names = [name for name in held if _is_name(taxonomy, name)]
    main = next((name for name in _MAIN if name in names), None)
    loose, birth_of_main = held.get("id_number"), held.get("birth_date")
    if main and loose and birth_of_main and agrees_with_birth(loose.value, birth_of_main.value) is False:
        main_number = None  # the number of whoever asks, on a form about somebody else
    else:
        main_number, loose = (loose, None) if main else (None, loose)
    for name in names:
        role = name.removesuffix("_name")
        number, birth = held.get(f"{role}_id_number"), held.get(f"{role}_birth_date")
        if name == main:
            number, birth = number or main_number, birth or birth_of_main
        yield _person(held[name], number, birth)
    if loose is not None:
        yield _person(None, loose, None)


def _person(name: ExtractedField | None, number: ExtractedField | None, birth: ExtractedField | None) -> Person:
    parts = [part for part in (name, number, birth) if part is not None]
    return Person(
        name=bare(_said(name)),
        number=_said(number),
        birth=_said(birth),
        sure=name.confidence if name else 0.0,
        number_sure=number.confidence if number else 0.0,
        birth_sure=birth.confidence if birth else 0.0,
        fields=tuple(part.name for part in parts),
        pages=tuple(sorted({part.page for part in parts})),
    )


def _said(found: ExtractedField | None) -> str:
    return found.stands if found is not None else ""


def _rows(document: Document, view: BatchView) -> Iterator[str]:
    for number in document.pages:
        reading = view.readings.get(number)
        if reading is None:
            continue
        yield from (line.text for line in reading.lines)
        yield from (mark.text for mark in reading.barcodes)


def _capitalised(row: str) -> str:
    """``Đô thị phường`` is not Đỗ Thị Phượng: only words that begin with a capital may be a name."""
    return " ".join(_kept(word) for word in row.split())


def _kept(word: str) -> str:
    folded = bare(word)
    named = word.lstrip("([\"'")[:1].isupper()
    return (folded or ".") if named or folded in PLACES else "."


def _is_legible(document: Document, view: BatchView) -> bool:
    """Enough words, and the engine sure of most letters."""
    words = [w for n in document.pages if n in view.readings for line in view.readings[n].lines for w in line.words]
    return len(words) >= _ENOUGH_WORDS and mean_confidence(words) >= _LEGIBLE


def _numbers_in(row: str) -> set[str]:
    folded = fold_letters(row)
    if sum(c.isdecimal() for c in folded) < 7:
        return set()
    found = {digits for _, _, digits, _ in digit_runs(folded.replace("|", " , "), (12,))}
    if _OLD_NUMBER_NEAR.search(folded):
        found |= {digits for _, _, digits, _ in digit_runs(folded, (9,))}
    return found


def _things(document: Document) -> Iterator[tuple[str, str]]:
    held: Mapping[str, str] = {found.name: found.stands for found in reversed(document.fields) if found.value}
    for name in ("certificate_serial", "tax_code"):
        value = "".join(filter(str.isalnum, held.get(name, ""))).upper()
        if sum(c.isdecimal() for c in value) >= 6:
            yield name, value
    parcel, sheet = held.get("parcel_number", ""), held.get("map_sheet_number", "")
    if parcel and sheet and len(parcel + sheet) >= 3:
        yield "parcel", f"{parcel}/{sheet}"
    if held.get("dossier_code") and held["dossier_code"] == document.dossier:
        yield "dossier_code", held["dossier_code"]
