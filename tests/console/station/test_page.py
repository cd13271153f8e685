"""What the page survives and never does: reloads, two tabs, strange names, a station or a centre that is away."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from console.station.app import station_page
from console.station.desk import Checklist, Desk, Found, Line, Link, Scanning, Standing
from console.station.serving import page_served
from flows.embedded import free_port
from pipeline.model.faults import Fault, Remedy
from pipeline.model.geometry import Box
from tests.fakes.desk import MemoryDesk

CODE = "H26.14-261124-0005"
CUT = Fault("cut-edge-right", 3, Remedy.RESCAN, Box(440, 30, 494, 690))
ASKED = Checklist(
    "1.001193",
    "Thủ tục đăng ký khai sinh",
    of_record=True,
    lines=(
        Line("Tờ khai đăng ký khai sinh", True, Found.THERE, (2,)),
        Line("Giấy chứng sinh", True, Found.MISSING),
        Line("Giấy tờ tùy thân của người đi đăng ký khai sinh", False, Found.READING),
        Line("Văn bản ủy quyền", False, Found.OPTIONAL),
        Line("Giấy tờ khác", True, Found.BY_HAND),
    ),
    extra=(("Hợp đồng thuê nhà", (5, 6)),),
)

Serve = Callable[[Desk], str]
Tab = Callable[..., Page]


def scanned(desk: MemoryDesk) -> str:
    """A tray of six sides, all looked at but the last."""
    tray = desk.next()
    desk.scan(tray)
    for number in (1, 2, 3, 4, 5):
        desk.judge(tray, number)
    return tray


# ---------------------------------------------------------------- files


def test_chosen_files_arrive_in_the_order_of_their_names(
    desk: MemoryDesk, serve: Serve, tab: Tab, scans: list[Path]
) -> None:
    """However the browser lists them; 2 comes before 10."""
    page = tab(serve(desk))
    names = ["trang 10.jpg", "trang 2.jpg", "trang 1.jpg"]
    blob = scans[0].read_bytes()
    page.set_input_files("#picker", [{"name": n, "mimeType": "image/jpeg", "buffer": blob} for n in names])
    expect(page.locator("#sides .side")).to_have_count(3)
    assert [side.name for side in desk.trays[desk.current()].sides] == ["trang 1.jpg", "trang 2.jpg", "trang 10.jpg"]


def test_dropped_files_are_kept_and_shown(desk: MemoryDesk, serve: Serve, tab: Tab, scans: list[Path]) -> None:
    """A drop anywhere on the page counts; the picture is there at once, the verdict when it is known."""
    page = tab(serve(desk))
    drop(page, scans[1].read_bytes(), "<img src=x onerror=alert(1)>.jpg")
    expect(page.locator("#sides .side")).to_have_count(1)
    expect(page.locator("#sides .side")).to_contain_text("Đang xem")
    page.locator("#big").evaluate("image => image.decode()")
    desk.judge(desk.current(), 1)
    expect(page.locator("#sides .side")).to_contain_text("Đạt")
    assert desk.trays[desk.current()].sides[0].name == "<img src=x onerror=alert(1)>.jpg"


def drop(page: Page, blob: bytes, name: str) -> None:
    """What a hand with a mouse does; the browser makes the File."""
    script = """([bytes, name]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(script, [list(blob), name])


def test_a_file_put_in_the_place_of_a_page_keeps_both(
    desk: MemoryDesk, serve: Serve, tab: Tab, scans: list[Path]
) -> None:
    tray = scanned(desk)
    desk.judge(tray, 3, CUT)
    page = tab(serve(desk))
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Shift+F4")
    chosen.value.set_files(scans[0])
    expect(page.locator("#sides .side").nth(2)).to_contain_text("đã quét lại")
    assert len(desk.trays[tray].sides) == 6
    assert len(desk.trays[tray].old) == 1


def test_markup_in_what_others_say_is_text(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Codes, component names and receipts come from outside: none of it becomes markup, none of it runs."""
    evil = '"><script>document.title="hacked"</script><img src=x onerror="document.title=1">'
    tray = scanned(desk)
    lines = (Line(evil, True, Found.MISSING),)
    desk.put(replace(desk.trays[tray], dossier=evil, other_codes=(evil,), checklist=Checklist("x", evil, False, lines)))
    desk.put(replace(desk.trays[tray], receipt=evil))
    page = tab(serve(desk))
    expect(page.locator("#dossier")).to_have_value(evil)
    desk.put(replace(desk.trays[tray], sheets=7))
    expect(page.locator("#sheets-declared")).to_have_value("7")
    page.keyboard.press("F9")
    expect(page.locator("#ask")).to_contain_text("<script>")
    assert page.locator("img[src=x], main script, dialog script").count() == 0
    assert "hacked" not in page.title()


# ---------------------------------------------------------------- reloads, tabs, absences


def test_a_reload_in_the_middle_loses_nothing(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Pages, verdicts, code, declared sheets and the page looked at are where they were."""
    tray = scanned(desk)
    page = tab(serve(desk))
    page.locator("#dossier").fill(CODE)
    page.locator("#sheets-declared").fill("3")
    page.locator("#sheets-declared").press("Enter")
    page.locator("#sides .side").nth(3).click()
    expect(page.locator("#view-title")).to_contain_text("Trang 4")
    expect(page.locator("#sheets-said")).to_contain_text("khớp")
    page.reload()
    expect(page.locator("#sides .side")).to_have_count(6)
    expect(page.locator("#view-title")).to_contain_text("Trang 4")
    expect(page.locator("#dossier")).to_have_value(CODE)
    expect(page.locator("#sheets-declared")).to_have_value("3")
    assert desk.trays[tray].sheets == 3


def test_what_the_clerk_types_is_not_overwritten_by_news(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Pages that arrive in the middle of a word leave the field, its cursor and the focus alone."""
    tray = scanned(desk)
    page = tab(serve(desk))
    page.locator("#dossier").focus()
    page.keyboard.type("H26.14-", delay=70)
    desk.judge(tray, 6, replace(CUT, page=6))
    expect(page.locator("#sides .side").nth(5)).to_contain_text("Quét lại")
    page.keyboard.type("261124-0005", delay=70)
    expect(page.locator("#dossier")).to_have_value(CODE)
    expect(page.locator("#dossier")).to_be_focused()


def test_two_tabs_show_the_same_and_accept_once(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """What is done in one is seen in the other; both pressing F9 is one acceptance."""
    tray = scanned(desk)
    desk.judge(tray, 6)
    desk.name_dossier(tray, CODE)
    address = serve(desk)
    one, other = tab(address), tab(address)
    one.locator("#sheets-declared").fill("6")
    one.locator("#sheets-declared").press("Enter")
    expect(other.locator("#sheets-declared")).to_have_value("6")
    one.keyboard.press("F9")
    other.keyboard.press("F9")
    expect(one.locator("#standing")).to_be_visible()
    expect(other.locator("#standing")).to_be_visible()
    assert [t.standing for t in desk.trays.values()] == [Standing.SENDING]


def test_pressing_accept_twice_is_accepting_once(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """A nervous double press neither seals twice nor sends the next citizen's empty tray."""
    tray = scanned(desk)
    desk.judge(tray, 6)
    desk.name_dossier(tray, CODE)
    page = tab(serve(desk))
    page.locator("#accept").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#standing")).to_be_visible()
    assert page.url.endswith(f"/trays/{tray}")
    assert len(desk.trays) == 1


def test_a_page_that_arrives_while_accepting_is_not_sealed_unseen(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """The station compares what the clerk saw with what is there."""
    tray = scanned(desk)
    desk.judge(tray, 6)
    desk.name_dossier(tray, CODE)
    page = tab(serve(desk))
    script = """async (tray) => {
        const body = JSON.stringify({ seen: ["1"], asked: true, despite: "x" });
        const headers = { "Content-Type": "application/json" };
        return (await fetch(`/trays/${tray}/accept`, { method: "POST", headers, body })).json();
    }"""
    assert page.evaluate(script, tray)["reference"] == "counter-sides-changed"
    assert desk.trays[tray].standing is Standing.OPEN


def test_a_station_that_went_away_is_said_and_comes_back(desk: MemoryDesk, tab: Tab, scans: list[Path]) -> None:
    """The page says that the papers are safe, sends a file dropped meanwhile once, and goes on by itself."""
    tray = scanned(desk)
    port = free_port()
    with page_served(station_page(desk), port) as base:
        page = tab(base)
        expect(page.locator("#sides .side")).to_have_count(6)
    expect(page.locator("#lost")).to_contain_text("vẫn còn trên máy này")
    page.set_input_files("#picker", scans[0])
    expect(page.locator("#queue")).to_contain_text("Đang lưu 1 tệp")
    with page_served(station_page(desk), port):
        expect(page.locator("#sides .side")).to_have_count(7)
        expect(page.locator("#lost")).to_be_hidden()
        expect(page.locator("#queue")).to_be_hidden()
        assert len(desk.trays[tray].sides) == 7


def test_a_lost_network_is_said_and_its_return_too(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """The clerk reads that nothing is lost and that it goes by itself; an estimate is given only when there is one."""
    tray = scanned(desk)
    desk.judge(tray, 6)
    desk.name_dossier(tray, CODE)
    desk.link = Link.DOWN
    page = tab(serve(desk))
    expect(page.locator("#link")).to_contain_text("Mất mạng: đã lưu trên máy, sẽ tự gửi khi có mạng")
    page.keyboard.press("F9")
    expect(page.locator("#standing")).to_contain_text("đã lưu trên máy, chưa gửi")
    expect(page.locator("#sending")).to_contain_text("1 lô chờ gửi")
    expect(page.locator("#sending")).not_to_contain_text("phút")
    desk.link, desk.seconds_left = Link.UP, 130
    desk.touch()
    expect(page.locator("#sending")).to_contain_text("còn khoảng 3 phút")
    desk.put(replace(desk.trays[tray], standing=Standing.RECEIVED, receipt="Q1-0042"))
    expect(page.locator("#standing")).to_contain_text("Trung tâm đã nhận")
    expect(page.locator("#standing")).to_contain_text("Q1-0042")
    expect(page.locator("#sending")).to_contain_text("Không còn lô nào chờ gửi")


def test_without_streams_the_page_asks(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """A virus scanner that swallows event streams makes the page slower, not blind."""
    address = serve(desk)
    page = tab()
    page.route("**/events", lambda route: None)  # never answered
    page.goto(address)
    scanned(desk)
    expect(page.locator("#sides .side")).to_have_count(6)
    page.unroute_all(behavior="ignoreErrors")


# ---------------------------------------------------------------- seen by everybody


STATES = (
    "empty",
    "scanning",
    "verdicts",
    "trouble",
    "asking",
    "aside",
    "devices",
    "today",
    "help",
    "offline",
    "received",
    "refused",
)


def in_state(state: str, desk: MemoryDesk, page: Page, address: str) -> None:
    """Brings the page into one of the states a clerk meets."""
    if state == "empty":
        page.goto(address)
        return
    tray = scanned(desk)
    desk.judge(tray, 3, CUT)
    desk.judge(tray, 4, replace(CUT, page=4, reference="skewed", remedy=Remedy.LOOK))
    desk.set_aside(tray, desk.trays[tray].sides[4].key, "blank-side")
    desk.put(replace(desk.trays[tray], dossier=CODE, sheets=4, checklist=ASKED))
    if state == "scanning":
        desk.put(replace(desk.trays[tray], scanning=Scanning(running=True, pages=6)))
    if state == "trouble":
        desk.put(replace(desk.trays[tray], scanning=Scanning(trouble="counter-no-scanner")))
        desk.alarms = ("counter-file-too-large",)
    sealed = {"offline": Standing.SENDING, "received": Standing.RECEIVED, "refused": Standing.REFUSED}
    if state in sealed:
        desk.link = Link.DOWN if state == "offline" else Link.UP
        desk.put(
            replace(desk.trays[tray], standing=sealed[state], size=10, receipt="Q1-1" if state == "received" else "")
        )
    page.goto(f"{address}/trays/{tray}")
    opened = {"asking": "F9", "aside": "F8", "devices": "Shift+F2", "today": "F10", "help": "F1"}
    if state in opened:
        page.keyboard.press(opened[state])
        expect(page.locator("dialog[open]")).to_be_visible()


@pytest.fixture
def state_desk(scans: list[Path]) -> MemoryDesk:
    return MemoryDesk(list(scans), feed=True)


def test_every_state_is_for_everybody(chromium_page: Page, serve: Serve, scans: list[Path]) -> None:
    """axe finds nothing in any state; nothing is wider than the screen, and what a citizen waits for is on it."""
    found: dict[str, list[str]] = {}
    for state in STATES:
        desk = MemoryDesk(list(scans), feed=True)
        in_state(state, desk, chromium_page, serve(desk))
        broken = [v["id"] for v in Axe().run(chromium_page).response["violations"]]
        for width, height in ((1366, 640), (1280, 592)):
            chromium_page.set_viewport_size({"width": width, "height": height})
            over = chromium_page.evaluate(
                "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
            )
            broken += [f"scrolls {over} at {width}"] if max(over) > 0 else []
            if state == "verdicts":
                expect(chromium_page.locator("#accept")).to_be_in_viewport(ratio=1)
                expect(chromium_page.locator("#rescan")).to_be_in_viewport(ratio=1)
        smallest = chromium_page.evaluate(
            "Math.min(...[...document.querySelectorAll('body *')].filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize)))"
        )
        found[state] = broken + ([f"text of {smallest}px"] if smallest < 14 else [])
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.fixture
def chromium_page(tab: Tab) -> Page:
    return tab()


def test_enlarged_to_200_percent_everything_can_be_reached(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Half the pixels: one column, nothing beside the screen, every button under the finger of the Tab key."""
    page = tab(size=(683, 384))
    in_state("verdicts", desk, page, serve(desk))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in ("#scan", "#rescan", "#accept"):
        page.locator(button).focus()
        expect(page.locator(button)).to_be_in_viewport()
    page.keyboard.press("F9")
    expect(page.locator("#ask-accept")).to_be_visible()
    page.locator("#ask-accept").scroll_into_view_if_needed()
    expect(page.locator("#ask-accept")).to_be_in_viewport()


def test_a_reader_of_the_screen_hears_verdicts_once(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """New verdicts are announced in words; a reload does not read everything again."""
    tray = scanned(desk)
    page = tab(serve(desk))
    expect(page.locator("#sides .side")).to_have_count(6)
    desk.judge(tray, 3, CUT)
    expect(page.locator("#announce")).to_contain_text("Trang 3. Quét lại")
    page.reload()
    expect(page.locator("#sides .side").nth(2)).to_contain_text("Quét lại")
    expect(page.locator("#announce")).to_be_empty()


def test_an_address_that_leads_nowhere_leads_back(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """An old bookmark gives a sentence and a way home, never a bare error; axe agrees."""
    page = tab()
    page.goto(f"{serve(desk)}/trays/none")
    expect(page.locator(".note")).to_contain_text("Không có khay")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("link", name="Về trang quầy").press("Enter")
    expect(page.locator("#drop")).to_be_visible()
