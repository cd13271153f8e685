"""Where on a page the words of a trait stand, so that a reviewer sees what the text model went by."""

from classifiers.text import bare
from classifiers.textmodel.traits import CAPITALS, as_trait
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import PageReading


def place_of(trait: str, reading: PageReading) -> Box | None:
    """The box of the first place *trait* stands on one line of *reading*; None for a look, or words broken over lines."""
    wanted = trait.removeprefix(CAPITALS).split()
    for line in reading.lines:
        words = [(as_trait(part), word.box) for word in line.words for part in bare(word.text).split()]
        for start in range(len(words) - len(wanted) + 1):
            found = words[start : start + len(wanted)]
            if [text for text, _ in found] == wanted:
                return bounding(box for _, box in found)
    return None
