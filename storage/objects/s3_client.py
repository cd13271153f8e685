"""How an S3 is reached: its options, and a client that waits a bounded time and never retries behind our back."""

from datetime import timedelta
from typing import Any, Literal

import certifi
import urllib3
from minio import Minio
from pydantic import BaseModel, ConfigDict, Field, SecretStr

MIB = 1 << 20


class S3Options(BaseModel):
    """Any S3 that passes `storage.objects.probe`. Which of its promises hold is tried, not believed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoint: str = Field(pattern=r"^[A-Za-z0-9.\-\[\]:]+$")
    """Host and port, without scheme: ``s3.example.vn:9000``."""
    bucket: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]$")
    access_key: SecretStr
    secret_key: SecretStr
    secure: bool = True
    """HTTPS. Without it the payload is signed, but travels in the clear: only on a host's own loopback."""
    region: str = "us-east-1"
    prefix: str = Field(default="", pattern=r"^([A-Za-z0-9._\-]+/)*$")
    """Put before every key; empty, or ending with ``/``."""
    ca_file: str | None = None
    """Certificates to trust instead of the public ones (an authority of the city's own)."""
    public_endpoint: str | None = None
    """Under which host the one-stop system reaches the same store, when it is not `endpoint`."""
    conditional_put: Literal["probe", "yes", "no"] = "probe"
    """Whether ``If-None-Match: *`` may be relied on; tried once per process unless the operator knows."""
    object_lock_days: int | None = Field(default=None, ge=1, le=36525)
    object_lock_mode: Literal["GOVERNANCE", "COMPLIANCE"] = "GOVERNANCE"
    part_bytes: int = Field(default=16 * MIB, ge=5 * MIB, le=512 * MIB)
    """A larger file travels in parts of this size; also the memory one upload takes."""
    connect_seconds: float = Field(default=5.0, gt=0)
    read_seconds: float = Field(default=60.0, gt=0)
    """Longest silence of the server, not the length of a transfer."""
    connections: int = Field(default=16, ge=1)


def http_pool(options: S3Options) -> urllib3.PoolManager:
    """Connections of our own: minio's default waits five minutes and tries five times, which no caller would see."""
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=options.connect_seconds, read=options.read_seconds),
        maxsize=options.connections,
        retries=False,
        cert_reqs="CERT_REQUIRED",
        ca_certs=options.ca_file or certifi.where(),
    )


def s3_client(options: S3Options, pool: urllib3.PoolManager, endpoint: str | None = None) -> Any:
    """A `minio.Minio` (it has no types) for *options*; *endpoint* overrides the host, for addresses given away."""
    return Minio(
        endpoint or options.endpoint,
        access_key=options.access_key.get_secret_value(),
        secret_key=options.secret_key.get_secret_value(),
        secure=options.secure,
        region=options.region,
        http_client=pool,
    )


PRESIGNED_FOR = timedelta(minutes=15)
"""How long an address lives that we sign for a request of our own; generous to clocks that differ."""
