"""What one run says of the machine's own answers: claims a person has judged, papers drawn for a look, papers to use again.

Nothing here names a person: kinds, names of fields, shares and digests only.
"""

from dataclasses import dataclass

from pipeline.model.ids import ComponentCode, Digest, KindCode

DOCUMENT = "document"
"""The subject of a claim about a whole paper: its pages, its kind and its dossier. Other subjects are names of fields."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the machine said, with the risk it gave (0..1). `automatic`: it was taken over without a person."""

    subject: str
    risk: float
    automatic: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim about one paper that a person has found right or wrong."""

    pages: tuple[int, ...]
    kind: KindCode
    """As the machine had named it."""
    claim: Claim
    right: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper filed without a person that was drawn for a look afterwards, with what the machine claims of it."""

    pages: tuple[int, ...]
    kind: KindCode
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ReuseMark:
    """A filed paper that may serve again, under keys that only this workspace can make.

    `owner` is a keyed digest of the owner's number, `paper` one of owner, kind and the paper's own number.
    `valid_until` is an ISO date, empty when the paper does not run out.
    """

    owner: str
    paper: str
    kind: KindCode
    dossier: Digest
    """Digest of the code of the dossier it was filed on."""
    entry_id: str
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class Reusable:
    """A paper digitised before that would fill a component the dossier misses."""

    component: ComponentCode
    kind: KindCode
    dossier_digest: Digest
    entry_id: str
    valid_until: str
