"""The older generation: `/mapi/login` and `/mapi/g`, one door for every service."""

import json
import random
import secrets
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from storage.records.sandbox.database import NOTHING, Cabinet
from storage.records.sandbox.fetching import fetch
from storage.records.sandbox.misbehaviour import BrokenOff, Mischief, Mood
from storage.records.sandbox.options import SandboxOptions

OK, FAILED, EXPIRED, EXISTS, ABSENT, CLOSED = "0", "-1", "-2", "-3", "-4", "-5"
TAKES_PAPERS = (1, 2, 4, 5)
MAX_PROGRESS = 10


class Account(BaseModel):
    username: str
    password: str


class Envelope(BaseModel):
    session: str
    madonvi: str
    service: str
    isUpdating: bool = False  # noqa: N815  (the wire's own name)
    data: list[dict[str, Any]] = []


def answer(code: str, message: str = "", result: list[dict[str, Any]] | None = None) -> JSONResponse:
    return JSONResponse({"error_code": code, "message": message, "result": result or []})


def sync_router(options: SandboxOptions, cabinet: Cabinet, mood: Mood) -> APIRouter:
    router = APIRouter(prefix="/mapi")
    services = Services(options, cabinet, mood)

    @router.post("/login")
    def log_in(account: Account) -> Response:
        mood.before(writing=False)
        if (account.username, account.password) != (options.username, options.password.get_secret_value()):
            return JSONResponse({"error_code": FAILED, "message": "Sai tên đăng nhập hoặc mật khẩu"})
        token = secrets.token_hex(16)
        cabinet.insert("session", {"token": token})
        return JSONResponse({"error_code": OK, "session": token})

    @router.post("/g")
    def serve(envelope: Envelope) -> Response:
        writing = envelope.service == "DongBoHoSoMC"
        if mood.take(Mischief.EXPIRE_SESSIONS):
            cabinet.do("DELETE FROM session")
        mood.before(writing=writing)
        if cabinet.row("SELECT 1 FROM session WHERE token = ?", envelope.session) is None:
            return answer(EXPIRED, "Session không hợp lệ hoặc đã hết hạn")
        return services.serve(envelope)

    return router


