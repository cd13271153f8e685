"""Papers with a known text for these tests, read without an engine."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from PIL import Image

from ocr.decode.capture import capture_of
from ocr.decode.page import load_page
from pipeline.model.geometry import Box, bounding
from pipeline.model.ids import Digest
from pipeline.model.paper import Page
from pipeline.model.reading import EngineIdentity, Line, PageReading, Word
from pipeline.ports import BoundPage, PageAddress

NOBODY = EngineIdentity("nobody", "1", "")
MADE_AT = datetime(2026, 11, 24, 8, 30, tzinfo=timezone(timedelta(hours=7)))
UTC_MADE_AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
TEXT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐƠN ĐỀ NGHỊ CẤP GIẤY XÁC NHẬN",
    "Kính gửi: Ủy ban nhân dân phường Cửa Nam",
    "Số định danh: 001187000123, cấp ngày 05/02/2025",
)


def upright_lines(width: int, height: int) -> list[tuple[str, list[tuple[str, tuple[float, float, float, float]]]]]:
    """Each line with its words and their boxes on an upright page."""
    lines = []
    for row, text in enumerate(TEXT):
        left, words = 0.1 * width, []
        for word in text.split():
            right = left + 0.0125 * width * len(word)
            top = height * (0.1 + 0.06 * row)
            words.append((word, (left, top, right, top + 0.02 * height)))
            left = right + 0.012 * width
        lines.append((text, words))
    return lines


def bound(
    path: Path, index: int = 0, *, lines: tuple[Line, ...] = (), rotation: int = 0, skew: float = 0.0, failed: str = ""
) -> BoundPage:
    """Page *index* of the file at *path* with what was read from it."""
    capture = capture_of(index, load_page(path, index))
    page = Page(index + 1, Digest("0" * 64), capture)
    reading = PageReading(
        capture.digest,
        NOBODY,
        capture.width,
        capture.height,
        capture.dpi,
        rotation,
        skew,
        capture.blank,
        lines,
        failed=failed,
    )
    return BoundPage(PageAddress(page, path), reading)


def line_of(words: list[tuple[str, Box]]) -> Line:
    return Line(tuple(Word(text, box, 0.9) for text, box in words), bounding(box for _, box in words))


def saved(image: Image.Image, path: Path, **options: object) -> Path:
    image.save(path, **options)
    return path
