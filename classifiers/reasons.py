"""The run of pages documents are cut from, and one reason for or against a beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.signals import Signals
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest, KindCode


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. What stands ahead of the dot in `feature` is its name; features of one name are shown as one."""

    feature: str
    strength: float = 1.0
    box: Box | None = None

    @property
    def name(self) -> str:
        return self.feature.partition(".")[0]

    @property
    def silent(self) -> bool:
        """A habit of batches in general, nothing that could be shown on a paper."""
        return self.feature == "any-page"


@dataclass(frozen=True, slots=True)
class Run:
    """Pages between which documents may begin, with what is already settled about each.

    `settled[n]` is True where a document must begin, False where it must not (a verdict, a separator before it).
    `skipped[n]` counts blank sides between page n and the one before it.
    """

    pages: Sequence[Signals]
    settled: Mapping[int, tuple[bool, str]]
    skipped: Mapping[int, int]
    pages_in_file: Mapping[Digest, int]
    backs: frozenset[int] = frozenset()
    """Pages that are the back of a sheet, as far as the feed shows it."""
    wanted: frozenset[KindCode] = field(default_factory=frozenset)
    """Kinds on the checklists of the dossiers the batch names."""
