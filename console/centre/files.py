"""Files over tus 1.0.0: create, ask, send, drop."""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final

from fastapi import APIRouter, Request, Response

from console.centre.answers import refused
from console.centre.arriving import Gone, LetGo, arriving
from console.centre.desk import Desk, in_thread
from pipeline.errors import DigitizationError, RejectedInputError
from pipeline.model.ids import Digest
from scanners.uploads import Station, Upload
from scanners.uploads.files import Part, offset_differs

TUS: Final = "1.0.0"
PART: Final = "application/offset+octet-stream"
EXTENSIONS: Final = "creation,creation-with-upload,checksum,termination,expiration"
NUMBER: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
HEX: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
GATHERED: Final = 256 * 1024
"""Bytes gathered before they are written: all that a part ever takes of memory."""
LOOK_AT_REGISTER: Final = 1.0
"""Seconds after which a long part asks whether its station was revoked."""


@dataclass(frozen=True, slots=True)
class _Announced:
    """What a part says of itself before its bytes come."""

    offset: int
    checksum: bytes | None
    length: int | None


def file_routes(desk: Desk) -> APIRouter:
    """Everything below ``/v1/files``."""
    routes = APIRouter(prefix="/v1/files")

    @routes.options("")
    @routes.options("/{upload}")
    async def capabilities() -> Response:
        headers = {
            "Tus-Version": TUS,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(desk.door.options.largest_file),
            "Tus-Checksum-Algorithm": "sha256",
        }
        return Response(status_code=204, headers=_tus(headers))

    @routes.post("")
    async def create(request: Request) -> Response:
        async with desk.admitted(request) as station:
            if (problem := _version_problem(request)) is not None:
                return problem
            length = _number(request, "upload-length")
            digest = _announced_digest(request.headers.get("upload-metadata", ""))
            upload = await in_thread(desk.door.uploads.create, station.id, digest, length, desk.door.clock())
            if request.headers.get("content-type", "").partition(";")[0].strip().lower() == PART:
                upload = await _first_part(desk, request, station, upload)
            if upload.whole:
                await _became_whole(desk, upload)
            return Response(
                status_code=201, headers=_tus({**_where(desk, upload), "Location": f"/v1/files/{upload.id}"})
            )

    @routes.head("/{upload}")
    async def ask(request: Request, upload: str) -> Response:
        async with desk.admitted(request) as station, desk.holding(upload):
            if (problem := _version_problem(request)) is not None:
                return problem
            found = await in_thread(desk.door.uploads.find, station.id, upload, desk.door.clock())
            headers = {**_where(desk, found), "Upload-Length": str(found.length), "Cache-Control": "no-store"}
            return Response(status_code=200, headers=_tus(headers))

    @routes.patch("/{upload}")
    async def send(request: Request, upload: str) -> Response:
        async with desk.admitted(request) as station:
            if (problem := _version_problem(request)) is not None:
                return problem
            if request.headers.get("content-type", "").partition(";")[0].strip().lower() != PART:
                raise RejectedInputError("content-type", f"a part comes as {PART}")
            announced = _announcement(request, _number(request, "upload-offset"))
            return await _send(desk, request, station, upload, announced)

    @routes.delete("/{upload}")
    async def drop(request: Request, upload: str) -> Response:
        async with desk.admitted(request) as station, desk.holding(upload):
            if (problem := _version_problem(request)) is not None:
                return problem
            await in_thread(desk.door.uploads.drop, station.id, upload)
            return Response(status_code=204, headers=_tus({}))

    return routes


# ---------------------------------------------------------------- parts


async def _send(desk: Desk, request: Request, station: Station, upload: str, announced: _Announced) -> Response:
    """Append one part; whatever happens, the answer says how far the upload is."""
    async with desk.holding(upload) as let_go:
        found = await in_thread(desk.door.uploads.find, station.id, upload, desk.door.clock())
        try:
            grown = await _append(desk, request, station, found, announced, let_go)
        except DigitizationError as error:
            return refused(error, _tus(await _offset_after(desk, station, upload, error)))
    if grown.whole:
        await _became_whole(desk, grown)
    return Response(status_code=204, headers=_tus(_where(desk, grown)))


async def _first_part(desk: Desk, request: Request, station: Station, upload: Upload) -> Upload:
    """The part that came with the creation. It counts only for an upload that was not begun."""
    async with desk.holding(upload.id) as let_go:
        found = await in_thread(desk.door.uploads.find, station.id, upload.id, desk.door.clock())
        if found.offset or found.whole:
            return found
        return await _append(desk, request, station, found, _announcement(request, 0), let_go)


