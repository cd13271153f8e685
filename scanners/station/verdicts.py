"""What the judge saw of the sides, kept beside them; a file of many pages unfolds into sides here."""

from pipeline.model.faults import Fault
from scanners.station import arranging, reading
from scanners.station.tables import Database
from scanners.station.values import Seen, Side


class Verdicts:
    """The judge's view of the spool."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unexamined(self, limit: int = 50) -> tuple[Side, ...]:
        """Sides nobody looked at yet: those of open batches first, in the order they came."""
        rows = self._database.rows(
            "SELECT s.id FROM sides s JOIN batches b ON b.id = s.batch JOIN papers p ON p.id = s.paper "
            "JOIN files f ON f.digest = p.digest WHERE s.examined = 0 AND f.gone_at IS NULL "
            "ORDER BY b.state <> 'open', b.lane = 'backfill', s.id LIMIT ?",
            limit,
        )
        return tuple(reading.side(self._database, row[0]) for row in rows)

    def examined(self, side: int, seen: Seen) -> None:
        """Keep what was seen of a side; further pages of its file become sides of their own."""
        with self._database.writing() as write:
            row = write.execute(
                "SELECT s.batch, s.paper, p.pages FROM sides s JOIN papers p ON p.id = s.paper WHERE s.id = ?", (side,)
            ).fetchone()
            if row is None:
                raise reading.no_such_side()
            write.execute(
                "UPDATE sides SET examined = 1, damage = ?, width = ?, height = ?, dpi = ?, colour = ?, faults = ?, "
                "version = ? WHERE id = ?",
                (
                    seen.damage,
                    seen.width,
                    seen.height,
                    seen.dpi,
                    seen.colour,
                    _faults(seen.faults),
                    write.version,
                    side,
                ),
            )
            if row[2] is None:
                write.execute("UPDATE papers SET pages = ? WHERE id = ?", (seen.pages, row[1]))
                arranging.unfold(write, row[0], row[1], seen.pages)
            write.touch(row[0])

    def fault(self, batch: str, of_sides: dict[int, tuple[Fault, ...]], of_batch: tuple[Fault, ...]) -> None:
        """Keep what is known of the whole batch: by side, and of none in particular. Nothing changes when it is known."""
        known = {side.id: side.faults for side in reading.sides(self._database, batch)}
        changed = {side: faults for side, faults in of_sides.items() if known.get(side) != faults}
        if not changed and of_batch == self.faults(batch):
            return
        with self._database.writing() as write:
            for side, faults in changed.items():
                write.execute(
                    "UPDATE sides SET faults = ?, version = ? WHERE id = ?", (_faults(faults), write.version, side)
                )
            write.execute("UPDATE batches SET faults = ? WHERE id = ?", (_faults(of_batch), batch))
            write.touch(batch)

    def faults(self, batch: str) -> tuple[Fault, ...]:
        """Those of the whole batch."""
        row = self._database.row("SELECT faults FROM batches WHERE id = ?", batch)
        return reading.FAULTS.validate_json(row[0]) if row else ()


def _faults(faults: tuple[Fault, ...]) -> str:
    return reading.FAULTS.dump_json(faults).decode()
