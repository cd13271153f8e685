"""What a short script would do: each page as a picture at 200 dpi, pytesseract, the text. No copy is made.

``python -m bench.plain`` takes a request as JSON on stdin and answers on stdout; `bench.speed` asks it.
"""

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdf2image
import pytesseract
from PIL import Image, ImageSequence

DPI = 200


def pictures(files: list[Path]) -> Iterator[Image.Image]:
    """The pages of *files*, one in memory at a time."""
    for path in files:
        if path.suffix.lower() == ".pdf":
            for number in range(1, pdf2image.pdfinfo_from_path(str(path))["Pages"] + 1):
                yield pdf2image.convert_from_path(str(path), dpi=DPI, first_page=number, last_page=number)[0]
        else:
            with Image.open(path) as picture:
                for frame in ImageSequence.Iterator(picture):
                    yield frame.convert("RGB")


def text_of(picture: Image.Image) -> str:
    return str(pytesseract.image_to_string(picture, lang="vie"))


def main() -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"  # as many pages at once as there are cores reads faster than threads in a page
    asked = json.load(sys.stdin)
    with ThreadPoolExecutor(asked["workers"]) as threads:
        texts = {
            name: list(threads.map(text_of, pictures([Path(file) for file in files])))
            for name, files in asked["papers"].items()
        }
    print(json.dumps({"texts": texts}))


if __name__ == "__main__":
    main()
