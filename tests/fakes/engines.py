"""An engine that sees bars for words, so that reading can be tried without any model."""

import cv2
import numpy as np

from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import EngineIdentity, Line, Word
from pipeline.ports import Raster


class BarEngine:
    """An `OcrEngine` to which every black bar is a word `bar`, and every row of bars a line."""

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("bars", "1", "")

    def read(self, image: Raster) -> tuple[Line, ...]:
        shape = (image.height, image.width, image.channels)
        grey = np.frombuffer(image.pixels, dtype=np.uint8).reshape(shape).min(axis=2)
        _, _, stats, _ = cv2.connectedComponentsWithStats((grey < 128).astype(np.uint8))
        boxes = sorted((Box(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()), key=lambda b: (b.top, b.left))
        rows: dict[int, list[Word]] = {}
        for box in boxes:
            rows.setdefault(box.top // 8, []).append(Word("bar", box, 0.9))
        return tuple(Line(tuple(words), bounding(w.box for w in words), "bars") for words in rows.values())
