"""One run's whole result, in one transaction: outcomes, documents, questions, dossier heads, outbox, state, event."""

from datetime import datetime

import sqlalchemy as sa

from pipeline.errors import TransientError
from pipeline.model.ids import BatchId, Digest
from pipeline.model.paper import Outcome
from pipeline.model.work import BatchState, Claim, Filing, Settlement, WaitingFor
from storage.ledger import reasons
from storage.ledger.chain import append
from storage.ledger.heads import head_of, move_head
from storage.ledger.outbox import queue_letter
from storage.ledger.publications import dossier_name, proposal_name, publish_later, settlement_name
from storage.ledger.quality import remember
from storage.ledger.refusals import lost
from storage.ledger.resting import come_to_rest, make_ready, tell_batches_of
from storage.ledger.reviews import ask
from storage.ledger.tables import batches, documents, sides

_COUNTERS = {
    "attached": Outcome.ATTACHED,
    "separators": Outcome.SEPARATOR,
    "blanks": Outcome.BLANK_KEPT,
    "quarantined": Outcome.QUARANTINED,
    "replaced": Outcome.REPLACED,
}


def settle(conn: sa.Connection, claim: Claim, settlement: Settlement, now: datetime, record: Digest) -> None:
    """See `pipeline.ports.BatchLedger.settle`."""
    row = conn.execute(sa.select(batches).where(batches.c.id == claim.batch)).first()
    if row is None or row.fence != claim.fence:
        raise lost(claim)
    if row.settled_fence == claim.fence and row.record == record:
        return
    if row.state != BatchState.DIGITIZING:
        raise lost(claim)
    _must_be_whole(settlement, claim.batch, row.sides)
    _write_outcomes(conn, settlement)
    _write_documents(conn, settlement)
    ask(conn, claim.batch, settlement.reviews, now)
    remember(conn, settlement, now)
    queued = sum(_file(conn, claim.batch, filing, now) for filing in settlement.filings)
    publish_later(conn, proposal_name(claim.batch, claim.fence), settlement.proposal)
    publish_later(conn, settlement_name(claim.batch, claim.fence), record)
    conn.execute(
        sa.update(batches)
        .where(batches.c.id == claim.batch)
        .values(settled_fence=claim.fence, record=record, proposal=settlement.proposal)
    )
    state = come_to_rest(conn, claim.batch, now)
    if row.dirty:
        state = BatchState.TAKEN_IN
        make_ready(conn, claim.batch, reasons.VERDICT_GIVEN, now)
    facts: dict[str, object] = {
        "fence": claim.fence,
        "record": record,
        "proposal": settlement.proposal,
        "state": state,
        "asked": len(settlement.reviews),
        "queued": queued,
    }
    append(conn, "BatchSettled", claim.batch, facts | _count_sides(conn, claim.batch), now)


def _must_be_whole(settlement: Settlement, batch: BatchId, expected: int) -> None:
    """`ValueError` when a run would lose a side, count one twice, or leave one to nobody."""
    if settlement.batch != batch:
        raise ValueError(f"batch {batch}: the settlement is about another batch")
    if sorted(side.page for side in settlement.sides) != list(range(1, expected + 1)):
        raise ValueError(f"batch {batch}: the outcomes do not cover its {expected} sides exactly once")
    waiting = any(not side.outcome.final for side in settlement.sides)
    if waiting and not settlement.reviews:
        raise ValueError(f"batch {batch}: a side awaits review, but nobody is asked")
    for _, pages, waiting_for in settlement.reviews:
        if waiting_for in (WaitingFor.MACHINE, WaitingFor.NOBODY):
            raise ValueError(f"batch {batch}: a question waits for {waiting_for.value}, who answers none")
        if any(not 1 <= page <= expected for page in pages):
            raise ValueError(f"batch {batch}: a question is about a page that does not exist")


def _write_outcomes(conn: sa.Connection, settlement: Settlement) -> None:
    said = [
        {"of": settlement.batch, "number": side.page, "outcome": side.outcome, "reason": side.reason}
        for side in settlement.sides
    ]
    if said:
        one = sa.and_(sides.c.batch == sa.bindparam("of"), sides.c.page == sa.bindparam("number"))
        conn.execute(sa.update(sides).where(one), said)
    # the database counts its own rows, so that its constraint is about what is there, not about what we believe
    in_batch = sa.select(sa.func.count()).select_from(sides).where(sides.c.batch == settlement.batch)
    counted = {
        name: in_batch.where(sides.c.outcome == outcome).scalar_subquery() for name, outcome in _COUNTERS.items()
    }
    nobody_said = sa.or_(sides.c.outcome.is_(None), sides.c.outcome == Outcome.AWAITING_REVIEW)
    counted["waiting"] = in_batch.where(nobody_said).scalar_subquery()
    conn.execute(sa.update(batches).where(batches.c.id == settlement.batch).values(**counted))


def _count_sides(conn: sa.Connection, batch: BatchId) -> dict[str, object]:
    """The counters of *batch*, by name."""
    columns = [batches.c.sides, *(batches.c[name] for name in _COUNTERS), batches.c.waiting]
    row = conn.execute(sa.select(*columns).where(batches.c.id == batch)).one()
    return {name: int(value) for name, value in row._mapping.items()}


def _write_documents(conn: sa.Connection, settlement: Settlement) -> None:
    conn.execute(sa.delete(documents).where(documents.c.batch == settlement.batch))
    rows = [
        {
            "batch": settlement.batch,
            "position": position,
            "pages": paper.pages,
            "kind": paper.kind,
            "title": paper.title,
            "confidence": paper.confidence,
            "outcome": paper.outcome,
            "dossier": paper.dossier,
        }
        for position, paper in enumerate(settlement.documents)
    ]
    if rows:
        conn.execute(sa.insert(documents), rows)


def _file(conn: sa.Connection, batch: BatchId, filing: Filing, now: datetime) -> bool:
    """Compare-and-set the dossier's head and queue the hand-back; False when this very version is there already."""
    manifest, message = filing.manifest, filing.message
    if (message.dossier, message.manifest, message.version) != (manifest.dossier, filing.digest, manifest.version):
        raise ValueError(f"batch {batch}: a hand-back is not about the manifest it is filed with")
    head = head_of(conn, manifest.dossier)
    if head is not None and head[1] == filing.digest:
        return False
    version, previous = head or (0, None)
    if manifest.previous != previous:
        raise TransientError(
            "dossier-moved", f"Batch {batch}: a dossier got a newer version meanwhile", "File again upon its new head"
        )
    if manifest.version != version + 1:
        raise ValueError(f"batch {batch}: version {manifest.version} does not follow version {version}")
    move_head(conn, manifest.dossier, manifest.version, filing.digest)
    publish_later(conn, dossier_name(manifest.dossier, manifest.version, filing.digest), filing.digest)
    queue_letter(conn, batch, message, now)
    tell_batches_of(conn, manifest.dossier, now)  # an older version of theirs may have been overtaken
    return True
