"""Writes PDF objects one after another, so that a copy of three hundred pages takes no more memory than one of three.

Plain PDF 1.7: no object streams, a classic cross-reference table, every byte decided by what is written.
"""

import hashlib
import zlib
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfWriter:
    """Objects are numbered from 1 as they are reserved or written; each is written once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._position = 0
        self._offsets: list[int] = []
        self._digest = hashlib.sha256()
        self._write(_HEADER)

    def reserve(self) -> int:
        """A number for an object to be written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def object(self, body: bytes, number: int | None = None) -> int:
        """Write an object; its number."""
        number = number or self.reserve()
        self._offsets[number - 1] = self._position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def stream(self, entries: bytes, content: bytes, number: int | None = None) -> int:
        """Write a stream with *entries* in its dictionary and *content* as it is."""
        head = b"<< %b /Length %d >>\nstream\n" % (entries, len(content))
        number = number or self.reserve()
        self._offsets[number - 1] = self._position
        self._write(b"%d 0 obj\n" % number + head)
        self._write(content)
        self._write(b"\nendstream\nendobj\n")
        return number

    def packed(self, entries: bytes, content: bytes, number: int | None = None) -> int:
        """Write a stream, deflated."""
        return self.stream(entries + b" /Filter /FlateDecode", zlib.compress(content, 9), number)

    def finish(self, catalogue: int, info: int) -> None:
        """Write table and trailer. The file's identity is the digest of everything before."""
        identity = self._digest.hexdigest()[:32].encode()
        start = self._position
        count = len(self._offsets) + 1
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        self._write(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (count, catalogue, info, identity, identity, start)
        )

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._digest.update(content)
        self._position += len(content)


def text_string(text: str) -> bytes:
    """*text* as a PDF text string: UTF-16 with a byte order mark, in hex, so that any letter may stand in it."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def number(value: float, decimals: int = 4) -> bytes:
    """A number with at most so many *decimals*, never with an exponent."""
    written = f"{value:.{decimals}f}"
    written = written.rstrip("0").rstrip(".") if decimals else written
    return b"0" if written in ("-0", "") else written.encode()
