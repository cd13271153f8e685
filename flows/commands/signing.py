"""`sohoa signing`: what waits to be signed, what came back, what holds of any signed PDF. `sohoa sign`: the reference signer."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.settings import Settings
from flows.signing import Json, SigningOffice, about_file, office_of, signatures_of
from flows.wiring import codecs, now, open_ledger, open_store
from flows.wording import say
from pipeline.errors import RejectedInputError
from pipeline.model.days import HANOI
from pipeline.model.signing import Examination, Regime, SignatureFacts
from storage.signing import BoundedValidator

signing_app = typer.Typer(
    help="Papers that wait for a digital signature, and files that bear one.", no_args_is_help=True
)
app.add_typer(signing_app, name="signing")

LEVELS = {"B-B": "PAdES cơ bản", "B-T": "PAdES có dấu thời gian", "B-LT": "PAdES lưu dài hạn", "CMS": "CMS (kiểu cũ)"}


@contextmanager
def _office(settings: Settings) -> Iterator[SigningOffice]:
    with ExitStack() as stack:
        ledger = stack.enter_context(closing(open_ledger(settings)))
        validator = stack.enter_context(signatures_of(settings))
        yield office_of(settings, open_store(settings), ledger, codecs().verdicts, validator, now)


@signing_app.command("list")
def list_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Papers that wait for their officer's signature, longest first."""
    with _office(settings_for(workspace)) as office:
        office.said.update((str(note["paper"]), note) for note in office.handover.refusals() if note.get("paper"))
        papers = office.waiting()
        for paper in papers:
            refused = office.said.get(paper.slip.id)
            if as_json:
                emit(
                    {
                        "id": paper.slip.id,
                        "branch": paper.slip.branch,
                        "batch": paper.slip.batch,
                        "pages": list(paper.slip.pages),
                        "kind": paper.kind,
                        "since": paper.since.isoformat(),
                        "refused": refused,
                    }
                )
            else:
                line = f"{paper.slip.id}  {paper.slip.batch}  {say('to-be-signed', paper.slip.pages)}"
                typer.echo(line + (f" Lần trước: {refused['message']}" if refused else ""))
    if not papers and not as_json:
        typer.echo("Không có giấy tờ chờ ký.")


