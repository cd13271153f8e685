"""`sohoa doctor`: is everything here that the work needs, and how to fix what is not."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from flows.settings import Settings
from flows.wiring import open_ledger, open_store
from ocr.engines import ocr_engine
from pipeline.errors import DigitizationError
from storage.objects.probe import probe

ROOM_NEEDED = 2 * 1024**3
"""Bytes that should be free before work starts: scratch copies, the embedded store, Prefect's database."""


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    detail: str
    fix: str = ""


def examine(settings: Settings) -> list[Check]:
    """One check after the other; a broken one never hides the next."""
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("engine", _engine),
        ("disk", _disk),
        ("store", _store),
        ("ledger", _ledger),
        ("one-stop", _one_stop),
        ("prefect", _prefect),
    )
    return list(_results(checks, settings))


def _results(checks: tuple[tuple[str, Callable[[Settings], str]], ...], settings: Settings) -> Iterator[Check]:
    for name, check in checks:
        try:
            yield Check(name, True, check(settings))
        except DigitizationError as error:
            yield Check(name, False, error.message, error.hint)
        except Exception as defect:
            yield Check(name, False, f"unforeseen {type(defect).__name__}", "Run again with the log open; report it.")


def _engine(settings: Settings) -> str:
    identity = ocr_engine(settings.reader.engine).identity
    return f"{identity.name} {identity.version}, model {identity.model[:12]}"


def _disk(settings: Settings) -> str:
    settings.workspace.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.workspace).free
    if free < ROOM_NEEDED:
        raise DigitizationError("disk-nearly-full", f"{free // 1024**2} MiB free", "Make room or move the workspace.")
    return f"{free // 1024**3} GiB free"


def _store(settings: Settings) -> str:
    capabilities = asdict(probe(open_store(settings)))
    return ", ".join(f"{name.replace('_', ' ')} {'yes' if has else 'no'}" for name, has in capabilities.items())


def _ledger(settings: Settings) -> str:
    ledger = open_ledger(settings)
    try:
        count = sum(1 for _ in ledger.statuses())
    finally:
        ledger.close()
    return f"{settings.ledger_url.get_secret_value().split(':', 1)[0]}, {count} batches"


def _one_stop(settings: Settings) -> str:
    return "sandbox (started with the work)" if settings.uses_sandbox else settings.records


def _prefect(_: Settings) -> str:
    import prefect

    return prefect.__version__
