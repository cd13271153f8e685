"""The list of kinds: that ours is complete, and what is refused about one."""

import unicodedata
from pathlib import Path

import pytest

from classifiers.taxonomy import Taxonomy, faults_in
from pipeline.errors import ConfigurationError
from pipeline.model.ids import UNKNOWN_KIND, KindCode

OURS = Taxonomy.load()
BY_DECREE_30 = ["NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB"]  # fmt: skip
PUBLISHED = {
    "KQ.G15.000031": "birth-certificate",
    "KQ.G15.000032": "marriage-certificate",
    "KQ.G15.000033": "parentage-extract",
    "KQ.G15.000034": "death-extract",
    "KQ.G15.000035": "guardianship-extract",
    "KQ.G15.000037": "civil-status-change-extract",
    "KQ.G15.000038": "marital-status-certificate",
    "KQ.G15.000040": "divorce-extract",
    "KQ.G10.001148": "land-certificate",
    "KQ.G12.001041": "household-business-certificate",
    "KQ.G01.000062": "residence-confirmation",
}
"""Result types as the national list publishes them with the procedures."""


def a_folder(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        folder.joinpath(f"{name}.toml").write_text('version = "1"\n' + text, encoding="utf-8")
    return folder


def a_kind(code: str = "x", title: str = "X", titles: str = '["GIẤY X"]', more: str = "") -> str:
    head = f'[[kind]]\ncode = "{code}"\ntitle = "{title}"\ntitles = {titles}\n'
    return f'{head}group = "g"\nsensitivity = "public"\n{more}\n'


def test_our_own_list_is_sound() -> None:
    assert faults_in() == ()
    assert len(OURS.kinds) > 130


def test_every_abbreviation_of_the_decree_names_a_kind() -> None:
    """NĐ 30/2020, Phụ lục III, read directly."""
    known = {kind.abbreviation for kind in OURS}
    assert set(BY_DECREE_30) <= known


def test_every_field_has_a_label_and_every_text_is_nfc() -> None:
    for kind in OURS:
        assert kind.title
        assert all(OURS.label(name) for name in kind.fields)
        assert all(OURS.tables[name].columns for name in kind.tables)
        assert all(unicodedata.is_normalized("NFC", text) for text in (kind.title, *kind.titles))


def test_images_of_identity_cards_are_sensitive() -> None:
    """NĐ 356/2025."""
    assert OURS.kind(KindCode("id-card")).sensitivity == "sensitive"


def test_what_names_ethnicity_is_sensitive() -> None:
    """NĐ 356/2025: ethnicity is sensitive. A certificate of marital status is the one that may show it unmarked."""
    telling = [kind.code for kind in OURS if "father_ethnicity" in kind.fields or "husband_ethnicity" in kind.fields]
    assert telling
    assert all(OURS.kind(code).sensitivity == "sensitive" for code in telling if code != "divorce-decision")


def test_a_code_nobody_knows_reads_as_unknown() -> None:
    assert OURS.kind(KindCode("from-elsewhere")).code == UNKNOWN_KIND


@pytest.mark.parametrize(("result", "code"), PUBLISHED.items())
def test_published_result_types_lead_to_their_kind(result: str, code: str) -> None:
    assert [kind.code for kind in OURS if result in kind.result_codes] == [code]


def test_a_kind_that_expires_says_by_which_law() -> None:
    """NĐ 123/2015 Đ23: a certificate of marital status serves six months."""
    assert OURS.kind(KindCode("marital-status-certificate")).valid_months == 6
    assert all(kind.valid_source for kind in OURS if kind.valid_months)


def test_only_ages_read_in_the_law_are_called_verified() -> None:
    """NĐ 23/2015 Đ14 is the one that has been read; everything else stays open and nothing is deleted for it."""
    read = {kind.retention.source for kind in OURS if kind.retention.verified}
    assert read == {"NĐ 23/2015/NĐ-CP Đ14", "NĐ 23/2015/NĐ-CP Đ14 k2", "NĐ 23/2015/NĐ-CP Đ14 k3"}
    assert OURS.kind(KindCode("will")).retention.years == 20
    assert not OURS.kind(KindCode("land-certificate")).retention.verified


def test_results_bear_a_seal_and_a_signature() -> None:
    """A certificate of an agency without them is no original; cards are printed with theirs."""
    bare = {kind.code for kind in OURS if kind.is_result and not (kind.seal and kind.signature)}
    assert bare <= {
        "id-card", "passport", "health-insurance-card", "temporary-absence-declaration", "housing-condition-declaration",
    }  # fmt: skip


def test_declarations_are_signed_but_not_sealed() -> None:
    for kind in OURS:
        if kind.code.endswith(("-declaration", "-request")):
            assert kind.signature
            assert not kind.seal


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([a_kind(), a_kind(titles='["GIẤY Y"]')], "used 2 times"),
        ([a_kind(title="")], "the title is empty"),
        ([a_kind(titles="[]")], "no printed title"),
        ([a_kind(titles='["giấy x"]')], "not upper case"),
        ([a_kind(titles='"GIẤY X"')], "titles is not a list"),
        ([a_kind(more='fields = ["full_nme"]')], "no field 'full_nme'; did you mean 'full_name'?"),
        ([a_kind(more='fields = ["full_name", "full_name"]')], "stands twice"),
        ([a_kind(more='tables = ["members_of_it"]')], "no table 'members_of_it'"),
        ([a_kind(more='retention = "for-ever"')], "no retention 'for-ever'"),
        ([a_kind(more='result_codes = ["KQ.15.31"]')], "'KQ.15.31' is not of the form"),
        ([a_kind(more='form_numbers = ["CT01"]')], "'CT01' already belongs to residence-declaration"),
        ([a_kind(more='abbreviation = "QĐ"')], "'QĐ' already belongs to decision"),
        ([a_kind(more="valid_months = 6")], "valid_months without valid_source"),
        ([a_kind(), a_kind(code="y")], "already belongs to x"),
        ([a_kind(titles='["GIẤY KHAI SINH"]')], "already belongs to birth-certificate"),
        ([a_kind(more='colour = "red"')], "no setting 'colour'"),
        ([a_kind(more='seal = "maybe"')], "seal is neither true nor false"),
        ([a_kind(more='layout = ["round"]')], "may not be 'round'"),
        (['[[kind]]\ncode = "birth-certificat"\ndrop = true\n'], "no 'birth-certificat' to drop"),
        (['[[kind]]\ncode = "unknown"\ndrop = true\n'], "'unknown' is missing"),
        (['[[kind]]\ntitle = "X"\n'], "without a code"),
        (['[[kinds]]\ncode = "x"\n'], "no table 'kinds' here; did you mean 'kind'?"),
        (["[[kind]"], "kinds.toml"),
    ],
)
def test_a_faulty_list_stops_the_start_and_names_the_fault(tmp_path: Path, kinds: list[str], said: str) -> None:
    """The operator reads what is wrong and where, with the same words as the check command."""
    folder = a_folder(tmp_path, kinds="\n".join(kinds))
    with pytest.raises(ConfigurationError, match="taxonomy-invalid") as refused:
        Taxonomy.load(folder)
    assert said in refused.value.message
    assert any(said in str(fault) for fault in faults_in(folder))
    assert all(fault.why and fault.fix for fault in faults_in(folder))


