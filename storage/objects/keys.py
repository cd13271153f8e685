"""What may be a key: digests as they are, and names that are safe on every disk and in every address."""

import re
from typing import Final

from pipeline.model.ids import Digest

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
PART: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=@+-]*")
LONGEST_PART: Final = 200
LONGEST_NAME: Final = 700
"""Bytes; an S3 key holds 1024, of which a deployment's prefix takes its share."""


def is_digest(text: str) -> bool:
    """Whether *text* is a SHA-256 in lower-case hex, as an outside door must ask before it looks anything up."""
    return DIGEST.fullmatch(text) is not None


def shelf(digest: Digest) -> str:
    """``ab/cd/<digest>``: where the bytes stand below ``objects/``. `ValueError` for what is no digest."""
    if not is_digest(digest):
        raise ValueError("not a SHA-256 in lower-case hex")
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def safe_name(name: str) -> str:
    """*name* itself, or `ValueError` (which does not quote it) when it could leave its folder or upset a disk.

    Names are relative, of ASCII letters, digits and ``._=@+-``, their parts joined by ``/``. No part begins with
    a dot, so none climbs out and none hides.
    """
    parts = name.split("/")
    if len(name) > LONGEST_NAME or not all(len(p) <= LONGEST_PART and PART.fullmatch(p) for p in parts):
        raise ValueError("not a safe record name")
    return name
