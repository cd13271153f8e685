"""Preparing, opening and refusing a database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from pipeline.errors import ConfigurationError, IntegrityError, TransientError
from pipeline.ports import Ledger
from storage.ledger import LedgerOptions, SqlLedger
from storage.ledger.engine import engine_for
from storage.ledger.schema import VERSION
from tests.servers.postgres import PostgresServer
from tests.storage.ledger.conftest import ledger_at
from tests.storage.ledger.papers import at, scan


def unprepared(url: str, **options: object) -> SqlLedger:
    return SqlLedger(LedgerOptions.model_validate({"url": SecretStr(url), **options}))


def test_the_ledger_is_every_seam_at_once(file_ledger: SqlLedger) -> None:
    """The type checker holds the signatures to the port."""
    everything: Ledger = file_ledger
    assert list(everything.statuses()) == []


def test_preparing_again_changes_nothing(tmp_path: Path) -> None:
    """Every worker may prepare at its start; the folder is made where it is missing."""
    with ledger_at(f"sqlite:///{tmp_path / 'new' / 'ledger.db'}") as ledger:
        ledger.open(scan("a"), at(0))
        ledger.create_schema()
        assert ledger.status(scan("a").id) is not None


def test_workers_that_start_together_prepare_once(postgres: PostgresServer) -> None:
    """The second waits for the first and finds everything done."""
    with postgres.fresh_database() as url:
        ledgers = [unprepared(url) for _ in range(4)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(SqlLedger.create_schema, ledgers))
        ledgers[0].open(scan("a"), at(0))
        for ledger in ledgers:
            assert ledger.status(scan("a").id) is not None
            ledger.close()


def test_a_newer_ledger_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    """An older program would not keep the newer one's promises."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with ledger_at(url):
        pass
    engine = engine_for(LedgerOptions(url=SecretStr(url)))
    with engine.begin() as conn:
        conn.execute(sa.text(f"INSERT INTO schema_version VALUES ({VERSION + 1})"))
    engine.dispose()
    older = unprepared(url)
    acts: list[Callable[[], object]] = [
        older.create_schema,
        lambda: older.open(scan("a"), at(0)),
        lambda: older.status(scan("a").id),
    ]
    for act in acts:
        with pytest.raises(ConfigurationError) as caught:
            act()
        assert caught.value.reference == "ledger-too-new"


def test_an_unprepared_ledger_says_how_to_prepare_it(tmp_path: Path, postgres: PostgresServer) -> None:
    """Rather than a missing table."""
    with postgres.fresh_database() as url:
        for address in (f"sqlite:///{tmp_path / 'ledger.db'}", url):
            ledger = unprepared(address)
            with pytest.raises(ConfigurationError) as caught:
                ledger.open(scan("a"), at(0))
            assert caught.value.reference == "ledger-not-prepared"
            ledger.close()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://u:topsecret@host/db", "", "postgresql://u:topsecret@host:port/db"]
)
def test_an_address_that_makes_no_sense_is_the_operators_and_never_repeated(url: str) -> None:
    """It may hold a password."""
    with pytest.raises(ConfigurationError) as caught:
        unprepared(url)
    assert caught.value.reference == "ledger-address"
    assert "topsecret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert "topsecret" not in repr(LedgerOptions(url=SecretStr(url)))


def test_a_server_that_does_not_answer_is_transient() -> None:
    """The machine tries again."""
    ledger = unprepared("postgresql://sohoa@127.0.0.1:1/ledger")
    with pytest.raises(TransientError) as caught:
        ledger.status(scan("a").id)
    assert caught.value.reference == "ledger-unavailable"


def test_a_server_restarted_under_us_is_met_again(postgres: PostgresServer) -> None:
    """A connection that died in the pool costs nobody a batch."""
    with postgres.fresh_database() as url, ledger_at(url) as ledger:
        ledger.open(scan("a"), at(0))
        postgres.say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sohoa-ledger'")
        assert ledger.status(scan("a").id) is not None


def test_a_writer_that_holds_on_too_long_is_transient_to_the_next(tmp_path: Path, postgres: PostgresServer) -> None:
    """Waiting is bounded; nothing is written, and the call may be repeated."""
    with postgres.fresh_database() as server:
        for url in (f"sqlite:///{tmp_path / 'ledger.db'}", server):
            with ledger_at(url) as holder:
                waiting = unprepared(url, lock_wait="PT0.2S")
                with holder.rebuilding(), pytest.raises(TransientError) as caught:
                    waiting.open(scan("a"), at(0))
                assert caught.value.reference == "ledger-unavailable"
                assert holder.status(scan("a").id) is None
                waiting.open(scan("a"), at(0))
                waiting.close()


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    """Never retried: an engineer looks."""
    path = tmp_path / "ledger.db"
    path.write_bytes(b"this was a ledger once" * 100)
    with pytest.raises(IntegrityError) as caught:
        unprepared(f"sqlite:///{path}").create_schema()
    assert caught.value.reference == "ledger-damaged"


def test_sqlite_keeps_every_commit_through_a_power_cut(tmp_path: Path) -> None:
    """Write-ahead log, every commit synced, foreign keys on."""
    engine = engine_for(LedgerOptions(url=SecretStr(f"sqlite:///{tmp_path / 'ledger.db'}")))
    with engine.connect() as conn:
        found = {
            p: conn.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
