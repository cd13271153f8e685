"""The demo set in ``tests/papers``: what `sohoa run tests/papers` shows, and what is expected of it.

``python -m bench.press.demo`` draws it again over the committed one. Dossiers and owners are those of the sandbox
one-stop service; real scans stand there unaltered and are only read.
"""

import json
import random
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.press.case import Case, open_case
from bench.press.catalogue import Drawing, an_ink, blank_back, draw
from bench.press.damage import damage
from bench.press.kinds import civil, land, person
from bench.press.paper import DrawnPage
from bench.press.people import Person, lexicon
from bench.press.writers import jpeg, write_pdf, write_tiff

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ROOT / "tests" / "papers"
SEED = ROOT / "storage" / "records" / "sandbox" / "seed"
CHECKLISTS = ROOT / "classifiers" / "taxonomy" / "procedures.toml"
FIELDS = ROOT / "classifiers" / "taxonomy" / "fields.toml"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper of the press for the sandbox's dossier number *dossier*."""

    kind: str
    dossier: str
    layout: Drawing | int | None = None
    back: bool = False
    turns: int = 0
    cut: bool = False
    """Its file breaks off half way."""
    silent: bool = False
    """Nothing on it or before it names the dossier."""


@dataclass(frozen=True, slots=True)
class Real:
    """A real scan, committed under *file* in the batch's folder and never rewritten."""

    file: str
    kind: str
    dossier: str
    pages: int
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One batch: its entry in the folder, how it was scanned, what lies in it."""

    name: str
    form: str
    level: int
    items: tuple[Drawn | Real, ...]
    look: str = "scan"
    quality: int = 55
    grey: bool = False


PLANS: tuple[Plan, ...] = (
    Plan(
        "01-chung-thuc-quyet-dinh",
        "files",
        1,
        (Drawn("receipt-slip", "0001"), Real("0002-quyet-dinh.pdf", "decision", "0001", 4)),
    ),
    Plan(
        "02-chung-thuc-hai-giay-to",
        "files",
        1,
        (
            Drawn("receipt-slip", "0003"),
            Real("0002-to-trinh.jpg", "submission", "0003", 1),
            Real("0003-mat-sau.jpg", "blank", "0003", 1, blank=True),
            Real("0004-thong-tu.pdf", "circular", "0003", 4),
        ),
    ),
    Plan(
        "03-khai-sinh.pdf",
        "pdf",
        1,
        (
            Drawn("receipt-slip", "0005"),
            Drawn("birth-declaration", "0005"),
            Drawn("birth-notification", "0005"),
            Drawn("id-card", "0005", person.id_card),
            Drawn("marriage-certificate", "0005", civil.marriage_certificate),
            Drawn("residence-confirmation", "0005"),
        ),
        quality=48,
    ),
    Plan(
        "04-ket-hon.tif",
        "tiff",
        1,
        (
            Drawn("receipt-slip", "0007"),
            Drawn("marriage-declaration", "0007"),
            Drawn("marital-status-certificate", "0007", civil.marital_status_certificate),
            Drawn("marital-status-certificate", "0007", civil.spouse_marital_status),
            Drawn("id-card", "0007", person.id_card_2024),
        ),
        look="photocopy",
    ),
    Plan(
        "05-bien-dong-dat-dai",
        "files",
        1,
        (
            Drawn("receipt-slip", "0009"),
            Drawn("land-change-registration", "0009", back=True),
            Drawn("land-certificate", "0009", land.land_certificate),
            Drawn("cadastral-extract", "0009", back=True, turns=1),
            Drawn("id-card", "0009", person.id_card_two_pages),
        ),
        quality=45,
    ),
    Plan(
        "06-hai-ho-so-phieu-dan.pdf",
        "pdf",
        1,
        (
            Drawn("cover-sheet", "0011"),
            Drawn("building-permit-request", "0011"),
            Drawn("land-certificate", "0011", land.land_certificate_red),
            Drawn("commitment", "0011"),
            Drawn("cover-sheet", "0023"),
            Drawn("land-change-registration", "0023"),
            Drawn("land-certificate", "0023", land.land_certificate),
            Drawn("land-transfer-contract", "0023"),
            Drawn("id-card", "0023", person.id_card),
        ),
        quality=42,
        grey=True,
    ),
    Plan(
        "07-ho-kinh-doanh-giay-la.pdf",
        "pdf",
        1,
        (
            Drawn("receipt-slip", "0013", 1),
            Drawn("household-business-request", "0013"),
            Drawn("id-card", "0013", person.id_card),
            Drawn("land-lease-contract", "0013"),
            Drawn("curriculum-vitae", "0013"),
        ),
        look="photocopy",
    ),
    Plan(
        "08-ly-lich-tu-phap-tep-hong",
        "files",
        1,
        (
            Drawn("receipt-slip", "0015"),
            Drawn("criminal-record-request", "0015"),
            Drawn("id-card", "0015", person.id_card, cut=True),
            Drawn("power-of-attorney", "0015"),
        ),
        quality=45,
    ),
    Plan(
        "09-khong-ma-ho-so.pdf",
        "pdf",
        1,
        (
            Drawn("death-declaration", "0016", silent=True),
            Drawn("death-notification", "0016", silent=True),
            Drawn("birth-certificate", "0016", civil.birth_certificate, silent=True),
        ),
        look="photocopy",
    ),
)  # fmt: skip


# ---------------------------------------------------------------- the sandbox's dossiers


@lru_cache(maxsize=1)
def _sandbox() -> tuple[dict[str, Any], dict[str, Any]]:
    dossiers = tomllib.loads((SEED / "dossiers.toml").read_text(encoding="utf-8"))["dossier"]
    procedures = tomllib.loads((SEED / "procedures.toml").read_text(encoding="utf-8"))["procedure"]
    return {d["code"]: d for d in dossiers}, {p["code"]: p for p in procedures}


def sandbox_case(number: str) -> Case:
    """The dossier whose code ends in *number*, with the owner the record system knows."""
    dossiers, procedures = _sandbox()
    row = next(d for code, d in dossiers.items() if code.endswith(f"-{number}"))
    rng = random.Random(f"demo/{row['code']}")
    ward = next(w for w in lexicon()["wards"] if f"{w[0].lower()}{w[1:]}," in row["address"])
    places = dict(map(tuple, lexicon()["birth_places"]))
    owner = Person(
        name=row["owner"],
        male=row["sex"] == "nam",
        birth=row["birth_date"],
        id_number=row["id_number"],
        address=row["address"],
        origin=places.get(row["id_number"][:3], "Hà Nội"),
    )
    return open_case(
        rng,
        code=row["code"],
        procedure=row["procedure"],
        procedure_name=procedures[row["procedure"]]["name"],
        owner=owner,
        ward=ward,
        receiving_unit=row["receiving_unit"],
        competent_unit=row["competent_unit"],
        day=_day(row["received_at"]),
        due=_day(row["due_at"]),
    )


def _day(moment: Any) -> date:
    return date(moment.year, moment.month, moment.day)


# ---------------------------------------------------------------- drawing


@dataclass(slots=True)
class _Built:
    """A batch in the making: sides in order, the file each goes to, what is expected of it."""

    files: list[tuple[str, list[DrawnPage], Drawn]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    covers: list[int] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    sides: int = 0


def build(plan: Plan, out: Path) -> dict[str, Any]:
    """Draw and write *plan* below *out*; what is expected of it."""
    rng = random.Random(f"demo/{plan.name}")
    built = _Built()
    inks = {n: an_ink(random.Random(f"demo/ink/{n}")) for n in {item.dossier for item in plan.items}}
    taken: set[str] = set()
    for item in plan.items:
        case = sandbox_case(item.dossier)
        if isinstance(item, Real):
            _note_real(item, case, built, taken)
            continue
        office = item.kind in {"receipt-slip", "cover-sheet"}
        ink = inks[item.dossier] if office else an_ink(rng)
        paper = draw(item.kind, case, rng, ink=ink, layout=item.layout)
        pages: list[DrawnPage] = []
        for page in paper.pages:
            pages.append(_toned(damage(page, plan.level, rng, look=plan.look, quarter_turns=item.turns), plan))
            if item.back:
                pages.append(_toned(damage(blank_back(page, rng), 1, rng, look="scan"), plan))
        _note_drawn(item, case, pages, built, taken)
    _write(plan, built, out)
    return {
        "sides": built.sides,
        "documents": built.documents,
        "covers": built.covers,
        "blanks": built.blanks,
        "refused": built.refused,
    }


def _toned(page: DrawnPage, plan: Plan) -> DrawnPage:
    if plan.grey and page.image.mode == "RGB":
        return replace(page, image=page.image.convert("L"))
    return page


def _note_drawn(item: Drawn, case: Case, pages: Sequence[DrawnPage], built: _Built, taken: set[str]) -> None:
    first = built.sides + 1
    built.sides += len(pages)
    built.files.append((f"{first:04d}", list(pages), item))
    numbers = list(range(first, first + len(pages)))
    if item.cut:
        built.refused += [
            {"page": n, "kind": item.kind, "reference": "truncated-file", "outcome": "quarantined"} for n in numbers
        ]
        return
    fronts = [n for n, page in zip(numbers, pages, strict=True) if page.kind != "blank"]
    built.blanks += [n for n in numbers if n not in fronts]
    if item.kind == "cover-sheet":
        built.covers += numbers
        return
    code = None if item.silent else case.code
    built.documents.append(_expected(item.kind, code, case.procedure, fronts, taken, _values(pages)))


def _note_real(item: Real, case: Case, built: _Built, taken: set[str]) -> None:
    numbers = list(range(built.sides + 1, built.sides + 1 + item.pages))
    built.sides += item.pages
    if item.blank:
        built.blanks += numbers
        return
    built.documents.append(_expected(item.kind, case.code, case.procedure, numbers, taken, {}))


def _values(pages: Iterable[DrawnPage]) -> dict[str, str]:
    """What the paper says, under the names the taxonomy knows; the first of each."""
    known = tomllib.loads(FIELDS.read_text(encoding="utf-8"))["fields"]
    values: dict[str, str] = {}
    for page in pages:
        for stated in page.fields:
            if stated.name in known:
                values.setdefault(stated.name, stated.value)
    return values


def _expected(
    kind: str, code: str | None, procedure: str, pages: list[int], taken: set[str], values: dict[str, str]
) -> dict[str, Any]:
    """Where the paper should end: kept as the sheet that routes, a component of the checklist, or a question to a person."""
    said: dict[str, Any] = {"pages": pages, "kind": kind, "dossier": code, "component": None, "fields": values}
    if kind == "receipt-slip":
        return said | {"outcome": "separator"}
    if code is None:
        return said | {"outcome": "awaiting-review", "reference": "dossier-not-named"}
    component = _component(kind, procedure, taken)
    if component is None:
        return said | {"outcome": "awaiting-review", "reference": "paper-not-on-checklist"}
    return said | {"outcome": "attached", "component": component}


def _component(kind: str, procedure: str, taken: set[str]) -> str | None:
    known = tomllib.loads(CHECKLISTS.read_text(encoding="utf-8"))["procedure"]
    rules = {paper["code"]: paper for entry in known if entry["code"] == procedure for paper in entry["papers"]}
    for component in _sandbox()[1][procedure]["components"]:
        rule = rules[component["code"]]
        free = rule.get("many", False) or component["code"] not in taken
        if free and (rule.get("any_paper") or kind in (*rule.get("kinds", ()), *rule.get("instead", ()))):
            taken.add(component["code"])
            return str(component["code"])
    return None


def _write(plan: Plan, built: _Built, out: Path) -> None:
    target = out / plan.name
    pages = [page for _, group, _ in built.files for page in group]
    if plan.form == "pdf":
        write_pdf(pages, target, quality=plan.quality)
    elif plan.form == "tiff":
        write_tiff(pages, target, quality=plan.quality)
    else:
        target.mkdir(parents=True, exist_ok=True)
        for first, group, item in built.files:
            for offset, page in enumerate(group):
                blob = jpeg(page.image, page.dpi, plan.quality)
                if item.cut:
                    blob = blob[: len(blob) * 45 // 100]
                (target / f"{int(first) + offset:04d}.jpg").write_bytes(blob)


def build_all(out: Path = PAPERS, plans: Sequence[Plan] = PLANS) -> Path:
    """The whole set below *out*; the path of ``expected.json``."""
    out.mkdir(parents=True, exist_ok=True)
    expected = {plan.name: build(plan, out) for plan in plans}
    target = out / "expected.json"
    target.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return target


if __name__ == "__main__":
    print(build_all(Path(sys.argv[1]) if len(sys.argv) > 1 else PAPERS))
