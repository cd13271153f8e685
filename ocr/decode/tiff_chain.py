"""The chain of directories in a TIFF, walked before anything is decoded.

A TIFF that was cut in transfer still opens: libraries quietly show fewer pages. The chain says so: every link must
lie inside the file and the last one must be zero.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ocr.decode.image import DecodeLimits
from ocr.decode.refusals import refusal, unreachable_file

_NEW_SUBFILE_TYPE = 254
_REDUCED_OR_MASK = 0b101
_MAX_ENTRIES = 4096


@dataclass(frozen=True, slots=True)
class TiffChain:
    """`frames`: positions in the chain that are pages (previews and masks are not). `cut`: the chain breaks off."""

    frames: tuple[int, ...]
    cut: bool


def tiff_chain(path: Path, limits: DecodeLimits) -> TiffChain:
    """Walk the directories of the TIFF at *path*.

    `RejectedInputError` ``truncated-file`` when not even the first is there, ``no-pages``, ``too-many-pages``.
    """
    try:
        with path.open("rb") as file:
            chain = _walk(file, limits.max_pages)
    except OSError:
        raise unreachable_file() from None  # not chained: the exception holds the path
    if chain.cut and not chain.frames:
        raise refusal("truncated-file")
    if not chain.frames:
        raise refusal("no-pages")
    if len(chain.frames) > limits.max_pages:
        raise refusal("too-many-pages")
    return chain


def _walk(file: BinaryIO, max_pages: int) -> TiffChain:
    head = file.read(16)
    order = "<" if head.startswith(b"II") else ">"
    big = head[2:4] in (b"+\x00", b"\x00+")
    frames: list[int] = []
    seen: set[int] = set()
    cut = False
    try:
        (offset,) = struct.unpack_from(order + ("Q" if big else "L"), head, 8 if big else 4)
        # a chain that bites its own tail has shown all its pages once
        while offset and offset not in seen and len(frames) <= max_pages:
            is_page, following = _directory(file, offset, order, big=big)
            if is_page:
                frames.append(len(seen))
            seen.add(offset)
            offset = following
    except struct.error:
        cut = True
    # a file of nothing but "previews" means them
    return TiffChain(tuple(frames or range(len(seen))), cut)


def _directory(file: BinaryIO, offset: int, order: str, *, big: bool) -> tuple[bool, int]:
    """(is it a page, offset of the next). `struct.error` when it does not lie whole inside the file."""
    file.seek(offset)
    count_format, entry_size, link_format = ("Q", 20, "Q") if big else ("H", 12, "L")
    (count,) = struct.unpack(order + count_format, file.read(struct.calcsize(order + count_format)))
    if not 0 < count <= _MAX_ENTRIES:
        raise struct.error("no directory here")
    entries = file.read(count * entry_size)
    if len(entries) < count * entry_size:
        raise struct.error("directory is cut")
    link = file.read(struct.calcsize(order + link_format))
    # writers exist that leave the last link off at the very end of the file
    next_offset = struct.unpack(order + link_format, link)[0] if link else 0
    return not _is_preview(entries, entry_size, order), next_offset


def _is_preview(entries: bytes, entry_size: int, order: str) -> bool:
    value_at = 12 if entry_size == 20 else 8
    for start in range(0, len(entries), entry_size):
        if struct.unpack_from(order + "H", entries, start)[0] == _NEW_SUBFILE_TYPE:
            return bool(struct.unpack_from(order + "L", entries, start + value_at)[0] & _REDUCED_OR_MASK)
    return False
