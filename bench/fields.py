"""How many of a paper's values are read right: fields found on drawn papers against what was printed on them.

``python -m bench.fields --seed N [--seed M ...]`` draws every kind of the press in each of its layouts, worn by turns
like a good flatbed, an office feeder and a tired one, reads them with our own reader and extracts as `sohoa run`
would. ``--demo`` does the same with ``tests/papers`` and its ``expected.json``. Every document is given its true kind.
"""

import json
import random
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bench.own import addresses
from bench.press.batches import BOTH_SIDES
from bench.press.case import a_case
from bench.press.catalogue import KINDS, an_ink, draw
from bench.press.damage import damage, quality
from bench.press.paper import Paper
from bench.press.writers import WRITERS
from bench.results import Report, Table, parser, talk
from bench.sets import PAPERS, SUFFIXES
from classifiers.extract import RuleExtractor
from classifiers.taxonomy import Taxonomy
from ocr.decode.inspect import SandboxedInspector
from ocr.pool import PooledReader, ReaderOptions
from pipeline.errors import RejectedInputError
from pipeline.model.documents import Classification, Document
from pipeline.model.ids import BatchId, BranchId, KindCode, StationId
from pipeline.model.paper import Lane, ScanBatch
from pipeline.model.reading import PageReading
from pipeline.ports import BatchView, PageAddress

SURE = 0.9
"""From this confidence on nobody looks at a value again."""
TAKEN_IN = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""After every day the press prints."""
LEVELS = (0, 1, 2)

Outcome = Literal["right", "doubted", "wrong", "missing"]
"""``doubted``: not what is printed, but too unsure to be taken; ``wrong``: not what is printed, and taken."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: its true kind, its pages as read, and what it states (a name may be stated more than once)."""

    name: str
    kind: str
    readings: tuple[PageReading, ...] = field(repr=False)
    stated: dict[str, tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one stated value."""

    sample: str
    field: str
    outcome: Outcome
    confidence: float


def drawn_samples(seed: int, reader: PooledReader, inspector: SandboxedInspector) -> Iterator[Sample]:
    """Every kind and layout once; levels of wear and file formats take turns. The same seed gives the same papers."""
    layouts = [(kind, number) for kind in KINDS for number in range(len(KINDS[kind]))]
    with tempfile.TemporaryDirectory() as folder:
        drawn = [_drawn(seed, index, *layout, Path(folder)) for index, layout in enumerate(layouts)]
        for name, paper, pages in _all_read(drawn, reader, inspector):
            yield Sample(name, paper.kind, pages, _stated(paper))


def _drawn(seed: int, index: int, kind: str, layout: int, folder: Path) -> tuple[str, Paper, list[Path]]:
    rng = random.Random(f"fields/{seed}/{index}")
    level, form = LEVELS[(index + seed) % len(LEVELS)], ("pdf", "tiff", "jpeg")[(index // 3 + seed) % 3]
    paper = draw(kind, a_case(rng), rng, ink=an_ink(rng), layout=layout)
    look = rng.choice(["scan", "scan", "photocopy"]) if level and kind not in BOTH_SIDES else "scan"
    worn = Paper(kind, tuple(damage(page, level, rng, look=look) for page in paper.pages))
    suffix, write = WRITERS[form]
    path = folder / f"{index:03d}{suffix}"
    write(worn.pages, path, quality=quality(level, rng))
    bare = Paper(kind, tuple(page.moved(_STILL, _NOTHING) for page in worn.pages))
    return f"{kind}/{layout} level {level}", bare, sorted(path.iterdir()) if path.is_dir() else [path]
