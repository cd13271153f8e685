"""The scanner a clerk chose once: a small file beside the spool, written whole or not at all."""

import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from console.station.desk import Choice

_CHOICE = TypeAdapter(Choice)


def kept_choice(path: Path) -> Choice:
    """What was chosen; nothing when there is no such file or it is none of ours."""
    try:
        return _CHOICE.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Choice()


def remember_choice(path: Path, choice: Choice) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(_CHOICE.dump_json(choice))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
