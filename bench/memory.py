"""Peak memory by kind of process while one file of 50, 100, 200 and 300 pages goes through inspect, read and bind.

``python -m bench.memory``. A file may be as long as a dossier is thick: the figures have to stay where they are.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image

from bench.press.case import a_case
from bench.press.catalogue import KINDS, draw
from bench.press.damage import damage
from bench.press.paper import DrawnPage
from bench.press.writers import add_image_page, jpeg, save_pdf
from bench.results import Report, Table, parser, talk
from bench.watch import Watch

ROOT = Path(__file__).resolve().parents[1]
ROLES = ("main", "decoder", "page worker")
DRAWINGS = 6
QUALITY = 70


@dataclass(frozen=True, slots=True)
class Peak:
    form: str
    pages: int
    megabytes: int
    roles: dict[str, int]
    seconds: list[float]
    failed: int


def drawings(seed: int) -> list[DrawnPage]:
    """Different pages, colour, 200 dpi."""
    rng = random.Random(f"memory/{seed}")
    kinds = rng.sample(sorted(KINDS), DRAWINGS)
    return [damage(draw(kind, a_case(rng), rng).pages[0], 1, rng) for kind in kinds]


def long_pdf(pages: list[DrawnPage], count: int, path: Path) -> None:
    """The drawings over and over, each time with a picture of its own in the file."""
    pictures = [jpeg(page.image, page.dpi, QUALITY) for page in pages]
    pdf = pikepdf.new()
    for number in range(count):
        page = pages[number % len(pages)]
        stream = pikepdf.Stream(pdf, pictures[number % len(pages)])
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height = page.image.size
        stream.Filter, stream.ColorSpace = pikepdf.Name.DCTDecode, pikepdf.Name.DeviceRGB
        stream.BitsPerComponent = 8
        width, height = (side * 72 / page.dpi for side in page.image.size)
        add_image_page(pdf, stream, width, height)
    save_pdf(pdf, path)


def long_tiff(pages: list[DrawnPage], count: int, path: Path) -> None:
    """JPEG in TIFF."""

    def rest() -> Iterator[Image.Image]:
        for number in range(1, count):
            yield pages[number % len(pages)].image.convert("RGB")

    first, dpi = pages[0].image.convert("RGB"), (pages[0].dpi, pages[0].dpi)
    first.save(path, "TIFF", save_all=True, append_images=rest(), compression="jpeg", quality=QUALITY, dpi=dpi)


def measured(form: str, count: int, path: Path, workers: int) -> Peak:
    request = json.dumps({"path": str(path), "drawings": DRAWINGS, "workers": workers})
    command = [sys.executable, "-m", "bench.longfile"]
    with Watch() as watch:
        done = subprocess.run(command, input=request, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(f"bench.longfile failed:\n{done.stderr[-2000:]}")
    said = json.loads(done.stdout)
    assert said["pages"] == count
    megabytes = path.stat().st_size // 2**20
    roles = {role: round(peak / 2**20) for role, peak in watch.by_role().items()}
    return Peak(form, count, megabytes, roles, said["seconds"], said["failed"])


def main() -> None:
    line = parser("memory", __doc__)
    line.add_argument("--seed", type=int, default=3)
    line.add_argument("--pdf", type=int, nargs="*", default=[50, 100, 200, 300], help="pages of the PDFs")
    line.add_argument("--tiff", type=int, nargs="*", default=[50, 100, 200], help="pages of the TIFFs")
    line.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    chosen = line.parse_args()
    report = Report("memory", keep=not chosen.dry)
    pages = drawings(chosen.seed)
    peaks: list[Peak] = []
    for form, write, counts in (("pdf", long_pdf, chosen.pdf), ("tiff", long_tiff, chosen.tiff)):
        for count in counts:
            with tempfile.TemporaryDirectory() as scratch:
                path = Path(scratch) / f"long.{form}"
                write(pages, count, path)
                peaks.append(measured(form, count, path, chosen.workers))
            talk(f"{form} of {count} pages: {peaks[-1].roles}")
    rows = tuple(
        (
            peak.form,
            str(peak.pages),
            str(peak.megabytes),
            *(str(peak.roles.get(role, 0)) for role in ROLES),
            *(f"{lap:.1f}" for lap in peak.seconds),
            str(peak.failed),
        )
        for peak in peaks
    )
    columns = ("form", "pages", "file MB", *(f"{role} MB" for role in ROLES), "inspect s", "read s", "bind s", "failed")
    report.tables.append(Table("Peak resident memory of the largest process of each kind", columns, rows))
    report.numbers = {
        "peaks": [
            {
                "form": peak.form,
                "pages": peak.pages,
                "file_mb": peak.megabytes,
                "mb": peak.roles,
                "seconds": peak.seconds,
                "failed": peak.failed,
            }
            for peak in peaks
        ]
    }
    report.finish()


if __name__ == "__main__":
    main()
