"""The manifest a station may put beside its scans: which files, their digests, and whose papers they are."""

import unicodedata
from pathlib import PurePosixPath
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.errors import RejectedInputError
from pipeline.model.ids import digest_of_file
from pipeline.model.paper import Lane, Place
from scanners.delivered import Bundle, FoundFile

LARGEST_MANIFEST: Final = 8 << 20
"""Bytes; some 50,000 files."""

Code = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.\-/]+$")]
Sha256 = Annotated[str, BeforeValidator(lambda text: str(text).lower()), Field(pattern=r"^[0-9a-f]{64}$")]


class ManifestFile(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1, max_length=1000, repr=False)
    """Relative to the manifest, parts joined by ``/``."""
    sha256: Sha256
    size: int = Field(ge=0)


class ManifestSide(BaseModel):
    """One side in the order a person gave: the page `index` of file number `file`, both from 0."""

    model_config = ConfigDict(frozen=True)

    file: int = Field(ge=0)
    index: int = Field(ge=0)
    replaced: bool = False
    set_aside: bool = False

    @property
    def place(self) -> Place:
        return Place(self.file, self.index, self.replaced, self.set_aside)


class DeliveryManifest(BaseModel):
    """``manifest.json``. Without `files` it says whose the papers are, but proves nothing about completeness."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    files: tuple[ManifestFile, ...] = ()
    """In the order of the feed."""
    order: tuple[ManifestSide, ...] = Field(default=(), max_length=100_000)
    """The sides as a person put them; empty: as in the files."""
    dossier: Code | None = Field(default=None, repr=False)
    declared_sheets: int | None = Field(default=None, ge=0, le=100_000)
    lane: Lane | None = None
    station: Code | None = None
    branch: Code | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """The order a person gave. It speaks of the files by their place in `files`, so without those it says nothing."""
        return tuple(side.place for side in self.order) if self.files else ()


def manifest_of(bundle: Bundle) -> DeliveryManifest | None:
    """The bundle's manifest, None if it has none. `RejectedInputError` (``manifest-unreadable``) if it is no such thing."""
    found = bundle.manifest
    if found is None:
        return None
    manifest = _parsed(found)
    if manifest is None:  # raised out here: the parser's own error quotes what it read
        raise RejectedInputError(
            "manifest-unreadable", "the delivery's manifest cannot be read", "Let the station write it again."
        )
    return manifest


def _parsed(found: FoundFile) -> DeliveryManifest | None:
    if found.size > LARGEST_MANIFEST:
        return None
    try:
        return DeliveryManifest.model_validate_json(found.path.read_bytes())
    except (ValidationError, OSError):
        return None


def listed(bundle: Bundle, manifest: DeliveryManifest) -> tuple[FoundFile, ...] | None:
    """The papers in the manifest's order if they are exactly the listed ones, each of its size; else None."""
    there = {_plain("/".join(paper.parts[1:])): paper for paper in bundle.papers}
    wanted = [(_plain(str(PurePosixPath(file.name))), file.size) for file in manifest.files]
    if len(wanted) != len(there) or {name for name, _ in wanted} != set(there):
        return None
    if any(there[name].size != size for name, size in wanted):
        return None
    return tuple(there[name] for name, _ in wanted)


def digests_match(papers: tuple[FoundFile, ...], manifest: DeliveryManifest) -> bool:
    """Whether every paper, in the manifest's order, has the promised bytes. Reads them all."""
    for paper, promised in zip(papers, manifest.files, strict=True):
        try:
            if digest_of_file(paper.path) != promised.sha256:
                return False
        except OSError:
            return False
    return True


def mismatch(bundle: Bundle, manifest: DeliveryManifest) -> RejectedInputError:
    """Said in counts: names stay here."""
    return RejectedInputError(
        "manifest-mismatch",
        f"the manifest promises {len(manifest.files)} files; {len(bundle.papers)} are there, and they are not those",
        "Send the delivery again, or correct its manifest.",
    )


def _plain(name: str) -> str:
    """Names compare in NFC: macOS takes letters apart, Windows does not."""
    return unicodedata.normalize("NFC", name)
