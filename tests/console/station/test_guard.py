"""Only this PC's own browser, on our own page, is let in."""

from collections.abc import Iterator

import httpx
import pytest

from console.station.app import station_page
from console.station.guard import HEADERS
from console.station.serving import page_served
from tests.fakes.desk import MemoryDesk


@pytest.fixture(scope="module")
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture(scope="module")
def client(desk: MemoryDesk) -> Iterator[httpx.Client]:
    with page_served(station_page(desk), 0) as base, httpx.Client(base_url=base, trust_env=False) as client:
        yield client


def own_origin(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8417", "127.0.0.1.nip.io", "localhost.evil.example", "192.0.2.1", "[::1"]
)
def test_a_name_that_was_pointed_at_us_reads_nothing(client: httpx.Client, host: str) -> None:
    """DNS rebinding: the address is ours, the name is not."""
    assert client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8417", "localhost:8417", "LOCALHOST:8417", "[::1]:8417"])
def test_loopback_by_name_is_welcome(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "OURS", "Sec-Fetch-Site": "same-site"},
        {"Origin": "OURS", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_nothing_is_changed_from_another_origin(
    client: httpx.Client, desk: MemoryDesk, headers: dict[str, str]
) -> None:
    """Forms and scripts of other pages, of other ports of this PC too, change nothing."""
    tray = desk.current()
    before = desk.revision
    headers = {name: value.replace("OURS", own_origin(client)) for name, value in headers.items()}
    for path in (f"/trays/{tray}/accept", f"/trays/{tray}/dossier", "/trays", f"/trays/{tray}/files", "/choice"):
        assert client.post(path, headers=headers, json={"said": "H26.14-261124-0005"}).status_code == 403
    assert desk.revision == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pictures_and_parts_are_not_drawn_into_other_pages(client: httpx.Client, desk: MemoryDesk, site: str) -> None:
    """An <img> or a fetch from elsewhere gets nothing; opening the page from a link does."""
    tray = desk.current()
    subresource = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    assert client.get(f"/trays/{tray}", headers=subresource).status_code == 403
    framed = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert client.get(f"/trays/{tray}", headers=framed).status_code == 403
    opened = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get(f"/trays/{tray}", headers=opened).status_code == 200


def test_every_answer_carries_the_safety_headers(client: httpx.Client, desk: MemoryDesk) -> None:
    """Refusals and missing pages too; nothing personal stays in the browser's cache."""
    for path in ("/", f"/trays/{desk.current()}", "/trays/none", "/static/station.css", "/nowhere"):
        answer = client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    assert client.get("/", headers={"Host": "evil.example"}).headers["X-Frame-Options"] == "DENY"


def test_websockets_are_no_way_in(client: httpx.Client) -> None:
    """They know no Origin check but our own, and we have none."""
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    answer = client.get(
        "/events", headers=asked | {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Host": "evil.example"}
    )
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize("side", ["../../etc/passwd", "%2e%2e", "x' OR 1=1", "999999", "-1"])
def test_a_side_there_is_not_is_not_found(client: httpx.Client, desk: MemoryDesk, side: str) -> None:
    """Never a trace, never another file."""
    assert client.get(f"/trays/{desk.current()}/sides/{side}/240.jpg").status_code in (404, 422)


def test_strange_bodies_are_refused_and_change_nothing(client: httpx.Client, desk: MemoryDesk) -> None:
    tray = desk.current()
    before = desk.revision
    headers = {"Origin": own_origin(client)}
    for path, body in (
        (f"/trays/{tray}/sheets", {"sheets": "-3"}),
        (f"/trays/{tray}/sheets", {"sheets": "1" * 50}),
        (f"/trays/{tray}/dossier", {"said": "x" * 5000}),
        (f"/trays/{tray}/accept", {"seen": ["<script>"]}),
        (f"/trays/{tray}/scan", {"instead_of": "../1"}),
        ("/choice", {"device": [], "way": 3, "dpi": "many"}),
    ):
        assert client.post(path, headers=headers, json=body).status_code == 422, path
    assert desk.revision == before
