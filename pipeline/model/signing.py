"""Signatures: the copy that is handed out to be signed, what came back, and what holds of a signed file."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipeline.model.ids import BatchId, BranchId, Digest, digest_of_parts


class Regime(StrEnum):
    """Whose signature a copy carries, and by which rule it is seen."""

    PAPER_COPY = "paper-copy"
    """The copy of a dossier's paper: the officer's personal signature, top left of page 1 (TT 01/2023/TT-VPCP Đ8)."""
    AGENCY_COPY = "agency-copy"
    """`SAO Y`: the agency's signature, top right of page 1, no picture (NĐ 30/2020/NĐ-CP, Phụ lục I Phần II k3)."""


def slip_id(batch: BatchId, pages: tuple[int, ...]) -> str:
    """The opaque name of a paper that waits for its signature: the same over re-runs, and nothing of what it says."""
    return "p-" + digest_of_parts(["to-sign", batch, *map(str, pages)])[:24]


@dataclass(frozen=True, slots=True)
class Slip:
    """Phiếu ký: which bytes were handed out to be signed, and for which pages."""

    id: str
    batch: BatchId
    branch: BranchId
    pages: tuple[int, ...]
    copy: Digest
    size: int
    taken_in_at: datetime


@dataclass(frozen=True, slots=True)
class Terms:
    """What a returned file must be: the copy we handed out, signed since by somebody of the branch."""

    original: Path
    branch: BranchId
    not_before: datetime
    same_bytes: bool
    """The file begins with the bytes that were handed out, as every incremental signature leaves it."""


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What holds of one signature. Who signed is personal data and shown to the person who asks, nowhere else."""

    faults: tuple[str, ...]
    """References of what is wrong, what matters most first; none when it holds."""
    certificate: str
    """SHA-256 of the signer's certificate."""
    signed_at: datetime | None
    time_stamped: bool
    """The time comes from a time stamp that holds; else the signer's own machine says it."""
    level: str
    """``B-B``, ``B-T``, ``B-LT`` as PAdES calls them, or ``CMS`` for the older form."""
    covers_file: bool
    revocation_checked: bool
    signer: str = field(repr=False, default="")
    issuer: str = field(repr=False, default="")

    @property
    def holds(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Examination:
    """What holds of a signed file as a whole."""

    faults: tuple[str, ...]
    signatures: tuple[SignatureFacts, ...]

    @property
    def holds(self) -> bool:
        return not self.faults

    @property
    def counts(self) -> SignatureFacts | None:
        """The newest signature that holds."""
        return next((one for one in reversed(self.signatures) if one.holds), None)


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A returned file that was found right: what the verdict ``signed`` points at."""

    slip: Slip
    file: Digest
    size: int
    certificate: str
    signed_at: datetime
    time_stamped: bool
    level: str
    revocation_checked: bool
    checked_at: datetime
    follows: Digest | None = None
    """The signed copy this one adds a signature to."""


@dataclass(frozen=True, slots=True)
class ToSign:
    """A paper that waits for its officer."""

    slip: Slip
    kind: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of one returned file: `reference` is empty when it was accepted."""

    file: Digest
    paper: str = ""
    reference: str = ""
    pages: tuple[int, ...] = ()
    """Of the paper, where it is known."""
    again: bool = False
    """The very file was accepted before."""

    @property
    def accepted(self) -> bool:
        return not self.reference
