"""XML as scanners write it: parsed in bounds, without document types or entities, by local names.

Prefixes are declared wrongly or not at all by some devices, so namespaces are not looked at.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

LARGEST: Final = 1 << 20
DEEPEST: Final = 40


class NotUnderstoodError(Exception):
    """These bytes are not the document we asked for."""


def document(blob: bytes, root: str) -> Element:
    """The element *root* that *blob* holds. `NotUnderstoodError` for anything else."""
    if len(blob) > LARGEST:
        raise NotUnderstoodError("too large")
    tree = _Tree()
    try:
        tree.parser.Parse(blob.strip(b" \t\r\n\x00"), True)
        found = tree.builder.close()
    except (expat.ExpatError, ParseError, AssertionError, ValueError, LookupError):  # LookupError: an unknown encoding
        raise NotUnderstoodError("not XML") from None
    if found.tag != root.lower():
        raise NotUnderstoodError("another document")
    return found


class _Tree:
    """Expat with a builder behind it; refuses document types (and with them every entity) and depth."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self._depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError("too deep")
        self.builder.start(_local(name), {})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(_local(name))

    @staticmethod
    def _refuse(*_: object) -> None:
        raise ValueError("a document type")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def inside(element: Element, *path: str) -> Iterator[Element]:
    """Every element down the *path* of local names, each step one level."""
    if not path:
        yield element
        return
    for child in element:
        if child.tag == path[0].lower():
            yield from inside(child, *path[1:])


def text(element: Element, *path: str) -> str:
    """The first text down the *path*, without blanks around it; empty when there is none."""
    return next((found.text.strip() for found in inside(element, *path) if found.text and found.text.strip()), "")


def number(element: Element, *path: str) -> int | None:
    """The first whole number down the *path*; None when there is none, or one no scanner means."""
    said = text(element, *path)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else None
