"""The file door: signed, expiring addresses under which the one-stop system reads a kept file, and nothing else."""

from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI, HTTPException, Response

from pipeline.errors import IntegrityError
from pipeline.ports import ObjectStore
from storage.links import SignedLinks


def file_door(store: ObjectStore, links: SignedLinks, clock: Callable[[], datetime]) -> FastAPI:
    """An app with one address: 403 without a valid signature, 404 when the store has no such bytes."""
    app = FastAPI(title="sohoa file door", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/files/{digest}/{name}")
    def read_file(digest: str, name: str, expires: str, signature: str) -> Response:
        opened = links.verify(digest, name, expires, signature, clock())
        if opened is None:
            raise HTTPException(403, "link expired or not ours")
        try:
            blob = store.get(opened)
        except IntegrityError:
            raise HTTPException(404, "no such file") from None
        return Response(blob, media_type="application/pdf", headers={"Cache-Control": "private, no-store"})

    return app
