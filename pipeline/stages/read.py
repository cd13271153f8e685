"""Read (nhận dạng): every page once per engine, whoever asks and however often."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model.ids import Digest
from pipeline.model.paper import Page, ScanBatch
from pipeline.model.reading import SECRECY_STAMP, PageReading
from pipeline.names import reading_name
from pipeline.ports import Codec, PageAddress, PageReader, Progress, Store


def read(
    batch: ScanBatch,
    reader: PageReader,
    store: Store,
    readings: Codec[PageReading],
    is_secret: Callable[[PageReading], bool],
    scratch: Path,
    progress: Progress | None = None,
) -> dict[int, PageReading]:
    """Readings by page number, for every page whose pixels could be decoded.

    A reading is kept under its page and engine the moment it is there, so a cut costs at most the pages in hand.
    A page that failed is not kept: the next run tries it again. The text of a page with a secrecy stamp is dropped
    before anything is kept (secret papers are outside digitization: TT 01/2023/TT-VPCP, Đ4).
    """
    decodable = [page for page in batch.pages if not page.capture.damage]
    found: dict[Digest, PageReading] = {}
    missing: dict[Digest, Page] = {}
    for page in decodable:
        if page.capture.digest in found or page.capture.digest in missing:
            continue
        known = store.recall(reading_name(reader.identity, page.capture.digest))
        if known is None:
            missing[page.capture.digest] = page
        else:
            found[page.capture.digest] = readings.decode(known)

    def report() -> None:
        if progress is not None:
            progress(batch.id, sum(page.capture.digest in found for page in decodable), len(decodable))

    report()
    with _local_copies({page.source for page in missing.values()}, store, scratch) as paths:
        addresses = [PageAddress(page, paths[page.source]) for page in missing.values()]
        for fresh in reader.read(addresses):
            reading = _without_text(fresh) if is_secret(fresh) else fresh
            if not reading.failed:
                store.record(reading_name(reader.identity, reading.page), readings.encode(reading))
            found[reading.page] = reading
            report()
    return {page.number: found[page.capture.digest] for page in decodable}


def _without_text(reading: PageReading) -> PageReading:
    return replace(reading, lines=(), barcodes=(), warnings=tuple(dict.fromkeys([*reading.warnings, SECRECY_STAMP])))


@contextmanager
def _local_copies(sources: set[Digest], store: Store, scratch: Path) -> Iterator[dict[Digest, Path]]:
    with TemporaryDirectory(dir=scratch) as folder:
        paths = {digest: Path(folder) / digest for digest in sorted(sources)}
        for digest, path in paths.items():
            store.fetch(digest, path)
        yield paths
