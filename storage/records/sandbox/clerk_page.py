"""What a clerk sees: the dossiers, and a dossier's checklist with its digitised files."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Annotated, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, HTTPException, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from storage.records.sandbox.database import Cabinet

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
STATUSES = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#1c2733}
header{background:#8c1d18;color:#fff;padding:.8rem 1.5rem}header a{color:#fff;text-decoration:none}
main{max-width:68rem;margin:1.5rem auto;padding:0 1rem}table{width:100%;border-collapse:collapse;background:#fff}
th,td{text-align:left;padding:.55rem .7rem;border-bottom:1px solid #dde3e8;vertical-align:top}
th{background:#e9edf1}code{font-family:ui-monospace,monospace;white-space:nowrap}
.ok{color:#14632b}.missing{color:#9c2a10}.muted{color:#55626e}dt{font-weight:600}dd{margin:0 0 .4rem}
label{display:block;margin:.4rem 0}input,select,button{font:inherit;padding:.35rem;max-width:100%}
"""


def clerk_router(cabinet: Cabinet) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/")
    def dossiers() -> str:
        rows = cabinet.rows(
            "SELECT d.code, d.owner, d.status, p.name, COUNT(a.row) AS files FROM dossier d "
            "JOIN procedure p ON p.code = d.procedure LEFT JOIN attachment a ON a.dossier = d.code "
            "GROUP BY d.code ORDER BY d.received_at DESC, d.code"
        )
        return _page("Danh sách hồ sơ", _list(rows) + _form(cabinet.rows("SELECT code, name FROM procedure")))

    @router.get("/ho-so/{code}")
    def dossier(code: str) -> str:
        found = cabinet.row(
            "SELECT d.*, p.name AS procedure_name FROM dossier d JOIN procedure p ON p.code = d.procedure "
            "WHERE d.code = ?",
            code,
        )
        if found is None:
            raise HTTPException(404)
        components = cabinet.rows("SELECT * FROM component WHERE procedure = ? ORDER BY position", found["procedure"])
        files = cabinet.rows("SELECT * FROM attachment WHERE dossier = ? ORDER BY row", code)
        return _page(f"Hồ sơ {code}", _head(found) + _checklist(components, files))

    @router.get("/tep/{sha256}")
    def file(sha256: str) -> Response:
        found = cabinet.row("SELECT bytes FROM content WHERE sha256 = ?", sha256)
        if found is None:
            raise HTTPException(404)
        # nosniff: whatever was sent to us, the browser treats it as a PDF or not at all
        safe = {"X-Content-Type-Options": "nosniff"}
        return Response(found["bytes"], media_type="application/pdf", headers=safe)

    @router.post("/ho-so")
    def create(procedure: Annotated[str, Form()], owner: Annotated[str, Form(max_length=200)]) -> Response:
        """The system's own reception form. Its codes are COUNT + 1: two clerks at once get the same, one of them fails."""
        day = datetime.now(HANOI)
        prefix = f"H26.00-{day:%y%m%d}-"
        code = f"{prefix}{cabinet.next_number('dossier', 'code', prefix):04d}"
        try:
            cabinet.insert("dossier", _received(code, procedure, owner, day))
        except sqlite3.IntegrityError:
            raise HTTPException(409, "Mã hồ sơ đã tồn tại, hãy thử lại") from None
        return RedirectResponse(f"/ho-so/{quote(code)}", status_code=303)

    return router


def _received(code: str, procedure: str, owner: str, day: datetime) -> dict[str, object]:
    return {
        "code": code,
        "procedure": procedure,
        "owner": owner,
        "birth_date": "",
        "id_number": "",
        "address": "",
        "receiving_unit": "Chi nhánh số 1 - Trung tâm Phục vụ hành chính công thành phố Hà Nội",
        "competent_unit": "",
        "status": 2,
        "received_at": day.isoformat(timespec="seconds"),
        "due_at": "",
    }


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f'<header><a href="/">Một cửa thử nghiệm</a> · dữ liệu giả, chỉ để thử và tập huấn</header>'
        f"<main><h1>{escape(title)}</h1>{body}</main></html>"
    )


def _list(rows: Iterable[dict[str, Any]]) -> str:
    lines = "".join(
        f'<tr><td><a href="/ho-so/{quote(row["code"])}"><code>{escape(row["code"])}</code></a></td>'
        f"<td>{escape(_short(row['name']))}</td><td>{escape(row['owner'])}</td>"
        f"<td>{escape(STATUSES.get(row['status'], '?'))}</td><td>{row['files']}</td></tr>"
        for row in rows
    )
    head = "<tr><th>Mã hồ sơ</th><th>Thủ tục</th><th>Chủ hồ sơ</th><th>Trạng thái</th><th>Số tệp</th></tr>"
    return f"<table>{head}{lines}</table>"


def _form(procedures: Iterable[dict[str, Any]]) -> str:
    choices = "".join(
        f'<option value="{escape(p["code"])}">{escape(p["code"])} · {escape(_short(p["name"]))}</option>'
        for p in procedures
    )
    return (
        '<h2>Tiếp nhận hồ sơ mới</h2><form method="post" action="/ho-so">'
        f'<label>Thủ tục <select name="procedure">{choices}</select></label>'
        '<label>Chủ hồ sơ <input name="owner" required maxlength="200"></label><button>Tiếp nhận</button></form>'
    )


def _head(dossier: dict[str, Any]) -> str:
    facts = {
        "Thủ tục": f"{dossier['procedure']} · {dossier['procedure_name']}",
        "Chủ hồ sơ": dossier["owner"],
        "Số định danh": dossier["id_number"] or "chưa có",
        "Nơi tiếp nhận": dossier["receiving_unit"],
        "Cơ quan giải quyết": dossier["competent_unit"] or "chưa phân công",
        "Trạng thái": STATUSES.get(dossier["status"], "?"),
    }
    return "<dl>" + "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in facts.items()) + "</dl>"


def _checklist(components: list[dict[str, Any]], files: list[dict[str, Any]]) -> str:
    known = {component["code"] for component in components}
    lines = [
        _component(c["name"], c["required"], [f for f in files if f["component"] == c["code"]]) for c in components
    ]
    strays = [file for file in files if file["component"] not in known]
    if strays:
        lines.append(_component("Ngoài danh mục thành phần hồ sơ", 0, strays))
    head = "<tr><th>Thành phần hồ sơ</th><th>Bắt buộc</th><th>Giấy tờ đã có</th></tr>"
    return f"<h2>Thành phần hồ sơ</h2><table>{head}{''.join(lines)}</table>"


def _component(name: str, required: int, files: list[dict[str, Any]]) -> str:
    if files:
        shown = "<br>".join(_file(file) for file in files)
    else:
        shown = '<span class="missing">Còn thiếu</span>' if required else '<span class="muted">Chưa có</span>'
    return f"<tr><td>{escape(name)}</td><td>{'Có' if required else 'Không'}</td><td>{shown}</td></tr>"


def _file(file: dict[str, Any]) -> str:
    name = escape(file["name"])
    if file["opens"] != "1":
        return f'{name} <span class="missing">không mở được</span>'
    origin = "nguồn khác" if file["origin"] == "foreign" else "số hóa"
    kilobytes = max(1, round(file["size"] / 1024))
    return (
        f'<a href="/tep/{file["sha256"]}">{name}</a> <span class="ok">mở được</span> '
        f'<span class="muted">{origin}, {kilobytes} KB</span>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 90 else name[:89] + "…"
