"""`sohoa kinds` as an operator meets it: what is known here, and what is wrong with a list of one's own."""

from pathlib import Path

from tests.flows.test_cli import lines, sohoa

STALL = """version = "1"
[[kind]]
code = "market-stall-permit"
title = "Giấy phép sử dụng quầy hàng"
titles = ["GIẤY PHÉP SỬ DỤNG QUẦY HÀNG"]
group = "business"
fields = ["document_number", "issue_date", "{field}"]
sensitivity = "personal"
"""


def a_taxonomy(folder: Path, field: str = "full_name") -> Path:
    folder.mkdir()
    folder.joinpath("kinds.toml").write_text(STALL.format(field=field), encoding="utf-8")
    return folder


def test_the_list_says_all_that_is_known_of_each_kind(tmp_path: Path) -> None:
    """For machines one object a kind; for people a table."""
    listed = {kind["code"]: kind for kind in lines(sohoa("kinds", "list", "--json", workspace=tmp_path))}
    assert len(listed) > 130
    birth = listed["birth-certificate"]
    assert birth["result_codes"] == ["KQ.G15.000031"]
    assert {"name": "mother_name", "label": "Họ và tên mẹ", "type": "name", "personal": True} in birth["fields"]
    assert (birth["seal"], birth["signature"], birth["sensitivity"]) == (True, True, "sensitive")
    assert listed["marital-status-certificate"]["validity"]["months"] == 6
    assert "1.000894.TP02" in listed["marital-status-certificate"]["component_codes"]
    assert "birth-certificate" in sohoa("kinds", "list", workspace=tmp_path).stdout


def test_a_checklist_can_be_looked_up(tmp_path: Path) -> None:
    (birth,) = lines(sohoa("kinds", "procedures", "1.001193", "--json", workspace=tmp_path))
    assert birth["result_kind"] == "birth-certificate"
    notification = next(paper for paper in birth["papers"] if paper["code"] == "1.001193.TP02")
    assert notification["required"]
    assert [kind["code"] for kind in notification["kinds"]] == ["birth-notification"]
    assert "witness-statement" in [kind["code"] for kind in notification["instead"]]
    unknown = sohoa("kinds", "procedures", "1.999999", workspace=tmp_path)
    assert unknown.returncode == 20
    assert "procedure-not-known" in unknown.stderr


def test_a_mistake_is_explained_with_its_line(tmp_path: Path) -> None:
    """What is wrong, why, how to mend it, where; exit code 20."""
    wrong = sohoa("kinds", "check", a_taxonomy(tmp_path / "site", "full_nme"), "--json", workspace=tmp_path)
    assert wrong.returncode == 20
    (fault,) = lines(wrong)
    assert (fault["place"], fault["entry"]) == ("kinds.toml:7", "market-stall-permit")
    assert "did you mean 'full_name'?" in fault["what"]
    assert fault["why"]
    assert fault["fix"]


def test_a_kind_of_ones_own_is_known_without_touching_code(tmp_path: Path) -> None:
    site = a_taxonomy(tmp_path / "site")
    sound = sohoa("kinds", "check", site, workspace=tmp_path)
    assert (sound.returncode, sound.stdout.startswith("sound:")) == (0, True)
    listed = lines(sohoa("kinds", "list", "--json", workspace=tmp_path, SOHOA_TAXONOMY=str(site)))
    assert "market-stall-permit" in {kind["code"] for kind in listed}
