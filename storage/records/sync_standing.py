"""How our files stand at the counterpart of the older sync: there, lacking, or there but wrongly."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.dossier import FileOffer
from storage.records.sync_answers import HeldDossier, HeldFile


@dataclass(frozen=True, slots=True)
class Standing:
    """What a look-up says about the files of one hand-back."""

    lacking: tuple[FileOffer, ...]
    """To be sent."""
    wrong: tuple[HeldFile, ...]
    """Ours, but doubled, elsewhere or not opening with our digest: to be withdrawn first (their offers are lacking too)."""

    @property
    def complete(self) -> bool:
        return not self.lacking

    @classmethod
    def of(cls, offers: Sequence[FileOffer], held: HeldDossier) -> "Standing":
        """Compare *offers* with what is *held*. Files under ids that are not ours play no part."""
        rows: dict[str, list[HeldFile]] = defaultdict(list)
        for file in held.files:
            if file.stands:
                rows[file.id].append(file)
        joined = None if held.joined_urls is None else Counter(held.joined_urls.split("##"))
        lacking = tuple(offer for offer in offers if not _right(offer, rows[offer.entry_id], joined))
        wrong = tuple(rows[offer.entry_id][0] for offer in lacking if rows[offer.entry_id])
        return cls(lacking, wrong)


def _right(offer: FileOffer, rows: Sequence[HeldFile], joined: Counter[str] | None) -> bool:
    """Exactly once, in both lists, under its component, and opening with our digest as far as the counterpart tells."""
    if len(rows) != 1 or rows[0].component != offer.component:
        return False
    if joined is not None and joined[rows[0].url] != 1:
        return False
    return rows[0].opens != "0" and (rows[0].digest is None or rows[0].digest.lower() == offer.digest)
