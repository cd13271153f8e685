"""Settings: the only code that reads the environment. `sohoa config` prints what is in force.

Every name begins with ``SOHOA_``; a nested one is joined with ``__``, e.g. ``SOHOA_S3__ENDPOINT``.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from ocr.bind.options import BinderOptions
from ocr.decode.options import DecodeOptions
from ocr.pool import ReaderOptions
from pipeline.model.paper import Lane
from pipeline.policy import Promise, Sampling
from scanners.uploads.options import UploadOptions
from storage.objects.s3_client import S3Options
from storage.records.portal import PortalOptions
from storage.records.sync import SyncOptions
from storage.signing.options import SignatureOptions


class Settings(BaseSettings):
    """What a deployment may choose. The defaults are the embedded ones: no server to start."""

    model_config = SettingsConfigDict(env_prefix="SOHOA_", env_nested_delimiter="__", frozen=True, extra="forbid")

    workspace: Path = Field(
        default=Path("workspace"), description="Folder of the embedded store, ledger, logs and scratch files."
    )
    branch: str = Field(default="demo", description="Branch (điểm tiếp nhận) this station belongs to.")
    station: str = Field(default="station-1", description="This scanning station.")
    lane: Lane = Field(default=Lane.BACKFILL, description="live when a citizen waits, else backfill.")

    s3: S3Options | None = Field(default=None, description="S3 store; the folder store in the workspace when absent.")
    ledger: SecretStr | None = Field(
        default=None, description="SQLAlchemy URL of the ledger; SQLite in the workspace when absent."
    )
    records: Literal["sync", "portal"] = Field(default="sync", description="Generation of the one-stop interface.")
    sync: SyncOptions | None = Field(default=None, description="The older sync; the sandbox when absent.")
    portal: PortalOptions | None = Field(default=None, description="The 2026 portal; the sandbox when absent.")
    link_secret: SecretStr | None = Field(
        default=None, description="Signs the addresses under which kept files may be read."
    )
    link_base: str = Field(default="", description="Public address of the file door, when it stands behind a proxy.")

    link_port: int | None = Field(
        default=None, description="Port of the file door behind link_base, on the loopback address."
    )

    decode: DecodeOptions = DecodeOptions()
    reader: ReaderOptions = ReaderOptions()
    binder: BinderOptions = BinderOptions()

    inbox: UploadOptions = Field(
        default=UploadOptions(), description="Inbox of the door: where it lies below the workspace, and its limits."
    )
    signing: Literal["off", "required"] = Field(
        default="off", description="required: every paper waits for its officer's digital signature before it is filed."
    )
    signatures: SignatureOptions = SignatureOptions()
    handover: Path | None = Field(
        default=None,
        description="Folder papers are handed over in to be signed; `handover` in the workspace when absent.",
    )

    taxonomy: Path | None = Field(
        default=None,
        description="Folder of kinds.toml, fields.toml, retention.toml, procedures.toml laid over ours; "
        "check it with `sohoa kinds check`.",
    )
    kind_threshold: float = Field(
        default=0.0, ge=0, le=1, description="Below this confidence of the kind a person is asked whatever the risk."
    )
    boundary_threshold: float = Field(
        default=0.0, ge=0, le=1, description="Below this confidence of a boundary a person is asked whatever the risk."
    )
    promised_field_error: float = Field(
        default=Promise().field, gt=0, lt=1, description="Most wrong values among fields taken over, as a share."
    )
    promised_attachment_error: float = Field(
        default=Promise().attachment, gt=0, lt=1, description="Most wrongly attached papers, as a share."
    )
    sample_share: float = Field(
        default=Sampling().share,
        ge=0,
        le=1,
        description="Share of the papers filed alone that a person looks at afterwards.",
    )
    sample_least: int = Field(
        default=Sampling().least, ge=0, description="First papers of each kind at each branch looked at anyway."
    )
    reuse_secret: SecretStr | None = Field(
        default=None, description="Keys the index of papers to use again; the workspace's own when absent."
    )
    attempts: int = Field(default=8, ge=1, description="Tries before an operator is asked.")
    lease_seconds: int = Field(
        default=600, ge=30, description="How long a claim on a batch holds without a sign of life."
    )
    batches_at_once: int = Field(default=2, ge=1, description="Batches worked on side by side in one process.")

    @property
    def promise(self) -> Promise:
        return Promise(self.promised_field_error, self.promised_attachment_error)

    @property
    def lease(self) -> timedelta:
        return timedelta(seconds=self.lease_seconds)

    @property
    def folder_store(self) -> Path:
        return self.workspace / "store"

    @property
    def ledger_url(self) -> SecretStr:
        return self.ledger or SecretStr(f"sqlite:///{(self.workspace / 'ledger.sqlite').resolve()}")

    @property
    def models(self) -> Path:
        """Where imported model files lie."""
        return self.workspace / "models"

    @property
    def handover_folder(self) -> Path:
        return self.handover or self.workspace / "handover"

    @property
    def scratch(self) -> Path:
        return self.workspace / "scratch"

    @property
    def uses_sandbox(self) -> bool:
        return (self.sync if self.records == "sync" else self.portal) is None


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0))
