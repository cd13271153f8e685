"""Somebody else's checklist in our kinds of paper."""

import tomllib
from pathlib import Path

import pytest

import storage.records.sandbox as sandbox
from classifiers.taxonomy import Taxonomy
from pipeline.model.ids import KindCode
from storage.records.checklists import UNKNOWN_COMPONENT, Checklists
from storage.records.folding import fold

SEED = Path(sandbox.__file__).parent / "seed" / "procedures.toml"
COMPONENTS = [
    (c["code"], c["name"]) for p in tomllib.loads(SEED.read_text("utf-8"))["procedure"] for c in p["components"]
]


@pytest.mark.parametrize(("code", "name"), COMPONENTS, ids=[code for code, _ in COMPONENTS])
def test_the_name_alone_leads_to_the_same_kinds(code: str, name: str) -> None:
    """Another province's codes for the same papers: the words of the name carry the mapping."""
    by_code = Checklists.shipped().component(code, name, required=True)
    by_name = Checklists.shipped().component("elsewhere", name, required=True)
    assert set(by_code.kinds) <= set(by_name.kinds)


def test_the_name_may_be_written_in_any_spelling() -> None:
    """Capitals, decomposed letters and stray blanks are the same name."""
    assert fold("TỜ  KHAI\nĐĂNG KÝ khai sinh") == "to khai dang ky khai sinh"
    shouted = Checklists.shipped().component("elsewhere", "TỜ KHAI ĐĂNG KÝ KHAI SINH", required=True)
    assert shouted.kinds == (KindCode("birth-declaration"),)


def test_an_unmapped_component_accepts_nothing() -> None:
    """Its paper goes to a person; an empty list would have taken anything."""
    component = Checklists.shipped().component("9.999999.TP01", "Giấy tờ chưa từng thấy", required=True)
    assert component.kinds == (UNKNOWN_COMPONENT,)
    assert not component.accepts(KindCode("id-card"))
    assert not component.accepts(KindCode("unknown"))


def test_a_procedure_that_asks_for_two_takes_two() -> None:
    component = Checklists.shipped().component("x", "Tờ khai đăng ký khai sinh", required=True, copies=2)
    assert component.many


def test_a_misspelt_rule_is_refused() -> None:
    """A typing error in the table must not silently mean "accepts nothing"."""
    with pytest.raises(ValueError, match="kind"):
        Checklists.parse('[components."x"]\nkind = ["id-card"]')


def test_every_kind_in_the_table_is_a_kind_of_paper() -> None:
    """A kind nobody can be classified as would leave its component empty for ever."""
    taxonomy = {kind.code for kind in Taxonomy.load()}
    table = Checklists.shipped()
    rules = [*table.by_code.values(), *(rule for _, rule in table.by_name)]
    assert {kind for rule in rules for kind in rule.kinds} <= taxonomy
    assert UNKNOWN_COMPONENT not in taxonomy
