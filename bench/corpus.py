"""Drawn papers read once and kept: everything beyond reading can be measured and learnt without reading again.

``python -m bench.corpus FOLDER --seed N --cases M [--held]`` draws *M* cases (a citizen's business with its cast), for each
its receipt, the papers of its procedure and some of every other kind, worn like a flatbed, a feeder and a tired feeder
by turns, reads every page as `sohoa run` does and keeps one file a case. ``--held`` draws the layouts kept for testing.
A folder that has some of the cases already is gone on with. Readings are per page: batches of any order can be composed.
"""

import pickle
import random
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from bench.own import addresses
from bench.press.batches import ROUTES
from bench.press.case import PROCEDURES, Case, a_case
from bench.press.catalogue import KINDS, Drawing, blank_back, draw
from bench.press.damage import damage, quality
from bench.press.paper import Paper, TrueField
from bench.press.writers import WRITERS
from ocr.decode.inspect import SandboxedInspector
from ocr.pool import PooledReader, ReaderOptions
from pipeline.model.ids import BatchId, BranchId, Digest, DossierCode, StationId, digest_of_parts
from pipeline.model.paper import Lane, Page, ScanBatch
from pipeline.model.reading import PageReading
from pipeline.ports import BatchView

TAKEN_IN = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""After every day the press prints."""
OTHER_KINDS = 7
"""Papers of kinds outside the procedure, drawn for each case."""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """One paper as it was read. `kind` is ``blank`` for an empty back and ``other`` for a paper of no known kind."""

    name: str
    kind: str
    layout: str
    level: int
    pages: tuple[tuple[Page, PageReading], ...] = field(repr=False)
    """Page numbers are those inside the paper; `view_of` numbers them anew."""
    fields: tuple[TrueField, ...] = field(repr=False, default=())
    """Every value the paper states, in the order of its pages."""

    def stated(self) -> dict[str, tuple[str, ...]]:
        """Field name to the normal forms stated under it."""
        said: dict[str, list[str]] = {}
        for found in self.fields:
            said.setdefault(found.name, []).append(found.value)
        return {name: tuple(values) for name, values in said.items()}


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case with its papers: first the receipt, then those of its procedure, then others, then blank backs."""

    name: str
    case: Case = field(repr=False)
    papers: tuple[ReadPaper, ...] = field(repr=False)
    of_procedure: tuple[str, ...]
    """Names of the papers the procedure asks for."""


def load(folder: Path) -> list[ReadCase]:
    """Every case kept in *folder*, in order. Only files this bench wrote may lie there."""
    return [pickle.loads(path.read_bytes()) for path in sorted(folder.glob("*.pkl"))]


def view_of(papers: Sequence[ReadPaper], *, taken_in: datetime = TAKEN_IN, hint: str | None = None) -> BatchView:
    """*papers* one behind the other as one batch, its sides numbered from 1; each paper is a file of its own."""
    pages: list[Page] = []
    readings: dict[int, PageReading] = {}
    for index, paper in enumerate(papers):
        source = Digest(digest_of_parts([paper.name, str(index)]))
        for page, reading in paper.pages:
            number = len(pages) + 1
            pages.append(replace(page, number=number, source=source))
            readings[number] = reading
    batch = ScanBatch(
        id=BatchId("bench"),
        branch=BranchId("bench"),
        station=StationId("bench"),
        lane=Lane.LIVE,
        dossier_hint=DossierCode(hint) if hint else None,
        declared_sheets=None,
        taken_in_at=taken_in,
        deposits=(),
        pages=tuple(pages),
        refused=(),
    )
    return BatchView(batch, readings)


def one_file(view: BatchView) -> BatchView:
    """The same pages out of one file, as a feeder gives them."""
    pages = tuple(replace(page, source=Digest("f" * 64)) for page in view.batch.pages)
    return replace(view, batch=replace(view.batch, pages=pages))


