"""Which kind a paper is, how sure, and what is left to people."""

import random
from dataclasses import replace

import pytest

from classifiers.classify import KindClassifier
from classifiers.numbers import AbbreviationIndex
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Layout, Taxonomy
from pipeline.model.documents import Classification
from pipeline.model.dossier import Component, DossierRecord, Owner, Procedure
from pipeline.model.ids import ComponentCode, DossierCode, KindCode, ProcedureCode
from pipeline.model.reading import PageReading
from pipeline.model.work import Verdict, VerdictKind
from tests.classifiers.pages import BODY, HEAD, MORE, a_reading, a_verdict, a_view, agency
from tests.classifiers.papers import (
    BIRTH,
    CARD,
    CARD_BACK,
    CERTIFIED,
    CODE,
    DECISION,
    LETTER,
    REQUEST,
    numbered,
    receipt,
)

TAXONOMY = Taxonomy.load()
CLASSIFIER = KindClassifier(TAXONOMY)
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
        ("TỜ KHAI CẤP BẢN SAO TRÍCH LỤC KHAI SINH", "civil-status-copy-declaration"),
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
        ("THÔNG BÁO NIÊM YẾT CÔNG KHAI", "land-posting-notice"),
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
    assert found.confidence < named(DECISION).confidence
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


# ---------------------------------------------------------------- words, pages, checklist

TRANSFER = """
^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
^Độc lập - Tự do - Hạnh phúc
^~~~ ~~

BÊN CHUYỂN NHƯỢNG (sau đây gọi là Bên A): ông và bà cùng thường trú tại Hà Nội
BÊN NHẬN CHUYỂN NHƯỢNG (sau đây gọi là Bên B): ông thường trú tại Hà Nội
Bên A chuyển nhượng cho Bên B thửa đất số 12, tờ bản đồ số 3, diện tích 80 m2
Giá chuyển nhượng là 900.000.000 đồng, bên B trả cho bên A bằng chuyển khoản
Thuế thu nhập cá nhân do bên A nộp, lệ phí trước bạ do bên B nộp
"""
MENU = """
^THỰC ĐƠN
^MÓN KHAI VỊ
Gỏi cuốn tôm thịt 45.000
Nem rán Hà Nội 55.000
Súp cua 35.000
^MÓN CHÍNH
Cá kho tộ 120.000
Lẩu thái hải sản 350.000
"""
LESSON = """
<Trường Tiểu học Kim Đồng
^BÀI KIỂM TRA HỌC KỲ I
Câu 1. Đặt tính rồi tính: 345 + 678; 902 - 457; 24 x 6; 84 : 4
Câu 2. Tìm x biết x + 15 = 40
Câu 3. Một hình chữ nhật có chiều dài 12 cm, chiều rộng 5 cm. Tính chu vi hình chữ nhật
Bài giải
"""
ENGLISH = """
^CERTIFICATE OF FAMILY RELATIONS
Name of the person and date of birth as recorded in the register of the city
This is to certify that the above facts are recorded in the register
Issued by the mayor of the city on the date below, translated by a sworn translator
"""


def test_a_title_nobody_can_read_is_made_up_for_by_the_words() -> None:
    """The text model names what its labels and phrases say, and shows them."""
    found = named(TRANSFER)
    assert found.kind == "land-transfer-contract"
    assert {reason.name for reason in found.reasons} & {"text-model", "body-words"}
    assert all(reason.box is not None for reason in found.reasons if reason.name == "text-model")


def test_a_paper_whose_first_page_was_not_read_is_known_by_the_others() -> None:
    """Failed pages are passed over, not counted against the paper."""
    view = a_view([a_reading("", failed="page-not-read"), a_reading(TRANSFER)])
    document = replace(SEPARATOR.separate(view).documents[0], pages=(1, 2))
    assert CLASSIFIER.classify(document, view).kind == "land-transfer-contract"


@pytest.mark.parametrize("sketch", [MENU, LESSON, ENGLISH], ids=["menu", "lesson", "foreign"])
def test_papers_of_no_known_kind_stay_unknown(sketch: str) -> None:
    """What is none of the desk's papers is not forced into one of its kinds."""
    assert named(sketch).kind == "unknown"


