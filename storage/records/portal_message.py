"""The messages of the 2026 portal, as read in a vendor's test file; look-ups are our reading of the same shape.

Its enumerations are its own: `LoaiDoiTuong` is 0 citizen, 1 business, 2 household; `LoaiBan` is 0 original, 1 copy,
2 electronic. None of them is shared with the older sync.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from storage.records.wire import Count, Listed, Message, Text

ELECTRONIC_COPY: Literal[2] = 2
"""`LoaiBan` of what we hand over."""


class Token(Message):
    """The answer to B1."""

    access_token: Annotated[str, Field(repr=False)]


class Uploaded(Message):
    """The answer to B3 (`UploadFile`). Every upload gets a new id, also of the same bytes."""

    id: Annotated[str, Field(alias="IdTepTin")]
    digest: Annotated[str, Field(alias="HashTepTin")]


class AttachedPaper(Message):
    """`GiayToDinhKem[]`. What else others wrote there is kept, since an update has to repeat it."""

    model_config = ConfigDict(extra="allow")

    id: Annotated[Text, Field(alias="IdGiayTo")]
    name: Annotated[Text, Field(alias="TenGiayTo", repr=False)] = ""
    digest: Annotated[Text, Field(alias="HashTepTin")] = ""
    result_code: Annotated[Text, Field(alias="MaKetQua")] = ""


class PortalComponent(Message):
    """`ThanhPhanHoSo[]`. In an update the listed papers take the place of the component's list."""

    model_config = ConfigDict(extra="allow")

    code: Annotated[Text, Field(alias="MaThanhPhanHoSo")]
    name: Annotated[Text, Field(alias="TenThanhPhanHoSo")] = ""
    copies: Annotated[Count, Field(alias="SoLuong")] = 1
    sort: Annotated[Count, Field(alias="LoaiBan")] = ELECTRONIC_COPY
    papers: Annotated[tuple[AttachedPaper, ...], Listed, Field(alias="GiayToDinhKem")] = ()


class Submitter(Message):
    """`ThongTinNguoiNop`."""

    name: Annotated[Text, Field(alias="HoTen", repr=False)] = ""
    number: Annotated[Text, Field(alias="SoDinhDanh", repr=False)] = ""
    birth_date: Annotated[Text, Field(alias="NgaySinh", repr=False)] = ""


class PortalDossier(Message):
    """A dossier as the portal shows it, as far as we rely on it."""

    code: Annotated[str, Field(alias="MaHoSo")]
    procedure: Annotated[Text, Field(alias="MaTTHC")] = ""
    owner: Annotated[Text, Field(alias="ChuHoSo", repr=False)] = ""
    status: Annotated[Count, Field(alias="TrangThai")] = 0
    """The national status; 0, which takes no papers, when the portal writes something else."""
    receiving_unit: Annotated[Text, Field(alias="MaDonViTiepNhan")] = ""
    competent_unit: Annotated[Text, Field(alias="DonViXuLy")] = ""
    components: Annotated[tuple[PortalComponent, ...], Listed, Field(alias="ThanhPhanHoSo")] = ()
    submitter: Annotated[Submitter, Field(alias="ThongTinNguoiNop")] = Submitter()


class DossierUpdate(Message):
    """`UpdateDossier`: components that are not named stay as they are."""

    code: Annotated[str, Field(alias="MaHoSo")]
    procedure: Annotated[str, Field(alias="MaTTHC")]
    components: Annotated[tuple[PortalComponent, ...], Field(alias="ThanhPhanHoSo")]


class PortalChecklistItem(Message):
    """A component in the portal's description of a procedure."""

    code: Annotated[str, Field(alias="MaThanhPhanHoSo")]
    name: Annotated[str, Field(alias="TenThanhPhanHoSo")]
    copies: Annotated[Count, Field(alias="SoLuong")] = 0


class PortalProcedure(Message):
    """A procedure with its checklist."""

    code: Annotated[str, Field(alias="MaTTHC")]
    name: Annotated[str, Field(alias="TenTTHC")]
    components: Annotated[tuple[PortalChecklistItem, ...], Listed, Field(alias="ThanhPhanHoSo")] = ()


class Acknowledged(Message):
    """An answer nothing is read from: the read-back tells what happened."""
