"""The sandbox's own memory: one SQLite file, written statement by statement.

Without transactions on purpose: the systems it stands for have none where it matters, and a crash between two of
their statements is what our adapters must survive.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS procedure (code TEXT PRIMARY KEY, name TEXT, field TEXT, result_code TEXT, result_name TEXT);
CREATE TABLE IF NOT EXISTS component (
    code TEXT PRIMARY KEY, procedure TEXT, position INTEGER, name TEXT, required INTEGER);
CREATE TABLE IF NOT EXISTS dossier (
    code TEXT PRIMARY KEY, procedure TEXT, owner TEXT, birth_date TEXT, id_number TEXT, address TEXT,
    receiving_unit TEXT, competent_unit TEXT, status INTEGER, received_at TEXT, due_at TEXT,
    joined_urls TEXT NOT NULL DEFAULT '', has_digitised TEXT NOT NULL DEFAULT '0');
CREATE TABLE IF NOT EXISTS attachment (
    row INTEGER PRIMARY KEY AUTOINCREMENT, dossier TEXT, id TEXT, component TEXT, name TEXT, url TEXT,
    digitised TEXT, reused TEXT, from_store TEXT, sha256 TEXT, size INTEGER, opens TEXT, origin TEXT, paper_code TEXT);
CREATE INDEX IF NOT EXISTS attachment_dossier ON attachment (dossier);
CREATE TABLE IF NOT EXISTS upload (id TEXT PRIMARY KEY, name TEXT, sha256 TEXT, size INTEGER, opens TEXT);
CREATE TABLE IF NOT EXISTS content (sha256 TEXT PRIMARY KEY, bytes BLOB);
CREATE TABLE IF NOT EXISTS session (token TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS progress (row INTEGER PRIMARY KEY AUTOINCREMENT, dossier TEXT, message TEXT);
"""
_TABLES = ("procedure", "component", "dossier", "attachment", "upload", "content", "session", "progress")


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes that arrived, and whether they open as a PDF with at least one page."""

    sha256: str
    size: int
    opens: bool


NOTHING = Content("", 0, opens=False)


class Cabinet:
    """The tables. A connection for each call, so that any thread may ask."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
        # when the last connection closes, SQLite folds its log into the file: one stays open, or each call would
        self._anchor = sqlite3.connect(path, check_same_thread=False)
        self._anchor.execute("SELECT 1 FROM procedure LIMIT 1").fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        connection.row_factory = sqlite3.Row
        # what is committed survives the process; a power cut may take the last writes of a sandbox
        connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield connection
        finally:
            connection.close()

    def do(self, statement: str, *values: object) -> None:
        """One statement, durable when it returns."""
        with self._open() as connection:
            connection.execute(statement, values)

    def rows(self, statement: str, *values: object) -> list[dict[str, Any]]:
        with self._open() as connection:
            return [dict(row) for row in connection.execute(statement, values)]

    def row(self, statement: str, *values: object) -> dict[str, Any] | None:
        return next(iter(self.rows(statement, *values)), None)

    def insert(self, table: str, values: dict[str, object]) -> None:
        """*table* and the column names are ours, never a caller's."""
        marks = ", ".join("?" * len(values))
        self.do(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", *values.values())  # noqa: S608

    def insert_many(self, table: str, values: Sequence[dict[str, object]]) -> None:
        if not values:
            return
        columns = list(values[0])
        marks = ", ".join("?" * len(columns))
        with self._open() as connection:
            connection.execute("BEGIN")
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                [tuple(value.values()) for value in values],
            )
            connection.execute("COMMIT")

    def clear(self) -> None:
        with self._open() as connection:
            connection.execute("BEGIN")
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608
            connection.execute("COMMIT")

    @property
    def empty(self) -> bool:
        return self.row("SELECT 1 FROM procedure LIMIT 1") is None

    def keep(self, blob: bytes, content: Content) -> None:
        self.do("INSERT OR IGNORE INTO content (sha256, bytes) VALUES (?, ?)", content.sha256, blob)

    def next_number(self, table: str, column: str, prefix: str) -> int:
        """COUNT + 1, as the real code does it: two callers at once get the same number, a deletion re-issues one."""
        found = self.row(f"SELECT COUNT(*) AS n FROM {table} WHERE {column} LIKE ?", prefix + "%")  # noqa: S608
        assert found is not None
        return int(found["n"]) + 1
