"""What a bench says: tables for people on stderr, one JSON object on stdout, a dated section in `RESULTS.md`."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent
KEPT = BENCH / "RESULTS.md"
_BUSY = 0.3
"""Load, in processors, from which others may be said to work on the machine too."""

Numbers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as Markdown shows them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        widths = [max(len(row[n]) for row in (self.columns, *self.rows)) for n in range(len(self.columns))]
        lines = [_line(self.columns, widths), _line(tuple("-" * width for width in widths), widths)]
        lines += [_line(row, widths) for row in self.rows]
        return f"{self.title}\n\n" + "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


@dataclass(frozen=True, slots=True)
class Machine:
    """Where something was measured, and how busy it was before."""

    cores: int
    processor: str
    memory_mb: int
    load: float

    @classmethod
    def here(cls) -> "Machine":
        model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
        name = model[0].partition(":")[2].strip() if model else "unknown"
        return cls(len(os.sched_getaffinity(0)), name, memory, round(os.getloadavg()[0], 2))

    def __str__(self) -> str:
        shared = f"; **shared** with other work (load {self.load:.1f} before)" if self.load > _BUSY else ""
        return f"{self.cores} cores, {self.processor}, {self.memory_mb // 1024} GB{shared}"


@dataclass(slots=True)
class Report:
    """Collects what one run of a bench found. The machine is looked at when the run begins."""

    bench: str
    keep: bool = True
    machine: Machine = field(default_factory=Machine.here)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: dict[str, Any] = field(default_factory=dict)

    def finish(self) -> None:
        """Print everything; append the section unless told not to."""
        notes = "\n".join(f"- {note}" for note in self.notes)
        body = "\n\n".join([*(table.markdown() for table in self.tables), *([notes] if notes else [])])
        print(f"\n{body}\n", file=sys.stderr)
        machine = {"cores": self.machine.cores, "processor": self.machine.processor, "load": self.machine.load}
        print(json.dumps({"bench": self.bench, "at": self.began.isoformat(), "machine": machine} | self.numbers))
        if self.keep:
            self._append(body)

    def _append(self, body: str) -> None:
        said = [
            Path(word).name if "/" in word else word for word in sys.argv[1:]
        ]  # where things lie here is nobody's business
        command = " ".join(["python -m", f"bench.{self.bench}", *said])
        head = f"## {self.bench}: {self.began:%Y-%m-%d %H:%M} UTC\n\n`{command}` on {self.machine}"
        if not KEPT.exists():
            KEPT.write_text("# Measured\n\nEach section was written by the command it names. The newest stands last.\n")
        with KEPT.open("a", encoding="utf-8") as file:
            file.write(f"\n{head}\n\n{body}\n")


def parser(bench: str, about: str | None) -> argparse.ArgumentParser:
    """A command line with what all benches share."""
    line = argparse.ArgumentParser(prog=f"python -m bench.{bench}", description=about)
    line.add_argument("--dry", action="store_true", help="print only, write no section into RESULTS.md")
    return line


def talk(text: str) -> None:
    """A sign of life on stderr."""
    print(f"  {text}", file=sys.stderr, flush=True)
