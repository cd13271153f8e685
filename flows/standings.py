"""Where dossiers stand, for whoever asks: gathered from ledger, store and one-stop system, said in Vietnamese."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flows.wording import say
from flows.workbench import Workbench
from pipeline.errors import DigitizationError
from pipeline.model.days import hanoi_day
from pipeline.model.dossier import DossierRecord, Entry
from pipeline.model.ids import DossierCode
from pipeline.model.paper import Outcome
from pipeline.model.quality import ReuseMark
from pipeline.model.standing import DossierStanding, StandingItem
from pipeline.model.work import BatchStatus, DocumentSummary, ReviewItem
from pipeline.stages.reuse import owner_key
from pipeline.stages.standing import WaitingPaper, standing

Json = dict[str, Any]
LISTS = ("missing", "waiting", "extra", "expired", "duplicate", "reusable", "undescribed")


@dataclass(frozen=True, slots=True)
class Unasked:
    """A dossier the one-stop system did not answer about, or does not know."""

    dossier: DossierCode
    reference: str


def standings_of(bench: Workbench, statuses: Iterable[BatchStatus]) -> list[Json]:
    """Every dossier the papers of *statuses* are for, as JSON."""
    statuses = list(statuses)
    codes = {summary.dossier for status in statuses for summary in status.documents if summary.dossier}
    codes |= {code for status in statuses for code in status.dossiers}
    return [standing_json(stand(bench, code, statuses)) for code in sorted(codes)]


def stand(bench: Workbench, code: DossierCode, statuses: Iterable[BatchStatus]) -> DossierStanding | Unasked:
    """Dossier *code* as it stands now; papers of *statuses* that wait for a person count as being there."""
    try:
        record = bench.records.dossier(code)
    except DigitizationError:
        return Unasked(code, "dossier-unknown")
    if record is None:
        return Unasked(code, "dossier-code-unknown")
    waiting = [paper for status in statuses for paper in _waiting(bench, status, code)]
    today = hanoi_day(bench.clock())
    return standing(record, _entries(bench, code), waiting, _filed_before(bench, record), bench.rules, today)


def _filed_before(bench: Workbench, record: DossierRecord) -> tuple[ReuseMark, ...]:
    """Papers of the owner on other dossiers, where this workspace remembers them."""
    owner = owner_key(record, bench.keyed) if bench.keyed is not None else None
    return bench.ledger.reusable(owner) if owner is not None else ()


def _entries(bench: Workbench, code: DossierCode) -> tuple[Entry, ...]:
    head = bench.ledger.head(code)
    return bench.codecs.manifests.decode(bench.store.get(head[1])).entries if head else ()


def _waiting(bench: Workbench, status: BatchStatus, code: DossierCode) -> Iterator[WaitingPaper]:
    mine = [d for d in status.documents if d.dossier == code and d.outcome is Outcome.AWAITING_REVIEW]
    items = bench.ledger.open_items(status.id) if mine else ()
    for summary in mine:
        yield WaitingPaper(status.id, summary.pages, summary.kind, summary.title, _asked(summary, items))


def _asked(summary: DocumentSummary, items: Iterable[ReviewItem]) -> str:
    about = (item.reference for item in items if set(item.pages) & set(summary.pages))
    return next(about, "kind-unsure")


def standing_json(found: DossierStanding | Unasked) -> Json:
    """Codes, titles and sentences: nothing of a person."""
    if isinstance(found, Unasked):
        empty: Json = {name: [] for name in LISTS}
        return {"code": found.dossier, "state": "unknown", "message": say(found.reference), **empty}
    lists = {name: [_item_json(item) for item in getattr(found, name)] for name in LISTS}
    return {"code": found.dossier, "state": found.state.value, "message": say(f"dossier-{found.state}"), **lists}


def _in_words(item: StandingItem) -> dict[str, str]:
    """What the sentence names, days as people here write them: ``21/07/2034``."""
    return {**item.named, "date": "/".join(reversed(item.until.split("-")))}


def _item_json(item: StandingItem) -> Json:
    lacks = ", ".join(say(f"metadata-{name}").rstrip(".").lower() for name in item.lacks)
    return {
        "reference": item.reference,
        "message": say(item.reference, item.pages, **_in_words(item), lacks=lacks),
        "component": item.component,
        "component_name": item.component_name,
        "kind": item.kind,
        "title": item.title,
        "batch": item.batch,
        "pages": list(item.pages),
        "entry": item.entry_id,
        "until": item.until,
        "lacks": [name.value for name in item.lacks],
    }
