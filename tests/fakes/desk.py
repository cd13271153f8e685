"""A counter in memory: what the page needs of the station, with verdicts, networks and receipts at a test's word."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from console.station.desk import Board, Checklist, Choice, Device, Link, Side, Standing, Stray, Tray, WhyNot
from pipeline.model.faults import Fault

NOW = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
SCANNER = Device("http://192.0.2.7/eSCL", "Canon DR-C240", ("feeder", "feeder-duplex", "flatbed"))
CHOSEN = Choice(SCANNER.id, "feeder", 300)


@dataclass
class MemoryDesk:
    """A `Desk`. `papers` are the pictures its scanner delivers, one a scan or all at once with `feed`."""

    papers: list[Path] = field(default_factory=list)
    feed: bool = False
    trays: dict[str, Tray] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)
    link: Link = Link.UP
    alarms: tuple[str, ...] = ()
    strays: tuple[Stray, ...] = ()
    scanners: tuple[Device, ...] = (SCANNER,)
    choice: Choice = CHOSEN
    tokens: set[str] = field(default_factory=set)
    despite: dict[str, str] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    seconds_left: int | None = None
    _count: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def revision(self) -> str:
        return str(self._count)

    def touch(self) -> None:
        self._count += 1

    def put(self, tray: Tray) -> None:
        with self._lock:
            numbered, place = [], 0
            for side in tray.sides:
                place += not side.aside
                numbered.append(replace(side, number=place or 1))
            self.trays[tray.id] = replace(tray, sides=tuple(numbered), count=len(tray.in_place))
            self.touch()

    def board(self) -> Board:
        waiting = [tray for tray in self.trays.values() if tray.standing is Standing.SENDING]
        left = sum(tray.size - tray.sent for tray in waiting)
        newest = tuple(replace(tray, sides=()) for tray in reversed(self.trays.values()))
        return Board(
            "quay-3",
            "Điểm tiếp nhận Mẫu",
            self.link,
            len(waiting),
            left,
            self.seconds_left,
            newest,
            self.strays,
            self.alarms,
        )

    def tray(self, tray: str) -> Tray:
        return self.trays[tray]

    def current(self) -> str:
        opened = [tray for tray in self.trays.values() if tray.standing is Standing.OPEN]
        return opened[-1].id if opened else self.next()

    def next(self) -> str:
        with self._lock:
            for tray in self.trays.values():
                if tray.standing is Standing.OPEN and not tray.sides and not tray.dossier:
                    return tray.id
            name = f"tray-{len(self.trays) + 1}"
            self.put(Tray(name, Standing.OPEN, NOW))
            return name

    def _open(self, tray: str) -> Tray:
        if (there := self.trays[tray]).standing is not Standing.OPEN:
            raise WhyNot("batch-not-open")
        return there

    def add(self, tray: str, name: str, blob: BinaryIO, token: str, instead_of: str = "") -> None:
        with self._lock:
            there = self._open(tray)
            if token in self.tokens:
                return
            self.tokens.add(token)
            key = str(sum(len(t.sides) + len(t.old) for t in self.trays.values()) + 1)
            self.pictures[key] = blob.read()
            width, height = _size_of(self.pictures[key])
            side = Side(key, 0, width=width, height=height, name=name)
            if not instead_of:
                self.put(replace(there, sides=(*there.sides, side)))
                return
            was = there.side(instead_of)
            assert was is not None
            side = replace(side, earlier=(*was.earlier, was.key))
            sides = tuple(side if s.key == was.key else s for s in there.sides)
            self.put(replace(there, sides=sides, old=(*there.old, replace(was, replaced=True))))

    def judge(self, tray: str, number: int, *faults: Fault, refused: str = "") -> None:
        """The machine has looked at side *number*."""
        there = self.trays[tray]
        sides = list(there.sides)
        sides[number - 1] = replace(sides[number - 1], judged=True, faults=faults, refused=refused)
        self.put(replace(there, sides=tuple(sides)))

    def set_aside(self, tray: str, side: str, reason: str) -> None:
        there = self._open(tray)
        self.put(replace(there, sides=tuple(replace(s, aside=reason) if s.key == side else s for s in there.sides)))

    def move(self, tray: str, side: str, before: str) -> None:
        there = self._open(tray)
        moved = next(s for s in there.sides if s.key == side)
        others = [s for s in there.sides if s.key != side]
        at = next((i for i, s in enumerate(others) if s.key == before), len(others))
        self.put(replace(there, sides=(*others[:at], moved, *others[at:])))

    def name_dossier(self, tray: str, said: str, *, scanned: bool = False) -> None:
        if "?" in said:
            raise WhyNot("counter-code-unfit")
        self.put(replace(self._open(tray), dossier=said.strip(), checklist=self.checklists.get(said.strip())))

    def choose_procedure(self, tray: str, procedure: str) -> None:
        self.put(replace(self._open(tray), checklist=self.checklists.get(procedure)))

    def declare(self, tray: str, sheets: int | None) -> None:
        self.put(replace(self._open(tray), sheets=sheets))

    def accept(self, tray: str, seen: Sequence[str], despite: str) -> None:
        there = self.trays[tray]
        if there.standing is not Standing.OPEN:
            return
        if not there.sides:
            raise WhyNot("counter-nothing-scanned")
        if set(seen) != {side.key for side in there.sides}:
            raise WhyNot("counter-sides-changed")
        self.despite[tray] = despite
        size = sum(len(self.pictures[side.key]) for side in there.sides)
        self.put(replace(there, standing=Standing.SENDING, accepted_at=NOW, size=size))

    def discard(self, tray: str) -> None:
        with self._lock:
            self.trays.pop(tray, None)
            self.touch()

    def adopt(self, stray: int, tray: str) -> None:
        self._open(tray)
        self.dismiss(stray)

    def dismiss(self, stray: int) -> None:
        self.strays = tuple(one for one in self.strays if one.id != stray)
        self.touch()

    def reopen(self, tray: str) -> str:
        fresh = self.next()
        self.put(replace(self.trays[fresh], sides=self.trays[tray].sides, dossier=self.trays[tray].dossier))
        return fresh

    def picture(self, tray: str, side: str, width: int) -> bytes:
        with Image.open(io.BytesIO(self.pictures[side])) as image:
            image.thumbnail((width, width * 2))
            made = io.BytesIO()
            image.convert("RGB").save(made, "JPEG")
        return made.getvalue()

    def devices(self) -> tuple[Device, ...]:
        return self.scanners

    def look_for_devices(self) -> None:
        self.touch()

    def choose(self, choice: Choice) -> None:
        self.choice = choice
        self.touch()

    def scan(self, tray: str, instead_of: str = "") -> None:
        self._open(tray)
        if not any(device.id == self.choice.device for device in self.scanners):
            raise WhyNot("counter-no-scanner")
        count = len(self.papers) if self.feed and not instead_of else 1
        for _ in range(count):
            paper = self.papers.pop(0)
            with paper.open("rb") as file:
                self.add(tray, paper.name, file, f"scan-{self._count}-{paper.name}", instead_of)

    def stop(self, tray: str) -> None:
        self.touch()

    def procedures(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
            ("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
            ("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực"),
        )


def _size_of(blob: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(blob)) as image:
            return image.size
    except OSError:
        return 0, 0
