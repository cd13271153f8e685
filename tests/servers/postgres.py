"""A real PostgreSQL for the tests: Debian's, in a temporary folder, on a Unix socket, gone when the tests are."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

_NUMBERS = count(1)
_PORT = 5432  # only names the socket: the server listens on no network
_START_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; every test asks it for a database of its own."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql://sohoa@/{database}?host={self.folder}&port={_PORT}"

    @contextlib.contextmanager
    def fresh_database(self) -> Iterator[str]:
        """The address of an empty database, dropped afterwards."""
        name = f"t{next(_NUMBERS)}"
        self.say(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self.say(f"DROP DATABASE {name} WITH (FORCE)")

    def say(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())


def _programs() -> Path | None:
    """The folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _whom_to_run_as() -> tuple[int, int]:
    """(user, group): PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return account.pw_uid, account.pw_gid
    pytest.skip("root without an ordinary account to run PostgreSQL as")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for the whole run; skipped where Debian's `postgresql` package is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    user, group = _whom_to_run_as()
    # not tmp_path: the path of a Unix socket holds about 100 characters, and every parent must be passable
    folder = Path(tempfile.mkdtemp(prefix="sohoa-pg-"))
    os.chown(folder, user, group)
    try:
        subprocess.run(
            [programs / "initdb", "-D", folder / "db", "-U", "sohoa", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            check=True,
            capture_output=True,
            cwd=folder,
            user=user,
            group=group,
        )
        yield from _running(programs, folder, user, group)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(programs: Path, folder: Path, user: int, group: int) -> Iterator[PostgresServer]:
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "port": str(_PORT),
        # speed: nothing here outlives the tests
        "fsync": "off",
        "full_page_writes": "off",
        "shared_buffers": "16MB",
        "max_connections": "60",
    }
    command: list[str | Path] = [programs / "postgres", "-D", folder / "db"]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, user=user, group=group)
        try:
            _wait_until_it_answers(server, PostgresServer(folder))
            yield PostgresServer(folder)
        finally:
            server.kill()
            server.wait()


def _wait_until_it_answers(server: subprocess.Popen[bytes], running: PostgresServer) -> None:
    give_up = time.monotonic() + _START_WITHIN
    while server.poll() is None and time.monotonic() < give_up:
        try:
            running.say("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start: " + (running.folder / "server.log").read_text()[-2000:])
