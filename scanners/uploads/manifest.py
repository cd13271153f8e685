"""What a station says of a batch it has sealed."""

import hashlib
import re
from typing import Final

from pydantic import Field, ValidationError

from pipeline.errors import RejectedInputError
from scanners.manifest import LARGEST_MANIFEST, DeliveryManifest
from scanners.uploads.options import UploadOptions

BATCH_NAME: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")


class BatchManifest(DeliveryManifest):
    """A `DeliveryManifest` under the station's own id and count. What it says of branch and station counts for nothing."""

    batch: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    sequence: int = Field(ge=0, lt=2**63)

    @property
    def meaning(self) -> str:
        """Digest of what it says: the same however it was written down."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def digests(self) -> tuple[str, ...]:
        """Of every file as often and in the order it is listed: what a receipt confirms."""
        return tuple(file.sha256 for file in self.files)


def batch_manifest(batch: str, body: bytes, options: UploadOptions) -> BatchManifest:
    """The manifest in *body*, within what one batch may be.

    `RejectedInputError`: ``manifest-too-large``, ``manifest-unreadable``, ``too-many-files``, ``empty-delivery``, ``file-too-large``,
    ``batch-too-large``, ``manifest-mismatch`` (one digest with two sizes).
    """
    if len(body) > LARGEST_MANIFEST:
        raise too_large()
    manifest = _parsed(body)
    if manifest is None or manifest.batch != batch:  # raised out here: the parser's own error quotes what it read
        raise RejectedInputError("manifest-unreadable", "the batch's manifest cannot be read", "Send it as documented.")
    if len(manifest.files) > options.batch_files:
        raise RejectedInputError("too-many-files", "the batch lists too many files", "Send it as several batches.")
    if not manifest.files:
        raise RejectedInputError("empty-delivery", "the batch lists no file", "Scan again and send it once more.")
    if any(file.size > options.largest_file for file in manifest.files):
        raise RejectedInputError("file-too-large", "a file is larger than the centre takes", "Scan in parts.")
    sizes = {(file.sha256, file.size) for file in manifest.files}
    if len(sizes) != len(set(manifest.digests)):
        raise RejectedInputError("manifest-mismatch", "one digest is listed with two sizes", "Send the manifest again.")
    if sum(size for _, size in sizes) > options.station_bytes:
        raise RejectedInputError("batch-too-large", "the batch is larger than the inbox takes", "Send several batches.")
    return manifest


def _parsed(body: bytes) -> BatchManifest | None:
    try:
        return BatchManifest.model_validate_json(body)
    except ValidationError:
        return None


def too_large() -> RejectedInputError:
    return RejectedInputError("manifest-too-large", "the batch's manifest is too large", "Send it as several batches.")
