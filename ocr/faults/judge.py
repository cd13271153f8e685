"""Sides looked at one by one as they come from the scanner, each in a bounded process that may die of it."""

import contextlib
import multiprocessing
import os
import resource
import threading
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool
from pydantic import BaseModel, ConfigDict, Field

from ocr.decode.capture import damaged_capture
from ocr.decode.refusals import refusal
from ocr.faults.likeness import Likeness
from pipeline.model.faults import Fault, Remedy
from pipeline.model.paper import Capture

_START_SECONDS = 30.0
_TRIES = 2
"""A side is looked at again when its process died: it may have died of its neighbour."""


class JudgeOptions(BaseModel):
    """Bounds of the processes that look at sides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workers: int = Field(default=1, ge=1, description="processes kept warm")
    seconds_per_page: float = Field(default=20.0, gt=0, description="wall time a side may take")
    memory_mb: int = Field(default=1400, ge=256, description="memory a process may take")
    pages_per_process: int = Field(default=500, ge=1, description="a process is replaced after so many sides")


@dataclass(frozen=True, slots=True)
class SideSeen:
    """What was seen of one side: as the batch will remember it, what is wrong with it, and how to know it again."""

    capture: Capture
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    """References that need nobody: ``blank-side``."""
    likeness: Likeness | None = None


class PageJudge:
    """Looks at sides and makes small pictures of them. Usable from several threads; the processes start with the first side."""

    def __init__(self, options: JudgeOptions | None = None) -> None:
        self._options = options or JudgeOptions()
        self._lock = threading.Lock()
        self._pool: Any = None

    def warm(self) -> None:
        """Start a process ahead of the first side; returns at once."""
        with contextlib.suppress(RuntimeError):
            self._ready().schedule(_nothing)

    def look(self, path: Path, index: int, number: int) -> SideSeen:
        """Page *index* (from 0) of the file at *path*, as side *number* of its batch. No text is read.

        A page that does not open, or takes its process down, is a fault of that side; nothing is raised for it.
        """
        seen = self._ask(_look, path, index, number)
        return seen if isinstance(seen, SideSeen) else unseen(index, number, seen)

    def picture(self, path: Path, index: int, longest: int = 1200) -> bytes:
        """The page as a small JPEG, its longer side at most *longest* pixels. `RejectedInputError` when it does not open."""
        drawn = self._ask(_picture, path, index, longest)
        if isinstance(drawn, bytes):
            return drawn
        raise refusal(drawn if drawn in ("page-unreadable", "page-too-large", "truncated-file") else "page-unreadable")

    def _ask(self, errand: Any, path: Path, index: int, argument: int) -> Any:
        """The answer; a reference (str) where there is none."""
        for attempt in range(_TRIES):
            pool = self._ready()
            try:
                future = pool.schedule(
                    errand, args=(str(path), index, argument), timeout=self._options.seconds_per_page
                )
                return future.result(timeout=4 * self._options.seconds_per_page + _START_SECONDS)
            except FutureTimeoutError:
                return "decoding-timed-out"
            except (ProcessExpired, BrokenProcessPool, CancelledError, RuntimeError):
                self._give_up(pool)
                if attempt + 1 == _TRIES:
                    return "decoder-crashed"
            except MemoryError:
                return "page-too-large"
            except Exception:
                # whatever a damaged page provokes costs this page, and what it says stays out of the log
                return "page-unreadable"
        return "decoder-crashed"

    def _ready(self) -> Any:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self._options.workers,
                    max_tasks=self._options.pages_per_process,
                    initializer=_settle_in,
                    initargs=(self._options.memory_mb,),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    def _give_up(self, pool: Any) -> None:
        with self._lock:
            if self._pool is not pool:
                return
            self._pool = None
        threading.Thread(target=_end, args=(pool,), daemon=True).start()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            _end(pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def unseen(index: int, number: int, reference: str) -> SideSeen:
    """Of a side that could not be looked at, because of *reference*."""
    return SideSeen(damaged_capture(index, reference), (Fault(reference, number, Remedy.RESCAN),))


def _end(pool: Any) -> None:
    with contextlib.suppress(Exception):  # a pool that broke cannot always be ended in good order
        pool.stop()
        pool.join()


def _settle_in(memory_mb: int) -> None:
    """Once per process: bounds, one thread, the searches loaded."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import cv2

    from ocr.faults import eye  # noqa: F401 - loaded before the first side waits for it

    cv2.setNumThreads(1)
    limit = memory_mb * 1024**2
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _nothing() -> None:
    """What a process is asked to do to be started."""


def _look(path: str, index: int, number: int) -> SideSeen:
    from ocr.faults.eye import looked_at

    return looked_at(Path(path), index, number)


def _picture(path: str, index: int, longest: int) -> bytes | str:
    from ocr.faults.eye import small_picture

    return small_picture(Path(path), index, longest)
