"""The labelled defects: every label can be drawn, leaves the trace it is named after, and the same seed draws the same."""

import random
import tomllib
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import ImageChops

from bench.defects import ALONG, MEANT, REAL, Counts, Looked, judge
from bench.press.case import Case, a_case
from bench.press.catalogue import KINDS, draw
from bench.press.defects import copying, placing
from bench.press.defects.catalogue import LABELS, ONE_SIDE
from bench.press.defects.office import Office
from bench.press.defects.samples import marks_wanted, samples
from bench.press.defects.scan import scan
from bench.press.paper import DrawnPage

DPI = 100
CASE = a_case(random.Random(1))


@pytest.fixture(scope="module")
def page() -> DrawnPage:
    return draw("land-change-registration", CASE, random.Random(2), dpi=DPI, layout=0).pages[0]


def offices() -> Iterator[tuple[Office, random.Random]]:
    for seed in range(2):
        yield Office.drawn(random.Random(seed), DPI), random.Random(seed)


@pytest.mark.parametrize("label", [label for label in ONE_SIDE if label not in ("low-resolution", "upsampled")])
def test_every_label_of_a_side_changes_the_scan(label: str, page: DrawnPage) -> None:
    """Against the same sheet through the same machine."""
    for office, rng in offices():
        state = rng.getstate()
        sound = scan(page, office, rng)
        rng.setstate(state)
        for way in ONE_SIDE[label]:
            defect = way(page, random.Random(5))
            assert defect is not None
            assert (defect.label, bool(defect.strength)) == (label, True)
            rng.setstate(state)
            made = scan(page, office, rng, defect)
            same = made.image.size == sound.image.size and made.image.mode == sound.image.mode
            assert not same or ImageChops.difference(made.image, sound.image).getbbox()


def test_a_cut_takes_part_of_the_text(page: DrawnPage) -> None:
    """Lines end at the edge of the frame, and some ink is gone."""
    for side in placing.SIDES:
        assert placing.cuttable(side, page) or side == "bottom"
        office = Office.drawn(random.Random(3), DPI)
        made = scan(page, office, random.Random(3), placing.cut_edge(side, page, random.Random(4)))
        width, height = made.image.size
        edges = {"left": 0, "top": 0, "right": width, "bottom": height}
        assert any(getattr(line.box, side) == edges[side] for line in made.lines)


def test_files_say_what_the_rule_asks_about(page: DrawnPage) -> None:
    office = Office.drawn(random.Random(3), DPI)
    sharp = draw("commitment", CASE, random.Random(2), dpi=200).pages[0]
    coarse = ONE_SIDE["low-resolution"][0](sharp, random.Random(1))
    assert coarse is not None
    assert scan(sharp, Office.drawn(random.Random(3), 200), random.Random(1), coarse).dpi < 200
    modes = set()
    for seed in range(9):
        grey = ONE_SIDE["not-in-colour"][0](page, random.Random(seed))
        assert grey is not None
        made = scan(page, office, random.Random(seed), grey).image
        modes.add(made.mode)
        channels = np.asarray(made.convert("RGB"))
        assert (channels[..., 0] == channels[..., 2]).all()
    assert modes == {"1", "L", "RGB"}


def test_ordinary_scans_are_in_colour_even_of_a_photocopy(page: DrawnPage) -> None:
    """Or the harmless would look like the fault."""
    for office, rng in offices():
        channels = np.asarray(scan(page, office, rng).image, np.int16)
        assert (channels[..., 0] != channels[..., 2]).mean() > 0.3


def test_an_unsealed_paper_is_the_sealed_one_without_red() -> None:
    kind = next(k for k in copying.sealed_kinds(KINDS, marks_wanted()) if k == "birth-notification")
    stack = copying.without_marks(kind, KINDS[kind][0], CASE, random.Random(4), frozenset({"seal"}), DPI)
    assert stack is not None
    assert stack.faulty
    pixels = np.asarray(stack.sides[stack.faulty[0]].image, np.int16)
    assert not ((pixels[..., 0] - pixels[..., 1]) > 80).any()


def other_case() -> Case:
    return a_case(random.Random(9))


def test_between_the_sides_of_a_batch() -> None:
    """A sheet missing from the middle, one side of two, one sheet twice, and two people who are not."""
    rng = random.Random(6)
    short = copying.numbered(CASE, KINDS, rng, DPI, lost=True, counted=False)
    said = [
        line.text
        for side in short.sides
        for line in side.lines
        if f"/{len(short.sides) + 1}" in line.text.replace(" ", "")
    ]
    assert len(said) >= len(short.sides)
    counted = copying.numbered(CASE, KINDS, rng, DPI, lost=True, counted=True)
    assert counted.declared == len(counted.sides) + 1
    again = copying.twice(CASE, KINDS, rng, DPI)
    assert again.again is not None
    assert again.sides[again.again[0]] is again.sides[again.again[1]]
    two = copying.same_form(CASE, other_case(), KINDS, rng, DPI)
    assert not two.faulty
    assert two.sides[0].lines != two.sides[-1].lines
    assert len(copying.two_sided(CASE, KINDS, rng, DPI, lost=True).faulty) == 1


def test_a_seed_draws_the_same_set() -> None:
    first, second = (list(samples(3, 2, held=False, labels=("glare",))) for _ in range(2))
    assert [one.name for one in first] == ["0000-glare", "0001-sound"]
    assert [[s.image.tobytes() for s in one.sides] for one in first] == [
        [s.image.tobytes() for s in one.sides] for one in second
    ]


# ------------------------------------------------------------------ the ruler


def looked(faults: dict[str, tuple[int, ...]], verdicts: list[tuple[int, str, str | None]], sides: int = 2) -> Looked:
    pages = [{"page": n, "verdicts": [{"reference": r, "remedy": m} for at, r, m in verdicts if at == n]} for n in range(1, sides + 1)]  # fmt: skip
    whole = [{"reference": r, "remedy": m} for at, r, m in verdicts if at == 0]
    return Looked("one", "", faults, (), {"pages": pages, "verdicts": whole}, 1.0)


def test_a_label_is_met_on_its_own_side_or_for_the_batch() -> None:
    counts = Counts()
    judge(looked({"blurred": (2,)}, [(2, "blurred", "rescan")]), counts)
    judge(looked({"blurred": (2,)}, [(1, "blurred", "rescan")]), counts)
    judge(looked({"double-feed": (1, 2)}, [(0, "double-feed", "rescan")]), counts)
    assert (counts.met["blurred"], counts.tried["blurred"], counts.met["double-feed"]) == (1, 2, 1)


def test_alarms_are_counted_where_nothing_is_wrong() -> None:
    """A remark that needs nobody is none; what a defect brings along on its side is none."""
    counts = Counts()
    judge(looked({}, [(1, "shadow", "look"), (2, "blank-side", None)]), counts)
    judge(
        looked({"skewed": (1,)}, [(1, "skewed", "rescan"), (1, "cut-edge-left", "rescan"), (2, "glare", "rescan")]),
        counts,
    )
    assert (counts.sides, counts.alarmed["any"], counts.alarmed["rescan"]) == (3, 2, 1)


def test_every_label_has_references_and_the_real_scans_use_no_other() -> None:
    assert set(MEANT) == set(LABELS)
    assert set(ALONG) <= set(LABELS)
    for entry in tomllib.loads(REAL.read_text(encoding="utf-8"))["scan"]:
        assert set(entry.get("faults", {})) <= set(LABELS)
