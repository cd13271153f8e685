"""Ledgers on every database we speak."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from storage.ledger import LedgerOptions, SqlLedger
from tests.fakes.ledger import memory_ledger
from tests.servers.postgres import PostgresServer, postgres

__all__ = ["postgres"]


@contextmanager
def ledger_at(url: str) -> Iterator[SqlLedger]:
    """A prepared ledger, closed at the end."""
    ledger = SqlLedger(LedgerOptions(url=SecretStr(url)))
    try:
        ledger.create_schema()
        yield ledger
    finally:
        ledger.close()


@pytest.fixture
def file_ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with ledger_at(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        yield ledger


@pytest.fixture
def mem_ledger() -> Iterator[SqlLedger]:
    ledger = memory_ledger()
    yield ledger
    ledger.close()


@pytest.fixture
def postgres_ledger(postgres: PostgresServer) -> Iterator[SqlLedger]:
    with postgres.fresh_database() as url, ledger_at(url) as ledger:
        yield ledger
