"""The same promises on SQLite in a file, SQLite in memory, and a real PostgreSQL."""

import pytest

from storage.ledger import SqlLedger
from tests.contracts.ledger import LedgerContract


class TestSqliteFile(LedgerContract):
    @pytest.fixture
    def ledger(self, file_ledger: SqlLedger) -> SqlLedger:
        return file_ledger


class TestSqliteMemory(LedgerContract):
    @pytest.fixture
    def ledger(self, mem_ledger: SqlLedger) -> SqlLedger:
        return mem_ledger


class TestPostgres(LedgerContract):
    @pytest.fixture
    def ledger(self, postgres_ledger: SqlLedger) -> SqlLedger:
        return postgres_ledger
