"""Doors of their own process, ready at once, that may die at a chosen line.

Usage: python -m tests.console.centre.warm WORKSPACE

Everything is imported once; every ``open`` on standard input forks a real door off this process, before any thread or
loop exists in it:

    open PORT FATE [name=value …]    FATE: ``-``, or ``before:module:Class.method[:nth]``, ``after:…``: SIGKILL there.
                                     name=value: a bound of console.centre, smaller than in the field
    end                              waits for the door to end; says how

What papers look like is of no interest here: they are the plain text of tests.fakes.eyes.
"""

import importlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from console.centre import arriving, desk, files, server
from console.centre.app import centre_app
from console.centre.server import door_server
from flows.settings import Settings
from flows.stations import open_door
from tests.fakes.eyes import TextInspector

BOUNDS = (arriving, desk, files, server)


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def doom(fate: str) -> None:
    """The process is killed when a method is called for the nth time, before it does anything or after it did it."""
    when, module, name, *nth = fate.split(":")
    owner_name, method = name.split(".")
    owner = getattr(importlib.import_module(module), owner_name)
    real: Callable[..., Any] = getattr(owner, method)
    left = [int(nth[0]) if nth else 1]

    def dying(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] == 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, method, dying)


def bound(word: str) -> None:
    name, _, value = word.partition("=")
    (module,) = [module for module in BOUNDS if hasattr(module, name)]
    setattr(module, name, type(getattr(module, name))(float(value)))


def door(workspace: Path, port: int, fate: str, bounds: list[str]) -> None:
    logging.basicConfig(level=logging.INFO)
    if fate != "-":
        doom(fate)
    for word in bounds:
        bound(word)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(64)
    with open_door(Settings(workspace=workspace), eyes=TextInspector()) as opened:
        say(listening.getsockname()[1], os.getpid())
        door_server(centre_app(opened), "127.0.0.1", port).run(sockets=[listening])


def main(workspace: Path) -> None:
    say("warm")
    child = 0
    for line in sys.stdin:
        match line.split():
            case ["open", port, fate, *bounds]:
                child = os.fork()
                if child == 0:
                    try:
                        door(workspace, int(port), fate, bounds)
                    finally:
                        os._exit(0)
            case ["end"]:
                say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
