"""One very long file through inspect, read and bind, as a process of its own; `bench.memory` watches it.

Every page is decoded and prepared with the engine that reads nothing. The first pages, one of each drawing, are also
read by the real one, and every page is bound with its twin's words.
"""

import json
import sys
import time
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from bench.own import MADE_AT, addresses
from ocr.bind.pdfa import PdfaBinder
from ocr.decode.inspect import SandboxedInspector
from ocr.engines import BlankOptions
from ocr.pool import PooledReader, ReaderOptions
from pipeline.model.reading import PageReading
from pipeline.ports import BoundPage, PageAddress


def read_with(options: ReaderOptions, pages: list[PageAddress]) -> list[PageReading]:
    with PooledReader(options) as reader:
        return list(reader.read(pages))


def main() -> None:
    asked = json.load(sys.stdin)
    path, drawings, workers = Path(asked["path"]), int(asked["drawings"]), int(asked["workers"])
    seconds: list[float] = [time.perf_counter()]
    with closing(SandboxedInspector()) as inspector:
        pages = addresses(inspector, [path])
    seconds.append(time.perf_counter())
    blank = read_with(ReaderOptions(engine=BlankOptions(), workers=workers), pages)
    twins = {reading.page: reading for reading in read_with(ReaderOptions(workers=workers), pages[:drawings])}
    seconds.append(time.perf_counter())
    words = [twins[page.page.capture.digest] for page in pages[:drawings]]
    bound = [
        BoundPage(page, replace(words[number % drawings], page=page.page.capture.digest))
        for number, page in enumerate(pages)
    ]
    target = path.with_suffix(".copy.pdf")
    PdfaBinder().bind(bound, "Giấy tờ", MADE_AT, target)
    seconds.append(time.perf_counter())
    laps = [round(end - begin, 2) for begin, end in pairwise(seconds)]
    failed = sum(bool(reading.failed) for reading in (*blank, *twins.values()))
    print(json.dumps({"pages": len(pages), "seconds": laps, "failed": failed, "copy_bytes": target.stat().st_size}))


if __name__ == "__main__":
    main()
