"""Field names and tables a paper may carry, as values."""

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    TEXT = "text"
    NAME = "name"
    DATE = "date"
    NUMBER = "number"
    CODE = "code"
    MONEY = "money"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field a paper may carry and the Vietnamese label a clerk reads."""

    name: str
    label: str
    type: FieldType
    personal: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table printed on a paper (thành viên hộ gia đình, ngành nghề, thửa đất): its columns in the order of the form."""

    name: str
    label: str
    columns: tuple[FieldName, ...]
