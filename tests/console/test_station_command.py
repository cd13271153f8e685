"""`sohoa station` from the command line: enrol once, script a batch, see what waits."""

import json
import stat
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PAPERS = HOUSE / "tests" / "papers" / "05-bien-dong-dat-dai"


def sohoa(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from console.door import main; main()", "station", *words]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)


def test_a_batch_by_script(tmp_path: Path) -> None:
    """Enrol, add and accept, status: each says what it did, on stdout, and leaves it on the disk."""
    folder = str(tmp_path / "station")
    enrolled = sohoa("enrol", "--folder", folder, "--station", "Q1-02")
    assert enrolled.stdout.startswith("-----BEGIN PUBLIC KEY-----")
    assert stat.S_IMODE((tmp_path / "station" / "station.key").stat().st_mode) == 0o600

    files = [str(PAPERS / "0001.jpg"), str(PAPERS / "0002.jpg")]
    added = sohoa(
        "add", *files, "--folder", folder, "--dossier", "H26.15-261124-0001", "--sheets", "1", "--json", "--seal"
    )
    batch = json.loads(added.stdout)
    assert (batch["sequence"], len(batch["sides"])) == (1, 2)

    status = json.loads(sohoa("status", "--folder", folder, "--json").stdout)
    assert (status["station"], status["waiting_batches"], status["accepting"]) == ("Q1-02", 1, True)
    refused = sohoa("add", files[0], "--folder", folder, "--batch", batch["batch"])
    assert refused.returncode == 10
    assert "batch-not-open" in refused.stderr
    assert "H26.15" not in refused.stderr
