"""Which dossier (hồ sơ) each document belongs to.

Cover sheets and receipts name the dossier of what follows, until the next one. A paper's own one-stop mark speaks for
that paper alone, and only when nobody else does: results of earlier dossiers are handed in as papers of new ones. Where two sources
disagree nobody is believed, and a person is asked: a misfiled paper is a data-protection incident.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifiers.marks import Mark, Meaning, codes_printed_in, meanings_of
from classifiers.signals import Signals, signals_of
from classifiers.titles import TitleIndex
from pipeline.model.documents import Document, Doubt, Evidence
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest, DossierCode
from pipeline.model.work import Verdict, VerdictKind
from pipeline.ports import BatchView

CONFLICT = "dossier-conflict"
UNREADABLE = "dossier-code-damaged"


@dataclass(frozen=True, slots=True)
class Cover:
    """A separator sheet: our cover with a dossier code, or a patch sheet with none."""

    page: int
    dossier: DossierCode | None
    torn: bool = False
    """Our cover by its words, since its mark cannot be read: what it names is only print, or lost."""


def named_in(view: BatchView, titles: TitleIndex) -> tuple[DossierCode, ...]:
    """Every code the batch names, each once: by people and station, by marks, and by the print of slips and covers.

    A code printed inside some other paper only mentions a dossier; nobody is asked about it.
    """
    said = [DossierCode(verdict.value) for verdict in view.verdicts if verdict.kind is VerdictKind.DOSSIER]
    if view.batch.dossier_hint is not None:
        said.append(view.batch.dossier_hint)
    for number, reading in sorted(view.readings.items()):
        marks = meanings_of(reading.barcodes)
        marked = [mark.dossier for mark in marks if mark.dossier is not None]
        said += marked
        if not marked and codes_printed_in(reading.text):
            page = signals_of(number, Digest(""), reading, titles)
            said += page.codes_printed if page.names_dossier else ()
    return tuple(dict.fromkeys(said))


@dataclass(slots=True)
class _Named:
    """What has been said about the dossier up to here."""

    code: DossierCode | None = None
    trouble: str = ""
    evidence: tuple[Evidence, ...] = ()
    speaker: int = 0
    """Page of the slip that said it, so that a question can show it."""
    from_cover: bool = False


@dataclass(slots=True)
class _Questions:
    pages: dict[tuple[str, int], list[int]] = field(default_factory=dict)

    def add(self, reference: str, speaker: int, pages: Sequence[int]) -> None:
        asked = self.pages.setdefault((reference, speaker), [speaker] if speaker else [])
        asked.extend(n for n in pages if n not in asked)

    def doubts(self) -> Iterator[Doubt]:
        for (reference, _), pages in self.pages.items():
            yield Doubt(reference, tuple(sorted(pages)))


def assigned(
    documents: Sequence[Document],
    covers: Sequence[Cover],
    signals: Mapping[int, Signals],
    hint: DossierCode | None,
    verdicts: Sequence[Verdict],
) -> tuple[tuple[Document, ...], tuple[Doubt, ...]]:
    """*documents* (in feed order) each with its dossier, and the questions that are open about them."""
    questions = _Questions()
    named = _Named()
    done: list[Document] = []
    waiting = sorted(covers, key=lambda cover: cover.page)
    for document in documents:
        while waiting and waiting[0].page < document.pages[0]:
            named = _after_cover(waiting.pop(0), named, hint)
        slip = signals.get(document.pages[0])
        if slip is not None and slip.names_dossier:
            named = _after_slip(slip, document, named, hint, signals)
        named.from_cover = False
        done.append(_placed(document, named, signals, hint, verdicts, questions))
    return tuple(done), tuple(questions.doubts())


def _after_cover(cover: Cover, named: _Named, hint: DossierCode | None) -> _Named:
    if cover.dossier is None:
        return _Named(None, "" if hint else UNREADABLE, (), cover.page) if cover.torn else named
    if hint is not None and cover.dossier != hint:
        return _Named(None, CONFLICT, (), cover.page, from_cover=True)
    name = "cover-text" if cover.torn else "cover-sheet"
    return _Named(cover.dossier, "", (Evidence(name, cover.page),), cover.page, from_cover=True)


def _after_slip(
    slip: Signals, document: Document, named: _Named, hint: DossierCode | None, signals: Mapping[int, Signals]
) -> _Named:
    """A receipt on top of papers: its mark first, then its printed code, then nothing."""
    pages = [signals[number] for number in document.pages if number in signals]
    marked = tuple(dict.fromkeys(code for page in pages for code in page.codes_marked))
    printed = tuple(dict.fromkeys(code for page in pages for code in page.codes_printed))
    said = marked or printed
    rivals = {*said, *([hint] if hint else []), *([named.code] if named.from_cover and named.code else [])}
    if len(said) > 1 or (said and len(rivals) > 1):
        return _Named(None, CONFLICT, (), slip.number)
    if said:
        mark = slip.mark(Meaning.DOSSIER) if marked else None
        name = "receipt-mark" if marked else "receipt-text"
        return _Named(said[0], "", (Evidence(name, slip.number, mark.box if mark else None),), slip.number)
    if named.from_cover:
        return named
    return _Named(None, "" if hint else UNREADABLE, (), slip.number)


def _placed(
    document: Document,
    named: _Named,
    signals: Mapping[int, Signals],
    hint: DossierCode | None,
    verdicts: Sequence[Verdict],
    questions: _Questions,
) -> Document:
    if (decided := _decided(document, verdicts)) is not None:
        evidence = Evidence("dossier-verdict", document.pages[0])
        return replace(document, dossier=decided, boundary=(*document.boundary, evidence))
    if named.trouble:
        questions.add(named.trouble, named.speaker, document.pages)
        return replace(document, dossier=None)
    if named.code is not None:
        return replace(document, dossier=named.code, boundary=(*document.boundary, *named.evidence))
    if hint is not None:
        return replace(document, dossier=hint)
    own = [page for n in document.pages if (page := signals.get(n)) is not None and page.codes_marked]
    codes = {code for page in own for code in page.codes_marked}
    if len(codes) > 1:
        questions.add(CONFLICT, 0, document.pages)
        return replace(document, dossier=None)
    if codes:
        evidence = Evidence("own-mark", own[0].number, _box(own[0].mark(Meaning.DOSSIER)))
        return replace(document, dossier=codes.pop(), boundary=(*document.boundary, evidence))
    return document


def _box(mark: Mark | None) -> Box | None:
    return mark.box if mark is not None else None


def _decided(document: Document, verdicts: Sequence[Verdict]) -> DossierCode | None:
    """The code a person gave for any of the document's pages; the last word counts."""
    for verdict in reversed(verdicts):
        if verdict.kind is VerdictKind.DOSSIER and set(verdict.pages) & set(document.pages):
            return DossierCode(verdict.value)
    return None
