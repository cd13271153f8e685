"""What a clerk reads, in Vietnamese, by stable reference. Every reference the code can give has its wording (tested)."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

NAMED = ("component", "paper", "date", "lacks")
"""What a sentence may name besides pages: a component of the checklist, a kind of paper, a day, what is not known."""


@cache
def wordings() -> dict[str, str]:
    """Reference → sentence; ``{pages}`` stands for "trang 3" or "lô quét"."""
    with (Path(__file__).parent / "wording.vi.toml").open("rb") as file:
        table: dict[str, str] = tomllib.load(file)
    return table


def say(reference: str, pages: Sequence[int] = (), **named: str) -> str:
    """The sentence for *reference*, naming *pages* and what else is *named* (`NAMED`): titles and days, never people.

    An unknown reference is shown as it is: odd, never silent.
    """
    where = f"trang {', '.join(map(str, pages))}" if pages else "cả lô quét"
    sentence = (
        wordings().get(reference, f"{reference} ({{pages}})").format(pages=where, **dict.fromkeys(NAMED, "") | named)
    )
    return sentence[:1].upper() + sentence[1:]
