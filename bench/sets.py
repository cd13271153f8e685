"""The papers a bench works on: real scans with their text, papers of the press, or whatever a folder holds."""

import json
from dataclasses import dataclass
from pathlib import Path

from bench.press.batches import print_run
from bench.press.paper import TrueLine
from pipeline.model.geometry import Box

BENCH = Path(__file__).resolve().parent
SCANS = BENCH / "scans"
PAPERS = BENCH.parent / "tests" / "papers"
SUFFIXES = {".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a branch sends at once, to be bound into one copy. `truths`: text per page, None where nobody wrote it down."""

    name: str
    files: tuple[Path, ...]
    truths: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class RealScan:
    """One page, its text, and what of it was written by hand: all that is filled in on a form, else number and day."""

    name: str
    path: Path
    truth: str
    written: tuple[TrueLine, ...] = ()

    @property
    def filled_in(self) -> bool:
        return self.name.startswith("to-khai")


def real_scans() -> list[RealScan]:
    """The committed scans whose text is known."""
    places = {"to-trinh": PAPERS / "02-chung-thuc-hai-giay-to" / "0002-to-trinh.jpg"}
    found: list[RealScan] = []
    for text in sorted(SCANS.glob("*.gt.txt")):
        name = text.name.removesuffix(".gt.txt")
        image = places.get(name) or next(p for p in SCANS.glob(f"{name}.*") if p.suffix in SUFFIXES)
        found.append(RealScan(name, image, text.read_text(encoding="utf-8"), _written(SCANS / f"{name}.written.json")))
    return found


def _written(path: Path) -> tuple[TrueLine, ...]:
    if not path.exists():
        return ()
    return tuple(TrueLine(row["text"], Box(*row["box"])) for row in json.loads(path.read_text(encoding="utf-8")))


def drawn(seed: int, folder: Path, dossiers: int, level: int | None) -> list[Bundle]:
    """Dossiers of the press as image-only PDFs at 200 dpi; some pages lie on their side, some are empty backs."""
    return _pressed(print_run(seed, folder, dossiers, level=level, forms=("pdf",)))


def found(folder: Path) -> list[Bundle]:
    """What lies in *folder*: with the press's ``truth.json``, or files and folders with ``<name>.gt.txt`` beside them.

    In such a text, pages are parted by form feeds.
    """
    if (folder / "truth.json").exists():
        return _pressed(folder / "truth.json")
    bundles: list[Bundle] = []
    for entry in sorted(folder.iterdir()):
        inside = sorted(entry.iterdir()) if entry.is_dir() else [entry]
        files = tuple(path for path in inside if path.suffix.lower() in SUFFIXES)
        text = folder / f"{entry.stem}.gt.txt"
        pages = tuple(text.read_text(encoding="utf-8").split("\f")) if text.exists() else ()
        if files:
            bundles.append(Bundle(entry.name, files, pages))
    return bundles


def _pressed(truth: Path) -> list[Bundle]:
    bundles: list[Bundle] = []
    for batch in json.loads(truth.read_text(encoding="utf-8"))["batches"]:
        path = truth.parent / batch["file"]
        files = tuple(sorted(path.iterdir())) if path.is_dir() else (path,)
        texts = tuple("\n".join(line["text"] for line in page["lines"]) for page in batch["pages"])
        bundles.append(Bundle(path.stem, files, texts))
    return bundles
