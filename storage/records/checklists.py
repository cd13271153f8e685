"""Which of our kinds of paper a component of somebody else's checklist accepts.

The one-stop system names components by code and by a sentence of law; it does not know our kinds. We are handed a table:
by code where somebody wrote it down, else by the whole name, else by the words in which kinds of paper are asked for. A
component nothing leads to accepts nothing by itself, so that its paper goes to a person instead of to the wrong place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.model.dossier import Component
from pipeline.model.ids import ComponentCode, KindCode
from storage.records.asking import Asking
from storage.records.folding import fold

UNKNOWN_COMPONENT = KindCode("unknown-component")
"""A kind no paper has: the component accepts nothing until somebody maps it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one component takes."""

    kinds: tuple[KindCode, ...] = ()
    """Filed there without asking anybody; none means that a person decides."""
    instead: tuple[KindCode, ...] = ()
    """Substitutes the procedure allows."""
    any_paper: bool = False
    many: bool = False

    @property
    def accepted(self) -> tuple[KindCode, ...]:
        if self.any_paper:
            return ()
        return self.kinds or (UNKNOWN_COMPONENT,)


@dataclass(frozen=True)
class Checklists:
    """The table, ready to ask. An empty one leaves every component to a person."""

    by_code: Mapping[str, Rule] = field(default_factory=dict)
    by_name: Mapping[str, Rule] = field(default_factory=dict)
    """Whole names as published, folded."""
    asking: Asking = field(default_factory=Asking)

    def component(self, code: str, name: str, *, required: bool, copies: int = 1) -> Component:
        """The component *code* as the heart knows it. *copies* is how many papers the procedure asks for."""
        rule = self.by_code.get(code) or self.by_name.get(fold(name)) or self._asked(name)
        many = rule.many or copies > 1
        return Component(ComponentCode(code), name, rule.accepted, required, many, rule.instead)

    def _asked(self, name: str) -> Rule:
        found = self.asking.of(fold(name))
        rule = Rule(found.kinds, found.instead, found.any_paper)
        return replace(rule, many=found.many)
