"""The hand-over over HTTP, for signers that cannot see a shared folder. The same office stands behind both."""

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from flows.signing import SigningOffice, about_file
from pipeline.errors import DigitizationError, TransientError
from pipeline.model.ids import BranchId
from pipeline.model.signing import ToSign

PDF = "application/pdf"


def signing_router(office: SigningOffice, branch_of: Callable[..., Any]) -> APIRouter:
    """Routes under ``/v1/signing``. *branch_of* is a FastAPI dependency that says which branch asks, and refuses others:
    a branch sees, fetches and returns its own papers only."""
    router = APIRouter(prefix="/v1/signing", tags=["signing"])
    Branch = Annotated[str, Depends(branch_of)]  # noqa: N806  a type

    @router.get("/papers")
    def papers(branch: Branch) -> JSONResponse:
        """Papers of the branch that wait, longest first."""
        return JSONResponse([_shown(paper, office) for paper in office.waiting(BranchId(branch))])

    @router.get("/papers/{paper_id}.pdf")
    def copy(paper_id: str, branch: Branch) -> Response:
        """The copy to sign, byte for byte."""
        paper = _called(paper_id, BranchId(branch), office)
        if paper is None:
            return _answer(404, "paper-not-waiting")
        with NamedTemporaryFile(dir=office.scratch, suffix=".pdf", delete=False) as file:
            path = Path(file.name)
        office.store.fetch(paper.slip.copy, path)
        return FileResponse(path, media_type=PDF, filename=f"{paper_id}.pdf", background=BackgroundTask(path.unlink))

    @router.post("/papers/signed")
    async def signed(request: Request, branch: Branch) -> Response:
        """A signed copy as the body: 200 when it is kept, 422 with ``code`` and what to do when it is not."""
        with NamedTemporaryFile(dir=office.scratch, suffix=".pdf", delete=False) as file:
            path, size = Path(file.name), 0
            async for block in request.stream():
                size += len(block)
                if size > office.largest:
                    break
                file.write(block)
        try:
            if size > office.largest:
                return _answer(413, "signed-file-too-large")
            return await run_in_threadpool(_taken, path, BranchId(branch), office)
        finally:
            path.unlink(missing_ok=True)

    return router


def _taken(path: Path, branch: BranchId, office: SigningOffice) -> Response:
    try:
        if not office.belongs_to(path, branch):
            return _answer(422, "signed-file-unknown")
        returned = office.post(path)
    except TransientError as later:
        return _answer(503, later.reference)
    except DigitizationError as error:
        return _answer(500, error.reference)
    if not returned.accepted:
        return _answer(422, returned.reference, returned.paper, returned.pages)
    return JSONResponse({"paper": returned.paper, "sha256": returned.file, "again": returned.again})


def _called(paper_id: str, branch: BranchId, office: SigningOffice) -> ToSign | None:
    return next((paper for paper in office.waiting(branch) if paper.slip.id == paper_id), None)


def _shown(paper: ToSign, office: SigningOffice) -> dict[str, object]:
    return {
        "id": paper.slip.id,
        "kind": paper.kind,
        "pages": len(paper.slip.pages),
        "since": paper.since.isoformat(),
        "sha256": paper.slip.copy,
        "size": paper.slip.size,
        "refused": office.said.get(paper.slip.id),
    }


def _answer(status: int, code: str, paper: str = "", pages: tuple[int, ...] = ()) -> JSONResponse:
    return JSONResponse({"code": code, "message": about_file(code, pages), "paper": paper}, status_code=status)
