"""Every reference the code can give has a Vietnamese sentence."""

import ast
import importlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.wording import NAMED, say, wordings
from ocr.decode.refusals import REFERENCES
from scanners.devices import ALARMS, FAILURES
from storage.ledger.reasons import ALL as LEDGER_REASONS

ROOT = Path(__file__).parents[2]
PACKAGES = ("pipeline", "flows", "ocr", "classifiers", "storage", "scanners", "console")

ERRORS = {
    "DigitizationError",
    "TransientError",
    "RejectedInputError",
    "ConfigurationError",
    "IntegrityError",
    "LostClaimError",
}
QUESTIONS = {"Doubt", "Unplaced", "StandingItem", "_of", "_held_back"}
FINDINGS = {"Finding", "found", "refusal", "ChainBreak"}
NOTES = {"warnings", "notes", "damage", "failed"}
"""Values a reading, a page or a check carries for people."""

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "sandbox" not in path.parts:  # somebody else's system, played
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts), ast.parse(path.read_text("utf-8"))


def texts_in(expression: ast.expr) -> Iterator[str]:
    """Every string an expression may come out as: a literal, or either arm of a choice."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from texts_in(one)
            yield from texts_in(other)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            yield text


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def named_constants() -> dict[str, ast.expr]:
    """Values of upper-case names: a reference may be named in one module and given in another."""
    return {
        target.id: node.value
        for _, tree in modules()
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }


def references_given() -> dict[str, str]:
    """reference → module that gives it."""
    given: dict[str, str] = {}
    constants = named_constants()
    for name, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if called(node) not in ERRORS | QUESTIONS | FINDINGS:
                continue
            positions = node.args[:2] if called(node) == "ChainBreak" else node.args[:1]
            for argument in positions:
                value = constants.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
                given |= {text: name for text in texts_in(value) if KEBAB.fullmatch(text) or text == "defect"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "reference" for t in node.targets):
                given |= {text: name for text in texts_in(node.value) if KEBAB.fullmatch(text)}
    return given


def literals(module: str, function: str) -> set[str]:
    """Every string in *function*'s body that looks like a reference."""
    tree = next(tree for name, tree in modules() if name == module)
    body = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == function)
    return {
        n.value
        for n in ast.walk(body)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value.islower()
    }


def test_the_search_finds_what_we_know_is_there() -> None:
    """The collector sees plain literals, choices, constants and tables: an empty harvest would prove nothing."""
    found = references_given()
    assert len(found) > 60
    assert {"kind-unsure", "paper-not-on-checklist", "bucket-missing", "secrecy-stamp", "one-stop-failed"} <= set(found)


def test_every_error_question_and_finding_has_a_sentence() -> None:
    """No clerk and no operator ever reads a bare reference."""
    missing = {reference: module for reference, module in references_given().items() if reference not in wordings()}
    assert not missing


@pytest.mark.parametrize(
    "table",
    [REFERENCES, LEDGER_REASONS, FAILURES, ALARMS],
    ids=["files that do not open", "ledger reasons", "scans that failed", "scans to look at"],
)
def test_every_table_of_references_has_its_sentences(table: "frozenset[str] | tuple[str, ...]") -> None:
    """References kept in tables are given without a literal at the place."""
    assert set(table) <= set(wordings())


def test_every_note_on_a_page_and_every_check_has_a_sentence() -> None:
    """What a reading notes about a page, why it failed, and what the checks say about a paper's fields."""
    noted = literals("ocr.worker", "_warnings")
    for module, tree in modules():
        if module.startswith("ocr."):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and called(node) == "failed_reading":
                    noted |= set(texts_in(node.args[-1]))
    noted |= {
        text
        for text in kebabs("classifiers.checks.examine") | kebabs("scanners.folder") | kebabs("ocr.prepare.page")
        if KEBAB.fullmatch(text)
    }
    assert {"page-timed-out", "turned", "dates-out-of-order", "delivery-still-changing", "uneven-light"} <= noted
    assert not noted - set(wordings())


def kebabs(module: str) -> set[str]:
    """Every kebab-case literal of *module*, which names nothing else in that way."""
    importlib.import_module(module)
    tree = next(tree for name, tree in modules() if name == module)
    found = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text for text in found if KEBAB.fullmatch(text)}


def test_sentences_are_vietnamese_and_end_as_sentences() -> None:
    """NFC, with diacritics, no foreign placeholder, no blank ends."""
    for reference, sentence in wordings().items():
        assert KEBAB.fullmatch(reference) or reference.isalpha(), reference
        assert unicodedata.is_normalized("NFC", sentence), reference
        assert any(ord(letter) > 0xBF for letter in sentence), reference
        assert set(re.findall(r"{(\w*)}", sentence)) <= {"pages", *NAMED}, reference
        assert sentence == sentence.strip(), reference
        assert sentence.endswith(".") or re.search(r"(sohoa|Viết ví dụ:) [\w ,-]+$", sentence), reference


def test_a_sentence_names_the_pages_or_the_whole_batch() -> None:
    """The reader knows where to look; an unknown reference is shown, never swallowed."""
    assert say("kind-unsure", (3,)).startswith("Trang 3:")
    assert say("sheet-count-differs").startswith("Cả lô quét:")
    assert "no-such-reference" in say("no-such-reference", (1, 2)).casefold()
