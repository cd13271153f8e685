"""Paper made of plain text, so that the whole journey runs in milliseconds.

A file's pages are parted by form feeds. The first line of a page says what it is:
``doc <kind> [<dossier>]`` begins a document, ``more`` continues it, ``sep`` is a separator, an empty page is blank;
``torn`` does not decode, ``fails`` decodes and cannot be read. A file that begins with ``BAD`` does not open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.errors import RejectedInputError
from pipeline.model.documents import (
    Classification,
    Decision,
    Document,
    Evidence,
    ExtractedField,
    Finding,
    Gravity,
    Proposal,
    Table,
)
from pipeline.model.geometry import Box
from pipeline.model.ids import UNKNOWN_KIND, DossierCode, KindCode, digest_of
from pipeline.model.paper import Capture, Colour
from pipeline.model.reading import EngineIdentity, Line, PageReading, Word
from pipeline.model.work import VerdictKind
from pipeline.ports import BatchView, BoundPage, PageAddress

SIZE = (1000, 1400)
BOX = Box(100, 100, 900, 140)


def pages_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\f")


class TextInspector:
    """A `PageInspector` of plain-text papers."""

    def inspect(self, path: Path) -> tuple[str, bool, tuple[Capture, ...]]:
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.startswith("BAD"):
            raise RejectedInputError("not-a-paper", "the file is not a paper", "Scan it again.")
        return "text/plain", text.startswith("doc signed"), tuple(self._captures(path))

    def _captures(self, path: Path) -> Iterator[Capture]:
        for index, text in enumerate(pages_of(path)):
            torn = text.startswith("torn")
            yield Capture(
                index=index,
                digest=digest_of(text.encode()),
                width=0 if torn else SIZE[0],
                height=0 if torn else SIZE[1],
                dpi=200,
                colour=Colour.GREY,
                blank=not text.strip(),
                damage="page-unreadable" if torn else "",
            )


class TextReader:
    """A `PageReader` of plain-text papers; counts what it reads."""

    def __init__(self) -> None:
        self.pages_read = 0

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("text", "1", "")

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        for address in pages:
            self.pages_read += 1
            text = pages_of(address.path)[address.page.capture.index]
            words = tuple(Word(word, BOX, 0.99) for word in text.split())
            fails = text.startswith("fails")
            yield PageReading(
                page=address.page.capture.digest,
                engine=self.identity,
                width=SIZE[0],
                height=SIZE[1],
                dpi=200,
                rotation=0,
                skew=0.0,
                blank=not words,
                lines=(Line(words, BOX),) if words and not fails else (),
                failed="page-timed-out" if fails else "",
            )


class TextBinder:
    """A `Binder` that lists what it was given."""

    def bind(self, pages: Sequence[BoundPage], title: str, made_at: datetime, target: Path) -> None:
        listing = [title, made_at.isoformat(), *(page.address.page.capture.digest for page in pages)]
        target.write_text("\n".join(listing), encoding="utf-8")


def first_words(view: BatchView, number: int) -> list[str]:
    return view.readings[number].text.split()


class TextSeparator:
    """A `Separator` that believes the first line of each page, and verdicts about dossiers and blanks."""

    def dossiers(self, view: BatchView) -> tuple[DossierCode, ...]:
        named = (document.dossier for document in self.separate(view).documents)
        return tuple(dict.fromkeys(code for code in named if code))

    def separate(self, view: BatchView) -> Proposal:
        documents: list[Document] = []
        separators: list[int] = []
        blanks: list[int] = []
        for number in sorted(view.readings):
            words = first_words(view, number)
            if view.readings[number].blank:
                blanks.append(number)
            elif words[:1] == ["sep"]:
                separators.append(number)
            elif documents and words[:1] != ["doc"]:
                documents[-1] = replace(documents[-1], pages=(*documents[-1].pages, number))
            else:
                documents.append(self._begin(view, number, words))
        return Proposal(view.batch.id, tuple(documents), tuple(separators), tuple(blanks))

    def _begin(self, view: BatchView, number: int, words: list[str]) -> Document:
        dossier = DossierCode(words[2]) if len(words) > 2 else view.batch.dossier_hint
        for verdict in view.verdicts:
            if verdict.kind is VerdictKind.DOSSIER and number in verdict.pages:
                dossier = DossierCode(verdict.value)
        unknown = Classification(UNKNOWN_KIND, "", 0.0, (), "text")
        return Document((number,), unknown, (), (Evidence("first-line", number),), 0.99, dossier)


class TextClassifier:
    def classify(self, document: Document, view: BatchView) -> Classification:
        words = first_words(view, document.pages[0])
        kind = words[1] if len(words) > 1 else "unknown"
        return Classification(KindCode(kind), kind.upper(), 0.99 if kind != "unknown" else 0.0, (), "text")


class TextExtractor:
    def extract(self, document: Document, view: BatchView) -> tuple[ExtractedField, ...]:
        text = view.readings[document.pages[0]].text
        if not text:
            return ()
        return (ExtractedField("summary", "Trích yếu", text, text, document.pages[0], BOX, 0.9),)

    def tables(self, document: Document, view: BatchView) -> tuple[Table, ...]:
        return ()


class TextExaminer:
    """An `Examiner` that finds what a page says of itself: a word ``stranger`` blocks it."""

    def examine(self, documents: Sequence[Document], view: BatchView) -> tuple[Document, ...]:
        return tuple(self._examined(document, view) for document in documents)

    def _examined(self, document: Document, view: BatchView) -> Document:
        if "stranger" not in first_words(view, document.pages[0]):
            return document
        return replace(document, findings=(Finding("wrong-citizen", document.pages, (), Gravity.BLOCKS),))


class TextDecider:
    """A `Decider` that believes the classifier."""

    def decide(self, document: Document, view: BatchView) -> Document:
        sure = document.classification.confidence
        fields = tuple(
            replace(f, risk=1 - f.confidence, decision=Decision.AUTO if f.confidence >= 0.9 else Decision.REVIEW)
            for f in document.fields
        )
        decision = Decision.AUTO if sure >= 0.9 else Decision.REVIEW
        why = () if decision is Decision.AUTO else (Finding("kind-unsure", document.pages),)
        return replace(document, fields=fields, risk=1 - sure, decision=decision, findings=(*document.findings, *why))
