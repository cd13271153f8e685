"""What an operator may choose for one station."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.model.paper import Lane


class DropFolder(BaseModel):
    """A folder at the station that devices or an SFTP account write into; each delivery in it becomes a sealed batch."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: Path
    lane: Lane = Lane.LIVE
    quiet_seconds: float = Field(default=5.0, ge=0, description="Stillness after which a delivery may be believed.")
    patience_seconds: float = Field(default=120.0, ge=0, description="Stillness after which it is taken as it is.")


class StationOptions(BaseModel):
    """The station's own folder, the centre it trusts, and how careful it is with its disk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path = Field(default=Path("station"), description="Spool, ledger and key of this station; one local disk.")
    station: str = Field(
        default="", pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$", description="Its name as registered at the centre."
    )
    centre_url: str = Field(default="", description="Address of `sohoa door`, https unless it is on this machine.")
    centre_key: Path | None = Field(
        default=None, description="PEM file of the key the centre signs receipts with; several while it changes."
    )
    centre_ca: Path | None = Field(default=None, description="PEM of the authority behind the centre's certificate.")
    proxy: str | None = Field(default=None, repr=False, description="HTTP proxy between the branch and the centre.")
    kilobytes_per_second: int | None = Field(
        default=None, ge=8, description="Most the station may send, so that the counter's own work is not slowed."
    )
    largest_part_kb: int = Field(
        default=4096, ge=64, le=16384, description="Most one request carries; less where the line is cut often."
    )
    grace_days: float = Field(default=30.0, ge=0, description="How long copies stay after the centre signed for them.")
    disk_floor_mb: int = Field(default=2048, ge=0, description="Free space under which no paper is accepted.")
    disk_alarm_mb: int = Field(default=8192, ge=0, description="Free space under which the station says so.")
    oldest_alarm_hours: float = Field(default=24.0, gt=0, description="Age of an unsent batch at which it says so.")
    largest_file_mb: int = Field(default=512, ge=1, description="Largest file the station takes.")
    drops: tuple[DropFolder, ...] = Field(default=(), description="Folders that feed the station.")
    devices: tuple[str, ...] = Field(default=(), description="Addresses of scanners that discovery does not find.")
    page_port: int = Field(default=8417, ge=0, le=65535, description="Port of the station page on 127.0.0.1.")

    @field_validator("centre_url")
    @classmethod
    def _no_end(cls, url: str) -> str:
        return url.rstrip("/")

    @property
    def database(self) -> Path:
        return self.folder / "station.sqlite"

    @property
    def key_file(self) -> Path:
        return self.folder / "station.key"
