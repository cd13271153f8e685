"""What one cover sheet says."""

from dataclasses import dataclass
from datetime import date

from pipeline.errors import RejectedInputError
from pipeline.model.covers import CODE_EXAMPLES, MOST_SHEETS, is_dossier_code
from pipeline.model.ids import DossierCode

LONGEST = 32
"""Characters of a line that only people read: with more words a sheet whose mark is lost looks like somebody's paper."""


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The sheet for one dossier. `sheets` is how many the clerk counted, `printed_on` the day in Hà Nội.

    A code that has not the form of one is refused (`RejectedInputError`): nothing is put right on its way to paper.
    """

    dossier: DossierCode
    printed_on: date
    sheets: int | None = None
    procedure: str = ""
    station: str = ""

    def __post_init__(self) -> None:
        if not is_dossier_code(self.dossier):
            raise RejectedInputError(
                "dossier-code-malformed",
                "this is not a dossier code: agency, day and number are wanted, as in " + ", ".join(CODE_EXAMPLES),
                "Copy the code from the receipt or the one-stop system, letter by letter.",
            )
        if self.sheets is not None and not 1 <= self.sheets <= MOST_SHEETS:
            raise RejectedInputError(
                "sheet-count-impossible", f"a dossier has 1 to {MOST_SHEETS} sheets", "Count the sheets again, or leave the count out."
            )  # fmt: skip

    @property
    def remarks(self) -> tuple[str, ...]:
        """Lines for people."""
        said = [
            ("Thủ tục", self.procedure),
            ("Số tờ", "" if self.sheets is None else str(self.sheets)),
            ("Nơi quét", self.station),
            ("Ngày in", f"{self.printed_on:%d/%m/%Y}"),
        ]
        return tuple(_shortened(f"{name}: {' '.join(value.split())}") for name, value in said if value.strip())


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
