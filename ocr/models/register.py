"""The register of models, and the state of each on this machine."""

import os
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ocr.engines.weights import find_weights
from ocr.models.files import HERE, entries, in_package
from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.ids import digest_of

_LARGEST = 600 * 1024**2
"""Bytes; VietOCR's published weights have about 90 MB."""


class State(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """A version that was not tried here; used where the register allows others."""
    SWAPPED = "swapped"
    """Not the file the register or its card means; nothing reads with it."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """An entry of the register."""

    name: str
    engine: str
    version: str
    licence: str
    place: str
    file: str
    digests: tuple[str, ...]
    others_allowed: bool
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class FoundModel:
    """An entry and the file that was found for it."""

    known: KnownModel
    state: State
    path: Path | None
    size: int
    digest: str

    @property
    def usable(self) -> bool:
        """Whether nothing is wrong: there and right, or not there and not needed."""
        return self.state in (State.PRESENT, State.UNKNOWN) or (self.state is State.MISSING and not self.known.required)


def register() -> list[KnownModel]:
    return [_known(entry) for entry in entries()]


def _known(entry: dict[str, object]) -> KnownModel:
    digests = tuple(str(digest) for digest in _list(entry.get("sha256")))
    text = {key: str(entry.get(key, "")) for key in ("name", "engine", "version", "licence", "place", "file", "note")}
    if card := _card(entry):
        digests, text["version"] = (str(card["sha256"]),), str(card["version"])
    return KnownModel(
        **text, digests=digests, others_allowed=bool(entry.get("others_allowed")), required=bool(entry["required"])
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _card(entry: dict[str, object]) -> dict[str, object] | None:
    """What a model says of itself in the card beside it, where the register names one."""
    path = HERE / str(entry.get("card", ""))
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def found_models(imported: Path) -> Iterator[FoundModel]:
    """Every model of the register with its state. *imported* is the folder `import_model` puts files into."""
    for known in register():
        path = _place(known, imported)
        if path is None or not path.is_file():
            yield FoundModel(known, State.MISSING, path, 0, "")
            continue
        digest = digest_of(path.read_bytes())
        yield FoundModel(known, _state(known, path, digest), path, path.stat().st_size, digest)


def _state(known: KnownModel, path: Path, digest: str) -> State:
    vouched = path.with_name(path.name + ".sha256")
    if digest in known.digests or (vouched.is_file() and vouched.read_text(encoding="utf-8").strip() == digest):
        return State.PRESENT
    return State.UNKNOWN if known.others_allowed else State.SWAPPED


def _place(known: KnownModel, imported: Path) -> Path | None:
    match known.place:
        case "project":
            return HERE / known.file
        case "tessdata":
            try:
                return find_weights(Path(known.file).stem, None)
            except ConfigurationError:
                return None
        case "package":
            return in_package(known.file)
        case _:
            return imported / known.file


def import_model(source: Path, name: str, digest: str | None, imported: Path) -> FoundModel:
    """Copy *source* to where *name* is expected, if it has the SHA-256 *digest*, or one of the register's without it.

    All of it or nothing; another file is never overwritten. `ConfigurationError` ``model-unknown`` for a name that cannot
    be imported, ``model-folder-refuses``; `RejectedInputError` ``model-swapped`` for a file with another digest,
    ``model-too-large`` or ``model-in-the-way``.
    """
    known = next((k for k in register() if k.name == name and k.place == "imported"), None)
    if known is None:
        raise ConfigurationError(
            "model-unknown", f"{name} is not a model to be imported", "sohoa models list names them."
        )
    if source.stat().st_size > _LARGEST:
        raise RejectedInputError("model-too-large", f"more than {_LARGEST // 1024**2} MiB", "Is it the right file?")
    model = source.read_bytes()
    if digest_of(model) not in ({digest.lower()} if digest else known.digests):
        raise RejectedInputError(
            "model-swapped",
            "the file does not have this SHA-256" if digest else "the register does not know this file",
            "Ask its publisher for the digest (--sha256), and fetch the file again.",
        )
    target = imported / known.file
    if target.exists() and digest_of(target.read_bytes()) != digest_of(model):
        raise RejectedInputError(
            "model-in-the-way",
            f"another {known.file} is there already",
            "Move it away first: readings name the model they used.",
        )
    try:
        _put(model, target)
    except OSError as cause:
        raise ConfigurationError(
            "model-folder-refuses",
            f"{imported} cannot be written: {cause.strerror}",
            "Free space, or allow writing there.",
        ) from cause
    return next(found for found in found_models(imported) if found.known.name == name)


def _put(model: bytes, target: Path) -> None:
    """The file and, before it counts, what was vouched for."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".importing-") as scratch:
        part = Path(scratch) / target.name
        with part.open("wb") as file:
            file.write(model)
            file.flush()
            os.fsync(file.fileno())
        vouched = Path(scratch) / "sha256"
        vouched.write_text(digest_of(model) + "\n", encoding="utf-8")
        vouched.replace(target.with_name(target.name + ".sha256"))
        part.replace(target)
