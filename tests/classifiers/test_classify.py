"""Which kind a paper is, how sure, and what is left to people."""

import random

import pytest

from classifiers.classify import RuleClassifier
from classifiers.numbers import AbbreviationIndex
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Layout, Taxonomy
from pipeline.model.documents import Classification
from pipeline.model.reading import PageReading
from pipeline.model.work import Verdict, VerdictKind
from tests.classifiers.pages import BODY, HEAD, MORE, a_reading, a_verdict, a_view, agency
from tests.classifiers.papers import (
    BIRTH,
    CARD,
    CARD_BACK,
    CERTIFIED,
    DECISION,
    LETTER,
    REQUEST,
    numbered,
    receipt,
)

TAXONOMY = Taxonomy.load()
CLASSIFIER = RuleClassifier(TAXONOMY)
SEPARATOR = RuleSeparator(TAXONOMY)
TITLED = [
    (str(kind.code), title)
    for kind in TAXONOMY
    if not kind.layout & {Layout.CARD, Layout.ANYWHERE} and kind.code != "official-letter"
    for title in kind.titles
]


def named(*pages: PageReading | str, verdicts: tuple[Verdict, ...] = ()) -> Classification:
    view = a_view([a_reading(p) if isinstance(p, str) else p for p in pages], verdicts=verdicts)
    return CLASSIFIER.classify(SEPARATOR.separate(view).documents[0], view)


def titled(title: str, needs: str = "") -> str:
    """A paper with *title* over as many lines as it takes."""
    lines = [""]
    for word in title.split():
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 48 else [lines[-1], word]
    return HEAD + "\n" + "\n".join(f"^{line}" for line in lines) + f"\n\n{needs}\n" + BODY


@pytest.mark.parametrize(("code", "title"), TITLED)
def test_every_printed_title_names_its_kind(code: str, title: str) -> None:
    """Whatever wording the taxonomy lists is recognised, and no other kind takes it away."""
    kind = next(k for k in TAXONOMY if k.code == code)
    found = named(titled(title, kind.needs[0] if kind.needs else ""))
    assert found.kind == code
    assert found.confidence >= 0.85
    assert found.reasons[0].box is not None


def test_titles_survive_misread_letters_without_false_certainty() -> None:
    """One letter in twelve wrong: mostly right, never surer than an exact title, wrong ones nearly always under the filing threshold."""
    draw = random.Random(11)
    wrong_and_sure = right = 0
    papers = [(code, title) for code, title in TITLED if len(title) >= 12]
    for code, title in papers:
        kind = next(k for k in TAXONOMY if k.code == code)
        damaged = "".join(draw.choice("AEIOUTNHCL") if c.isalpha() and draw.random() < 1 / 12 else c for c in title)
        found = named(titled(damaged, kind.needs[0] if kind.needs else ""))
        right += found.kind == code
        wrong_and_sure += found.kind != code and found.confidence >= 0.85
    assert right >= 0.85 * len(papers)
    assert wrong_and_sure <= 0.05 * len(papers)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", "building-permit-request"),
        ("ĐƠN ĐỀ NGHỊ TRỢ CẤP MAI TÁNG", "request-letter"),
        ("TỜ KHAI CẤP BẢN SAO TRÍCH LỤC KHAI SINH", "declaration"),
        ("GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "household-business-certificate"),
        ("HỢP ĐỒNG MUA BÁN XE MÁY", "contract"),
        ("HỢP ĐỒNG ỦY QUYỀN", "authorisation-contract"),
        ("HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "land-transfer-contract"),
        ("ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", "land-change-registration"),
        ("ĐƠN ĐĂNG KÝ ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", "land-registration"),
        ("GIẤY XÁC NHẬN HẠNH KIỂM", "confirmation"),
        ("GIẤY KHAI SINH (BẢN SAO)", "birth-certificate"),
        ("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "refusal-slip"),
        ("BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "tax-receipt"),
        ("QUYẾT ĐỊNH CÔNG NHẬN THUẬN TÌNH LY HÔN", "divorce-decision"),
        ("THÔNG BÁO NIÊM YẾT CÔNG KHAI", "notice"),
    ],
)
def test_titles_that_are_easily_confused(title: str, code: str) -> None:
    """The title that explains most letters wins."""
    assert named(titled(title)).kind == code


def test_marks_lost_by_the_engine_do_not_matter() -> None:
    assert named(titled("GIAY KHAI SINH")).kind == "birth-certificate"
    assert named(titled("QUYÉT ĐỊNH")).kind == "decision"


def test_a_decision_keeps_its_kind_though_it_quotes_others() -> None:
    """Only lines that look like a title count; ``QUYẾT ĐỊNH:`` before Điều 1 and quoted titles do not."""
    quoting = DECISION + "\nCăn cứ GIẤY KHAI SINH số 12 và Giấy chứng nhận kết hôn số 34 do phường cấp theo quy định;"
    assert named(quoting).kind == "decision"


def test_an_official_letter_is_known_without_a_title() -> None:
    """``V/v`` under the number and ``Kính gửi``: công văn has no title (NĐ 30/2020)."""
    found = named(LETTER)
    assert found.kind == "official-letter"
    assert found.confidence >= 0.85


def test_a_lost_title_is_made_up_for_by_the_number_with_less_confidence() -> None:
    found = named(DECISION.replace("^QUYẾT ĐỊNH\n", "^~#\n"))
    assert found.kind == "decision"
    assert found.confidence < 0.9
    assert found.reasons[0].name == "number"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("Số: 217 /QĐ-UBND", "decision"), ("Số 5/QÐ-BNV", "decision"), ("Số: 1/CTr-UBND", "programme"),
        ("Số: 1/CT-UBND", "directive"), ("Số: 30/2020/NĐ-CP", "decree"), ("Số: 53/2025/TT-BCA", "circular"),
        ("Luật số: 31/2024/QH15", "law"), ("Số: 23/TTr-UBND", "submission"), ("Số: 12/UBND-VX", None), ("", None),
    ],
)  # fmt: skip
def test_the_sign_in_a_number_names_the_kind(number: str, code: str | None) -> None:
    """NĐ 30/2020, Phụ lục III; engines read Đ as the Icelandic Ð."""
    found = AbbreviationIndex(TAXONOMY).kind_of(number)
    assert (found.code if found else None) == code


