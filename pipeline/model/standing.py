"""Where a dossier stands: what it has, what it lacks, what somebody has to do. No personal data: titles and codes only."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.ids import BatchId, ComponentCode, DossierCode, KindCode


@dataclass(frozen=True, slots=True)
class PaperRule:
    """What the heart has to know of a kind of paper."""

    kind: KindCode
    title: str
    carries: frozenset[str]
    """Names of the fields papers of the kind have."""
    valid_months: int | None = None
    """Months it may be used after its issue, by law; None when its own face says, or it has no end."""
    proves_identity: bool = False
    """An identity paper: its number, day and issuer are the ones other papers quote."""


class Metadatum(StrEnum):
    """The least metadata of a digitised paper (TT 01/2023/TT-VPCP Đ9)."""

    TYPE_CODE = "type-code"
    OWNER_ID = "owner-id"
    TITLE = "title"
    NUMBER = "number"
    ISSUE_DATE = "issue-date"
    ISSUER = "issuer"
    SUMMARY = "summary"
    VALIDITY = "validity"
    SCOPE = "scope"


class DossierState(StrEnum):
    COMPLETE = "complete"
    """Every required component has a paper that may be used."""
    WAITING = "waiting"
    """What is lacking lies there already and waits for a person."""
    MISSING = "missing"
    """The citizen has to bring something."""


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One thing to know or to do about a dossier. `reference` has Vietnamese wording, which the other parts fill."""

    reference: str
    component: ComponentCode | None = None
    component_name: str = ""
    kind: KindCode | None = None
    title: str = ""
    batch: BatchId | None = None
    pages: tuple[int, ...] = ()
    entry_id: str = ""
    until: str = ""
    """ISO date of the last day of validity."""
    lacks: tuple[Metadatum, ...] = ()

    @property
    def named(self) -> dict[str, str]:
        """What its sentence may name besides pages: the component, the paper, the day."""
        return {
            "component": self.component_name or self.title,
            "paper": self.title or self.component_name,
            "date": self.until,
        }


@dataclass(frozen=True, slots=True)
class DossierStanding:
    """One dossier as it stands today."""

    dossier: DossierCode
    state: DossierState
    missing: tuple[StandingItem, ...] = ()
    """Required components without a paper."""
    waiting: tuple[StandingItem, ...] = ()
    """Required components whose paper waits for a person."""
    extra: tuple[StandingItem, ...] = ()
    """Papers no component of the checklist wants."""
    expired: tuple[StandingItem, ...] = ()
    duplicate: tuple[StandingItem, ...] = ()
    reusable: tuple[StandingItem, ...] = ()
    """Missing components that a valid paper digitised before would fill."""
    undescribed: tuple[StandingItem, ...] = ()
    """Filed papers whose least metadata is not complete: they may not be called digitised yet."""
