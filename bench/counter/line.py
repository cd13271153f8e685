"""The line between branch and centre, in our hands: it cuts at every class of boundary of every request, and pulls others down."""

import asyncio
import contextlib
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

REQUESTS: Final = ("POST", "PATCH", "PUT", "GET")
PHASES: Final = ("head cut", "body cut", "not answered", "answer cut", "answered")
"""Where a request is struck: within its head, within its body, after its effect before the answer, within the answer, after it."""


@dataclass(frozen=True, slots=True)
class Blow:
    request: str
    phase: str
    victim: str


class Line:
    """A TCP proxy on a thread of its own. *victims*: name -> what pulls it down; ``line`` only cuts."""

    def __init__(self, target: int, share: float, seed: int, victims: dict[str, Callable[[], None]]) -> None:
        self._target = target
        self._share = share
        self._rng = random.Random(seed)
        self._victims = victims
        self.blows: Counter[Blow] = Counter()
        self.refused = 0
        self.open = True
        self.port = 0
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        if not self.open:
            self.refused += 1
            to_client.transport.abort()
            return
        try:
            centre, to_centre = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            to_client.transport.abort()
            return
        struck: list[Blow] = []
        up = asyncio.create_task(self._up(client, to_centre, struck))
        down = asyncio.create_task(self._down(centre, to_client, struck))
        await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        for task in (up, down):
            task.cancel()
        with contextlib.suppress(OSError):
            to_client.transport.abort()
            to_centre.transport.abort()

    async def _up(self, client: asyncio.StreamReader, to_centre: asyncio.StreamWriter, struck: list[Blow]) -> None:
        with contextlib.suppress(OSError):
            while chunk := await client.read(1 << 16):
                if not self.open:
                    return
                request = chunk.partition(b" ")[0].decode("ascii", "replace")
                if request in REQUESTS and not struck:
                    self._maybe(request, struck)
                    if struck and struck[0].phase == "head cut":
                        to_centre.write(chunk[: self._rng.randrange(1, min(len(chunk), 200))])
                        await self._strike(to_centre, struck)
                        return
                elif struck and struck[0].phase == "body cut":
                    to_centre.write(chunk[: self._rng.randrange(0, len(chunk))])
                    await self._strike(to_centre, struck)
                    return
                to_centre.write(chunk)
                await to_centre.drain()

    async def _down(self, centre: asyncio.StreamReader, to_client: asyncio.StreamWriter, struck: list[Blow]) -> None:
        with contextlib.suppress(OSError):
            while chunk := await centre.read(1 << 16):
                phase = struck[0].phase if struck else ""
                if phase == "not answered":
                    await self._strike(to_client, struck)
                    return
                if phase == "answer cut":
                    to_client.write(chunk[: self._rng.randrange(1, len(chunk))])
                    await self._strike(to_client, struck)
                    return
                to_client.write(chunk)
                await to_client.drain()
                if phase:
                    await self._strike(to_client, struck)
                    return

    def _maybe(self, request: str, struck: list[Blow]) -> None:
        if self._rng.random() >= self._share:
            return
        phases = [phase for phase in PHASES if phase != "body cut" or request != "GET"]
        victims = ["line"] * 6 + ["door"] * 2 + ["store"]
        possible = [v for v in victims if v == "line" or v in self._victims]
        fewest = [Blow(request, phase, victim) for phase in phases for victim in possible]
        struck.append(
            min(fewest, key=lambda blow: (self.blows[blow] / possible.count(blow.victim), self._rng.random()))
        )

    async def _strike(self, writer: asyncio.StreamWriter, struck: list[Blow]) -> None:
        with contextlib.suppress(OSError):
            await writer.drain()
        self.blows[struck[0]] += 1
        if struck[0].victim != "line":
            await self._loop.run_in_executor(None, self._victims[struck[0].victim])
