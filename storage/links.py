"""Addresses under which the one-stop system reads one kept file for a while: the old sync interface takes files as URLs."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from pipeline.errors import ConfigurationError
from pipeline.model.ids import Digest
from storage.objects.keys import is_digest, shelf
from storage.objects.s3_client import S3Options, http_pool, s3_client
from storage.objects.s3_errors import translating_s3_errors

LONGEST_PRESIGNED = timedelta(days=7)
"""AWS Signature Version 4: X-Amz-Expires is at most 604,800 seconds."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class S3Links:
    """The store itself hands the file out; nothing of ours stands in between."""

    def __init__(self, options: S3Options, clock: Callable[[], datetime] = _utc_now) -> None:
        self._options = options
        self._clock = clock
        try:
            self._client = s3_client(options, http_pool(options), options.public_endpoint)
        except ValueError as error:
            raise ConfigurationError("store-misconfigured", "the store's address cannot be used", str(error)) from error

    def link(self, digest: Digest, name: str, lifetime: timedelta) -> str:
        """A presigned GET; *lifetime* from one second to seven days, else `ConfigurationError`."""
        if not timedelta(seconds=1) <= lifetime <= LONGEST_PRESIGNED:
            raise ConfigurationError("link-lifetime", "an S3 address lives from 1 second to 7 days", "Set it so.")
        with translating_s3_errors():
            url: str = self._client.get_presigned_url(
                "GET",
                self._options.bucket,
                f"{self._options.prefix}objects/{shelf(digest)}",
                expires=lifetime,
                request_date=self._clock().astimezone(UTC),
                response_headers={
                    "response-content-disposition": content_disposition(name),
                    "response-content-type": "application/pdf",
                },
            )
        return url


class SignedLinksOptions(BaseModel):
    """The public address of our own file door and the secret only we know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str = Field(pattern=r"^https?://[^\s?#]+$")
    secret: SecretStr = Field(min_length=32)
    former_secrets: tuple[SecretStr, ...] = ()
    """Still believed, no longer used: so that changing the secret does not break addresses on their way."""


class SignedLinks:
    """Addresses of our own file door: ``<base>/files/<digest>/<name>?expires=<unix seconds>&signature=<…>``.

    The signature is HMAC-SHA256 (RFC 2104) over digest, name and expiry, so that an address opens one file, under
    one name, until one moment.
    """

    def __init__(self, options: SignedLinksOptions, clock: Callable[[], datetime] = _utc_now) -> None:
        self._base = options.base_url.rstrip("/")
        self._secrets = [s.get_secret_value().encode() for s in (options.secret, *options.former_secrets)]
        self._clock = clock

    def link(self, digest: Digest, name: str, lifetime: timedelta) -> str:
        expires = str(int((self._clock() + lifetime).timestamp()))
        query = urlencode({"expires": expires, "signature": _signature(self._secrets[0], digest, name, expires)})
        return f"{self._base}/files/{digest}/{quote(name, safe='')}?{query}"

    def verify(self, digest: str, name: str, expires: str, signature: str, now: datetime) -> Digest | None:
        """The digest the address opens, None if it is forged or over. The door asks this before it looks anything up.

        Every secret is tried and compared in constant time, so that the answer's speed says nothing.
        """
        given = signature.encode("utf-8", "surrogatepass")
        valid = [hmac.compare_digest(_signature(s, digest, name, expires).encode(), given) for s in self._secrets]
        if not any(valid) or not is_digest(digest) or not expires.isdecimal():
            return None
        return Digest(digest) if now.timestamp() < int(expires) else None


def content_disposition(name: str) -> str:
    """How a browser is told to show the file inside and to save it under *name* (RFC 6266, RFC 8187)."""
    return f"inline; filename*=UTF-8''{quote(name, safe='')}"


def _signature(secret: bytes, digest: str, name: str, expires: str) -> str:
    mac = hmac.new(secret, digestmod=hashlib.sha256)
    for part in ("sohoa-file-link-1", digest, name, expires):
        encoded = part.encode("utf-8", "surrogatepass")
        mac.update(len(encoded).to_bytes(8, "big"))
        mac.update(encoded)
    return base64.urlsafe_b64encode(mac.digest()).rstrip(b"=").decode()
