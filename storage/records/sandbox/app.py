"""The sandbox as one ASGI application."""

from typing import Any

from fastapi import FastAPI

from storage.records.sandbox.clerk_page import clerk_router
from storage.records.sandbox.database import Cabinet
from storage.records.sandbox.misbehaviour import Mood, Order
from storage.records.sandbox.options import SandboxOptions
from storage.records.sandbox.portal_side import portal_router
from storage.records.sandbox.seeding import seed
from storage.records.sandbox.sync_side import sync_router

__all__ = ["SandboxOptions", "create_app"]


def create_app(options: SandboxOptions) -> FastAPI:
    """Both API generations, the clerk's page, and the doors for tests (`/_misbehave`, `/_reset`, `/_files`)."""
    cabinet, mood = Cabinet(options.database), Mood()
    if options.seed and cabinet.empty:
        seed(cabinet)
    app = FastAPI(title="Một cửa thử nghiệm", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(sync_router(options, cabinet, mood))
    app.include_router(portal_router(options, cabinet, mood))
    app.include_router(clerk_router(cabinet))

    @app.get("/_health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/_misbehave")
    def misbehave(order: Order) -> dict[str, str]:
        mood.order(order)
        return {"ordered": order.kind}

    @app.post("/_behave")
    def behave() -> dict[str, str]:
        mood.calm_down()
        return {"ordered": "nothing"}

    @app.post("/_reset")
    def reset() -> dict[str, str]:
        mood.calm_down()
        cabinet.clear()
        seed(cabinet)
        return {"status": "seeded"}

    @app.get("/_files/{code}")
    def held(code: str) -> dict[str, Any]:
        """What really lies in the tables, for tests that do not trust the two APIs."""
        dossier = cabinet.row("SELECT joined_urls FROM dossier WHERE code = ?", code) or {"joined_urls": ""}
        rows = cabinet.rows(
            "SELECT id, component, name, url, sha256, size, opens, origin, digitised FROM attachment "
            "WHERE dossier = ? ORDER BY row",
            code,
        )
        return {"files": rows, "joined_urls": [url for url in dossier["joined_urls"].split("##") if url]}

    return app
