"""`pipeline.ports.Examiner`: every check over all papers of a batch."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.checks.belonging import belonging
from classifiers.checks.duplicates import duplicates
from classifiers.checks.examine import examine
from classifiers.checks.people import PaperPeople, people_of
from classifiers.checks.signs import sign_findings
from classifiers.checks.spoken import spoken_findings
from classifiers.taxonomy import Taxonomy
from pipeline.model.days import hanoi_day
from pipeline.model.documents import Document, Finding
from pipeline.ports import BatchView


class PaperExaminer:
    """Holds each paper against itself, and all papers of a dossier against each other."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def examine(self, documents: Sequence[Document], view: BatchView) -> tuple[Document, ...]:
        """The same documents, each with its findings in a stable order."""
        people = [people_of(document, view, self._taxonomy) for document in documents]
        found = [[*self._alone(document, named, view)] for document, named in zip(documents, people, strict=True)]
        for place, finding in belonging(documents, people, view, self._taxonomy):
            found[place].append(finding)
        for place, finding in duplicates(documents, view):
            found[place].append(finding)
        return tuple(
            replace(document, findings=_in_order(said)) for document, said in zip(documents, found, strict=True)
        )

    def _alone(self, document: Document, people: PaperPeople, view: BatchView) -> Iterator[Finding]:
        kind = self._taxonomy.kind(document.classification.kind)
        scanned_on = hanoi_day(view.batch.taken_in_at)
        yield from examine(document.fields, kind.abbreviation, scanned_on, kind.valid_months)
        yield from spoken_findings(document, view)
        yield from sign_findings(document, view, kind, people)


def _in_order(found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.pages, f.reference, f.fields)))
