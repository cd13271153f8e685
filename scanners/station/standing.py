"""How the station stands, in one value: what it accepts, what waits, how the line is, what somebody has to be told."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from pydantic import TypeAdapter

from scanners.station import reading
from scanners.station.options import StationOptions
from scanners.station.spool import Spool
from scanners.station.tables import Database
from scanners.station.values import Link, LinkState, Status

_LINK: Final = TypeAdapter(Link)
_CLOCK_IS_WRONG: Final = timedelta(minutes=5)


def status_of(spool: Spool, options: StationOptions, link: Link, jobs: int) -> Status:
    free, floor = spool.shelf.free, options.disk_floor_mb << 20
    waiting = reading.waiting(spool.database)
    findings = len(spool.findings.waiting())
    accepting = free >= floor
    alarms = [
        ("station-disk-full", not accepting),
        ("station-disk-low", accepting and free < options.disk_alarm_mb << 20),
        ("station-oldest-late", _late(waiting.oldest_at, spool.clock(), options.oldest_alarm_hours)),
        ("station-revoked", link.state is LinkState.REVOKED),
        ("station-not-let-in", link.state is LinkState.NOT_LET_IN),
        ("station-clock-wrong", abs(link.clock_offset or 0.0) > _CLOCK_IS_WRONG.total_seconds()),
        ("station-papers-found", findings > 0),
        ("station-batch-refused", spool.database.number("SELECT COUNT(*) FROM batches WHERE state = 'refused'") > 0),
    ]
    return Status(
        version=spool.database.version,
        station=options.station,
        accepting=accepting,
        reason="" if accepting else "station-disk-full",
        free_bytes=free,
        floor_bytes=floor,
        oldest_at=waiting.oldest_at,
        alarms=tuple(reference for reference, sounds in alarms if sounds),
        waiting_batches=waiting.batches,
        waiting_files=waiting.files,
        waiting_bytes=waiting.bytes,
        link=link.state,
        link_reason=link.reason,
        link_since=link.since,
        next_try_at=link.next_try_at,
        bytes_per_second=link.bytes_per_second,
        eta_seconds=link.eta_seconds,
        eta_reason=link.eta_reason,
        clock_offset=link.clock_offset,
        findings=findings,
        jobs=jobs,
    )


def keep_link(database: Database, link: Link) -> None:
    """For other processes: how the line was when it last changed."""
    database.state("link", _LINK.dump_json(link).decode())


def last_link(database: Database) -> Link:
    """What `keep_link` said last; nothing is known of its speed."""
    said = database.fact("link")
    offset = database.fact("clock_offset")
    link = _LINK.validate_json(said) if said else Link()
    return replace(link, eta_reason="not-measured-yet", clock_offset=float(offset) if offset else None)


def _late(oldest: datetime | None, now: datetime, hours: float) -> bool:
    return oldest is not None and now - oldest > timedelta(hours=hours)
