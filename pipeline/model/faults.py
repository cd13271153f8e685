"""What is wrong with a scanned side, said while the sheet still lies at the counter."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.geometry import Box


class Remedy(StrEnum):
    """What the clerk does about it."""

    RESCAN = "rescan"
    """The scan cannot stand for the paper: scan the side again."""
    LOOK = "look"
    """Probably in order; a glance decides."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One defect of one side. `box` in pixels of the page as scanned, None where it concerns the whole side.

    `reference` is kebab-case and stable (``cut-edge-right``, ``blurred``, ``skewed``, ...); `others` are further sides it
    speaks of (the twin of a sheet scanned twice). Nothing in it repeats what is written on the paper.
    """

    reference: str
    page: int
    remedy: Remedy = Remedy.RESCAN
    box: Box | None = None
    others: tuple[int, ...] = ()
