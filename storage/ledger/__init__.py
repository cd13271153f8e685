"""The ledger (sổ cái): which batches are unfinished, what waits for whom and why, the outbox, the audit chain."""

from storage.ledger.engine import LedgerOptions
from storage.ledger.sql import SqlLedger

__all__ = ["LedgerOptions", "SqlLedger"]
