"""The list of kinds and what is refused about one."""

import unicodedata
from pathlib import Path

import pytest

from classifiers.taxonomy import Taxonomy, faults_in
from pipeline.errors import ConfigurationError
from pipeline.model.ids import UNKNOWN_KIND, KindCode

FIELDS = 'version = "1"\n[fields]\nfull_name = { label = "Họ và tên", type = "name", personal = true }\n'
UNKNOWN = '[[kind]]\ncode = "unknown"\ntitle = "Chưa rõ"\ntitles = []\ngroup = "control"\nsensitivity = "personal"\n'
BY_DECREE_30 = [
    "NQ",
    "QĐ",
    "CT",
    "QC",
    "QyĐ",
    "TC",
    "TB",
    "HD",
    "CTr",
    "KH",
    "PA",
    "ĐA",
    "DA",
    "BC",
    "BB",
    "TTr",
    "HĐ",
    "CĐ",
    "BGN",
    "BTT",
    "GUQ",
    "GM",
    "GGT",
    "GNP",
    "PG",
    "PC",
    "PB",
]


def a_list(folder: Path, *kinds: str) -> Path:
    folder.joinpath("fields.toml").write_text(FIELDS, encoding="utf-8")
    folder.joinpath("kinds.toml").write_text('version = "1"\n' + UNKNOWN + "\n".join(kinds), encoding="utf-8")
    return folder


def a_kind(code: str = "x", title: str = "X", titles: str = '["GIẤY X"]', more: str = "") -> str:
    head = f'[[kind]]\ncode = "{code}"\ntitle = "{title}"\ntitles = {titles}\n'
    return f'{head}group = "g"\nsensitivity = "public"\n{more}\n'


def test_our_own_list_is_sound() -> None:
    assert faults_in() == ()
    assert len(Taxonomy.load().kinds) > 95


def test_every_abbreviation_of_the_decree_names_a_kind() -> None:
    """NĐ 30/2020, Phụ lục III, read directly."""
    known = {kind.abbreviation for kind in Taxonomy.load()}
    assert set(BY_DECREE_30) <= known


def test_every_field_has_a_label_and_every_text_is_nfc() -> None:
    taxonomy = Taxonomy.load()
    for kind in taxonomy:
        assert kind.title
        assert all(taxonomy.label(name) for name in kind.fields)
        assert all(unicodedata.is_normalized("NFC", text) for text in (kind.title, *kind.titles))


def test_images_of_identity_cards_are_sensitive() -> None:
    """NĐ 356/2025."""
    assert Taxonomy.load().kind(KindCode("id-card")).sensitivity == "sensitive"


def test_a_code_nobody_knows_reads_as_unknown() -> None:
    taxonomy = Taxonomy.load()
    assert taxonomy.kind(KindCode("from-elsewhere")).code == UNKNOWN_KIND


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([a_kind(), a_kind(titles='["GIẤY Y"]')], "used 2 times"),
        ([a_kind(title="")], "the title is empty"),
        ([a_kind(titles="[]")], "no printed title"),
        ([a_kind(titles='["giấy x"]')], "not upper case"),
        ([a_kind(more='fields = ["full_nme"]')], "no field 'full_nme'"),
        ([a_kind(more='fields = ["full_name", "full_name"]')], "stands twice"),
        ([a_kind(), a_kind(code="y")], "already belongs to x"),
        ([a_kind(more='colour = "red"')], "Extra inputs"),
        ([a_kind(more='layout = ["round"]')], "layout"),
        (["[[kind]"], "kinds.toml"),
    ],
)
def test_a_faulty_list_stops_the_start_and_names_the_fault(tmp_path: Path, kinds: list[str], said: str) -> None:
    """The operator reads what is wrong and where, with the same words as the check command."""
    folder = a_list(tmp_path, *kinds)
    with pytest.raises(ConfigurationError, match="taxonomy-invalid") as refused:
        Taxonomy.load(folder)
    assert said in refused.value.message
    assert any(said in fault for fault in faults_in(folder))


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    folder = a_list(tmp_path, a_kind(title=""), a_kind(code="y", titles="[]"))
    assert len(faults_in(folder)) == 2


def test_a_list_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        Taxonomy.load(tmp_path)
