"""Model files: what the register says of them, where packages keep theirs, and that a file is the one that was meant."""

import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigurationError
from pipeline.model.ids import digest_of

HERE = Path(__file__).resolve().parent
REGISTER = HERE / "register.toml"


def entries() -> list[dict[str, Any]]:
    """The register as it is written, an entry a model."""
    told = tomllib.loads(REGISTER.read_text(encoding="utf-8"))
    return list(told["model"])


def entry(name: str) -> dict[str, Any]:
    """The register's entry of the model *name*."""
    return next(one for one in entries() if one["name"] == name)


def in_package(file: str) -> Path | None:
    """Where *file*, ``package/path/inside``, is installed; found without importing the package. None when it is not."""
    package, _, inside = file.partition("/")
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return Path(next(iter(folders))) / inside if folders else None


def checked(path: Path, digest: str) -> bytes:
    """The bytes of the model file *path*; `ConfigurationError` ``model-missing`` or ``model-swapped``."""
    try:
        weights = path.read_bytes()
    except OSError as cause:
        raise ConfigurationError(
            "model-missing", f"{path.name} is not in {path.parent}", "sohoa models list shows what is expected where."
        ) from cause
    if digest_of(weights) != digest:
        raise ConfigurationError(
            "model-swapped",
            f"{path.name} is not the file that was meant",
            "Put the right file back: sohoa models verify names it.",
        )
    return weights
