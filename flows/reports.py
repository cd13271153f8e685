"""What a run says of itself: one JSON object for machines, a Markdown page for operators, a short table for people.

The JSON of `sohoa run` carries field values, because its reader asked for exactly these papers; nothing else does.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.standings import standings_of
from flows.wording import say
from flows.workbench import Workbench
from pipeline.model.documents import Cell, Document, Evidence, ExtractedField, Proposal
from pipeline.model.geometry import Box
from pipeline.model.ids import BatchId
from pipeline.model.paper import Outcome
from pipeline.model.work import BatchState, BatchStatus, OutboxItem, OutboxState, ReviewItem

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """Everything a reader of one batch wants, from the ledger and the store."""

    source: str
    status: BatchStatus
    proposal: Proposal | None
    reviews: tuple[ReviewItem, ...]
    hand_backs: tuple[OutboxItem, ...]
    texts_failed: tuple[int, ...] = ()
    dossiers: tuple[Json, ...] = ()
    """Where each dossier of the batch stands (`flows.standings`)."""

    def as_json(self) -> Json:
        status = self.status
        return {
            "source": self.source,
            "batch": status.id,
            "state": status.state.value,
            "reason": status.reason,
            "waiting_for": status.waiting_for.value,
            "since": status.since.isoformat(),
            "sides": [
                {"page": side.page, "outcome": side.outcome.value, "reason": side.reason} for side in status.outcomes
            ],
            "documents": self._documents(),
            "review": [
                {
                    "id": item.id,
                    "reason": item.reference,
                    "message": say(item.reference, item.pages),
                    "pages": list(item.pages),
                    "waiting_for": item.waiting_for.value,
                    "since": item.since.isoformat(),
                }
                for item in self.reviews
            ],
            "handback": self._hand_back(),
            "dossiers": [*self.dossiers],
        }

    def _documents(self) -> list[Json]:
        details = {d.pages: d for d in self.proposal.documents} if self.proposal else {}
        return [
            {
                "pages": list(summary.pages),
                "kind": summary.kind,
                "title": summary.title,
                "confidence": round(summary.confidence, 4),
                "outcome": summary.outcome.value,
                "dossier": summary.dossier,
                "reasons": _reasons(details.get(summary.pages)),
                "fields": fields_json(details.get(summary.pages)),
                "tables": tables_json(details.get(summary.pages)),
                "checks": findings_json(details.get(summary.pages)),
            }
            for summary in self.status.documents
        ]

    def _hand_back(self) -> Json | None:
        """The worst of the batch's messages decides the state: what waits hides behind nothing."""
        if not self.hand_backs:
            return None
        order = [
            OutboxState.DEAD,
            OutboxState.PENDING,
            OutboxState.SENDING,
            OutboxState.ACCEPTED,
            OutboxState.SUPERSEDED,
        ]
        worst = min(self.hand_backs, key=lambda item: order.index(item.state))
        return {
            "state": worst.state.value,
            "reason": worst.reason,
            "messages": [
                {
                    "dossier": item.dossier,
                    "version": item.version,
                    "state": item.state.value,
                    "attempts": item.attempt,
                    "reason": item.reason,
                    "manifest": item.manifest,
                }
                for item in self.hand_backs
            ],
        }


def _reasons(document: Document | None) -> list[Json]:
    return [evidence_json(reason) for reason in document.classification.reasons] if document else []


def fields_json(document: Document | None) -> list[Json]:
    return [field_json(f) for f in document.fields] if document else []


def field_json(f: ExtractedField) -> Json:
    found: Json = {
        "name": f.name,
        "label": f.label,
        "raw": f.raw,
        "value": f.value,
        "page": f.page,
        "box": box_json(f.box),
        "confidence": round(f.confidence, 4),
        "risk": f.risk,
        "decision": f.decision.value,
    }
    if f.units:
        found["units"] = list(f.units)
    if f.confirmed is not None:
        found["confirmed"] = f.confirmed
    return found


def tables_json(document: Document | None) -> list[Json]:
    return [
        {
            "name": table.name,
            "label": table.label,
            "columns": list(table.columns),
            "rows": [[_cell_json(cell) for cell in row] for row in table.rows],
        }
        for table in (document.tables if document else ())
    ]


