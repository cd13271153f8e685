"""The sample procedures and dossiers (`seed/*.toml`)."""

import tomllib
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from storage.records.sandbox.database import Cabinet
from storage.records.sandbox.fetching import examine


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("storage.records.sandbox.seed").joinpath(name).read_text("utf-8"))


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value


def seed(cabinet: Cabinet) -> None:
    """Fill an empty *cabinet*."""
    procedures, dossiers = _table("procedures.toml")["procedure"], _table("dossiers.toml")
    cabinet.insert_many("procedure", [{k: p[k] for k in p if k != "components"} for p in procedures])
    cabinet.insert_many(
        "component",
        [
            {"procedure": p["code"], "position": position, **component}
            for p in procedures
            for position, component in enumerate(p["components"])
        ],
    )
    cabinet.insert_many(
        "dossier", [{k: _text(v) for k, v in dossier.items() if k != "sex"} for dossier in dossiers["dossier"]]
    )
    for foreign in dossiers["foreign"]:
        _attach_foreign(cabinet, foreign)


def _attach_foreign(cabinet: Cabinet, foreign: dict[str, str]) -> None:
    blob = _one_page(foreign["id"])
    content = examine(blob)
    cabinet.keep(blob, content)
    cabinet.insert(
        "attachment",
        {
            **foreign,
            "url": f"https://kho-giay-to.example/{foreign['id']}.pdf",
            "digitised": "0",
            "reused": "0",
            "from_store": "1",
            "sha256": content.sha256,
            "size": content.size,
            "opens": "1",
            "origin": "foreign",
            "paper_code": "",
        },
    )


def _one_page(mark: str) -> bytes:
    """A one-page PDF written by hand: readers rebuild the missing table of contents."""
    return (
        f"%PDF-1.4\n% {mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()
