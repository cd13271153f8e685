"""`sohoa quality`: what was promised and what came of it, by branch; samples listed and answered."""

from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from classifiers.decisions import RiskDecider
from classifiers.decisions.families import Family
from classifiers.taxonomy import Taxonomy
from flows.cli import AsJson, Workspace, app, emit, settings_for
from flows.overseeing import BranchQuality, FamilyQuality, quality, recall_where_broken, sample_called
from flows.reports import Json
from flows.settings import Settings
from flows.wiring import codecs, now, open_ledger, open_store
from flows.wording import say
from pipeline.errors import RejectedInputError
from pipeline.model.quality import DOCUMENT
from pipeline.model.samples import Sample
from pipeline.model.work import Verdict, VerdictKind
from pipeline.policy import Promise, Sampling
from pipeline.stages.decide import decide
from pipeline.stages.sample import check
from storage.ledger import SqlLedger

FAMILIES = {
    Family.IDENTITY: "số định danh",
    Family.DATE: "ngày",
    Family.NAME: "họ tên",
    Family.CODE: "số, ký hiệu",
    Family.MONEY: "số tiền, diện tích",
    Family.TEXT: "nội dung",
    Family.DOCUMENT: "giấy tờ",
}
STATES = {"kept": "giữ được cam kết", "broken": "vượt cam kết", "too-little-data": "chưa đủ dữ liệu"}

quality_app = typer.Typer(help="Promised and realised error, and papers looked at afterwards.")
app.add_typer(quality_app, name="quality")


@quality_app.callback(invoke_without_command=True)
def quality_command(context: typer.Context, workspace: Workspace = None, as_json: AsJson = False) -> None:
    """What was promised and what came of it, by branch and family of fields; samples that wait."""
    if context.invoked_subcommand is not None:
        return
    settings = settings_for(workspace)
    taxonomy = Taxonomy.load(settings.taxonomy)
    with _ledger(settings) as ledger:
        decider = RiskDecider(taxonomy, settings.promise, ledger.outcomes)
        branches = list(quality(ledger, decider, taxonomy, settings.promise))
    for branch in branches:
        if as_json:
            emit(_branch_json(branch))
        else:
            _show(branch)
    if not branches and not as_json:
        typer.echo("Chưa có giấy tờ nào.")