class Services:
    """One method for each service we know of."""

    def __init__(self, options: SandboxOptions, cabinet: Cabinet, mood: Mood) -> None:
        self._options = options
        self._cabinet = cabinet
        self._mood = mood

    def serve(self, envelope: Envelope) -> Response:
        match envelope.service:
            case "TraCuuHoSo":
                return self._look_up(envelope)
            case "LayThuTuc":
                return self._procedure(envelope)
            case "LayDanhSachTTHC":
                found = self._cabinet.rows("SELECT code AS MATTHC, name AS TENTTHC FROM procedure ORDER BY code")
                return answer(OK, result=found)
            case "LayDanhMucLinhVuc":
                found = self._cabinet.rows("SELECT DISTINCT field AS TENLINHVUC FROM procedure ORDER BY field")
                return answer(OK, result=found)
            case "LayDanhMucCoQuan":
                found = self._cabinet.rows("SELECT DISTINCT competent_unit AS TENCOQUAN FROM dossier ORDER BY 1")
                return answer(OK, result=found)
            case "DongBoHoSoMC":
                return self._synchronise(envelope)
            case "CapNhatTienDoHoSoMC":
                return self._progress(envelope)
            case _:
                return answer(FAILED, "Dịch vụ không được hỗ trợ")

    # ---- reading

    def _look_up(self, envelope: Envelope) -> Response:
        found = []
        for asked in envelope.data:
            dossier = self._cabinet.row("SELECT * FROM dossier WHERE code = ?", asked.get("MaHoSo"))
            if dossier is None:
                return answer(ABSENT, "Không tìm thấy hồ sơ")
            found.append(self._shown(dossier))
        return answer(OK, result=found)

    def _shown(self, dossier: dict[str, Any]) -> dict[str, Any]:
        files = self._cabinet.rows("SELECT * FROM attachment WHERE dossier = ? ORDER BY row", dossier["code"])
        if self._mood.take(Mischief.REORDER):
            random.shuffle(files)
        procedure = self._cabinet.row("SELECT * FROM procedure WHERE code = ?", dossier["procedure"]) or {}
        return {
            "MaHoSo": dossier["code"],
            "MaTTHC": dossier["procedure"],
            "TenTTHC": procedure.get("name"),
            "TenLinhVuc": procedure.get("field"),
            "KenhThucHien": "1",
            "SoGiayToChuHoSo": dossier["id_number"],
            "ChuHoSo": dossier["owner"],
            "LoaiDoiTuong": "1",
            "NgayTiepNhan": _stamp(dossier["received_at"]),
            "NgayHenTra": _stamp(dossier["due_at"]),
            "NgayTra": "",
            "TrangThaiHoSo": str(dossier["status"]),
            "DonViXuLy": dossier["competent_unit"],
            "NoiNopHoSo": dossier["receiving_unit"],
            "HoSoCoThanhPhanSoHoa": dossier["has_digitised"],
            "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": dossier["id_number"]}] if dossier["id_number"] else [],
            "TaiLieuNop": [_file(file) for file in files],
            "DinhKemSoHoa": dossier["joined_urls"],
        }

    def _procedure(self, envelope: Envelope) -> Response:
        found = []
        for asked in envelope.data:
            procedure = self._cabinet.row("SELECT * FROM procedure WHERE code = ?", asked.get("MaTTHC"))
            if procedure is None:
                return answer(ABSENT, "Không tìm thấy thủ tục")
            papers = self._cabinet.rows(
                "SELECT * FROM component WHERE procedure = ? ORDER BY position", asked["MaTTHC"]
            )
            found.append(
                {
                    "MATTHC": procedure["code"],
                    "TENTTHC": procedure["name"],
                    "THANHPHANHOSO": [{"TRUONGHOP": "", "GIAYTO": [_asked(paper) for paper in papers]}],
                    "KETQUATHUCHIEN": [{"MAKETQUA": procedure["result_code"], "TENKETQUA": procedure["result_name"]}],
                }
            )
        return answer(OK, result=found)

    # ---- writing

    def _synchronise(self, envelope: Envelope) -> Response:
        if self._mood.take(Mischief.ALREADY_EXISTS):
            return answer(EXISTS, "Hồ sơ đã tồn tại")
        for told in envelope.data:
            dossier = self._cabinet.row("SELECT * FROM dossier WHERE code = ?", told.get("MaHoSo"))
            if dossier is not None and not envelope.isUpdating:
                return answer(EXISTS, "Hồ sơ đã tồn tại")
            if dossier is None:
                return answer(ABSENT, "Không tìm thấy hồ sơ để cập nhật")
            if dossier["status"] not in TAKES_PAPERS:
                return answer(CLOSED, "Trạng thái hồ sơ không cho phép bổ sung giấy tờ")
            for file in told.get("TaiLieuNop") or []:
                self._take(dossier, file)
            if told.get("HoSoCoThanhPhanSoHoa") == "1":
                self._cabinet.do("UPDATE dossier SET has_digitised = '1' WHERE code = ?", dossier["code"])
        if self._mood.take(Mischief.ALREADY_EXISTS_AFTER_COMMIT):
            return answer(EXISTS, "Hồ sơ đã tồn tại")
        if abort := self._mood.take(Mischief.ABORT_AFTER_COMMIT):
            return BrokenOff(abort.seconds)
        return answer(OK, "Thành công")

    def _take(self, dossier: dict[str, Any], file: dict[str, Any]) -> None:
        """Insert or update the row, then append to the ``##`` list: two statements, appended on every repeat."""
        if file.get("IsDeleted") == "True":
            self._withdraw(dossier["code"], file["TepDinhKemId"])
            return
        times = 2 if self._mood.take(Mischief.DUPLICATE) else 1
        url = file.get("DuongDanTaiTepTin", "")
        held = self._cabinet.row(
            "SELECT row FROM attachment WHERE dossier = ? AND id = ?", dossier["code"], file["TepDinhKemId"]
        )
        values = self._values(dossier, file, url)
        if held is not None:
            columns = ", ".join(f"{column} = ?" for column in values)
            self._cabinet.do(f"UPDATE attachment SET {columns} WHERE row = ?", *values.values(), held["row"])  # noqa: S608
        for _ in range(times - (held is not None)):
            self._cabinet.insert("attachment", values)
        self._mood.midway()
        for _ in range(times):
            self._cabinet.do(
                "UPDATE dossier SET joined_urls = "
                "CASE joined_urls WHEN '' THEN ? ELSE joined_urls || '##' || ? END WHERE code = ?",
                url,
                url,
                dossier["code"],
            )

    def _values(self, dossier: dict[str, Any], file: dict[str, Any], url: str) -> dict[str, object]:
        fails = self._mood.take(Mischief.FETCH_FAILS)
        content = NOTHING if fails else fetch(url, self._options, self._cabinet)
        prefix = f"{dossier['id_number']}.{dossier['procedure']}.{file['MaThanhPhanHoSo']}."
        return {
            "dossier": dossier["code"],
            "id": file["TepDinhKemId"],
            "component": file["MaThanhPhanHoSo"],
            "name": file["TenTepDinhKem"],
            "url": url,
            "digitised": file.get("DuocSoHoa", "0"),
            "reused": file.get("DuocTaiSuDung", "0"),
            "from_store": file.get("DuocLayTuKhoDMQG", "0"),
            "sha256": content.sha256,
            "size": content.size,
            "opens": "1" if content.opens else "0",
            "origin": "sync",
            "paper_code": f"{prefix}{self._cabinet.next_number('attachment', 'paper_code', prefix):02d}",
        }

    def _withdraw(self, dossier: str, file_id: str) -> None:
        rows = self._cabinet.rows("SELECT url FROM attachment WHERE dossier = ? AND id = ?", dossier, file_id)
        gone = {row["url"] for row in rows}
        held = self._cabinet.row("SELECT joined_urls FROM dossier WHERE code = ?", dossier) or {"joined_urls": ""}
        kept = [url for url in held["joined_urls"].split("##") if url and url not in gone]
        self._cabinet.do("UPDATE dossier SET joined_urls = ? WHERE code = ?", "##".join(kept), dossier)
        self._mood.midway()
        self._cabinet.do("DELETE FROM attachment WHERE dossier = ? AND id = ?", dossier, file_id)

    def _progress(self, envelope: Envelope) -> Response:
        if len(envelope.data) > MAX_PROGRESS:
            return answer(FAILED, f"Mỗi lần gửi tối đa {MAX_PROGRESS} bước")
        for step in envelope.data:
            self._cabinet.insert(
                "progress", {"dossier": step.get("MaHoSo"), "message": json.dumps(step, ensure_ascii=False)}
            )
        return answer(OK, "Thành công")


def _stamp(moment: str | None) -> str:
    return datetime.fromisoformat(moment).strftime("%Y%m%d%H%M%S") if moment else ""


def _file(file: dict[str, Any]) -> dict[str, Any]:
    return {
        "TepDinhKemId": file["id"],
        "TenTepDinhKem": file["name"],
        "IsDeleted": "False",
        "MaThanhPhanHoSo": file["component"],
        "DuongDanTaiTepTin": file["url"],
        "DuocSoHoa": file["digitised"],
        "DuocTaiSuDung": file["reused"],
        "DuocLayTuKhoDMQG": file["from_store"],
        "MaBamSHA256": file["sha256"],
        "KichThuoc": file["size"],
        "MoDuoc": file["opens"],
    }


def _asked(paper: dict[str, Any]) -> dict[str, Any]:
    return {
        "MAGIAYTO": paper["code"],
        "TENGIAYTO": paper["name"],
        "SOBANCHINH": paper["required"],
        "SOBANSAO": 0,
        "MA_KQ_THAYTHE": None,
        "TENMAUDON": None,
        "URL": None,
    }
