"""The main command on the demo papers: what a newcomer sees, checked against what the papers are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "tests" / "papers"
EXPECTED: dict[str, Any] = json.loads((PAPERS / "expected.json").read_text(encoding="utf-8"))

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def sohoa(*words: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=580
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def ran(workspace: Path) -> dict[str, Any]:
    """One run with real parts: Tesseract, Prefect's server, the sandbox one-stop."""
    done = sohoa("run", str(PAPERS), "--workspace", str(workspace), "--json")
    assert done.returncode == 3, done.stderr[-2000:]
    assert done.stdout.count("\n") == 1, "one JSON object and nothing else on stdout"
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module")
def batches(ran: dict[str, Any]) -> dict[str, Any]:
    return {batch["source"]: batch for batch in ran["batches"]}


def test_every_side_is_accounted_for(ran: dict[str, Any], batches: dict[str, Any]) -> None:
    """Conservation over real paper: as many outcomes as sides, in every batch and in total."""
    assert set(batches) == set(EXPECTED)
    assert ran["totals"]["unaccounted"] == 0
    assert ran["totals"]["sides"] == sum(ran["totals"]["outcomes"].values())
    for name, expected in EXPECTED.items():
        assert len(batches[name]["sides"]) == expected["sides"], name


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_batch_comes_out_as_the_papers_are(batches: dict[str, Any], name: str) -> None:
    """Where documents end, what they are, which dossier they went to, which sides are blank, covers or broken."""
    batch, expected = batches[name], EXPECTED[name]
    found = [(d["pages"], d["kind"], d["dossier"], d["outcome"]) for d in batch["documents"]]
    wanted = [(d["pages"], d["kind"], d["dossier"], d["outcome"]) for d in expected["documents"]]
    assert found == wanted
    outcomes = {side["page"]: side["outcome"] for side in batch["sides"]}
    assert [page for page in expected["blanks"] if outcomes[page] != "blank-kept"] == []
    assert [page for page in expected["covers"] if outcomes[page] != "separator"] == []


def test_whatever_waits_says_why_in_vietnamese(batches: dict[str, Any]) -> None:
    """A question has a stable reason, a sentence for the clerk, whom it waits for and since when."""
    questions = [question for batch in batches.values() for question in batch["review"]]
    assert questions
    for question in questions:
        assert question["reason"]
        assert question["reason"] not in question["message"], "the sentence is not the reference"
        assert question["waiting_for"] in {"branch", "reviewer", "operator"}
        assert question["since"]


def test_what_was_attached_was_accepted_and_read_back(batches: dict[str, Any]) -> None:
    """Every batch with an attached paper has its hand-back accepted."""
    for name, batch in batches.items():
        if any(document["outcome"] == "attached" for document in batch["documents"]):
            assert batch["handback"]["state"] == "accepted", name


def test_the_same_folder_again_changes_nothing(ran: dict[str, Any], workspace: Path) -> None:
    """Re-sending a whole day is a no-op: same batches, same states, no page read and nothing sent twice."""
    before = sorted(path.name for path in (workspace / "store" / "objects").rglob("*") if path.is_file())
    again = sohoa("run", str(PAPERS), "--workspace", str(workspace), "--json", "--no-prefect")
    result = json.loads(again.stdout)
    after = sorted(path.name for path in (workspace / "store" / "objects").rglob("*") if path.is_file())
    assert before == after
    keep = ("batch", "state", "reason", "sides", "documents", "handback")
    assert [{k: b[k] for k in keep} for b in result["batches"]] == [{k: b[k] for k in keep} for b in ran["batches"]]


def test_store_ledger_and_chain_agree(ran: dict[str, Any], workspace: Path) -> None:
    """`sohoa verify` finds nothing after a run, and names the object when one bit is flipped."""
    del ran
    sound = sohoa("verify", "--workspace", str(workspace), "--json")
    assert sound.returncode == 0, sound.stdout
    victim = max(
        (workspace / "store" / "objects").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0
    )
    good = victim.read_bytes()
    victim.chmod(0o600)
    victim.write_bytes(good[:100] + bytes([good[100] ^ 1]) + good[101:])
    try:
        broken = sohoa("verify", "--workspace", str(workspace), "--json")
    finally:
        victim.write_bytes(good)
    assert broken.returncode == 1
    assert victim.name in broken.stdout


def test_the_ledger_can_be_had_back_from_the_store_alone(ran: dict[str, Any], workspace: Path) -> None:
    """Lose the ledger, rebuild it: every batch stands where it stood."""
    del ran
    before = sohoa("status", "--workspace", str(workspace), "--json").stdout
    ledger = workspace / "ledger.sqlite"
    for part in workspace.glob("ledger.sqlite*"):
        part.rename(part.with_name(f"lost-{part.name}"))
    rebuilt = sohoa("ledger", "rebuild", "--workspace", str(workspace), "--json")
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    assert ledger.exists()
    after = sohoa("status", "--workspace", str(workspace), "--json").stdout
    keep = ("batch", "state", "waiting_for", "dossiers", "sides")
    assert _kept(after, keep) == _kept(before, keep)


def _kept(lines: str, keep: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in lines.splitlines()]
    return sorted(({name: row[name] for name in keep} for row in rows), key=lambda row: row["batch"])
