"""The house as drawn: what the heart may know, and that every package is this tree's own."""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("pipeline", "scanners", "ocr", "classifiers", "storage", "flows", "console")


def imported_by(path: Path) -> Iterator[str]:
    """Top-level packages a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute here"
            yield (node.module or "").partition(".")[0]


def test_the_heart_knows_the_standard_library_only() -> None:
    """No vendor, no framework, no neighbour: what is promised there can be read with Python alone."""
    modules = sorted((ROOT / "pipeline").rglob("*.py"))
    assert len(modules) > 15
    for path in modules:
        strangers = set(imported_by(path)) - sys.stdlib_module_names - {"pipeline"}
        assert not strangers, f"{path.relative_to(ROOT)} imports {strangers}"


def test_the_heart_neither_reads_the_clock_nor_the_environment() -> None:
    """The time of day is an argument, settings are somebody else's: a stage does the same every time."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            asked = node.attr if isinstance(node, ast.Attribute) else ""
            assert asked not in ("now", "utcnow", "today", "environ", "getenv", "sleep"), path.relative_to(ROOT)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_comes_from_this_tree(package: str) -> None:
    """An installed namesake would be tested in our place."""
    found = importlib.import_module(package).__file__
    assert found is not None
    assert Path(found).resolve().parent == (ROOT / package).resolve()


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_says_what_it_holds_and_is_typed(package: str) -> None:
    """The first line of a package is its place in the picture; its types are for its users too."""
    tree = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert (ROOT / package / "py.typed").exists()


def test_every_module_says_what_it_is() -> None:
    """A docstring at the top of each: the table of contents is the tree itself."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path.relative_to(ROOT)
