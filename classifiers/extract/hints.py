"""Questions nobody has worded before: what stands before a colon or a gap, by the words that must be in it.

Forms of every agency and every year ask for the same few things in ever other words; *định danh* is in each of their
questions for the number. Found like this a label is weak: its value must be of the kind it asks for, and is never sure.
"""

import re
from collections.abc import Iterator
from functools import cache

from classifiers.extract.labels import Label, people_words
from classifiers.text import bare

_MOST_WORDS = 14
_HINTS: tuple[tuple[str, str, str, str], ...] = (
    ("id_issue_date", "date", "p", r"\bngay(?: thang nam)? cap\b|\bcap ngay\b"),
    ("id_issuer", "text", "p", r"\b(?:noi|co quan) cap\b"),
    ("id_number", "id_number", "p", r"\b(?:cccd|cmnd|cmt|gcmnd|can cuoc|dinh danh|chung minh (?:nhan dan|thu)|giay to (?:tuy|nhan) than|giay to phap ly)\b"),
    ("passport_number", "passport_number", "p", r"\bho chieu\b"),
    ("birth_place", "text", "p", r"\bnoi sinh\b|\bsinh (?:ra )?tai\b"),
    ("birth_date", "date", "p", r"\b(?:ngay|nam|thang)\b.{0,14}\bsinh\b|\bsinh (?:ngay|nam|vao)\b"),
    ("death_date", "date", "", r"\b(?:ngay|luc|gio|thoi (?:gian|diem))\b.{0,24}\b(?:chet|tu vong|qua doi|tu tran|mat)\b|\b(?:chet|tu vong|qua doi|tu tran) (?:ngay|luc|hoi|vao)\b"),
    ("death_cause", "text", "", r"\b(?:nguyen nhan|ly do|chan doan)\b.{0,24}\b(?:chet|tu vong)\b"),
    ("death_place", "text", "", r"\b(?:noi|dia diem)\b.{0,10}\b(?:chet|tu vong|mat|qua doi)\b|\b(?:chet|tu vong|qua doi) tai\b"),
    ("sex", "sex", "p", r"\bgioi tinh\b"),
    ("ethnicity", "people", "p", r"\bdan toc\b"),
    ("nationality", "people", "p", r"\bquoc tich\b"),
    ("hometown", "text", "p", r"\b(?:que|nguyen) quan\b"),
    ("registration_date", "date", "", r"\bngay\b.{0,14}\b(?:dang ky|vao so|ghi so)\b|\bdang ky ngay\b"),
    ("registration_place", "text", "", r"\b(?:noi|co quan)\b.{0,8}\bdang ky\b(?! (?:thuong|tam|ho khau|kinh))|\bdang ky (?:khai sinh |ket hon |khai tu )?tai\b"),
    ("current_residence", "text", "p", r"\btam tru\b|\b(?:noi|cho) o hien\b|\bhien (?:nay|tai)\b.{0,8}\bo\b"),
    ("residence", "text", "p", r"\bthuong tru\b|\bho khau\b|\bcu tru\b|\btru tai\b|\b(?:noi|cho) o\b"),
    ("tax_code", "tax_code", "", r"\bma so thue\b|\bmst\b|\bma so (?:doanh nghiep|ho kinh doanh|hkd)\b|\bmsdn\b"),
    ("insurance_number", "insurance_number", "p", r"\b(?:bhxh|bhyt|bao hiem (?:xa hoi|y te))\b"),
    ("phone", "phone", "p", r"\bdien thoai\b|\bsdt\b|\bdi dong\b"),
    ("email", "email", "p", r"\be ?mail\b|\bthu dien tu\b"),
    ("parcel_number", "number", "", r"\b(?:so )?(?:thua|lo)(?: dat)?\b(?!.*\b(?:dia chi|dien tich|vi tri|nguon goc|so do|ty le|ranh gioi|giay to)\b)"),
    ("map_sheet_number", "number", "", r"\b(?:to ban do|so to|to so|ban do so|manh ban do)\b"),
    ("floor_area", "area", "", r"\bdien tich san\b"),
    ("house_area", "area", "", r"\bdien tich (?:xay dung|nha|can ho|phong)\b"),
    ("area", "area", "", r"\bdien tich\b"),
    ("land_purpose", "text", "", r"\bmuc dich su dung\b|\bloai dat\b"),
    ("land_term", "text", "", r"\bthoi han (?:su dung|thue)\b"),
    ("register_number", "register", "", r"\bvao so\b"),
    ("certificate_serial", "serial", "", r"\bphat hanh\b|\bse ?ri\b|\bgiay chung nhan\b|\bgcn\b|\bso do\b"),
    ("book_number", "book", "", r"\bquyen so\b"),
    ("notary_number", "code", "", r"\bso cong chung\b"),
    ("certification_number", "code", "", r"\bso chung thuc\b"),
    ("capital", "money", "", r"\bvon (?:dieu le|kinh doanh|dau tu|dang ky)\b"),
    ("amount", "money", "", r"\bso tien\b|\btong (?:tien|cong|so tien)\b|\bgia (?:thue|chuyen nhuong|ban|tri|mua|cho thue)\b|\bmuc (?:phat|tien|thue|tro cap|huong|thu)\b|\bthanh tien\b|\btien (?:coc|thue|phat|dat coc)\b|\bphai nop\b"),
    ("business_lines", "trade", "", r"\bnganh\b.{0,8}\b(?:nghe|kinh doanh)\b"),
    ("enterprise_name", "text", "", r"\bten\b.{0,4}\b(?:doanh nghiep|cong ty|ho kinh doanh|co so|cua hang)\b"),
    ("expiry_date", "date", "", r"\bhet han\b|\b(?:gia tri|hieu luc|thoi han)\b.{0,12}\bden\b"),
    ("effective_date", "date", "", r"\bhieu luc\b"),
    ("due_date", "date", "", r"\bhen tra\b|\btra ket qua\b"),
    ("received_date", "date", "", r"\b(?:tiep nhan|nhan ho so)\b"),
    ("issue_date", "date", "", r"\bngay (?:lap|ky|ban hanh|viet|lam)\b"),
    ("reason", "text", "", r"\bly do\b"),
    ("address", "text", "f", r"\bdia chi\b|\bvi tri\b|\bdia diem\b|\btoa lac\b|\btru so\b"),
)  # fmt: skip
_SURE_OF_TYPE = frozenset({
    "date", "id_number", "passport_number", "sex", "tax_code", "insurance_number", "phone", "email", "area", "money",
    "serial",
})  # fmt: skip
"""Readers that find nothing where no such value stands."""


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Label], ...]:
    return tuple(
        (
            re.compile(pattern),
            Label(name, reader, "", "p" in marks, (), True, reader == "text", follows="f" in marks, weak=True),
        )
        for name, reader, marks, pattern in _HINTS
    )


def hinted(question: str, *, typed: bool) -> Label | None:
    """What *question*, folded, asks for; None when its words do not say. *typed* keeps to values that show what they are."""
    words = bare(question).split()
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    text = " ".join(words)
    for pattern, label in _compiled():
        if pattern.search(text) and not (typed and label.reader not in _SURE_OF_TYPE):
            return label.said_of(next(_people_in(text), "")) if label.personal else label
    return None


def _people_in(text: str) -> Iterator[str]:
    """Whom the question names, the longest word for somebody first."""
    padded = f" {text} "
    for words, person in people_words():
        if f" {words} " in padded:
            yield person
