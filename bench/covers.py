"""Are cover sheets read back, and do papers reach their dossier even when the mark is gone?

``python -m bench.covers [--seed N] [--sheets M]`` prints *M* sheets a level (`sohoa cover`, all forms of code), wears them as
feeders, copiers and drawers do, and scans them at 200 dpi. First every mark is decoded as page reading does it; then the
marks are torn out, inked or wetted away, the sheet is read, and `understand`'s separator puts three papers behind it.

=====  ====================================================================================================
level  angle, sigma of blur in pixels, ink left, sigma of grain, streaks, JPEG quality
=====  ====================================================================================================
1      1.5 degrees, 0.5, 90 %, 3, none, 80
2      4 degrees, 0.9, 45 %, 8, two, 55
3      8 degrees, 1.3, 28 %, 12, four, 30
1 bit  level 2 cut at a threshold, as a copier or a fax machine does
=====  ====================================================================================================
"""

import io
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from bench.corpus import Reading, ReadPaper, view_of
from bench.press.case import a_case
from bench.press.catalogue import draw
from bench.results import Report, Table, parser, talk
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from ocr.marks import marks
from ocr.prepare import make_grey
from pipeline.intervals import lower, upper
from pipeline.model.covers import cover_mark
from pipeline.model.ids import DossierCode
from pipeline.model.paper import Page
from pipeline.model.reading import PageReading
from scanners.covers import CoverSheet, cover_pdf

Pixels = np.ndarray
DPI, PRINTED = 200, 300
SURETY = 0.975


@dataclass(frozen=True, slots=True)
class Wear:
    angle: float
    blur: float
    ink: float
    grain: float
    streaks: int
    quality: int
    one_bit: bool = False


LEVELS = {
    "1": Wear(1.5, 0.5, 0.9, 3, 0, 80),
    "2": Wear(4.0, 0.9, 0.45, 8, 2, 55),
    "3": Wear(8.0, 1.3, 0.28, 12, 4, 30),
    "1 bit": Wear(4.0, 0.9, 0.45, 8, 2, 55, one_bit=True),
}
QRS = ((19, 74, 81, 136), (153, 220, 191, 258))
"""Where the two marks stand on the sheet, with their quiet zones; millimetres."""


def a_code(rng: random.Random) -> DossierCode:
    """Any of the forms in use."""
    day = f"{rng.randrange(23, 27)}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
    number = f"{rng.randrange(1, 9999):04d}"
    return DossierCode(
        rng.choice(
            [
                f"H26.{rng.randrange(1, 99):02d}-{day}-{number}",
                f"H26.{rng.randrange(1, 99):02d}.{rng.randrange(1, 99):02d}-{day}-{number}",
                f"000.00.{rng.randrange(1, 60):02d}.H26-{day}-{number}",
                f"G{rng.randrange(1, 30):02d}.{rng.randrange(1, 60)}-20{day}-{rng.randrange(1, 999999):07d}",
            ]
        )
    )


def a_sheet(rng: random.Random) -> CoverSheet:
    sheets = rng.randrange(1, 60) if rng.random() < 0.5 else None
    return CoverSheet(a_code(rng), date(2026, 11, 24), sheets, rng.choice(["", "2.000815", "Chứng thực bản sao từ bản chính"]), rng.choice(["", "Chi nhánh số 3"]))  # fmt: skip


def printed(sheet: CoverSheet) -> Pixels:
    with pypdfium2.PdfDocument(cover_pdf([sheet])) as pdf:
        return np.asarray(pdf[0].render(scale=PRINTED / 72).to_pil().convert("L"))


def without_marks(page: Pixels, rng: random.Random) -> Pixels:
    """Both marks torn out, inked over, or wetted away; the words stay."""
    out = page.copy()
    way = rng.choice(["torn", "inked", "wet"])
    for corners in QRS:
        left, top, right, bottom = (round(mm * PRINTED / 25.4) for mm in corners)
        spot = out[top:bottom, left:right]
        if way == "torn":
            spot[:] = 250
        elif way == "inked":
            pen = np.full(spot.shape, 255, np.uint8)
            for _ in range(26):
                ends = [(rng.randrange(spot.shape[1]), rng.randrange(spot.shape[0])) for _ in range(2)]
                cv2.line(pen, ends[0], ends[1], rng.randrange(20, 90), 14)
            spot[:] = np.minimum(spot, pen)
        else:
            spot[:] = cv2.GaussianBlur(spot, (0, 0), 30)
    return out


