"""A fault in the operator's files: what is wrong, why it matters, how it is mended, and where it stands."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_EXAMPLES = {
    "code": "birth-certificate (a kind), 1.001193 (a procedure)",
    "result_codes": "KQ.G15.000031",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `place` is ``kinds.toml:12``, `entry` the code of the kind, field or procedure."""

    place: str
    entry: str
    what: str
    why: str
    fix: str

    def __str__(self) -> str:
        said = f"{self.entry}: {self.what}" if self.entry else self.what
        return f"{self.place}: {said}"


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'full_name'?`` when something known is spelt alike, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean {close[0]!r}?" if close else ""


def explained(error: Any, known: Iterable[str]) -> tuple[str, str, str]:
    """(what, why, fix) of one pydantic *error* about an entry whose settings are *known*."""
    where = [str(part) for part in error["loc"]]
    key = where[-1] if where else ""
    setting = ".".join(where)
    match error["type"]:
        case "extra_forbidden":
            return (
                f"there is no setting {key!r}{nearest(key, known)}",
                "a misspelt setting would be ignored in silence",
                "correct its name or take the line away",
            )
        case "missing":
            return f"{setting} is missing", "the entry cannot be used without it", f"add a line: {key} = …"
        case "enum" | "literal_error":
            allowed = error["ctx"]["expected"]
            return (
                f"{setting} may not be {error['input']!r}",
                "only values the program knows have an effect",
                f"use one of {allowed}",
            )
        case "string_pattern_mismatch":
            return (
                f"{setting} {error['input']!r} is not of the form asked for",
                "codes are read by programs, letter for letter",
                f"write it like {_EXAMPLES.get(key if not key.isdigit() else where[0], 'the others in our file')}",
            )
        case "tuple_type" | "frozen_set_type" | "list_type":
            return f"{setting} is not a list", "it may hold several", f'write it in brackets: {key} = ["…"]'
        case "bool_type" | "bool_parsing":
            return f"{setting} is neither true nor false", "it is a yes or a no", f"write {key} = true, or leave it out"
        case _:
            return f"{setting}: {error['msg']}", "the value is not of the form asked for", "see the head of the file"
