"""The hand-over over HTTP: a branch lists, fetches and returns its own papers, and nobody else's."""

from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Header
from fastapi.testclient import TestClient

from console.signing import signing_router
from pipeline.model.work import VerdictKind
from tests.flows.signing_desk import DECISION, Desk, a_desk, digest, signed_bytes

HERE, ELSEWHERE = {"x-branch": "q1"}, {"x-branch": "q2"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    def branch_of(x_branch: Annotated[str, Header()]) -> str:
        return x_branch

    app = FastAPI()
    app.include_router(signing_router(desk.office, branch_of))
    return TestClient(app)


def test_a_paper_goes_out_and_comes_back_signed(desk: Desk, client: TestClient) -> None:
    """Listed, fetched byte for byte, posted; what is posted again is once, and the list is empty then."""
    batch = desk.scan(DECISION)
    [paper] = client.get("/v1/signing/papers", headers=HERE).json()
    fetched = client.get(f"/v1/signing/papers/{paper['id']}.pdf", headers=HERE)
    assert (fetched.headers["content-type"], digest(fetched.content)) == ("application/pdf", paper["sha256"])
    blob = signed_bytes(fetched.content, desk.clock())
    first = client.post("/v1/signing/papers/signed", headers=HERE, content=blob)
    assert (first.status_code, first.json()) == (200, {"paper": paper["id"], "sha256": digest(blob), "again": False})
    second = client.post("/v1/signing/papers/signed", headers=HERE, content=blob)
    assert (second.status_code, second.json()["again"]) == (200, True)
    assert [verdict.kind for verdict in desk.bench.ledger.verdicts(batch)] == [VerdictKind.SIGNED]
    assert client.get("/v1/signing/papers", headers=HERE).json() == []
    assert not list(desk.bench.scratch.iterdir())


def test_another_branch_sees_and_returns_nothing(desk: Desk, client: TestClient) -> None:
    """Neither in the list, nor by its id, nor by posting what somebody else fetched."""
    desk.scan(DECISION)
    [paper] = desk.office.waiting()
    copy = desk.bench.store.get(paper.slip.copy)
    assert client.get("/v1/signing/papers", headers=ELSEWHERE).json() == []
    assert client.get(f"/v1/signing/papers/{paper.slip.id}.pdf", headers=ELSEWHERE).status_code == 404
    answer = client.post("/v1/signing/papers/signed", headers=ELSEWHERE, content=signed_bytes(copy, desk.clock()))
    assert (answer.status_code, answer.json()["code"]) == (422, "signed-file-unknown")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [(b"", 422, "signed-file-unknown"), (b"x" * 5_000_001, 413, "signed-file-too-large")],
    ids=["empty", "too large"],
)
def test_what_cannot_be_taken_is_answered_at_once(
    desk: Desk, client: TestClient, body: bytes, status: int, code: str
) -> None:
    """With a code and a Vietnamese sentence; nothing is left lying about."""
    answer = client.post("/v1/signing/papers/signed", headers=HERE, content=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]
    assert not list(desk.bench.scratch.iterdir())


def test_a_copy_that_does_not_hold_is_answered_with_its_reason_and_kept(desk: Desk, client: TestClient) -> None:
    """The unsigned copy itself, sent back: named, and the file lies in `refused`."""
    desk.scan(DECISION)
    [paper] = desk.office.waiting()
    answer = client.post("/v1/signing/papers/signed", headers=HERE, content=desk.bench.store.get(paper.slip.copy))
    assert (answer.status_code, answer.json()["code"], answer.json()["paper"]) == (
        422,
        "signature-missing",
        paper.slip.id,
    )
    assert len(list((desk.handover / "refused").glob("*.pdf"))) == 1
    [listed] = client.get("/v1/signing/papers", headers=HERE).json()
    assert listed["refused"]["reference"] == "signature-missing"
