"""The one-stop side: procedures, dossiers (hồ sơ), and what we put into them."""

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model.documents import Classification, ExtractedField
from pipeline.model.ids import BatchId, ComponentCode, Digest, DossierCode, KindCode, ProcedureCode, digest_of_parts


@dataclass(frozen=True, slots=True)
class Component:
    """A paper the procedure asks for (thành phần hồ sơ).

    `kinds` are the kinds of paper it accepts; empty means any paper (as for certified copies, where the
    citizen brings whatever is to be copied).
    """

    code: ComponentCode
    name: str
    kinds: tuple[KindCode, ...]
    required: bool
    many: bool = False
    """More than one paper may stand under it."""
    instead: tuple[KindCode, ...] = ()
    """Substitutes the procedure allows in place of `kinds` (giấy tờ thay thế)."""

    def accepts(self, kind: KindCode) -> bool:
        return not self.kinds or kind in self.kinds or kind in self.instead


@dataclass(frozen=True, slots=True)
class Procedure:
    """Thủ tục hành chính with its checklist."""

    code: ProcedureCode
    name: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Chủ hồ sơ. Personal data throughout."""

    name: str = field(repr=False)
    id_number: str = field(repr=False, default="")
    birth_date: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class DossierRecord:
    """What the one-stop system says about a dossier when asked."""

    code: DossierCode
    procedure: Procedure
    owner: Owner
    receiving_unit: str
    competent_unit: str
    status: int
    """Status 1..10 of the national list (1 registered, 2 received, 4 in process, 5 supplement asked, 9 done, 10 returned)."""

    @property
    def open_for_papers(self) -> bool:
        """Papers may be added while the dossier is registered, received, in process or waiting for a supplement."""
        return self.status in (1, 2, 4, 5)


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper filed onto a component: which pages, which bytes stand for it, what it says."""

    component: ComponentCode
    component_name: str
    batch: BatchId
    pages: tuple[int, ...]
    sources: tuple[Digest, ...]
    """Originals the pages lie in, in page order, each once."""
    copy: Digest
    """The searchable PDF/A beside the originals: what a reader opens."""
    copy_size: int
    signed_original: Digest | None
    """A signed PDF that is this very document, kept byte for byte; it goes to the one-stop system instead of the copy."""
    classification: Classification
    fields: tuple[ExtractedField, ...] = field(repr=False)
    image_only_pages: tuple[int, ...] = ()
    """Pages no text could be read from: trang không nhận dạng được."""
    read_back: bool = False
    """The file was fetched from the store again after it was kept, and was the bytes that had been put there."""
    signature: str = ""
    """Whose signature over the file was found right: SHA-256 of the officer's certificate, or ``arrived-signed`` for a
    paper that came as a signed file. Empty when none was, or when no signature is asked for."""

    @property
    def id(self) -> str:
        """Stable over re-runs: the same pages of the same batch under the same component."""
        return digest_of_parts([self.batch, self.component, *map(str, self.pages)])[:24]

    @property
    def file(self) -> Digest:
        """The file that is handed over."""
        return self.signed_original or self.copy


@dataclass(frozen=True, slots=True)
class Manifest:
    """One version of a dossier's digitised papers. Self-describing; its digest is its name."""

    dossier: DossierCode
    procedure: ProcedureCode
    version: int
    previous: Digest | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FileOffer:
    """A file as the one-stop system is told of it."""

    entry_id: str
    component: ComponentCode
    component_name: str
    file_name: str
    """Built from the kind and an ordinal, never from the citizen's or the scanner's names."""
    digest: Digest
    size: int
    title: str
    digitised: bool = False
    """Evidence says that it may be called digitised (`pipeline.stages.describe.may_be_called_digitised`)."""


@dataclass(frozen=True, slots=True)
class HandBack:
    """The message for one dossier version: an upsert, safe to send again."""

    dossier: DossierCode
    procedure: ProcedureCode
    manifest: Digest
    version: int
    files: tuple[FileOffer, ...]
    withdrawn: tuple[str, ...] = ()
    """Entry ids of the version before that are no longer ours to offer (a correction moved the paper)."""

    @property
    def key(self) -> str:
        return digest_of_parts([self.dossier, self.manifest])[:32]


@dataclass(frozen=True, slots=True)
class HandBackReceipt:
    """Xác nhận đồng bộ: what was read back from the record system after the upsert."""

    key: str
    target: str
    accepted_at: datetime
    confirmed: tuple[tuple[str, str], ...]
    """(our entry id, the id the record system holds the file under), one for each file of the message."""
    already_there: bool
    """Everything was there before we wrote: a repeat."""
