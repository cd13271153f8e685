"""What became of the machine's answers: outcomes, the samples' desk, recalls and papers to use again."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.ids import BatchId, BranchId, Digest, KindCode, digest_of
from pipeline.model.paper import Outcome as SideEnd
from pipeline.model.quality import DOCUMENT, Claim, Drawn, Judged, ReuseMark
from pipeline.model.samples import Outcome, Recall, Sample, sample_id
from pipeline.model.work import Settlement, Verdict, WaitingFor
from storage.ledger import reasons
from storage.ledger.chain import append
from storage.ledger.database import Part
from storage.ledger.refusals import unknown
from storage.ledger.resting import make_ready
from storage.ledger.tables import batches, outcomes, recalls, reuse, samples


def remember(conn: sa.Connection, settlement: Settlement, now: datetime) -> None:
    """What a run says of the machine's answers takes the place of what the run before said; answered samples stay,
    and so do waiting ones as long as their paper is still filed as it was drawn."""
    branch = conn.execute(sa.select(batches.c.branch).where(batches.c.id == settlement.batch)).scalar_one()
    _write_outcomes(conn, settlement, branch)
    _write_samples(conn, settlement, branch, now)
    for filing in settlement.filings:  # a version says all its dossier's papers anew; what has none stays as it was
        dossier = digest_of(filing.manifest.dossier.encode())
        conn.execute(sa.delete(reuse).where(reuse.c.batch == settlement.batch, reuse.c.dossier == dossier))
    marks = [_mark_row(settlement.batch, mark, now) for mark in settlement.reusable]
    if marks:
        conn.execute(sa.insert(reuse), marks)


def _write_outcomes(conn: sa.Connection, settlement: Settlement, branch: str) -> None:
    conn.execute(sa.delete(outcomes).where(outcomes.c.batch == settlement.batch))
    rows = [
        {
            "batch": settlement.batch,
            "pages": one.pages,
            "subject": one.claim.subject,
            "branch": branch,
            "kind": one.kind,
            "risk": one.claim.risk,
            "automatic": one.claim.automatic,
            "right": one.right,
        }
        for one in settlement.judged
    ]
    if rows:
        conn.execute(sa.insert(outcomes), rows)


def _write_samples(conn: sa.Connection, settlement: Settlement, branch: str, now: datetime) -> None:
    mine = samples.c.batch == settlement.batch
    filed = {sample_id(settlement.batch, d.pages) for d in settlement.documents if d.outcome is SideEnd.ATTACHED}
    waits = samples.c.waiting_for != WaitingFor.NOBODY
    conn.execute(sa.delete(samples).where(mine, waits, samples.c.id.not_in(filed)))
    known = set(conn.scalars(sa.select(samples.c.id).where(mine)))
    rows = [_sample_row(settlement.batch, branch, one, now) for one in settlement.drawn]
    fresh = [row for row in rows if row["id"] not in known]
    if fresh:
        conn.execute(sa.insert(samples), fresh)


def answer(conn: sa.Connection, verdict: Verdict) -> None:
    """The sample with the verdict's pages is looked at; the last answer counts. Nothing when there is none."""
    wrong = ",".join(sorted({part.strip() for part in verdict.value.split(",") if part.strip()}))
    drawn = samples.c.id == sample_id(verdict.batch, verdict.pages)
    conn.execute(sa.update(samples).where(drawn).values(waiting_for=WaitingFor.NOBODY, wrong=wrong))


