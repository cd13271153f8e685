"""`sohoa quality`: what is promised, what came of it, and samples answered from the command line."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.commands import quality  # noqa: F401  registers its commands
from pipeline.model.ids import KindCode
from pipeline.model.quality import DOCUMENT, Claim, Drawn
from storage.objects.folder import FolderOptions, FolderStore
from tests.storage.ledger.conftest import ledger_at
from tests.storage.ledger.day import Day
from tests.storage.ledger.papers import LEASE, at, record_of, scan, settlement

KIND = KindCode("birth-certificate")
DRAWN = Drawn((1, 2, 3), KIND, (Claim(DOCUMENT, 0.001, automatic=True), Claim("birth_date", 0.002, automatic=True)))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Three filed papers at one branch, each drawn."""
    with ledger_at(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        day = Day(FolderStore(FolderOptions(root=_made(tmp_path / "store"))), ledger)
        for n, name in enumerate(("a", "b", "c")):
            batch = day.take_in(name, n)
            claim = ledger.claim(batch.id, "w1", at(n), LEASE)
            assert claim is not None
            said = replace(settlement(batch), drawn=(DRAWN,))
            said = replace(said, documents=tuple(replace(d, kind=KIND) for d in said.documents))
            ledger.settle(claim, said, at(n + 1), record_of(said))
    return tmp_path


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def ask(workspace: Path, *words: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(
        app, ["quality", *words, "--workspace", str(workspace), "--json"], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines() if line.startswith("{")]


def test_too_little_data_is_said_openly(workspace: Path) -> None:
    """Nothing was checked: nothing is claimed; samples say how many wait and since when."""
    (branch,) = ask(workspace)
    assert (branch["branch"], branch["filed"], branch["samples_waiting"]) == ("q1", 3, 3)
    assert branch["oldest_sample_since"].startswith("2026-03-02T08:01")
    families = {family["family"]: family for family in branch["families"]}
    assert families["document"]["promised"] == 0.001
    assert families["date"]["promised"] == 0.005
    assert {family["state"] for family in families.values()} == {"too-little-data"}
    assert families["date"]["realised"] is None


def test_samples_are_listed_with_what_is_asked(workspace: Path) -> None:
    """In Vietnamese, with the names of what was claimed and no value."""
    listed = ask(workspace, "check")
    assert [sample["claims"] for sample in listed] == [["document", "birth_date"]] * 3
    assert {(sample["waiting_for"], sample["reason"]) for sample in listed} == {("reviewer", "sample-check")}
    assert all("trang 1, 2, 3" in sample["message"].casefold() for sample in listed)


def test_answers_count_and_a_broken_promise_calls_the_others_back(workspace: Path) -> None:
    """Right, wrong with its correction, wrong again: the third paper of the kind is called back."""
    first, second, third = (sample["id"] for sample in ask(workspace, "check"))
    assert ask(workspace, "check", first, "wrong", "--kind", "death-certificate")[0]["recalled"] == 0
    (answer,) = ask(workspace, "check", second, "wrong", "--field", "birth_date=1987-05-02", "--wrong", "document")
    assert (answer["wrong"], answer["recalled"]) == (["birth_date", "document"], 1)
    (branch,) = ask(workspace)
    papers = next(family for family in branch["families"] if family["family"] == "document")
    assert (papers["checked"], papers["wrong"], papers["state"]) == (2, 2, "broken")
    assert branch["recalled"] >= 1
    assert [sample["id"] for sample in ask(workspace, "check")] == [third]
    with ledger_at(f"sqlite:///{workspace / 'ledger.sqlite'}") as ledger:
        kinds = [verdict.kind.value for status in ledger.statuses() for verdict in ledger.verdicts(status.id)]
        assert sorted(kinds) == ["checked", "checked", "field", "kind"]
        assert scan("a").id in {status.id for status in ledger.statuses() if status.reason == "verdict-given"}


@pytest.mark.parametrize("words", [("s-nobody", "right"), ("", "")])
def test_a_sample_nobody_drew_is_refused(workspace: Path, words: tuple[str, str]) -> None:
    """Said with its reference; an answer that is no answer too."""
    if words[0]:
        with pytest.raises(Exception, match="no sample"):
            ask(workspace, "check", *words)
    else:
        first = ask(workspace, "check")[0]["id"]
        with pytest.raises(Exception, match="right, or wrong"):
            ask(workspace, "check", first, "perhaps")
