"""What the law and the forms put on a paper is among the fields of its kind."""

import pytest

from classifiers.taxonomy import Taxonomy
from pipeline.model.ids import KindCode

OURS = Taxonomy.load()
PARENT = "{0}_name {0}_birth_date {0}_ethnicity {0}_nationality {0}_residence {0}_id_number"
PARENTS = f"{PARENT.format('father')} {PARENT.format('mother')}"
COUPLE = f"{PARENT.format('husband')} {PARENT.format('wife')}"
PERSON = "full_name birth_date id_number"
PARCEL = "parcel_number map_sheet_number area address"
SIDES = "party_a party_a_id_number party_a_residence party_b party_b_id_number party_b_residence"
HEAD = "document_number issue_date issuer signer"

ASKED = {
    "id-card": f"{PERSON} sex nationality hometown residence expiry_date",
    "residence-confirmation": f"{PERSON} residence household_head signer",
    "residence-declaration": f"{PERSON} request_content household_head form_number",
    "birth-certificate": f"{PERSON} birth_date_words sex ethnicity nationality birth_place hometown document_number "
    f"book_number page_number {PARENTS} registration_place registration_date signer",  # Luật Hộ tịch Đ14
    "birth-declaration": f"applicant applicant_id_number applicant_residence applicant_relation {PERSON} {PARENTS}",
    "marriage-certificate": f"document_number {COUPLE} registration_place registration_date signer",
    "marriage-declaration": COUPLE,
    "marital-status-certificate": f"{PERSON} marital_status purpose {HEAD}",
    "death-extract": f"{PERSON} death_date death_place death_cause registration_date",
    "divorce-decision": f"{HEAD} husband_name wife_name",
    "certified-copy-page": "certification_number book_number certification_date issuer signer",
    "land-certificate": f"certificate_serial register_number full_name {PARCEL} land_purpose land_term issue_date",
    "land-change-registration": f"addressee full_name id_number summary certificate_serial {PARCEL}",
    "land-transfer-contract": f"{SIDES} {PARCEL} amount amount_words notary_number notary_date notary_office",
    "cadastral-extract": "parcel_number map_sheet_number scale",
    "tax-notice": "tax_code chapter_code sub_item amount amount_words due_date",
    "tax-receipt": "payer tax_code chapter_code sub_item amount issue_date",
    "building-permit": "document_number issue_date full_name address floor_area floors signer",
    "enterprise-certificate": "tax_code enterprise_name address capital representative registration_date change_time",
    "household-business-certificate": f"tax_code enterprise_name address capital {PERSON} registration_date",
    "criminal-record": f"{HEAD} {PERSON} criminal_status",
    "diploma": "full_name birth_date school grade certificate_serial register_number issue_date",
    "power-of-attorney": "principal principal_id_number agent agent_id_number authority_scope issue_date",
    "receipt-slip": "dossier_code procedure_name owner applicant id_number received_date due_date",
    "official-letter": "document_number issue_date issuer summary addressee signer signer_title",
}
TABLES = {
    "residence-declaration": "household_members",
    "household-business-request": "business_lines_table",
    "receipt-slip": "papers_received",
    "land-registration": "land_parcels",
    "vat-invoice": "invoice_lines",
    "criminal-record-request": "residence_history",
    "enterprise-certificate": "members",
}


@pytest.mark.parametrize(("code", "fields"), ASKED.items())
def test_a_kind_carries_what_its_paper_says(code: str, fields: str) -> None:
    assert set(fields.split()) <= set(OURS.kind(KindCode(code)).fields)


@pytest.mark.parametrize(("code", "table"), TABLES.items())
def test_a_kind_with_a_table_knows_its_columns(code: str, table: str) -> None:
    assert table in OURS.kind(KindCode(code)).tables
    assert len(OURS.tables[table].columns) >= 3


def test_names_numbers_and_homes_of_people_are_personal() -> None:
    """Kept out of every log and list."""
    telling = ("_name", "_id_number", "_residence", "_birth_date", "_ethnicity")
    exempt = {"enterprise_name", "procedure_name", "paper_name", "line_name", "item_name", "foreign_name", "short_name"}
    open_ones = {f.name for f in OURS.fields.values() if f.name.endswith(telling) and not f.personal}
    assert open_ones <= exempt


def test_every_field_is_on_some_paper() -> None:
    """A field nobody carries would never be looked for."""
    used = {name for kind in OURS for name in kind.fields}
    used |= {column.name for shape in OURS.tables.values() for column in shape.columns}
    assert set(OURS.fields) == used
    assert {name for kind in OURS for name in kind.tables} == set(OURS.tables)
