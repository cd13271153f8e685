"""Pages a minute: sohoa's own work, OCRmyPDF and plain pytesseract on the same papers and cores, in turns.

``python -m bench.speed [--papers DIR] [--rounds N]``. Without ``--papers`` the press draws dossiers. Equal work is
shown, not assumed: what each read is scored against the truth, and for those that make a copy also the words that
one and the same program finds in it.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from bench import peers
from bench.results import Report, Table, parser, talk
from bench.score import Score, score, total
from bench.sets import Bundle, drawn, found
from bench.watch import Watch

ROOT = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Turn:
    """One contender's go at all papers."""

    seconds: float
    cpu: float
    """Seconds of processor time, over all processes."""
    warm_seconds: float | None = None
    laps: dict[str, float] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict, repr=False)
    largest: int = 0
    together: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """What all contenders are given."""

    bundles: tuple[Bundle, ...]
    pdfs: dict[str, Path]
    out: Path
    workers: int

    def request(self, **more: object) -> str:
        papers = {bundle.name: [str(path) for path in bundle.files] for bundle in self.bundles}
        return json.dumps({"papers": papers, "out": str(self.out), "workers": self.workers} | more)


Contender = Callable[[Field], Turn]


def sohoa(given: Field) -> Turn:
    """Once from process start to the last copy, then a second process whose second pass is timed."""
    began, cpu = time.monotonic(), _cpu()
    said = _ask("bench.own", given.request(passes=1))
    turn = Turn(time.monotonic() - began, _cpu() - cpu, laps=said["laps"], texts=said["texts"])
    turn.warm_seconds = _ask("bench.own", given.request(passes=2))["seconds"]
    return turn


def plain(given: Field) -> Turn:
    began, cpu = time.monotonic(), _cpu()
    said = _ask("bench.plain", given.request())
    return Turn(time.monotonic() - began, _cpu() - cpu, texts=said["texts"])


def _cpu() -> float:
    """Of children that have ended, and theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _ask(module: str, request: str) -> Any:
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, input=request, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def ocrmypdf(*options: str, abreast: bool = False) -> Contender:
    """OCRmyPDF over one paper after another with all cores each, or *abreast*: as many papers at once as cores."""

    def run(given: Field) -> Turn:
        jobs = 1 if abreast else given.workers
        began, cpu = time.monotonic(), _cpu()

        def one(name: str) -> list[str]:
            sidecar = given.out / f"{name}.txt"
            command = [str(peers.ocrmypdf()), "-q", "-l", "vie", "--jobs", str(jobs), "--output-type", "pdfa"]
            command += ["--sidecar", str(sidecar), *_whatever_is_there(given.pdfs[name]), *options]
            command += [str(given.pdfs[name]), str(given.out / f"{name}.pdf")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"OCRmyPDF failed:\n{done.stderr[-2000:]}")
            return sidecar.read_text(encoding="utf-8").split("\f")

        with ThreadPoolExecutor(given.workers if abreast else 1) as threads:
            names = list(given.pdfs)
            texts = dict(zip(names, threads.map(one, names), strict=True))
        return Turn(time.monotonic() - began, _cpu() - cpu, texts=texts)

    return run


def _whatever_is_there(pdf: Path) -> list[str]:
    """Scans have no text; where a file brings some, or a signature, a user must say what is to become of it."""
    options = ["--force-ocr"] if any(text.strip() for text in texts_in(pdf)) else []
    return [*options, "--invalidate-digital-signatures"] if b"/ByteRange" in pdf.read_bytes() else options


def texts_in(pdf: Path) -> list[str]:
    """Text of each page as PDFium finds it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


CONTENDERS: dict[str, Contender] = {
    "sohoa": sohoa,
    "ocrmypdf": ocrmypdf(),
    "ocrmypdf-abreast": ocrmypdf(abreast=True),
    "ocrmypdf-straight": ocrmypdf("--rotate-pages", "--deskew", abreast=True),
    "pytesseract": plain,
}
DOES = {
    "sohoa": "turn, straighten, clean, marks, read, PDF/A",
    "ocrmypdf": "read, PDF/A; a paper on all cores",
    "ocrmypdf-abreast": "read, PDF/A; a paper on each core",
    "ocrmypdf-straight": "the same with --rotate-pages --deskew",
    "pytesseract": "read; no copy",
}


def compare(given: Field, names: Sequence[str], rounds: int) -> tuple[dict[str, list[Turn]], dict[str, Score]]:
    """Every contender's turns, in turns, and what a reader finds in the copies of the last one."""
    turns: dict[str, list[Turn]] = {name: [] for name in names}
    copies: dict[str, Score] = {}
    for number in range(rounds):
        for name in names:
            for old in given.out.iterdir():
                old.unlink()
            with Watch() as watch:
                turn = CONTENDERS[name](given)
            turn.largest, turn.together = watch.largest, watch.together
            talk(f"round {number + 1}, {name}: {turn.seconds:.1f} s")
            turns[name].append(turn)
            copied = {b.name: given.out / f"{b.name}.pdf" for b in given.bundles}
            if all(path.exists() for path in copied.values()):
                copies[name] = scored(given.bundles, {paper: texts_in(path) for paper, path in copied.items()})
    return turns, copies


