"""The committed demo set is what its plan says, and small enough to carry."""

import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bench.press.demo import PAPERS, PLANS, Plan, Real, build, sandbox_case

EXPECTED = json.loads((PAPERS / "expected.json").read_text(encoding="utf-8"))


def sides_of(path: Path) -> int:
    """Pages in a file; a file that does not open takes one place."""
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            return len(pdf.pages)
    try:
        with Image.open(path) as image:
            return int(getattr(image, "n_frames", 1))
    except OSError:
        return 1


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_side_is_expected_somewhere(plan: Plan) -> None:
    """Sides delivered = pages of documents + covers + blanks + refused, each exactly once."""
    entry = PAPERS / plan.name
    files = sorted(entry.iterdir()) if entry.is_dir() else [entry]
    said = EXPECTED[plan.name]
    placed = [n for document in said["documents"] for n in document["pages"]]
    placed += said["covers"] + said["blanks"]
    placed += [side["page"] for side in said["refused"]]
    assert sum(map(sides_of, files)) == said["sides"]
    assert sorted(placed) == list(range(1, said["sides"] + 1))


def test_the_set_shows_every_way_a_paper_can_go() -> None:
    outcomes = {(d["outcome"], d.get("reference")) for batch in EXPECTED.values() for d in batch["documents"]}
    assert {
        ("attached", None),
        ("separator", None),
        ("awaiting-review", "paper-not-on-checklist"),
        ("awaiting-review", "dossier-not-named"),
    } <= outcomes
    assert any(batch["refused"] for batch in EXPECTED.values())
    assert any(batch["blanks"] for batch in EXPECTED.values())


def test_the_set_is_small() -> None:
    size = sum(path.stat().st_size for path in PAPERS.rglob("*") if path.is_file())
    assert size <= 9_000_000
    assert 55 <= sum(batch["sides"] for batch in EXPECTED.values()) <= 75


def test_owners_are_those_of_the_sandbox() -> None:
    """The name and number on the papers are what the record system answers."""
    for batch in EXPECTED.values():
        for document in batch["documents"]:
            if document["kind"] == "id-card" and document["dossier"]:
                case = sandbox_case(document["dossier"].rsplit("-", 1)[1])
                assert document["fields"]["id_number"] == case.owner.id_number


def test_real_scans_are_there_and_named_in_the_readme() -> None:
    readme = (PAPERS / "README.md").read_text(encoding="utf-8")
    for plan in PLANS:
        assert plan.name in readme
        for item in plan.items:
            if isinstance(item, Real):
                assert (PAPERS / plan.name / item.file).is_file()
                assert item.file in readme


def test_the_plan_can_be_drawn_again(tmp_path: Path) -> None:
    """The expectations of a batch come out as committed (pixels may differ with other fonts)."""
    plan = next(plan for plan in PLANS if plan.name.startswith("08"))
    assert build(plan, tmp_path) == EXPECTED[plan.name]
