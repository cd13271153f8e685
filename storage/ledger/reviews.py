"""Questions to people and their answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.ids import BatchId, BranchId, Digest, digest_of, digest_of_parts
from pipeline.model.work import ReviewItem, Verdict, VerdictKind, WaitingFor
from storage.codec import JsonCodec
from storage.ledger import reasons
from storage.ledger.chain import append
from storage.ledger.database import Part
from storage.ledger.quality import answer
from storage.ledger.refusals import unknown
from storage.ledger.resting import make_ready
from storage.ledger.tables import batches, reviews, verdicts

VERDICTS = JsonCodec(Verdict)

Question = tuple[str, tuple[int, ...], WaitingFor]
"""(reference, pages, who acts), as in `Settlement.reviews`."""


def review_id(batch: BatchId, question: Question) -> str:
    """The same for every run that asks the same."""
    reference, pages, waiting_for = question
    return "r-" + digest_of_parts([batch, reference, waiting_for, *map(str, pages)])[:20]


def verdict_record(verdict: Verdict) -> Digest:
    """The digest of the verdict as the store keeps it: what makes two verdicts the same."""
    return digest_of(VERDICTS.encode(verdict))


def ask(conn: sa.Connection, batch: BatchId, questions: Iterable[Question], now: datetime) -> None:
    """Make *questions* the open ones of *batch*: unasked ones are withdrawn, those asked again keep their `since`."""
    asked = {review_id(batch, question): question for question in questions}
    of_batch = reviews.c.batch == batch
    conn.execute(sa.delete(reviews).where(of_batch, reviews.c.id.not_in(list(asked))))
    known = set(conn.scalars(sa.select(reviews.c.id).where(of_batch)))
    branch = conn.execute(sa.select(batches.c.branch).where(batches.c.id == batch)).scalar_one()
    fresh = [
        {
            "id": key,
            "batch": batch,
            "branch": branch,
            "pages": pages,
            "reference": reference,
            "waiting_for": waiting_for,
            "since": now,
        }
        for key, (reference, pages, waiting_for) in asked.items()
        if key not in known
    ]
    if fresh:
        conn.execute(sa.insert(reviews), fresh)


class SqlReviews(Part):
    """`pipeline.ports.ReviewDesk`."""

    def open_items(self, batch: BatchId | None = None) -> tuple[ReviewItem, ...]:
        """Longest waiting first."""
        query = sa.select(reviews).order_by(reviews.c.since, reviews.c.batch, reviews.c.pages, reviews.c.id)
        if batch is not None:
            query = query.where(reviews.c.batch == batch)
        with self._database.reading() as conn:
            return tuple(_item(row) for row in conn.execute(query))

    def decide(self, verdict: Verdict) -> None:
        """Keep the verdict and make its batch ready for a fresh run, attempts from zero. A run that holds the batch
        meanwhile may not have seen the verdict: when it settles, the batch is ready again. One about a sample answers
        the sample and asks for no run.

        `RejectedInputError` when there is no such batch.
        """
        record = verdict_record(verdict)
        with self._database.writing() as conn:
            if conn.execute(sa.select(batches.c.id).where(batches.c.id == verdict.batch)).first() is None:
                raise unknown()
            if conn.execute(sa.select(verdicts.c.id).where(verdicts.c.id == record)).first() is not None:
                return
            facts = {"record": record, "kind": verdict.kind, "pages": len(verdict.pages)}
            event = append(conn, "VerdictGiven", verdict.batch, facts, verdict.at)
            conn.execute(
                sa.insert(verdicts).values(
                    id=record,
                    sequence=event.sequence,
                    batch=verdict.batch,
                    pages=verdict.pages,
                    kind=verdict.kind,
                    value=verdict.value,
                    by=verdict.by,
                    at=verdict.at,
                )
            )
            if verdict.kind is VerdictKind.CHECKED:
                answer(conn, verdict)  # a batch does not wait for its samples
            else:
                make_ready(conn, verdict.batch, reasons.VERDICT_GIVEN, verdict.at)

    def verdicts(self, batch: BatchId) -> tuple[Verdict, ...]:
        query = sa.select(verdicts).where(verdicts.c.batch == batch).order_by(verdicts.c.sequence)
        with self._database.reading() as conn:
            return tuple(_verdict(row) for row in conn.execute(query))


def _item(row: Any) -> ReviewItem:
    return ReviewItem(
        id=row.id,
        batch=BatchId(row.batch),
        branch=BranchId(row.branch),
        pages=row.pages,
        reference=row.reference,
        waiting_for=WaitingFor(row.waiting_for),
        since=row.since,
    )


def _verdict(row: Any) -> Verdict:
    return Verdict(
        batch=BatchId(row.batch),
        pages=row.pages,
        kind=VerdictKind(row.kind),
        value=row.value,
        by=row.by,
        at=row.at,
    )
