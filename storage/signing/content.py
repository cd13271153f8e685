"""Are the pages of a signed file the pages that were handed out? Compared object by object, not revision by revision:
a crafted file may tell a reader any story about its revisions, but not about what it shows."""

from collections.abc import Iterator
from typing import Any

import pikepdf

FROM_SIGNING = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version", "/Pages", "/Type"})
"""Entries of the catalogue that a signature may add or change. Anything else there could act or hide."""
OF_A_PAGE = frozenset({"/Annots", "/Parent", "/Tabs", "/LastModified", "/Type"})
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
KINDS = (pikepdf.Stream, pikepdf.Dictionary, pikepdf.Array)
DEEPEST = 60
LARGEST_MARK = 0.25
"""Share of its page that a visible mark may cover."""


def shows_the_same(ours: pikepdf.Pdf, theirs: pikepdf.Pdf) -> bool:
    """Whether *theirs* has exactly the pages of *ours* and nothing more than signatures and their marks."""
    if len(ours.pages) != len(theirs.pages):
        return False
    if not _same_entries(ours.Root, theirs.Root, FROM_SIGNING, set()):
        return False
    if "/XFA" in theirs.Root.get("/AcroForm", pikepdf.Dictionary()):
        return False
    return all(_same_page(one.obj, other.obj) for one, other in zip(ours.pages, theirs.pages, strict=True))


def _same_page(ours: pikepdf.Object, theirs: pikepdf.Object) -> bool:
    seen: set[tuple[Any, Any]] = set()
    for name in INHERITED:
        if not _same(_inherited(ours, name), _inherited(theirs, name), seen, 0):
            return False
    if not _same_entries(ours, theirs, OF_A_PAGE | set(INHERITED), seen):
        return False
    kept = [a for a in _annotations(theirs) if not _is_signature(a)]
    own = [a for a in _annotations(ours) if not _is_signature(a)]
    marks = (a for a in _annotations(theirs) if _is_signature(a))
    return not kept and not own and all(_is_small(mark, theirs) for mark in marks)


def _inherited(page: pikepdf.Object, name: str) -> Any:
    node = page
    for _ in range(DEEPEST):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return 0 if name == "/Rotate" else None


def _same_entries(ours: pikepdf.Object, theirs: pikepdf.Object, free: frozenset[str] | set[str], seen: Any) -> bool:
    names = (set(ours.keys()) | set(theirs.keys())) - free
    return all(_same(ours.get(name), theirs.get(name), seen, 0) for name in names)


def _same(one: Any, other: Any, seen: set[tuple[Any, Any]], depth: int) -> bool:
    if depth > DEEPEST:
        return False
    if not isinstance(one, pikepdf.Object) or not isinstance(other, pikepdf.Object):
        return type(one) is type(other) and bool(one == other)
    if any(isinstance(one, kind) is not isinstance(other, kind) for kind in KINDS):
        return False
    pair = (one.objgen, other.objgen)
    if pair[0] != (0, 0) and pair in seen:
        return True
    if one.is_indirect and other.is_indirect:
        seen.add(pair)
    if isinstance(one, pikepdf.Stream):
        return _same_stream(one, other, seen, depth)
    if isinstance(one, pikepdf.Dictionary):
        if one.get("/Type") == "/Page" and other.get("/Type") == "/Page":
            return True  # a pointer to a page; pages themselves are held against each other one by one
        names = (set(one.keys()) | set(other.keys())) - {"/Parent"}
        return all(_same(one.get(name), other.get(name), seen, depth + 1) for name in names)
    if isinstance(one, pikepdf.Array):
        return len(one) == len(other) and all(
            _same(a, b, seen, depth + 1) for a, b in zip(list(one), list(other), strict=True)
        )
    return bool(one == other)


def _same_stream(one: Any, other: Any, seen: set[tuple[Any, Any]], depth: int) -> bool:
    """The same bytes as they lie there; or, where a tool packed them anew, the same when unpacked."""
    packing = {"/Length", "/Filter", "/DecodeParms"}
    names = (set(one.keys()) | set(other.keys())) - packing
    if not all(_same(one.get(name), other.get(name), seen, depth + 1) for name in names):
        return False
    alike = all(_same(one.get(name), other.get(name), seen, depth + 1) for name in packing - {"/Length"})
    if alike and one.read_raw_bytes() == other.read_raw_bytes():
        return True
    return bool(one.read_bytes() == other.read_bytes())


def _annotations(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    found = page.get("/Annots")
    if isinstance(found, pikepdf.Array):
        yield from (item for item in found.as_list() if isinstance(item, pikepdf.Dictionary))


def _is_signature(annotation: pikepdf.Object) -> bool:
    """A widget of a signature field: it shows, and does nothing."""
    node: Any = annotation
    acts = any(name in annotation for name in ("/A", "/AA", "/PA"))
    for _ in range(DEEPEST):
        if "/FT" in node:
            return not acts and annotation.get("/Subtype") == "/Widget" and node["/FT"] == "/Sig"
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return False


def _is_small(mark: pikepdf.Object, page: pikepdf.Object) -> bool:
    """A mark that covers the paper would hide what was signed."""
    box = [float(value) for value in _inherited(page, "/MediaBox") or (0, 0, 612, 792)]
    rectangle = [float(value) for value in mark.get("/Rect", [0, 0, 0, 0])]
    covered = abs((rectangle[2] - rectangle[0]) * (rectangle[3] - rectangle[1]))
    return covered <= LARGEST_MARK * abs((box[2] - box[0]) * (box[3] - box[1]))
