"""The command line as an operator meets it: results on stdout, talk on stderr, an exit code that says who acts next."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.settings import Settings
from flows.wiring import now
from flows.workbench import Workbench
from pipeline.errors import RejectedInputError
from pipeline.model.work import BatchState
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.troubles import Down, work_all

ROOT = Path(__file__).parents[2]


def sohoa(*words: str | Path, workspace: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """`sohoa` with *words*, in a process of its own."""
    command = [sys.executable, "-m", "flows.cli", *map(str, words)]
    if workspace is not None:
        command += ["--workspace", str(workspace)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SOHOA_", "PREFECT_"))}
    return subprocess.run(
        command, cwd=ROOT, env=clean | environment, capture_output=True, text=True, timeout=120, check=False
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """What machines read: one object a line, nothing else on stdout."""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace some other process has worked in: a batch that is done, one that asks, one that is dead."""
    root = tmp_path_factory.mktemp("workspace")
    worked_in(root)
    return root


def worked_in(root: Path) -> Workbench:
    bench = replace(a_workbench(root, a_records(), Clock()), clock=now)
    source = MemoryScanSource(root / "tray")
    source.lay({"1.txt": f"doc notice {OPEN_DOSSIER} one".encode()})
    source.lay({"1.txt": b"doc plan\ftorn"})
    work_all(bench, source)
    return bench


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Path, Workbench]]:
    bench = worked_in(tmp_path)
    yield tmp_path, bench
    bench.ledger.close()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def answers(workspace: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """Commands that only look, asked side by side: each is a process that takes seconds to start."""
    asked: dict[str, tuple[str, ...]] = {
        "status": ("status",),
        "status --json": ("status", "--json"),
        "status dossier": ("status", OPEN_DOSSIER, "--json"),
        "status nobody": ("status", "b-nobody"),
        "review": ("review", "list"),
        "review --json": ("review", "list", "--json"),
        "report nobody": ("review", "decide", "b-nobody", "accept"),
        "no value": ("review", "decide", "b-nobody", "dossier"),
        "replay nobody": ("replay", "b-nobody"),
        "verify": ("verify", "--json"),
        "doctor": ("doctor", "--json"),
        "config": ("config", "--json"),
        "config text": ("config",),
    }
    with ThreadPoolExecutor(2) as pool:
        waiting = {name: pool.submit(sohoa, *words, workspace=workspace) for name, words in asked.items()}
    return {name: done.result() for name, done in waiting.items()}


Answers = dict[str, subprocess.CompletedProcess[str]]


def test_status_says_where_everything_is(answers: Answers) -> None:
    """For machines a line each; for people Vietnamese with the reason; for both exit 0."""
    batches = lines(answers["status --json"])
    assert [batch["state"] for batch in batches] in (["closed", "awaiting-review"], ["awaiting-review", "closed"])
    asked = next(batch for batch in batches if batch["state"] == "awaiting-review")
    assert asked["waiting_for"] in ("reviewer", "branch")
    assert asked["reason"]
    assert asked["since"]
    assert [side["outcome"] for side in asked["sides"]] == ["awaiting-review", "quarantined"]
    told = answers["status"].stdout
    assert asked["batch"] in told
    assert "chờ" in told
    assert answers["status"].returncode == answers["status --json"].returncode == 0


def test_status_finds_a_batch_by_the_dossier_its_papers_went_to(answers: Answers) -> None:
    """A clerk knows the dossier's code, not the batch's."""
    [batch] = lines(answers["status dossier"])
    assert (batch["state"], batch["dossiers"]) == ("closed", [OPEN_DOSSIER])


@pytest.mark.parametrize("name", ["status nobody", "report nobody", "replay nobody", "no value"])
def test_what_cannot_be_meant_is_rejected_with_a_reference_a_hint_and_vietnamese(answers: Answers, name: str) -> None:
    """Exit 10, nothing on stdout, and a message that says what to do."""
    done = answers[name]
    reference = "verdict-needs-value" if name == "no value" else "nothing-by-that-name"
    assert done.returncode == RejectedInputError.exit_code == 10
    assert done.stdout == ""
    first, what, hint, vietnamese = done.stderr.splitlines()[:4]
    assert first == f"error: {reference}"
    assert what.startswith("  × ")
    assert hint.startswith("hint: ")
    assert any(ord(letter) > 0xBF for letter in vietnamese)
    assert "Traceback" not in done.stderr


def test_review_lists_questions_with_their_sentences(answers: Answers) -> None:
    """Oldest first, each with a Vietnamese sentence that names the pages."""
    items = lines(answers["review --json"])
    assert {item["reason"] for item in items} == {"dossier-not-named", "page-unreadable"}
    assert all(item["message"].startswith("Trang ") for item in items)
    for item in items:
        assert item["message"] in answers["review"].stdout


def test_verify_of_a_sound_workspace_finds_nothing(answers: Answers) -> None:
    """Exit 0 and a count of what was read."""
    [report] = lines(answers["verify"])
    assert report["findings"] == []
    assert report["objects"] > 2
    assert answers["verify"].returncode == 0


def test_doctor_names_each_check_and_how_to_fix_it(answers: Answers) -> None:
    """0 when all is well, 20 when something is to be set right; a broken check hides no other."""
    checks = {check["check"]: check for check in lines(answers["doctor"])}
    assert list(checks) == ["engine", "disk", "store", "ledger", "one-stop", "prefect"]
    assert checks["ledger"]["detail"] == "sqlite, 2 batches"
    assert all(check["ok"] or check["fix"] for check in checks.values())
    assert answers["doctor"].returncode == (0 if all(check["ok"] for check in checks.values()) else 20)


def test_config_prints_what_is_in_force(answers: Answers, workspace: Path) -> None:
    """As JSON for machines, as variables with their meaning for people."""
    [settings] = lines(answers["config"])
    assert settings["workspace"] == str(workspace)
    assert set(settings) == set(Settings.model_fields)
    assert "SOHOA_ATTEMPTS=8  # Tries before an operator is asked." in answers["config text"].stdout


def test_secrets_are_not_printed() -> None:
    """What a config shows can be pasted into a message."""
    done = sohoa("config", SOHOA_LINK_SECRET="x" * 40, SOHOA_LEDGER="postgresql+psycopg://sohoa:hunter2@db/sohoa")
    assert done.returncode == 0
    assert "hunter2" not in done.stdout
    assert "x" * 40 not in done.stdout


@pytest.mark.parametrize(
    ("name", "value"), [("SOHOA_LEASE_SECONDS", "soon"), ("SOHOA_LANE", "fast"), ("SOHOA_S3__BUCKET", "")]
)
def test_a_setting_that_is_not_valid_is_named_and_its_value_is_not(name: str, value: str) -> None:
    """Exit 20: the operator acts. The value may be a secret, so only the variable is named."""
    done = sohoa("status", workspace=None, **{name: value})
    assert done.returncode == 20
    assert done.stderr.startswith("error: settings-invalid")
    assert name.partition("__")[0] in done.stderr
    assert "hint: See `sohoa config`" in done.stderr
    assert "Cấu hình chưa đúng" in done.stderr
    assert not value or value not in done.stderr


def test_wrong_usage_is_exit_2() -> None:
    """A command nobody knows is not an error of the work."""
    assert sohoa("fly").returncode == 2


def test_a_question_is_answered_from_the_command_line(own: tuple[Path, Workbench]) -> None:
    """`review decide` keeps the verdict in the store and the ledger, and the batch becomes ready."""
    root, bench = own
    [asked] = [status for status in bench.ledger.statuses() if status.state is BatchState.AWAITING_REVIEW]
    wrong = sohoa("review", "decide", asked.id, "dossier", OPEN_DOSSIER, "--pages", "1-9", workspace=root)
    assert (wrong.returncode, wrong.stderr.splitlines()[0]) == (10, "error: pages-unclear")
    done = sohoa("review", "decide", asked.id, "dossier", OPEN_DOSSIER, "--pages", "1", workspace=root)
    assert done.returncode == 0, done.stderr
    assert "Đã ghi nhận" in done.stdout
    status = bench.ledger.status(asked.id)
    assert status is not None
    assert (status.state, status.reason) == (BatchState.TAKEN_IN, "verdict-given")
    [name] = bench.store.names("verdicts/")
    assert asked.id in name


def test_a_dead_letter_is_replayed_by_the_code_of_its_dossier(tmp_path: Path) -> None:
    """What an operator has in hand is the dossier's code."""
    bench = replace(a_workbench(tmp_path, a_records(), Clock()), clock=now)
    refusing = Down(bench.records, lambda: RejectedInputError("one-stop-refused-message", "it refuses"), {"hand_back"})
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": f"doc notice {OPEN_DOSSIER}".encode()})
    work_all(replace(bench, records=refusing), source)
    told = sohoa("status", workspace=tmp_path)
    assert "chờ operator: Hệ thống một cửa từ chối nội dung gửi." in told.stdout
    assert sohoa("replay", OPEN_DOSSIER, workspace=tmp_path).returncode == 0
    work_all(bench)
    [status] = bench.ledger.statuses()
    assert status.state is BatchState.CLOSED


def test_verify_finds_a_changed_byte(own: tuple[Path, Workbench]) -> None:
    """Exit 1 and the place; nothing is repaired behind anybody's back."""
    root, bench = own
    [entry] = [digest for digest in bench.store.digests() if bench.store.get(digest).startswith(b"doc notice")]
    [place] = [path for path in (root / "store").rglob("*") if path.is_file() and path.name.endswith(entry[-40:])]
    place.chmod(0o600)
    place.write_bytes(place.read_bytes().replace(b"notice", b"notike"))
    done = sohoa("verify", "--json", workspace=root)
    [report] = lines(done)
    assert done.returncode == 1
    assert [finding["reference"] for finding in report["findings"]] == ["object-damaged"]
    assert entry in report["findings"][0]["where"]


def test_a_ledger_is_rebuilt_from_the_store_alone(own: tuple[Path, Workbench]) -> None:
    """The ledger may be lost: what it said about every side comes back, and what waits still waits."""
    root, bench = own
    before = [(status.id, status.state, status.outcomes) for status in bench.ledger.statuses()]
    assert sohoa("verify", workspace=root).returncode == 0  # seals the trail
    bench.ledger.close()  # type: ignore[attr-defined]
    for file in root.glob("ledger.sqlite*"):
        file.unlink()
    done = sohoa("ledger", "rebuild", "--json", workspace=root)
    assert done.returncode == 0, done.stdout + done.stderr
    [report] = lines(done)
    assert (report["batches"], report["dossiers"]) == (2, 1)
    after = a_workbench(root, a_records(), Clock()).ledger
    assert [(status.id, status.state, status.outcomes) for status in after.statuses()] == before
