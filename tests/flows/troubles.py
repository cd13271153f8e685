"""Bad days: parts that are away or refuse, people who answer, and what must hold on every one of them."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.intake import take_in_all
from flows.loop import drain
from flows.reconcile import reconcile
from flows.workbench import Workbench
from pipeline.model.documents import Document, Proposal
from pipeline.model.ids import BatchId
from pipeline.model.paper import Outcome
from pipeline.model.work import BatchState, BatchStatus, Verdict, VerdictKind, WaitingFor
from pipeline.ports import BatchView, ScanSource
from pipeline.stages.decide import decide
from tests.fakes.eyes import TextSeparator
from tests.flows.bench_of_fakes import Clock

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class HeedingSeparator(TextSeparator):
    """A `TextSeparator` that also heeds who set pages aside, as the real one does."""

    def separate(self, view: BatchView) -> Proposal:
        kinds = (VerdictKind.QUARANTINE, VerdictKind.REPLACED)
        aside = {n for verdict in view.verdicts if verdict.kind in kinds for n in verdict.pages} & set(view.readings)
        proposal = super().separate(view)
        documents = [d for d in (self._without(d, aside) for d in proposal.documents) if d is not None]
        return replace(
            proposal,
            documents=tuple(documents),
            separators=tuple(n for n in proposal.separators if n not in aside),
            blanks=tuple(n for n in proposal.blanks if n not in aside),
            quarantined=tuple(sorted(aside)),
        )

    @staticmethod
    def _without(document: Document, aside: set[int]) -> Document | None:
        pages = tuple(n for n in document.pages if n not in aside)
        return replace(document, pages=pages) if pages else None


class Down:
    """A part of the workbench that fails in one way while `error` is set. `only` names the calls that fail."""

    def __init__(self, part: Any, error: Callable[[], Exception] | None = None, only: Iterable[str] = ()) -> None:
        self._part = part
        self.only = frozenset(only)
        self.error = error

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        if not callable(found) or (self.only and name not in self.only):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            if self.error is not None:
                raise self.error()
            return found(*args, **kwargs)

        return call


def work_all(bench: Workbench, *sources: ScanSource) -> None:
    """Everything one process does: take in, then drain."""
    for source in sources:
        take_in_all(bench, source, lambda *_: None)
    drain(bench)


def say(bench: Workbench, clock: Clock, batch: BatchId, pages: tuple[int, ...], kind: VerdictKind, value: str) -> None:
    decide(Verdict(batch, pages, kind, value, "reviewer", clock()), bench.store, bench.codecs.verdicts, bench.ledger)


def settle_everything(bench: Workbench, clock: Clock) -> None:
    """A patient person answers every question there is, by setting the pages aside, until none is left."""
    for _ in range(6):
        clock.skip(hours=1)
        reconcile(bench)
        drain(bench)
        if all(status.state is BatchState.CLOSED for status in bench.ledger.statuses()):
            return
        for item in bench.ledger.open_items():
            clock.skip(seconds=1)
            kind = VerdictKind.QUARANTINE if item.pages else VerdictKind.ACCEPT
            say(bench, clock, item.batch, item.pages, kind, "")


def must_be_conserved(bench: Workbench, root: Path) -> None:
    """Sides are what the ledger counts and what its rows say; nothing is closed while one waits."""
    with sqlite3.connect(root / "ledger.sqlite") as rows:
        for batch, sides, *places in rows.execute(
            "SELECT id, sides, attached, separators, blanks, quarantined, replaced, waiting FROM batches"
        ):
            assert sides == sum(places), batch
            assert (sides,) == rows.execute("SELECT count(*) FROM sides WHERE batch = ?", (batch,)).fetchone()
    rows.close()
    for status in bench.ledger.statuses():
        must_say_why(status)
        pages = [side.page for side in status.outcomes]
        assert len(pages) == len(set(pages)) <= status.sides
        assert set(pages) <= set(range(1, status.sides + 1))
        waiting = [side for side in status.outcomes if not side.outcome.final]
        if status.state is BatchState.CLOSED:
            assert len(pages) == status.sides
            assert not waiting
            assert not bench.ledger.open_items(status.id)
        if status.state is BatchState.AWAITING_REVIEW:
            assert len(pages) == status.sides
            assert bench.ledger.open_items(status.id)
        if waiting and status.state is BatchState.HANDING_BACK:
            raise AssertionError("a side waits for a person, and nobody is asked")


def must_say_why(status: BatchStatus) -> None:
    """Nothing unfinished is silent: who acts, a reference for the reason, since when."""
    assert KEBAB.fullmatch(status.reason), status.state
    assert status.since.tzinfo is not None
    assert status.since >= status.taken_in_at or status.state is BatchState.CLOSED
    if status.state is BatchState.CLOSED:
        assert status.waiting_for is WaitingFor.NOBODY
    else:
        assert status.waiting_for is not WaitingFor.NOBODY


def outcomes_of(status: BatchStatus) -> dict[int, Outcome]:
    return {side.page: side.outcome for side in status.outcomes}
