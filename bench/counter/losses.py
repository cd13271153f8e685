"""Ten thousand pages through stations, line, door and store, each killed at every class of boundary; then everybody counts."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.counter.client import CALLS, plan
from bench.counter.line import Blow, Line
from bench.counter.pages import small_page
from bench.results import talk
from flows.settings import Settings
from flows.wiring import codecs, now, open_ledger, open_store
from pipeline.model.ids import Digest, digest_of
from pipeline.names import batch_name
from scanners.station.identity import enrol
from scanners.station.options import StationOptions
from scanners.station.spool import Spool
from scanners.station.values import BatchState
from storage.objects.s3_client import S3Options
from tests.servers.seaweed import Seaweed

ROOT = Path(__file__).resolve().parents[2]
WRONG_BY = (0.0, -200.0, 3.0, 90.0)
"""Days by which the stations' own dates are wrong."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Centre:
    """The door as a process that may be killed and started again at any moment, and the store behind it."""

    folder: Path
    seaweed: Seaweed | None
    bucket: S3Options | None = None
    port: int = field(default_factory=free_port)
    kills: int = 0
    store_kills: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def calendar(self) -> Path:
        return self.folder / "calendar"

    @property
    def settings(self) -> Settings:
        return Settings(workspace=self.folder / "workspace", s3=self.bucket)

    def environment(self) -> Mapping[str, str]:
        found = {**os.environ}
        if self.bucket is not None:
            found |= {
                "SOHOA_S3__ENDPOINT": self.bucket.endpoint,
                "SOHOA_S3__BUCKET": self.bucket.bucket,
                "SOHOA_S3__ACCESS_KEY": self.bucket.access_key.get_secret_value(),
                "SOHOA_S3__SECRET_KEY": self.bucket.secret_key.get_secret_value(),
                "SOHOA_S3__SECURE": "false",
            }
        return found

    def start(self) -> None:
        if not self.calendar.exists():
            self.calendar.write_text("0")
        command = [sys.executable, "-m", "bench.counter.door", "--workspace", str(self.folder / "workspace")]
        with (self.folder / "door.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), "--calendar", str(self.calendar)],
                cwd=ROOT,
                env=dict(self.environment()),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> str:
        """The centre's public key, once it answers."""
        for _ in range(600):
            try:
                return str(httpx.get(f"http://127.0.0.1:{self.port}/v1/key", trust_env=False).json()["key"])
            except (httpx.HTTPError, ValueError):
                time.sleep(0.1)
        raise RuntimeError((self.folder / "door.log").read_text(errors="replace")[-3000:])

    def kill(self) -> None:
        """With all its children, as the power does; it comes back a moment later."""
        with self._lock:
            self.kills += 1
            self.stop(signal.SIGKILL)
            self.start()

    def kill_store(self) -> None:
        if self.seaweed is None:
            return
        with self._lock:
            self.store_kills += 1
            self.seaweed.kill()
            time.sleep(0.5)
            self.seaweed.start()

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, number)
            self.process.wait()
            self.process = None