@quality_app.command("check")
def check_command(
    sample: Annotated[str, typer.Argument(help="Id of the sample; empty lists those that wait.")] = "",
    answer: Annotated[str, typer.Argument(help="right or wrong.")] = "",
    wrong: Annotated[list[str] | None, typer.Option("--wrong", help="Name of a field that is wrong.")] = None,
    kind: Annotated[str, typer.Option(help="The right kind, when the kind is wrong.")] = "",
    field: Annotated[list[str] | None, typer.Option("--field", help="name=value: the right value of a field.")] = None,
    by: Annotated[str, typer.Option(help="Who looked: an account name, not a person's data.")] = "operator",
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """List the samples that wait, or say what was found on one. What was delivered wrongly is corrected (`sohoa drain`)."""
    settings = settings_for(workspace)
    with _ledger(settings) as ledger:
        if not sample:
            _list(ledger, as_json=as_json)
            return
        found = sample_called(ledger, sample)
        fields = field or []
        names = {*(wrong or []), *(said.partition("=")[0].strip() for said in fields)} | ({DOCUMENT} if kind else set())
        if answer not in ("right", "wrong") or (answer == "right" and names):
            raise RejectedInputError(
                "sample-answer-unclear",
                "a sample is right, or wrong with what is wrong",
                "See sohoa quality check --help",
            )
        if answer == "wrong" and not names:
            names = {DOCUMENT}
        called = _answered(settings, ledger, found, names, kind, fields, by)
    if as_json:
        emit({"sample": found.id, "wrong": sorted(names), "recalled": called})
    else:
        typer.echo(f"Đã ghi nhận; thu hồi {called} giấy tờ để kiểm tra lại. Chạy tiếp: sohoa drain")


def _answered(
    settings: Settings, ledger: SqlLedger, sample: Sample, wrong: set[str], kind: str, fields: list[str], by: str
) -> int:
    """Corrections first, then the answer: cut in between, the sample still waits and is answered again."""
    store, moment, records = open_store(settings), now(), codecs().verdicts
    said = [(VerdictKind.KIND, kind)] if kind else []
    said += [(VerdictKind.FIELD, text) for text in fields]
    for what, value in said:
        decide(Verdict(sample.batch, sample.drawn.pages, what, value, by, moment), store, records, ledger)
    check(sample, wrong, by, moment, store, records, ledger)
    if DOCUMENT in wrong and not kind:
        ledger.recall(sample.batch, sample.drawn.pages, moment)  # wrong, and nobody said yet what is right
    sampling = Sampling(settings.sample_share, settings.sample_least)
    return recall_where_broken(ledger, settings.promise, sampling, moment)


def _ledger(settings: Settings) -> closing[SqlLedger]:
    return closing(open_ledger(settings))


def _list(ledger: SqlLedger, *, as_json: bool) -> None:
    waiting = [sample for sample in ledger.samples() if not sample.answered]
    for sample in waiting:
        if as_json:
            emit(_sample_json(sample))
        else:
            since = sample.since.astimezone().strftime("%H:%M %d/%m/%Y")
            where = say("sample-check", sample.drawn.pages)
            typer.echo(f"{sample.id}  {sample.branch}  {sample.batch}  từ {since}: {where}")
    if not waiting and not as_json:
        typer.echo("Không có mẫu nào chờ kiểm tra.")


def _sample_json(sample: Sample) -> Json:
    return {
        "id": sample.id,
        "batch": sample.batch,
        "branch": sample.branch,
        "pages": list(sample.drawn.pages),
        "kind": sample.drawn.kind,
        "reason": "sample-check",
        "message": say("sample-check", sample.drawn.pages),
        "claims": [claim.subject for claim in sample.drawn.claims],
        "waiting_for": sample.waiting_for.value,
        "since": sample.since.isoformat(),
    }


def _branch_json(branch: BranchQuality) -> Json:
    return {
        "branch": branch.branch,
        "papers": branch.papers,
        "filed": branch.filed,
        "samples_waiting": len(branch.waiting),
        "oldest_sample_since": branch.waiting[0].since.isoformat() if branch.waiting else None,
        "samples_answered": branch.answered,
        "recalled": branch.recalled,
        "families": [_family_json(family) for family in branch.families],
    }


def _family_json(family: FamilyQuality) -> Json:
    low, high = family.interval
    return {
        "family": family.family.value,
        "promised": family.promised,
        "checked": family.checked,
        "wrong": family.wrong,
        "realised": family.realised,
        "interval": [round(low, 6), round(high, 6)],
        "state": family.state,
        "judged": family.judged,
        "threshold": family.threshold.risk if family.threshold.risk >= 0 else None,
        "threshold_from": "branch" if family.own else "shipped",
        "threshold_reason": family.threshold.reason,
        "threshold_rests_on": {
            "claims": family.threshold.of,
            "wrong": family.threshold.wrong,
            "at_most": round(family.threshold.limit(Promise().surety), 6),
        },
    }


def _show(branch: BranchQuality) -> None:
    table = Table(
        "nhóm",
        "cam kết",
        "đã kiểm",
        "sai",
        "khoảng 95 %",
        "kết luận",
        "ngưỡng",
        title=f"Điểm tiếp nhận {branch.branch}",
    )
    for family in branch.families:
        low, high = family.interval
        limit = f"{family.threshold.risk:.4f}" if family.threshold.risk >= 0 else "không tự nhận"
        told = f"{low:.2%}–{high:.2%}" if family.checked else ""
        origin = "riêng" if family.own else "chung"
        table.add_row(
            FAMILIES[family.family],
            f"≤ {family.promised:.1%}",
            str(family.checked),
            str(family.wrong),
            told,
            STATES[family.state],
            f"{limit} ({origin})",
        )
    console = Console()
    console.print(table)
    since = f", lâu nhất từ {branch.waiting[0].since.astimezone():%H:%M %d/%m/%Y}" if branch.waiting else ""
    console.print(
        f"{branch.filed}/{branch.papers} giấy tờ đã sắp; {len(branch.waiting)} mẫu chờ người kiểm tra{since}; "
        f"{branch.answered} mẫu đã kiểm; {branch.recalled} giấy tờ thu hồi để kiểm tra."
    )