class Reading:
    """The parts that read, opened once."""

    def __init__(self) -> None:
        self.inspector = SandboxedInspector()
        self.reader = PooledReader(ReaderOptions())

    def papers(self, drawn: Sequence[tuple[str, str, int, Paper]], rng: random.Random) -> Iterator[ReadPaper]:
        """Each (name, layout, level, drawn paper) written as a branch would send it, and read."""
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
            jobs = []
            for name, layout, level, paper in drawn:
                suffix, write = WRITERS[rng.choice(("pdf", "tiff", "jpeg"))]
                path = Path(folder) / f"{name.replace('/', '-')}{suffix}"
                look = rng.choice(["scan", "scan", "photocopy"]) if level else "scan"
                worn = [damage(page, level, rng, look=look) for page in paper.pages]
                write(worn, path, quality=quality(level, rng))
                files = sorted(path.iterdir()) if path.is_dir() else [path]
                jobs.append((name, layout, level, paper, pool.submit(self._read, files)))
            for name, layout, level, paper, job in jobs:
                yield ReadPaper(name, paper.kind, layout, level, job.result(), tuple(paper.fields))

    def _read(self, files: list[Path]) -> tuple[tuple[Page, PageReading], ...]:
        pages = addresses(self.inspector, files)
        read = {reading.page: reading for reading in self.reader.read(pages)}
        return tuple((address.page, read[address.page.capture.digest]) for address in pages)

    def close(self) -> None:
        self.reader.close()
        self.inspector.close()


def a_read_case(
    name: str,
    number: int,
    reading: Reading,
    held: dict[str, tuple[Drawing, ...]] | None = None,
    strange: Sequence[Drawing] = (),
) -> ReadCase:
    """Case *number*: its procedure, kinds and layouts by turns, everything else drawn from the name.

    *strange* are layouts of papers of no known kind; two are drawn for each case.
    """
    rng = random.Random(f"corpus/{name}")
    layouts: dict[str, tuple[Drawing, ...]] = held if held is not None else KINDS
    case = a_case(rng, PROCEDURES[number % len(PROCEDURES)][0])
    routed = [rng.choice([k for k in route if k in layouts] or [""]) for route in ROUTES[case.procedure]]
    own = [kind for kind in ("receipt-slip", *routed) if kind in layouts]
    kinds = sorted(layouts)
    others = [kinds[(number * OTHER_KINDS + step) % len(kinds)] for step in range(OTHER_KINDS)]
    drawn: list[tuple[str, str, int, Paper]] = []
    for place, kind in enumerate([*own, *(kind for kind in others if kind not in own)]):
        chosen = layouts[kind][(number // len(PROCEDURES) + place) % len(layouts[kind])]
        paper = draw(kind, case, rng, layout=chosen)
        drawn.append((f"{name}/{place:02d}-{kind}", _called(chosen, layouts[kind]), (number + place) % 3, paper))
    for place, odd in enumerate(strange[(2 * number + step) % len(strange)] for step in range(2 if strange else 0)):
        paper = replace(draw("other", case, rng, layout=odd), kind="other")
        drawn.append((f"{name}/{80 + place}-other", _called(odd, tuple(strange)), (number + place) % 3, paper))
    for place in range(2):
        back = blank_back(drawn[place][3].pages[0], rng)
        drawn.append((f"{name}/{90 + place}-blank", "blank", place, Paper("blank", (back,))))
    papers = tuple(reading.papers(drawn, rng))
    return ReadCase(name, case, papers, tuple(paper.name for paper in papers[: len(own)]))


def _called(layout: Drawing, among: tuple[Drawing, ...]) -> str:
    """The layout's own name; its place in the list where it has none."""
    return getattr(layout, "__name__", f"layout-{among.index(layout)}")


def main() -> None:
    line = ArgumentParser(description=__doc__)
    line.add_argument("folder", type=Path)
    line.add_argument("--seed", type=int, default=1)
    line.add_argument("--cases", type=int, default=20)
    line.add_argument("--held", action="store_true", help="the layouts kept for testing")
    asked = line.parse_args()
    held: dict[str, tuple[Drawing, ...]] | None = None
    strange: tuple[Drawing, ...] = ()
    if asked.held:
        from bench.press.held import HELD_OUT, OTHERS

        held, strange = HELD_OUT, tuple(OTHERS.values())
    asked.folder.mkdir(parents=True, exist_ok=True)
    with closing(Reading()) as reading:
        for number in range(asked.cases):
            name = f"{asked.seed}-{number:04d}"
            target = asked.folder / f"{name}.pkl"
            if target.exists():
                continue
            read = a_read_case(name, number, reading, held, strange)
            target.with_suffix(".part").write_bytes(pickle.dumps(read))
            target.with_suffix(".part").rename(target)
            print(f"{name}: {len(read.papers)} papers, {sum(len(p.pages) for p in read.papers)} pages", flush=True)


if __name__ == "__main__":
    # under its own name, so that what is kept can be opened by others
    from bench.corpus import main as entry

    entry()
