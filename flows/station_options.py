"""A station's settings: ``station.toml`` in its own folder, written at enrolment, read by every `sohoa station` command."""

import json
import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from pipeline.errors import ConfigurationError
from scanners.station.options import StationOptions

FILE: Final = "station.toml"


def station_options(folder: Path, **chosen: Any) -> StationOptions:
    """What the folder's file says, with what the command line chose on top. `ConfigurationError` names what is wrong."""
    path = folder / FILE
    said: dict[str, Any] = {}
    try:
        if path.exists():
            said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ConfigurationError(
            "station-settings-unreadable", f"{FILE} cannot be read", "Correct it, or enrol again with --force."
        ) from None
    given = {name: value for name, value in chosen.items() if value is not None}
    try:
        return StationOptions(**{**said, **given, "folder": folder})
    except ValidationError as error:
        names = ", ".join(".".join(str(part) for part in e["loc"]) for e in error.errors())
        raise ConfigurationError(
            "settings-invalid", f"these station settings are not valid: {names}", f"See {FILE} in the station's folder."
        ) from None


def write_station_options(options: StationOptions) -> Path:
    """Write down what differs from the defaults, so that later commands need no flags."""
    said = options.model_dump(mode="json", exclude_defaults=True, exclude={"folder", "drops"})
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    for drop in options.drops:
        rows = drop.model_dump(mode="json", exclude_defaults=True).items()
        lines += ["", "[[drops]]", *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in rows)]
    path = options.folder / FILE
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    aside.replace(path)
    return path
