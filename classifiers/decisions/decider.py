"""`pipeline.ports.Decider`: risk and decision of a document and its fields."""

from dataclasses import replace

from pipeline.model.documents import Decision, Document
from pipeline.ports import BatchView

_TAKEN = 0.90
"""A field at or above this confidence is taken over; below it a person confirms."""


class RiskDecider:
    """Takes over what is sure enough."""

    def decide(self, document: Document, view: BatchView) -> Document:
        """The same document; it and its fields have their risk and decision."""
        fields = tuple(
            replace(
                found,
                risk=round(1 - found.confidence, 4),
                decision=Decision.AUTO if found.confidence >= _TAKEN else Decision.REVIEW,
            )
            for found in document.fields
        )
        sure = min(document.classification.confidence, document.boundary_confidence)
        return replace(
            document,
            fields=fields,
            risk=round(1 - sure, 4),
            decision=Decision.AUTO if sure >= _TAKEN else Decision.REVIEW,
        )
