"""The older sync: what travels, and what its counterpart's flaws come to."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import DossierCode
from storage.records.sync import SyncOptions, SyncRecords
from storage.records.sync_answers import HeldDossier
from storage.records.sync_message import Progress, ResultPaper, SyncDossier, stamp
from tests.contracts.record_system import BIRTH, MARRIAGE, NOON, RecordBench, message, offer, papers
from tests.storage.records.one_stop import FileDoor, OneStop, a_paper


@pytest.fixture
def bench(one_stop: OneStop, sync: SyncRecords, door: FileDoor) -> RecordBench:
    def nothing() -> None:
        raise NotImplementedError

    return RecordBench(sync, lambda mark: door.store.put(a_paper(mark)), one_stop.held_by_sync, nothing, nothing)


def test_times_are_written_in_hanoi() -> None:
    """yyyyMMddHHmmss, seven hours ahead of UTC, whatever zone the worker lives in."""
    assert stamp(datetime(2026, 11, 24, 18, 30, tzinfo=UTC)) == "20261125013000"
    told = SyncDossier(code="x", procedure="y", received_at=datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC))
    assert told.wire() == {"MaHoSo": "x", "MaTTHC": "y", "NgayTiepNhan": "20261124080203"}
    assert SyncDossier.model_validate(told.wire()).received_at == told.received_at


def test_a_result_without_a_code_stays_without() -> None:
    """`MaGiayToKetQua` is blank when nobody gave one: no dummy dresses up the figures."""
    assert ResultPaper(name="Giấy khai sinh").wire()["MaGiayToKetQua"] == ""


def test_an_odd_value_of_somebody_else_does_not_close_a_dossier() -> None:
    """Numbers, booleans and nothing where text was agreed are read for what they are."""
    held = HeldDossier.model_validate(
        {
            "MaHoSo": "x",
            "TrangThaiHoSo": 4,
            "DinhDanhCHS": None,
            "TaiLieuNop": [{"TepDinhKemId": 7, "IsDeleted": True, "DuocSoHoa": None, "MaThanhPhanHoSo": None}],
        }
    )
    assert (held.status, held.files[0].id, held.files[0].stands) == (4, "7", False)


def test_a_paper_counts_as_digitised_only_on_evidence(
    one_stop: OneStop, bench: RecordBench, sync: SyncRecords, door: FileDoor
) -> None:
    """Without somebody who vouches for it `DuocSoHoa` is 0; and 1 for one file says nothing of the next."""
    plain, signed = offer(bench, "1.000894.TP01", "plain"), offer(bench, "1.000894.TP02", "signed")
    sync.hand_back(message(MARRIAGE, plain), NOON)
    assert [row["digitised"] for row in one_stop.files(MARRIAGE)["files"]] == ["0"]
    vouching = SyncRecords(SyncOptions.for_sandbox(one_stop.base), door, digitised=lambda file: file == signed)
    vouching.hand_back(message(MARRIAGE, plain, signed, version=2), NOON)
    vouching.close()
    assert [row["digitised"] for row in one_stop.files(MARRIAGE)["files"]] == ["0", "1"]


def test_a_file_told_before_it_was_proved_is_told_again(
    one_stop: OneStop, bench: RecordBench, sync: SyncRecords
) -> None:
    """Its metadata was confirmed after the first hand-back: the flag follows, the file stays single, and a repeat writes nothing."""
    early = offer(bench, "1.000894.TP01", "early")
    sync.hand_back(message(MARRIAGE, early), NOON)
    proved = message(MARRIAGE, replace(early, digitised=True), version=2)
    sync.hand_back(proved, NOON)
    assert [row["digitised"] for row in one_stop.files(MARRIAGE)["files"]] == ["1"]
    assert one_stop.held_by_sync(MARRIAGE) == papers(early)
    assert sync.hand_back(proved, NOON).already_there


def test_a_file_it_could_not_fetch_is_sent_again(one_stop: OneStop, bench: RecordBench, sync: SyncRecords) -> None:
    """A row without a readable file is no success: not confirmed, then repaired."""
    sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
    one_stop.misbehave("fetch-fails")
    with pytest.raises(TransientError) as unsure:
        sync.hand_back(sent, NOON)
    assert unsure.value.reference == "hand-back-not-confirmed"
    sync.hand_back(sent, NOON)
    assert one_stop.held_by_sync(MARRIAGE) == papers(*sent.files)


def test_a_file_it_doubled_is_made_single(one_stop: OneStop, bench: RecordBench, sync: SyncRecords) -> None:
    """Two rows and two addresses in the ``##`` list; afterwards one of each."""
    sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"), offer(bench, "1.000894.TP02", "b"))
    one_stop.misbehave("duplicate")
    with pytest.raises(TransientError):
        sync.hand_back(sent, NOON)
    assert len(one_stop.files(MARRIAGE)["files"]) == 3
    sync.hand_back(sent, NOON)
    assert one_stop.held_by_sync(MARRIAGE) == papers(*sent.files)


