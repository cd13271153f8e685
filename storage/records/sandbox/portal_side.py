"""The 2026 generation: `/portal`, one path for each operation, HTTP statuses for what goes wrong."""

import json
import random
import secrets
import sqlite3
from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, Depends, Form, Header, HTTPException, Response, UploadFile
from fastapi.responses import JSONResponse

from storage.records.sandbox.database import Cabinet
from storage.records.sandbox.fetching import examine
from storage.records.sandbox.misbehaviour import BrokenOff, Mischief, Mood
from storage.records.sandbox.options import SandboxOptions

RESULT_STATUSES = (5, 6, 9)
TAKES_PAPERS = (1, 2, 4, 5)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def portal_router(options: SandboxOptions, cabinet: Cabinet, mood: Mood) -> APIRouter:
    router = APIRouter(prefix="/portal")
    desk = Desk(options, cabinet, mood)

    def signed_in(authorization: Annotated[str, Header()] = "") -> None:
        if mood.take(Mischief.EXPIRE_SESSIONS):
            cabinet.do("DELETE FROM session")
        token = authorization.removeprefix("Bearer ")
        if cabinet.row("SELECT 1 FROM session WHERE token = ?", token) is None:
            raise HTTPException(401)

    inside = [Depends(signed_in)]

    @router.post("/token")
    def token(client_id: Annotated[str, Form()], client_secret: Annotated[str, Form()]) -> dict[str, Any]:
        mood.before(writing=False)
        if (client_id, client_secret) != (options.client_id, options.client_secret.get_secret_value()):
            raise HTTPException(403)
        given = secrets.token_hex(16)
        cabinet.insert("session", {"token": given})
        return {"access_token": given, "token_type": "Bearer", "expires_in": 3600}

    @router.get("/GetDossier", dependencies=inside)
    def get_dossier(MaHoSo: str) -> dict[str, Any]:  # noqa: N803
        mood.before(writing=False)
        return desk.shown(desk.dossier(MaHoSo))

    @router.get("/GetProcedure", dependencies=inside)
    def get_procedure(MaTTHC: str) -> dict[str, Any]:  # noqa: N803
        mood.before(writing=False)
        return desk.procedure(MaTTHC)

    @router.get("/GetNextValue", dependencies=inside)
    def get_next_value() -> dict[str, str]:
        mood.before(writing=False)
        return {"MaHoSo": desk.next_code()}

    @router.post("/UploadFile", dependencies=inside)
    def upload_file(file: UploadFile) -> dict[str, str]:
        mood.before(writing=True)
        return desk.upload(file)

    @router.post("/CreateDossier", dependencies=inside)
    def create_dossier(told: Annotated[dict[str, Any], Body()]) -> dict[str, str]:
        mood.before(writing=True)
        return desk.create(told)

    @router.post("/UpdateDossier", dependencies=inside)
    def update_dossier(told: Annotated[dict[str, Any], Body()]) -> Response:
        mood.before(writing=True)
        desk.update(told)
        if abort := mood.take(Mischief.ABORT_AFTER_COMMIT):
            return BrokenOff(abort.seconds)
        return JSONResponse({"ThongBao": "Thành công"})

    @router.post("/CapNhatTienTrinh", dependencies=inside)
    def report_progress(told: Annotated[dict[str, Any], Body()]) -> dict[str, str]:
        mood.before(writing=True)
        desk.report_progress(told)
        return {"ThongBao": "Thành công"}

    @router.post("/CapNhatTrangThai", dependencies=inside)
    def set_status(told: Annotated[dict[str, Any], Body()]) -> dict[str, str]:
        mood.before(writing=True)
        desk.set_status(told)
        return {"ThongBao": "Thành công"}

    return router


