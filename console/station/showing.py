"""Draws the page from what the desk says. Everything a file, a scanner or the centre said is text here, never markup."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.station import saying
from console.station.desk import Desk, Found, Line, Side, Tray
from console.station.questions import REASONS, questions_of
from flows.wording import say

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(
    say=say,
    clock=saying.clock,
    tone=saying.tone,
    verdict=saying.verdict,
    announced=saying.announced,
    link_said=saying.link_said,
    sending_said=saying.sending_said,
    standing_said=saying.standing_said,
    called=saying.called,
    counted=saying.counted,
    summary=saying.summary,
    size=saying.size,
    FOUND=saying.FOUND,
    WAYS=saying.WAYS,
    ASIDES=saying.ASIDES,
    REASONS=REASONS,
)


def trouble_shown(reference: str) -> str:
    """A page of its own for what kept the page from being drawn."""
    return _templates.get_template("trouble.html").render(said=say(reference))


def shown(template: str, desk: Desk, name: str, side: str, *, old: bool = False) -> str:
    """*template* for the tray *name*, with *side* in the big picture; without one, the side that needs the clerk most.

    A side that was scanned again is shown by what stands in its place, unless the *old* scan is asked for.
    """
    revision, tray = desk.revision, desk.tray(name)
    chosen = _old(tray, side) if old else None
    current = _current(tray, side)
    questions = questions_of(tray)
    choice, devices = desk.choice, desk.devices()
    device = next((device for device in devices if device.id == choice.device), None)
    return _templates.get_template(template).render(
        revision=revision,
        board=desk.board(),
        tray=tray,
        chosen=chosen or current,
        current=current,
        earlier=current.earlier[-1] if current and current.earlier else "",
        questions=questions,
        weighty=[question for question in questions if question.weighty],
        dossier_said=saying.dossier_said(tray),
        sheets_fit=saying.sheets_fit(tray),
        lines=_in_order(tray),
        complete=_complete(tray),
        missing_said=saying.missing_said(tray),
        procedures=desk.procedures(),
        devices=devices,
        choice=choice,
        device_said=f"{device.name}: {saying.WAYS.get(choice.way, choice.way)}" if device else "",
    )


def _old(tray: Tray, key: str) -> Side | None:
    return next((side for side in tray.old if side.key == key), None)


def _current(tray: Tray, key: str) -> Side | None:
    for side in tray.sides:
        if key and key in (side.key, *side.earlier):
            return side
    bad = next((side for side in tray.sides if side.to_rescan), None)
    return bad or (tray.sides[-1] if tray.sides else None)


_ORDER: Final = (Found.MISSING, Found.BY_HAND, Found.READING, Found.NOT_YET, Found.THERE, Found.OPTIONAL)


def _in_order(tray: Tray) -> list[Line]:
    """What is missing stands first: the citizen is asked for it now."""
    lines = tray.checklist.lines if tray.checklist else ()
    return sorted(lines, key=lambda line: (_ORDER.index(line.found), not line.required))


def _complete(tray: Tray) -> bool:
    """Every required component is there: only then it is said."""
    required = [line for line in tray.checklist.lines if line.required] if tray.checklist else []
    return bool(required) and all(line.found is Found.THERE for line in required)
