"""An operator's own folder laid over our taxonomy, without touching code."""

from pathlib import Path

from classifiers.classify import KindClassifier
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy, faults_in
from flows.checklists import checklists_of
from pipeline.model.ids import KindCode, ProcedureCode
from tests.classifiers.pages import a_reading, a_view

KINDS = """version = "1"
[[kind]]
code = "moon-permit"
title = "Giấy phép lên cung trăng"
titles = ["GIẤY PHÉP LÊN CUNG TRĂNG"]
phrases = ["được phép lên cung trăng"]
group = "person"
layout = ["agency"]
fields = ["full_name", "moon_seat", "issue_date"]
tables = ["moon_stops"]
sensitivity = "personal"
seal = true
valid_months = 3
valid_source = "QĐ 1/2026"
retention = "moon"
component_words = ["giấy phép lên cung trăng"]

[[kind]]
code = "birth-certificate"
title = "Giấy khai sinh (bản của chúng tôi)"

[[kind]]
code = "will"
drop = true
"""
FIELDS = """version = "1"
[fields]
moon_seat = { label = "Số ghế", type = "code" }
[tables.moon_stops]
label = "Các chặng"
columns = ["moon_seat", "note"]
"""
RETENTION = 'version = "1"\n[retention.moon]\ntext = "70 năm"\nyears = 70\nsource = "TT 1/2026"\nverified = true\n'
PROCEDURES = """version = "1"
[[procedure]]
code = "1.999999"
name = "Cấp giấy phép lên cung trăng"
field = "Du lịch"
result_kind = "moon-permit"
papers = [
    { code = "1.999999.TP01", name = "Đơn xin lên cung trăng", required = true, kinds = ["request-letter"] },
    { code = "1.999999.TP02", name = "Giấy phép cũ", required = false, kinds = ["moon-permit"], instead = ["id-card"] },
]
"""
WILL_IS_ASKED = ["2.001019", "2.001406", "2.001016", "1.013831", "1.013978"]
PAGE = """^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
^Độc lập - Tự do - Hạnh phúc

^GIẤY PHÉP LÊN CUNG TRĂNG
Ông Nguyễn Văn A được phép lên cung trăng từ ngày mai.
"""


def the_site(folder: Path) -> Taxonomy:
    dropped = "".join(f'\n[[procedure]]\ncode = "{code}"\ndrop = true\n' for code in WILL_IS_ASKED)
    for name, text in (
        ("kinds", KINDS),
        ("fields", FIELDS),
        ("retention", RETENTION),
        ("procedures", PROCEDURES + dropped),
    ):
        folder.joinpath(f"{name}.toml").write_text(text, encoding="utf-8")
    return Taxonomy.load(folder)


def test_a_kind_is_added_changed_and_taken_away(tmp_path: Path) -> None:
    """Settings that are not named stay ours."""
    site, ours = the_site(tmp_path), Taxonomy.load()
    added = site.kind(KindCode("moon-permit"))
    assert (added.seal, added.valid_months, added.retention.years) == (True, 3, 70)
    assert site.tables["moon_stops"].columns[0].label == "Số ghế"
    changed, before = site.kind(KindCode("birth-certificate")), ours.kind(KindCode("birth-certificate"))
    assert changed.title == "Giấy khai sinh (bản của chúng tôi)"
    assert (changed.titles, changed.fields) == (before.titles, before.fields)
    assert set(ours.kinds) - set(site.kinds) == {"will"}


def test_a_new_kind_is_recognised_on_paper(tmp_path: Path) -> None:
    site = the_site(tmp_path)
    view = a_view([a_reading(PAGE)])
    document = RuleSeparator(site).separate(view).documents[0]
    assert KindClassifier(site).classify(document, view).kind == "moon-permit"


def test_a_new_procedure_has_its_checklist(tmp_path: Path) -> None:
    """The record adapters file by it, and the words of the new kind are understood in other checklists."""
    site = the_site(tmp_path)
    assert site.procedures[ProcedureCode("1.999999")].result_kind == "moon-permit"
    table = checklists_of(site)
    listed = table.component("1.999999.TP02", "", required=False)
    assert (listed.kinds, listed.instead) == (("moon-permit",), ("id-card",))
    assert table.component("elsewhere", "Bản sao Giấy phép lên cung trăng", required=True).kinds == ("moon-permit",)


def test_what_a_dropped_kind_leaves_behind_is_named_in_our_own_files(tmp_path: Path) -> None:
    """Checklists of ours that still ask for it: the operator sees which file is meant."""
    tmp_path.joinpath("kinds.toml").write_text(
        'version = "1"\n[[kind]]\ncode = "will"\ndrop = true\n', encoding="utf-8"
    )
    faults = faults_in(tmp_path)
    assert faults
    assert all(fault.place.startswith("classifiers/taxonomy/procedures.toml:") for fault in faults)
    assert {fault.entry[:8] for fault in faults} == set(WILL_IS_ASKED)
