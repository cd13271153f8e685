"""Which of our kinds of paper a component of somebody else's checklist accepts.

The one-stop system names components by code and by a sentence of law; it does not know our kinds. `checklists.toml`
says which is which: by code where we know it, else by words of the name. A component nobody mapped accepts nothing by
itself, so that its paper goes to a person instead of to the wrong place.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from pipeline.model.dossier import Component
from pipeline.model.ids import ComponentCode, KindCode
from storage.records.folding import fold

UNKNOWN_COMPONENT = KindCode("unknown-component")
"""A kind no paper has: the component accepts nothing until somebody maps it."""


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[str, ...] = ()
    any_paper: bool = False
    many: bool = False

    @property
    def accepted(self) -> tuple[KindCode, ...]:
        if self.any_paper:
            return ()
        return tuple(KindCode(kind) for kind in self.kinds) or (UNKNOWN_COMPONENT,)


class _NamedRule(_Rule):
    pattern: str


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    components: dict[str, _Rule]
    names: list[_NamedRule] = []


@dataclass(frozen=True)
class Checklists:
    """The mapping, ready to ask."""

    by_code: Mapping[str, _Rule]
    by_name: tuple[tuple[re.Pattern[str], _Rule], ...]

    @classmethod
    def parse(cls, text: str) -> "Checklists":
        table = _Table.model_validate(tomllib.loads(text))
        return cls(table.components, tuple((re.compile(rule.pattern), rule) for rule in table.names))

    @classmethod
    @cache
    def shipped(cls) -> "Checklists":
        """The table that comes with the project."""
        return cls.parse(files("storage.records").joinpath("checklists.toml").read_text("utf-8"))

    def component(self, code: str, name: str, *, required: bool, copies: int = 1) -> Component:
        """The component *code* as the heart knows it. *copies* is how many papers the procedure asks for."""
        rule = self.by_code.get(code) or self._named(name)
        accepted, many = (rule.accepted, rule.many) if rule else ((UNKNOWN_COMPONENT,), False)
        return Component(ComponentCode(code), name, accepted, required, many or copies > 1)

    def _named(self, name: str) -> _Rule | None:
        folded = fold(name)
        return next((rule for pattern, rule in self.by_name if pattern.search(folded)), None)
