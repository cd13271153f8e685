"""Where the sheet lay: askew, half off the glass, on a dark lid, upside down."""

import random
from dataclasses import replace

from bench.press.defects.scan import Bed, Defect, Laying
from bench.press.paper import DrawnPage, TrueLine

SKEW = (4.0, 12.0)
"""Degrees."""
CUT_ACROSS = (3.0, 16.0)
"""Millimetres of every line's text that are lost at the left or the right."""
BAND = (10.0, 45.0)
"""Millimetres of dark beside the sheet; an ordinary rim is 2 at most."""
SIDES = ("left", "top", "right", "bottom")


def skewed(page: DrawnPage, rng: random.Random) -> Defect:
    """The feeder pulled it in at an angle."""
    angle = rng.uniform(*SKEW) * rng.choice([-1, 1])
    return Defect("skewed", f"{abs(angle):.1f}°", laying=lambda laying, bed: replace(laying, angle=angle))


def cut_edge(side: str, page: DrawnPage, rng: random.Random) -> Defect:
    """Text is lost at *side*: the sheet lay over the edge of the glass, or the frame was set too small."""
    lost = _lost(side, page, rng)
    lid = _lid(rng)
    small = rng.random() < 0.4

    def laying(was: Laying, bed: Bed) -> Laying:
        angle = was.angle * 0.4
        if small:
            room = {"left": (-lost, 0, 0, 0), "top": (0, -lost, 0, 0), "right": (0, 0, -lost, 0), "bottom": (0, 0, 0, -lost)}  # fmt: skip
            return replace(was, angle=angle, shift=(0.0, 0.0), room=tuple(float(r) for r in room[side]))  # type: ignore[arg-type]
        shift = {"left": (-lost, 0.0), "top": (0.0, -lost), "right": (lost, 0.0), "bottom": (0.0, lost)}
        return replace(was, angle=angle, shift=shift[side], lid=lid or was.lid)

    return Defect(f"cut-edge-{side}", f"{'frame' if small else 'shifted'} {lost:.0f} mm", laying=laying)


def cuttable(side: str, page: DrawnPage) -> bool:
    """A cut there would be noticed: enough lines reach towards it."""
    return len(_body(page)) >= 8 and (side not in ("top", "bottom") or _lines_towards(side, page)[0] < 0.2)


def _lost(side: str, page: DrawnPage, rng: random.Random) -> float:
    """From the edge of the sheet, in millimetres."""
    mm, (width, height) = 25.4 / page.dpi, page.image.size
    body = _body(page)
    depth = rng.uniform(*CUT_ACROSS)
    if side == "left":
        return sorted(line.box.left for line in body)[len(body) // 4] * mm + depth
    if side == "right":
        return (width - sorted(line.box.right for line in body)[-1 - len(body) // 4]) * mm + depth
    ordered = sorted(body, key=lambda line: line.box.top, reverse=side == "bottom")
    through = ordered[min(len(ordered) - 1, rng.randrange(0, 5))].box
    at = through.top + (through.bottom - through.top) * rng.uniform(0.35, 0.65)
    return (at if side == "top" else height - at) * mm


def _body(page: DrawnPage) -> list[TrueLine]:
    """Lines of some length: a page number at the top is no loss anybody would see."""
    return [line for line in page.lines if (line.box.right - line.box.left) * 25.4 / page.dpi > 35]


def _lines_towards(side: str, page: DrawnPage) -> tuple[float, int]:
    """How far from *side* the text ends, as a share of the height; and how many lines there are."""
    height, body = page.image.size[1], _body(page)
    end = min(li.box.top for li in body) if side == "top" else height - max(li.box.bottom for li in body)
    return end / height, len(body)


def _lid(rng: random.Random) -> tuple[int, int, int] | None:
    """White like every day, or a dark one."""
    tone = rng.randrange(6, 60)
    return (tone, tone, tone) if rng.random() < 0.35 else None


def dark_border(page: DrawnPage, rng: random.Random) -> Defect:
    """A small sheet on a black lid, or the lid left open: broad dark on one side, two, or all around."""
    manner = rng.choice(["one", "corner", "around", "around"])
    wide = [rng.uniform(*BAND) for _ in range(4)]
    first = rng.randrange(4)
    kept = {"one": {first}, "corner": {first, (first + 1) % 4}, "around": {0, 1, 2, 3}}[manner]
    room = tuple(wide[n] if n in kept else 0.0 for n in range(4))
    tone = rng.choice([rng.randrange(4, 40), rng.randrange(30, 92)])
    lid = (tone, tone, min(255, tone + rng.randrange(0, 6)))
    strength = f"{manner}, {min(r for r in room if r):.0f} mm, tone {tone}"
    return Defect("dark-border", strength, laying=lambda was, bed: replace(was, room=room, lid=lid))  # type: ignore[arg-type]


def wrong_way(page: DrawnPage, rng: random.Random) -> Defect:
    """Fed upside down or sideways."""
    turns = rng.choice([2, 2, 1, 3])
    return Defect("turned", f"{90 * turns}°", turns=turns)


# ------------------------------------------------------------------ and what is no defect


def near_the_edge(page: DrawnPage, rng: random.Random) -> Defect:
    """Laid carelessly, but all of the text is there: 4 to 7 mm from an edge."""
    mm, (width, height) = 25.4 / page.dpi, page.image.size
    side, left = rng.choice(SIDES), rng.uniform(4, 7)
    boxes = [line.box for line in page.lines]
    free = {
        "left": min((b.left for b in boxes), default=0) * mm,
        "top": min((b.top for b in boxes), default=0) * mm,
        "right": (width - max((b.right for b in boxes), default=width)) * mm,
        "bottom": (height - max((b.bottom for b in boxes), default=height)) * mm,
    }[side]
    move = min(25.0, max(0.0, free - left))
    shift = {"left": (-move, 0.0), "top": (0.0, -move), "right": (move, 0.0), "bottom": (0.0, move)}[side]
    return Defect("", f"text {left:.0f} mm from the {side}", laying=lambda was, bed: replace(was, angle=was.angle * 0.3, shift=shift))  # fmt: skip


def on_a_larger_glass(page: DrawnPage, rng: random.Random) -> Defect:
    """A small paper in an A4 frame on a light lid."""
    size = [side * 25.4 / page.dpi for side in page.image.size]
    room = [max(0.0, whole - own) for whole, own in zip((210.0, 297.0), size, strict=True)]
    left, top = (rng.uniform(0, r) for r in room)
    spread = (left, top, room[0] - left, room[1] - top)
    return Defect("", "small sheet", laying=lambda was, bed: replace(was, room=spread))
