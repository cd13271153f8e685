"""How many of a paper's values are read right: fields found on drawn papers against what was printed on them.

``python -m bench.fields --seed N [M ...]`` draws every kind of the press in each of its layouts, worn by turns like a
good flatbed, an office feeder and a tired one, and reads and extracts as `sohoa run` does. ``--demo`` takes
``tests/papers`` and its ``expected.json`` instead. Every document is given its true kind.
"""

import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bench.own import addresses
from bench.press.case import a_case
from bench.press.catalogue import KINDS, draw
from bench.press.damage import damage, quality
from bench.press.paper import Paper
from bench.press.writers import WRITERS
from bench.results import Report, Table, parser, talk
from bench.score import alike
from bench.sets import PAPERS, SUFFIXES
from classifiers.extract import RuleExtractor
from classifiers.taxonomy import Taxonomy
from ocr.decode.inspect import SandboxedInspector
from ocr.pool import PooledReader, ReaderOptions
from pipeline.errors import RejectedInputError
from pipeline.model.documents import Classification, Document, ExtractedField
from pipeline.model.ids import BatchId, BranchId, KindCode, StationId
from pipeline.model.paper import Lane, Page, ScanBatch
from pipeline.model.reading import PageReading
from pipeline.ports import BatchView, PageAddress

