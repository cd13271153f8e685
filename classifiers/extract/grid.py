"""Cells of a table from where its words stand: rules are not in the reading.

A head row says where columns are. The blank between two columns is the x that fewest words of the rows below cross.
Lines of one cell stand close; cells that share a height are one row of the table, however their text is centred; where
the first column counts, every number begins a row.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from classifiers.extract.labels import Label
from classifiers.extract.layout import PlacedWord, Sheet, Strip
from classifiers.extract.readers import READERS
from classifiers.extract.sightings import Sighting

_CLOSE = 0.62
"""Blank between two lines of one cell, in heights of a line."""
_FAR = 3.2
"""Blank between two rows of one table at most, in heights of a line."""
_MOST_ROWS = 80


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, top down; an empty cell is an empty strip."""

    edges: tuple[float, ...]
    """Left edge of every column, and the right one of the last, upright pixels."""
    rows: tuple[tuple[Strip, ...], ...] = field(repr=False)


def grid_under(
    sheet: Sheet,
    head: int,
    pieces: Sequence[Strip],
    is_over: Callable[[str], bool] = lambda _: False,
    is_question: Callable[[Strip], bool] | None = None,
) -> Grid:
    """The grid whose columns the *pieces* of row *head* name, from the row under it on.

    *is_over* says of a row's text whether it can only stand behind the table. With *is_question* the first column asks
    and the others answer: every question begins a row.
    """
    region = _region(sheet, head, pieces, is_over)
    edges = _edges(sheet, pieces, region)
    if is_question:
        edges = (*edges[:-1], max(edges[-1], sheet.margins[1] + sheet.line_height))
    region = list(_uncrossed(region, edges))
    columns: list[list[PlacedWord]] = [[] for _ in pieces]
    for row in region:
        for word in row.words:
            at = _column_of(word, edges)
            if at is not None:
                columns[at].append(word)
    return Grid(edges, tuple(_rows(sheet, columns, is_question)))


def _region(sheet: Sheet, head: int, pieces: Sequence[Strip], is_over: Callable[[str], bool]) -> list[Strip]:
    """Rows under the head that can belong to its table."""
    centres = [piece.place.centre[0] for piece in pieces]
    last = sheet.rows[head]
    found: list[Strip] = []
    for row in sheet.rows[head + 1 : head + 1 + _MOST_ROWS]:
        inside = Strip.of(w for w in row.words if any(c.isalnum() for c in w.text))
        if not inside.words:
            continue
        if row.place.top - last.place.bottom > (_FAR if found else 3 * _FAR) * sheet.line_height:
            break
        if is_over(inside.text):
            break
        runs = inside.segments(sheet.gap(0.9))
        if any(len(run.words) > 3 and _spans_two(run, centres) for run in runs):
            break
        found.append(inside)
        last = row
    return found


def _spans_two(run: Strip, centres: Sequence[float]) -> bool:
    """Whether an unbroken run of words lies under the heads of two columns: text that stands outside the table."""
    return sum(run.place.left < centre < run.place.right for centre in centres) > 1


def _edges(sheet: Sheet, pieces: Sequence[Strip], region: Sequence[Strip]) -> tuple[float, ...]:
    words = [word.place for row in region for word in row.words]
    edges = [pieces[0].place.left - 3 * sheet.line_height]
    for one, other in pairwise(pieces):
        edges.append(_emptiest(one.place.centre[0], other.place.centre[0], words, one.place.right, other.place.left))
    return (*edges, pieces[-1].place.right + 4 * sheet.line_height)


def _emptiest(left: float, right: float, words: Sequence, end: float, begin: float) -> float:  # type: ignore[type-arg]
    """The x between two columns' heads that fewest words cross; in the middle of the widest such stretch."""
    step = max(2.0, (right - left) / 60)
    spots = [left + step * n for n in range(1, int((right - left) / step))]
    if not spots:
        return (end + begin) / 2
    crossed = [
        sum(place.left - 1 < x < place.right + 1 for place in words) + (x < end or x > begin) * 0.5 for x in spots
    ]
    least = min(crossed)
    best, run = (0, 0), 0
    for index, count in enumerate([*crossed, least + 1]):
        if count == least:
            run += 1
            continue
        if run > best[1] - best[0]:
            best = (index - run, index)
        run = 0
    return (spots[best[0]] + spots[best[1] - 1]) / 2


def _uncrossed(region: Sequence[Strip], edges: Sequence[float]) -> Iterator[Strip]:
    """Rows up to the first whose words lie over a column's edge: it is text again."""
    for row in region:
        over = sum(any(word.place.left + 3 < edge < word.place.right - 3 for edge in edges[1:-1]) for word in row.words)
        if over > 1 or (over and len(row.words) > 5 and over * 3 > len(edges) - 2):
            return
        yield row


def _column_of(word: PlacedWord, edges: Sequence[float]) -> int | None:
    x = word.place.centre[0]
    return next((index for index, (left, right) in enumerate(pairwise(edges)) if left <= x < right), None)


def _rows(
    sheet: Sheet, columns: Sequence[Sequence[PlacedWord]], is_question: Callable[[Strip], bool] | None
) -> Iterator[tuple[Strip, ...]]:
    blocks = [(top, bottom, at) for at, words in enumerate(columns) for top, bottom in _blocks(sheet, words)]
    bands = _bands(blocks, columns)
    if is_question:
        bands = [part for band in bands for part in _asked(band, columns, is_question)]
    for top, bottom in bands:
        cells = tuple(
            Strip.of(word for word in _reading_order(words) if top <= word.place.centre[1] < bottom)
            for words in columns
        )
        if any(cell.words for cell in cells):
            yield cells


