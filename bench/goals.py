"""What reading aims at, held against what was measured."""

from collections.abc import Mapping, Sequence

from bench.by_hand import HandScore
from bench.classes import GOALS, PageClass
from bench.score import Score

OWN = "sohoa"
TESSERACT = ("Tesseract vie", "Tesseract script")
REAL_PRINT, REAL_FORMS = "real print", "real forms"

Scores = Mapping[str, Mapping[str, Score]]
"""Class, reader, all its pages together."""
HandScores = Mapping[str, Mapping[str, HandScore]]
Row = tuple[str, str, str, str]
"""Goal, aimed at, measured, met or not."""

COLUMNS = ("goal", "aimed at", "measured", "met")


def goal_rows(classes: Sequence[PageClass], scores: Scores, hands: HandScores) -> list[Row]:
    """A row for each goal whose pages and readers were measured."""
    rows = [
        _row(f"{c.name}: line CER", f"≤ {GOALS[c.grade]:.1%}", f"{scores[c.name][OWN].line_cer:.2%}", scores[c.name][OWN].line_cer <= GOALS[c.grade])
        for c in classes
        if c.grade and c.name in scores
    ]  # fmt: skip
    return rows + _stamps(scores) + _real(scores, hands) + _no_worse(scores) + _silent(hands)


def _row(goal: str, aimed: str, measured: str, met: bool) -> Row:
    return goal, aimed, measured, "yes" if met else "no"


def _stamps(scores: Scores) -> list[Row]:
    """In colour, where ink and stamp can be told apart."""
    of = scores.get("stamped", {})
    if TESSERACT[0] not in of:
        return []
    ours, theirs = of[OWN].line_cer, of[TESSERACT[0]].line_cer
    share = f"{ours / max(theirs, 1e-9):.2f}"
    return [_row(f"stamped: line CER / {TESSERACT[0]}'s", "≤ 1/3", share, 3 * ours <= theirs)]


def _real(scores: Scores, hands: HandScores) -> list[Row]:
    rows: list[Row] = []
    if REAL_PRINT in scores:
        of = scores[REAL_PRINT]
        recall = of[OWN].recall
        rows.append(_row("real print: word recall", "≥ 98.5%", f"{recall:.1%}", recall >= 0.985))
        others = {name: score.line_cer for name, score in of.items() if name != OWN}
        if others:
            best = min(others, key=lambda name: others[name])
            share = of[OWN].line_cer / max(others[best], 1e-9)
            rows.append(
                _row(f"real print: line CER / the best engine's ({best})", "≤ 1/2", f"{share:.2f}", share <= 0.5)
            )
    if REAL_FORMS in scores:
        recall, values = scores[REAL_FORMS][OWN].recall, hands[REAL_FORMS][OWN].recall
        rows.append(_row("real forms: word recall, print and hand", "≥ 75%", f"{recall:.1%}", recall >= 0.75))
        rows.append(_row("real forms: word recall, hand alone", "≥ 75%", f"{values:.1%}", values >= 0.75))
    return rows


def _no_worse(scores: Scores) -> list[Row]:
    """The class where Tesseract leads most, or trails least."""
    leads = {
        name: 100 * (of[OWN].line_cer - min(of[reader].line_cer for reader in TESSERACT if reader in of))
        for name, of in scores.items()
        if any(reader in of for reader in TESSERACT)
    }
    if not leads:
        return []
    worst = max(leads, key=lambda name: leads[name])
    return [
        _row(
            "no class worse than Tesseract, line CER",
            "≤ +0.1 points",
            f"{leads[worst]:+.2f} ({worst})",
            leads[worst] <= 0.1,
        )
    ]


def _silent(hands: HandScores) -> list[Row]:
    whole = sum((of[OWN] for of in hands.values()), HandScore())
    if not whole.numbers:
        return []
    return [
        _row(
            "written numbers and dates wrong and sure of it",
            "0%",
            f"{whole.silent_share:.1%} of {whole.numbers}",
            not whole.silent,
        )
    ]
