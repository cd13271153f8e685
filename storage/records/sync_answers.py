"""What the older sync answers. Read leniently, and only what we rely on.

A file somebody else attached with an odd flag must not keep us from a dossier: so numbers, nothing and booleans are
all read as text. `MaBamSHA256` and `MoDuoc` come only from a counterpart that opens what it is given.
"""

from typing import Annotated, Any

from pydantic import Field

from storage.records.wire import Count, Listed, Message, Text


class HeldFile(Message):
    """`TaiLieuNop[]`, as shown."""

    id: Annotated[Text, Field(alias="TepDinhKemId")] = ""
    name: Annotated[Text, Field(alias="TenTepDinhKem", repr=False)] = ""
    is_deleted: Annotated[Text, Field(alias="IsDeleted")] = ""
    component: Annotated[Text, Field(alias="MaThanhPhanHoSo")] = ""
    url: Annotated[Text, Field(alias="DuongDanTaiTepTin", repr=False)] = ""
    digest: Annotated[str | None, Field(alias="MaBamSHA256")] = None
    opens: Annotated[Text, Field(alias="MoDuoc")] = ""
    digitised: Annotated[Text, Field(alias="DuocSoHoa")] = ""

    @property
    def stands(self) -> bool:
        return self.is_deleted.casefold() not in ("true", "1")


class HeldIdentity(Message):
    """`DinhDanhCHS[]`, as shown."""

    number: Annotated[Text, Field(alias="SoDinhDanh", repr=False)] = ""


class HeldDossier(Message):
    """What `TraCuuHoSo` shows of a dossier."""

    code: Annotated[str, Field(alias="MaHoSo")]
    procedure: Annotated[Text, Field(alias="MaTTHC")] = ""
    procedure_name: Annotated[Text, Field(alias="TenTTHC")] = ""
    owner: Annotated[Text, Field(alias="ChuHoSo", repr=False)] = ""
    owner_number: Annotated[Text, Field(alias="SoGiayToChuHoSo", repr=False)] = ""
    owner_identities: Annotated[tuple[HeldIdentity, ...], Listed, Field(alias="DinhDanhCHS", repr=False)] = ()
    receiving_unit: Annotated[Text, Field(alias="NoiNopHoSo")] = ""
    competent_unit: Annotated[Text, Field(alias="DonViXuLy")] = ""
    status: Annotated[Count, Field(alias="TrangThaiHoSo")] = 0
    """The national status; 0, which takes no papers, when the counterpart writes something else."""
    files: Annotated[tuple[HeldFile, ...], Listed, Field(alias="TaiLieuNop")] = ()
    joined_urls: Annotated[str | None, Field(alias="DinhKemSoHoa", repr=False)] = None
    """Addresses of the files joined with ``##``: a second list some systems keep, and append to."""


class AskedPaper(Message):
    """`GIAYTO[]` of a procedure packet (`LayThuTuc`). No original and no copy asked for means: only if there is one."""

    code: Annotated[str, Field(alias="MAGIAYTO")]
    name: Annotated[str, Field(alias="TENGIAYTO")]
    originals: Annotated[Count, Field(alias="SOBANCHINH")] = 0
    copies: Annotated[Count, Field(alias="SOBANSAO")] = 0
    replaced_result: Annotated[Text, Field(alias="MA_KQ_THAYTHE")] = ""
    form: Annotated[Text, Field(alias="TENMAUDON")] = ""
    url: Annotated[Text, Field(alias="URL")] = ""


class Case(Message):
    """`THANHPHANHOSO[]`: the papers asked for in one case (trường hợp)."""

    case: Annotated[Text, Field(alias="TRUONGHOP")] = ""
    papers: Annotated[tuple[AskedPaper, ...], Listed, Field(alias="GIAYTO")] = ()


class ResultType(Message):
    """`KETQUATHUCHIEN[]`."""

    code: Annotated[Text, Field(alias="MAKETQUA")] = ""
    name: Annotated[Text, Field(alias="TENKETQUA")] = ""


class ProcedurePacket(Message):
    """A procedure with its checklist, as `LayThuTuc` answers it."""

    code: Annotated[str, Field(alias="MATTHC")]
    name: Annotated[str, Field(alias="TENTTHC")]
    cases: Annotated[tuple[Case, ...], Listed, Field(alias="THANHPHANHOSO")] = ()
    results: Annotated[tuple[ResultType, ...], Listed, Field(alias="KETQUATHUCHIEN")] = ()


class Login(Message):
    """The answer to a login."""

    session: Annotated[str | None, Field(repr=False)] = None
    error_code: Annotated[str, Field(coerce_numbers_to_str=True)] = "0"


class Answer(Message):
    """The envelope of every service. `error_code` 0 is success; what failed is a sentence in `message`."""

    error_code: Annotated[str, Field(coerce_numbers_to_str=True)] = "0"
    message: Annotated[Text, Field(repr=False)] = ""
    result: Annotated[tuple[dict[str, Any], ...], Listed, Field(repr=False)] = ()
