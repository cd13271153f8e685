"""Pages read side by side, each in a process that may die of it: bounded time, bounded memory, no lost neighbour."""

import contextlib
import multiprocessing
import os
import resource
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool
from pydantic import BaseModel, ConfigDict, Field

from ocr.engines import OcrOptions, TesseractOptions, ocr_engine
from ocr.worker import failed_reading, read_page, reader_identity
from pipeline.model.reading import EngineIdentity, PageReading
from pipeline.ports import OcrEngine, PageAddress

_ENGINE: OcrEngine | None = None


class ReaderOptions(BaseModel):
    """Bounds of the page workers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: OcrOptions = TesseractOptions()
    workers: int | None = Field(default=None, ge=1, description="page processes; the processors at hand when absent")
    seconds_per_page: float = Field(default=120.0, gt=0, description="wall time a page may take")
    memory_mb: int = Field(default=1400, ge=256, description="memory a page process may take")
    pages_per_process: int = Field(default=500, ge=1, description="a page process is replaced after so many pages")


class PooledReader:
    """A `PageReader`. Usable from several threads at once; the processes start with the first page."""

    def __init__(self, options: ReaderOptions) -> None:
        self._options = options
        self._workers = options.workers or len(os.sched_getaffinity(0))
        self._engine = ocr_engine(options.engine).identity
        self._lock = threading.Lock()
        self._pool: Any = None

    @property
    def identity(self) -> EngineIdentity:
        return reader_identity(self._engine)

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        """As promised; at most a few pages per worker wait in the queue, however long the batch is."""
        waiting: deque[tuple[PageAddress, Any, int]] = deque()
        rest = iter(pages)
        window = 2 * self._workers + 1
        while True:
            while len(waiting) < window and (address := next(rest, None)) is not None:
                waiting.append((address, self._submit(address), 1))
            if not waiting:
                return
            address, future, attempt = waiting.popleft()
            reading, again = self._result(address, future, attempt)
            if again:
                waiting.append((address, self._submit(address), attempt + 1))
            else:
                yield reading

    def _result(self, address: PageAddress, future: Any, attempt: int) -> tuple[PageReading, bool]:
        """The reading, and whether the page deserves one more try: its process may have died of another's page."""
        try:
            return future.result(), False
        except FutureTimeoutError:
            return failed_reading(address.page, self._engine, "page-timed-out"), False
        except ProcessExpired:
            return failed_reading(address.page, self._engine, "page-crashed"), attempt == 1
        except MemoryError:
            return failed_reading(address.page, self._engine, "page-too-large"), False
        except Exception:
            # whatever a damaged page provokes in a decoder or an engine costs this page, and its text stays out of the log
            return failed_reading(address.page, self._engine, "page-crashed"), False

    def _submit(self, address: PageAddress) -> Any:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self._workers,
                    max_tasks=self._options.pages_per_process,
                    initializer=_settle_in,
                    initargs=(
                        self._options.engine.model_dump_json(),
                        type(self._options.engine),
                        self._options.memory_mb,
                    ),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool.schedule(_read_here, args=(address,), timeout=self._options.seconds_per_page)

    def close(self) -> None:
        """End the processes; a page in hand is dropped."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _settle_in(options: str, kind: type[BaseModel], memory_mb: int) -> None:
    """Once per process: bounds, one thread each, the engine loaded."""
    global _ENGINE
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import cv2

    cv2.setNumThreads(1)
    limit = memory_mb * 1024**2
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _ENGINE = ocr_engine(kind.model_validate_json(options))  # type: ignore[arg-type]


def _read_here(address: PageAddress) -> PageReading:
    assert _ENGINE is not None
    return read_page(address, _ENGINE)