def _cell_json(cell: Cell | None) -> Json | None:
    if cell is None:
        return None
    return {
        "raw": cell.raw,
        "value": cell.value,
        "page": cell.page,
        "box": box_json(cell.box),
        "confidence": round(cell.confidence, 4),
    }


def findings_json(document: Document | None) -> list[Json]:
    return [
        {
            "reference": found.reference,
            "message": say(found.reference, found.pages),
            "gravity": found.gravity.value,
            "pages": list(found.pages),
            "fields": list(found.fields),
            "others": list(found.others),
        }
        for found in (document.findings if document else ())
    ]


def evidence_json(evidence: Evidence) -> Json:
    return {
        "name": evidence.name,
        "page": evidence.page,
        "box": box_json(evidence.box) if evidence.box is not None else None,
    }


def box_json(box: Box) -> list[int]:
    """Left, top, right, bottom in pixels of the page as scanned."""
    return [box.left, box.top, box.right, box.bottom]


def batch_report(bench: Workbench, batch: BatchId, source: str = "") -> BatchReport:
    """Collect the report of *batch*; `KeyError` if the ledger does not know it."""
    status = bench.ledger.status(batch)
    if status is None:
        raise KeyError(batch)
    names = list(bench.store.names(f"proposals/{batch}/"))
    blob = bench.store.recall(names[-1]) if names else None
    return BatchReport(
        source=source,
        status=status,
        proposal=bench.codecs.proposals.decode(blob) if blob is not None else None,
        reviews=bench.ledger.open_items(batch),
        hand_backs=bench.ledger.items(batch),
        dossiers=tuple(standings_of(bench, [status])),
    )


def run_json(reports: Sequence[BatchReport], refused: Sequence[Json], seconds: float) -> Json:
    """The one JSON object that `sohoa run --json` ends with."""
    batches = [*(report.as_json() for report in reports), *refused]
    return {"batches": batches, "totals": totals(reports), "seconds": round(seconds, 3)}


def totals(reports: Sequence[BatchReport]) -> Json:
    """Conservation in figures: `sides` is the sum of the outcomes, always."""
    outcomes = Counter(side.outcome for report in reports for side in report.status.outcomes)
    hand_backs = Counter(item.state for report in reports for item in report.hand_backs)
    return {
        "batches": len(reports),
        "sides": sum(report.status.sides for report in reports),
        "outcomes": {outcome.value: outcomes.get(outcome, 0) for outcome in Outcome},
        "unaccounted": sum(report.status.sides - len(report.status.outcomes) for report in reports),
        "documents": sum(len(report.status.documents) for report in reports),
        "review": sum(len(report.reviews) for report in reports),
        "handbacks": {state.value: hand_backs.get(state, 0) for state in OutboxState},
        "closed": sum(report.status.state is BatchState.CLOSED for report in reports),
    }


def markdown_report(status: BatchStatus) -> str:
    """For the Prefect UI: ids, kinds and counts only; no value read from the paper, no dossier code."""
    outcomes = Counter(side.outcome for side in status.outcomes)
    lines = [
        f"# Batch {status.id}",
        "",
        f"Branch **{status.branch}**, lane **{status.lane}**, state **{status.state}**, "
        f"waiting for **{status.waiting_for}**" + (f" because `{status.reason}`." if status.reason else "."),
        "",
        "| outcome | sides |",
        "|---|---:|",
        *(f"| {outcome.value} | {outcomes[outcome]} |" for outcome in Outcome if outcomes[outcome]),
        f"| **scanned** | **{status.sides}** |",
        "",
        "| pages | kind | confidence | outcome |",
        "|---|---|---:|---|",
        *(f"| {pages_text(d.pages)} | {d.kind} | {d.confidence:.2f} | {d.outcome} |" for d in status.documents),
    ]
    return "\n".join(lines)


def pages_text(pages: Sequence[int]) -> str:
    """``3``, ``3–5`` or ``3, 5``."""
    if len(pages) > 1 and list(pages) == list(range(pages[0], pages[-1] + 1)):
        return f"{pages[0]}–{pages[-1]}"
    return ", ".join(map(str, pages))
