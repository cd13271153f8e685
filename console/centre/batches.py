"""Sealed batches and their receipts."""

import asyncio
import re
from typing import Final

from fastapi import APIRouter, Request, Response

from console.centre.answers import standing_answer
from console.centre.arriving import small_body
from console.centre.desk import Desk, in_thread
from console.centre.files import request_invalid
from scanners.manifest import LARGEST_MANIFEST
from scanners.uploads import Standing, Station
from scanners.uploads.batches import State, is_batch_name
from scanners.uploads.manifest import too_large

LONGEST_WAIT: Final = 20.0
WAIT: Final = re.compile(r"(?:^|[\s,;])wait=([0-9]{1,4})(?:$|[\s,;])", re.ASCII)


def batch_routes(desk: Desk) -> APIRouter:
    """Everything below ``/v1/batches``."""
    routes = APIRouter(prefix="/v1/batches")

    @routes.put("/{batch}")
    async def put(request: Request, batch: str) -> Response:
        async with desk.admitted(request) as station:
            if not is_batch_name(batch):
                raise request_invalid()
            body = await small_body(request, LARGEST_MANIFEST)
            if body is None:
                raise too_large()
            await desk.still_registered(station)
            standing = await in_thread(desk.door.batches.put, station, batch, body, desk.door.clock())
            if standing.state is State.TAKING_IN:
                await in_thread(desk.door.taking.look)
            return standing_answer(await _waited_for(desk, request, station, standing))

    @routes.get("/{batch}")
    @routes.get("/{batch}/receipt")
    async def ask(request: Request, batch: str) -> Response:
        async with desk.admitted(request) as station:
            if not is_batch_name(batch):
                raise request_invalid()
            standing = await in_thread(desk.door.batches.standing, station.id, batch)
            return standing_answer(await _waited_for(desk, request, station, standing))

    return routes


async def _waited_for(desk: Desk, request: Request, station: Station, standing: Standing) -> Standing:
    """Where the batch stands after the time the station likes to wait, or as soon as there is something to do about it."""
    asked = WAIT.search(request.headers.get("prefer", ""))
    if asked is None:
        return standing
    ends = asyncio.get_running_loop().time() + min(float(asked.group(1)), LONGEST_WAIT)
    with desk.listening(standing.delivery) as bell:
        while True:
            standing = await in_thread(desk.door.batches.standing, station.id, standing.batch)
            left = ends - asyncio.get_running_loop().time()
            if standing.state is not State.TAKING_IN or left <= 0 or await request.is_disconnected():
                return standing
            try:
                async with asyncio.timeout(min(left, 1.0)):
                    await bell.wait()
            except TimeoutError:
                continue
            bell.clear()