class Desk:
    """What the portal's operations do."""

    def __init__(self, options: SandboxOptions, cabinet: Cabinet, mood: Mood) -> None:
        self._options = options
        self._cabinet = cabinet
        self._mood = mood

    def dossier(self, code: object) -> dict[str, Any]:
        found = self._cabinet.row("SELECT * FROM dossier WHERE code = ?", code)
        if found is None:
            raise HTTPException(404)
        return found

    def shown(self, dossier: dict[str, Any]) -> dict[str, Any]:
        files = self._cabinet.rows("SELECT * FROM attachment WHERE dossier = ? ORDER BY row", dossier["code"])
        if self._mood.take(Mischief.REORDER):
            random.shuffle(files)
        components = self._components(dossier["procedure"])
        names = {component["code"]: component["name"] for component in components}
        places = dict.fromkeys([*names, *(file["component"] for file in files)])
        return {
            "MaHoSo": dossier["code"],
            "MaTTHC": dossier["procedure"],
            "MaDichVuCong": "",
            "ChuHoSo": dossier["owner"],
            "LoaiDoiTuong": 0,
            "TrangThai": dossier["status"],
            "MaDonViTiepNhan": dossier["receiving_unit"],
            "DonViXuLy": dossier["competent_unit"],
            "ThongTinNguoiNop": {
                "HoTen": dossier["owner"],
                "SoDinhDanh": dossier["id_number"],
                "NgaySinh": dossier["birth_date"],
            },
            "ThanhPhanHoSo": [
                {
                    "MaThanhPhanHoSo": place,
                    "TenThanhPhanHoSo": names.get(place, ""),
                    "SoLuong": 1,
                    "LoaiBan": 2,
                    "GiayToDinhKem": [_paper(file) for file in files if file["component"] == place],
                }
                for place in places
            ],
        }

    def procedure(self, code: str) -> dict[str, Any]:
        found = self._cabinet.row("SELECT * FROM procedure WHERE code = ?", code)
        if found is None:
            raise HTTPException(404)
        return {
            "MaTTHC": code,
            "TenTTHC": found["name"],
            "ThanhPhanHoSo": [
                {"MaThanhPhanHoSo": c["code"], "TenThanhPhanHoSo": c["name"], "SoLuong": c["required"]}
                for c in self._components(code)
            ],
        }

    def upload(self, file: UploadFile) -> dict[str, str]:
        """Each upload gets a new id, the same bytes again included."""
        blob = file.file.read(self._options.max_file_bytes + 1)
        if len(blob) > self._options.max_file_bytes:
            raise HTTPException(413)
        if self._mood.take(Mischief.FETCH_FAILS):
            blob = blob[:-1]
        content = examine(blob)
        self._cabinet.keep(blob, content)
        given = str(uuid4())
        self._cabinet.insert(
            "upload",
            {
                "id": given,
                "name": file.filename or "",
                "sha256": content.sha256,
                "size": content.size,
                "opens": "1" if content.opens else "0",
            },
        )
        return {"IdTepTin": given, "HashTepTin": content.sha256}

    def update(self, told: dict[str, Any]) -> None:
        """The named components get the list they are told. Insertions first, then deletions; no transaction."""
        dossier = self.dossier(told.get("MaHoSo"))
        if dossier["status"] not in TAKES_PAPERS:
            raise HTTPException(400)
        for component in told.get("ThanhPhanHoSo") or []:
            self._replace(dossier["code"], component["MaThanhPhanHoSo"], component.get("GiayToDinhKem") or [])

    def _replace(self, dossier: str, component: str, papers: list[dict[str, Any]]) -> None:
        held = self._cabinet.rows(
            "SELECT row, id FROM attachment WHERE dossier = ? AND component = ? ORDER BY row", dossier, component
        )
        left = list(held)
        for paper in papers:
            kept = next((row for row in left if row["id"] == paper["IdGiayTo"]), None)
            if kept is not None:
                left.remove(kept)
                continue
            for _ in range(2 if self._mood.take(Mischief.DUPLICATE) else 1):
                self._attach(dossier, component, paper)
            self._mood.midway()
        for row in left:
            self._cabinet.do("DELETE FROM attachment WHERE row = ?", row["row"])

    def _attach(self, dossier: str, component: str, paper: dict[str, Any]) -> None:
        upload = self._cabinet.row("SELECT * FROM upload WHERE id = ?", paper["IdGiayTo"])
        if upload is None:
            raise HTTPException(400)
        self._cabinet.insert(
            "attachment",
            {
                "dossier": dossier,
                "id": upload["id"],
                "component": component,
                "name": paper.get("TenGiayTo", ""),
                "url": "",
                "digitised": "0",
                "reused": "0",
                "from_store": "0",
                "sha256": upload["sha256"],
                "size": upload["size"],
                "opens": upload["opens"],
                "origin": "portal",
                "paper_code": "",
            },
        )

    def next_code(self) -> str:
        day = f"H26.00-{datetime.now(HANOI):%y%m%d}-"
        return f"{day}{self._cabinet.next_number('dossier', 'code', day):04d}"

    def create(self, told: dict[str, Any]) -> dict[str, str]:
        code, procedure = str(told.get("MaHoSo", "")), str(told.get("MaTTHC", ""))
        if not code or self._cabinet.row("SELECT 1 FROM procedure WHERE code = ?", procedure) is None:
            raise HTTPException(400)
        person = told.get("ThongTinNguoiNop") or {}
        values: dict[str, object] = {
            "code": code,
            "procedure": procedure,
            "owner": told.get("ChuHoSo", ""),
            "birth_date": person.get("NgaySinh", ""),
            "id_number": person.get("SoDinhDanh", ""),
            "address": "",
            "receiving_unit": told.get("MaDonViTiepNhan", ""),
            "competent_unit": told.get("MaDonViTiepNhan", ""),
            "status": 2,
            "received_at": datetime.now(HANOI).isoformat(timespec="seconds"),
            "due_at": "",
        }
        try:
            self._cabinet.insert("dossier", values)
        except sqlite3.IntegrityError:
            raise HTTPException(409) from None
        return {"MaHoSo": code}

    def report_progress(self, told: dict[str, Any]) -> None:
        code = self.dossier(told.get("MaHoSo"))["code"]
        self._cabinet.insert("progress", {"dossier": code, "message": json.dumps(told, ensure_ascii=False)})

    def set_status(self, told: dict[str, Any]) -> None:
        dossier, status = self.dossier(told.get("MaHoSo")), told.get("TrangThai")
        carries = bool(told.get("DanhSachLePhi") or told.get("DanhSachKetQua"))
        if not isinstance(status, int) or not 1 <= status <= 10 or (carries and status not in RESULT_STATUSES):
            raise HTTPException(400)
        self._cabinet.do("UPDATE dossier SET status = ? WHERE code = ?", status, dossier["code"])

    def _components(self, procedure: str) -> list[dict[str, Any]]:
        return self._cabinet.rows("SELECT * FROM component WHERE procedure = ? ORDER BY position", procedure)


def _paper(file: dict[str, Any]) -> dict[str, Any]:
    return {"IdGiayTo": file["id"], "TenGiayTo": file["name"], "HashTepTin": file["sha256"], "MaKetQua": ""}
