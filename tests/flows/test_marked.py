"""The marked picture shows where the faults are."""

import io

import numpy as np
from PIL import Image

from flows.judging import sentence
from flows.marked import marked
from pipeline.model.faults import Fault, Remedy
from pipeline.model.geometry import Box


def test_places_are_framed_and_numbered_within_the_picture() -> None:
    """A place at the very corner and a whole side are both marked; the size stays."""
    plain = io.BytesIO()
    Image.new("L", (400, 600), 255).save(plain, "JPEG")
    faults = (Fault("finger", 1, Remedy.RESCAN, Box(1990, 2990, 2000, 3000)), Fault("turned", 1, Remedy.LOOK))
    picture = Image.open(io.BytesIO(marked(plain.getvalue(), (2000, 3000), faults))).convert("RGB")
    pixels = np.asarray(picture).astype(int)
    assert picture.size == (400, 600)
    assert (pixels[..., 0] - pixels[..., 2]).max() > 100


def test_a_clerk_reads_what_to_do_and_where() -> None:
    """Place and action in one sentence."""
    assert sentence(Fault("cut-edge-right", 3)) == "Quét lại trang 3: mất mép phải."
    assert sentence(Fault("same-sheet-twice", 4, others=(2,))).startswith("Xem lại trang 2, 4:")
