"""How a sandbox is set up."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class SandboxOptions(BaseModel):
    """One sandbox. The accounts are fixed and public: there is nothing behind them but made-up people."""

    model_config = ConfigDict(frozen=True)

    database: Path
    seed: bool = True
    """Fill an empty database with the sample procedures and dossiers."""
    fetch_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    """Hosts that files may be fetched from: whoever can send it an address must not steer it into the network."""
    max_file_bytes: Annotated[int, Field(gt=0)] = 64 * 1024 * 1024
    fetch_timeout: Annotated[float, Field(gt=0)] = 10.0
    username: str = "sandbox"
    password: SecretStr = SecretStr("sandbox")
    client_id: str = "sandbox"
    client_secret: SecretStr = SecretStr("sandbox")
