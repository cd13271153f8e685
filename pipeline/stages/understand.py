"""Separate, classify, extract: from readings to one proposal over the whole batch."""

from dataclasses import replace

from pipeline.model.documents import Document, Doubt, Proposal
from pipeline.model.paper import ScanBatch
from pipeline.ports import BatchView, Classifier, FieldExtractor, Separator


def understand(view: BatchView, separator: Separator, classifier: Classifier, extractor: FieldExtractor) -> Proposal:
    """One proposal in which every page that was read has exactly one place."""
    separated = separator.separate(view)
    documents = tuple(_named(document, view, classifier, extractor) for document in separated.documents)
    proposal = replace(separated, documents=documents, doubts=(*separated.doubts, *sheet_count_doubts(view.batch)))
    if proposal.placed != frozenset(view.readings):
        raise ValueError(f"batch {view.batch.id}: the proposal forgets or invents pages")
    return proposal


def _named(document: Document, view: BatchView, classifier: Classifier, extractor: FieldExtractor) -> Document:
    classified = replace(document, classification=classifier.classify(document, view))
    return replace(classified, fields=extractor.extract(classified, view))


def sheet_count_doubts(batch: ScanBatch) -> tuple[Doubt, ...]:
    """Declared sheets against scanned sides: one-sided gives as many sides, two-sided twice as many.

    Anything else is a suspected double feed or a lost sheet (TT 01/2023/TT-VPCP, Đ8: the copy covers every page).
    """
    if batch.declared_sheets is None or batch.sides in (batch.declared_sheets, 2 * batch.declared_sheets):
        return ()
    return (Doubt("sheet-count-differs", ()),)
