"""Where a pixel of the prepared image lies on the page as it was scanned."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model.geometry import Box

Grey = NDArray[np.uint8]
Mask = NDArray[np.uint8]
"""0 where nothing is, 255 (or 1) where something is."""
Matrix = NDArray[np.float64]

PAPER = 255


@dataclass(frozen=True, slots=True)
class Placement:
    """The way back: a 3 x 3 matrix from prepared pixels to pixels of the page as scanned, `width` x `height`."""

    matrix: Matrix
    width: int
    height: int

    @classmethod
    def of(cls, width: int, height: int) -> Self:
        """Of a page nobody has touched yet."""
        return cls(np.eye(3), width, height)

    def after(self, forward: Matrix) -> "Placement":
        """One more step, given as the matrix from the pixels before it to those after it."""
        return Placement(self.matrix @ np.linalg.inv(forward), self.width, self.height)

    def box(self, box: Box) -> Box:
        """The smallest upright box on the scanned page around *box*, within the page."""
        corners = np.array(
            [[box.left, box.right, box.right, box.left], [box.top, box.top, box.bottom, box.bottom], [1, 1, 1, 1]],
            dtype=np.float64,
        )
        x, y, w = self.matrix @ corners
        across, down = x / w, y / w
        left, right = (
            int(v) for v in np.clip([np.floor(across.min() + 0.01), np.ceil(across.max() - 0.01)], 0, self.width)
        )
        top, bottom = (
            int(v) for v in np.clip([np.floor(down.min() + 0.01), np.ceil(down.max() - 0.01)], 0, self.height)
        )
        return Box(left, top, right, bottom)


def turned(image: Grey, quarter_turns: int) -> tuple[Grey, Matrix]:
    """*image* turned clockwise by *quarter_turns* x 90 degrees, and the matrix that did it."""
    height, width = image.shape[:2]
    match quarter_turns % 4:
        case 1:
            return _rotated(image, cv2.ROTATE_90_CLOCKWISE), np.array([[0, -1, height], [1, 0, 0], [0, 0, 1.0]])
        case 2:
            return _rotated(image, cv2.ROTATE_180), np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]])
        case 3:
            return _rotated(image, cv2.ROTATE_90_COUNTERCLOCKWISE), np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1.0]])
        case _:
            return image, np.eye(3)


def _rotated(image: Grey, code: int) -> Grey:
    return np.asarray(cv2.rotate(image, code), dtype=np.uint8)
