"""Two blocks side by side: the head and the foot of administrative papers, signatures, columns of text.

Decree 30/2020/NĐ-CP puts the issuing body at the left of the national title (quốc hiệu), and the recipients at the left
of the signature. The left block is read before the right one. Fields of a form that stand side by side, and rows of a
table without rules, look much the same and are read row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, pstdev

from ocr.layout.parts import Part, level

_NARROWEST = 0.2
"""Heights; less room between two blocks there is not."""
_MIDDLE = (0.2, 0.75)
"""Where on the width of their region the gap between two blocks can lie."""
_LEAP = 3.0
"""Heights of blank paper below a block that end it."""
_SIGNATURE = 9.0
"""Heights of the room a signature and a seal take up above the name."""
_MOST_PAIRS = 6
"""More rows with both sides than this are a table, unless both sides are running text."""
_RUNNING = 0.6
"""Lines of running text fill this share of their column, most of them."""


@dataclass(slots=True)
class Pair:
    """Two blocks, and the gap between them as (left, right)."""

    gap: tuple[float, float]
    left: list[Part] = field(default_factory=list)
    right: list[Part] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.left) + len(self.right)

    def take(self, part: Part) -> bool:
        """Add *part* to its side; False when it stands in the gap or across it."""
        low, high = self.gap
        if part.box.right + part.box.left < low + high:
            low = max(low, part.box.right)
        else:
            high = min(high, part.box.left)
        if high - low < _NARROWEST * part.height:
            return False
        (self.left if part.box.right <= low else self.right).append(part)
        self.gap = low, high
        return True


def pair_from(parts: Sequence[Part], before: Part, after: Part, region: tuple[int, int]) -> Pair | None:
    """The two blocks that begin with *before* and *after*, level with each other, and go on in *parts*, sorted downwards.

    None when what stands there is to be read row by row.
    """
    left, right = region
    middle = (before.box.right + after.box.left) / 2
    if before.is_label or not _MIDDLE[0] <= (middle - left) / max(1, right - left) <= _MIDDLE[1]:
        return None
    pair = Pair((before.box.right, after.box.left))
    for part in parts:
        if _ends(pair, part) or not pair.take(part):
            break
    _without_tail(pair)
    return pair if pair.left and pair.right and _is_pair_of_blocks(pair) else None


def _ends(pair: Pair, part: Part) -> bool:
    """*part* lies too far below what was taken to belong to it."""
    side = pair.left if part.box.right + part.box.left < sum(pair.gap) else pair.right
    foot = max((p.box.bottom for p in (*pair.left, *pair.right)), default=part.box.top)
    if part.box.top - foot > _LEAP * part.height:
        return not _signs(side, part)
    below = part.box.top - max((p.box.bottom for p in side), default=part.box.top)
    restarts = side is pair.left and below > _LEAP * part.height and part.box.top > foot - part.height
    return restarts and not _signs(side, part)


def _signs(block: Sequence[Part], part: Part) -> bool:
    """The name under a signature: alone, centred under what stands above it."""
    if not block:
        return False
    left, right = min(p.box.left for p in block), max(p.box.right for p in block)
    centred = abs((left + right) - (part.box.left + part.box.right)) / 2 < max(1.5 * part.height, 0.1 * (right - left))
    return centred and part.box.top - block[-1].box.bottom < _SIGNATURE * part.height


def _without_tail(pair: Pair) -> None:
    """Lines below the right block that do not go straight on from the left one are the text after the pair."""
    foot = max((part.box.bottom for part in pair.right), default=0)
    for at, part in enumerate(pair.left):
        if part.box.top >= foot and (not at or not _goes_on(pair.left[at - 1], part)):
            del pair.left[at:]
            return


def _goes_on(last: Part, part: Part) -> bool:
    """The next line of the same block: close, as large, and begun or centred where the last one is."""
    close = part.box.top - last.box.bottom <= part.height and abs(part.height - last.height) <= 0.3 * last.height
    begun = abs(part.box.left - last.box.left)
    centred = abs(part.box.left + part.box.right - last.box.left - last.box.right) / 2
    return close and min(begun, centred) <= part.height


def _is_pair_of_blocks(pair: Pair) -> bool:
    rows = [(a, b) for a in pair.left for b in pair.right if level(a.box, b.box)]
    if any(a.is_field and b.is_field for a, b in rows) or len(pair) < 3:
        return False
    if len(rows) > _MOST_PAIRS:
        return _is_running_text(pair.left) and _is_running_text(pair.right)
    if any(part.opens_recipients for part in pair.left) or any(part.opens_nation for part in pair.right):
        return True
    return _centred(pair.right) or _centred(pair.left) or len(rows) < min(len(pair.left), len(pair.right))


def _is_running_text(block: Sequence[Part]) -> bool:
    width = max(part.box.right for part in block) - min(part.box.left for part in block)
    return median(part.box.width for part in block) >= _RUNNING * width and median(len(p.words) for p in block) >= 3


def _centred(block: Sequence[Part]) -> bool:
    """Its lines share their middle rather than their beginning."""
    if len(block) < 2:
        return False
    middles = pstdev((part.box.left + part.box.right) / 2 for part in block)
    return middles < 0.7 * pstdev(part.box.left for part in block)