class SqlQuality(Part):
    """`pipeline.ports.QualityDesk`."""

    def outcomes(self, branch: BranchId | None = None) -> tuple[Outcome, ...]:
        """A claim judged both ways counts as the sample it was drawn as: that one was not chosen for its looks."""
        judged = sa.select(outcomes).order_by(outcomes.c.batch, outcomes.c.pages, outcomes.c.subject)
        looked_at = sa.select(samples).where(samples.c.waiting_for == WaitingFor.NOBODY).order_by(samples.c.id)
        if branch is not None:
            judged = judged.where(outcomes.c.branch == branch)
            looked_at = looked_at.where(samples.c.branch == branch)
        with self._database.reading() as conn:
            found = [_outcome(row) for row in conn.execute(judged)]
            drawn = [one for row in conn.execute(looked_at) for one in _outcomes_of(_sample(row))]
        sampled = {_key(one) for one in drawn}
        return (*drawn, *(one for one in found if _key(one) not in sampled))

    def samples(self, branch: BranchId | None = None) -> tuple[Sample, ...]:
        query = sa.select(samples).order_by(samples.c.since, samples.c.batch, samples.c.pages)
        if branch is not None:
            query = query.where(samples.c.branch == branch)
        with self._database.reading() as conn:
            return tuple(_sample(row) for row in conn.execute(query))

    def recall(self, batch: BatchId, pages: tuple[int, ...], now: datetime) -> bool:
        this = sa.and_(recalls.c.batch == batch, recalls.c.pages == pages)
        with self._database.writing() as conn:
            if conn.execute(sa.select(batches.c.id).where(batches.c.id == batch)).first() is None:
                raise unknown()
            if conn.execute(sa.select(recalls.c.batch).where(this)).first() is not None:
                return False
            event = append(conn, "PaperRecalled", batch, {"pages": ",".join(map(str, pages))}, now)
            conn.execute(sa.insert(recalls).values(batch=batch, pages=pages, sequence=event.sequence, since=now))
            make_ready(conn, batch, reasons.RECALLED, now)
            return True

    def recalls(self, batch: BatchId) -> tuple[Recall, ...]:
        query = sa.select(recalls).where(recalls.c.batch == batch).order_by(recalls.c.sequence)
        with self._database.reading() as conn:
            return tuple(Recall(BatchId(row.batch), row.pages, row.since) for row in conn.execute(query))

    def reusable(self, owner: str) -> tuple[ReuseMark, ...]:
        query = sa.select(reuse).where(reuse.c.owner == owner).order_by(reuse.c.filed_at, reuse.c.batch, reuse.c.entry)
        with self._database.reading() as conn:
            return tuple(_mark(row) for row in conn.execute(query))


def _outcomes_of(sample: Sample) -> Iterator[Outcome]:
    """Every claim of an answered sample. Of a paper that was not what it was taken for, the fields say nothing."""
    for claim in sample.drawn.claims:
        right = claim.subject not in sample.wrong
        if claim.subject != DOCUMENT and right and DOCUMENT in sample.wrong:
            continue
        judged = Judged(sample.drawn.pages, sample.drawn.kind, claim, right)
        yield Outcome(sample.batch, sample.branch, judged, sampled=True)


def _key(one: Outcome) -> tuple[str, tuple[int, ...], str]:
    return one.batch, one.judged.pages, one.judged.claim.subject


def _outcome(row: Any) -> Outcome:
    claim = Claim(row.subject, row.risk, row.automatic)
    judged = Judged(row.pages, KindCode(row.kind), claim, row.right)
    return Outcome(BatchId(row.batch), BranchId(row.branch), judged, sampled=False)


def _sample_row(batch: BatchId, branch: str, one: Drawn, now: datetime) -> dict[str, Any]:
    return {
        "id": sample_id(batch, one.pages),
        "batch": batch,
        "branch": branch,
        "pages": one.pages,
        "kind": one.kind,
        "claims": json.dumps([[claim.subject, claim.risk, claim.automatic] for claim in one.claims]),
        "since": now,
        "waiting_for": WaitingFor.REVIEWER,
        "wrong": "",
    }


def _sample(row: Any) -> Sample:
    claims = tuple(Claim(subject, float(risk), bool(auto)) for subject, risk, auto in json.loads(row.claims))
    return Sample(
        id=row.id,
        batch=BatchId(row.batch),
        branch=BranchId(row.branch),
        drawn=Drawn(row.pages, KindCode(row.kind), claims),
        since=row.since,
        waiting_for=WaitingFor(row.waiting_for),
        wrong=tuple(filter(None, row.wrong.split(","))),
    )


def _mark_row(batch: BatchId, mark: ReuseMark, now: datetime) -> dict[str, Any]:
    return {
        "batch": batch,
        "entry": mark.entry_id,
        "dossier": mark.dossier,
        "owner": mark.owner,
        "paper": mark.paper,
        "kind": mark.kind,
        "valid_until": mark.valid_until,
        "filed_at": now,
    }


def _mark(row: Any) -> ReuseMark:
    return ReuseMark(row.owner, row.paper, KindCode(row.kind), Digest(row.dossier), row.entry, row.valid_until)
