"""The sandbox fetches each file it is told of, and looks whether it opens."""

import hashlib
import io
import time

import httpx
import pikepdf

from storage.records.sandbox.database import NOTHING, Cabinet, Content
from storage.records.sandbox.options import SandboxOptions


def examine(blob: bytes) -> Content:
    """Digest, size, and whether *blob* is a PDF that opens with at least one page."""
    return Content(hashlib.sha256(blob).hexdigest(), len(blob), _opens(blob))


def _opens(blob: bytes) -> bool:
    if not blob.startswith(b"%PDF-"):
        return False
    try:
        with pikepdf.open(io.BytesIO(blob)) as paper:
            return len(paper.pages) > 0
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def fetch(url: str, options: SandboxOptions, cabinet: Cabinet) -> Content:
    """Get the file at *url* and keep it; `NOTHING` when it cannot be had, is too large, or lies where we may not go."""
    try:
        address = httpx.URL(url)
        if address.scheme not in ("http", "https") or address.host not in options.fetch_hosts:
            return NOTHING
        blob = _download(address, options)
    except (httpx.HTTPError, httpx.InvalidURL):
        return NOTHING
    if blob is None:
        return NOTHING
    content = examine(blob)
    cabinet.keep(blob, content)
    return content


def _download(address: httpx.URL, options: SandboxOptions) -> bytes | None:
    deadline = time.monotonic() + options.fetch_timeout
    blob = bytearray()
    # neither redirects nor proxies: the host that was allowed is the host that is asked
    secure = address.scheme == "https"  # reading the certificates takes longer than a fetch: only where they serve
    with (
        httpx.Client(verify=secure, timeout=options.fetch_timeout, trust_env=False, follow_redirects=False) as client,
        client.stream("GET", address) as response,
    ):
        if response.status_code != 200:
            return None
        for piece in response.iter_bytes():
            blob += piece
            if len(blob) > options.max_file_bytes or time.monotonic() > deadline:
                return None
    return bytes(blob)
