"""Everything that understands papers, without what reads them, as `sohoa run` wires it."""

from classifiers.checks import PaperExaminer
from classifiers.classify import KindClassifier
from classifiers.decisions import RiskDecider
from classifiers.extract import RuleExtractor
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from classifiers.textmodel import TextModel
from pipeline.model.documents import Document, Proposal
from pipeline.ports import BatchView
from pipeline.stages.understand import examined, understand


class Minds:
    """Opened once, used for many batches."""

    def __init__(self) -> None:
        self.taxonomy, model = Taxonomy.load(), TextModel.load()
        self.separator = RuleSeparator(self.taxonomy, model)
        self.classifier = KindClassifier(self.taxonomy, model)
        self.extractor = RuleExtractor(self.taxonomy)
        self.examiner = PaperExaminer(self.taxonomy)
        self.decider = RiskDecider(self.taxonomy)

    def examined(self, view: BatchView) -> tuple[Document, ...]:
        """Every document of the batch but for its decision."""
        return examined(view, self.separator, self.classifier, self.extractor, self.examiner).documents

    def proposal(self, view: BatchView) -> Proposal:
        """Every document with its decision."""
        return understand(view, self.separator, self.classifier, self.extractor, self.examiner, self.decider)
