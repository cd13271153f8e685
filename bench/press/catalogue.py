"""The closed list: which kinds the press can draw, each with its layouts.

Another layout or kind is one function in `bench.press.kinds` and one entry here.
"""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from bench.press.case import Case
from bench.press.fonts import families
from bench.press.kinds import business, civil, land, person, slips, state
from bench.press.pad import BLACK, BLUE, Ink, Pad
from bench.press.paper import DrawnPage, Paper

Drawing = Callable[[Case, Ink, Pad], Paper]

KINDS: dict[str, tuple[Drawing, ...]] = {
    "id-card": (person.id_card, person.id_card_2024, person.id_card_two_pages),
    "old-id-card": (person.old_id_card,),
    "residence-confirmation": (person.residence_confirmation,),
    "residence-declaration": (person.residence_declaration,),
    "birth-certificate": (civil.birth_certificate, civil.birth_certificate_plain),
    "birth-extract": (civil.birth_extract,),
    "birth-notification": (civil.birth_notification,),
    "birth-declaration": (civil.birth_declaration,),
    "marriage-certificate": (civil.marriage_certificate, civil.marriage_certificate_plain),
    "marriage-extract": (civil.marriage_extract,),
    "marriage-declaration": (civil.marriage_declaration,),
    "marital-status-certificate": (civil.marital_status_certificate, civil.spouse_marital_status),
    "marital-status-declaration": (civil.marital_status_declaration,),
    "death-notification": (civil.death_notification,),
    "death-declaration": (civil.death_declaration,),
    "death-extract": (civil.death_extract,),
    "certified-copy-page": (person.certified_copy_page,),
    "land-certificate": (land.land_certificate, land.land_certificate_red),
    "land-change-registration": (land.land_change_registration,),
    "land-transfer-contract": (land.land_transfer_contract,),
    "land-gift-contract": (land.land_gift_contract,),
    "land-lease-contract": (land.land_lease_contract,),
    "cadastral-extract": (land.cadastral_extract,),
    "as-built-drawing": (land.as_built_drawing,),
    "building-permit-request": (land.building_permit_request,),
    "building-permit": (land.building_permit,),
    "enterprise-certificate": (business.enterprise_certificate,),
    "household-business-certificate": (business.household_business_certificate,),
    "household-business-request": (business.household_business_request,),
    "business-registration-request": (business.business_registration_request,),
    "criminal-record": (person.criminal_record,),
    "criminal-record-request": (person.criminal_record_request,),
    "curriculum-vitae": (person.curriculum_vitae,),
    "request-letter": (person.request_letter,),
    "power-of-attorney": (person.power_of_attorney,),
    "commitment": (person.commitment,),
    "receipt-slip": (slips.receipt_slip, slips.receipt_slip_code_only),
    "supplement-request": (slips.supplement_request,),
    "refusal-slip": (slips.refusal_slip,),
    "apology-slip": (slips.apology_slip,),
    "cover-sheet": (slips.cover_sheet,),
    **{kind: (state.drawing(kind),) for kind in state.phrases()["state"]},
}
"""Kind code to layouts."""

NUMBERED = frozenset({"land-transfer-contract", "land-gift-contract", "land-lease-contract", *state.phrases()["state"]})


_FORMS = ("-declaration", "-request", "-registration", "-notification")
FILLED = frozenset(kind for kind in KINDS if kind.endswith(_FORMS)) | {
    "request-letter",
    "power-of-attorney",
    "commitment",
    "curriculum-vitae",
    "birth-certificate",
    "marriage-certificate",
}
"""Blanks that somebody fills in: the values may be in other type and ink than the form."""
ROOMY = (FILLED | {"birth-extract", "marriage-extract", "death-extract", "marital-status-certificate"}) - {
    "birth-declaration", "power-of-attorney", "household-business-request", "supplement-request",
    "building-permit-request",
}  # fmt: skip
"""Kinds set with wide lines, as there is room for it."""
TIGHT = frozenset({"birth-declaration"})
"""Kinds that fill a page to its foot."""


def an_ink(rng: random.Random, dpi: int = 200) -> Ink:
    """One office's printer, and how its forms are filled in: mostly typed over, a third of them in blue."""
    serif = families("serif")
    family = serif[min(len(serif) - 1, int(rng.random() ** 2.2 * len(serif)))]
    fill = rng.choice(["", "", families("sans")[0], families("mono")[0], family])
    return Ink(
        family=family,
        size=rng.choice([12.5, 13, 13, 13.5])
        - (0.8 if family.startswith("Noto") else 1.4 if "DejaVu" in family else 0),
        leading=rng.choice([1.2, 1.28, 1.35]),
        dpi=dpi,
        fill_family=fill,
        fill_italic=fill == family and rng.random() < 0.5,
        fill_colour=BLUE if rng.random() < 0.35 else BLACK,
        dots_under=rng.random() < 0.35,
    )


def draw(
    kind: str,
    case: Case,
    rng: random.Random,
    *,
    ink: Ink | None = None,
    dpi: int = 200,
    layout: int | Drawing | None = None,
) -> Paper:
    """A paper of *kind* in *case*. `KeyError` for a kind the press does not know and no drawing is given for."""
    if layout is None:
        layout = rng.choice(KINDS[kind])
    chosen = KINDS[kind][layout] if isinstance(layout, int) else layout
    ink = ink or an_ink(rng, dpi)
    if kind not in FILLED and not kind.endswith(_FORMS):
        hand = ink.hand and replace(ink.hand, forms=False)
        ink = replace(ink, fill_family="", fill_colour=BLACK, hand=hand)
    if kind in TIGHT:
        ink = replace(ink, size=ink.size - 0.8, leading=1.15)
    elif kind in ROOMY:
        ink = replace(ink, leading=ink.leading + 0.22)
    margins = (rng.choice([30, 30, 27]), 20.0, rng.choice([18, 15]), 18.0)
    paper = chosen(case, ink, Pad(kind, ink, rng, margins=margins, numbered=kind in NUMBERED))
    return Paper(kind, tuple(replace(page, dossier=case.code) for page in paper.pages))


def blank_back(front: DrawnPage, rng: random.Random) -> DrawnPage:
    """The empty back of *front*: the seal soaks through in patches, print is barely seen, both mirrored.

    Measured on two real backs: 0.1 % of the pixels are 40 levels and more darker than the paper, all of them seal.
    """
    front_ink = front.image.convert("RGB").filter(ImageFilter.GaussianBlur(2.2))
    shine = 255 - np.asarray(front_ink, np.float32)
    strength = np.full((*shine.shape[:2], 1), rng.uniform(0.01, 0.035), np.float32)
    soaked, patches = rng.uniform(0.25, 0.45), np.random.default_rng(rng.getrandbits(32))
    for box in front.seals:
        spot = shine[box.top : box.bottom, box.left : box.right]
        wet = spot.max(axis=2) - spot.min(axis=2) > 40
        coarse = Image.fromarray(patches.integers(0, 255, (8, 8), dtype=np.uint8))
        cover = np.asarray(coarse.resize((spot.shape[1], spot.shape[0]), Image.Resampling.BICUBIC), np.float32) / 255
        strength[box.top : box.bottom, box.left : box.right, 0][wet] = (soaked * cover)[wet]
    image = ImageOps.mirror(Image.fromarray((255 - shine * strength).astype(np.uint8)))
    return DrawnPage(image, front.dpi, "blank", dossier=front.dossier)
