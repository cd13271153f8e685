"""The station's own ledger: one SQLite file in WAL mode, written through to the disk at every commit."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scanners.station.disk import Disk, translating_spool_errors

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT OR IGNORE INTO facts VALUES ('version', 0), ('sequence', 0), ('layout', 1);

CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, key TEXT UNIQUE, state TEXT NOT NULL, lane TEXT NOT NULL,
    dossier TEXT, declared_sheets INTEGER, source TEXT NOT NULL,
    opened_at TEXT NOT NULL, sealed_at TEXT, received_at TEXT, clock_offset REAL,
    given_order TEXT, manifest TEXT, receipt TEXT, receipt_id TEXT, reason TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT '',
    note TEXT, faults TEXT NOT NULL DEFAULT '[]', version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS batches_by_state ON batches (state, sequence);
CREATE INDEX IF NOT EXISTS batches_by_version ON batches (version);

CREATE TABLE IF NOT EXISTS files (
    digest TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT NOT NULL, kept_at TEXT NOT NULL, gone_at TEXT,
    location TEXT, sent INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS papers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch TEXT NOT NULL REFERENCES batches, key TEXT,
    digest TEXT NOT NULL REFERENCES files, name TEXT NOT NULL, device TEXT NOT NULL, kept_at TEXT NOT NULL, pages INTEGER,
    UNIQUE (batch, key)
);
CREATE INDEX IF NOT EXISTS papers_by_batch ON papers (batch);
CREATE INDEX IF NOT EXISTS papers_by_digest ON papers (digest);

CREATE TABLE IF NOT EXISTS sides (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch TEXT NOT NULL REFERENCES batches, paper INTEGER NOT NULL REFERENCES papers,
    page INTEGER NOT NULL, rank INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'standing', reason TEXT NOT NULL DEFAULT '',
    replaced_by INTEGER, examined INTEGER NOT NULL DEFAULT 0, damage TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL DEFAULT 0, height INTEGER NOT NULL DEFAULT 0, dpi INTEGER NOT NULL DEFAULT 0,
    colour TEXT NOT NULL DEFAULT '', faults TEXT NOT NULL DEFAULT '[]', version INTEGER NOT NULL,
    UNIQUE (paper, page)
);
CREATE INDEX IF NOT EXISTS sides_by_batch ON sides (batch, rank);
CREATE INDEX IF NOT EXISTS sides_replaced ON sides (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE INDEX IF NOT EXISTS sides_unexamined ON sides (id) WHERE examined = 0;

CREATE TABLE IF NOT EXISTS findings (
    id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, batch TEXT, side INTEGER, digest TEXT, place TEXT,
    size INTEGER NOT NULL, arrival TEXT NOT NULL DEFAULT '', found_at TEXT NOT NULL, settled TEXT
);
CREATE INDEX IF NOT EXISTS findings_open ON findings (id) WHERE settled IS NULL;

CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, batch TEXT NOT NULL, device TEXT NOT NULL, state TEXT NOT NULL, pages INTEGER NOT NULL DEFAULT 0,
    reference TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT '', alarms TEXT NOT NULL DEFAULT '', started_at TEXT NOT NULL, ended_at TEXT
) WITHOUT ROWID;
"""


class Writing:
    """One transaction. `version` is the number under which everything it writes becomes visible."""

    def __init__(self, database: sqlite3.Connection, version: int) -> None:
        self.execute = database.execute
        self.version = version

    def touch(self, batch: str) -> None:
        self.execute("UPDATE batches SET version = ? WHERE id = ?", (self.version, batch))


class Database:
    """One connection for all threads of this process; other processes may write to the same file."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self._disk = disk
        self._lock = threading.RLock()
        with translating_spool_errors():
            path.touch(mode=0o600)  # it holds dossier codes
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Done whole or not at all, and durable when it is left."""
        with self._lock, translating_spool_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                row = self._connection.execute(
                    "UPDATE facts SET value = value + 1 WHERE name = 'version' RETURNING value"
                ).fetchone()
                yield Writing(self._connection, int(row[0]))
                self._disk.commit(self._connection)
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock, translating_spool_errors():
            return self._connection.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> sqlite3.Row | None:
        with self._lock, translating_spool_errors():
            found: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
            return found

    def number(self, query: str, *values: object) -> int:
        row = self.row(query, *values)
        return int(row[0] or 0) if row is not None else 0

    @property
    def version(self) -> int:
        return self.number("SELECT value FROM facts WHERE name = 'version'")

    def fact(self, name: str) -> str | None:
        row = self.row("SELECT value FROM facts WHERE name = ?", name)
        return None if row is None or row[0] is None else str(row[0])

    def state(self, name: str, value: str | float | None) -> None:
        with self.writing() as write:
            write.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
