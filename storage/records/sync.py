"""The older sync (`DongBoHoSoMC`) as our record system. Files travel as addresses the counterpart fetches."""

from collections.abc import Callable, Sequence
from datetime import datetime

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.dossier import DossierRecord, FileOffer, HandBack, HandBackReceipt, Owner, Procedure
from pipeline.model.ids import DossierCode, ProcedureCode
from pipeline.ports import FileLinks
from storage.records.checklists import Checklists
from storage.records.sync_answers import HeldDossier, HeldFile, ProcedurePacket
from storage.records.sync_message import Progress, SubmittedFile, SyncDossier
from storage.records.sync_session import SyncOptions, SyncSession, already_exists, not_found, refused
from storage.records.sync_standing import Standing
from storage.records.wire import translating_http_errors

__all__ = ["SyncOptions", "SyncRecords"]

PROGRESS_CHUNK = 10
"""Steps of progress in one message: what the counterpart takes."""


def proved(offer: FileOffer) -> bool:
    """The evidence filing gathered: without it `DuocSoHoa` stays 0."""
    return offer.digitised


class SyncRecords:
    """Asks and tells a one-stop system of the older generation.

    Our entry id is the file's `TepDinhKemId`, which makes a repeat recognisable. An update names only the files that
    are missing: the counterpart appends what it is told to a ``##`` list, whether it was there or not. A file of ours
    that is there wrongly (twice, elsewhere, unreadable), or that the message withdraws, is taken back by its id first.
    Files under other ids belong to others and are never named. A counterpart that reports no digest is believed when
    it lists the id exactly once: then new bytes under an old id cannot be told from the old ones.

    `DuocSoHoa` is 1 only for files *digitised* vouches for (kept, read back, metadata complete and settled: TT 01/2023
    Đ7-9); a file told with 0 before is told again once, and whether the counterpart takes the flag over is its own
    affair. `DuocTaiSuDung` and `DuocLayTuKhoDMQG` are 0, as we never reuse a paper without scanning it.
    """

    def __init__(
        self,
        options: SyncOptions,
        links: FileLinks,
        digitised: Callable[[FileOffer], bool] = proved,
        checklists: Checklists | None = None,
    ) -> None:
        self._options = options
        self._links = links
        self._digitised = digitised
        self._checklists = checklists or Checklists()
        self._session = SyncSession(options)

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
        standing = Standing.of(message, before)
        if standing.complete and not standing.unflagged:
            return self._receipt(message, now, already_there=True)
        self._must_be_open(before)
        # Told that it "already exists", we look again before the repeat: the counterpart may have said so after writing.
        if not (self._upsert(message, before) or self._upsert(message, self._known(message.dossier))):
            raise TransientError(
                "one-stop-refused", f"{self.target} takes no update of dossier {message.dossier}", "it is tried again"
            )
        if not Standing.of(message, self._known(message.dossier)).complete:
            raise TransientError(
                "hand-back-not-confirmed",
                f"{self.target} does not show every file of dossier {message.dossier} exactly once",
                "it is tried again; see that the counterpart can fetch our links",
            )
        return self._receipt(message, now, already_there=False)

    def report_progress(self, steps: Sequence[Progress]) -> None:
        """Tell of steps of processing (`CapNhatTienDoHoSoMC`), ten a message. Not safe to repeat: they are appended."""
        for start in range(0, len(steps), PROGRESS_CHUNK):
            chunk = [step.wire() for step in steps[start : start + PROGRESS_CHUNK]]
            answer = self._session.call("CapNhatTienDoHoSoMC", chunk)
            if answer.error_code != "0":
                raise refused(self.target, "CapNhatTienDoHoSoMC", answer)

    # ---- reading

    def _look_up(self, code: DossierCode) -> HeldDossier | None:
        answer = self._session.call("TraCuuHoSo", [{"MaHoSo": code}])
        if not_found(answer):
            return None
        if answer.error_code != "0":
            raise refused(self.target, "TraCuuHoSo", answer)
        with translating_http_errors(self.target):
            found = [HeldDossier.model_validate(item) for item in answer.result]
        # some look-ups match by prefix
        return next((dossier for dossier in found if dossier.code == code), None)

    def _known(self, code: DossierCode) -> HeldDossier:
        held = self._look_up(code)
        if held is None:
            raise RejectedInputError(
                "dossier-not-found", f"{self.target} knows no dossier {code}", "correct the dossier code"
            )
        return held

    def _record(self, held: HeldDossier, procedure: Procedure) -> DossierRecord:
        number = held.owner_number or next((i.number for i in held.owner_identities if i.number), "")
        return DossierRecord(
            code=DossierCode(held.code),
            procedure=procedure,
            owner=Owner(held.owner, number),
            receiving_unit=held.receiving_unit,
            competent_unit=held.competent_unit,
            status=held.status,
        )

    def _procedure(self, held: HeldDossier) -> Procedure:
        answer = self._session.call("LayThuTuc", [{"MaTTHC": held.procedure}])
        if answer.error_code != "0" and not not_found(answer):
            raise refused(self.target, "LayThuTuc", answer)
        with translating_http_errors(self.target):
            packets = [ProcedurePacket.model_validate(item) for item in answer.result]
        papers = {paper.code: paper for packet in packets for case in packet.cases for paper in case.papers}
        components = tuple(
            self._checklists.component(
                paper.code,
                paper.name,
                required=paper.originals + paper.copies > 0,
                copies=max(paper.originals, paper.copies),
            )
            for paper in papers.values()
        )
        name = next((packet.name for packet in packets), held.procedure_name)
        return Procedure(ProcedureCode(held.procedure), name, components)

    def _must_be_open(self, held: HeldDossier) -> None:
        if not self._record(held, Procedure(ProcedureCode(held.procedure), "", ())).open_for_papers:
            raise RejectedInputError(
                "dossier-closed",
                f"dossier {held.code} takes no papers in status {held.status}",
                "reopen it at the one-stop desk, or correct the dossier code",
            )

    # ---- writing

    def _upsert(self, message: HandBack, held: HeldDossier) -> bool:
        """Withdraw what is wrong, send what is lacking. False when we were only told that it already exists."""
        standing = Standing.of(message, held)
        again = standing.unflagged
        told = (
            [self._withdrawal(file) for file in (*standing.wrong, *(row for _, row in again))],
            [self._submission(offer) for offer in (*standing.lacking, *(offer for offer, _ in again))],
        )
        size = self._options.files_per_message
        chunks = [files[start : start + size] for files in told for start in range(0, len(files), size)]
        return all(self._tell(held, chunk) for chunk in chunks)

    def _tell(self, held: HeldDossier, files: Sequence[SubmittedFile]) -> bool:
        """Send *files* as an update of the dossier: nothing else of it is named, so nothing else changes."""
        update = SyncDossier(
            code=held.code,
            procedure=held.procedure,
            procedure_name=held.procedure_name or None,
            has_digitised="1" if any(file.digitised == "1" for file in files) else None,
            files=tuple(files),
        )
        answer = self._session.call("DongBoHoSoMC", [update.wire()], updating=True)
        if answer.error_code != "0" and not already_exists(answer):
            raise refused(self.target, "DongBoHoSoMC", answer)
        return answer.error_code == "0"

    def _submission(self, offer: FileOffer) -> SubmittedFile:
        return SubmittedFile(
            id=offer.entry_id,
            name=offer.file_name,
            component=offer.component,
            url=self._links.link(offer.digest, offer.file_name, self._options.link_lifetime),
            digitised="1" if self._digitised(offer) else "0",
        )

    def _withdrawal(self, file: HeldFile) -> SubmittedFile:
        return SubmittedFile(id=file.id, name=file.name, component=file.component, url=file.url, deleted="True")

    def _receipt(self, message: HandBack, now: datetime, *, already_there: bool) -> HandBackReceipt:
        confirmed = tuple((offer.entry_id, offer.entry_id) for offer in message.files)
        return HandBackReceipt(message.key, self.target, now, confirmed, already_there)