async def _append(
    desk: Desk, request: Request, station: Station, upload: Upload, announced: _Announced, let_go: asyncio.Event
) -> Upload:
    if upload.whole and announced.offset == upload.length and not announced.length:
        return upload
    if upload.whole or announced.offset != upload.offset:
        raise offset_differs()
    if announced.length is not None and announced.length > upload.length - upload.offset:
        raise RejectedInputError("part-too-long", "more bytes are announced than the file has left", "Ask HEAD.")
    part = await in_thread(desk.door.uploads.open_part, upload, announced.offset, desk.door.clock())
    try:
        cut = await _fill(desk, request, station, part, let_go)
        await desk.still_registered(station)
    except BaseException:
        part.drop()
        raise
    if cut is not None and announced.checksum is not None:
        part.drop()  # half a part cannot have its checksum
        raise cut
    grown = await in_thread(part.commit, announced.checksum)
    if cut is not None:
        raise cut
    return grown


async def _fill(
    desk: Desk, request: Request, station: Station, part: Part, let_go: asyncio.Event
) -> DigitizationError | None:
    """Write what comes. A line that is cut, slow or superseded is told; what came of it counts if it has no checksum."""
    loop = asyncio.get_running_loop()
    looked, gathered = loop.time(), bytearray()
    cut: DigitizationError | None = None
    try:
        async for piece in arriving(request, let_go):
            gathered += piece
            if len(gathered) >= GATHERED:
                await in_thread(part.write, bytes(gathered))
                gathered.clear()
            if loop.time() - looked > LOOK_AT_REGISTER:
                looked = loop.time()
                await desk.still_registered(station)
    except (LetGo, Gone):
        cut = offset_differs()
    except RejectedInputError as slow:
        if slow.reference != "too-slow":
            raise
        cut = slow
    if gathered:
        await in_thread(part.write, bytes(gathered))
    return cut


async def _became_whole(desk: Desk, upload: Upload) -> None:
    """Open it ahead of its batch, and see whether a batch waited for it."""
    desk.door.foresight.came(desk.door.shelf.place(upload.station, upload.sha256))
    await in_thread(desk.door.taking.look)


async def _offset_after(desk: Desk, station: Station, upload: str, error: DigitizationError) -> Mapping[str, str]:
    """Where the upload stands after a part that failed. Not said to a station that was revoked."""
    if error.reference == "revoked":
        return {}
    try:
        found = await in_thread(desk.door.uploads.find, station.id, upload, desk.door.clock())
    except DigitizationError:
        return {}
    return {"Upload-Offset": str(found.offset)}


# ---------------------------------------------------------------- headers


def _tus(headers: Mapping[str, str]) -> dict[str, str]:
    return {"Tus-Resumable": TUS, **headers}


def _where(desk: Desk, upload: Upload) -> dict[str, str]:
    lifetime = desk.door.options.unlisted_lifetime if upload.whole else desk.door.options.unfinished_lifetime
    ends: datetime = upload.touched_at + lifetime
    return {"Upload-Offset": str(upload.offset), "Upload-Expires": format_datetime(ends, usegmt=True)}


def _version_problem(request: Request) -> Response | None:
    if request.headers.get("tus-resumable") == TUS:
        return None
    return refused(RejectedInputError("tus-version", "the request is not tus 1.0.0"), {"Tus-Version": TUS})


def _number(request: Request, name: str) -> int:
    text = request.headers.get(name)
    if text is None:
        raise RejectedInputError("length-missing", f"the header {name} is missing")
    if not NUMBER.fullmatch(text):
        raise request_invalid()
    return int(text)


def _announcement(request: Request, offset: int) -> _Announced:
    length = request.headers.get("content-length")
    if length is not None and not NUMBER.fullmatch(length):
        raise request_invalid()
    checksum = request.headers.get("upload-checksum")
    return _Announced(
        offset, None if checksum is None else _checksum(checksum), None if length is None else int(length)
    )


def _checksum(text: str) -> bytes:
    algorithm, _, value = text.partition(" ")
    blob = _decoded(value)
    if algorithm != "sha256" or blob is None or len(blob) != 32:
        raise request_invalid()
    return blob


def _announced_digest(metadata: str) -> Digest:
    """The one thing read of the metadata; anything else in it, a file's name above all, is not even looked at."""
    for entry in metadata.split(","):
        key, _, value = entry.strip().partition(" ")
        if key != "sha256":
            continue
        blob = _decoded(value) or b""
        text = blob.hex() if len(blob) == 32 else blob.decode("ascii", "replace")
        if HEX.fullmatch(text):
            return Digest(text)
    raise request_invalid()


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None


def request_invalid() -> RejectedInputError:
    return RejectedInputError("request-invalid", "the request is not as the station protocol says", "See its page.")
