"""The whole counter by keyboard alone: what a clerk does with a citizen waiting."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, expect

from console.station.desk import Desk, Standing, Stray
from pipeline.model.faults import Fault, Remedy
from pipeline.model.geometry import Box
from tests.console.station.conftest import PAPERS
from tests.fakes.desk import NOW, MemoryDesk

CODE = "H26.14-261124-0005"
CUT = Fault("cut-edge-right", 3, Remedy.RESCAN, Box(440, 30, 494, 690))

Serve = Callable[[Desk], str]
Tab = Callable[..., Page]


def width_of(page: Page) -> int:
    return page.evaluate("document.getElementById('canvas').offsetWidth")


def until(page: Page, seen: Callable[[], bool]) -> None:
    """Waits for what the page's own timers do; generous, because the machine may be busy."""
    for _ in range(300):
        if seen():
            return
        page.wait_for_timeout(50)
    raise AssertionError("did not happen")


def another_scan() -> Path:
    return next((PAPERS / "05-bien-dong-dat-dai").glob("*.jpg"))


def good(desk: MemoryDesk, tray: str, *numbers: int) -> None:
    for number in numbers:
        desk.judge(tray, number)


def test_a_citizen_is_served_without_a_mouse(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Code, scan, verdict, rescan in place, accept, next citizen: keys only, each step seen on the page."""
    page = tab(serve(desk))
    expect(page.locator("#dossier")).to_be_focused()
    page.keyboard.type(CODE, delay=100)
    page.keyboard.press("Enter")
    expect(page.locator("#scan")).to_be_focused()
    page.keyboard.press("F2")
    rows = page.locator("#sides .side")
    expect(rows).to_have_count(6)
    tray = desk.current()
    good(desk, tray, 1, 2, 4, 5, 6)
    desk.judge(tray, 3, CUT)
    expect(rows.nth(2)).to_contain_text("Quét lại")
    expect(page.locator("#view-title")).to_contain_text("Trang 3")
    expect(page.locator("rect.rescan")).to_have_attribute("x", "440")
    expect(page.locator("#announce")).to_contain_text("Trang 3")
    desk.papers = [another_scan()]
    page.keyboard.press("F4")
    expect(rows.nth(2)).to_contain_text("đã quét lại")
    expect(rows).to_have_count(6)
    good(desk, tray, 3)
    expect(page.locator("#view-bar")).to_have_class("bar good")
    page.keyboard.press("F9")
    expect(page.locator("#standing")).to_contain_text("Đang gửi")
    assert desk.trays[tray].standing is Standing.SENDING
    expect(page.locator("#accept")).to_be_focused()
    page.wait_for_timeout(600)
    page.keyboard.press("Enter")
    expect(page.locator("#drop")).to_contain_text("F2")
    assert desk.trays[tray].dossier == CODE
    assert desk.current() != tray


def test_an_open_verdict_is_not_accepted_in_silence(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """F9 asks once, names what is open, wants a reason, and keeps it; Esc leads to the page concerned."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    expect(page.locator("#sides .side")).to_have_count(6)
    tray = desk.current()
    good(desk, tray, 1, 2, 4, 5, 6)
    desk.judge(tray, 3, CUT)
    expect(page.locator("#open-said")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.locator("#ask")).to_be_visible()
    expect(page.locator("#ask .open-points .rescan")).to_have_count(1)
    page.keyboard.press("F9")
    expect(page.locator("#ask-lack")).to_contain_text("Chọn một lý do")
    assert desk.trays[tray].standing is Standing.OPEN
    page.keyboard.press("Escape")
    expect(page.locator("#ask")).not_to_be_visible()
    page.keyboard.press("F9")
    page.keyboard.press("1")
    page.keyboard.press("F9")
    expect(page.locator("#standing")).to_be_visible()
    assert desk.despite[tray] == "paper-is-so"


def test_a_hand_scanner_is_heard_wherever_the_cursor_is(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """A burst of keys with Enter at its end is a code: it presses no button, zooms nothing and lands in its field."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    expect(page.locator("#sides .side")).to_have_count(6)
    page.locator("#accept").focus()
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    expect(page.locator("#dossier")).to_have_value(CODE)
    expect(page.locator("#ask")).not_to_be_visible()
    page.locator("#sheets-declared").focus()
    page.keyboard.type("H26.14-261124-0007")
    page.keyboard.press("Enter")
    expect(page.locator("#dossier")).to_have_value("H26.14-261124-0007")
    expect(page.locator("#sheets-declared")).to_have_value("")


def test_a_code_scanned_after_accepting_is_the_next_citizens(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """The accepted tray keeps its code; the new one opens with the one just scanned."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    expect(page.locator("#sides .side")).to_have_count(6)
    tray = desk.current()
    good(desk, tray, 1, 2, 3, 4, 5, 6)
    desk.name_dossier(tray, CODE)
    expect(page.locator("#dossier")).to_have_value(CODE)
    page.keyboard.press("F9")
    expect(page.locator("#standing")).to_be_visible()
    page.keyboard.type("H26.14-261124-0008")
    page.keyboard.press("Enter")
    expect(page.locator("#drop")).to_be_visible()
    expect(page.locator("#dossier")).to_have_value("H26.14-261124-0008")
    assert desk.trays[tray].dossier == CODE


def test_pages_are_walked_set_aside_and_looked_at_again(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Arrows choose, F8 sets aside with a reason and puts back, O shows the scan before the rescan, F7 the next bad one."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    rows = page.locator("#sides .side")
    expect(rows).to_have_count(6)
    tray = desk.current()
    good(desk, tray, 1, 2, 4, 5)
    desk.judge(tray, 3, CUT)
    desk.judge(tray, 6, replace(CUT, page=6))
    page.locator("#sides .side[tabindex='0']").focus()
    page.keyboard.press("Home")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("F8")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_contain_text("Quét nhầm")
    expect(page.locator(".count")).to_have_text("5")
    page.keyboard.press("F8")
    expect(rows.nth(1)).to_contain_text("Trang 2")
    page.keyboard.press("F7")
    expect(page.locator("#view-title")).to_contain_text("Trang 3")
    desk.papers = [another_scan()]
    page.keyboard.press("F4")
    expect(rows.nth(2)).to_contain_text("đã quét lại")
    page.keyboard.press("o")
    expect(page.locator("#view-title")).to_contain_text("bản quét cũ")
    page.keyboard.press("o")
    expect(page.locator("#view-title")).not_to_contain_text("bản quét cũ")
    page.keyboard.press("F7")
    expect(page.locator("#view-title")).to_contain_text("Trang 6")


def test_zoom_keys_bring_the_marked_place_close(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Plus enlarges around the mark, zero fits the page again; typing in a field zooms nothing."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    expect(page.locator("#sides .side")).to_have_count(6)
    desk.judge(desk.current(), 3, CUT)
    expect(page.locator("rect.rescan")).to_have_count(1)
    fitted = width_of(page)
    page.locator("#sheet").focus()
    page.keyboard.press("+")
    until(page, lambda: width_of(page) > 1.4 * fitted)
    page.keyboard.press("+")
    until(page, lambda: width_of(page) > 1.9 * fitted)
    mark = page.locator("rect.rescan").bounding_box()
    frame = page.locator("#sheet").bounding_box()
    assert mark is not None
    assert frame is not None
    assert frame["x"] <= mark["x"] + mark["width"] / 2 <= frame["x"] + frame["width"]
    page.keyboard.press("0")
    until(page, lambda: width_of(page) == fitted)
    page.locator("#dossier").focus()
    page.keyboard.press("+")
    page.wait_for_timeout(200)
    assert width_of(page) == fitted


def test_the_overlay_of_keys_opens_and_closes(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """F1 and the question mark show it, Esc closes it, and the cursor is back where it was."""
    page = tab(serve(desk))
    page.locator("#scan").focus()
    for key in ("F1", "?"):
        page.keyboard.press(key)
        expect(page.locator("#help")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#help")).not_to_be_visible()
        expect(page.locator("#scan")).to_be_focused()


def test_pages_change_places_by_keys(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """Alt with an arrow carries the chosen page; the cursor stays on it."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    rows = page.locator("#sides .side")
    expect(rows).to_have_count(6)
    first = rows.nth(0).get_attribute("data-key")
    rows.nth(0).click()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.nth(1)).to_have_attribute("data-key", str(first))
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(rows.nth(0)).to_have_attribute("data-key", str(first))


def test_a_tray_is_given_up_only_when_asked_twice(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """The citizen left: the tray goes away after a question, and a fresh one stands there."""
    page = tab(serve(desk))
    page.keyboard.press("F2")
    expect(page.locator("#sides .side")).to_have_count(6)
    tray = desk.current()
    page.keyboard.press("F10")
    page.locator("#discard-ask").press("Enter")
    expect(page.locator("#discard")).to_be_visible()
    page.keyboard.press("Escape")
    assert len(desk.trays[tray].sides) == 6
    page.keyboard.press("F10")
    page.locator("#discard-ask").press("Enter")
    page.locator("#discard button[type=submit]").press("Enter")
    expect(page.locator("#drop")).to_be_visible()
    assert not desk.trays[desk.current()].sides


def test_a_paper_found_after_a_power_cut_is_put_where_it_belongs(desk: MemoryDesk, serve: Serve, tab: Tab) -> None:
    """What no tray accounts for is named in today's list until a person has said what it is."""
    desk.strays = (Stray(1, "counter-refused", 120_000, NOW), Stray(2, "counter-refused", 80_000, NOW))
    page = tab(serve(desk))
    page.keyboard.press("F10")
    expect(page.locator(".strays li")).to_have_count(2)
    page.locator("#stray-1 [data-act=adopt]").press("Enter")
    expect(page.locator(".strays li")).to_have_count(1)
    page.locator("#stray-2 [data-act=dismiss]").press("Enter")
    expect(page.locator(".strays li")).to_have_count(0)
