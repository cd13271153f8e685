"""How our files stand on the 2026 portal, whose ids are its own: ours carry their entry id at the end of the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.dossier import FileOffer, HandBack
from storage.records.portal_message import AttachedPaper, PortalDossier

_OURS = re.compile(r"\.([0-9a-f]{24})\.pdf$")

Place = tuple[str, int]
"""(component, position in its list)."""


def marked_name(offer: FileOffer) -> str:
    """The paper's name on the portal: ``01-id-card.<entry id>.pdf``.

    The portal lets us give nothing else of our own. The name's first part changes as papers come and go, and the same
    bytes may stand there for somebody else, so neither would tell that a paper is ours.
    """
    return f"{offer.file_name.removesuffix('.pdf')}.{offer.entry_id}.pdf"


def entry_of(paper: AttachedPaper) -> str | None:
    """Our entry id, None for a paper of somebody else."""
    found = _OURS.search(paper.name)
    return found.group(1) if found else None


@dataclass(frozen=True, slots=True)
class PortalStanding:
    """What a look-up says about the files of one hand-back."""

    found: tuple[tuple[FileOffer, AttachedPaper], ...]
    lacking: tuple[FileOffer, ...]
    surplus: frozenset[Place]
    """To be taken out: ours once more, elsewhere, with other bytes, or no longer ours to offer."""

    @property
    def complete(self) -> bool:
        return not self.lacking and not self.surplus

    @classmethod
    def of(cls, message: HandBack, held: PortalDossier) -> "PortalStanding":
        """Compare *message* with what is *held*. Papers without an entry id it names play no part."""
        offers = {offer.entry_id: offer for offer in message.files}
        named = {*offers, *message.withdrawn}
        right: dict[str, AttachedPaper] = {}
        surplus: set[Place] = set()
        for place, paper in _papers(held):
            entry = entry_of(paper)
            if entry is None or entry not in named:
                continue
            if entry not in right and _fits(offers.get(entry), place, paper):
                right[entry] = paper
            else:
                surplus.add(place)
        found = tuple((offer, right[offer.entry_id]) for offer in message.files if offer.entry_id in right)
        lacking = tuple(offer for offer in message.files if offer.entry_id not in right)
        return cls(found, lacking, frozenset(surplus))


def _papers(held: PortalDossier) -> Iterator[tuple[Place, AttachedPaper]]:
    for component in held.components:
        for position, paper in enumerate(component.papers):
            yield (component.code, position), paper


def _fits(offer: FileOffer | None, place: Place, paper: AttachedPaper) -> bool:
    return offer is not None and offer.component == place[0] and offer.digest == paper.digest.lower()