def test_two_kinds_that_differ_only_in_marks_are_not_guessed_between() -> None:
    """HD is hướng dẫn; a hợp đồng whose bar was lost reads the same, but HD exactly is a sign of its own."""
    index = AbbreviationIndex(TAXONOMY)
    assert index.kind_of("Số: 1/HD-SNV").code == "guidance"  # type: ignore[union-attr]
    assert index.kind_of("Số: 1/Hd-SNV") is None


def test_copies_of_identity_cards_are_known_by_words_or_by_their_mark() -> None:
    assert named(CARD, CARD_BACK).kind == "id-card"
    assert named("^Full name / Họ và tên\n^Date of birth: 01/01/1999\n^Place of origin: Hà Nội").kind == "id-card"
    mark = "001099000001||Nguyễn Văn Mẫu|01011999|Nam|Hà Nội|01012022"
    assert named(a_reading("^Số 001099000001", qr=[mark])).kind == "id-card"


def test_a_copy_keeps_the_kind_of_what_was_copied() -> None:
    """The certification at the foot does not turn a birth certificate into a certification."""
    found = named(BIRTH + "\n@0.8\n^CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH\n<Số chứng thực: 12 quyển số 1-SCT/BS")
    assert found.kind == "birth-certificate"


def test_a_certification_alone_says_what_it_is() -> None:
    assert named(CERTIFIED).kind == "certified-copy-page"


@pytest.mark.parametrize("sketch", ["", "^~~ ###", MORE, numbered(3), "Ghi chú viết tay không rõ nội dung là gì ở đây"])
def test_nothing_is_invented(sketch: str) -> None:
    """An honest unknown: no kind, no confidence, no reasons."""
    found = named(a_reading(sketch, failed="" if sketch else "page-not-read"))
    assert (found.kind, found.confidence, found.reasons) == ("unknown", 0.0, ())
    assert found.title == "Chưa rõ loại giấy tờ"


def test_a_person_has_the_last_word() -> None:
    """A verdict overrides the paper; the later one overrides the earlier."""
    first = a_verdict(VerdictKind.KIND, 1, value="will")
    last = a_verdict(VerdictKind.KIND, 1, value="commitment")
    found = named(REQUEST, verdicts=(first, last))
    assert (found.kind, found.confidence, found.reasons[0].name) == ("commitment", 1.0, "verdict")
    assert found.title == "Bản cam kết"


def test_a_later_page_alone_is_not_taken_for_the_paper() -> None:
    """Page 10 of a report's annex has REPORT in a column head: below the filing threshold."""
    assert named("@0.04\n^10\n@0.08\n^BÁO CÁO\n" + BODY).confidence < 0.85


def test_titles_come_from_the_list_not_from_the_paper() -> None:
    found = named(receipt())
    assert found.title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    assert "H26" not in repr(found)


def test_state_papers_of_any_type_are_named() -> None:
    for kind in TAXONOMY:
        if kind.group == "state" and kind.titles and kind.code not in ("official-letter",):
            sign = kind.abbreviation or "UBND"
            found = named(agency(f"Số: 1/{sign}-UBND") + f"^{kind.titles[0]}\n^Về việc thử\n\n" + BODY)
            assert (found.kind, found.confidence >= 0.85) == (kind.code, True)