def scanned(page: Pixels, wear: Wear, rng: random.Random) -> Pixels:
    """The printed *page* after what *wear* does, as a file at 200 dpi holds it; a quarter turned now and then."""
    noise = np.random.default_rng(rng.getrandbits(63))
    small = cv2.resize(page, None, fx=DPI / PRINTED, fy=DPI / PRINTED, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), rng.uniform(-wear.angle, wear.angle), rng.uniform(0.97, 1.0)
    )
    work = cv2.warpAffine(small, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=250).astype(np.float32)
    work = np.asarray(cv2.GaussianBlur(work, (0, 0), wear.blur * rng.uniform(0.8, 1.0)), np.float32)
    paper = rng.uniform(236, 252)
    work = paper - (255 - work) * (paper / 255 * rng.uniform(wear.ink, min(1.0, wear.ink * 1.4)))
    for _ in range(wear.streaks):
        x = rng.randrange(width)
        work[:, x : x + rng.randrange(1, 4)] *= rng.uniform(0.5, 0.9)
    work += noise.standard_normal(work.shape, dtype=np.float32) * wear.grain
    out = work.clip(0, 255).astype(np.uint8)
    if wear.one_bit:
        level, _ = cv2.threshold(cv2.GaussianBlur(out, (0, 0), 0.7), 0, 255, cv2.THRESH_OTSU)
        out = np.where(out < level, 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(np.rot90(out, rng.choice([0, 0, 0, 1, 2, 2, 3]))).save(
        file, "JPEG", quality=wear.quality, dpi=(DPI, DPI)
    )
    return np.asarray(Image.open(file))


# ------------------------------------------------------------------ decoding


def decoded(sheet: CoverSheet, scan: Pixels) -> tuple[bool, float]:
    """Whether page reading finds our mark, and the CPU milliseconds it took over all marks."""
    copy = make_grey(scan, DPI)
    began = time.process_time()
    found = marks(copy.grey, copy.dpi, thorough=False)
    spent = 1000 * (time.process_time() - began)
    said = [mark for barcode in found if (mark := cover_mark(barcode.text)) is not None]
    return any(mark.dossier == sheet.dossier and mark.sheets == sheet.sheets for mark in said), spent


# ------------------------------------------------------------------ routing


class Desk:
    """Reads cover sheets and asks the separator whose papers follow."""

    def __init__(self, seed: int) -> None:
        self.reading = Reading()
        self.separator = RuleSeparator(Taxonomy.load())
        rng = random.Random(f"covers/{seed}/papers")
        kinds = ("birth-certificate", "commitment", "decision")
        drawn = [(f"p{n}", "layout", 0, draw(kind, a_case(rng), rng)) for n, kind in enumerate(kinds)]
        self.papers: Sequence[ReadPaper] = tuple(self.reading.papers(drawn, rng))
        other = CoverSheet(DossierCode("H26.90-260101-0001"), date(2026, 1, 1))
        self.before = ReadPaper(
            "before", "cover-sheet", "ours", 0, self.read(scanned(printed(other), LEVELS["1"], rng))
        )

    def read(self, scan: Pixels) -> tuple[tuple[Page, PageReading], ...]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cover.png"
            Image.fromarray(scan).save(path, dpi=(DPI, DPI))
            return self.reading._read([path])

    def routed(self, sheet: CoverSheet, scan: Pixels) -> str:
        """``right``, ``asked`` (papers wait for a person), ``wrong`` dossier, or ``lost`` (nobody is asked)."""
        cover = ReadPaper("cover", "cover-sheet", "ours", 0, self.read(scan))
        view = view_of([self.before, self.papers[0], cover, *self.papers[1:]])
        proposal = self.separator.separate(view)
        behind = [d for d in proposal.documents if d.pages[0] > 3]
        codes = {document.dossier for document in behind}
        doubted = {n for doubt in proposal.doubts for n in doubt.pages}
        if codes == {sheet.dossier} and 3 in proposal.separators:
            return "right"
        if codes <= {None} and all(set(document.pages) & doubted for document in behind):
            return "asked"
        return "wrong" if codes - {None, sheet.dossier} else "lost"

    def close(self) -> None:
        self.reading.close()


def _share(part: int, of: int) -> str:
    return f"{part / of:.1%} ({lower(part, of, SURETY):.1%} to {upper(part, of, SURETY):.1%})" if of else ""


def main() -> None:
    line = parser("covers", __doc__)
    line.add_argument("--seed", type=int, default=5)
    line.add_argument("--sheets", type=int, default=200, help="sheets a level for decoding")
    line.add_argument("--routed", type=int, default=40, help="sheets a level for routing without a mark")
    asked = line.parse_args()
    report = Report("covers", keep=not asked.dry)
    rows, routes = [], []
    for name, wear in LEVELS.items() if asked.sheets else ():
        good, spent = 0, []
        for number in range(asked.sheets):
            rng = random.Random(f"covers/{asked.seed}/{name}/{number}")
            sheet = a_sheet(rng)
            right, cpu = decoded(sheet, scanned(printed(sheet), wear, rng))
            good += right
            spent.append(cpu)
        rows.append((name, f"{good} of {asked.sheets}", _share(good, asked.sheets), f"{np.median(spent):.0f}", f"{np.percentile(spent, 95):.0f}"))  # fmt: skip
        talk(f"level {name}: {good} of {asked.sheets} decoded")
        report.numbers[f"decoded {name}"] = [good, asked.sheets]
    if rows:
        report.tables.append(Table("marks of cover sheets decoded at 200 dpi", ("level", "decoded", "share (95 % interval)", "CPU ms p50", "p95"), tuple(rows)))  # fmt: skip
    if asked.routed:
        desk = Desk(asked.seed)
        for name, wear in LEVELS.items():
            fates: Counter[str] = Counter()
            for number in range(asked.routed):
                rng = random.Random(f"routed/{asked.seed}/{name}/{number}")
                sheet = a_sheet(rng)
                fates[desk.routed(sheet, scanned(without_marks(printed(sheet), rng), wear, rng))] += 1
            routes.append((name, *(str(fates[fate]) for fate in ("right", "asked", "wrong", "lost")), _share(fates["right"], asked.routed)))  # fmt: skip
            talk(f"level {name}: {dict(fates)}")
            report.numbers[f"routed {name}"] = dict(fates)
        desk.close()
        report.tables.append(Table("papers behind a sheet whose marks are gone", ("level", "right", "a person is asked", "wrong dossier", "lost", "right (95 % interval)"), tuple(routes)))  # fmt: skip
    report.finish()


if __name__ == "__main__":
    main()
