"""What a clerk does, one address each. Every one may be sent twice: the second time changes nothing."""

import re
from tempfile import SpooledTemporaryFile
from typing import Annotated, BinaryIO, Final, cast
from urllib.parse import unquote

from fastapi import APIRouter, Body, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from console.station.desk import Choice, Desk, Standing, WhyNot
from console.station.questions import questions_of

LARGEST_FILE: Final = 2 << 30
"""Bytes; a box of papers as one TIFF."""
IN_MEMORY: Final = 8 << 20
DONE: Final = 204

Words = Annotated[str, Field(max_length=300)]
Key = Annotated[str, Field(max_length=64, pattern=r"^[\w-]*$")]


class Accepting(BaseModel):
    """`seen`: the sides that were before the clerk; `asked`: the open points were shown, and accepted for the reason `despite`."""

    seen: tuple[Key, ...] = Field(max_length=5000)
    asked: bool = False
    despite: Words = ""


def actions(desk: Desk) -> APIRouter:
    router = APIRouter()

    @router.post("/trays")
    def following() -> dict[str, str]:
        return {"go": f"/trays/{desk.next()}"}

    @router.post("/trays/{tray}/files", status_code=DONE)
    async def keep(
        request: Request,
        tray: str,
        x_file_name: Annotated[str, Header(max_length=4000)],
        x_token: Annotated[str, Header(pattern=r"^[\w-]{8,64}$")],
        x_instead_of: Annotated[str, Header(pattern=r"^[\w-]{0,64}$")] = "",
    ) -> None:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            await _received(request, cast(BinaryIO, file))
            name = _printable(unquote(x_file_name))
            await run_in_threadpool(desk.add, tray, name, cast(BinaryIO, file), x_token, x_instead_of)

    @router.post("/trays/{tray}/dossier", status_code=DONE)
    def dossier(
        tray: str, said: Annotated[Words, Body(embed=True)], scanned: Annotated[bool, Body(embed=True)] = False
    ) -> None:
        desk.name_dossier(tray, said, scanned=scanned)

    @router.post("/trays/{tray}/sheets", status_code=DONE)
    def sheets(tray: str, sheets: Annotated[str, Body(embed=True, pattern=r"^\s*\d{0,4}\s*$")]) -> None:
        desk.declare(tray, int(sheets) if sheets.strip() else None)

    @router.post("/trays/{tray}/procedure", status_code=DONE)
    def procedure(tray: str, procedure: Annotated[Words, Body(embed=True)]) -> None:
        desk.choose_procedure(tray, procedure)

    @router.post("/trays/{tray}/sides/{side}/aside", status_code=DONE)
    def aside(tray: str, side: str, reason: Annotated[Words, Body(embed=True)] = "") -> None:
        desk.set_aside(tray, side, reason.strip())

    @router.post("/trays/{tray}/sides/{side}/move", status_code=DONE)
    def move(tray: str, side: str, before: Annotated[Key, Body(embed=True)] = "") -> None:
        desk.move(tray, side, before)

    @router.post("/trays/{tray}/discard")
    def discard(tray: str) -> dict[str, str]:
        desk.discard(tray)
        return {"go": "/"}

    @router.post("/trays/{tray}/strays/{stray}", status_code=DONE)
    def adopt(tray: str, stray: int) -> None:
        desk.adopt(stray, tray)

    @router.post("/strays/{stray}/dismiss", status_code=DONE)
    def dismiss(stray: int) -> None:
        desk.dismiss(stray)

    @router.post("/trays/{tray}/accept", status_code=DONE)
    def accept(tray: str, accepting: Accepting) -> None:
        _nothing_open(desk, tray, accepting)
        desk.accept(tray, accepting.seen, accepting.despite.strip())

    @router.post("/trays/{tray}/reopen")
    def reopen(tray: str) -> dict[str, str]:
        return {"go": f"/trays/{desk.reopen(tray)}"}

    @router.post("/trays/{tray}/scan", status_code=DONE)
    def scan(tray: str, instead_of: Annotated[Key, Body(embed=True)] = "") -> None:
        desk.scan(tray, instead_of)

    @router.post("/trays/{tray}/stop", status_code=DONE)
    def stop(tray: str) -> None:
        desk.stop(tray)

    @router.post("/devices", status_code=DONE)
    def look() -> None:
        desk.look_for_devices()

    @router.post("/choice", status_code=DONE)
    def choose(choice: Annotated[Choice, Body()]) -> Response:
        desk.choose(choice)
        return Response(status_code=DONE)

    return router


def _nothing_open(desk: Desk, tray: str, accepting: Accepting) -> None:
    """The machine never lets an open point through in silence, whatever the page thinks it has asked."""
    standing = desk.tray(tray)
    if standing.standing is not Standing.OPEN:
        return  # accepted before: doing it twice is doing it once
    questions = questions_of(standing)
    if questions and not accepting.asked:
        raise WhyNot("counter-points-open")
    if any(question.weighty for question in questions) and not accepting.despite.strip():
        raise WhyNot("counter-reason-wanted")


async def _received(request: Request, file: BinaryIO) -> None:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_FILE:
            raise WhyNot("counter-file-too-large")
        await run_in_threadpool(file.write, chunk)
    file.seek(0)


def _printable(name: str) -> str:
    """The last part of a name without what no screen can show; a browser may send anything."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(c for c in last if c.isprintable())[:200]
