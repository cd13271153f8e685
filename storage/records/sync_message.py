"""What we send to the older sync (`DongBoHoSoMC` and its sisters), under the names it travels with.

Times are ``yyyyMMddHHmmss`` in Asia/Ho_Chi_Minh; flags are the strings ``0`` and ``1``; what is not known stays blank
and is never dressed with a dummy. Field names as read in public code of two deployments, not in a published standard.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from pipeline.model.days import HANOI
from storage.records.wire import Message

_STAMP = "%Y%m%d%H%M%S"


def stamp(moment: datetime) -> str:
    """*moment* (aware) the way the sync writes it: ``20261124081500``."""
    return moment.astimezone(HANOI).strftime(_STAMP)


def _moment(value: object) -> object:
    if isinstance(value, str):
        return datetime.strptime(value, _STAMP).replace(tzinfo=HANOI) if value.strip() else None
    return value


Moment = Annotated[
    datetime | None, BeforeValidator(_moment), PlainSerializer(lambda m: stamp(m) if m else None, when_used="json")
]
Flag = Literal["0", "1"]


class SubmittedFile(Message):
    """`TaiLieuNop[]`: a file under a component."""

    id: Annotated[str, Field(alias="TepDinhKemId")]
    name: Annotated[str, Field(alias="TenTepDinhKem", max_length=4000, repr=False)]
    deleted: Annotated[Literal["True", "False"], Field(alias="IsDeleted")] = "False"
    component: Annotated[str, Field(alias="MaThanhPhanHoSo")]
    url: Annotated[str, Field(alias="DuongDanTaiTepTin", repr=False)] = ""
    digitised: Annotated[Flag, Field(alias="DuocSoHoa")] = "0"
    reused: Annotated[Literal["0", "1", "2"], Field(alias="DuocTaiSuDung")] = "0"
    from_national_store: Annotated[Flag, Field(alias="DuocLayTuKhoDMQG")] = "0"
    replaced_result: Annotated[str | None, Field(alias="MaKetQuaThayThe")] = None


class ResultPaper(Message):
    """`DanhSachGiayToKetQua[]`. `MaGiayToKetQua` is blank when nobody gave a code: never a dummy."""

    name: Annotated[str, Field(alias="TenGiayTo", repr=False)]
    component: Annotated[str, Field(alias="MaThanhPhanHoSo")] = ""
    id: Annotated[str, Field(alias="GiayToId")] = ""
    url: Annotated[str, Field(alias="DuongDanTepTinKetQua", repr=False)] = ""
    code: Annotated[str, Field(alias="MaGiayToKetQua")] = ""


class Fee(Message):
    """`DanhSachLePhi[]`."""

    name: Annotated[str, Field(alias="TenPhiLePhi")]
    code: Annotated[str, Field(alias="MaPhiLePhi")] = ""
    collected_by: Annotated[str, Field(alias="HinhThucThu")] = ""
    amount: Annotated[str, Field(alias="Gia")] = ""
    sort: Annotated[str, Field(alias="LoaiPhiLePhi")] = ""


class OwnerIdentity(Message):
    """`DinhDanhCHS[]`: sort 1 is the 12-digit number, 2 the old 9-digit one."""

    sort: Annotated[str, Field(alias="LoaiDinhDanh")]
    number: Annotated[str, Field(alias="SoDinhDanh", repr=False)]


class ConnectedDatabase(Message):
    """`DSKetNoiCSDL[]`."""

    code: Annotated[str, Field(alias="MaCSDL")]


class SyncDossier(Message):
    """One dossier of `DongBoHoSoMC`. A field left out of an update stays as it was."""

    code: Annotated[str, Field(alias="MaHoSo")]
    procedure: Annotated[str, Field(alias="MaTTHC")]
    procedure_name: Annotated[str | None, Field(alias="TenTTHC")] = None
    field_code: Annotated[str | None, Field(alias="MaLinhVuc")] = None
    field_name: Annotated[str | None, Field(alias="TenLinhVuc")] = None
    channel: Annotated[Literal["1", "2", "3"] | None, Field(alias="KenhThucHien")] = None
    """1 at the counter, 2 online, 3 by post."""
    owner_number: Annotated[str | None, Field(alias="SoGiayToChuHoSo", repr=False)] = None
    owner: Annotated[str | None, Field(alias="ChuHoSo", repr=False)] = None
    owner_sort: Annotated[Literal["1", "2", "3", "4"] | None, Field(alias="LoaiDoiTuong")] = None
    """1 citizen, 2 business, 3 state body, 4 other: not the portal's numbers."""
    owner_code: Annotated[str | None, Field(alias="MaDoiTuong", repr=False)] = None
    email: Annotated[str | None, Field(alias="Email", repr=False)] = None
    fax: Annotated[str | None, Field(alias="Fax", repr=False)] = None
    phone: Annotated[str | None, Field(alias="SoDienThoai", repr=False)] = None
    subject: Annotated[str | None, Field(alias="TrichYeuHoSo", max_length=1000, repr=False)] = None
    submitted_at: Annotated[Moment, Field(alias="NgayNopHoSo")] = None
    received_at: Annotated[Moment, Field(alias="NgayTiepNhan")] = None
    due_at: Annotated[Moment, Field(alias="NgayHenTra")] = None
    returned_at: Annotated[Moment, Field(alias="NgayTra")] = None
    finished_at: Annotated[Moment, Field(alias="NgayKetThucXuLy")] = None
    refused_at: Annotated[Moment, Field(alias="NgayTuChoi")] = None
    status: Annotated[str | None, Field(alias="TrangThaiHoSo", coerce_numbers_to_str=True)] = None
    mode: Annotated[str | None, Field(alias="HinhThuc", coerce_numbers_to_str=True)] = None
    competent_unit: Annotated[str | None, Field(alias="DonViXuLy")] = None
    note: Annotated[str | None, Field(alias="GhiChu", repr=False)] = None
    receiving_unit: Annotated[str | None, Field(alias="NoiNopHoSo")] = None
    has_digitised: Annotated[Flag | None, Field(alias="HoSoCoThanhPhanSoHoa")] = None
    owner_verified: Annotated[Flag | None, Field(alias="TaiKhoanDuocXacThucVoiVNeID")] = None
    paid_online: Annotated[Flag | None, Field(alias="DuocThanhToanTrucTuyen")] = None
    owner_identities: Annotated[tuple[OwnerIdentity, ...] | None, Field(alias="DinhDanhCHS", repr=False)] = None
    databases: Annotated[tuple[ConnectedDatabase, ...] | None, Field(alias="DSKetNoiCSDL")] = None
    files: Annotated[tuple[SubmittedFile, ...] | None, Field(alias="TaiLieuNop")] = None
    results: Annotated[tuple[ResultPaper, ...] | None, Field(alias="DanhSachGiayToKetQua")] = None
    fees: Annotated[tuple[Fee, ...] | None, Field(alias="DanhSachLePhi")] = None
    other_files: Annotated[tuple[dict[str, Any], ...] | None, Field(alias="DanhSachTepDinhKemKhac", repr=False)] = None
    supplements: Annotated[tuple[dict[str, Any], ...] | None, Field(alias="DanhSachHoSoBoSung", repr=False)] = None


class Progress(Message):
    """One step of `CapNhatTienDoHoSoMC`."""

    code: Annotated[str, Field(alias="MaHoSo")]
    officer: Annotated[str, Field(alias="NguoiXuLy", max_length=50, repr=False)]
    title: Annotated[str, Field(alias="ChucDanh")] = ""
    at: Annotated[Moment, Field(alias="ThoiDiemXuLy")]
    department: Annotated[str, Field(alias="PhongBanXuLy")] = ""
    content: Annotated[str, Field(alias="NoiDungXuLy", repr=False)] = ""
    status: Annotated[str, Field(alias="TrangThai")]
    begun_at: Annotated[Moment, Field(alias="NgayBatDau")] = None
    due_at: Annotated[Moment, Field(alias="NgayKetThucTheoQuyDinh")] = None
