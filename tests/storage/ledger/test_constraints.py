"""What the database itself forbids, whoever writes: the promises that need no faith in our code."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from pipeline.errors import IntegrityError
from pipeline.model.paper import Outcome
from pipeline.model.work import WaitingFor
from storage.ledger import LedgerOptions, SqlLedger
from storage.ledger.database import EngineDatabase
from storage.ledger.engine import engine_for
from storage.ledger.sql import LedgerParts
from tests.contracts.ledger import run
from tests.servers.postgres import PostgresServer
from tests.storage.ledger.conftest import ledger_at
from tests.storage.ledger.papers import at, filing, scan

FORBIDDEN = {
    "every_side_has_one_place": "UPDATE batches SET attached = attached + 1",
    "no_side_is_owed": "UPDATE batches SET attached = attached + 5, waiting = waiting - 5",
    "closed_means_every_side_is_final": "UPDATE batches SET state = 'closed', waiting_for = 'nobody' WHERE waiting > 0",
    "unfinished_says_who_and_why": "UPDATE batches SET reason = ''",
    "closed_waits_for_nobody": "UPDATE batches SET state = 'closed', waiting_for = 'machine' WHERE waiting = 0",
    "held_has_a_lease": "UPDATE batches SET state = 'digitizing', worker = NULL",
    "known_batch_state": "UPDATE batches SET state = 'lost'",
    "known_outcome": "UPDATE sides SET outcome = 'gone'",
    "pages_count_from_one": "UPDATE sides SET page = 0 WHERE page = 1",
    "asked_person": "UPDATE reviews SET waiting_for = 'nobody'",
    "accepted_has_a_receipt": "UPDATE outbox SET state = 'accepted'",
}
DOUBLED = {
    "a side": "INSERT INTO sides (batch, page, outcome, reason) SELECT batch, page, outcome, reason FROM sides",
    "a version of a dossier": (
        "INSERT INTO outbox (key, sequence, dossier, batch, manifest, version, message, state, attempt, fence, reason,"
        " since) SELECT 'other', 99, dossier, batch, 'm', version, message, 'pending', 0, 0, 'x', since FROM outbox"
    ),
    "a side of no batch": "INSERT INTO sides (batch, page, reason) VALUES ('b-none', 1, '')",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('l') / 'ledger.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.fresh_database() as address:
            yield address


@pytest.fixture
def database(url: str) -> Iterator[EngineDatabase]:
    """A ledger with a waiting batch, a finished one, a question and a hand-back, opened by its back door."""
    with ledger_at(url) as ledger:
        _fill(ledger)
        back_door = EngineDatabase(engine_for(LedgerOptions(url=SecretStr(url))))
        yield back_door
        back_door.close()


def _fill(ledger: SqlLedger) -> None:
    waiting, done = scan("waiting"), scan("done", minute=1)
    for batch in (waiting, done):
        ledger.open(batch, at(0))
    run(ledger, waiting, 1, [Outcome.AWAITING_REVIEW] * 3, [("kind-unsure", (1,), WaitingFor.REVIEWER)])
    run(ledger, done, 1, filings=[filing()])


def test_the_database_refuses_what_would_break_a_promise(database: EngineDatabase) -> None:
    """Each constraint is named in the refusal, and no row is quoted."""
    for name, statement in FORBIDDEN.items():
        with pytest.raises(IntegrityError) as caught, database.writing() as conn:
            conn.execute(sa.text(statement))
        assert name in caught.value.message, name
        assert caught.value.__cause__ is None
        assert "H26" not in str(caught.value)


def test_the_database_refuses_what_would_double_or_orphan_something(database: EngineDatabase) -> None:
    """Keys and foreign keys are on, in SQLite too."""
    for name, statement in DOUBLED.items():
        with pytest.raises(IntegrityError) as caught, database.writing() as conn:
            conn.execute(sa.text(statement))
        assert caught.value.reference == "ledger-constraint", name


def test_a_side_row_taken_away_is_noticed_by_the_next_settlement(database: EngineDatabase) -> None:
    """The counters are counted by the database from its rows, so a lost row no longer adds up."""
    with database.writing() as conn:
        conn.execute(sa.text("DELETE FROM sides WHERE batch = 'b-done' AND page = 2"))
    ledger = LedgerParts(database)
    ledger.replay(scan("done").id, at(5))
    with pytest.raises(IntegrityError, match="every_side_has_one_place"):
        run(ledger, scan("done"), 6)
