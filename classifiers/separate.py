"""Separating a batch (tách lô quét) into documents: rules over the whole feed, every page in one place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from classifiers.boundaries import Run, evidence_at, probabilities
from classifiers.dossiers import assigned
from classifiers.feed import sorted_feed
from classifiers.secrecy import bears_secrecy_stamp, secrecy_stamp_on
from classifiers.signals import Signals, signals_of
from classifiers.taxonomy import Taxonomy
from classifiers.titles import TitleIndex
from classifiers.verdicts import Rulings, rulings
from pipeline.model.documents import Classification, Document, Doubt, Evidence, Proposal
from pipeline.model.ids import UNKNOWN_KIND, Digest, DossierCode
from pipeline.model.reading import SECRECY_STAMP
from pipeline.model.work import VerdictKind
from pipeline.ports import BatchView

__all__ = ["RuleSeparator", "bears_secrecy_stamp"]

SURE = 0.7
"""A boundary, or its absence, less probable than this is put to a person."""


class RuleSeparator:
    """Rules over marks, titles, page numbers, files and neighbours. Knows nothing it cannot show on the paper."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._titles = TitleIndex(taxonomy)
        self._unknown = Classification(UNKNOWN_KIND, taxonomy.title(UNKNOWN_KIND), 0.0, (), "rules")

    def dossiers(self, view: BatchView) -> tuple[DossierCode, ...]:
        """Every code that station, people, marks or print name, each once."""
        said = [verdict.value for verdict in view.verdicts if verdict.kind is VerdictKind.DOSSIER]
        named = [DossierCode(value) for value in said]
        if view.batch.dossier_hint is not None:
            named.append(view.batch.dossier_hint)
        for number, reading in sorted(view.readings.items()):
            page = signals_of(number, Digest(""), reading, self._titles)
            named += [*page.codes_marked, *page.codes_printed]
        return tuple(dict.fromkeys(named))

    def separate(self, view: BatchView) -> Proposal:
        """One place for every page of the view: document, separator, blank or quarantine.

        Pages whose reading failed are placed too: behind the paper they were fed after, or alone.
        """
        said = rulings(view.verdicts)
        source = {page.number: page.source for page in view.batch.pages}
        signals = {
            number: signals_of(number, source.get(number, Digest("")), reading, self._titles)
            for number, reading in sorted(view.readings.items())
        }
        feed = sorted_feed(view, signals, said)
        run = Run(feed.pages, feed.settled, feed.skipped, _pages_in_file(signals.values()))
        documents, unsure = self._documents(run, said)
        kept, secret, stamped = _apart(documents, view, signals, said)
        placed, dossier_doubts = assigned(kept, feed.covers, signals, view.batch.dossier_hint, view.verdicts)
        set_aside = set(feed.aside) | set(secret)
        doubts = [d for d in unsure if not set(d.pages) <= set_aside]
        return Proposal(
            batch=view.batch.id,
            documents=placed,
            separators=tuple(cover.page for cover in feed.covers),
            blanks=feed.blanks,
            doubts=(*doubts, *dossier_doubts, *stamped),
            quarantined=tuple(sorted(set_aside)),
        )

    def _documents(self, run: Run, said: Rulings) -> tuple[list[Document], list[Doubt]]:
        begins = probabilities(run)
        starts = [at for at, probability in enumerate(begins) if probability >= 0.5]
        doubts = []
        documents = []
        for index, start in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else len(run.pages)
            before = starts[index - 1] if index else None
            numbers = [run.pages[at].number for at in range(start, end)]
            certainty = min([begins[start], *(1 - begins[at] for at in range(start + 1, end))])
            if end < len(run.pages):
                certainty = min(certainty, begins[end])
            documents.append(self._document(run, numbers, before, start, certainty))
            doubts += [_unsure(run, at) for at in range(start, end) if _is_unsure(begins[at], run, at, said)]
        return documents, doubts

    def _document(self, run: Run, numbers: Sequence[int], before: int | None, start: int, certainty: float) -> Document:
        if before is None:
            boundary: tuple[Evidence, ...] = (Evidence("batch-start", numbers[0]),)
        else:
            boundary = evidence_at(run, before, start)
        return Document(
            pages=tuple(numbers),
            classification=self._unknown,
            fields=(),
            boundary=boundary,
            boundary_confidence=round(certainty, 4),
            dossier=None,
        )


# ---------------------------------------------------------------- doubts


def _pages_in_file(pages: Iterable[Signals]) -> dict[Digest, int]:
    return dict(Counter(page.source for page in pages))


def _is_unsure(probability: float, run: Run, at: int, said: Rulings) -> bool:
    return at > 0 and max(probability, 1 - probability) < SURE and not _accepted(run, at, said)


def _accepted(run: Run, at: int, said: Rulings) -> bool:
    """A person looked at this very place and found the proposal right."""
    return {run.pages[at - 1].number, run.pages[at].number} <= said.accepted


def _unsure(run: Run, at: int) -> Doubt:
    return Doubt("boundary-unsure", tuple(sorted((run.pages[at - 1].number, run.pages[at].number))))


def _apart(
    documents: Sequence[Document], view: BatchView, signals: Mapping[int, Signals], said: Rulings
) -> tuple[list[Document], list[int], list[Doubt]]:
    """Documents without a secrecy stamp, the pages of those with one, and a question for each of these."""
    kept: list[Document] = []
    secret: list[int] = []
    doubts: list[Doubt] = []
    for document in documents:
        if any(_is_secret(n, view, signals) and n not in said.paper for n in document.pages):
            secret += document.pages
            doubts.append(Doubt(SECRECY_STAMP, document.pages))
        else:
            kept.append(document)
    return kept, secret, doubts


def _is_secret(number: int, view: BatchView, signals: Mapping[int, Signals]) -> bool:
    warned = any(warning.startswith(SECRECY_STAMP) for warning in view.readings[number].warnings)
    return warned or secrecy_stamp_on(signals[number].sheet) is not None
