"""A page's picture with the places of its faults marked: framed, and numbered, so that colour is not all that tells them apart."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ocr.faults.judge import PageJudge
from pipeline.model.faults import Fault, Remedy

_INK = {Remedy.RESCAN: (200, 16, 46), Remedy.LOOK: (176, 96, 0)}
"""Red and amber, both dark enough for white figures on them (contrast above 4.5)."""
_LINE, _BADGE, _MARGIN = 4, 30, 5
_QUALITY = 82


def marked_page(judge: PageJudge, path: Path, index: int, faults: Sequence[Fault], longest: int = 1200) -> bytes:
    """JPEG of the page; the frame of fault *n* of *faults* (from 1) bears that number. What concerns the whole side frames it.

    `RejectedInputError` when the page does not open.
    """
    plain = judge.picture(path, index, longest)
    if not faults:
        return plain
    size = judge.look(path, index, 1).capture
    return marked(plain, (size.width, size.height), faults)


def marked(jpeg: bytes, size: tuple[int, int], faults: Sequence[Fault]) -> bytes:
    """The same over a small picture that is there already, of a page of *size* pixels."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as small:
        picture = small.convert("RGB")
    scale = picture.width / max(1, size[0])
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=_BADGE - 8)
    taken: list[tuple[int, int]] = []
    for number, fault in enumerate(faults, start=1):
        frame = _frame(fault, scale, picture.size)
        ink = _INK[fault.remedy]
        pen.rectangle(frame, outline=(255, 255, 255), width=_LINE + 2)
        pen.rectangle(frame, outline=ink, width=_LINE)
        x, y = _free(frame[0], frame[1], taken, picture.size)
        pen.rectangle((x, y, x + _BADGE, y + _BADGE), fill=ink, outline=(255, 255, 255), width=2)
        pen.text((x + _BADGE / 2, y + _BADGE / 2), str(number), fill=(255, 255, 255), font=font, anchor="mm")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()


def _frame(fault: Fault, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The fault's place on the picture, never too thin to be seen."""
    width, height = size
    if fault.box is None:
        return 1, 1, width - 2, height - 2
    left, right = fault.box.left * scale - _MARGIN, fault.box.right * scale + _MARGIN
    top, bottom = fault.box.top * scale - _MARGIN, fault.box.bottom * scale + _MARGIN
    return (
        round(min(max(1, left), width - 12)),
        round(min(max(1, top), height - 12)),
        round(max(min(width - 2, right), 12)),
        round(max(min(height - 2, bottom), 12)),
    )


def _free(x: int, y: int, taken: list[tuple[int, int]], size: tuple[int, int]) -> tuple[int, int]:
    """A place for a number that covers no other one."""
    x, y = min(x, max(0, size[0] - _BADGE - 1)), min(y, max(0, size[1] - _BADGE - 1))
    while any(abs(x - a) < _BADGE and abs(y - b) < _BADGE for a, b in taken) and x + 2 * _BADGE < size[0]:
        x += _BADGE + 2
    taken.append((x, y))
    return x, y