@pytest.mark.parametrize("kind", ["already-exists", "already-exists-after-commit"])
def test_already_exists_means_update(one_stop: OneStop, bench: RecordBench, sync: SyncRecords, kind: str) -> None:
    """Whether it had written before it said so or not: one call, each file once."""
    sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
    one_stop.misbehave(kind)
    sync.hand_back(sent, NOON)
    assert one_stop.held_by_sync(MARRIAGE) == papers(*sent.files)


def test_a_crash_between_its_two_statements_is_repaired(
    one_stop: OneStop, bench: RecordBench, sync: SyncRecords
) -> None:
    """The row is there, the list lacks it: an update that is no transaction."""
    sent = message(MARRIAGE, offer(bench, "1.000894.TP01", "a"))
    one_stop.misbehave("crash-midway")
    with pytest.raises(TransientError):
        sync.hand_back(sent, NOON)
    one_stop.kill()
    one_stop.start()
    assert one_stop.files(MARRIAGE)["joined_urls"] == []
    assert not sync.hand_back(sent, NOON).already_there
    assert one_stop.held_by_sync(MARRIAGE) == papers(*sent.files)


def test_the_list_of_addresses_does_not_grow_with_repeats(
    one_stop: OneStop, bench: RecordBench, sync: SyncRecords
) -> None:
    """It appends whatever it is told; so it is told only what it lacks."""
    files = []
    for version in range(1, 5):
        files.append(offer(bench, "1.000894.TP02", str(version), ordinal=version))
        for _ in range(2):
            sync.hand_back(message(MARRIAGE, *files, version=version), NOON)
    assert len(one_stop.files(MARRIAGE)["joined_urls"]) == 4


def test_a_session_that_ran_out_is_renewed_once(one_stop: OneStop, bench: RecordBench, sync: SyncRecords) -> None:
    assert sync.dossier(MARRIAGE) is not None
    one_stop.misbehave("expire-sessions")
    assert sync.dossier(MARRIAGE) is not None
    one_stop.misbehave("expire-sessions", times=2)
    with pytest.raises(TransientError) as lost:
        sync.dossier(MARRIAGE)
    assert lost.value.reference == "one-stop-session-lost"


def test_progress_goes_out_ten_at_a_time(one_stop: OneStop, sync: SyncRecords) -> None:
    """The counterpart takes ten steps a message."""
    steps = [Progress(code=BIRTH, officer="can-bo-1", at=NOON, content="Đã số hóa", status="4") for _ in range(23)]
    sync.report_progress(steps)


def test_a_link_outside_loopback_is_not_followed(one_stop: OneStop, sync: SyncRecords, door: FileDoor) -> None:
    """The sandbox cannot be sent into the network behind it; the file counts as not there."""
    records = SyncRecords(SyncOptions.for_sandbox(one_stop.base), _Elsewhere())
    bench = RecordBench(records, lambda mark: door.store.put(a_paper(mark)), one_stop.held_by_sync, print, print)
    with pytest.raises(TransientError):
        records.hand_back(message(MARRIAGE, offer(bench, "1.000894.TP01", "a")), NOON)
    records.close()


def test_a_code_is_matched_whole(sync: SyncRecords) -> None:
    """Real searches are LIKE '%…%': a code that only begins like ours is another dossier."""
    assert sync.dossier(DossierCode("H26.00-261120")) is None
    with pytest.raises(RejectedInputError):
        sync.hand_back(message(DossierCode("H26.00-261120")), NOON)


class _Elsewhere:
    def link(self, digest: object, name: str, lifetime: object) -> str:
        return "http://169.254.169.254/latest/meta-data"


def test_many_files_go_out_in_several_messages(one_stop: OneStop, bench: RecordBench, sync: SyncRecords) -> None:
    """Cut off after the first of three: the repeat sends only the rest."""
    sent = message(MARRIAGE, *(offer(bench, "1.000894.TP03", str(n), ordinal=n) for n in range(1, 26)))
    one_stop.misbehave("abort-after-commit")
    with pytest.raises(TransientError):
        sync.hand_back(sent, NOON)
    assert len(one_stop.files(MARRIAGE)["files"]) == 10
    sync.hand_back(sent, NOON)
    assert one_stop.held_by_sync(MARRIAGE) == papers(*sent.files)


def test_one_adapter_serves_many_senders(one_stop: OneStop, bench: RecordBench, sync: SyncRecords) -> None:
    """Eight threads share its session, and the session runs out under them."""
    codes = [DossierCode(f"H26.00-261120-{n:04d}") for n in range(10, 26)]
    sent = [message(code, offer(bench, "TP01", code)) for code in codes]
    one_stop.misbehave("expire-sessions")
    with ThreadPoolExecutor(8) as senders:
        receipts = list(senders.map(lambda each: sync.hand_back(each, NOON), sent))
    assert not any(receipt.already_there for receipt in receipts)
    assert [one_stop.held_by_sync(each.dossier) for each in sent] == [papers(*each.files) for each in sent]