def _blocks(sheet: Sheet, words: Sequence[PlacedWord]) -> Iterator[tuple[int, int]]:
    """Top and bottom of every run of lines that stand close together."""
    close = _closeness(sheet, words)
    held: list[tuple[int, int]] = []
    for word in sorted(words, key=lambda word: word.place.top):
        if held and word.place.top - held[-1][1] < close:
            held[-1] = (held[-1][0], max(held[-1][1], word.place.bottom))
        else:
            held.append((word.place.top, word.place.bottom))
    yield from held


def _closeness(sheet: Sheet, words: Sequence[PlacedWord]) -> float:
    """The widest blank between two lines of one cell, in pixels: a little over the narrowest in this column."""
    spans: list[tuple[int, int]] = []
    for word in sorted(words, key=lambda word: word.place.centre[1]):
        if spans and word.place.centre[1] < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.place.bottom))
        else:
            spans.append((word.place.top, word.place.bottom))
    narrowest = min((below[0] - above[1] for above, below in pairwise(spans)), default=0)
    return min(_CLOSE, max(0.3, (1.8 * narrowest + 3) / sheet.line_height)) * sheet.line_height


def _bands(
    blocks: Sequence[tuple[int, int, int]], columns: Sequence[Sequence[PlacedWord]]
) -> list[tuple[float, float]]:
    """Heights that rows of the table take: blocks that share a height are one row, cut where the counting goes on."""
    bands: list[list[float]] = []
    for top, bottom, _ in sorted(blocks):
        if bands and top < bands[-1][1] - 2:
            bands[-1][1] = max(bands[-1][1], bottom)
        else:
            bands.append([top, bottom])
    counted = [word for word in columns[0] if word.text.strip(".)| ").isdecimal()]
    if len(counted) >= 2 and len(counted) * 2 >= len(columns[0]):
        bands = [part for band in bands for part in _cut(band, counted)]
    return [(band[0] - 2, band[1] + 2) for band in bands]


def _cut(band: list[float], counted: Sequence[PlacedWord]) -> list[list[float]]:
    """The band at every number but the first: just above it where cells are set from the top, else half way between."""
    inside = sorted(
        (word.place for word in counted if band[0] <= word.place.centre[1] <= band[1]), key=lambda place: place.top
    )
    if len(inside) < 2:
        return [band]
    from_top = inside[0].top - band[0] < 0.5 * inside[0].height
    cuts = [below.top - 1 if from_top else (above.centre[1] + below.centre[1]) / 2 for above, below in pairwise(inside)]
    return [list(part) for part in pairwise([band[0], *cuts, band[1]])]


def _asked(
    band: tuple[float, float], columns: Sequence[Sequence[PlacedWord]], is_question: Callable[[Strip], bool]
) -> Iterator[tuple[float, float]]:
    """The band cut between its questions: where the blank between two lines is widest, or half way where none is."""
    inside = [[word for word in words if band[0] <= word.place.centre[1] < band[1]] for words in columns]
    questions = list(_questions(_lines(inside[0]), is_question))
    lines = sorted(line.place.centre[1] for words in inside for line in _lines(words))
    cuts = [band[0]]
    for above, below in pairwise(questions):
        first, last = above.place.centre[1], below.place.centre[1]
        between = [first, *(at for at in lines if first + 2 < at < last - 2), last]
        gaps = sorted(((low - high, (low + high) / 2) for high, low in pairwise(between)), reverse=True)
        clear = len(gaps) < 2 or gaps[0][0] > 1.12 * gaps[1][0]
        cuts.append(gaps[0][1] if clear else (first + last) / 2)
    yield from pairwise([*cuts, band[1]])


def _questions(lines: Sequence[Strip], is_question: Callable[[Strip], bool]) -> Iterator[Strip]:
    """One strip for each question of the lines: a line that begins small, or that ends the label above it, goes on."""
    held: Strip | None = None
    for line in lines:
        letter = next((c for c in line.text if c.isalnum()), "")
        whole = held.joined(line) if held else line
        begun = letter.islower() and (held is None or not is_question(held))  # "Ngày, tháng, năm" / "sinh"
        if held and (begun or ((letter.islower() or is_question(whole)) and not is_question(line))):
            held = whole
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _lines(words: Sequence[PlacedWord]) -> list[Strip]:
    """The lines of *words*, top down."""
    lines: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: word.place.centre[1]):
        if lines and word.place.centre[1] - lines[-1][0].place.centre[1] < 0.6 * word.place.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Strip.of(sorted(line, key=lambda word: word.place.left)) for line in lines]


def _reading_order(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Line by line, each from left to right."""
    return [word for line in _lines(words) for word in line.words]


def answer_in(cell: Strip, label: Label, page: int, trust: float) -> Sighting | None:
    """What *cell* answers to *label*, *trust* 0..1 being what its place leaves of the engine's own; None when nothing fits."""
    reading = READERS[label.reader](cell) if label.reader in READERS else None
    if reading is None or not label.field:
        return None
    part = cell.part(reading.start, reading.end)
    return Sighting.of(label.field, page, part, reading.value, trust * reading.quality)
