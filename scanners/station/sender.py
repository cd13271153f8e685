"""The sender: brings what the spool keeps to the centre, for as long as it takes, and forgets nothing by itself.

`turn` does one small thing (a part of a file, a manifest, a question for a receipt) and says when the next is due, so
that a live batch overtakes a backlog in the middle of a file. Waiting is counted by a clock that only runs forward:
a PC whose date jumps by days waits no longer for it.
"""

import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pipeline.errors import DigitizationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.ids import Digest, digest_of_file
from scanners.station import reading
from scanners.station.centre import Answer, Centre, CentreAwayError, Gone, NotLetInError, NotTaken
from scanners.station.identity import Identity
from scanners.station.outgoing import Outgoing, OutgoingBatch, OutgoingFile
from scanners.station.policy import Asking, Backoff, Measured, Portion
from scanners.station.receipts import verified
from scanners.station.spool import Spool
from scanners.station.standing import keep_link
from scanners.station.troubles import Troubles
from scanners.station.values import Link, LinkState

IDLE: Final = 0.25
"""Seconds until the spool is looked at again when nothing is due."""
NOT_LET_IN_WAIT: Final = 180.0
UNFOLDING_TURNS: Final = 60


class Sender:
    """One for a station; `turn` is called by one thread, everything else by any."""

    def __init__(
        self,
        spool: Spool,
        client: httpx.Client,
        identity: Identity,
        keys: tuple[Ed25519PublicKey, ...],
        *,
        portion: Portion | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._spool = spool
        self._outgoing = Outgoing(spool)
        known = spool.database.fact("clock_offset")
        offset = timedelta(seconds=float(known)) if known else timedelta(0)
        self._known_offset: timedelta | None = offset if known else None
        self._centre = Centre(client, identity, spool.clock, offset)
        self._station = identity.station
        self._keys = keys
        self._monotonic = monotonic
        self._draw = draw
        self._backoff, self._asking = Backoff(), Asking()
        self._portion = portion or Portion()
        self._measured = Measured()
        self._files, self._batches, self._unfolding = Troubles(), Troubles(), Troubles()
        self._put_at: dict[str, float] = {}
        self._failures = 0
        self._cuts = 0
        self._due = 0.0
        self._link = Link()
        self._again = threading.Event()
        self._lock = threading.Lock()

    # ---------------------------------------------------------------- one turn

    def turn(self) -> float:
        """Do one thing if one is due; seconds until the next (0: at once). Never raises what trying again may mend."""
        if self._again.is_set():
            self._begin_again()
        now = self._monotonic()
        if now < self._due:
            return self._due - now
        try:
            worked = self._one_thing(now)
        except NotLetInError as refusal:
            return self._stop(refusal)
        except CentreAwayError as later:
            return self._away(later)
        except TransientError as later:  # our own disk or ledger is away
            return self._wait(later.reference, LinkState.DOWN, None)
        if worked:
            self._up()
            return max(0.0, self._due - self._monotonic())
        dues = [due for due in (self._files.next_due(now), self._batches.next_due(now)) if due is not None]
        return min([IDLE, *(max(0.0, due - now) for due in dues)])

    def _begin_again(self) -> None:
        self._again.clear()
        self._due, self._failures = 0.0, 0
        self._files.of.clear()
        self._batches.of.clear()

    def _one_thing(self, now: float) -> bool:
        """In turn: a question for a receipt, a manifest, a part of a file. True when one of them was done."""
        resting = self._batches.resting(now)
        file = self._outgoing.next_file(self._files.resting(now))
        wait = 0 if file is not None else 1  # with nothing else to do the centre may hold its answer for the receipt
        sealed = self._outgoing.next_manifest(resting | self._unfolding.resting(now))
        if sealed is not None and self._manifest(sealed, now, wait):
            return True
        sent = self._outgoing.next_receipt(resting)
        if sent is not None:
            self._ask(self._outgoing.batch(sent), wait)
        if file is not None:
            self._part(file)
        return sent is not None or file is not None or self._let_go()

    def _let_go(self) -> bool:
        """Tell the centre of a file that a clerk gave up before sealing."""
        file = self._outgoing.next_abandoned()
        if file is None or file.location is None:
            return False
        self._centre.drop(file.location)
        self._outgoing.stands_at(file.digest, None, 0)
        return True

    # ---------------------------------------------------------------- files

    def _part(self, file: OutgoingFile) -> None:
        length = self._portion.size(self._measured.bytes_per_second, self._cuts)
        part = self._outgoing.read(file.digest, file.sent, min(length, file.size - file.sent))
        if file.sent < file.size and not part:
            self._damaged(file.digest)
            return
        began = self._monotonic()
        try:
            with self._others_first(self._files, file.digest):
                location, offset = self._sent(file, part)
        except Gone:  # expired over there; made again by the next turn
            self._outgoing.stands_at(file.digest, None, 0)
            return
        except NotTaken as doubt:
            self._not_taken(file, str(doubt))
            return
        except RejectedInputError as refusal:
            self._outgoing.file_refused(file.digest, refusal.reference)
            return
        took = self._monotonic() - began
        gained = offset - file.sent
        if 0 < gained <= len(part):
            self._measured = self._measured.with_portion(gained, took)
            self._due = self._monotonic() + self._portion.pause(gained, took)
        self._cuts = 0
        self._files.over(file.digest)
        self._outgoing.stands_at(file.digest, location, offset)

    def _sent(self, file: OutgoingFile, part: bytes) -> tuple[str, int]:
        """Where the upload lies and stands after *part*."""
        if file.location is None:
            return self._centre.create(file.digest, file.size, part)
        if self._files.times(file.digest) or self._cuts:  # after a cut nobody knows how much arrived
            location, offset = self._centre.create(file.digest, file.size)
            if (location, offset) != (file.location, file.sent):
                return location, offset
        return file.location, self._centre.append(file.location, file.sent, part)

    def _not_taken(self, file: OutgoingFile, code: str) -> None:
        """A part or the whole did not count. After the second time the fault may be our own disk's."""
        times = self._files.rest(file.digest, 0.0)
        if times >= 2 and self._is_damaged(file.digest):
            self._damaged(file.digest)
            return
        location, offset = self._centre.create(file.digest, file.size)
        self._outgoing.stands_at(file.digest, location, offset)
        if code == "file-digest-differs" or times > 1:
            self._files.of[file.digest].due = self._monotonic() + self._backoff.wait(times, self._draw())

    def _is_damaged(self, digest: Digest) -> bool:
        try:
            return digest_of_file(self._spool.shelf.path(digest)) != digest
        except OSError:
            return True

    def _damaged(self, digest: Digest) -> None:
        """Our own copy is not what it was: named, and the batches wait for a person."""
        self._spool.findings.name("paper-damaged", None, None, digest, "", 0)
        self._outgoing.file_refused(digest, "paper-damaged")

    # ---------------------------------------------------------------- batches

    def _manifest(self, batch: str, now: float, wait: int) -> bool:
        """False when the manifest cannot be written yet."""
        if self._outgoing.still_unfolding(batch) and self._unfolding.times(batch) < UNFOLDING_TURNS:
            self._unfolding.rest(batch, now + 1.0)
            return False
        self._unfolding.over(batch)
        whole = self._outgoing.batch(batch)
        self._put_at.setdefault(batch, self._monotonic())
        try:
            with self._others_first(self._batches, batch):
                answer = self._centre.put(batch, whole.manifest, wait)
        except (RejectedInputError, NotTaken) as refusal:
            self._refused(batch, refusal)
            return True
        except Gone:
            self._doubt(batch, "centre-answer-unreadable")
            return True
        self._said(whole, answer)
        return True

    def _ask(self, batch: OutgoingBatch, wait: int) -> None:
        try:
            with self._others_first(self._batches, batch.id):
                answer = self._centre.receipt(batch.id, wait)
        except (RejectedInputError, NotTaken) as refusal:
            self._refused(batch.id, refusal)
            return
        except Gone:  # the centre was put back to an older state: it gets everything again
            self._outgoing.not_known(batch)
            self._doubt(batch.id, "")
            return
        self._said(batch, answer)

    def _said(self, batch: OutgoingBatch, answer: Answer) -> None:
        if answer.receipt is not None:
            self._receipt(batch, answer.receipt)
            return
        if answer.missing:
            self._outgoing.lacking(set(answer.missing) & set(batch.digests))
            self._outgoing.sealed_again(batch.id)
        else:
            self._outgoing.taking_in(batch.id, answer.reason)
        self._batches.rest(batch.id, self._monotonic() + self._asking.wait(self._batches.times(batch.id)))

    def _receipt(self, batch: OutgoingBatch, signed: str) -> None:
        try:
            receipt = verified(signed, self._keys, batch=batch.id, station=self._station, files=batch.digests)
        except IntegrityError as doubt:
            self._doubt(batch.id, doubt.reference)
            return
        self._outgoing.received(batch.id, signed, receipt.batch_id, self._spool.clock())
        began = self._put_at.pop(batch.id, None)
        if began is not None:
            self._measured = self._measured.with_receipt(self._monotonic() - began)
        self._batches.over(batch.id)

    def _refused(self, batch: str, refusal: RejectedInputError | NotTaken) -> None:
        if isinstance(refusal, NotTaken):
            refusal = RejectedInputError(str(refusal) or "batch-differs", "the centre knows another batch of this name")
        self._outgoing.refused(batch, refusal)
        self._batches.over(batch)

    def _doubt(self, batch: str, reason: str) -> None:
        """An answer that cannot be right. Nothing is forgotten, it is asked again ever more seldom."""
        if reason:
            self._outgoing.doubted(batch, reason)
        times = self._batches.times(batch) + 1
        self._batches.rest(batch, self._monotonic() + self._backoff.wait(times, self._draw()))

    # ---------------------------------------------------------------- the line

    def _up(self) -> None:
        self._failures = 0
        self._keep_offset()
        self._say(LinkState.UP, "", None)

    @contextlib.contextmanager
    def _others_first(self, troubles: Troubles, thing: str) -> Iterator[None]:
        """What the centre stumbles over rests by itself: a single batch must not stand in the way of all others."""
        try:
            yield
        except CentreAwayError as later:
            if later.answered:
                times = troubles.times(thing) + 1
                troubles.rest(thing, self._monotonic() + max(1.0, self._backoff.wait(times, self._draw())))
            raise

    def _away(self, later: CentreAwayError) -> float:
        self._cuts += 1
        self._keep_offset()
        return self._wait(later.reference, LinkState.DOWN, later.after)

    def _stop(self, refusal: NotLetInError) -> float:
        """Nothing more is sent. Revoked is for good until somebody asks again; a key may yet be registered."""
        revoked = refusal.reference == "station-revoked"
        self._keep_offset()
        wait = float("inf") if revoked else NOT_LET_IN_WAIT
        self._due = self._monotonic() + wait
        self._say(LinkState.REVOKED if revoked else LinkState.NOT_LET_IN, refusal.reference, None if revoked else wait)
        return wait

    def _wait(self, reference: str, state: LinkState, after: float | None) -> float:
        self._failures += 1
        wait = max(self._backoff.wait(self._failures, self._draw()), after or 0.0)
        self._due = self._monotonic() + wait
        self._say(state, reference, wait)
        return wait

    def _keep_offset(self) -> None:
        if self._centre.offset != self._known_offset:
            self._known_offset = self._centre.offset
            self._spool.database.state("clock_offset", self._known_offset.total_seconds())

    def _say(self, state: LinkState, reason: str, wait: float | None) -> None:
        now = self._spool.clock()
        with self._lock:
            since = self._link.since if self._link.state is state else now
            next_try = now + timedelta(seconds=wait) if wait is not None else None
            changed = (self._link.state, self._link.reason) != (state, reason)
            self._link = Link(state, reason, since, next_try)
        if changed:  # whoever watches the station sees it
            with contextlib.suppress(DigitizationError):
                keep_link(self._spool.database, self._link)

    def resume(self) -> None:
        """Try now: the line is back, or the centre has let us in again."""
        self._again.set()

    def link(self) -> Link:
        """How the sending stands, with an honest guess of when everything is signed for, or why there is none."""
        with self._lock:
            link = self._link
        measured, offset = self._measured, self._known_offset
        waiting = reading.waiting(self._spool.database)
        eta, reason = None, ""
        if not waiting.batches:
            reason = "nothing-waits"
        elif link.state in (LinkState.REVOKED, LinkState.NOT_LET_IN):
            reason = link.state.value
        elif link.state is LinkState.DOWN:
            reason = "link-down"
        else:
            eta = measured.eta(waiting.bytes, waiting.batches)
            reason = "" if eta is not None else "not-measured-yet"
        return replace(
            link,
            bytes_per_second=measured.bytes_per_second,
            eta_seconds=eta,
            eta_reason=reason,
            clock_offset=offset.total_seconds() if offset is not None else None,
        )
