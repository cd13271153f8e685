"""Files are opened as they arrive, so that the receipt of a sealed batch does not wait for twenty pages to be decoded."""

import logging
import queue
import threading
from collections import OrderedDict
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from pipeline.errors import DigitizationError
from pipeline.model.ids import digest_of_file
from pipeline.model.paper import Capture
from pipeline.ports import PageInspector

log = logging.getLogger("sohoa")

Opened = tuple[str, bool, tuple[Capture, ...]]

FILES: Final = 2_000
"""Files remembered: an hour of a busy morning. What is forgotten is opened again."""
PAGES: Final = 20_000
AHEAD: Final = 500
"""Files waiting to be opened; more are opened when their batch is taken in."""


class ForesightedInspector:
    """A `PageInspector` that remembers what it found, by the file's bytes. Thread-safe.

    Only clean answers are kept: what failed once for want of time or memory is tried again. Two that ask for the same
    bytes at once are answered by one look.
    """

    def __init__(self, inspector: PageInspector) -> None:
        self._inspector = inspector
        self._known: OrderedDict[str, Future[Opened]] = OrderedDict()
        self._pages = 0
        self._lock = threading.Lock()

    def inspect(self, path: Path) -> Opened:
        """See `PageInspector.inspect`."""
        digest = _digest(path)
        if digest is None:
            return self._inspector.inspect(path)
        with self._lock:
            known = self._known.get(digest)
            mine: Future[Opened] = Future()
            if known is None:
                self._known[digest] = mine
            else:
                self._known.move_to_end(digest)
        if known is not None:
            try:
                return known.result()
            except DigitizationError:
                return self._inspector.inspect(path)
        return self._look(digest, path, mine)

    def _look(self, digest: str, path: Path, mine: "Future[Opened]") -> Opened:
        try:
            found = self._inspector.inspect(path)
        except BaseException as failure:
            with self._lock:
                del self._known[digest]
            mine.set_exception(failure)
            raise
        with self._lock:
            if any(capture.damage for capture in found[2]):
                del self._known[digest]
            else:
                self._pages += len(found[2])
                self._forget()
        mine.set_result(found)
        return found

    def _forget(self) -> None:
        """The oldest finished ones, until there is room."""
        for digest in list(self._known):
            if len(self._known) <= FILES and self._pages <= PAGES:
                return
            if self._known[digest].done():
                self._pages -= len(self._known.pop(digest).result()[2])


class Foresight:
    """One thread that opens what arrived, oldest first. It may be late or drop behind; nothing depends on it."""

    def __init__(self, inspector: ForesightedInspector) -> None:
        self._inspector = inspector
        self._waiting: queue.Queue[Path | None] = queue.Queue(AHEAD)
        self._thread = threading.Thread(target=self._work, name="foresight", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        while self._thread.is_alive():
            try:
                self._waiting.put_nowait(None)
                break
            except queue.Full:
                self._waiting.get_nowait()
        self._thread.join(60)

    def came(self, path: Path) -> None:
        """A whole file stands at *path*."""
        try:
            self._waiting.put_nowait(path)
        except queue.Full:
            return

    def _work(self) -> None:
        while (path := self._waiting.get()) is not None:
            if not path.exists():  # its batch was faster
                continue
            try:
                self._inspector.inspect(path)
            except DigitizationError:
                continue  # said again, and acted upon, when its batch is taken in
            except Exception as defect:
                log.warning("foresight_failed error=%s", type(defect).__name__)


def _digest(path: Path) -> str | None:
    try:
        return digest_of_file(path)
    except OSError:
        return None
