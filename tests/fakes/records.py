"""A one-stop system in memory: the same promises as the real adapters (`tests.contracts.record_system`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.dossier import DossierRecord, HandBack, HandBackReceipt
from pipeline.model.ids import ComponentCode, Digest, DossierCode


@dataclass(frozen=True, order=True)
class HeldPaper:
    """A paper as it stands in a record. `entry` is empty for what others put there."""

    component: ComponentCode
    digest: Digest
    entry: str = ""


class InMemoryRecords:
    """Keeps `pipeline.ports.RecordSystem`. `refusals` and `lost_answers` count the bad luck still to come."""

    def __init__(self, dossiers: Iterable[DossierRecord], target: str = "memory") -> None:
        self.dossiers = {dossier.code: dossier for dossier in dossiers}
        self.papers: dict[DossierCode, list[HeldPaper]] = {code: [] for code in self.dossiers}
        self.refusals = 0
        self.lost_answers = 0
        self._target = target

    @property
    def target(self) -> str:
        return self._target

    def dossier(self, code: DossierCode) -> DossierRecord | None:
        return self.dossiers.get(code)

    def hand_back(self, message: HandBack, now: datetime) -> HandBackReceipt:
        if self.refusals:
            self.refusals -= 1
            raise TransientError("one-stop-failed", f"{self.target} failed", "it is tried again")
        record = self.dossiers.get(message.dossier)
        if record is None:
            raise RejectedInputError("dossier-not-found", f"{self.target} knows no dossier {message.dossier}")
        wanted = [HeldPaper(offer.component, offer.digest, offer.entry_id) for offer in message.files]
        named = {paper.entry for paper in wanted} | set(message.withdrawn)
        before = self.papers[message.dossier]
        after = [*(paper for paper in before if paper.entry not in named), *wanted]
        already_there = sorted(before) == sorted(after)
        if not already_there and not record.open_for_papers:
            raise RejectedInputError("dossier-closed", f"dossier {message.dossier} takes no papers")
        self.papers[message.dossier] = after
        if self.lost_answers:
            self.lost_answers -= 1
            raise TransientError("one-stop-timed-out", f"{self.target} did not answer in time", "it is tried again")
        confirmed = tuple((paper.entry, paper.entry) for paper in wanted)
        return HandBackReceipt(message.key, self.target, now, confirmed, already_there)

    def snapshot(self) -> tuple[tuple[DossierCode, tuple[HeldPaper, ...]], ...]:
        """What stands where, in an order of its own."""
        return tuple((code, tuple(sorted(papers))) for code, papers in sorted(self.papers.items()) if papers)
