"""The procedures whose checklists we carry."""

import tomllib
from pathlib import Path

import pytest

import storage.records.sandbox as sandbox
from classifiers.taxonomy import KnownProcedure, Taxonomy
from pipeline.model.ids import ProcedureCode

OURS = Taxonomy.load()
SEED = tomllib.loads((Path(sandbox.__file__).parent / "seed" / "procedures.toml").read_text("utf-8"))["procedure"]
NEEDED = {
    "birth": "1.001193",
    "birth again": "1.004884",
    "marriage": "1.000894",
    "death": "1.000656",
    "marital status": "1.004873",
    "parentage": "1.001022",
    "guardianship": "1.004837",
    "corrections": "1.004859",
    "certified copy": "2.000815",
    "certified signature": "2.000884",
    "certified transaction": "2.001035",
    "permanent residence": "1.004222",
    "temporary residence": "1.004194",
    "residence confirmation": "1.010041",
    "land change": "1.013833",
    "land transfer": "1.013831",
    "first land certificate": "1.013978",
    "building permit": "1.013225",
    "household business": "1.001612",
    "company": "2.001583",
    "criminal record": "3.000333",
}
"""What citizens come for most, by the code of the national list."""


def known(code: str) -> KnownProcedure:
    return OURS.procedures[ProcedureCode(code)]


@pytest.mark.parametrize("code", NEEDED.values(), ids=NEEDED)
def test_a_procedure_citizens_come_for_has_its_checklist(code: str) -> None:
    papers = known(code).papers
    assert any(paper.required for paper in papers)
    assert known(code).source


@pytest.mark.parametrize("procedure", SEED, ids=[p["code"] for p in SEED])
def test_the_sandbox_and_we_speak_of_the_same_papers(procedure: dict[str, object]) -> None:
    """Codes, names and what is required agree; only which kinds a paper may be is said here alone."""
    ours = known(str(procedure["code"]))
    components = procedure["components"]
    assert isinstance(components, list)
    assert (ours.name, ours.field) == (procedure["name"], procedure["field"])
    assert [(p.code, p.name, p.required) for p in ours.papers] == [
        (c["code"], c["name"], c["required"]) for c in components
    ]


def test_a_required_paper_can_be_filed_by_itself_or_stands_for_any() -> None:
    """A required component no kind is mapped to would hold up every dossier."""
    for procedure in OURS.procedures.values():
        assert all(p.kinds or p.any_paper for p in procedure.papers if p.required), procedure.code


def test_the_result_of_a_procedure_is_a_kind_with_the_same_code() -> None:
    """Where the national list gives a result type, one of the kinds it can be carries it."""
    for procedure in OURS.procedures.values():
        if procedure.result_kind is not None:
            codes = OURS.kind(procedure.result_kind).result_codes
            assert not procedure.result_codes or set(procedure.result_codes) & set(codes), procedure.code
