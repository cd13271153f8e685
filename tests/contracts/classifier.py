"""What every separator and every classifier keeps, whatever they look at."""

from collections.abc import Iterator

import pytest

from pipeline.model.documents import Document
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.ports import BatchView, Classifier, Separator


class SeparatorContract:
    """A suite for `Separator`: say how to make one, and which views to try it on."""

    @pytest.fixture
    def separator(self) -> Separator:
        raise NotImplementedError

    @pytest.fixture
    def views(self) -> list[BatchView]:
        raise NotImplementedError

    def test_every_page_read_has_exactly_one_place(self, separator: Separator, views: list[BatchView]) -> None:
        """Nothing lost, nothing doubled, nothing invented."""
        for view in views:
            proposal = separator.separate(view)
            named = [n for d in proposal.documents for n in d.pages]
            named += [*proposal.separators, *proposal.blanks, *proposal.quarantined]
            assert sorted(named) == sorted(view.readings)

    def test_the_same_view_is_separated_the_same_way(self, separator: Separator, views: list[BatchView]) -> None:
        """A re-run asks nobody twice and moves no paper."""
        for view in views:
            assert separator.separate(view) == separator.separate(view)

    def test_documents_come_out_unknown_with_a_reason(self, separator: Separator, views: list[BatchView]) -> None:
        """Naming is the classifier's; why a document begins is said at once."""
        for document in _documents(separator, views):
            assert document.classification.kind == UNKNOWN_KIND
            assert document.boundary
            assert 0.0 <= document.boundary_confidence <= 1.0

    def test_evidence_points_at_pages_of_the_view(self, separator: Separator, views: list[BatchView]) -> None:
        """A reviewer can always be shown the place."""
        for view in views:
            for document in separator.separate(view).documents:
                for reason in document.boundary:
                    assert reason.page in view.readings
                    if reason.box is not None:
                        reading = view.readings[reason.page]
                        assert reason.box.right <= reading.width
                        assert reason.box.bottom <= reading.height


class ClassifierContract:
    """A suite for `Classifier` over what a separator made of the same views."""

    @pytest.fixture
    def classifier(self) -> Classifier:
        raise NotImplementedError

    @pytest.fixture
    def separator(self) -> Separator:
        raise NotImplementedError

    @pytest.fixture
    def views(self) -> list[BatchView]:
        raise NotImplementedError

    def test_a_kind_comes_with_reasons_and_unknown_without_confidence(
        self, classifier: Classifier, separator: Separator, views: list[BatchView]
    ) -> None:
        """No claim without evidence; where nothing carries a kind, no confidence is claimed either."""
        for view in views:
            for document in separator.separate(view).documents:
                named = classifier.classify(document, view)
                assert named.title
                if named.kind == UNKNOWN_KIND:
                    assert named.confidence == 0.0
                else:
                    assert named.reasons
                    assert all(reason.page in document.pages for reason in named.reasons)

    def test_the_same_document_gets_the_same_name(
        self, classifier: Classifier, separator: Separator, views: list[BatchView]
    ) -> None:
        """Nothing depends on the run."""
        for view in views:
            for document in separator.separate(view).documents:
                assert classifier.classify(document, view) == classifier.classify(document, view)


def _documents(separator: Separator, views: list[BatchView]) -> Iterator[Document]:
    for view in views:
        yield from separator.separate(view).documents
