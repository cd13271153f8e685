"""Where the inbox lies and how much of it one station may use."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, SecretStr

MIB: Final = 1 << 20
GIB: Final = 1 << 30


class UploadOptions(BaseModel):
    """The inbox lies on one local disk of the machine the door runs on; one door opens it at a time."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    root: Path = Field(default=Path("inbox"), description="Folder of the inbox, below the workspace unless absolute.")
    url: SecretStr | None = Field(
        default=None, description="SQLAlchemy URL of the register; SQLite in the inbox when absent."
    )
    largest_file: int = Field(default=512 * MIB, ge=1, description="Bytes of one file.")
    station_bytes: int = Field(default=20 * GIB, ge=1, description="Bytes one station may have in the inbox.")
    station_files: int = Field(default=50_000, ge=1, description="Files one station may have in the inbox.")
    batch_files: int = Field(default=5_000, ge=1, description="Files of one batch.")
    free_bytes: int = Field(default=GIB, ge=0, description="Room that stays free on the inbox's disk.")
    unfinished_lifetime: timedelta = Field(default=timedelta(days=7), description="An upload nobody goes on with.")
    unlisted_lifetime: timedelta = Field(default=timedelta(days=14), description="A whole file that no batch lists.")

    @property
    def database(self) -> SecretStr:
        return self.url or SecretStr(f"sqlite:///{(self.root / 'inbox.sqlite').resolve()}")
