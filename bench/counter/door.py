"""``python -m bench.counter.door``: the real door on a port of the loopback, by a calendar that a bench may turn over."""

import argparse
import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console.centre.app import centre_app
from console.centre.server import door_server
from flows.cli import settings_for
from flows.stations import open_door


class Calendar:
    """The time of day, and as many days more as a file says: weeks without a line pass in seconds."""

    def __init__(self, file: Path, wrong_by: timedelta = timedelta(0)) -> None:
        self._file = file
        self._wrong_by = wrong_by

    def now(self) -> datetime:
        try:
            days = float(self._file.read_text() or "0")
        except (OSError, ValueError):  # just being written
            days = 0.0
        return datetime.now(UTC) + timedelta(days=days) + self._wrong_by


class Dated:
    """Answers carry the calendar's date, as a centre's answers carry the centre's."""

    def __init__(self, app: ASGIApp, calendar: Calendar) -> None:
        self._app, self._calendar = app, calendar

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["date"] = format_datetime(self._calendar.now(), usegmt=True)
            await send(message)

        await self._app(scope, receive, dated)


def end_with_parent() -> None:
    """The parent holds our standard input; when it is gone, so are we."""

    def watch() -> None:
        while os.read(0, 1):  # not through `sys.stdin`: its lock would still be held when the process ends
            continue
        os._exit(9)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    end_with_parent()
    line = argparse.ArgumentParser()
    line.add_argument("--workspace", type=Path, required=True)
    line.add_argument("--port", type=int, required=True)
    line.add_argument("--calendar", type=Path, required=True)
    asked = line.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    calendar = Calendar(asked.calendar)
    with open_door(settings_for(asked.workspace), calendar.now) as door:
        app = centre_app(door)
        app.add_middleware(Dated, calendar=calendar)
        server = door_server(app, "127.0.0.1", asked.port)
        server.config.date_header = False
        server.run()


if __name__ == "__main__":
    main()