@signing_app.command("collect")
def collect_command(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Take back what was signed and lay out what still waits; `sohoa drain` then files what came back."""
    with _office(settings_for(workspace)) as office:
        done = office.exchange()
    if as_json:
        emit(
            {
                "accepted": [one.paper for one in done.accepted],
                "refused": [{"paper": one.paper, "reference": one.reference} for one in done.refused],
                "waiting": done.waiting,
            }
        )
    else:
        for one in done.refused:
            typer.echo(f"{one.paper or '(chưa rõ giấy tờ)'}: {about_file(one.reference, one.pages)}")
        typer.echo(
            f"Đã nhận {len(done.accepted)} bản ký số, từ chối {len(done.refused)}; {done.waiting} giấy tờ còn chờ ký."
        )
    raise typer.Exit(10 if done.refused else 0)


@signing_app.command("check")
def check_command(
    files: Annotated[list[Path], typer.Argument(help="PDF files.", exists=True, dir_okay=False)],
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Say what holds of the signatures in any PDF. Exit 10 when a file's signatures do not hold."""
    settings = settings_for(workspace)
    holds = True
    with closing(BoundedValidator(settings.signatures)) as validator:
        for path in files:
            found = validator.examine(path, now())
            holds = holds and found.holds
            if as_json:
                emit(_json(path, found))
            else:
                _show(path, found)
    raise typer.Exit(0 if holds else 10)


def _json(path: Path, found: Examination) -> Json:
    return {
        "file": str(path),
        "valid": found.holds,
        "faults": [{"reference": fault, "message": about_file(fault)} for fault in found.faults],
        "signatures": [
            {
                "valid": one.holds,
                "faults": list(one.faults),
                "signer": one.signer,
                "issuer": one.issuer,
                "certificate": one.certificate,
                "signed_at": one.signed_at.isoformat() if one.signed_at else None,
                "time_stamped": one.time_stamped,
                "level": one.level,
                "covers_file": one.covers_file,
                "revocation_checked": one.revocation_checked,
            }
            for one in found.signatures
        ],
    }


def _show(path: Path, found: Examination) -> None:
    typer.echo(f"== {path}")
    typer.echo(
        "  " + (about_file("signature-valid") if found.holds else " ".join(about_file(fault) for fault in found.faults))
    )
    for number, one in enumerate(found.signatures, start=1):
        typer.echo(f"  {number}. {one.signer or 'không rõ người ký'}, {_when(one)}")
        typer.echo(f"     chứng thư do {one.issuer or 'không rõ'} cấp, {LEVELS.get(one.level, one.level)}")
        checked = (
            "đã kiểm tra thu hồi" if one.revocation_checked else "chưa kiểm tra thu hồi (không có danh sách thu hồi)"
        )
        typer.echo(f"     {'ký trên cả tệp' if one.covers_file else 'ký trên phần đầu tệp'}; {checked}")
        for fault in one.faults:
            typer.echo(f"     - {about_file(fault)}")


def _when(one: SignatureFacts) -> str:
    if one.signed_at is None:
        return "không ghi giờ ký"
    source = "dấu thời gian" if one.time_stamped else "giờ máy người ký"
    return f"ký lúc {one.signed_at.astimezone(HANOI):%H:%M:%S %d/%m/%Y} ({source})"


@app.command("sign")
def sign_command(
    handover: Annotated[Path, typer.Option(help="The hand-over folder.", file_okay=False)],
    name: Annotated[str, typer.Option(help="Whom the mark names: the copier, or the agency for SAO Y.")] = "",
    key: Annotated[Path | None, typer.Option(help="PKCS#12 file, or PEM key with --certificate.", exists=True)] = None,
    certificate: Annotated[Path | None, typer.Option(help="PEM certificate of a PEM key.", exists=True)] = None,
    test_certificate: Annotated[
        bool, typer.Option("--test-certificate", help="A certificate made for trials.")
    ] = False,
    regime: Annotated[Regime, typer.Option(help="Where the mark stands and what it says.")] = Regime.PAPER_COPY,
    font: Annotated[Path | None, typer.Option(help="Face of the mark.", exists=True)] = None,
) -> None:
    """Sign everything in the hand-over's `to-sign` into `signed`: the reference signer. The passphrase of a key is read
    from SOHOA_SIGN_PASSPHRASE."""
    from storage.signing.reference import ReferenceSigner, signer_from_files
    from storage.signing.trials import trial_signer

    if (key is None) is not test_certificate:
        raise RejectedInputError("signing-key-unclear", "one of --key and --test-certificate is needed", "Name one.")
    if key is None:
        signer = trial_signer(handover / "test-certificate", now())
        typer.echo(f"Chứng thư thử nghiệm, không có giá trị: {handover / 'test-certificate' / 'root.pem'}", err=True)
    else:
        signer = signer_from_files(key, certificate, os.environ.get("SOHOA_SIGN_PASSPHRASE", "").encode() or None)
    subject = signer.subject_name or ""
    reference = ReferenceSigner(signer, name or subject, regime, font)
    typer.echo(f"Đã ký {_sign_all(handover, reference.sign)} giấy tờ.")


def _sign_all(handover: Path, sign: Callable[[Path, Path, datetime], None]) -> int:
    """Each copy that has no signed file yet; written aside first, so that nobody collects half a file."""
    target_folder = handover / "signed"
    target_folder.mkdir(parents=True, exist_ok=True)
    done = 0
    for copy in sorted((handover / "to-sign").glob("*.pdf")):
        target = target_folder / copy.name
        if target.exists():
            continue
        part = target.with_name(f".{copy.name}.part")
        sign(copy, part, now())
        part.replace(target)
        done += 1
    return done
