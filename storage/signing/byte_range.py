"""What a signature covers, looked at in the bytes themselves: all of the file but the place its own value stands in."""

import re
from typing import BinaryIO

HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")


def gap_is_the_signature(file: BinaryIO, byte_range: list[int], contents: bytes) -> bool:
    """Whether the one part *byte_range* leaves out holds the signature's value and nothing else.

    A gap moved elsewhere, or one wider than the value, would leave bytes in the file that nobody signed.
    """
    if len(byte_range) != 4 or byte_range[0] != 0 or any(part < 0 for part in byte_range):
        return False
    _, before, after, _ = byte_range
    if not 0 < before < after:
        return False
    file.seek(before)
    gap = file.read(after - before)
    if not HEX.fullmatch(gap):
        return False
    value = bytes.fromhex(gap[1:-1].decode("ascii") + ("0" if len(re.sub(rb"\s", b"", gap[1:-1])) % 2 else ""))
    return value == contents
