"""Somebody else's checklist in our kinds of paper."""

import tomllib
from pathlib import Path

import pytest

import storage.records.sandbox as sandbox
from classifiers.taxonomy import Taxonomy
from pipeline.model.ids import KindCode
from storage.records.checklists import UNKNOWN_COMPONENT, Checklists
from storage.records.folding import fold
from tests.storage.records.tables import our_checklists

SEED = Path(sandbox.__file__).parent / "seed" / "procedures.toml"
COMPONENTS = [
    (c["code"], c["name"]) for p in tomllib.loads(SEED.read_text("utf-8"))["procedure"] for c in p["components"]
]
BY_WORDS = Checklists(asking=our_checklists().asking)


def asked(name: str) -> tuple[str, ...]:
    """Kinds a component nobody listed accepts."""
    return BY_WORDS.component("elsewhere", name, required=True).kinds


@pytest.mark.parametrize(("code", "name"), COMPONENTS, ids=[code for code, _ in COMPONENTS])
def test_every_component_of_the_sandbox_is_listed(code: str, name: str) -> None:
    """Its code says which kinds it takes, and the same name under another province's code says the same."""
    by_code = our_checklists().component(code, name, required=True)
    by_name = our_checklists().component("elsewhere", name, required=True)
    assert by_code.kinds != (UNKNOWN_COMPONENT,)
    assert (by_code.kinds, by_code.instead, by_code.many) == (by_name.kinds, by_name.instead, by_name.many)


@pytest.mark.parametrize(("code", "name"), COMPONENTS, ids=[code for code, _ in COMPONENTS])
def test_the_words_of_a_name_never_let_in_a_paper_its_code_refuses(code: str, name: str) -> None:
    """Read word by word a name may ask for less than somebody wrote down, never for something else."""
    listed = our_checklists().component(code, name, required=True)
    by_words = BY_WORDS.component("elsewhere", name, required=True)
    assert by_words.kinds != (UNKNOWN_COMPONENT,)
    assert not listed.kinds or set(by_words.kinds) <= {*listed.kinds, *listed.instead}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("- Tờ khai đăng ký lại kết hôn theo mẫu (nếu nộp trực tiếp);", ["marriage-declaration"]),
        ("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", ["marital-status-declaration"]),
        ("Tờ khai đề nghị trợ giúp xã hội", ["declaration"]),
        ("(2) Giấy chứng nhận đã cấp (bản gốc).", ["land-certificate"]),
        ("Đối với Quân đội nhân dân: Giấy giới thiệu đăng ký tạm trú của đơn vị", ["introduction"]),
        ("Bản sao Bản án, quyết định ly hôn của Tòa án", ["court-judgment", "divorce-decision"]),
        ("Quyết định giao đất, quyết định cho thuê đất", ["land-decision"]),
        ("- Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ thay thế", ["passport", "id-card", "old-id-card"]),
        ("(i) Trường hợp ủy quyền cho cá nhân thì phải có văn bản ủy quyền",
         ["authorisation-contract", "power-of-attorney"]),
        ("Mẫu hộ tịch điện tử tương tác đăng ký khai tử (do người yêu cầu cung cấp)", ["death-declaration"]),
    ],
)  # fmt: skip
def test_the_words_of_published_checklists_are_understood(name: str, kinds: list[str]) -> None:
    """Wordings of the national procedures at commune level: the paper first named counts, not those it is about."""
    assert sorted(asked(name)) == sorted(kinds)


@pytest.mark.parametrize(
    "name",
    [
        "Giấy tờ chưa từng thấy",
        "Lưu ý: Trường hợp giấy tờ tùy thân là Hộ chiếu thì chỉ cần cung cấp thông tin",
        "02 ảnh toàn thân, nhìn thẳng",
        "Danh sách người được đề nghị (Mẫu số 06 kèm theo Nghị quyết liên tịch số 01/2014/NQLT)",
    ],
)
def test_an_unmapped_component_accepts_nothing(name: str) -> None:
    """Its paper goes to a person; an empty list would have taken anything."""
    component = our_checklists().component("9.999999.TP01", name, required=True)
    assert component.kinds == (UNKNOWN_COMPONENT,)
    assert not component.accepts(KindCode("id-card"))
    assert not component.accepts(KindCode("unknown"))


def test_a_table_of_nothing_leaves_everything_to_a_person() -> None:
    """Adapters built without a table file nothing by themselves."""
    assert Checklists().component("1.001193.TP01", "Tờ khai đăng ký khai sinh", required=True).kinds == (
        UNKNOWN_COMPONENT,
    )


def test_a_substitute_the_procedure_names_is_accepted() -> None:
    """``trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng``."""
    name = next(name for code, name in COMPONENTS if code == "1.001193.TP02")
    for table in (our_checklists(), BY_WORDS):
        component = table.component("1.001193.TP02", name, required=True)
        assert component.kinds == (KindCode("birth-notification"),)
        assert {KindCode("witness-statement"), KindCode("commitment")} <= set(component.instead)
        assert component.accepts(KindCode("witness-statement"))


def test_a_component_for_certified_copies_takes_any_paper() -> None:
    name = "Bản chính giấy tờ, văn bản làm cơ sở để chứng thực bản sao và bản sao cần chứng thực"
    component = BY_WORDS.component("elsewhere", name, required=True)
    assert component.kinds == ()
    assert component.many


def test_the_name_may_be_written_in_any_spelling() -> None:
    """Capitals, decomposed letters and stray blanks are the same name."""
    assert fold("TỜ  KHAI\nĐĂNG KÝ khai sinh") == "to khai dang ky khai sinh"
    assert asked("TỜ KHAI ĐĂNG KÝ KHAI SINH") == (KindCode("birth-declaration"),)


def test_a_procedure_that_asks_for_two_takes_two() -> None:
    component = our_checklists().component("x", "Tờ khai đăng ký khai sinh", required=True, copies=2)
    assert component.many


def test_every_kind_in_the_table_is_a_kind_of_paper() -> None:
    """A kind nobody can be classified as would leave its component empty for ever."""
    taxonomy = {kind.code for kind in Taxonomy.load()}
    table = our_checklists()
    listed = {kind for rule in table.by_code.values() for kind in (*rule.kinds, *rule.instead)}
    assert listed | {asked.kind for asked in table.asking.words} <= taxonomy
    assert UNKNOWN_COMPONENT not in taxonomy
