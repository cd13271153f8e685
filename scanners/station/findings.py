"""What a start found that no account explains: named once, shown until a person settles it."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from pipeline.errors import RejectedInputError
from pipeline.model.ids import Digest
from scanners.station import reading
from scanners.station.tables import Database, Writing
from scanners.station.values import Finding


class Findings:
    """Things found, in the station's ledger."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def name(
        self,
        reference: str,
        batch: str | None,
        side: int | None,
        digest: Digest | None,
        place: str,
        size: int,
        arrival: str = "",
    ) -> None:
        """Say what was found: `place` below ``found/``, "" when it holds no bytes of its own. Said twice, it is said once."""
        said = (reference, batch, side, digest, place, size, arrival, self._clock().isoformat())
        same = (reference, digest, side, arrival)
        with self._database.writing() as write:
            write.execute(
                "INSERT INTO findings (reference, batch, side, digest, place, size, arrival, found_at) SELECT ?, ?, ?, ?, ?, ?, ?, ? "
                "WHERE NOT EXISTS (SELECT 1 FROM findings WHERE settled IS NULL AND reference = ? AND digest IS ? AND side IS ? "
                "AND arrival = ?)",
                (*said, *same),
            )

    def waiting(self) -> tuple[Finding, ...]:
        """Those nobody settled yet."""
        return reading.findings(self._database)

    def waiting_row(self, finding: int) -> sqlite3.Row:
        """`RejectedInputError` (``no-such-finding``) when it does not wait."""
        row = self._database.row("SELECT * FROM findings WHERE id = ? AND settled IS NULL", finding)
        if row is None:
            raise RejectedInputError("no-such-finding", "nothing of that number waits", "Look at the list again.")
        return row

    def settle(self, finding: int, how: str) -> None:
        with self._database.writing() as write:
            write.execute("UPDATE findings SET settled = COALESCE(settled, ?) WHERE id = ?", (how, finding))


def came_again(write: Writing, digest: Digest, batch: str, arrival: str) -> None:
    """The same bytes, or the paper that was cut off while it arrived, are kept now: somebody has sent it once more."""
    write.execute(
        "UPDATE findings SET settled = 'came-again' WHERE settled IS NULL AND side IS NULL "
        "AND (digest = ? OR (batch = ? AND arrival = ?))",
        (digest, batch, arrival),
    )
