"""Places on paper, in page pixels from the top left of the page as it was scanned."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle; `right` and `bottom` are one past the last pixel."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.left > self.right or self.top > self.bottom:
            raise ValueError(f"box is inside out: {self.left},{self.top},{self.right},{self.bottom}")

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def union(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def overlap(self, other: "Box") -> int:
        """Shared area in pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, across) * max(0, down)

    def turned(self, quarter_turns: int, width: int, height: int) -> "Box":
        """This box after the *width* x *height* page under it was turned clockwise by *quarter_turns* x 90 degrees."""
        match quarter_turns % 4:
            case 1:
                return Box(height - self.bottom, self.left, height - self.top, self.right)
            case 2:
                return Box(width - self.right, height - self.bottom, width - self.left, height - self.top)
            case 3:
                return Box(self.top, width - self.right, self.bottom, width - self.left)
            case _:
                return self


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around *boxes*; `ValueError` when there is none."""
    rest = iter(boxes)
    try:
        whole = next(rest)
    except StopIteration:
        raise ValueError("no box to bound") from None
    for box in rest:
        whole = whole.union(box)
    return whole
