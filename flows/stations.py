"""The door's parts put together: the inbox, the register of stations, receipts, and taking in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from flows.foresight import Foresight, ForesightedInspector
from flows.pace import Pace
from flows.settings import Settings, cores
from flows.taking import Intake, TakingIn
from flows.wiring import codecs, now, open_ledger, open_store
from ocr.decode.inspect import SandboxedInspector
from pipeline.errors import IntegrityError
from pipeline.model.ids import BatchId, DeliveryId
from pipeline.model.paper import ScanBatch
from pipeline.names import batch_name
from pipeline.ports import Codec, PageInspector, Store
from scanners.uploads import (
    Batches,
    DoorKey,
    Stations,
    Tokens,
    UploadOptions,
    Uploads,
    UploadSource,
    UploadTables,
)
from scanners.uploads.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Register:
    """What an operator looks after: stations, batches without receipt, the centre's key."""

    stations: Stations
    batches: Batches
    key: DoorKey


@dataclass(frozen=True, slots=True)
class Door:
    """Everything the station protocol speaks with. `told` may be set by who listens for batches that moved."""

    options: UploadOptions
    stations: Stations
    tokens: Tokens
    uploads: Uploads
    batches: Batches
    shelf: Shelf
    key: DoorKey
    taking: TakingIn
    foresight: Foresight
    pace: Pace
    told: "Listeners"
    clock: Callable[[], datetime]


class Listeners:
    """Who wants to hear that a batch moved; called from the threads that take in."""

    def __init__(self) -> None:
        self._calls: list[Callable[[DeliveryId], None]] = []

    def add(self, call: Callable[[DeliveryId], None]) -> None:
        self._calls.append(call)

    def __call__(self, delivery: DeliveryId) -> None:
        for call in self._calls:
            call(delivery)


def inbox_options(settings: Settings) -> UploadOptions:
    """The inbox below the workspace."""
    options = settings.inbox
    return options.model_copy(update={"root": settings.workspace / options.root})


@contextmanager
def open_register(settings: Settings) -> Iterator[Register]:
    """For commands beside an open door: the register is shared, the inbox's files are not touched."""
    options = inbox_options(settings)
    with closing(UploadTables(options.database)) as tables:
        yield Register(Stations(tables), Batches(options, tables), DoorKey.kept_at(settings.workspace / "door.key"))


@contextmanager
def open_door(
    settings: Settings, clock: Callable[[], datetime] = now, eyes: PageInspector | None = None
) -> Iterator[Door]:
    """Open the inbox and take in what is complete, until the block ends. *eyes* open files; the settings' own by default.

    `ConfigurationError` (``door-already-open``) when another process has it open.
    """
    options = inbox_options(settings)
    settings.scratch.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        shelf = Shelf(options.root)
        stack.enter_context(shelf.opened())
        tables = stack.enter_context(closing(UploadTables(options.database)))
        stations, batches = Stations(tables), Batches(options, tables)
        uploads = Uploads(options, tables, shelf)
        store, codec = open_store(settings), codecs().batches
        ledger = stack.enter_context(closing(open_ledger(settings)))
        if eyes is None:
            eyes = stack.enter_context(closing(SandboxedInspector(settings.decode)))
        inspector = ForesightedInspector(eyes)
        key = DoorKey.kept_at(settings.workspace / "door.key")
        source = UploadSource(batches, uploads, shelf, key, _sides_in(store, codec))
        told = Listeners()
        intake = Intake(source, batches, inspector, store, codec, ledger, settings.scratch.resolve(), clock)
        taking = TakingIn(intake, cores(), told)
        foresight = Foresight(inspector)
        uploads.sweep(clock())
        foresight.start()
        stack.callback(foresight.stop)
        taking.start()
        stack.callback(taking.stop)
        yield Door(
            options,
            stations,
            Tokens(stations, clock()),
            uploads,
            batches,
            shelf,
            key,
            taking,
            foresight,
            Pace(ledger, clock),
            told,
            clock,
        )


def _sides_in(store: Store, codec: Codec[ScanBatch]) -> Callable[[BatchId], int]:
    """How many sides a batch has that was just taken in, by its account in the store."""

    def sides(batch: BatchId) -> int:
        account = store.recall(batch_name(batch))
        if account is None:
            raise IntegrityError("batch-not-in-store", f"batch {batch} has no account in the store")
        return codec.decode(account).sides

    return sides
