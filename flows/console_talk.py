"""Talk on stderr: progress while it works, a short report when it is done. Results go to stdout elsewhere."""

import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from flows.reports import BatchReport, Json, pages_text
from flows.settings import Settings
from flows.wording import say
from pipeline.model.ids import BatchId
from pipeline.model.paper import Outcome

CONSOLE = Console(stderr=True)

OUTCOME_WORDS = {
    Outcome.ATTACHED: "đã vào hồ sơ",
    Outcome.SEPARATOR: "phiếu/trang phân cách",
    Outcome.BLANK_KEPT: "mặt trắng",
    Outcome.QUARANTINED: "cách ly",
    Outcome.REPLACED: "đã quét lại",
    Outcome.AWAITING_REVIEW: "chờ kiểm tra",
}


class PageProgress:
    """A bar over all pages of the run."""

    def __init__(self, shown: bool) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=CONSOLE,
            disable=not shown,
            transient=False,
        )
        self._task = self._bar.add_task("Đang tiếp nhận…", total=None)
        self._done: dict[BatchId, int] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def expect(self, pages: int) -> None:
        self._bar.update(self._task, total=pages, description="Đang nhận dạng trang")

    def pages(self, batch: BatchId, done: int, _total: int) -> None:
        """A `pipeline.ports.Progress`."""
        with self._lock:
            self._done[batch] = done
            self._bar.update(self._task, completed=sum(self._done.values()))

    def close(self) -> None:
        self._bar.stop()


def print_run(reports: Sequence[BatchReport], result: Json, settings: Settings, ui: str | None) -> None:
    """The human report: per batch what went in and came out, per paper its kind, what waits and why, where things are."""
    for report in reports:
        _print_batch(report)
    totals, seconds = result["totals"], result["seconds"]
    rate = 60 * totals["sides"] / seconds if seconds else 0.0
    outcomes = ", ".join(
        f"{totals['outcomes'][o.value]} {OUTCOME_WORDS[o]}" for o in Outcome if totals["outcomes"][o.value]
    )
    CONSOLE.print()
    CONSOLE.print(
        f"[bold]{totals['batches']} lô quét, {totals['sides']} trang[/bold]: {outcomes}. Thất lạc: {totals['unaccounted']}."
    )
    CONSOLE.print(f"{seconds:.1f} giây, {rate:.0f} trang/phút; {totals['review']} việc chờ người xử lý.")
    CONSOLE.print(f"Kho lưu trữ: {settings.s3.bucket if settings.s3 else settings.folder_store}")
    if totals["review"]:
        CONSOLE.print(f"Xem việc chờ: sohoa review list --workspace {settings.workspace}")
    if ui:
        CONSOLE.print(f"Prefect UI: sohoa ui --workspace {settings.workspace}")


def _print_batch(report: BatchReport) -> None:
    status = report.status
    table = Table(
        title=f"{report.source or status.id}  ·  {status.sides} trang  ·  {status.state}", title_justify="left"
    )
    table.add_column("Trang")
    table.add_column("Loại giấy tờ")
    table.add_column("Tin cậy", justify="right")
    table.add_column("Kết quả")
    for document in status.documents:
        word = OUTCOME_WORDS[document.outcome]
        table.add_row(pages_text(document.pages), document.title, f"{document.confidence:.0%}", word)
    in_documents = {n for d in status.documents for n in d.pages}
    for side in status.outcomes:
        if side.page not in in_documents:
            table.add_row(
                str(side.page), "", "", OUTCOME_WORDS[side.outcome] + (f" ({side.reason})" if side.reason else "")
            )
    CONSOLE.print(table)
    for item in report.reviews:
        CONSOLE.print(f"  [yellow]•[/yellow] {say(item.reference, item.pages)}")
    for sent in report.hand_backs:
        CONSOLE.print(
            f"  → {sent.dossier} v{sent.version}: {sent.state}" + (f" ({sent.reason})" if sent.reason else "")
        )
