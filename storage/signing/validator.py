"""Validation in a process that may die of a file: bounded in time and memory, started anew after a loss."""

import multiprocessing
import resource
import threading
from concurrent.futures import TimeoutError as OutOfTime
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import DigitizationError, TransientError
from pipeline.model.signing import Examination, Terms
from storage.signing.options import SignatureOptions

FILES_PER_PROCESS = 200
"""A process is replaced before what its libraries keep adds up."""


class BoundedValidator:
    """A `pipeline.ports.SignatureValidator`. Safe to use from several threads; the process starts with the first file."""

    def __init__(self, options: SignatureOptions | None = None) -> None:
        self._options = options or SignatureOptions()
        self._pool: Any = None
        self._lock = threading.Lock()

    def examine(self, path: Path, now: datetime, terms: Terms | None = None) -> Examination:
        """See `pipeline.ports.SignatureValidator`. `ConfigurationError` when trust or officers cannot be read."""
        arguments = (str(path), now, terms, self._options.model_dump_json())
        try:
            found: Examination = self._running().schedule(_checked, arguments, timeout=self._options.seconds).result()
        except (OutOfTime, ProcessExpired, MemoryError):
            return Examination(("signed-file-damaged",), ())
        except DigitizationError:
            raise
        except (OSError, RuntimeError) as error:
            raise TransientError(
                "signature-check-unavailable", "the signature could not be looked at", "It is tried again."
            ) from error
        return found

    def _running(self) -> Any:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=1,
                    max_tasks=FILES_PER_PROCESS,
                    initializer=_settle_in,
                    initargs=(self._options.memory_megabytes,),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    def close(self) -> None:
        """End the process; it also ends with the program."""
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


def _settle_in(megabytes: int) -> None:
    most = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _checked(path: str, now: datetime, terms: Terms | None, options: str) -> Examination:
    """In the process: the libraries are loaded here, and only here."""
    from storage.signing.checking import check

    return check(Path(path), now, terms, SignatureOptions.model_validate_json(options))
