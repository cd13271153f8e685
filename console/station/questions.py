"""What a clerk is asked before a tray is accepted while something is open: once, clearly, and then they decide."""

from collections.abc import Iterator
from dataclasses import dataclass

from console.station.desk import Tray
from flows.judging import sentence
from flows.wording import say
from pipeline.model.faults import Remedy


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is open. `weighty`: accepting in spite of it takes a reason."""

    reference: str
    text: str
    weighty: bool
    side: str = ""
    """Key of the side it is about."""


REASONS = (
    ("paper-is-so", "Bản giấy vốn như vậy (mờ, rách, mất góc)"),
    ("best-scan", "Đã quét lại, không quét được tốt hơn"),
    ("brought-later", "Công dân nộp bổ sung sau"),
)
"""Reasons a clerk chooses by one key; any other is typed."""


def questions_of(tray: Tray) -> tuple[Question, ...]:
    """Everything open about *tray*, the weightiest first."""
    asked = [*_about_sides(tray), *_about_tray(tray)]
    return tuple(sorted(asked, key=lambda question: not question.weighty))


def _about_sides(tray: Tray) -> Iterator[Question]:
    unseen = [side for side in tray.in_place if not side.judged]
    for side in tray.in_place:
        if side.refused:
            yield Question(side.refused, say(side.refused, (side.number,)), weighty=True, side=side.key)
        elif side.to_rescan:
            worst = next(fault for fault in side.faults if fault.remedy is Remedy.RESCAN)
            yield Question(worst.reference, sentence(worst), weighty=True, side=side.key)
    if unseen:
        numbers = tuple(side.number for side in unseen)
        yield Question("counter-still-looking", say("counter-still-looking", numbers), weighty=True, side=unseen[0].key)


def _about_tray(tray: Tray) -> Iterator[Question]:
    for fault in tray.faults:
        yield Question(fault.reference, sentence(fault), weighty=fault.remedy is Remedy.RESCAN)
    for line in tray.checklist.missing if tray.checklist else ():
        yield Question("component-missing", f"Còn thiếu: {line.name}", weighty=False)
    if not tray.dossier:
        yield Question("counter-no-dossier", say("counter-no-dossier"), weighty=False)
    elif tray.other_codes:
        yield Question("counter-other-dossier", say("counter-other-dossier"), weighty=True)
