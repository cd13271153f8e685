"""Readings made from a sketch of a page: say what is printed and roughly where, nothing else.

A line of the sketch is a printed line. Its first character says where it stands: ``^`` centred, ``>`` in the right half,
``<`` in the left half, nothing at the left margin running over the page's width. ``left || right`` puts two columns on one
line, as heads have. ``@0.6`` alone moves on to 60 % of the page height. An empty line is a blank one.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.model.geometry import Box, bounding
from pipeline.model.ids import BatchId, BranchId, Digest, DossierCode, StationId, digest_of
from pipeline.model.paper import Capture, Colour, Deposit, Lane, Page, ScanBatch
from pipeline.model.reading import Barcode, EngineIdentity, Line, PageReading, Word
from pipeline.model.work import Verdict, VerdictKind
from pipeline.ports import BatchView

WIDTH, HEIGHT = 1654, 2339
ENGINE = EngineIdentity("sketch", "1", "")
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
_LETTER, _TALL, _STEP = 15, 30, 46

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
HEAD = f"^{NATION}\n^Độc lập - Tự do - Hạnh phúc\n"
"""The head of a citizen's paper."""
BODY = "\n".join(
    ["Căn cứ quy định hiện hành và xét đề nghị của đơn vị có liên quan trong việc giải quyết,"]
    + ["các bên đã thống nhất toàn bộ nội dung dưới đây và cùng chịu trách nhiệm thực hiện đúng."] * 5
)
MORE = "tiếp theo trang trước, những nội dung này được thực hiện theo đúng trình tự đã nêu ở trên,\n" + BODY


def agency(number: str, name: str = "ỦY BAN NHÂN DÂN") -> str:
    """The head of a state paper: agency left, national heading right, number under the agency."""
    return (
        f"{name} || {NATION}\nPHƯỜNG BA ĐÌNH || Độc lập - Tự do - Hạnh phúc\n"
        f"{number} || Hà Nội, ngày 05 tháng 01 năm 2026\n\n"
    )


def a_reading(
    sketch: str = "",
    *,
    qr: Sequence[str] = (),
    size: tuple[int, int] = (WIDTH, HEIGHT),
    rotation: int = 0,
    failed: str = "",
    warnings: tuple[str, ...] = (),
) -> PageReading:
    """A reading of what *sketch* draws; without a sketch, marks or failure it is blank."""
    width, height = size
    lines = tuple(_drawn(unicodedata.normalize("NFC", sketch), width, height))
    marks = tuple(Barcode("qr", text, Box(60, 60, 260, 260)) for text in qr)
    reading = PageReading(
        page=digest_of(repr((sketch, qr, size, rotation, failed)).encode()),
        engine=ENGINE,
        width=width,
        height=height,
        dpi=200,
        rotation=0,
        skew=0.0,
        blank=not lines and not qr and not failed and not warnings,
        lines=lines,
        barcodes=marks,
        warnings=warnings,
        failed=failed,
    )
    return _as_scanned(reading, rotation) if rotation else reading


def _drawn(sketch: str, width: int, height: int) -> Iterator[Line]:
    top = 120
    for printed in sketch.split("\n"):
        if printed.startswith("@"):
            top = int(float(printed[1:]) * height)
            continue
        if printed.strip():
            yield _line(printed, top, width)
        top += _STEP


def _line(printed: str, top: int, width: int) -> Line:
    words: list[Word] = []
    columns = [f"<{part.strip()}" for part in printed.split("||")]
    if len(columns) == 2:
        columns[1] = ">" + columns[1][1:]
    else:
        columns = [printed]
    for column in columns:
        words += _words(column, top, width)
    return Line(tuple(words), bounding(word.box for word in words), "sketch")


def _words(column: str, top: int, width: int) -> Iterator[Word]:
    side = column[0] if column[0] in "^<>" else ""
    texts = column.removeprefix(side).split()
    letter = _LETTER if side else max(_LETTER, min(17, (width - 400) // max(1, len(column))))
    length = letter * (sum(map(len, texts)) + len(texts) - 1)
    middle = {"^": width / 2, "<": width * 0.27, ">": width * 0.7}.get(side)
    left = int(middle - length / 2) if middle is not None else 230
    for text in texts:
        right = left + letter * len(text)
        yield Word(text, Box(max(0, left), top, max(1, right), top + _TALL), 0.95)
        left = right + letter


def _as_scanned(reading: PageReading, rotation: int) -> PageReading:
    """The upright reading as it would come from a sheet that has to be turned by *rotation*."""
    back = (360 - rotation) // 90

    def turned(box: Box) -> Box:
        return box.turned(back, reading.width, reading.height)

    lines = tuple(
        Line(tuple(replace(w, box=turned(w.box)) for w in line.words), turned(line.box), line.engine)
        for line in reading.lines
    )
    width, height = (reading.height, reading.width) if rotation in (90, 270) else (reading.width, reading.height)
    return replace(reading, width=width, height=height, rotation=rotation, lines=lines)


def a_view(
    *files: Sequence[PageReading], hint: str = "", verdicts: Sequence[Verdict] = (), missing: Sequence[int] = ()
) -> BatchView:
    """A batch of *files*, each its pages' readings in order; *missing* pages were never read."""
    pages: list[Page] = []
    deposits: list[Deposit] = []
    readings: dict[int, PageReading] = {}
    for index, file in enumerate(files):
        source = Digest(digest_of(f"file {index}".encode()))
        deposits.append(Deposit(source, 1, "application/pdf", f"{index}.pdf"))
        for within, reading in enumerate(file):
            number = len(pages) + 1
            capture = Capture(within, reading.page, reading.width, reading.height, 200, Colour.GREY, reading.blank)
            pages.append(Page(number, source, capture))
            if number not in missing:
                readings[number] = reading
    batch = ScanBatch(
        id=BatchId("b-test"),
        branch=BranchId("q1"),
        station=StationId("q1-1"),
        lane=Lane.LIVE,
        dossier_hint=DossierCode(hint) if hint else None,
        declared_sheets=None,
        taken_in_at=NOON,
        deposits=tuple(deposits),
        pages=tuple(pages),
        refused=(),
    )
    return BatchView(batch, readings, tuple(verdicts))


def a_verdict(kind: VerdictKind, *pages: int, value: str = "") -> Verdict:
    return Verdict(BatchId("b-test"), pages, kind, value, "reviewer", NOON)
