"""How signatures are looked at."""

from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class SignatureOptions(BaseModel):
    """What a deployment may choose. Nothing is trusted that an operator did not put into a folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    roots: Path | None = Field(
        default=None, description="Folder of trusted CA certificates (PEM or DER; *.crl beside them are believed)."
    )
    officers: Path | None = Field(
        default=None,
        description="Folder with a sub-folder for each branch: certificates of the officers who may sign there. "
        "Without it whoever the roots vouch for may.",
    )
    personal: bool = Field(
        default=True, description="A returned copy must bear a personal certificate, not an agency's."
    )
    accept_rewritten: bool = Field(
        default=False,
        description="Accept a copy the signer's tool wrote anew, when its pages are provably the ones handed out.",
    )
    accept_sha1: bool = Field(
        default=False,
        description="Accept SHA-1 in returned signatures, for as long as a signer's tool knows no better.",
    )
    clock_tolerance_seconds: int = Field(
        default=300, ge=0, description="How far clocks of branch and centre may differ."
    )
    max_megabytes: int = Field(default=300, ge=1, description="A larger returned file is refused unread.")
    seconds: int = Field(default=60, ge=1, description="Time to look at one file before it counts as damaged.")
    memory_megabytes: int = Field(default=2048, ge=256, description="Memory to look at one file.")
    quiet_seconds: float = Field(
        default=10.0, ge=0, description="How long a file that does not hold must lie still before it is refused."
    )

    @property
    def tolerance(self) -> timedelta:
        return timedelta(seconds=self.clock_tolerance_seconds)