SURE = 0.9
"""From this confidence on a value may be taken without a person looking at it."""
TAKEN_IN = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""After every day the press prints."""
LEVELS = (0, 1, 2)
FORMS = ("pdf", "tiff", "jpeg")

Outcome = Literal["right", "doubted", "wrong", "missing"]
"""``doubted`` is not what is printed but unsure; ``wrong`` is not what is printed, and sure."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: its true kind, its pages as read, and every value it states under a name."""

    name: str
    kind: str
    pages: tuple[tuple[Page, PageReading], ...] = field(repr=False)
    stated: dict[str, tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one stated value."""

    sample: str
    name: str
    outcome: Outcome
    confidence: float


class Bench:
    """The parts under measurement, opened once."""

    def __init__(self) -> None:
        self.taxonomy = Taxonomy.load()
        self.extractor = RuleExtractor(self.taxonomy)
        self.inspector = SandboxedInspector()
        self.reader = PooledReader(ReaderOptions())

    def drawn(self, seed: int) -> Iterator[Sample]:
        """Every kind and layout once. The same seed gives the same papers."""
        layouts = [(kind, number) for kind in KINDS for number in range(len(KINDS[kind]))]
        with tempfile.TemporaryDirectory() as folder:
            for index, (kind, layout) in enumerate(layouts):
                level = LEVELS[(index + seed) % len(LEVELS)]
                stated, files = self._pressed(f"{seed}/{index}", kind, layout, level, Path(folder))
                pages = addresses(self.inspector, files)
                yield Sample(f"{kind}/{layout} level {level}", kind, self._read(pages), stated)

    def _pressed(
        self, name: str, kind: str, layout: int, level: int, folder: Path
    ) -> tuple[dict[str, tuple[str, ...]], list[Path]]:
        rng = random.Random(f"fields/{name}")
        paper = draw(kind, a_case(rng), rng, layout=layout)
        look = rng.choice(["scan", "scan", "photocopy"]) if level else "scan"
        worn = [damage(page, level, rng, look=look) for page in paper.pages]
        suffix, write = WRITERS[rng.choice(FORMS)]
        path = folder / f"{name.replace('/', '-')}{suffix}"
        write(worn, path, quality=quality(level, rng))
        return self._stated(paper), sorted(path.iterdir()) if path.is_dir() else [path]

    def _stated(self, paper: Paper) -> dict[str, tuple[str, ...]]:
        said: dict[str, list[str]] = defaultdict(list)
        for stated in paper.fields:
            if stated.name in self.taxonomy.fields:
                said[stated.name].append(stated.value)
        return {name: tuple(values) for name, values in said.items()}

    def demo(self) -> Iterator[Sample]:
        """The documents of ``tests/papers`` that state something, cut at the pages ``expected.json`` names."""
        for name, batch in json.loads((PAPERS / "expected.json").read_text(encoding="utf-8")).items():
            sides = self._sides(PAPERS / name)
            for document in batch["documents"]:
                if document["fields"]:
                    pages = [sides[number] for number in document["pages"]]
                    stated: dict[str, tuple[str, ...]] = {key: (value,) for key, value in document["fields"].items()}
                    yield Sample(f"{name} {document['kind']}", document["kind"], self._read(pages), stated)

    def _sides(self, delivered: Path) -> dict[int, PageAddress]:
        files = sorted(delivered.iterdir()) if delivered.is_dir() else [delivered]
        found: list[PageAddress | None] = []
        for path in (file for file in files if file.suffix.lower() in SUFFIXES):
            try:
                found += addresses(self.inspector, [path])
            except RejectedInputError:  # the set has one cut file: it counts as a side
                found.append(None)
        return {number: address for number, address in enumerate(found, start=1) if address}

    def _read(self, pages: Sequence[PageAddress]) -> tuple[tuple[Page, PageReading], ...]:
        read = {reading.page: reading for reading in self.reader.read(pages)}
        return tuple((address.page, read[address.page.capture.digest]) for address in pages)

    def found(self, sample: Sample) -> tuple[ExtractedField, ...]:
        """What the extractor finds on *sample*."""
        readings = {number: reading for number, (_, reading) in enumerate(sample.pages, start=1)}
        sides = tuple(replace(page, number=number) for number, (page, _) in enumerate(sample.pages, start=1))
        batch = ScanBatch(
            BatchId("bench"), BranchId("bench"), StationId("bench"), Lane.LIVE, None, None, TAKEN_IN, (), sides, ()
        )
        kind = KindCode(sample.kind)
        named = Classification(kind, self.taxonomy.title(kind), 1.0, (), "bench")
        return self.extractor.extract(Document(tuple(readings), named, (), (), 1.0, None), BatchView(batch, readings))

    def close(self) -> None:
        self.reader.close()
        self.inspector.close()


def checked(sample: Sample, fields: Sequence[ExtractedField]) -> Iterator[Checked]:
    """Every value *sample* states against what was found under its name."""
    held = {found.name: found for found in fields}
    for name, values in sample.stated.items():
        found = held.get(name)
        if found is None:
            yield Checked(sample.name, name, "missing", 0.0)
        elif alike(found.value, values):
            yield Checked(sample.name, name, "right", found.confidence)
        else:
            yield Checked(sample.name, name, "wrong" if found.confidence >= SURE else "doubted", found.confidence)


def _row(name: str, results: Sequence[Checked]) -> tuple[str, ...]:
    count = {
        outcome: sum(r.outcome == outcome for r in results) for outcome in ("right", "doubted", "wrong", "missing")
    }
    sure = sum(r.outcome == "right" and r.confidence >= SURE for r in results)
    share = f"{100 * count['right'] / len(results):.1f}"
    return (
        name,
        str(len(results)),
        str(count["right"]),
        share,
        str(sure),
        *(str(count[o]) for o in ("doubted", "wrong", "missing")),
    )


def reported(report: Report, results: Sequence[Checked], seconds: float, pages: int) -> None:
    """The table by name of field, and the sums."""
    names = sorted({result.name for result in results})
    rows = [_row(name, [r for r in results if r.name == name]) for name in names]
    columns = ("field", "stated", "right", "%", f"right, sure ≥ {SURE}", "doubted", "wrong, sure", "missing")
    report.tables.append(Table("Fields read", columns, (*rows, _row("**all**", results))))
    wrong = [result for result in results if result.outcome == "wrong"]
    taken = sum(r.confidence >= SURE for r in results)
    report.notes += [f"sure and wrong: {result.name} on {result.sample}" for result in wrong]
    report.notes.append(
        f"{len(wrong)} of {taken} values taken unseen are wrong; extraction {1000 * seconds / max(1, pages):.1f} ms CPU a page"
    )
    report.numbers |= {
        "stated": len(results),
        "right": sum(result.outcome == "right" for result in results),
        "taken": taken,
        "taken_wrong": len(wrong),
        "extract_ms_per_page": round(1000 * seconds / max(1, pages), 2),
        "fields": {row[0]: dict(zip(("stated", "right"), map(int, row[1:3]), strict=True)) for row in rows},
    }


def main() -> None:
    line = parser("fields", __doc__)
    line.add_argument("--seed", type=int, nargs="*", default=[], help="one run over every kind and layout for each")
    line.add_argument("--demo", action="store_true", help="the papers of tests/papers")
    asked = line.parse_args()
    report, results, seconds, pages = Report("fields", keep=not asked.dry), list[Checked](), 0.0, 0
    with closing(Bench()) as bench:
        sources = [bench.drawn(seed) for seed in asked.seed] + ([bench.demo()] if asked.demo else [])
        for sample in (sample for source in sources for sample in source):
            began = time.thread_time()
            fields = bench.found(sample)
            seconds, pages = seconds + time.thread_time() - began, pages + len(sample.pages)
            results += checked(sample, fields)
            talk(f"{sample.name}: {len(fields)} fields")
    reported(report, results, seconds, pages)
    report.finish()


if __name__ == "__main__":
    main()
