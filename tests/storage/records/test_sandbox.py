"""The stand-in: faithful enough to be worth training on."""

import re
import tomllib
from pathlib import Path

import storage.records.sandbox as sandbox
from storage.records.sync import SyncRecords
from tests.contracts.record_system import BIRTH, MARRIAGE, NOON, RecordBench, message, offer
from tests.storage.records.one_stop import FileDoor, OneStop, a_paper

SEED = Path(sandbox.__file__).parent / "seed"
DOSSIER_CODE = re.compile(r"^(?:[0-9A-Z]{2,3}\.){0,3}[A-Z]\d{2}(?:\.\d+)*-\d{6}(?:\d{2})?-\d{4,7}$")


def test_the_samples_are_made_up_but_well_formed() -> None:
    """Codes have a legal shape; numbers agree with sex and year of birth (NĐ 137/2015/NĐ-CP Đ13)."""
    procedures = {p["code"] for p in tomllib.loads((SEED / "procedures.toml").read_text("utf-8"))["procedure"]}
    dossiers = tomllib.loads((SEED / "dossiers.toml").read_text("utf-8"))["dossier"]
    assert len(procedures) >= 12
    assert len({d["code"] for d in dossiers}) == len(dossiers) >= 30
    for d in dossiers:
        century = d["birth_date"].year // 100 - 19
        digit = 2 * century + (d["sex"] == "nữ")
        assert DOSSIER_CODE.match(d["code"])
        assert d["procedure"] in procedures
        assert re.fullmatch(r"0(?!00)[0-9]{2}" + f"{digit}{d['birth_date']:%y}" + r"\d{6}", d["id_number"])


def test_a_clerk_sees_the_checklist_with_its_files(one_stop: OneStop, sync: SyncRecords, door: FileDoor) -> None:
    """What is there opens; what is required and not there is named as missing."""
    bench = RecordBench(sync, lambda mark: door.store.put(a_paper(mark)), one_stop.held_by_sync, print, print)
    file = offer(bench, "1.001193.TP01", "tờ khai")
    sync.hand_back(message(BIRTH, file), NOON)
    page = one_stop.get(f"/ho-so/{BIRTH}").text
    assert "Tờ khai đăng ký khai sinh" in page
    assert file.file_name in page
    assert "mở được" in page
    assert one_stop.get(f"/tep/{file.digest}").content == door.store.get(file.digest)
    assert "Còn thiếu" in one_stop.get(f"/ho-so/{MARRIAGE}").text
    assert "H26.00-261120-0015" in one_stop.get("/").text


def test_what_people_type_is_shown_as_text(one_stop: OneStop) -> None:
    """A name is a name, whatever is in it."""
    form = {"procedure": "2.000815", "owner": "<script>alert(1)</script>"}
    created = one_stop.post("/ho-so", data=form)
    assert created.status_code == 303
    page = one_stop.get(created.headers["location"]).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_its_own_codes_are_counted_not_reserved(one_stop: OneStop) -> None:
    """COUNT + 1, like the real one: two who ask at once get the same code, and the second is refused."""
    token = one_stop.post("/portal/token", data={"client_id": "sandbox", "client_secret": "sandbox"}).json()
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    first, second = (one_stop.get("/portal/GetNextValue", headers=headers).json() for _ in range(2))
    assert first == second
    body = {"MaHoSo": first["MaHoSo"], "MaTTHC": "2.000815", "ChuHoSo": "Nguyễn Văn Thử"}
    answers = [one_stop.post("/portal/CreateDossier", json=body, headers=headers).status_code for _ in range(2)]
    assert answers == [200, 409]


def test_results_travel_only_in_their_statuses(one_stop: OneStop) -> None:
    """`CapNhatTrangThai` with fees or results is refused outside 5, 6 and 9."""
    token = one_stop.post("/portal/token", data={"client_id": "sandbox", "client_secret": "sandbox"}).json()
    headers = {"Authorization": f"Bearer {token['access_token']}"}

    def told(status: int) -> int:
        body = {"MaHoSo": MARRIAGE, "TrangThai": status, "DanhSachKetQua": [{"MaKetQua": "KQ.G15.000032"}]}
        return one_stop.post("/portal/CapNhatTrangThai", json=body, headers=headers).status_code

    assert [told(status) for status in (4, 5, 6, 9, 10)] == [400, 200, 200, 200, 400]
