"""How our files stand at the counterpart of the older sync: there, lacking, or there but wrongly."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.dossier import FileOffer, HandBack
from storage.records.sync_answers import HeldDossier, HeldFile


@dataclass(frozen=True, slots=True)
class Standing:
    """What a look-up says about the files of one hand-back."""

    lacking: tuple[FileOffer, ...]
    """To be sent."""
    wrong: tuple[HeldFile, ...]
    """To be withdrawn first: ours, but doubled, elsewhere or not opening with our digest; or no longer ours to offer."""
    unflagged: tuple[tuple[FileOffer, HeldFile], ...] = ()
    """There and right, but told before we could vouch for it: `DuocSoHoa` is 0 there and 1 with us by now."""

    @property
    def complete(self) -> bool:
        return not self.lacking and not self.wrong

    @classmethod
    def of(cls, message: HandBack, held: HeldDossier) -> "Standing":
        """Compare *message* with what is *held*. Files under ids it does not name play no part."""
        rows: dict[str, list[HeldFile]] = defaultdict(list)
        for file in held.files:
            if file.stands:
                rows[file.id].append(file)
        lists = _Lists.of(held)
        lacking = tuple(offer for offer in message.files if not _right(offer, rows[offer.entry_id], lists))
        kept = {offer.entry_id for offer in message.files}
        gone = [entry for entry in message.withdrawn if entry not in kept]
        wrong = tuple(rows[entry][0] for entry in [*(offer.entry_id for offer in lacking), *gone] if rows[entry])
        right = [(offer, rows[offer.entry_id][0]) for offer in message.files if offer not in lacking]
        unflagged = tuple((offer, row) for offer, row in right if offer.digitised and row.digitised == "0")
        return cls(lacking, wrong, unflagged)


@dataclass(frozen=True, slots=True)
class _Lists:
    """How often each address stands in the rows, and in the ``##`` list where one is shown."""

    rows: Counter[str]
    joined: Counter[str] | None

    @classmethod
    def of(cls, held: HeldDossier) -> "_Lists":
        joined = None if held.joined_urls is None else Counter(held.joined_urls.split("##"))
        return cls(Counter(file.url for file in held.files if file.stands), joined)

    def agree(self, url: str) -> bool:
        return self.joined is None or self.joined[url] == self.rows[url]


def _right(offer: FileOffer, rows: Sequence[HeldFile], lists: _Lists) -> bool:
    """Exactly once, in both lists, under its component, and opening with our digest as far as the counterpart tells."""
    if len(rows) != 1 or rows[0].component != offer.component or not lists.agree(rows[0].url):
        return False
    return rows[0].opens != "0" and (rows[0].digest is None or rows[0].digest.lower() == offer.digest)
