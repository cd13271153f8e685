"""Where in a TOML file an entry stands, so that a fault can name the line: `tomllib` forgets lines once it has read them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_BLOCK = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]")
_HEADER = re.compile(r"^\s*\[")


@dataclass(frozen=True, slots=True)
class Source:
    """One file as delivered: its name, its lines and what they say."""

    name: str
    shown: str
    """How a fault calls it: the operator's by its name, ours with its folder."""
    lines: tuple[str, ...]
    data: Mapping[str, Any]

    def block(self, table: str, index: int) -> range:
        """Lines (from 0) of the *index*-th ``[[table]]`` of the file; empty when the file writes it in another way."""
        starts = [n for n, line in enumerate(self.lines) if (m := _BLOCK.match(line)) and m[1] == table]
        if index >= len(starts):
            return range(0)
        start = starts[index]
        end = next((n for n in range(start + 1, len(self.lines)) if _HEADER.match(self.lines[n])), len(self.lines))
        return range(start, end)

    def named(self, table: str, name: str) -> range:
        """Lines of ``[table.name]``, or the line of ``name = {…}`` under ``[table]``."""
        own = re.compile(rf"^\s*\[\s*{re.escape(table)}\s*\.\s*\"?{re.escape(name)}\"?\s*\]")
        for n, line in enumerate(self.lines):
            if own.match(line):
                end = next((k for k in range(n + 1, len(self.lines)) if _HEADER.match(self.lines[k])), len(self.lines))
                return range(n, end)
        inline = re.compile(rf"^\s*\"?{re.escape(name)}\"?\s*=")
        at = next((n for n, line in enumerate(self.lines) if inline.match(line)), None)
        return range(0) if at is None else range(at, at + 1)

    def place(self, lines: Sequence[int], key: str = "", text: str = "") -> str:
        """``kinds.toml:12``: the line of *key* among *lines*, or the one below it that says *text*.

        The first of *lines* when neither is found, the file alone when there are none.
        """
        if not lines:
            return self.shown
        begins = re.compile(rf"^\s*\"?{re.escape(key)}\"?\s*=|[{{,]\s*\"?{re.escape(key)}\"?\s*=") if key else None
        at = next((n for n in lines if begins and begins.search(self.lines[n])), lines[0])
        said = next((n for n in lines if n >= at and text and f'"{text}"' in self.lines[n]), at)
        return f"{self.shown}:{said + 1}"


@dataclass(frozen=True, slots=True)
class Spot:
    """One entry of a file. Its lines are looked for only when a fault has to name them."""

    source: Source
    table: str
    at: int | str
    """Its ordinal among the ``[[table]]`` of the file, or its name under ``[table]``."""
    said: Mapping[str, Any]

    @property
    def lines(self) -> range:
        at = self.at
        return self.source.block(self.table, at) if isinstance(at, int) else self.source.named(self.table, at)

    def place(self, key: str = "", text: str = "") -> str:
        return self.source.place(self.lines, key, text)
