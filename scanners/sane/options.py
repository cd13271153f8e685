"""How one scanner is reached through SANE, and how long it may take."""

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

OURS: Final = frozenset(
    {
        *("device-name", "list-devices", "formatted-device-list", "all-options", "help", "version"),
        *("batch", "batch-start", "batch-count", "batch-increment", "batch-double", "batch-print", "batch-prompt"),
        *("format", "output-file", "icc-profile", "progress", "verbose", "buffer-size"),
        *("dont-scan", "test", "accept-md5-only", "source", "mode", "resolution"),
    }
)
"""Options of `scanimage` that the job decides; nobody may set them beside it."""


def _not_ours(extra: dict[str, str]) -> dict[str, str]:
    if taken := OURS & set(extra):
        raise ValueError(f"these options belong to the job: {', '.join(sorted(taken))}")
    return extra


Seconds = Annotated[float, Field(gt=0, le=7200)]
OptionName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
OptionValue = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


class SaneOptions(BaseModel):
    """One scanner by SANE's own name for it, e.g. ``fujitsu:fi-7160:123456`` (see `list_devices`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str = Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f]+$")
    config_dir: Path | None = Field(default=None, description="SANE_CONFIG_DIR; the system's when absent")
    program: Path = Field(default=Path("scanimage"), description="the program that scans")
    format: Literal["jpeg", "png", "tiff"] = Field(
        default="jpeg", description="of grey and colour pages; bilevel ones are always kept without loss"
    )
    extra: Annotated[dict[OptionName, OptionValue], AfterValidator(_not_ours)] = Field(
        default_factory=dict, description="options of this device beside those of the job, e.g. {'swskip': '0'}"
    )

    ask_seconds: Seconds = Field(default=60.0, description="for listing devices or options")
    stall_seconds: Seconds = Field(default=120.0, description="a scan may not stand still for longer than this")
    end_seconds: Seconds = Field(
        default=8.0, description="how long a cancelled scan may take to bring the device to rest"
    )
    job_seconds: Seconds = Field(default=3600.0, description="a whole scan")
    most_sides: int = Field(default=2000, ge=1, description="sides of one scan")


PATH: Final = "/usr/local/bin:/usr/bin:/bin"


def environment(options: SaneOptions) -> dict[str, str]:
    """All a scan process gets to see: plain messages, one configuration, and no default device of somebody else."""
    bare = {"PATH": PATH, "LC_ALL": "C", "LANG": "C"}
    return bare if options.config_dir is None else bare | {"SANE_CONFIG_DIR": str(options.config_dir)}
