"""Reuse (tái sử dụng): papers filed before that would serve their owner again, found without keeping who that is.

NĐ 45/2020/NĐ-CP Đ21 and TT 01/2023/TT-VPCP Đ8: what was digitised before and is still valid is not asked for again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from pipeline.model.dossier import Component, DossierRecord, Entry
from pipeline.model.ids import DossierCode, KindCode, digest_of
from pipeline.model.quality import Reusable, ReuseMark
from pipeline.model.standing import PaperRule
from pipeline.model.validity import has_ended
from pipeline.model.work import Filing
from pipeline.ports import BatchView
from pipeline.stages.describe import usable_until, values_of

Keyed = Callable[[Sequence[str]], str]
"""A keyed digest only this workspace can make: without the key nobody can try out numbers of people."""
NUMBERS = ("document_number", "certificate_serial", "id_number", "passport_number")


def marks(
    filings: Iterable[Filing],
    view: BatchView,
    records: Mapping[DossierCode, DossierRecord],
    rules: Mapping[KindCode, PaperRule],
    keyed: Keyed,
) -> Iterator[ReuseMark]:
    """A mark for each paper this batch filed that names the dossier's owner itself."""
    for filing in filings:
        record = records.get(filing.manifest.dossier)
        if record is None or not record.owner.id_number:
            continue
        for entry in filing.manifest.entries:
            if entry.batch == view.batch.id and _is_the_owners(entry, record):
                yield _mark(entry, record, rules.get(entry.classification.kind), keyed)


def _is_the_owners(entry: Entry, record: DossierRecord) -> bool:
    said = values_of(entry)
    if said.get("id_number"):
        return said["id_number"] == record.owner.id_number
    return bool(said.get("full_name")) and said["full_name"].casefold() == record.owner.name.casefold()


def _mark(entry: Entry, record: DossierRecord, rule: PaperRule | None, keyed: Keyed) -> ReuseMark:
    said, kind = values_of(entry), entry.classification.kind
    number = next((said[name] for name in NUMBERS if said.get(name)), entry.id)
    return ReuseMark(
        owner=keyed(["owner", record.owner.id_number]),
        paper=keyed(["paper", record.owner.id_number, kind, number]),
        kind=kind,
        dossier=digest_of(record.code.encode()),
        entry_id=entry.id,
        valid_until=usable_until(entry, rule) or "",
    )


def owner_key(record: DossierRecord, keyed: Keyed) -> str | None:
    """Under what the papers of *record*'s owner are found; None when the record does not say who that is."""
    return keyed(["owner", record.owner.id_number]) if record.owner.id_number else None


def offers(
    record: DossierRecord, missing: Iterable[Component], known: Sequence[ReuseMark], today: date
) -> tuple[Reusable, ...]:
    """For each *missing* component the newest valid paper among *known* that it accepts; the dossier's own are not news."""
    own = digest_of(record.code.encode())
    others = [mark for mark in known if mark.dossier != own and not has_ended(mark.valid_until or None, today)]
    found = []
    for component in missing:
        fitting = [mark for mark in others if component.kinds and component.accepts(mark.kind)]
        if fitting:
            best = fitting[-1]
            found.append(Reusable(component.code, best.kind, best.dossier, best.entry_id, best.valid_until))
    return tuple(found)
