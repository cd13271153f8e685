"""Pages read side by side, each in a process that may die of it: bounded time, bounded memory, no lost neighbour."""

import contextlib
import multiprocessing
import os
import resource
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool
from pydantic import BaseModel, ConfigDict, Field

from ocr.combine.second import Readers
from ocr.engines import OcrOptions, best_engine, ocr_engine
from ocr.worker import WHOLE, failed_reading, read_page, reader_identity
from pipeline.model.reading import EngineIdentity, PageReading
from pipeline.ports import OcrEngine, PageAddress

_READERS: tuple[OcrEngine, Readers] | None = None


_START_SECONDS = 30.0
"""What a fresh process may need before its first page."""
_TRIES = 4
"""A page is sent again when its process died or the pool broke; it may not have been its own fault."""


class _BrokenPoolError(Exception):
    """The pool no longer answers, and this errand never will be."""


class _Desk:
    """One page process behind a pool of its own: workers that share a pool share a lock, and one that dies holding it
    stops them all."""

    def __init__(self, pool: Any) -> None:
        self.pool = pool
        self.waiting = 0
        self.last_sign = time.monotonic()


@dataclass(frozen=True, slots=True)
class _Errand:
    """A page on its way to a process."""

    address: PageAddress
    attempt: int
    desk: _Desk
    future: Any
    share: float

    def result(self, silence: float) -> PageReading:
        """Wait for the reading; `_BrokenPoolError` when nobody works on it any more, or for *silence* seconds nothing came."""
        while True:
            try:
                reading: PageReading = self.future.result(timeout=0.5)
            except FutureTimeoutError:
                if self.future.done():
                    raise
                if not self.desk.pool.active or time.monotonic() - self.desk.last_sign > silence:
                    raise _BrokenPoolError from None
            else:
                return reading


def _end(pool: Any) -> None:
    with contextlib.suppress(
        Exception
    ):  # a pool that broke cannot always be ended in good order; its processes are dead
        pool.stop()
        pool.join()


class ReaderOptions(BaseModel):
    """Bounds of the page workers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: OcrOptions = Field(default_factory=best_engine)
    workers: int | None = Field(default=None, ge=1, description="page processes; the processors at hand when absent")
    seconds_per_page: float = Field(default=120.0, gt=0, description="wall time a page may take")
    memory_mb: int = Field(default=1400, ge=256, description="memory a page process may take")
    pages_per_process: int = Field(default=500, ge=1, description="a page process is replaced after so many pages")


class PooledReader:
    """A `PageReader`. Usable from several threads at once; the processes start with the first page."""

    def __init__(self, options: ReaderOptions) -> None:
        self._options = options
        self._workers = options.workers or len(os.sched_getaffinity(0))
        engine, readers = _opened(options)
        self._identity = reader_identity(readers.identity(engine.identity))
        self._lock = threading.Lock()
        self._desks: list[_Desk] = []

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def read(self, pages: Sequence[PageAddress], share: float = WHOLE) -> Iterator[PageReading]:
        """As promised; at most a few pages per worker wait in the queue, however long the batch is. See `read_page` for *share*."""
        waiting: deque[_Errand] = deque()
        rest = iter(pages)
        window = 2 * self._workers + 1
        while True:
            while len(waiting) < window and (address := next(rest, None)) is not None:
                waiting.append(self._send(address, 1, share))
            if not waiting:
                return
            errand = waiting.popleft()
            reading = self._answer(errand)
            if reading is None:
                waiting.append(self._send(errand.address, errand.attempt + 1, share))
            else:
                yield reading

    def _answer(self, errand: _Errand) -> PageReading | None:
        """The reading; None when the page deserves one more try, because its process may have died of another's page."""
        page, spent = errand.address.page, errand.attempt >= _TRIES
        try:
            return errand.result(self._options.seconds_per_page + _START_SECONDS)
        except FutureTimeoutError:
            return failed_reading(page, self._identity, "page-timed-out")
        except (ProcessExpired, BrokenProcessPool, CancelledError, _BrokenPoolError):
            self._give_up(
                errand.desk
            )  # a process that died may have held its line: what waits behind it goes elsewhere
            return failed_reading(page, self._identity, "page-crashed") if spent else None
        except MemoryError:
            return failed_reading(page, self._identity, "page-too-large")
        except Exception:
            # whatever a damaged page provokes in a decoder or an engine costs this page, and its text stays out of the log
            return failed_reading(page, self._identity, "page-crashed")
        finally:
            with self._lock:
                errand.desk.waiting -= 1
                errand.desk.last_sign = time.monotonic()

    def _send(self, address: PageAddress, attempt: int, share: float) -> _Errand:
        while True:
            desk = self._free_desk()
            try:
                future = desk.pool.schedule(_read_here, args=(address, share), timeout=self._options.seconds_per_page)
            except RuntimeError:
                self._give_up(desk)  # it broke, or another thread has just replaced it
            else:
                return _Errand(address, attempt, desk, future, share)

    def _free_desk(self) -> _Desk:
        """The desk with the fewest pages waiting; a new one while there are fewer than workers."""
        with self._lock:
            if len(self._desks) < self._workers and all(desk.waiting for desk in self._desks):
                self._desks.append(_Desk(self._new_pool()))
            desk = min(self._desks, key=lambda d: d.waiting)
            if not desk.waiting:
                desk.last_sign = time.monotonic()
            desk.waiting += 1
            return desk

    def _new_pool(self) -> Any:
        return ProcessPool(
            max_workers=1,
            max_tasks=self._options.pages_per_process,
            initializer=_settle_in,
            initargs=(self._options.model_dump_json(),),
            context=multiprocessing.get_context("spawn"),
        )

    def _give_up(self, desk: _Desk) -> None:
        """Take the desk away with its process; the next page gets a new one."""
        with self._lock:
            if desk not in self._desks:
                return
            self._desks.remove(desk)
        for process in list(desk.pool._pool_manager.worker_manager.workers.values()):
            process.kill()
        threading.Thread(target=_end, args=(desk.pool,), daemon=True).start()

    def close(self) -> None:
        """End the processes; a page in hand is dropped."""
        with self._lock:
            desks, self._desks = self._desks, []
        for desk in desks:
            _end(desk.pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(options: ReaderOptions) -> tuple[OcrEngine, Readers]:
    engine = ocr_engine(options.engine)
    return engine, Readers(engine)


def _settle_in(told: str) -> None:
    """Once per process: bounds, one thread each, the models loaded."""
    global _READERS
    options = ReaderOptions.model_validate_json(told)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import cv2

    cv2.setNumThreads(1)
    limit = options.memory_mb * 1024**2
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _READERS = _opened(options)


def _read_here(address: PageAddress, share: float) -> PageReading:
    assert _READERS is not None
    return read_page(address, *_READERS, share)
