"""The closed list of labels: what is wrong, how it is drawn, how strong.

=================  =========================================================================================
label              drawn as; only strengths a person would send back
=================  =========================================================================================
low-resolution     96 to 150 dpi, and the file says so
upsampled          60 to 84 dpi blown up to 200 or 300
not-in-colour      one bit, grey, grey kept with three channels (NĐ 30/2020, Phụ lục I: scans are in colour)
blurred            defocus, 0.45 to 1.0 mm radius; motion, 0.9 to 2.4 mm; a quarter to 60 % of the text so
skewed             4 to 12 degrees
cut-edge-*         3 to 16 mm of the lines lost at left or right; a line cut through at top or bottom
dark-border        10 to 45 mm of dark (tone below 92) on one side, at a corner, all around
dog-ear            a corner of 22 to 62 mm folded over, or behind, at least 60 mm² of lines
finger             one to four, 5 to 28 mm into the text
glare              burnt out, 16 to 45 mm or a band of 45 to 120 mm, over a line
shadow             16 to 42 % of the light left, cast over text or along an edge for 25 to 60 mm
too-pale           the print has 9 to 24 % of its blackness
streaked           3 to 10 dark or coloured lines of 0.35 to 1.6 mm, 1 to 4 white ones of 2 to 6 mm
turned             90, 180 or 270 degrees
blank-side         an empty side alone
missing-back       a card or certificate without its back, among other papers
twice              the same sheet again: other skew, place, light and noise
double-feed        a page missing from the middle of `Trang x/y`
short-count        a sheet fewer than the clerk declared
seal-absent        a paper of a kind that must bear a seal, without (and at times unsigned too)
signature-absent   a form nobody signed
=================  =========================================================================================
"""

import random
from collections.abc import Callable
from functools import partial

from bench.press.defects import optics, placing, things
from bench.press.defects.scan import Defect
from bench.press.paper import DrawnPage

Drawn = Callable[[DrawnPage, random.Random], Defect | None]

ONE_SIDE: dict[str, tuple[Drawn, ...]] = {
    "low-resolution": (optics.coarse,),
    "upsampled": (optics.blown_up,),
    "not-in-colour": (optics.without_colour,),
    "blurred": (optics.defocused, optics.moved, optics.partly_blurred),
    "skewed": (placing.skewed,),
    **{f"cut-edge-{side}": (partial(placing.cut_edge, side),) for side in placing.SIDES},
    "dark-border": (placing.dark_border,),
    "dog-ear": (things.dog_ear,),
    "finger": (things.fingers,),
    "glare": (things.glare,),
    "shadow": (things.shadow,),
    "too-pale": (optics.pale,),
    "streaked": (optics.streaked,),
    "turned": (placing.wrong_way,),
}
"""Labels of one side alone, with the ways each comes about."""

STACKS = ("blank-side", "missing-back", "twice", "double-feed", "short-count", "seal-absent", "signature-absent")
"""Labels that lie in the papers themselves, or between the sides of a batch."""

LABELS = (*ONE_SIDE, *STACKS)
