"""Separating a batch (tách lô quét) into documents: one model over the whole feed, every page in one place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from classifiers.boundaries import cutting, evidence_at
from classifiers.dossiers import assigned, named_in
from classifiers.feed import Feed, sorted_feed
from classifiers.order import disorderly
from classifiers.reasons import Run
from classifiers.secrecy import bears_secrecy_stamp, secrecy_stamp_on
from classifiers.segments import Cutting
from classifiers.signals import Signals, signals_of
from classifiers.strips import confidence, settled_by_eye, strips
from classifiers.taxonomy import Taxonomy
from classifiers.textmodel import TextModel
from classifiers.titles import TitleIndex
from classifiers.verdicts import Rulings, rulings
from classifiers.weights import Weights
from pipeline.model.documents import Classification, Document, Doubt, Evidence, Proposal
from pipeline.model.ids import UNKNOWN_KIND, Digest, DossierCode
from pipeline.model.reading import SECRECY_STAMP
from pipeline.ports import BatchView

__all__ = ["RuleSeparator", "bears_secrecy_stamp"]


class RuleSeparator:
    """Marks, titles, page numbers, files, looks and neighbours weighed together. Knows nothing it cannot show."""

    def __init__(self, taxonomy: Taxonomy, model: TextModel | None = None, weights: Weights | None = None) -> None:
        self._titles = TitleIndex(taxonomy)
        self._model = model or TextModel.load()
        self._weights = weights or Weights.load()
        self._unknown = Classification(UNKNOWN_KIND, taxonomy.title(UNKNOWN_KIND), 0.0, (), "rules")

    def dossiers(self, view: BatchView) -> tuple[DossierCode, ...]:
        """Every code that station, people, marks or slips name, each once."""
        return named_in(view, self._titles)

    def separate(self, view: BatchView) -> Proposal:
        """One place for every page of the view: document, separator, blank or quarantine.

        Pages whose reading failed are placed too: behind the paper they were fed after, or alone. Nothing is kept
        between two calls: the same view gives the same proposal, and a verdict taken back gives the former one again.
        """
        said = rulings(view.verdicts)
        signals = self._signals(view)
        feed = sorted_feed(view, signals, said)
        run, cut = self._cut(view, feed, signals, said)
        documents = [self._document(run, cut, index) for index in range(len(cut.starts))]
        kept, secret, stamped = _apart(documents, view, signals, said)
        placed, dossier_doubts = assigned(kept, feed.covers, signals, view.batch.dossier_hint, view.verdicts)
        set_aside = set(feed.aside) | set(secret)
        unsure = strips(run, cut, self._weights.sure, said.accepted)
        doubts = [d for d in unsure if not set(d.pages) <= set_aside]
        return Proposal(
            batch=view.batch.id,
            documents=placed,
            separators=tuple(cover.page for cover in feed.covers),
            blanks=feed.blanks,
            doubts=(*doubts, *dossier_doubts, *stamped, *disorderly(placed, signals, said.accepted)),
            quarantined=tuple(sorted(set_aside)),
        )

    def run_of(self, view: BatchView) -> Run:
        """The pages of *view* that documents are made of, with everything the model weighs: what it is taught with."""
        said, signals = rulings(view.verdicts), self._signals(view)
        return _run(view, sorted_feed(view, signals, said), signals)

    def _signals(self, view: BatchView) -> dict[int, Signals]:
        source = {page.number: page.source for page in view.batch.pages}
        found = {}
        for number, reading in sorted(view.readings.items()):
            page = signals_of(number, source.get(number, Digest("")), reading, self._titles)
            if not reading.blank:
                said = self._model.page(page.sheet)
                page = replace(page, begins=said.begins, kinds=said.kinds)
            found[number] = page
        return found

    def _cut(self, view: BatchView, feed: Feed, signals: Mapping[int, Signals], said: Rulings) -> tuple[Run, Cutting]:
        run = _run(view, feed, signals)
        cut = cutting(run, self._weights)
        if seen := settled_by_eye(run, cut, said.accepted):
            run = replace(run, settled={**run.settled, **seen})
            cut = cutting(run, self._weights)
        return run, cut

    def _document(self, run: Run, cut: Cutting, index: int) -> Document:
        start = cut.starts[index]
        end = cut.starts[index + 1] if index + 1 < len(cut.starts) else len(run.pages)
        numbers = tuple(run.pages[at].number for at in range(start, end))
        if index:
            boundary = evidence_at(run, cut.starts[index - 1], start, self._weights)
        else:
            boundary = (Evidence("batch-start", numbers[0]),)
        return Document(
            pages=numbers,
            classification=self._unknown,
            fields=(),
            boundary=boundary or (Evidence("whole-batch", numbers[0]),),
            boundary_confidence=round(confidence(cut, index), 4),
            dossier=None,
        )


def _run(view: BatchView, feed: Feed, signals: Mapping[int, Signals]) -> Run:
    wanted = (
        kind
        for record in view.records.values()
        for component in record.procedure.components
        for kind in (*component.kinds, *component.instead)
    )
    counts = Counter(page.source for page in signals.values())
    return Run(feed.pages, feed.settled, feed.skipped, counts, feed.backs, frozenset(wanted))


# ---------------------------------------------------------------- secrecy


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
