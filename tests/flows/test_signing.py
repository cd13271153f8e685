"""A paper waits for its officer's signature; what comes back is matched, checked, kept byte for byte and filed."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from flows.loop import drain
from pipeline.model.dossier import Entry
from pipeline.model.paper import Outcome
from pipeline.model.signing import Examination
from pipeline.model.work import BatchState, Verdict, VerdictKind, WaitingFor
from pipeline.stages.decide import decide
from storage.ledger import LedgerOptions, SqlLedger
from storage.rebuild import rebuild
from storage.verify import verify
from tests.flows.bench_of_fakes import OPEN_DOSSIER
from tests.flows.signing_desk import DECISION, Desk, a_desk, an_office, digest, signed_bytes
from tests.flows.troubles import outcomes_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


def entries(desk: Desk) -> tuple[Entry, ...]:
    head = desk.bench.ledger.head(OPEN_DOSSIER)
    return () if head is None else desk.bench.codecs.manifests.decode(desk.bench.store.get(head[1])).entries


def exchange(desk: Desk) -> tuple[list[str], list[str]]:
    """One round; the papers accepted, and the references of what was refused."""
    done = desk.office.exchange()
    return [one.paper for one in done.accepted], [one.reference for one in done.refused]


def test_a_paper_waits_for_its_officer_and_its_copy_is_handed_over(desk: Desk) -> None:
    """Nothing is filed yet; the branch is asked; beside the copy lies what a signer needs and nothing about a person."""
    batch = desk.scan(DECISION)
    status = desk.bench.ledger.status(batch)
    assert status is not None
    assert (status.state, status.waiting_for, status.reason) == (
        BatchState.AWAITING_REVIEW,
        WaitingFor.BRANCH,
        "to-be-signed",
    )
    assert not entries(desk)
    exchange(desk)
    [copy] = desk.copies()
    note = json.loads(copy.with_suffix(".json").read_text("utf-8"))
    assert (note["id"], note["pages"], note["kind"], note["branch"]) == (copy.stem, 2, "decision", "q1")
    assert note["sha256"] == digest(copy.read_bytes())
    assert (note["mark"]["corner"], note["mark"]["page"]) == ("top-left", 1)
    assert OPEN_DOSSIER not in copy.with_suffix(".json").read_text("utf-8")


def test_what_is_handed_out_carries_no_word_a_machine_read(desk: Desk) -> None:
    """The officer signs the pages as scanned; the searchable copy is another file, beside."""
    desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    assert b"(bare " in copy.read_bytes()
    assert b"(read " not in copy.read_bytes()


def test_without_the_setting_nothing_is_asked_for(tmp_path: Path) -> None:
    """Papers are filed as they always were, and no copy is made."""
    desk = a_desk(tmp_path, required=False)
    desk.scan(DECISION)
    [entry] = entries(desk)
    assert (entry.file, entry.signature) == (entry.copy, "")
    assert exchange(desk) == ([], [])
    assert not desk.copies()


def test_a_signed_copy_is_filed_byte_for_byte(desk: Desk) -> None:
    """It goes to the one-stop system as the officer's tool wrote it; the searchable copy stands beside; the paper may now
    be called digitised."""
    batch = desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    given = desk.sign(copy, "QUYET DINH (da ky).pdf")
    blob = given.read_bytes()
    desk.clock.skip(minutes=5)
    accepted, refused = exchange(desk)
    assert (accepted, refused) == ([copy.stem], [])
    assert not given.exists()
    assert not desk.copies()  # nobody signs it twice while the next run comes
    drain(desk.bench)
    [entry] = entries(desk)
    assert entry.file == digest(blob)
    assert desk.bench.store.get(entry.file) == blob
    assert entry.copy_size == len(blob)
    assert entry.copy != entry.file
    assert len(entry.signature) == 64
    [(_, papers)] = desk.records.snapshot()
    assert [paper.digest for paper in papers] == [digest(blob)]
    status = desk.bench.ledger.status(batch)
    assert status is not None
    assert status.state is BatchState.CLOSED
    assert set(outcomes_of(status).values()) == {Outcome.ATTACHED}
    [item] = desk.bench.ledger.items(batch)
    assert [offer.digitised for offer in desk.bench.ledger.message(item.key).files] == [False]  # nobody knows its owner


def test_the_verdict_names_a_certificate_and_no_person(desk: Desk) -> None:
    batch = desk.scan(DECISION)
    exchange(desk)
    desk.sign(desk.copies()[0])
    exchange(desk)
    [verdict] = desk.bench.ledger.verdicts(batch)
    assert (verdict.kind, verdict.pages) == (VerdictKind.SIGNED, (1, 2))
    assert verdict.by.startswith("certificate-")


def test_the_same_file_again_is_once(desk: Desk) -> None:
    """Under another name, before the run and after it: one verdict, one version."""
    batch = desk.scan(DECISION)
    exchange(desk)
    blob = desk.sign(desk.copies()[0]).read_bytes()
    exchange(desk)
    desk.clock.skip(minutes=1)
    desk.give(blob, "again.pdf")
    assert exchange(desk)[1] == []
    drain(desk.bench)
    version = desk.bench.ledger.head(OPEN_DOSSIER)
    desk.clock.skip(minutes=1)
    desk.give(blob, "and again.pdf")
    assert exchange(desk)[1] == []
    drain(desk.bench)
    assert desk.bench.ledger.head(OPEN_DOSSIER) == version
    assert len(desk.bench.ledger.verdicts(batch)) == 1


def test_another_signature_for_a_signed_paper_is_refused_but_one_more_over_it_is_taken(desk: Desk) -> None:
    """What was accepted stays; a second signature over it makes a new version."""
    desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    original, first = copy.read_bytes(), desk.sign(copy).read_bytes()
    exchange(desk)
    drain(desk.bench)
    desk.clock.skip(minutes=2)
    desk.give(signed_bytes(original, desk.clock()), "other.pdf")
    desk.waits()
    assert exchange(desk) == ([], ["already-signed"])
    both = signed_bytes(first, desk.clock())
    desk.give(both, "both.pdf")
    assert len(exchange(desk)[0]) == 1
    drain(desk.bench)
    [entry] = entries(desk)
    assert entry.file == digest(both)


@pytest.mark.parametrize(
    ("spoil", "reference"),
    [
        (lambda blob, copy: copy, "signature-missing"),
        (lambda blob, copy: blob[: len(copy) + 900], "signature"),
        (lambda blob, copy: b"%PDF-1.7\nnothing of ours", "signed-file-unknown"),
        (lambda blob, copy: b"", "signed-file-unknown"),
        (lambda blob, copy: blob + b"\n% more\n", "changed-after-signing"),
        (lambda blob, copy: b"\x00" * 5_000_001, "signed-file-too-large"),
    ],
    ids=["unsigned", "cut off", "another file", "empty", "appended to", "too large"],
)
def test_what_does_not_hold_is_kept_aside_with_its_reason(desk: Desk, spoil: object, reference: str) -> None:
    """The paper goes on waiting; whoever signed reads why in the folder, in the list and beside the copy."""
    batch = desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    blob = spoil(signed_bytes(copy.read_bytes(), desk.clock()), copy.read_bytes())  # type: ignore[operator]
    given = desk.give(blob, "spoilt.pdf")
    desk.waits()
    accepted, refused = exchange(desk)
    assert (accepted, len(refused)) == ([], 1)
    assert refused[0].startswith(reference)
    assert not given.exists()
    [kept] = (desk.handover / "refused").glob("*.pdf")
    assert kept.read_bytes() == blob
    note = json.loads(kept.with_suffix(".json").read_text("utf-8"))
    assert note["reference"] == refused[0]
    assert not note["message"].startswith("Cả lô")
    status = desk.bench.ledger.status(batch)
    assert status is not None
    assert status.reason == "to-be-signed"
    desk.sign(copy)
    desk.clock.skip(minutes=1)
    assert exchange(desk)[0] == [copy.stem]


def test_a_refusal_is_told_beside_the_copy(desk: Desk) -> None:
    desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    desk.sign(copy, by="colleague")
    desk.waits()
    assert exchange(desk) == ([], ["signer-not-allowed"])
    note = json.loads(copy.with_suffix(".json").read_text("utf-8"))
    assert note["refused"]["reference"] == "signer-not-allowed"
    assert an_office(desk.root, desk.bench).exchange().waiting == 1  # a fresh process still says so
    assert json.loads(copy.with_suffix(".json").read_text("utf-8"))["refused"]["reference"] == "signer-not-allowed"


def test_a_file_still_being_written_is_waited_for(desk: Desk) -> None:
    """Half of it does not hold and is not refused; whole, it is taken at once, however fresh."""
    desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    blob = signed_bytes(copy.read_bytes(), desk.clock())
    path = desk.give(blob[: len(blob) // 2], "slow.pdf")
    os.utime(path, (desk.clock().timestamp(),) * 2)
    assert exchange(desk) == ([], [])
    desk.clock.skip(seconds=5)
    path.write_bytes(blob)
    os.utime(path, (desk.clock().timestamp() + 7200,) * 2)  # the share's clock runs ahead
    assert exchange(desk)[0] == [copy.stem]


def test_a_share_whose_clock_runs_ahead_does_not_keep_a_bad_file_for_ever(desk: Desk) -> None:
    desk.scan(DECISION)
    exchange(desk)
    path = desk.give(b"not a pdf", "bad.pdf")
    os.utime(path, (desk.clock().timestamp() + 7200,) * 2)
    assert exchange(desk) == ([], [])
    desk.clock.skip(seconds=11)
    assert exchange(desk) == ([], ["signed-file-unknown"])


def test_what_is_not_a_file_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    """Links, folders and other programs' half-written files are nobody's signed copies."""
    desk.scan(DECISION)
    exchange(desk)
    (tmp_path / "elsewhere.pdf").write_bytes(b"x")
    inbox = desk.handover / "signed"
    (inbox / "link.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    (inbox / "folder").mkdir()
    (inbox / "x.pdf.part").write_bytes(b"x")
    os.mkfifo(inbox / "pipe")
    desk.waits()
    assert exchange(desk) == ([], [])
    assert len(list(inbox.iterdir())) == 4


def test_a_paper_put_together_otherwise_is_signed_anew(desk: Desk) -> None:
    """A signature is over pages: when a person splits the paper, each part waits for its own."""
    batch = desk.scan(f"doc decision {OPEN_DOSSIER} one", "more two")
    exchange(desk)
    desk.sign(desk.copies()[0])
    exchange(desk)
    drain(desk.bench)
    assert len(entries(desk)) == 1
    desk.clock.skip(minutes=1)
    decide(
        Verdict(batch, (2,), VerdictKind.QUARANTINE, "", "reviewer", desk.clock()),
        desk.bench.store,
        desk.bench.codecs.verdicts,
        desk.bench.ledger,
    )
    from tests.flows.troubles import HeedingSeparator

    drain(
        desk.bench.__class__(
            **{f: getattr(desk.bench, f) for f in desk.bench.__slots__} | {"separator": HeedingSeparator()}
        )
    )
    [item] = desk.bench.ledger.open_items(batch)
    assert (item.reference, item.pages) == ("to-be-signed", (1,))
    assert not entries(desk)


def test_a_verdict_alone_signs_nothing(desk: Desk) -> None:
    """Somebody says it was signed: without an examined file the paper waits on."""
    batch = desk.scan(DECISION)
    desk.clock.skip(minutes=1)
    for value in ("0" * 64, "not a digest"):
        decide(
            Verdict(batch, (1, 2), VerdictKind.SIGNED, value, "somebody", desk.clock()),
            desk.bench.store,
            desk.bench.codecs.verdicts,
            desk.bench.ledger,
        )
    drain(desk.bench)
    assert not entries(desk)
    assert [item.reference for item in desk.bench.ledger.open_items(batch)] == ["to-be-signed"]


def test_many_papers_find_their_own(desk: Desk) -> None:
    """Signed in any order, under names that say something else: each goes to its own pages."""
    desk.scan(*(f"doc notice {OPEN_DOSSIER} paper {n}" for n in range(4)))
    exchange(desk)
    copies = desk.copies()
    assert len(copies) == 4
    for copy, other in zip(copies, [*copies[1:], copies[0]], strict=True):
        desk.sign(copy, f"{other.stem}.signed.pdf")
    assert sorted(exchange(desk)[0]) == [copy.stem for copy in copies]
    drain(desk.bench)
    assert all(entry.signature for entry in entries(desk))
    assert len({entry.file for entry in entries(desk)}) == 4


def test_the_store_alone_tells_it_all_again(desk: Desk, tmp_path: Path) -> None:
    """Ledger lost: the rebuilt one knows the verdict; nobody has to sign again, and everything verifies."""
    batch = desk.scan(DECISION)
    exchange(desk)
    desk.sign(desk.copies()[0])
    exchange(desk)
    assert verify(desk.bench.store, desk.bench.ledger).findings == ()
    from pydantic import SecretStr

    fresh = SqlLedger(LedgerOptions(url=SecretStr(f"sqlite:///{tmp_path / 'fresh.sqlite'}")))
    fresh.create_schema()
    assert rebuild(desk.bench.store, fresh, desk.clock()).findings == ()
    assert fresh.verdicts(batch) == desk.bench.ledger.verdicts(batch)
    fresh.close()


def test_to_sign_may_be_emptied_by_anybody(desk: Desk) -> None:
    """It mirrors what waits: what is lost there comes again, what is strange there is left, what waits no more goes."""
    desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    before = copy.read_bytes()
    copy.unlink()
    (copy.parent / "p-000000000000000000000000.pdf").write_bytes(b"old")
    (copy.parent / "notes of the officer.txt").write_text("x")
    exchange(desk)
    assert copy.read_bytes() == before
    assert sorted(path.suffix for path in copy.parent.iterdir()) == [".json", ".pdf", ".txt"]


def test_a_run_with_another_engine_hands_out_nothing_new(desk: Desk) -> None:
    """An officer may be signing already: the copy stays what it was."""
    batch = desk.scan(DECISION)
    exchange(desk)
    before = desk.copies()[0].read_bytes()
    desk.bench.ledger.replay(batch, desk.clock())
    drain(desk.bench)
    exchange(desk)
    assert [copy.read_bytes() for copy in desk.copies()] == [before]
    assert len(list(desk.bench.store.names("signing/copies/"))) == 1


def test_signed_before_it_was_asked_for_again_still_counts(desk: Desk) -> None:
    """A returned file that took long: its time is held against when the paper was handed out, days ago."""
    desk.scan(DECISION)
    exchange(desk)
    copy = desk.copies()[0]
    desk.sign(copy)
    desk.clock.skip(days=3)
    assert exchange(desk)[0] == [copy.stem]


@pytest.mark.parametrize("named", ["in its metadata", "by its name"])
def test_a_file_a_tool_wrote_anew_is_matched_and_refused(desk: Desk, tmp_path: Path, named: str) -> None:
    """Its bytes are not ours, so it is not taken; but the officer is told for which paper, and why."""
    desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    with pikepdf.open(copy) as pdf:
        if named == "by its name":
            del pdf.trailer["/Info"]
        pdf.save(tmp_path / "anew.pdf")
    name = "anything.pdf" if named == "in its metadata" else f"Da ky {copy.stem} (1).pdf"
    desk.give(signed_bytes((tmp_path / "anew.pdf").read_bytes(), desk.clock()), name)
    desk.waits()
    [refused] = desk.office.exchange().refused
    assert (refused.paper, refused.reference) == (copy.stem, "signed-file-differs")


def test_two_processes_that_take_the_same_file_agree(desk: Desk) -> None:
    """The loop and a person at the command line collect at once: one account of the file, one verdict."""
    batch = desk.scan(DECISION)
    exchange(desk)
    [copy] = desk.copies()
    path = desk.sign(copy)
    desk.clock.skip(minutes=2)
    other = an_office(desk.root, desk.bench)
    seen = desk.office.validator

    class MeanwhileTheOtherTakesIt:
        def examine(self, *arguments: object) -> Examination:
            other.take(path)
            desk.clock.skip(seconds=3)
            return seen.examine(*arguments)  # type: ignore[arg-type]

    assert replace(desk.office, validator=MeanwhileTheOtherTakesIt()).take(path).accepted
    assert len(desk.bench.ledger.verdicts(batch)) == 1
