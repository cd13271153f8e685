"""A writer killed in the middle of a transaction leaves a whole ledger behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.audit import check_chain
from tests.contracts.ledger import run
from tests.storage.ledger.conftest import ledger_at
from tests.storage.ledger.papers import at, filing, scan

ROOT = Path(__file__).parents[3]

WRITER = """
import sys
from pydantic import SecretStr
from storage.ledger import LedgerOptions, SqlLedger
from storage.ledger import settling
from tests.contracts.ledger import run
from tests.storage.ledger.papers import at, filing, scan

ledger = SqlLedger(LedgerOptions(url=SecretStr(sys.argv[1])))

def stop_here(*_):
    print("in the middle", flush=True)
    sys.stdin.read()

for name in sys.argv[2].split():
    setattr(settling, name, stop_here)
run(ledger, scan("a"), 2, filings=[filing()])
"""
"""Settles a batch, and stands still inside the transaction until it is killed."""


@pytest.mark.parametrize("where", ["ask", "publish_later", "queue_letter", "come_to_rest", "append"])
def test_a_writer_killed_in_the_middle_of_settling_leaves_the_ledger_as_it_was(tmp_path: Path, where: str) -> None:
    """Done whole or not at all; the next worker takes the batch when the lease has run out."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    batch = scan("a")
    with ledger_at(url) as ledger:
        ledger.open(batch, at(0))
        before = ledger.status(batch.id)
        assert before is not None
        assert before.outcomes == ()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, where],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "in the middle\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    with ledger_at(url) as ledger:
        after = ledger.status(batch.id)
        assert after is not None
        assert (after.outcomes, after.documents, after.attempt) == ((), (), 1)
        assert (list(ledger.items()), list(ledger.unpublished()), ledger.open_items()) == ([], [], ())
        assert [event.name for event in ledger.events()] == ["BatchTakenIn", "BatchClaimed"]
        assert check_chain(ledger.events()) is None
        claim = run(ledger, batch, 10, filings=[filing()])
        assert claim.fence == 2
        assert len(ledger.items()) == 1
