"""Families of fields: values that go wrong in the same way."""

from enum import StrEnum

from classifiers.taxonomy import Taxonomy
from classifiers.taxonomy.fields import FieldType


class Family(StrEnum):
    IDENTITY = "identity"
    """Numbers a person or a company is known by: số định danh, hộ chiếu, mã số thuế, mã số doanh nghiệp."""
    DATE = "date"
    NAME = "name"
    CODE = "code"
    """Số, ký hiệu and other numbers of papers, parcels and books."""
    MONEY = "money"
    """Amounts, areas and counts."""
    TEXT = "text"
    DOCUMENT = "document"
    """A whole paper: its pages, its kind, its dossier."""


_IDENTITIES = ("id_number", "passport", "tax_code", "enterprise_code", "insurance_number")
_BY_TYPE = {
    FieldType.TEXT: Family.TEXT,
    FieldType.NAME: Family.NAME,
    FieldType.DATE: Family.DATE,
    FieldType.NUMBER: Family.MONEY,
    FieldType.MONEY: Family.MONEY,
    FieldType.AREA: Family.MONEY,
    FieldType.CODE: Family.CODE,
}


def family_of(subject: str, taxonomy: Taxonomy) -> Family:
    """The family of a claim's subject; a field the taxonomy does not know is text."""
    if subject == Family.DOCUMENT:
        return Family.DOCUMENT
    known = taxonomy.fields.get(subject)
    if known is None:
        return Family.TEXT
    if known.type is FieldType.CODE and any(part in subject for part in _IDENTITIES):
        return Family.IDENTITY
    return _BY_TYPE[known.type]
