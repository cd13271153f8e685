"""Separate, classify, extract, examine, decide: from readings to one proposal over the whole batch."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.model.documents import Document, Doubt, Proposal
from pipeline.model.dossier import DossierRecord
from pipeline.model.ids import DossierCode
from pipeline.model.paper import ScanBatch
from pipeline.ports import BatchView, Classifier, Decider, Examiner, FieldExtractor, Separator


def with_records(
    view: BatchView, separator: Separator, ask: Callable[[DossierCode], DossierRecord | None]
) -> BatchView:
    """*view* with what the one-stop system says of every dossier the papers name; each is asked about once."""
    asked = {code: ask(code) for code in separator.dossiers(view)}
    return replace(view, records={code: record for code, record in asked.items() if record is not None})


def understand(
    view: BatchView,
    separator: Separator,
    classifier: Classifier,
    extractor: FieldExtractor,
    examiner: Examiner,
    decider: Decider,
) -> Proposal:
    """One proposal in which every page that was read has exactly one place."""
    proposal = examined(view, separator, classifier, extractor, examiner)
    return replace(proposal, documents=tuple(decider.decide(document, view) for document in proposal.documents))


def examined(
    view: BatchView, separator: Separator, classifier: Classifier, extractor: FieldExtractor, examiner: Examiner
) -> Proposal:
    """The proposal before anything in it is decided."""
    separated = separator.separate(view)
    named = [_named(document, view, classifier, extractor) for document in separated.documents]
    documents = examiner.examine(named, view)
    proposal = replace(separated, documents=documents, doubts=(*separated.doubts, *sheet_count_doubts(view.batch)))
    if proposal.placed != frozenset(view.readings):
        raise ValueError(f"batch {view.batch.id}: the proposal forgets or invents pages")
    return proposal


def _named(document: Document, view: BatchView, classifier: Classifier, extractor: FieldExtractor) -> Document:
    classified = replace(document, classification=classifier.classify(document, view))
    fields = extractor.extract(classified, view)
    return replace(classified, fields=fields, tables=extractor.tables(classified, view))


def sheet_count_doubts(batch: ScanBatch) -> tuple[Doubt, ...]:
    """Declared sheets against scanned sides: one-sided gives as many sides, two-sided twice as many.

    Anything else is a suspected double feed or a lost sheet (TT 01/2023/TT-VPCP, Đ8: the copy covers every page).
    """
    if batch.declared_sheets is None or batch.fed in (batch.declared_sheets, 2 * batch.declared_sheets):
        return ()
    return (Doubt("sheet-count-differs", ()),)
