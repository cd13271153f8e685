"""``python -m bench.stacks [--corpus FOLDER] [--write]``: learns what reasons for a beginning count for, and measures it.

Learnt from the press's own layouts, from papers set by recipe of three kinds in four, and from corpus papers if there are
any; measured on held-out layouts and on the kinds left out. ``--write`` puts the weights into ``boundary_weights.toml``.
"""

import random
import re
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.corpus import load
from bench.press.held import HELD_OUT
from bench.stacks.compose import Stack
from bench.stacks.library import RARE, Library, as_kept, drawn, set_by_recipe, stacks
from bench.stacks.long_papers import usable
from bench.stacks.measure import parted
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from classifiers.textmodel import TextModel
from classifiers.training.boundaries import Labelled, fitted, lesson_of, scaled
from classifiers.weights import FILE, Weights

_TAUGHT, _TESTED = 450, 110


def libraries(taxonomy: Taxonomy, corpus: Path | None) -> tuple[Library, Library]:
    """(papers to learn from, papers to measure on): no layout is in both, nor any kind set by recipe but laws."""
    rare = [kind for kind in usable(taxonomy) if kind.code in RARE]
    kinds = [kind for kind in usable(taxonomy) if kind.code not in RARE]
    random.Random(7).shuffle(kinds)
    cut = 3 * len(kinds) // 4
    taught = set_by_recipe(1, 4, taxonomy, rare + kinds[:cut])
    taught.add(drawn(1, 2))
    if corpus is not None:
        papers = (paper for case in load(corpus) for paper in case.papers)
        taught.add(as_kept((paper.kind, [reading for _, reading in paper.pages]) for paper in papers))
    tested = set_by_recipe(2, 4, taxonomy, kinds[cut:] + rare)
    tested.add(drawn(3, 2, HELD_OUT))
    return taught, tested


def labelled(separator: RuleSeparator, batches: Iterable[Stack]) -> Iterable[Labelled]:
    """The runs of *batches*, each with the places where its papers begin.

    Every other one without the text model's word: the other reasons have to stand alone where it has nothing to say.
    """
    for number, stack in enumerate(batches):
        run = separator.run_of(stack.view)
        if number % 2:
            run = replace(run, pages=[replace(page, begins=None) for page in run.pages])
        if run.pages:
            place = {page.number: at for at, page in enumerate(run.pages)}
            starts = {place[pages[0]] for pages in stack.papers if pages[0] in place}
            yield Labelled(run, tuple(sorted(starts | {0})))


def rewritten(text: str, learnt: Mapping[str, float]) -> str:
    """The weights file with what was learnt beside what the hand set."""
    for feature, value in learnt.items():
        row = re.compile(
            rf'^("{re.escape(feature)}" = \{{ by_hand = [-0-9.]+(?:, (?:most|least) = [0-9.]+)*)(?:, learnt = [-0-9.]+)? \}}',
            re.M,
        )
        text = row.sub(rf"\g<1>, learnt = {value:.2f} }}", text)
    return text


def main() -> None:
    line = ArgumentParser(description=__doc__)
    line.add_argument("--corpus", type=Path)
    line.add_argument("--write", action="store_true")
    asked = line.parse_args()
    taxonomy, model = Taxonomy.load(), TextModel.load()
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    by_hand = {feature: float(row["by_hand"]) for feature, row in said["weights"].items()}
    most = {feature: float(row["most"]) for feature, row in said["weights"].items() if "most" in row}
    least = {feature: float(row["least"]) for feature, row in said["weights"].items() if "least" in row}
    taught, tested = libraries(taxonomy, asked.corpus)
    lessons, tests = list(stacks(taught, 1, _TAUGHT)), list(stacks(tested, 2, _TESTED))
    separator = RuleSeparator(taxonomy, model)
    learnt = fitted(lesson_of(labelled(separator, lessons), by_hand), by_hand, most, least)
    unseen = lesson_of(labelled(separator, tests), by_hand)
    print(f"best scale on unseen batches: {scaled(unseen, learnt, list(np.linspace(0.4, 1.4, 21))):.2f}")
    calibration = said["calibration"]
    for name, values in (("by hand", by_hand), ("learnt", learnt)):
        weights = Weights(values, float(calibration["scale"]), float(calibration["sure"]))
        print(f"{name}: {parted(RuleSeparator(taxonomy, model, weights), tests)}")
    if asked.write:
        FILE.write_text(rewritten(FILE.read_text(encoding="utf-8"), learnt), encoding="utf-8")


if __name__ == "__main__":
    main()
