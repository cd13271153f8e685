"""A procedure (thủ tục hành chính) and the papers it asks for, as the operator's files say them."""

from dataclasses import dataclass

from pipeline.model.ids import ComponentCode, KindCode, ProcedureCode


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One line of a checklist (thành phần hồ sơ)."""

    code: ComponentCode
    name: str
    kinds: tuple[KindCode, ...]
    """Kinds filed there without asking anybody; none means that a person decides, unless `any_paper`."""
    instead: tuple[KindCode, ...]
    """Substitutes the procedure itself allows."""
    any_paper: bool
    """Whatever the citizen brings, as for certified copies."""
    required: bool
    many: bool
    form_number: str


@dataclass(frozen=True, slots=True)
class KnownProcedure:
    """A procedure whose checklist we know."""

    code: ProcedureCode
    name: str
    field: str
    """Lĩnh vực."""
    result_kind: KindCode | None
    result_codes: tuple[str, ...]
    source: str
    """Where the checklist was read."""
    papers: tuple[AskedPaper, ...]
