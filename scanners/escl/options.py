"""How one eSCL scanner is reached, and how long it may take."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _address(url: str) -> str:
    """Scheme, host and path of an eSCL service; the path a scanner without another one has is ``/eSCL``."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("the address of a scanner looks like http://192.0.2.5/eSCL")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("the address of a scanner holds no account, query or fragment")
    path = parts.path.rstrip("/") or "/eSCL"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _fingerprint(text: str) -> str:
    """SHA-256 of a certificate in hex, colons and blanks allowed."""
    bare = re.sub(r"[:\s]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", bare):
        raise ValueError("a fingerprint is the SHA-256 of the certificate: 64 hexadecimal digits")
    return bare


Seconds = Annotated[float, Field(gt=0, le=7200)]


class EsclOptions(BaseModel):
    """One scanner. An address always works; discovery only helps to find it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, AfterValidator(_address)] = Field(description="address of the eSCL service")
    fingerprint: Annotated[str, AfterValidator(_fingerprint)] | None = Field(
        default=None, description="SHA-256 of the certificate it must show (most scanners sign their own)"
    )
    ca_file: Path | None = Field(default=None, description="certificates trusted instead of the system's")
    old_tls: bool = Field(default=False, description="allow TLS 1.0 and weak ciphers; with a fingerprint only")
    host_header: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9.:\[\]-]+$",
        description="Host header for scanners that insist, e.g. localhost",
    )
    media_type: Literal["auto", "image/jpeg", "application/pdf", "image/png", "image/tiff"] = "auto"

    connect_seconds: Seconds = 5.0
    status_seconds: Seconds = Field(default=15.0, description="for a status, from first to last byte")
    silence_seconds: Seconds = Field(default=60.0, description="a page may not stop arriving for longer than this")
    page_seconds: Seconds = Field(default=240.0, description="a page, from asking for it to its last byte")
    patience_seconds: Seconds = Field(default=180.0, description="how long no new page may come while the job goes on")
    settle_seconds: Seconds = Field(default=15.0, description="how long a job may take to say how it ended")
    busy_seconds: Seconds = Field(default=45.0, description="how long a busy scanner is asked again")
    job_seconds: Seconds = Field(default=3600.0, description="a whole scan")
    pause_seconds: Seconds = Field(default=0.5, description="between two questions; grows to four times that")

    largest_page: int = Field(default=256 << 20, ge=1 << 16, description="bytes of one document")
    most_sides: int = Field(default=2000, ge=1, description="sides of one scan")

    @property
    def host_and_port(self) -> str:
        """With the port even where the scheme implies it."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{host}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
