"""The rules keep what every separator and classifier promises."""

import pytest

from classifiers.classify import KindClassifier
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from pipeline.model.work import VerdictKind
from pipeline.ports import BatchView, Classifier, Separator
from tests.classifiers.pages import MORE, a_reading, a_verdict, a_view
from tests.classifiers.papers import BIRTH, CARD, CARD_BACK, CODE, DECISION, LETTER, receipt
from tests.contracts.classifier import ClassifierContract, SeparatorContract

TAXONOMY = Taxonomy.load()


def some_views() -> list[BatchView]:
    mixed = [a_reading(s) for s in (receipt(), BIRTH, "", DECISION, MORE, LETTER, "^~ ~", CARD, CARD_BACK)]
    failed = a_reading("", failed="page-not-read")
    turned = [a_reading(DECISION, rotation=90), failed, a_reading(MORE, rotation=270)]
    verdicts = [
        a_verdict(VerdictKind.JOIN, 9, 2, 5),
        a_verdict(VerdictKind.SPLIT, 3),
        a_verdict(VerdictKind.BLANK, 7),
        a_verdict(VerdictKind.QUARANTINE, 99, 1),
        a_verdict(VerdictKind.REPLACED, 8, value="b-x"),
        a_verdict(VerdictKind.JOIN, 8, 4),
    ]
    return [
        a_view([]),
        a_view([a_reading("")]),
        a_view(mixed),
        a_view(*([page] for page in mixed), hint=CODE),
        a_view(turned, [failed], missing=[1]),
        a_view(mixed, turned, verdicts=verdicts),
    ]


class TestRuleSeparator(SeparatorContract):
    @pytest.fixture
    def separator(self) -> Separator:
        return RuleSeparator(TAXONOMY)

    @pytest.fixture
    def views(self) -> list[BatchView]:
        return some_views()


class TestKindClassifier(ClassifierContract):
    @pytest.fixture
    def separator(self) -> Separator:
        return RuleSeparator(TAXONOMY)

    @pytest.fixture
    def classifier(self) -> Classifier:
        return KindClassifier(TAXONOMY)

    @pytest.fixture
    def views(self) -> list[BatchView]:
        return some_views()