def test_an_arrival_stamp_is_no_title() -> None:
    """``CÔNG VĂN ĐẾN`` is stamped on whatever arrives."""
    stamped = "@0.02\n<CÔNG VĂN ĐẾN\n<Số: 123\n@0.08\n" + DECISION
    assert named(stamped).kind == "decision"


def test_a_certification_does_not_name_what_it_certifies() -> None:
    """At the foot of a form nobody knows it makes no kind of its own with certainty."""
    lesson = (
        LESSON
        + "Bài giải\n" * 12
        + "@0.8\n^CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH\n<Số chứng thực: 12 quyển số 1-SCT/BS"
    )
    found = named(lesson)
    assert found.kind == "unknown" or found.confidence < 0.9


AUTHORISED = TRANSFER.replace("BÊN CHUYỂN NHƯỢNG", "BÊN ỦY QUYỀN").replace(
    "BÊN NHẬN CHUYỂN NHƯỢNG", "BÊN ĐƯỢC ỦY QUYỀN"
)


def test_contracts_are_told_apart_by_their_titles_whatever_they_speak_of() -> None:
    """An authorisation to transfer land speaks of the same parcel as a transfer."""
    transfer = TRANSFER.replace("^~~~ ~~", "^HỢP ĐỒNG CHUYỂN NHƯỢNG\n^QUYỀN SỬ DỤNG ĐẤT")
    authorised = AUTHORISED.replace("^~~~ ~~", "^HỢP ĐỒNG ỦY QUYỀN")
    assert named(transfer).kind == "land-transfer-contract"
    assert named(authorised).kind == "authorisation-contract"


def test_the_checklist_tips_the_balance_and_nothing_more() -> None:
    """A kind the procedure asks for gains a little; an exact title of another still wins."""
    view = a_view([a_reading(BIRTH)])
    document = SEPARATOR.separate(view).documents[0]
    plain = CLASSIFIER.classify(document, view)
    component = Component(ComponentCode("1"), "Giấy khai sinh", (KindCode("birth-certificate"),), required=True)
    asked = replace(view, records={DossierCode(CODE): a_record(component)})
    known = CLASSIFIER.classify(document, asked)
    assert known.kind == plain.kind == "birth-certificate"
    assert known.confidence >= plain.confidence
    assert "checklist" in {reason.name for reason in known.reasons}
    other = replace(component, kinds=(KindCode("marriage-certificate"),))
    assert CLASSIFIER.classify(document, replace(view, records={DossierCode(CODE): a_record(other)})).kind == plain.kind


def a_record(component: Component) -> DossierRecord:
    procedure = Procedure(ProcedureCode("1.001193"), "Đăng ký khai sinh", (component,))
    return DossierRecord(DossierCode(CODE), procedure, Owner(""), "", "", 2)


@pytest.mark.parametrize(
    ("title", "abstract", "code"),
    [
        ("QUYẾT ĐỊNH", "Về việc cho phép chuyển mục đích sử dụng đất", "land-decision"),
        ("THÔNG BÁO", "Về việc nộp tiền sử dụng đất", "tax-notice"),
        ("QUYẾT ĐỊNH", "Về việc bổ nhiệm cán bộ", "decision"),
    ],
)
def test_the_abstract_under_a_broad_title_says_which_it_is(title: str, abstract: str, code: str) -> None:
    """``Về việc ...`` in small letters in the middle belongs to the title (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    sketch = agency("Số: 12/QĐ-UBND" if title == "QUYẾT ĐỊNH" else "Số: 12/TB-CCT") + f"^{title}\n^{abstract}\n\n{BODY}"
    assert named(sketch).kind == code


def test_what_opens_the_text_is_no_part_of_the_title() -> None:
    """``Căn cứ Luật Đất đai ...`` in the middle of a page names the law a decision rests on, not what it is."""
    sketch = agency("Số: 12/QĐ-UBND") + "^QUYẾT ĐỊNH\n^Căn cứ về việc thu hồi đất\n\n" + BODY
    assert named(sketch).kind == "decision"