def scored(bundles: Sequence[Bundle], texts: dict[str, list[str]]) -> Score:
    """All pages whose truth is known."""
    pages = [
        score(truth, texts[bundle.name][number] if number < len(texts[bundle.name]) else "")
        for bundle in bundles
        for number, truth in enumerate(bundle.truths)
        if truth
    ]
    return total(pages)


def _rows(
    turns: dict[str, list[Turn]], copies: dict[str, Score], bundles: Sequence[Bundle], pages: int
) -> tuple[list[tuple[str, ...]], dict[str, object]]:
    rows: list[tuple[str, ...]] = []
    numbers: dict[str, object] = {}
    own = statistics.median(turn.seconds for turn in turns["sohoa"]) if "sohoa" in turns else None
    for name, taken in turns.items():
        seconds = statistics.median(turn.seconds for turn in taken)
        warm = [turn.warm_seconds for turn in taken if turn.warm_seconds is not None]
        read = scored(bundles, taken[-1].texts)
        largest = max(turn.largest for turn in taken) / 2**20
        together = max(turn.together for turn in taken) / 2**20
        copy = f"{copies[name].recall:.1%}" if name in copies and read.words else "-"
        quality = (f"{read.cer:.1%}", f"{read.line_cer:.1%}", f"{read.recall:.1%}") if read.words else ("-", "-", "-")
        rows.append(
            (
                name,
                DOES[name],
                f"{60 * pages / seconds:.1f}",
                f"{60 * pages / statistics.median(warm):.1f}" if warm else "-",
                f"{seconds / own:.2f}" if own else "-",
                f"{statistics.median(turn.cpu for turn in taken) / pages:.2f}",
                f"{largest:.0f}",
                f"{together:.0f}",
                *quality,
                copy,
            )
        )
        numbers[name] = {
            "seconds": [round(turn.seconds, 2) for turn in taken],
            "warm_seconds": [round(value, 2) for value in warm],
            "cpu_seconds": [round(turn.cpu, 2) for turn in taken],
            "pages_per_minute": round(60 * pages / seconds, 2),
            "largest_process_mb": round(largest),
            "together_mb": round(together),
            "cer": round(read.cer, 4),
            "bare_cer": round(read.bare_cer, 4),
            "line_cer": round(read.line_cer, 4),
            "wer": round(read.wer, 4),
            "word_recall": round(read.recall, 4),
            "bare_word_recall": round(read.bare_recall, 4),
            "word_recall_in_copy": round(copies[name].recall, 4) if name in copies else None,
            "laps": {key: round(value, 2) for key, value in taken[-1].laps.items()},
        }
    return rows, numbers


COLUMNS = (
    "contender", "does", "pages/min", "warm", "time / sohoa", "CPU s/page", "largest process MB",
    "all together MB", "CER", "CER by line", "word recall", "recall in copy",
)  # fmt: skip


def main() -> None:
    line = parser("speed", __doc__)
    line.add_argument(
        "--papers", type=Path, help="files or folders, each to become one copy; the press draws when absent"
    )
    line.add_argument("--seed", type=int, default=11)
    line.add_argument("--dossiers", type=int, default=5)
    line.add_argument("--level", type=int, choices=range(4), default=1, help="damage of drawn papers")
    line.add_argument("--rounds", type=int, default=3)
    line.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    line.add_argument("--contenders", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS))
    chosen = line.parse_args()
    report = Report("speed", keep=not chosen.dry)
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch), Path(scratch) / "out"
        out.mkdir()
        peers.ocrmypdf()
        bundles = (
            found(chosen.papers)
            if chosen.papers
            else drawn(chosen.seed, folder / "drawn", chosen.dossiers, chosen.level)
        )
        pdfs = {bundle.name: peers.as_pdf(list(bundle.files), folder / f"{bundle.name}.pdf") for bundle in bundles}
        given = Field(tuple(bundles), pdfs, out, chosen.workers)
        pages = sum(len(pypdfium2.PdfDocument(path)) for path in pdfs.values())
        talk(f"{len(bundles)} papers, {pages} pages")
        turns, copies = compare(given, chosen.contenders, chosen.rounds)
    rows, numbers = _rows(turns, copies, bundles, pages)
    title = (
        f"{pages} pages in {len(bundles)} files, {chosen.workers} workers, median of {chosen.rounds} rounds in turns"
    )
    report.tables.append(Table(title, COLUMNS, tuple(rows)))
    report.notes.append(
        "pages/min counts from process start to the last copy; *warm* a second pass of a running service."
    )
    report.numbers = {"pages": pages, "workers": chosen.workers, "contenders": numbers}
    report.finish()


if __name__ == "__main__":
    main()