@dataclass
class Fed:
    """One station process after another on the same folder, each killed at the next class of boundary."""

    name: str
    options: StationOptions
    first: int
    pages: int
    wrong_by: float
    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    ended: int = -1

    def run(self, calendar: Path, kills: int, rng: random.Random) -> None:
        """Killed *kills* times, then once to the end."""
        classes = [(kind, after) for kind in CALLS for after in (False, True)]
        start = rng.randrange(len(classes))
        for turn in range(kills):
            kind, after = classes[(start + turn) % len(classes)]
            rate = {"request": 1.4, "commit": 3.0, "sync_folder": 1.2}.get(kind, 1.0)
            count = max(1, round(rate * self.pages / kills * rng.uniform(0.3, 1.2)))
            code = self._process(calendar, kind, count, after)
            if code == -signal.SIGKILL:
                self.kills[f"{kind} {'after' if after else 'before'}"] += 1
            else:  # done before the axe fell, or not killed by us
                self.ended = code
                return
        self.ended = self._process(calendar, CALLS[0], 0, after=False)

    def _process(self, calendar: Path, kind: str, count: int, after: bool) -> int:
        self.runs += 1
        said = {
            "folder": self.options.folder,
            "key": self.options.centre_key,
            "calendar": calendar,
            "name": self.name,
            "url": self.options.centre_url,
            "axe": kind,
            "first": self.first,
            "pages": self.pages,
            "count": count,
            "wrong-by": self.wrong_by,
        }
        flags = [text for name, value in said.items() for text in (f"--{name}", str(value))]
        with self.options.folder.with_suffix(".log").open("ab") as log:
            client = subprocess.Popen(
                [sys.executable, "-m", "bench.counter.client", *flags, *(["--after"] if after else [])],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            return client.wait()


@dataclass(frozen=True, slots=True)
class Count:
    """Both ends, counted."""

    pages: int
    lost: int
    doubled: int
    strange: int
    damaged: int
    batches: int
    batches_wanted: int
    not_received: int
    found: int
    parts: int


@dataclass(frozen=True, slots=True)
class Losses:
    count: Count
    seconds: float
    blows: Mapping[Blow, int]
    station_kills: Mapping[str, int]
    door_kills: int
    store_kills: int
    offline: int
    days: float


def run(pages: int, stations: int, kills: int, share: float, offline: int, s3: bool, seed: int) -> Losses:
    """*kills* of every station; *share* of the requests struck on the line; *offline* periods of three days each."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="counter-") as folder:
        place = Path(folder)
        seaweed = Seaweed(place / "seaweed") if s3 else None
        if seaweed is not None:
            seaweed.start()
        centre = Centre(place, seaweed, seaweed.bucket() if seaweed else None)
        line = Line(centre.port, share, seed, {"door": centre.kill} | ({"store": centre.kill_store} if s3 else {}))
        try:
            centre.start()
            key = place / "centre.pem"
            key.write_text(centre.wait())
            line.start()
            fed = [_enrolled(centre, n, pages // stations, key, line.port) for n in range(stations)]
            began = time.monotonic()
            threads = [
                threading.Thread(target=one.run, args=(centre.calendar, kills, random.Random(seed + n)), daemon=True)
                for n, one in enumerate(fed)
            ]
            for thread in threads:
                thread.start()
            periods = _weather(threads, line, centre, offline, rng)
            seconds = time.monotonic() - began
            centre.stop()
            for one in fed:
                if one.ended:
                    raise RuntimeError(one.options.folder.with_suffix(".log").read_text(errors="replace")[-3000:])
            return Losses(
                _counted(centre.settings, fed),
                seconds,
                line.blows,
                sum((one.kills for one in fed), Counter()),
                centre.kills,
                centre.store_kills,
                periods,
                3.0 * periods,
            )
        finally:
            line.stop()
            centre.stop(signal.SIGKILL)
            if seaweed is not None:
                seaweed.kill()


def _enrolled(centre: Centre, number: int, pages: int, key: Path, port: int) -> Fed:
    name = f"Q{number + 1}-01"
    options = StationOptions(
        folder=centre.folder / name, station=name, centre_url=f"http://127.0.0.1:{port}", centre_key=key
    )
    public = centre.folder / f"{name}.pub"
    public.write_text(enrol(name, options.key_file).public_pem)
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from console.door import main; main()",
            "stations",
            "add",
            name,
            "--branch",
            f"Q{number + 1}",
            "--key",
            str(public),
            "--workspace",
            str(centre.folder / "workspace"),
        ],
        cwd=ROOT,
        env=dict(centre.environment()),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return Fed(name, options, number * 1_000_000 + 1, pages, WRONG_BY[number % len(WRONG_BY)])


def _weather(threads: list[threading.Thread], line: Line, centre: Centre, offline: int, rng: random.Random) -> int:
    """Now and then the line is away for three days, which pass in seconds; returns how often that was."""
    periods, next_at = 0, time.monotonic() + rng.uniform(5, 15)
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        if periods < offline and time.monotonic() > next_at:
            line.open = False
            time.sleep(3)
            days = float(centre.calendar.read_text() or 0)
            centre.calendar.write_text(f"{days + 3.0}")
            time.sleep(1)
            line.open = True
            periods += 1
            next_at = time.monotonic() + rng.uniform(10, 30)
            talk(f"three days without a line, for the {periods}. time; {sum(line.blows.values())} requests struck")
    return periods


def _counted(settings: Settings, fed: list[Fed]) -> Count:
    wanted = Counter(digest_of(small_page(page)) for one in fed for page in range(one.first, one.first + one.pages))
    there: Counter[Digest] = Counter()
    damaged = 0
    store, codec = open_store(settings), codecs().batches
    ledger = open_ledger(settings)
    batches = [status.id for status in ledger.statuses()]
    for batch in batches:
        account = store.recall(batch_name(batch))
        if account is None:
            damaged += 1
            continue
        found = codec.decode(account)
        there.update(page.source for page in found.pages)
        there.update(side.source for side in found.refused)
        for deposit in found.deposits:
            damaged += digest_of(store.get(deposit.digest)) != deposit.digest
    ledger.close()
    spools = [_of_spool(one) for one in fed]
    return Count(
        pages=sum(wanted.values()),
        lost=sum((wanted - there).values()),
        doubled=sum(count - 1 for digest, count in there.items() if digest in wanted and count > 1),
        strange=sum(count for digest, count in there.items() if digest not in wanted),
        damaged=damaged,
        batches=len(batches),
        batches_wanted=sum(len(plan(one.first, one.pages)) for one in fed),
        not_received=sum(spool[0] for spool in spools),
        found=sum(spool[1] for spool in spools),
        parts=sum(spool[2] for spool in spools),
    )


def _of_spool(one: Fed) -> tuple[int, int, int]:
    """(batches without receipt, findings nobody settled, parts left lying)."""
    spool = Spool(one.options, now)
    try:
        states = Counter(batch.state for batch in spool.batches(limit=1_000_000))
        waiting = sum(states.values()) - states[BatchState.RECEIVED] - states[BatchState.FORGOTTEN]
        return waiting, len(spool.findings.waiting()), len(list(spool.shelf.parts.iterdir()))
    finally:
        spool.close()
