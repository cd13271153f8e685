"""Documents with fields and the view they lie in: say only what a paper states and what is printed on it."""

from collections.abc import Mapping
from dataclasses import replace

from pipeline.model.documents import Classification, Document, ExtractedField
from pipeline.model.dossier import DossierRecord, Owner, Procedure
from pipeline.model.geometry import Box
from pipeline.model.ids import DossierCode, KindCode, ProcedureCode
from pipeline.ports import BatchView
from tests.classifiers.pages import a_reading, a_view

DOSSIER = DossierCode("H26.00-261120-0001")
FILLER = "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật.\n" * 4


def a_field(name: str, value: str, page: int = 1, confidence: float = 0.97) -> ExtractedField:
    return ExtractedField(name, name, value, value, page, Box(0, 0, 10, 10), confidence)


def a_paper(kind: str, page: int = 1, sure: float = 0.97, /, **fields: str) -> Document:
    """One page that states *fields*."""
    stated = tuple(a_field(name, value, page, sure) for name, value in fields.items())
    classification = Classification(KindCode(kind), kind, 0.97, (), "test")
    return Document((page,), classification, stated, (), 0.97, DOSSIER)


def a_view_on(*documents: Document, printed: Mapping[int, str] | None = None, owner: Owner | None = None) -> BatchView:
    """The batch *documents* lie in: each page shows the values its document states, filler, and what is *printed* there."""
    sketches = []
    for document in documents:
        values = "\n".join(f"{found.label}: {found.value}" for found in document.fields)
        extra = (printed or {}).get(document.pages[0], "")
        sketches.append(a_reading(f"{values}\n{FILLER}{extra}"))
    view = a_view(*([sketch] for sketch in sketches))
    if owner is None:
        return view
    record = DossierRecord(DOSSIER, Procedure(ProcedureCode("1.001193"), "", ()), owner, "", "", 2)
    return replace(view, records={DOSSIER: record})
