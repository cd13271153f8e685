"""The ledger in memory: not a second implementation but the real one over SQLite's ``:memory:``.

Two implementations of the same promises would drift apart; this one is held to `tests.contracts.ledger` like the others.
"""

from pydantic import SecretStr

from storage.ledger import LedgerOptions, SqlLedger


def memory_ledger() -> SqlLedger:
    """A ledger that forgets everything when it is gone."""
    ledger = SqlLedger(LedgerOptions(url=SecretStr("sqlite://")))
    ledger.create_schema()
    return ledger
