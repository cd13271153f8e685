"""Where batches are: what a list, a tracking page or a shift report shows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.ids import BatchId, BranchId, DossierCode, KindCode
from pipeline.model.paper import Lane, Outcome
from pipeline.model.work import BatchState, BatchStatus, DocumentSummary, SideOutcome, WaitingFor
from storage.ledger.tables import batches, documents, outbox, sides

_SHELF = 200


def oldest_first(conn: sa.Connection, after: tuple[datetime, str] | None) -> list[BatchId]:
    """The next few batches in the order they were taken in."""
    query = sa.select(batches.c.id).order_by(batches.c.taken_in_at, batches.c.id).limit(_SHELF)
    if after is not None:
        moment, batch = after
        later = sa.or_(batches.c.taken_in_at > moment, sa.and_(batches.c.taken_in_at == moment, batches.c.id > batch))
        query = query.where(later)
    return [BatchId(found) for found in conn.scalars(query)]


def statuses_of(conn: sa.Connection, wanted: Sequence[BatchId]) -> list[BatchStatus]:
    """The status of each of *wanted* that exists, in that order."""
    rows = {row.id: row for row in conn.execute(sa.select(batches).where(batches.c.id.in_(wanted)))}
    outcomes = _outcomes(conn, wanted)
    papers = _documents(conn, wanted)
    filed = _filed(conn, wanted)
    return [_status(rows[batch], outcomes[batch], papers[batch], filed[batch]) for batch in wanted if batch in rows]


def _outcomes(conn: sa.Connection, wanted: Sequence[BatchId]) -> dict[str, list[SideOutcome]]:
    found: dict[str, list[SideOutcome]] = defaultdict(list)
    said = sa.select(sides).where(sides.c.batch.in_(wanted), sides.c.outcome.is_not(None))
    for row in conn.execute(said.order_by(sides.c.batch, sides.c.page)):
        found[row.batch].append(SideOutcome(row.page, Outcome(row.outcome), row.reason))
    return found


def _documents(conn: sa.Connection, wanted: Sequence[BatchId]) -> dict[str, list[DocumentSummary]]:
    found: dict[str, list[DocumentSummary]] = defaultdict(list)
    query = sa.select(documents).where(documents.c.batch.in_(wanted))
    for row in conn.execute(query.order_by(documents.c.batch, documents.c.position)):
        found[row.batch].append(
            DocumentSummary(
                pages=row.pages,
                kind=KindCode(row.kind),
                title=row.title,
                confidence=row.confidence,
                outcome=Outcome(row.outcome),
                dossier=None if row.dossier is None else DossierCode(row.dossier),
            )
        )
    return found


def _filed(conn: sa.Connection, wanted: Sequence[BatchId]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in conn.execute(sa.select(outbox.c.batch, outbox.c.dossier).where(outbox.c.batch.in_(wanted))):
        found[row.batch].add(row.dossier)
    return found


def _status(row: Any, outcomes: list[SideOutcome], papers: list[DocumentSummary], filed: set[str]) -> BatchStatus:
    dossiers = filed | {paper.dossier for paper in papers if paper.dossier is not None}
    if not dossiers and row.dossier_hint is not None:
        dossiers = {row.dossier_hint}  # nobody has read it yet, but the station said so
    return BatchStatus(
        id=BatchId(row.id),
        branch=BranchId(row.branch),
        lane=Lane(row.lane),
        state=BatchState(row.state),
        waiting_for=WaitingFor(row.waiting_for),
        reason=row.reason,
        since=row.since,
        taken_in_at=row.taken_in_at,
        attempt=row.attempt,
        sides=row.sides,
        outcomes=tuple(outcomes),
        documents=tuple(papers),
        dossiers=tuple(DossierCode(code) for code in sorted(dossiers)),
        lease_until=row.lease_until,
        next_try_at=row.next_try_at,
    )
