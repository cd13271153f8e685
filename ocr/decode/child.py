"""The inside of a decoding process: opens one file at a time under hard limits and reports page by page.

Reads requests from standard input, writes messages to standard output, both JSON, one a line. It holds no secrets:
its environment is empty, it writes no files, and the parent may kill it at any moment.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2

from ocr.decode.capture import capture_of, damaged_capture
from ocr.decode.image import DecodeLimits
from ocr.decode.page import open_paper
from pipeline.errors import DigitizationError
from pipeline.model.paper import Capture


def main(memory_bytes: int) -> None:
    """Serve requests until the parent closes its end."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a chatty decoder must not speak between our lines
    _bind_hands(memory_bytes)
    for line in sys.stdin:
        request = json.loads(line)
        for message in _inspect(request):
            answers.write(json.dumps(message) + "\n")
            answers.flush()


def _bind_hands(memory_bytes: int) -> None:
    cv2.setNumThreads(1)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _inspect(request: dict[str, Any]) -> Iterator[dict[str, object]]:
    seconds = int(request["cpu_seconds"])
    limits = DecodeLimits(**request["limits"])
    try:
        _allow_cpu(seconds)
        with open_paper(Path(request["path"]), limits) as (media_type, signed, paper):
            pages = paper.page_count
            yield {"opened": [media_type, signed, pages]}
            for index in range(int(request["start"]), pages):
                _allow_cpu(seconds)
                try:
                    capture = capture_of(index, paper.page(index))
                except DigitizationError as error:
                    capture = damaged_capture(index, error.reference)
                except MemoryError:
                    capture = damaged_capture(index, "page-too-large")
                yield {"page": _message_of(capture)}
        yield {"end": True}
    except DigitizationError as error:
        yield {"refused": error.reference}
    except MemoryError:
        yield {"refused": "page-too-large"}


def _allow_cpu(seconds: int) -> None:
    """So many more seconds of CPU from now; beyond them the kernel ends the process (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _message_of(capture: Capture) -> list[object]:
    return [
        capture.index,
        capture.digest,
        capture.width,
        capture.height,
        capture.dpi,
        capture.colour.value,
        capture.blank,
        capture.damage,
    ]
