"""Naming a document's kind (loại giấy tờ): a person's verdict, else what its pages say, weighed; and an honest unknown."""

from collections.abc import Sequence

from classifiers.arguments import Advocate, Argument, Heard
from classifiers.taxonomy import Taxonomy
from classifiers.textmodel import TextModel
from classifiers.textmodel.places import place_of
from classifiers.textmodel.traits import LOOK
from classifiers.weighing import Scales
from pipeline.model.documents import Classification, Document, Evidence
from pipeline.model.ids import UNKNOWN_KIND, KindCode
from pipeline.model.work import VerdictKind
from pipeline.ports import BatchView

LEAST = 0.5
"""Below this the evidence does not carry a kind."""
_REASONS = 6
_WORDS = 3
"""Phrases of the text model that are shown."""


class KindClassifier:
    """Names documents by everything on their pages; the first page speaks first, the others are heard."""

    def __init__(self, taxonomy: Taxonomy, model: TextModel | None = None, scales: Scales | None = None) -> None:
        self._taxonomy = taxonomy
        self._model = model or TextModel.load()
        self._scales = scales or Scales.load()
        self._advocate = Advocate(taxonomy, self._model)
        self.name = f"kinds+{self._model.identity}"

    def classify(self, document: Document, view: BatchView) -> Classification:
        """The kind with its reasons; `unknown` with confidence 0 when nothing carries one. A person's verdict is final.

        The confidence is calibrated: of the documents named with 0.9, nine in ten are that kind.
        """
        for verdict in reversed(view.verdicts):
            if verdict.kind is VerdictKind.KIND and set(verdict.pages) & set(document.pages):
                code = KindCode(verdict.value)
                reason = Evidence("verdict", document.pages[0])
                return Classification(code, self._taxonomy.title(code), 1.0, (reason,), self.name)
        pages = self._advocate.hear({n: view.readings[n] for n in document.pages if n in view.readings})
        arguments = self._advocate.gather(pages, _asked_for(document, view))
        if not arguments:
            return self._unknown()
        outcome = self._scales.weighed(arguments)
        if outcome.kind == UNKNOWN_KIND or outcome.confidence < LEAST:
            return self._unknown()
        reasons = self._reasons(outcome.kind, arguments[outcome.kind], pages)
        if not reasons:
            return self._unknown()
        return Classification(
            outcome.kind, self._taxonomy.title(outcome.kind), round(outcome.confidence, 4), reasons, self.name
        )

    def _unknown(self) -> Classification:
        return Classification(UNKNOWN_KIND, self._taxonomy.title(UNKNOWN_KIND), 0.0, (), self.name)

    def _reasons(self, kind: KindCode, arguments: Sequence[Argument], pages: Sequence[Heard]) -> tuple[Evidence, ...]:
        """The weightiest first: what speaks for *kind* and can be pointed at."""
        heavy = sorted(
            (a for a in arguments if a.evidence is not None and self._scales.worth(a) > 0),
            key=lambda a: -self._scales.worth(a),
        )
        shown = [a.evidence for a in heavy if a.evidence is not None]
        return (*shown[:_REASONS], *self._words(kind, pages))

    def _words(self, kind: KindCode, pages: Sequence[Heard]) -> list[Evidence]:
        """The phrases, and the look, that speak most for *kind* on the page that speaks most for it."""
        best = max(pages, key=lambda page: page.said.kinds.get(kind, 0.0))
        if best.said.kinds.get(kind, 0.0) < LEAST / 5:
            return []
        number, found = best.sheet.number, []
        for trait, _ in self._model.speaking(best.sheet, kind, most=_WORDS):
            if trait.startswith(LOOK):
                found.append(Evidence("look", number))
            elif (box := place_of(trait, best.reading)) is not None:
                found.append(Evidence("text-model", number, box))
        return found


def _asked_for(document: Document, view: BatchView) -> frozenset[KindCode]:
    """The kinds the checklist of the document's dossier accepts; of all dossiers named when it has none yet."""
    own = view.records.get(document.dossier) if document.dossier is not None else None
    records = [own] if own is not None else [*view.records.values()]
    components = [component for record in records for component in record.procedure.components]
    return frozenset(kind for component in components for kind in (*component.kinds, *component.instead))
