"""How our files stand on the 2026 portal, whose ids are its own: a paper is known by component and digest."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.dossier import FileOffer
from storage.records.portal_message import AttachedPaper, PortalDossier


@dataclass(frozen=True, slots=True)
class PortalStanding:
    """What a look-up says about the files of one hand-back."""

    found: tuple[tuple[FileOffer, AttachedPaper], ...]
    lacking: tuple[FileOffer, ...]
    doubled: tuple[tuple[str, int], ...]
    """(component, position in its list) of papers that are one of ours once more: same component, bytes and name."""

    @property
    def complete(self) -> bool:
        return not self.lacking and not self.doubled

    @classmethod
    def of(cls, offers: Sequence[FileOffer], held: PortalDossier) -> "PortalStanding":
        """Compare *offers* with what is *held*: each listed paper stands for one offer at most.

        The same bytes under the same component count as there whatever they are called, since a later version may have
        renumbered the names; an exact name is preferred, so that two entries with the same bytes keep theirs.
        """
        shelves = {component.code: list(component.papers) for component in held.components}
        taken: dict[tuple[str, int], FileOffer] = {}
        for by_name in (True, False):
            for offer in offers:
                if offer in taken.values():
                    continue
                for position, paper in enumerate(shelves.get(offer.component, [])):
                    place = (offer.component, position)
                    if place not in taken and _same(offer, paper, by_name=by_name):
                        taken[place] = offer
                        break
        doubled = tuple(
            (code, position)
            for code, papers in shelves.items()
            for position, paper in enumerate(papers)
            if (code, position) not in taken
            and any(offer.component == code and _same(offer, paper, by_name=True) for offer in offers)
        )
        places = {offer.entry_id: shelves[code][position] for (code, position), offer in taken.items()}
        found = tuple((offer, places[offer.entry_id]) for offer in offers if offer.entry_id in places)
        return cls(found, tuple(offer for offer in offers if offer.entry_id not in places), doubled)


def _same(offer: FileOffer, paper: AttachedPaper, *, by_name: bool) -> bool:
    return paper.digest.lower() == offer.digest and (not by_name or paper.name == offer.file_name)
