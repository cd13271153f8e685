"""What every one-stop adapter keeps. It joins by giving a `bench` over the sandbox's sample dossiers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.dossier import FileOffer, HandBack
from pipeline.model.ids import ComponentCode, Digest, DossierCode, KindCode, ProcedureCode, digest_of_parts
from pipeline.ports import RecordSystem
from tests.fakes.records import HeldPaper

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MARRIAGE = DossierCode("H26.00-261120-0007")
BIRTH = DossierCode("H26.00-261120-0005")
"""Somebody else attached a paper here before us."""
SUPPLEMENT = DossierCode("H26.00-261120-0029")
CLOSED = (DossierCode("H26.00-261120-0026"), DossierCode("H26.00-261120-0027"), DossierCode("H26.00-261120-0028"))
NOWHERE = DossierCode("H26.00-261120-9999")


@dataclass(frozen=True)
class RecordBench:
    """An adapter, and the ways around it that a test needs."""

    records: RecordSystem
    keep: Callable[[str], Digest]
    """Keep a small PDF that bears a mark, so that the record system can get it."""
    held: Callable[[DossierCode], list[HeldPaper]]
    """What really stands in the record, asked past the adapter."""
    refuse_once: Callable[[], None]
    """The next write fails before it does anything."""
    lose_an_answer: Callable[[], None]
    """The next write is done, but its answer never arrives."""


def offer(bench: RecordBench, component: str, mark: str, ordinal: int = 1, digest: Digest | None = None) -> FileOffer:
    """A file; the same component and mark are the same entry."""
    return FileOffer(
        entry_id=digest_of_parts([component, mark])[:24],
        component=ComponentCode(component),
        component_name="",
        file_name=f"{ordinal:02d}-declaration.pdf",
        digest=digest or bench.keep(mark),
        size=1,
        title="Tờ khai",
    )


def message(dossier: DossierCode, *files: FileOffer, version: int = 1, withdrawn: tuple[str, ...] = ()) -> HandBack:
    manifest = Digest(digest_of_parts([dossier, str(version), *(f.digest + f.component for f in files)]))
    return HandBack(dossier, ProcedureCode(""), manifest, version, files, withdrawn)


def papers(*files: FileOffer) -> list[HeldPaper]:
    return sorted(HeldPaper(f.component, f.digest, f.entry_id) for f in files)


class RecordSystemContract:
    """`pipeline.ports.RecordSystem`."""

    @pytest.fixture
    def bench(self) -> RecordBench:
        raise NotImplementedError

    def test_a_dossier_comes_with_its_checklist(self, bench: RecordBench) -> None:
        """The checklist is in the procedure's order, with our kinds of paper against each component."""
        found = bench.records.dossier(MARRIAGE)
        assert found is not None
        assert (found.code, found.procedure.code, found.status) == (MARRIAGE, "1.000894", 2)
        assert found.owner.name == "Hoàng Gia Bảo"
        assert found.owner.id_number == "001096033907"
        assert (found.receiving_unit, found.competent_unit) == (
            "Chi nhánh số 3 - Trung tâm Phục vụ hành chính công thành phố Hà Nội",
            "Ủy ban nhân dân phường Kim Liên",
        )
        first, second, *_ = found.procedure.components
        assert (first.code, first.kinds, first.required, first.many) == (
            "1.000894.TP01",
            (KindCode("marriage-declaration"),),
            True,
            False,
        )
        assert second.many
        assert [c.required for c in found.procedure.components] == [True, True, False, False, False]

    def test_a_certified_copy_takes_any_paper(self, bench: RecordBench) -> None:
        """The citizen brings whatever is to be copied."""
        found = bench.records.dossier(DossierCode("H26.00-261120-0001"))
        assert found is not None
        assert found.procedure.components[0].accepts(KindCode("diploma"))

    def test_an_unknown_code_is_no_dossier(self, bench: RecordBench) -> None:
        """Nothing is made up, and nothing is created."""
        assert bench.records.dossier(NOWHERE) is None
        assert bench.records.dossier(DossierCode(MARRIAGE[:-1])) is None

    def test_what_is_handed_back_is_there_exactly_once(self, bench: RecordBench) -> None:
        """The receipt names every file of the message."""
        files = (offer(bench, "1.000894.TP01", "a"), offer(bench, "1.000894.TP02", "b"))
        sent = message(MARRIAGE, *files)
        receipt = bench.records.hand_back(sent, NOON)
        assert bench.held(MARRIAGE) == papers(*files)
        assert (receipt.key, receipt.target, receipt.accepted_at) == (sent.key, bench.records.target, NOON)
        assert [entry for entry, _ in receipt.confirmed] == [f.entry_id for f in files]
        assert not receipt.already_there

    def test_a_repeat_changes_nothing(self, bench: RecordBench) -> None:
        """Handing back twice is handing back once."""
        sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
        first = bench.records.hand_back(sent, NOON)
        again = bench.records.hand_back(sent, NOON)
        assert again.already_there
        assert again.confirmed == first.confirmed
        assert bench.held(MARRIAGE) == papers(*sent.files)

    def test_a_later_version_adds_only_what_is_new(self, bench: RecordBench) -> None:
        """File names are numbered anew with every version: a paper under its new name is still the same paper."""
        old = offer(bench, "1.000894.TP02", "a", ordinal=1)
        bench.records.hand_back(message(MARRIAGE, old), NOON)
        renamed = offer(bench, "1.000894.TP02", "a", ordinal=2)
        new = offer(bench, "1.000894.TP01", "b", ordinal=1)
        bench.records.hand_back(message(MARRIAGE, new, renamed, version=2), NOON)
        assert bench.held(MARRIAGE) == papers(old, new)

    def test_a_paper_that_was_bound_anew_takes_the_place_of_the_old(self, bench: RecordBench) -> None:
        """The same entry with other bytes: the old ones go."""
        bench.records.hand_back(message(MARRIAGE, offer(bench, "1.000894.TP01", "a")), NOON)
        better = offer(bench, "1.000894.TP01", "a", digest=bench.keep("a, read better"))
        bench.records.hand_back(message(MARRIAGE, better, version=2), NOON)
        assert bench.held(MARRIAGE) == papers(better)

    def test_a_withdrawn_paper_goes(self, bench: RecordBench) -> None:
        """A paper that was filed onto the wrong dossier does not stay there."""
        stays, goes = offer(bench, "1.000894.TP01", "a"), offer(bench, "1.000894.TP02", "b")
        bench.records.hand_back(message(MARRIAGE, stays, goes), NOON)
        correction = message(MARRIAGE, stays, version=2, withdrawn=(goes.entry_id,))
        assert not bench.records.hand_back(correction, NOON).already_there
        assert bench.held(MARRIAGE) == papers(stays)
        assert bench.records.hand_back(correction, NOON).already_there

    def test_what_others_attached_stays(self, bench: RecordBench) -> None:
        """Neither an addition under the same component nor a withdrawal touches it."""
        foreign = bench.held(BIRTH)
        assert [paper.entry for paper in foreign] == [""]
        beside = offer(bench, "1.001193.TP02", "beside")
        bench.records.hand_back(message(BIRTH, beside), NOON)
        assert Counter(bench.held(BIRTH)) == Counter([*foreign, *papers(beside)])
        bench.records.hand_back(message(BIRTH, version=2, withdrawn=(beside.entry_id,)), NOON)
        assert bench.held(BIRTH) == foreign

    def test_the_same_bytes_under_two_components_are_two_papers(self, bench: RecordBench) -> None:
        """One scan may prove two things; and two entries of one component may look the same."""
        same = bench.keep("same")
        files = (
            offer(bench, "1.000894.TP03", "x", 1, same),
            offer(bench, "1.000894.TP04", "x", 2, same),
            offer(bench, "1.000894.TP03", "y", 3, same),
        )
        bench.records.hand_back(message(MARRIAGE, *files), NOON)
        assert bench.held(MARRIAGE) == papers(*files)
        assert bench.records.hand_back(message(MARRIAGE, *files), NOON).already_there

    def test_a_message_without_files_is_there_already(self, bench: RecordBench) -> None:
        assert bench.records.hand_back(message(MARRIAGE), NOON).already_there
        assert bench.held(MARRIAGE) == []

    def test_a_dossier_that_waits_for_a_supplement_takes_papers(self, bench: RecordBench) -> None:
        sent = message(SUPPLEMENT, offer(bench, "1.013225.TP01", "late"))
        bench.records.hand_back(sent, NOON)
        assert bench.held(SUPPLEMENT) == papers(*sent.files)

    @pytest.mark.parametrize("code", CLOSED)
    def test_a_closed_dossier_is_the_branchs_affair(self, bench: RecordBench, code: DossierCode) -> None:
        """Refused, done or returned: nothing is written."""
        with pytest.raises(RejectedInputError) as refused:
            bench.records.hand_back(message(code, offer(bench, "x", "a")), NOON)
        assert refused.value.reference == "dossier-closed"
        assert bench.held(code) == []

    def test_an_unknown_dossier_is_the_branchs_affair(self, bench: RecordBench) -> None:
        """Codes are never minted here."""
        with pytest.raises(RejectedInputError) as refused:
            bench.records.hand_back(message(NOWHERE, offer(bench, "x", "a")), NOON)
        assert refused.value.reference == "dossier-not-found"
        assert bench.records.dossier(NOWHERE) is None

    def test_a_failure_before_the_write_is_tried_again(self, bench: RecordBench) -> None:
        sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
        bench.refuse_once()
        with pytest.raises(TransientError):
            bench.records.hand_back(sent, NOON)
        assert bench.held(MARRIAGE) == []
        bench.records.hand_back(sent, NOON)
        assert bench.held(MARRIAGE) == papers(*sent.files)

    def test_an_answer_lost_after_the_write_doubles_nothing(self, bench: RecordBench) -> None:
        """The next call finds everything there."""
        sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"), offer(bench, "1.000894.TP02", "b"))
        bench.lose_an_answer()
        with pytest.raises(TransientError):
            bench.records.hand_back(sent, NOON)
        assert bench.records.hand_back(sent, NOON).already_there
        assert bench.held(MARRIAGE) == papers(*sent.files)
