"""A ledger from before samples and verdicts about fields grows into today's, and keeps what it knew."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from pipeline.model.work import VerdictKind
from storage.ledger import LedgerOptions, SqlLedger
from storage.ledger import schema as shapes
from storage.ledger.engine import engine_for
from storage.ledger.tables import metadata, schema_version
from tests.servers.postgres import PostgresServer
from tests.storage.ledger.papers import at, scan, verdict


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('old') / 'ledger.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.fresh_database() as found:
            yield found


def first_version(url: str) -> None:
    """A ledger as version 1 made it, with one batch and one verdict of its time."""
    engine = engine_for(LedgerOptions(url=SecretStr(url)))
    with engine.execution_options(writes=True).begin() as conn:
        shapes._first_tables(conn)
        conn.execute(sa.insert(schema_version).values(version=1))
    engine.dispose()


def test_an_older_ledger_is_brought_up_to_date_with_all_it_knew(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts keep their order; new kinds of verdict are accepted afterwards, unknown ones still refused."""
    first_version(url)
    older = SqlLedger(LedgerOptions(url=SecretStr(url)))
    with monkeypatch.context() as before:
        before.setattr(shapes, "VERSION", 1)
        older.open(scan("a"), at(0))
        older.decide(verdict(scan("a"), 1))
        older.decide(verdict(scan("a"), 2, kind=VerdictKind.KIND, value="id-card"))
        said = older.verdicts(scan("a").id)
        events = list(older.events())
    older.close()
    ledger = SqlLedger(LedgerOptions(url=SecretStr(url)))
    ledger.create_schema()
    ledger.create_schema()
    assert ledger.verdicts(scan("a").id) == said
    assert list(ledger.events()) == events
    ledger.decide(verdict(scan("a"), 3, kind=VerdictKind.FIELD, value="birth_date=1987"))
    ledger.decide(verdict(scan("a"), 4, kind=VerdictKind.SIGNED, value="0" * 64))
    assert [v.kind for v in ledger.verdicts(scan("a").id)] == ["accept", "kind", "field", "signed"]
    assert ledger.samples() == ()
    ledger.close()


def test_the_tables_are_the_same_whether_new_or_grown(url: str) -> None:
    """Same columns, same constraints."""
    ledger = SqlLedger(LedgerOptions(url=SecretStr(url)))
    ledger.create_schema()
    engine = engine_for(LedgerOptions(url=SecretStr(url)))
    found = sa.inspect(engine)
    for table in metadata.sorted_tables:
        assert {c["name"] for c in found.get_columns(table.name)} == {c.name for c in table.columns}
        checks = {c["name"] for c in found.get_check_constraints(table.name)}
        assert {c.name for c in table.constraints if isinstance(c, sa.CheckConstraint)} <= checks
        assert {i["name"] for i in found.get_indexes(table.name)} >= {i.name for i in table.indexes}
    engine.dispose()
    ledger.close()