def test_a_fault_names_the_line_it_stands_on(tmp_path: Path) -> None:
    """Even inside a list that goes over several lines."""
    folder = a_folder(tmp_path, kinds=a_kind() + a_kind("y", "Y", '["GIẤY Y"]', 'fields = [\n  "sex",\n  "sexx",\n]'))
    (fault,) = faults_in(folder)
    lines = folder.joinpath("kinds.toml").read_text("utf-8").splitlines()
    line = lines.index('  "sexx",') + 1
    assert fault.place == f"kinds.toml:{line}"


def test_a_malformed_kind_is_not_called_missing_as_well(tmp_path: Path) -> None:
    """One mistake, one fault, though a checklist names the kind."""
    paper = '{ code = "1.999999.TP01", name = "Giấy X", required = true, kinds = ["x"] }'
    procedure = f'[[procedure]]\ncode = "1.999999"\nname = "Thử"\nfield = "Thử"\npapers = [{paper}]\n'
    folder = a_folder(tmp_path, kinds=a_kind(more='seal = "maybe"'), procedures=procedure)
    assert len(faults_in(folder)) == 1


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    """Two in one entry too: an operator mends the file once."""
    torn = a_kind("z", titles='["Z"]', more='q = 1\nfields = ["sexx"]')
    folder = a_folder(tmp_path, kinds=a_kind(title="") + a_kind("y", titles="[]") + torn)
    assert len(faults_in(folder)) == 4


def test_a_file_nobody_reads_is_named(tmp_path: Path) -> None:
    """`kind.toml` beside the others would be ignored in silence."""
    folder = a_folder(tmp_path, kind=a_kind(), kinds=a_kind())
    (fault,) = faults_in(folder)
    assert "did you mean 'kinds.toml'?" in fault.what


@pytest.mark.parametrize("missing", [True, False])
def test_a_list_that_is_not_there_is_a_clear_error(tmp_path: Path, missing: bool) -> None:
    with pytest.raises(ConfigurationError):
        Taxonomy.load(tmp_path / "nowhere" if missing else tmp_path)
