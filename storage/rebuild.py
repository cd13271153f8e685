"""Rebuild (dựng lại sổ cái): fill an empty ledger from the store alone.

The sealed audit trail is played again, event by event, through the very methods that once made it: the new ledger
comes out with the old one's chain, digest for digest. What happened after the last seal is then picked up from the
records the store has names for. In the end nobody holds anything, and what was unfinished is ready again.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.errors import ConfigurationError
from pipeline.model.ids import digest_of
from pipeline.ports import Store
from storage.ledger.sql import Rebuilding, SqlLedger
from storage.newer_records import NewerRecords
from storage.replay import Replay
from storage.verify import Finding


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What the new ledger holds; `findings` say what could not be had back and where it was missed."""

    batches: int
    dossiers: int
    events: int
    """Sealed events played again."""
    beyond_seal: int
    """Batches, settlements, verdicts and receipts picked up from after the last seal."""
    findings: tuple[Finding, ...]


def rebuild(store: Store, ledger: SqlLedger, now: datetime | None = None) -> RebuildReport:
    """Fill *ledger*, whole or not at all. `ConfigurationError` (``ledger-not-empty``) unless it is new;
    `IntegrityError` when the sealed chain itself is broken: then a person has to look first."""
    with ledger.rebuilding() as fresh:
        if not fresh.empty:
            raise ConfigurationError(
                "ledger-not-empty", "The ledger holds something already", "Rebuild into a new, empty one"
            )
        moment = now or datetime.now(UTC)
        findings: list[Finding] = []
        events = Replay(store, fresh, findings).play_all()
        beyond = NewerRecords(store, fresh, moment, findings).pick_up()
        _forget_published(store, fresh, findings)
        fresh.finish(moment)
        batches = sum(1 for _ in fresh.statuses())
        dossiers = len({item.dossier for item in fresh.items()})
        return RebuildReport(batches, dossiers, events, beyond, tuple(findings))


def _forget_published(store: Store, ledger: Rebuilding, findings: list[Finding]) -> None:
    """What the replay queued again and the store has a name for already."""
    for name, digest in ledger.unpublished():
        blob = store.recall(name)
        if blob is None:
            continue
        if digest_of(blob) != digest:
            findings.append(Finding("record-changed", name))
        ledger.published(name)
