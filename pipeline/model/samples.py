"""What the ledger remembers of the machine's answers: outcomes, samples waiting for a person, papers called back.

Nothing here names a person: kinds, names of fields, shares and digests only.
"""

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.ids import BatchId, BranchId, digest_of_parts
from pipeline.model.quality import Drawn, Judged
from pipeline.model.work import WaitingFor


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judged claim as the ledger remembers it."""

    batch: BatchId
    branch: BranchId
    judged: Judged
    sampled: bool
    """Chosen by lot, not because somebody doubted it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn paper at the samples' desk. Its batch does not wait for it; whoever is asked stands in `waiting_for`."""

    id: str
    batch: BatchId
    branch: BranchId
    drawn: Drawn
    since: datetime
    waiting_for: WaitingFor
    """`NOBODY` once it is answered."""
    wrong: tuple[str, ...] = ()
    """Subjects found wrong; empty while it waits, and when everything was right."""

    @property
    def answered(self) -> bool:
        return self.waiting_for is WaitingFor.NOBODY


@dataclass(frozen=True, slots=True)
class Recall:
    """A filed paper called back for a look (thu hồi để kiểm tra): others like it turned out wrong too often.

    It stays where it was filed until a person says otherwise.
    """

    batch: BatchId
    pages: tuple[int, ...]
    since: datetime


def sample_id(batch: BatchId, pages: tuple[int, ...]) -> str:
    """The same for every run that files the same paper."""
    return "s-" + digest_of_parts([batch, *map(str, pages)])[:20]
