"""The 2026 portal as our record system. Files travel as bytes and come back as an id and a hash."""

import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.dossier import DossierRecord, FileOffer, HandBack, HandBackReceipt, Owner, Procedure
from pipeline.model.ids import DossierCode, ProcedureCode
from pipeline.ports import ObjectStore
from storage.records.checklists import Checklists
from storage.records.portal_message import (
    Acknowledged,
    AttachedPaper,
    DossierUpdate,
    PortalComponent,
    PortalDossier,
    PortalProcedure,
)
from storage.records.portal_session import PortalOptions, PortalSession
from storage.records.portal_standing import PortalStanding, marked_name

__all__ = ["PortalOptions", "PortalRecords"]


class PortalRecords:
    """Asks and tells the portal.

    Uploading is not idempotent there: each upload gives a new id. So a paper that is already listed (our entry id in
    its name, our digest, under its component) is never uploaded again; an upload whose answer got lost stays there unlisted, and harms nobody.
    An update takes the place of a component's whole list; therefore it repeats what others put there, as it was read a
    moment before. Dossiers are never created here and codes never asked for: an unknown code is the branch's to correct.
    """

    def __init__(self, options: PortalOptions, store: ObjectStore, checklists: Checklists | None = None) -> None:
        self._options = options
        self._store = store
        self._checklists = checklists or Checklists()
        self._session = PortalSession(options)

    @property
    def target(self) -> str:
        return self._options.name

    def close(self) -> None:
        self._session.close()

    def dossier(self, code: DossierCode) -> DossierRecord | None:
        held = self._look_up(code)
        return self._record(held, self._procedure(held)) if held else None

    def hand_back(self, message: HandBack, now: datetime) -> HandBackReceipt:
        before = self._known(message.dossier)
        standing = PortalStanding.of(message, before)
        if standing.complete:
            return self._receipt(message, standing, now, already_there=True)
        self._must_be_open(before)
        self._session.tell("/UpdateDossier", self._update(before, standing).wire(), Acknowledged)
        after = PortalStanding.of(message, self._known(message.dossier))
        if not after.complete:
            raise TransientError(
                "hand-back-not-confirmed",
                f"{self.target} does not show every file of dossier {message.dossier} exactly once",
                "it is tried again",
            )
        return self._receipt(message, after, now, already_there=False)

    # ---- reading

    def _look_up(self, code: DossierCode) -> PortalDossier | None:
        return self._session.read("/GetDossier", PortalDossier, MaHoSo=code)

    def _known(self, code: DossierCode) -> PortalDossier:
        held = self._look_up(code)
        if held is None:
            raise RejectedInputError(
                "dossier-not-found", f"{self.target} knows no dossier {code}", "correct the dossier code"
            )
        return held

    def _procedure(self, held: PortalDossier) -> Procedure:
        shown = self._session.read("/GetProcedure", PortalProcedure, MaTTHC=held.procedure)
        components = tuple(
            self._checklists.component(item.code, item.name, required=item.copies > 0, copies=item.copies)
            for item in (shown.components if shown else ())
        )
        return Procedure(ProcedureCode(held.procedure), shown.name if shown else "", components)

    def _record(self, held: PortalDossier, procedure: Procedure) -> DossierRecord:
        person = held.submitter
        # the submitter may be somebody else than the owner: then the number and the birth date are not the owner's
        owner = Owner(held.owner, person.number, person.birth_date) if person.name == held.owner else Owner(held.owner)
        return DossierRecord(
            DossierCode(held.code), procedure, owner, held.receiving_unit, held.competent_unit, held.status
        )

    def _must_be_open(self, held: PortalDossier) -> None:
        if not self._record(held, Procedure(ProcedureCode(held.procedure), "", ())).open_for_papers:
            raise RejectedInputError(
                "dossier-closed",
                f"dossier {held.code} takes no papers in status {held.status}",
                "reopen it at the one-stop desk, or correct the dossier code",
            )

    # ---- writing

    def _update(self, held: PortalDossier, standing: PortalStanding) -> DossierUpdate:
        """The components that change, each with its whole new list: what stands there, without surplus, and ours."""
        shown = {component.code: component for component in held.components}
        added = self._uploads(standing)
        components = []
        for code in sorted({*added, *(code for code, _ in standing.surplus)}):
            component = shown.get(code) or PortalComponent(code=code)
            kept = [p for place, p in enumerate(component.papers) if (code, place) not in standing.surplus]
            components.append(component.model_copy(update={"papers": (*kept, *added.get(code, ()))}))
        return DossierUpdate(code=held.code, procedure=held.procedure, components=tuple(components))

    def _uploads(self, standing: PortalStanding) -> dict[str, list[AttachedPaper]]:
        added: dict[str, list[AttachedPaper]] = defaultdict(list)
        for offer in standing.lacking:
            paper = AttachedPaper(id=self._upload(offer), name=marked_name(offer), digest=offer.digest)
            added[offer.component].append(paper)
        return added

    def _upload(self, offer: FileOffer) -> str:
        with tempfile.TemporaryDirectory(prefix="sohoa-portal-") as folder:
            copy = Path(folder) / "paper.pdf"
            self._store.fetch(offer.digest, copy)
            uploaded = self._session.upload(copy, marked_name(offer))
        if uploaded.digest.lower() != offer.digest:
            raise TransientError(
                "upload-hash-mismatch", f"{self.target} received other bytes than we sent", "it is tried again"
            )
        return uploaded.id

    def _receipt(
        self, message: HandBack, standing: PortalStanding, now: datetime, *, already_there: bool
    ) -> HandBackReceipt:
        confirmed = tuple((offer.entry_id, paper.id) for offer, paper in standing.found)
        return HandBackReceipt(message.key, self.target, now, confirmed, already_there)
