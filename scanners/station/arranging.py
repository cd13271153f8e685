"""The order of a batch's sides, as a person gives it. A side that was scanned again stays just before what took its place."""

from scanners.station.reading import no_such_side
from scanners.station.tables import Writing
from scanners.station.values import SideState


def order_of(write: Writing, batch: str) -> list[int]:
    return [row[0] for row in write.execute("SELECT id FROM sides WHERE batch = ? ORDER BY rank, id", (batch,))]


def put_in_order(write: Writing, batch: str, order: list[int]) -> None:
    """Write *order*; only sides whose place changes are touched."""
    places = dict(write.execute("SELECT id, rank FROM sides WHERE batch = ?", (batch,)).fetchall())
    for rank, side in enumerate(order, start=1):
        if places[side] != rank:
            write.execute("UPDATE sides SET rank = ?, version = ? WHERE id = ?", (rank, write.version, side))


def append_side(write: Writing, batch: str, paper: int, page: int) -> int:
    row = write.execute(
        "INSERT INTO sides (batch, paper, page, rank, version) "
        "SELECT ?, ?, ?, COALESCE(MAX(rank), 0) + 1, ? FROM sides WHERE batch = ? RETURNING id",
        (batch, paper, page, write.version, batch),
    ).fetchone()
    return int(row[0])


def stands_for(write: Writing, side: int) -> int:
    """What took the place of *side* in the end; itself when nothing did."""
    for _ in range(10_000):
        row = write.execute("SELECT replaced_by FROM sides WHERE id = ?", (side,)).fetchone()
        if row is None:
            raise no_such_side()
        if row[0] is None:
            return side
        side = row[0]
    raise AssertionError("a side took its own place")


def mark_replaced(write: Writing, old: int, new: int) -> None:
    write.execute(
        "UPDATE sides SET state = ?, replaced_by = ?, version = ? WHERE id = ?",
        (SideState.REPLACED, new, write.version, old),
    )


def place_behind(write: Writing, batch: str, sides: list[int], behind: int) -> None:
    """Put *sides* right behind *behind*."""
    order = [side for side in order_of(write, batch) if side not in sides]
    at = order.index(behind) + 1
    put_in_order(write, batch, order[:at] + sides + order[at:])


def place_before(write: Writing, batch: str, side: int, before: int | None) -> None:
    """Put *side* and what it replaced before *before* and what that replaced; None: at the end."""
    order = order_of(write, batch)
    moving = _with_replaced(write, order, side)
    rest = [other for other in order if other not in moving]
    at = len(rest)
    if before is not None and before not in moving:
        at = min(rest.index(other) for other in _with_replaced(write, rest, before))
    elif before is not None:
        return
    put_in_order(write, batch, rest[:at] + moving + rest[at:])


def _with_replaced(write: Writing, order: list[int], side: int) -> list[int]:
    """*side* and every side it stands for, in their order."""
    if side not in order:
        raise no_such_side()
    family, newest = {side}, [side]
    while newest:
        row = write.execute("SELECT id FROM sides WHERE replaced_by = ?", (newest.pop(),)).fetchall()
        newest += [r[0] for r in row]
        family |= {r[0] for r in row}
    return [other for other in order if other in family]


def unfold(write: Writing, batch: str, paper: int, pages: int) -> None:
    """A file turned out to hold *pages* pages: the further ones appear behind its first, and share what was said of it."""
    first = write.execute(
        "SELECT id, state, reason, replaced_by FROM sides WHERE paper = ? AND page = 0", (paper,)
    ).fetchone()
    known = {row[0] for row in write.execute("SELECT page FROM sides WHERE paper = ?", (paper,))}
    new = []
    for page in (page for page in range(1, pages) if page not in known):
        side = append_side(write, batch, paper, page)
        write.execute(
            "UPDATE sides SET state = ?, reason = ?, replaced_by = ? WHERE id = ?", (first[1], first[2], first[3], side)
        )
        new.append(side)
    if new:
        place_behind(write, batch, new, first[0])
