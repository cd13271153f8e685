"""Whether a file says itself that it was cut off, where opening it would not tell.

A decoder that mends broken PDFs shows as many pages of a cut one as it finds, and nobody misses the others. Every
PDF ends with ``%%EOF``; one that was cut has none, or (a file that was added to, or made for the web) has objects after it.
JPEG, PNG and TIFF need no such look: what is missing of them does not decode.
"""

import os
from pathlib import Path
from typing import Final

HEAD: Final = 1024
TAIL: Final = 8192
PADDING: Final = b"\0 \t\r\n\x1a"
"""What devices fill the last block with."""
UNFINISHED: Final = (b"obj", b"stream", b"xref")


def ends_early(path: Path) -> bool:
    """Whether it is a PDF without its end. `OSError` when it cannot be read."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEAD):
            return False
        end = file.seek(0, os.SEEK_END)
        tail = b""
        while end > 0 and not tail:  # over blocks of nothing but padding
            start = max(0, end - TAIL)
            file.seek(start)
            tail = file.read(end - start).rstrip(PADDING)
            end = start
        if len(tail) < TAIL and end > 0:
            file.seek(max(0, end - TAIL))
            tail = file.read(min(TAIL, end)) + tail
    _, found, after = tail.rpartition(b"%%EOF")
    return not found or any(word in after for word in UNFINISHED)
