"""Feeds for measuring separation: dossiers of held-out papers as hurried desks scan them, with the truth about each.

`held_batch` is one dossier; `held_feed` puts several into one feed, between separators of which many are damaged.
Truth beside kinds and pages: ``stranger`` (the paper names another citizen), ``duplicate_of`` (scanned twice; the number
of the document it repeats), ``mark`` (how a separator fared), ``copy`` (a certified copy; its certification page is its
last page), ``annex`` (its last page is one), and ``missing`` required papers of the batch.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bench.press.batches import BOTH_SIDES, Batch, write_batch
from bench.press.case import Case, open_case
from bench.press.catalogue import FILLED, KINDS, Drawing, an_ink, blank_back, draw
from bench.press.damage import damage
from bench.press.hand import a_hand
from bench.press.harm import HARMS
from bench.press.held import HELD_OUT
from bench.press.pad import Pad
from bench.press.paper import DrawnPage, Paper
from bench.press.people import a_day, a_person
from bench.press.procedures import PROCEDURES

COPIED = frozenset({"diploma", "birth-certificate", "marriage-certificate", "land-certificate", "enterprise-certificate", "id-card"})  # fmt: skip
"""What is often handed in as a certified copy."""
ANNEXED = frozenset({"decision", "plan", "contract", "company-charter", "building-permit"})
SEPARATORS = ("cover-sheet", "receipt-slip")


@dataclass(frozen=True, slots=True)
class Manner:
    """How one desk works: chances of each thing that makes separation hard."""

    level: int
    duplex: bool
    shuffled: float = 0.45
    stranger: float = 0.3
    """Of dossiers with a paper of somebody else among theirs."""
    twice: float = 0.25
    """Of dossiers with a paper scanned twice."""
    missing: float = 0.1
    """Of required papers."""
    copied: float = 0.3
    second_person: float = 0.1
    """The same form once more, for another person."""
    turned: float = 0.08
    harmed: float = 0.55
    """Of separators."""

    @classmethod
    def drawn(cls, rng: random.Random, level: int | None = None) -> "Manner":
        chosen = rng.choice([0, 1, 1, 2]) if level is None else level
        return cls(chosen, duplex=rng.random() < 0.35)


def a_held_case(rng: random.Random, procedure: str = "") -> Case:
    """A case of one of the thirteen procedures."""
    code = procedure or rng.choice(sorted(PROCEDURES))
    day = a_day(rng, date(2025, 9, 1), date(2026, 11, 20))
    dossier = f"H26.90-{day:%y%m%d}-{rng.randrange(1, 9999):04d}"
    return open_case(rng, code=dossier, procedure=code, procedure_name=PROCEDURES[code][0], day=day)


def held_batch(
    rng: random.Random,
    case: Case,
    *,
    manner: Manner | None = None,
    separator: str | None = "",
    dpi: int = 200,
    into: Batch | None = None,
) -> Batch:
    """The papers of *case* in held-out layouts, behind a *separator* (drawn when empty, None for none)."""
    manner = manner or Manner.drawn(rng)
    batch = into if into is not None else Batch(case.code, level=manner.level)
    front = rng.choice(SEPARATORS) if separator == "" else separator
    if front:
        _put_separator(batch, case, front, manner, rng, dpi)
    laid: list[tuple[Paper, dict[str, object]]] = []
    wanted = PROCEDURES[case.procedure][1]
    swapped = rng.randrange(len(wanted)) if rng.random() < manner.stranger else -1
    for place, asked in enumerate(wanted):
        kind = rng.choice([k for k in asked.kinds if k in HELD_OUT or k in KINDS])
        if not asked.required and place != swapped and rng.random() < 0.35:
            continue
        if asked.required and rng.random() < manner.missing:
            batch.missing.append((case.code, kind))
            continue
        laid.append(_a_paper(kind, case, "stranger" if place == swapped else asked.whom, manner, rng, dpi))
        if kind in FILLED and rng.random() < manner.second_person:
            laid.append(_a_paper(kind, case, "elder", manner, rng, dpi))
    if rng.random() < manner.shuffled:
        rng.shuffle(laid)
    _put_all(batch, laid, manner, rng)
    return batch


def held_feed(rng: random.Random, *, dossiers: int | None = None, level: int | None = None, dpi: int = 200) -> Batch:
    """Several dossiers in one feed; each begins with a separator, or all of them with the same sort, or none has any."""
    manner = Manner.drawn(rng, level)
    batch = Batch("feed", level=manner.level)
    sort = rng.choice(["", "", "cover-sheet", "receipt-slip", "none"])
    for _ in range(dossiers or rng.randrange(2, 5)):
        chosen = None if sort == "none" else sort
        held_batch(rng, a_held_case(rng), manner=manner, separator=chosen, dpi=dpi, into=batch)
    return batch


# ------------------------------------------------------------------ papers


def _of(case: Case, whom: str, rng: random.Random) -> Case:
    """*case* as the papers of *whom* would have it; a stranger has another family, house and shop."""
    if whom == "owner":
        return case
    person = getattr(case, whom)
    if whom == "stranger":
        other = a_person(rng, born=(1965, 1998))
        return open_case(
            rng, code=case.code, procedure=case.procedure, procedure_name=case.procedure_name, owner=other, day=case.day
        )
    return replace(case, owner=person, spouse=case.owner if whom == "spouse" else case.spouse)


def _layout(kind: str, rng: random.Random) -> Drawing:
    cards = KINDS[kind] if kind == "id-card" else ()  # everybody's card is alike; how it is copied is not
    return rng.choice((*HELD_OUT.get(kind, ()), *cards) or KINDS[kind])


def _a_paper(
    kind: str, case: Case, whom: str, manner: Manner, rng: random.Random, dpi: int
) -> tuple[Paper, dict[str, object]]:
    """A paper of *kind* about *whom*, or about a stranger; at times a certified copy, at times with an annex."""
    remark: dict[str, object] = {} if whom == "owner" else {"about": whom}
    ink = an_ink(rng, dpi)
    style = rng.random()
    if style < 0.25:
        ink = replace(ink, hand=a_hand(rng, forms=style < 0.14))
    told = _of(case, whom, rng)
    paper = draw(kind, told, rng, ink=ink, dpi=dpi, layout=_layout(kind, rng))
    if whom == "stranger" and _names(paper, told):
        remark["stranger"] = True
    if kind in COPIED and rng.random() < manner.copied:
        paper, remark["copy"] = Paper(kind, (*map(_in_black, paper.pages), _certification(case, rng, dpi))), True
    elif kind in ANNEXED and rng.random() < 0.4:
        paper, remark["annex"] = Paper(kind, (*paper.pages, an_annex(paper, case, rng, dpi))), True
    pages = tuple(replace(page, kind=kind, dossier=case.code) for page in paper.pages)
    return Paper(kind, pages), remark


def _names(paper: Paper, case: Case) -> bool:
    """Whether *paper* tells whom it is about: a decision on a committee does not."""
    said = " ".join(line.text for page in paper.pages for line in page.lines).casefold()
    return case.owner.id_number in said or case.owner.name.casefold() in said


def _certification(case: Case, rng: random.Random, dpi: int) -> DrawnPage:
    """The page behind a copy that says it is like the original; those about signatures are passed over."""
    layouts = [*HELD_OUT.get("certified-copy-page", ()), *KINDS["certified-copy-page"]]
    rng.shuffle(layouts)
    drawn = (draw("certified-copy-page", case, rng, dpi=dpi, layout=layout).pages[0] for layout in layouts)
    return next(page for page in drawn if "bản sao" in " ".join(line.text for line in page.lines).casefold())


def _in_black(page: DrawnPage) -> DrawnPage:
    """As a copier gives it back."""
    return replace(page, image=page.image.convert("L").convert("RGB"), look="photocopy")


def an_annex(paper: Paper, case: Case, rng: random.Random, dpi: int) -> DrawnPage:
    """`PHỤ LỤC` of *paper*, lying on its side half the time: its number again, then a table."""
    across = rng.random() < 0.5
    size = (297.0, 210.0) if across else (210.0, 297.0)
    pad = Pad(paper.kind, replace(an_ink(rng, dpi), fill_family=""), rng, size=size, margins=(22, 18, 16, 14))
    number = next((f.text for f in paper.fields if f.name == "document_number"), "")
    pad.centre(f"<b>PHỤ LỤC{rng.choice(['', ' I', ' 01'])}</b>", size=13)
    if number:
        pad.centre(f"<i>(Kèm theo văn bản số {number})</i>", size=11.5, gap=4)
    rows = [["STT", "Nội dung", "Đơn vị", "Số lượng", "Ghi chú"]]
    for n in range(1, rng.randrange(6, 16 if across else 22)):
        rows.append([str(n), rng.choice(["Hạng mục san nền", "Bàn ghế văn phòng", "Đo đạc hiện trạng", "Thuê máy chủ", "Tập huấn"]), rng.choice(["bộ", "gói", "m²", "buổi"]), str(rng.randrange(1, 90)), ""])  # fmt: skip
    pad.table([14, 90, 26, 26, 30], rows, size=11, centred=(0, 2, 3))
    return pad.paper().pages[0]


# ------------------------------------------------------------------ feeding


def _put_separator(batch: Batch, case: Case, kind: str, manner: Manner, rng: random.Random, dpi: int) -> None:
    paper = draw(kind, case, rng, dpi=dpi, layout=_layout(kind, rng))
    fate = rng.choice(sorted(HARMS)) if rng.random() < manner.harmed else "whole"
    pages = paper.pages if fate == "whole" else tuple(HARMS[fate](page, rng) for page in paper.pages)
    index = len(batch.papers)
    _feed(batch, Paper(kind, pages), manner, rng, look="scan", double=False)
    batch.remarks[index] = {"separator": True, "mark": fate}


def _put_all(batch: Batch, laid: Sequence[tuple[Paper, dict[str, object]]], manner: Manner, rng: random.Random) -> None:
    double = rng.random() < 0.5
    twice = rng.randrange(len(laid)) if laid and rng.random() < manner.twice else -1
    for place, (paper, remark) in enumerate(laid):
        index = len(batch.papers)
        copied = all(page.look == "photocopy" for page in paper.pages[:1])
        look = "photocopy" if copied and rng.random() < 0.5 else "scan"
        _feed(batch, paper, manner, rng, look=look, double=double)
        batch.remarks[index] = dict(remark)
        if place == twice:
            again = len(batch.papers)
            _feed(batch, paper, manner, rng, look="scan", double=double)
            batch.remarks[again] = {**remark, "duplicate_of": index}


def _feed(batch: Batch, paper: Paper, manner: Manner, rng: random.Random, *, look: str, double: bool) -> None:
    """Scan *paper* at the end of *batch*: worn, now and then turned, with backs where the desk scans both sides."""
    turn = rng.choice([1, 2, 2, 3]) if rng.random() < manner.turned else 0
    both = paper.kind in BOTH_SIDES or (double and len(paper.pages) > 1)
    pages: list[DrawnPage] = []
    backs: list[DrawnPage | None] = []
    for number, page in enumerate(paper.pages, 1):
        pages.append(damage(page, manner.level, rng, look=look, quarter_turns=turn))
        bare = manner.duplex and (not both or (number == len(paper.pages) and number % 2 == 1))
        backs.append(damage(blank_back(page, rng), min(manner.level, 1), rng, look="scan") if bare else None)
    batch.add(Paper(paper.kind, tuple(pages)), backs=backs)


def feeds(seed: int, count: int, *, level: int | None = None, dpi: int = 200) -> Iterator[Batch]:
    """*count* feeds; the same seed gives the same ones."""
    for number in range(count):
        batch = held_feed(random.Random(f"feed/{seed}/{number}"), level=level, dpi=dpi)
        batch.name = f"feed-{number:04d}"
        yield batch


def print_feeds(seed: int, out: Path, count: int, *, level: int | None, forms: Sequence[str], dpi: int = 200) -> Path:
    """Draw *count* feeds below *out*, then ``truth.json``, as `bench.press.batches.print_run` does for single dossiers."""
    out.mkdir(parents=True, exist_ok=True)
    truths = []
    for number, batch in enumerate(feeds(seed, count, level=level, dpi=dpi)):
        rng = random.Random(f"feed-file/{seed}/{number}")
        truths.append(
            {"level": batch.level, **write_batch(batch, out, forms[number % len(forms)], level=batch.level, rng=rng)}
        )
    target = out / "truth.json"
    text = json.dumps({"seed": seed, "batches": truths}, ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")
    return target
