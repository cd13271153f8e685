"""Whole dossiers as a branch would scan them: a receipt on top, the papers in the order they were handed in, some backs."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.press.case import Case, a_case
from bench.press.catalogue import an_ink, blank_back, draw
from bench.press.damage import damage, quality
from bench.press.paper import DrawnPage, Paper
from bench.press.writers import WRITERS
from pipeline.model.geometry import Box

ROUTES: dict[str, tuple[tuple[str, ...], ...]] = {
    "2.000815": (("decision",), ("birth-certificate",), ("enterprise-certificate", "household-business-certificate")),
    "1.001193": (
        ("birth-declaration",),
        ("birth-notification",),
        ("id-card",),
        ("marriage-certificate", "marriage-extract"),
    ),
    "1.000894": (("marriage-declaration",), ("marital-status-certificate",), ("id-card",)),
    "1.000656": (("death-declaration",), ("death-notification",), ("id-card",), ("power-of-attorney",)),
    "1.004873": (("marital-status-declaration",), ("id-card",), ("residence-confirmation",)),
    "1.013833": (("land-change-registration",), ("land-certificate",), ("cadastral-extract",), ("id-card",)),
    "1.013225": (("building-permit-request",), ("land-certificate",), ("as-built-drawing",), ("commitment",)),
    "1.001612": (("household-business-request",), ("id-card",), ("land-lease-contract",)),
    "3.000333": (("criminal-record-request",), ("id-card",), ("power-of-attorney",)),
}
"""Procedure to the papers usually handed in; where several kinds stand, one is drawn."""

BOTH_SIDES = frozenset({"land-certificate"})
"""One sheet printed on both sides: it has no empty back."""


@dataclass(frozen=True, slots=True)
class Side:
    """One page of a batch and the paper it belongs to (an index; None for blank backs)."""

    page: DrawnPage
    paper: int | None


@dataclass(slots=True)
class Batch:
    """Sides in feed order."""

    name: str
    sides: list[Side] = field(default_factory=list)
    papers: list[tuple[str, str | None]] = field(default_factory=list)
    """(kind, dossier code) of each paper."""
    remarks: dict[int, dict[str, Any]] = field(default_factory=dict)
    """What else is true of a paper: `stranger`, `duplicate_of` (an index), `mark` of a separator; see `bench.press.feeds`."""
    missing: list[tuple[str, str]] = field(default_factory=list)
    """(dossier code, kind) of required papers that were not handed in."""
    level: int = 0
    """How worn its pages are."""

    def add(self, paper: Paper, *, backs: Iterable[DrawnPage | None] = ()) -> None:
        """Put *paper* behind what is there; *backs* are scanned behind its pages, one each."""
        index = len(self.papers)
        self.papers.append((paper.kind, paper.pages[0].dossier))
        behind = list(backs)
        for number, page in enumerate(paper.pages):
            self.sides.append(Side(page, index))
            back = behind[number] if number < len(behind) else None
            if back is not None:
                self.sides.append(Side(back, None))

    @property
    def pages(self) -> list[DrawnPage]:
        return [side.page for side in self.sides]


def a_batch(rng: random.Random, case: Case, *, level: int, dpi: int = 200) -> Batch:
    """The papers of *case*, damaged alike; some duplex, some sheets fed the wrong way round."""
    batch = Batch(case.code)
    ink, duplex = an_ink(rng, dpi), rng.random() < 0.3
    kinds = ["receipt-slip", *(rng.choice(route) for route in ROUTES[case.procedure])]
    look = rng.choice([None, "scan", "photocopy"]) if level else None
    for kind in kinds:
        own = ink if kind == "receipt-slip" else an_ink(rng, dpi)
        paper = draw(kind, case, rng, ink=own, dpi=dpi)
        upside = rng.choice([0, 0, 0, 0, 0, 0, 0, 1, 2, 3]) if level else 0
        pages, backs = [], []
        for page in paper.pages:
            back = (
                damage(blank_back(page, rng), min(level, 1), rng, look="scan")
                if duplex and kind not in BOTH_SIDES
                else None
            )
            backs.append(back)
            pages.append(damage(page, level, rng, look=look, quarter_turns=upside))
        batch.add(Paper(kind, tuple(pages)), backs=backs)
    return batch


def write_batch(batch: Batch, out: Path, form: str, *, level: int, rng: random.Random) -> dict[str, Any]:
    """Write *batch* below *out* in format *form*; its truth, with pages numbered from 1."""
    suffix, write = WRITERS[form]
    path = out / f"{batch.name}{suffix}"
    write(batch.pages, path, quality=quality(level, rng))
    return truth_of(batch, path.name)


def truth_of(batch: Batch, file: str) -> dict[str, Any]:
    return {
        "file": file,
        **({"missing": [{"dossier": code, "kind": kind} for code, kind in batch.missing]} if batch.missing else {}),
        "documents": [
            {
                "kind": kind,
                "dossier": dossier,
                "pages": [n for n, side in enumerate(batch.sides, 1) if side.paper == index],
                **batch.remarks.get(index, {}),
            }
            for index, (kind, dossier) in enumerate(batch.papers)
        ],
        "pages": [page_truth(number, side.page) for number, side in enumerate(batch.sides, 1)],
    }


def page_truth(number: int, page: DrawnPage) -> dict[str, Any]:
    return {
        "number": number,
        "kind": page.kind,
        "dossier": page.dossier,
        "width": page.image.width,
        "height": page.image.height,
        "dpi": page.dpi,
        "rotation": page.rotation,
        "look": page.look,
        "lines": [{"text": line.text, "box": _box(line.box)} for line in page.lines],
        "fields": [
            {
                "name": f.name,
                "value": f.value,
                "text": f.text,
                "boxes": [_box(b) for b in f.boxes],
            }
            for f in page.fields
        ],
    }


def _box(box: Box) -> list[int]:
    return [box.left, box.top, box.right, box.bottom]


def print_run(seed: int, out: Path, dossiers: int, *, level: int | None, forms: Sequence[str], dpi: int = 200) -> Path:
    """Draw *dossiers* batches below *out*, then ``truth.json``. The same arguments give the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    truths = []
    for number in range(dossiers):
        rng = random.Random(f"{seed}/{number}")
        case = a_case(rng)
        harm = rng.randrange(4) if level is None else level
        batch = a_batch(rng, case, level=harm, dpi=dpi)
        batch.name = f"{number:04d}"
        truth = write_batch(batch, out, forms[number % len(forms)], level=harm, rng=rng)
        truths.append({"dossier": case.code, "procedure": case.procedure, "level": harm, **truth})
    target = out / "truth.json"
    text = json.dumps({"seed": seed, "batches": truths}, ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")
    return target
