"""The 2026 portal: uploads, hashes, whole lists."""

import pytest

from pipeline.errors import TransientError
from storage.records.portal import PortalRecords
from storage.records.portal_message import PortalDossier
from storage.records.portal_standing import PortalStanding
from tests.contracts.record_system import BIRTH, MARRIAGE, NOON, RecordBench, message, offer, papers
from tests.storage.records.one_stop import FileDoor, OneStop, a_paper


@pytest.fixture
def bench(one_stop: OneStop, portal: PortalRecords, door: FileDoor) -> RecordBench:
    def nothing() -> None:
        raise NotImplementedError

    return RecordBench(portal, lambda mark: door.store.put(a_paper(mark)), one_stop.held_by_portal, nothing, nothing)


def test_an_upload_that_arrived_damaged_is_not_listed(
    one_stop: OneStop, bench: RecordBench, portal: PortalRecords
) -> None:
    """The portal's hash is compared with ours before anything refers to the file."""
    sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
    one_stop.misbehave("fetch-fails")
    with pytest.raises(TransientError) as damaged:
        portal.hand_back(sent, NOON)
    assert damaged.value.reference == "upload-hash-mismatch"
    assert one_stop.files(MARRIAGE)["files"] == []
    portal.hand_back(sent, NOON)
    assert one_stop.held_by_portal(MARRIAGE) == papers(*sent.files)


def test_a_paper_it_doubled_is_made_single(one_stop: OneStop, bench: RecordBench, portal: PortalRecords) -> None:
    foreign = one_stop.held_by_portal(BIRTH)
    sent = message(BIRTH, offer(bench, "1.001193.TP02", "a"))
    one_stop.misbehave("duplicate")
    with pytest.raises(TransientError):
        portal.hand_back(sent, NOON)
    assert len(one_stop.files(BIRTH)["files"]) == 3
    portal.hand_back(sent, NOON)
    assert one_stop.held_by_portal(BIRTH) == sorted([*foreign, *papers(*sent.files)])


def test_a_token_that_ran_out_is_renewed_in_the_middle(
    one_stop: OneStop, bench: RecordBench, portal: PortalRecords
) -> None:
    """Also before an upload, whose file is read from its beginning again."""
    assert portal.dossier(MARRIAGE) is not None
    one_stop.misbehave("expire-sessions")
    sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
    portal.hand_back(sent, NOON)
    assert one_stop.held_by_portal(MARRIAGE) == papers(*sent.files)


def test_the_same_bytes_of_somebody_else_are_not_ours(bench: RecordBench) -> None:
    """A citizen uploaded the very same file: it is neither taken for ours nor taken out."""
    ours = offer(bench, "c", "a")
    citizen = {"IdGiayTo": "1", "TenGiayTo": "scan.pdf", "HashTepTin": ours.digest.upper()}
    held = PortalDossier.model_validate(
        {"MaHoSo": "x", "ThanhPhanHoSo": [{"MaThanhPhanHoSo": "c", "GiayToDinhKem": [citizen]}]}
    )
    standing = PortalStanding.of(message(MARRIAGE, ours), held)
    assert standing.lacking == (ours,)
    assert standing.surplus == frozenset()


def test_what_others_wrote_beside_their_papers_goes_back_unchanged() -> None:
    """An update takes the place of a component's list: fields we do not know are repeated with the rest."""
    shown = {
        "MaHoSo": "x",
        "ThanhPhanHoSo": [
            {
                "MaThanhPhanHoSo": "c",
                "SoLuong": 2,
                "LoaiBan": 0,
                "GhiChuRieng": "g",
                "GiayToDinhKem": [{"IdGiayTo": "1", "TenGiayTo": "n", "MaKetQua": "KQ", "NguoiNop": {"a": 1}}],
            }
        ],
    }
    (component,) = PortalDossier.model_validate(shown).components
    sent = component.wire()
    assert (sent["SoLuong"], sent["LoaiBan"], sent["GhiChuRieng"]) == (2, 0, "g")
    assert sent["GiayToDinhKem"][0]["NguoiNop"] == {"a": 1}
    assert sent["GiayToDinhKem"][0]["MaKetQua"] == "KQ"
