"""`sohoa sign` and `sohoa signing`: the reference signer, what came back, and what holds of any signed PDF."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import flows.commands.signing  # noqa: F401  registers its commands
from flows.cli import app
from pipeline.errors import ConfigurationError, RejectedInputError
from tests.storage.signing.paper import a_copy

DECISION = Path(__file__).parents[1] / "papers" / "01-chung-thuc-quyet-dinh" / "0002-quyet-dinh.pdf"


@pytest.fixture
def handover(tmp_path: Path) -> Path:
    folder = tmp_path / "handover"
    (folder / "to-sign").mkdir(parents=True)
    a_copy(folder / "to-sign" / "p-000000000000000000000001.pdf")
    return folder


def run(*words: str, **environment: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), env=environment)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def test_the_reference_signer_signs_what_waits_and_its_trial_certificate_is_trusted_by_nobody(handover: Path) -> None:
    """Signed and whole; until an operator copies the root among the trusted ones it counts for nothing."""
    code, said = run("sign", "--handover", str(handover), "--test-certificate", "--name", "Nguyễn Thị Thử")
    assert (code, said) == (0, "Đã ký 1 giấy tờ.\n")
    file = handover / "signed" / "p-000000000000000000000001.pdf"
    copy = handover / "to-sign" / file.name
    assert file.read_bytes().startswith(copy.read_bytes())
    assert (handover / "test-certificate" / "officer.key.pem").stat().st_mode & 0o077 == 0
    code, said = run("signing", "check", str(file), "--json")
    found = json.loads(said)
    assert (code, found["valid"]) == (10, False)
    assert [fault["reference"] for fault in found["faults"]] == ["signature-untrusted"]
    roots = handover / "roots"
    roots.mkdir()
    (roots / "root.pem").write_bytes((handover / "test-certificate" / "root.pem").read_bytes())
    code, said = run("signing", "check", str(file), SOHOA_SIGNATURES__ROOTS=str(roots))
    assert code == 0
    assert "Chữ ký số hợp lệ." in said
    assert "chưa kiểm tra thu hồi" in said
    assert run("sign", "--handover", str(handover), "--test-certificate")[1] == "Đã ký 0 giấy tờ.\n"


def test_any_signed_paper_can_be_checked(tmp_path: Path) -> None:
    """Who signed, when by which clock, under whose authority, and what is wrong, in Vietnamese."""
    code, said = run("signing", "check", str(DECISION))
    assert code == 10
    assert "14:55:14 19/02/2025 (giờ máy người ký)" in said
    assert "ký trên cả tệp" in said
    assert "Cả lô quét" not in said


def test_one_way_to_sign_is_needed(handover: Path) -> None:
    with pytest.raises(RejectedInputError) as refused:
        run("sign", "--handover", str(handover))
    assert refused.value.reference == "signing-key-unclear"
    with pytest.raises(ConfigurationError) as unusable:
        run("sign", "--handover", str(handover), "--key", str(DECISION))
    assert unusable.value.reference == "signing-key-unusable"


def test_asking_for_signatures_without_trust_is_refused_at_the_start(tmp_path: Path) -> None:
    """Otherwise every officer's work would come back refused."""
    with pytest.raises(ConfigurationError) as refused:
        run("signing", "collect", "--workspace", str(tmp_path / "w"), SOHOA_SIGNING="required")
    assert refused.value.reference == "signing-roots-missing"


def test_nothing_waits_in_a_new_workspace(tmp_path: Path) -> None:
    assert run("signing", "list", "--workspace", str(tmp_path / "w")) == (0, "Không có giấy tờ chờ ký.\n")
    code, said = run("signing", "collect", "--workspace", str(tmp_path / "w"), "--json")
    assert (code, json.loads(said)) == (0, {"accepted": [], "refused": [], "waiting": 0})
