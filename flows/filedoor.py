"""The file door: signed, expiring addresses under which the one-stop system reads a kept file, and nothing else."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from pipeline.errors import IntegrityError
from pipeline.ports import ObjectStore
from storage.links import SignedLinks

PRIVATE = {"Cache-Control": "private, no-store"}


def file_door(store: ObjectStore, links: SignedLinks, scratch: Path, clock: Callable[[], datetime]) -> FastAPI:
    """An app with one address: 403 without a valid signature, 404 when the store has no such bytes."""
    app = FastAPI(title="sohoa file door", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/files/{digest}/{name}")
    def read_file(digest: str, name: str, expires: str, signature: str) -> Response:
        opened = links.verify(digest, name, expires, signature, clock())
        if opened is None:
            raise HTTPException(403, "link expired or not ours")
        handle, path = mkstemp(dir=scratch)
        os.close(handle)
        try:
            store.fetch(opened, Path(path))
        except IntegrityError:
            Path(path).unlink()
            raise HTTPException(404, "no such file") from None
        done = BackgroundTask(Path(path).unlink, missing_ok=True)
        return FileResponse(path, media_type="application/pdf", headers=PRIVATE, background=done)

    return app
