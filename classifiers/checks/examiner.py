"""`pipeline.ports.Examiner`: every check over all papers of a batch."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, timezone

from classifiers.checks.examine import examine
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Document
from pipeline.ports import BatchView

HANOI = timezone(timedelta(hours=7))


class PaperExaminer:
    """Holds each paper against itself."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def examine(self, documents: Sequence[Document], view: BatchView) -> tuple[Document, ...]:
        """The same documents, each with its findings."""
        scanned_on = view.batch.taken_in_at.astimezone(HANOI).date()
        return tuple(
            replace(
                document,
                findings=examine(
                    document.fields, self._taxonomy.kind(document.classification.kind).abbreviation, scanned_on
                ),
            )
            for document in documents
        )
