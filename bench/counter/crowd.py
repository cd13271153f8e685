"""``python -m bench.counter.crowd``: ten stations in one process, each with a clerk who scans, accepts and waits for nobody."""

import io
import random
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from bench.counter.client import NoInspector
from bench.counter.door import end_with_parent
from bench.counter.peak import BATCH
from flows.station import Station, open_station
from scanners.station.options import StationOptions
from scanners.station.values import BatchState


def remarked(page: bytes, remark: str) -> bytes:
    """The same picture with a remark inside its file: other bytes."""
    text = remark.encode()
    return page[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + page[2:]


def clerk(station: Station, name: str, pile: list[Path], rate: float, until: float, waits: list[float]) -> None:
    """Batches one after another: pages at *rate* a second, sealed behind the last."""
    rng = random.Random(name)
    time.sleep(rng.uniform(0, 1 / rate))
    number = 0
    while time.monotonic() < until:
        batch = station.open_batch(f"H26.15-{name}-{number:04d}", None)
        for page in range(rng.randint(*BATCH)):
            began = time.monotonic()
            whole = remarked(rng.choice(pile).read_bytes(), f"{name}/{number}/{page}")
            station.add(batch.id, io.BytesIO(whole), device="bench")
            time.sleep(max(0.0, rng.uniform(0.7, 1.3) / rate - (time.monotonic() - began)))
        sealed = time.monotonic()
        station.seal(batch.id)
        waits.append(_until_received(station, batch.id, sealed))
        number += 1


def _until_received(station: Station, batch: str, since: float) -> float:
    while station.batch(batch).state is not BatchState.RECEIVED:
        if time.monotonic() - since > 120:
            raise RuntimeError("no receipt within two minutes")
        time.sleep(0.02)
    return time.monotonic() - since


def main() -> None:
    end_with_parent()
    folder, key, pile = (Path(text) for text in sys.argv[1:4])
    url, rate, seconds = sys.argv[4], float(sys.argv[5]), float(sys.argv[6])
    pages = sorted(pile.glob("*.jpg"))
    waits: list[float] = []
    until = time.monotonic() + seconds
    with ExitStack() as stack:
        clerks = []
        for name in sys.argv[7:]:
            options = StationOptions(
                folder=folder / name, station=name, centre_url=url, centre_key=key, disk_floor_mb=64, page_port=0
            )
            station = stack.enter_context(open_station(options, NoInspector()))
            clerks.append(threading.Thread(target=clerk, args=(station, name, pages, rate, until, waits)))
        for one in clerks:
            one.start()
        for one in clerks:
            one.join()
    print("\n".join(f"{wait:.4f}" for wait in waits))


if __name__ == "__main__":
    main()
