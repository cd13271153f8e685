"""Readers from elsewhere, run in their own environment: ``python -m bench.foreign READER`` takes paths on stdin, a line each.

For every page one line of JSON comes back: its lines with text, box and confidence. `bench.peers` installs them.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

Row = dict[str, Any]
"""text, box (left, top, right, bottom), confidence."""

_WIDEST = 32.0
"""Width over height that AsterOCR's graph can take: 1,024 pixels at a height of 32."""


def rapidocr() -> Callable[[str], Iterator[Row]]:
    """RapidOCR as it comes: its detector, its own dictionary (which lacks most Vietnamese letters)."""
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    engine = RapidOCR(params=threads)

    def read(path: str) -> Iterator[Row]:
        said = engine(path)
        for quad, text, sure in zip(
            said.boxes if said.boxes is not None else (), said.txts or (), said.scores or (), strict=True
        ):
            xs, ys = [float(p[0]) for p in quad], [float(p[1]) for p in quad]
            yield {"text": text, "box": [min(xs), min(ys), max(xs), max(ys)], "confidence": float(sure)}

    return read


def asterocr() -> Callable[[str], Iterator[Row]]:
    """AsterOCR's own class on the lines Tesseract finds: it reads lines and has nothing that finds them on a page."""
    import pytesseract
    from asterocr import AsterOCR
    from PIL import Image

    reader = AsterOCR(enable_telemetry=False)

    def read(path: str) -> Iterator[Row]:
        with Image.open(path) as picture:
            page = picture.convert("RGB")
        found = pytesseract.image_to_data(page, lang="vie", output_type=pytesseract.Output.DICT)
        for words in _lines(found):
            for part in _narrow(words):
                box = [
                    min(w[0] for w in part) - 4,
                    min(w[1] for w in part) - 3,
                    max(w[2] for w in part) + 4,
                    max(w[3] for w in part) + 3,
                ]
                box = [max(0, box[0]), max(0, box[1]), min(page.width, box[2]), min(page.height, box[3])]
                yield {"text": reader.predict(page.crop(tuple(box))), "box": box, "confidence": 1.0}

    return read


def _lines(found: dict[str, list[Any]]) -> Iterator[list[tuple[int, int, int, int]]]:
    """The word boxes of each line Tesseract found, left to right."""
    lines: dict[tuple[int, int, int], list[tuple[int, int, int, int]]] = {}
    for n, text in enumerate(found["text"]):
        if text.strip():
            left, top, width, height = (found[key][n] for key in ("left", "top", "width", "height"))
            key = (found["block_num"][n], found["par_num"][n], found["line_num"][n])
            lines.setdefault(key, []).append((left, top, left + width, top + height))
    yield from lines.values()


def _narrow(words: list[tuple[int, int, int, int]]) -> Iterator[list[tuple[int, int, int, int]]]:
    """*words* in as many parts as the graph needs."""
    height = max(w[3] for w in words) - min(w[1] for w in words) + 6
    part: list[tuple[int, int, int, int]] = []
    for word in words:
        if part and word[2] - part[0][0] + 8 > (_WIDEST - 1) * height:
            yield part
            part = []
        part.append(word)
    yield part


READERS = {"rapidocr": rapidocr, "asterocr": asterocr}


def main() -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what these packages print goes to stderr
    read = READERS[sys.argv[1]]()
    for path in sys.stdin:
        try:
            rows = list(read(path.rstrip("\n")))
        except Exception as failure:  # whatever stops a peer on one page, it read nothing there
            print(f"{path.strip()}: {type(failure).__name__}: {failure}", file=sys.stderr)
            rows = []
        print(json.dumps(rows), file=answers, flush=True)


if __name__ == "__main__":
    main()
