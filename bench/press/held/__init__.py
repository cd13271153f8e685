"""Layouts used for measuring only: nothing is tuned on them, and no batch or demo paper is drawn from them.

What real offices print differs from our own forms in wording, order and make-up. Each kind here has layouts unlike those
of `bench.press.catalogue.KINDS`; `OTHERS` are papers of no kind at all, for which the honest answer is "unknown".
"""

from bench.press.catalogue import Drawing
from bench.press.held.people import OTHERS, PEOPLE
from bench.press.held.things import THINGS

HELD_OUT: dict[str, tuple[Drawing, ...]] = {
    kind: (*PEOPLE.get(kind, ()), *THINGS.get(kind, ())) for kind in (*PEOPLE, *THINGS)
}
"""Kind code to held-out layouts; draw one with ``catalogue.draw(kind, case, rng, layout=drawing)``."""

__all__ = ["HELD_OUT", "OTHERS"]
