"""`sohoa scan` and `sohoa scanners`: a scanner by its address, and an exit code that says whether all pages are here."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import flows.commands.scanners  # noqa: F401  registers the commands
from flows.cli import app
from flows.scanning import address_of, open_device
from pipeline.errors import ConfigurationError
from scanners.escl.discovery import described
from tests.servers.escl import Scenario, empty, escl_scanner, feeding, nobody, page, self_signed, side


def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_complete_scan_and_a_jam(tmp_path: Path) -> None:
    """0 only when the scanner vouches for every page; the pages before a jam stay, and the clerk's sentence says what to do."""
    with escl_scanner(feeding(side(1), side(2))) as scanner:
        code, lines = run("scan", "-d", scanner.url, "-o", str(tmp_path / "good"))
    assert (code, [Path(line["file"]).name for line in lines[:-1]]) == (0, ["page-0001.jpg", "page-0002.jpg"])
    assert (lines[-1]["state"], lines[-1]["claimed"]) == ("complete", 2)
    jam = Scenario((page(side(1)), empty()), end_state="Aborted", end_adf="ScannerAdfJam")
    with escl_scanner(jam) as scanner:
        code, lines = run("scan", "-d", scanner.url, "-o", str(tmp_path / "jam"))
    assert (code, lines[-1]["state"], lines[-1]["reference"]) == (10, "partial", "paper-jam")
    assert lines[-1]["message"].startswith("Máy quét kẹt giấy")
    assert (tmp_path / "jam" / "page-0001.jpg").exists()


def test_who_acts_next_is_in_the_exit_code(tmp_path: Path) -> None:
    """Later, the operator, wrong usage."""
    assert run("scan", "-d", nobody(), "-o", str(tmp_path / "a"))[0] == 75
    with escl_scanner(feeding(side(1))) as scanner:
        assert run("scan", "-d", f"{scanner.origin}/elsewhere", "-o", str(tmp_path / "b"))[0] == 20
        (tmp_path / "c").mkdir()
        (tmp_path / "c" / "paper").touch()
        assert run("scan", "-d", scanner.url, "-o", str(tmp_path / "c"))[0] == 2


def test_named_scanners_are_described() -> None:
    """What each can do and how it stands; one that does not answer is a line as well."""
    with escl_scanner(feeding(side(1))) as scanner:
        code, (here, away) = run("scanners", scanner.url, nobody())
    assert (code, here["ready"], here["model"], here["feeder"]) == (0, True, "Played MFP", "loaded")
    assert [source["source"] for source in here["sources"]] == ["flatbed", "adf", "duplex"]
    assert (away["ready"], away["reference"]) == (False, "scanner-offline")


def test_an_encrypted_scanner_is_found_with_its_fingerprint(tmp_path: Path) -> None:
    """The address a person compares and configures carries the certificate; it then opens."""
    context, fingerprint = self_signed(tmp_path)
    with escl_scanner(feeding(side(1)), tls=context) as scanner:
        address = address_of(described("https", "127.0.0.1", scanner.port, "MFP", {}))
        assert address == f"{scanner.url}#sha256={fingerprint}"
        assert run("scanners", address)[1][0]["ready"]
    plain = described("http", "127.0.0.1", 80, "MFP", {})
    assert address_of(plain) == "http://127.0.0.1/eSCL"


@pytest.mark.parametrize("address", ["", "scanner", "sane:", "ftp://h", "https://h/eSCL#sha256=12", "http://h/eSCL#x"])
def test_what_is_no_address_is_said_so(address: str) -> None:
    """When it is configured, not at the counter."""
    with pytest.raises(ConfigurationError) as refused:
        open_device(address, None)  # type: ignore[arg-type]
    assert refused.value.reference == "scanner-address-invalid"
