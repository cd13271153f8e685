"""Printed lines found again among the words read, wherever they stand."""

import random

import pytest

from bench.matching import Matched, matched
from bench.score import score


def held(lines: list[str], read: str) -> Matched:
    return matched([line.split() for line in lines], read.split())


def test_order_does_not_matter() -> None:
    """A page read in any order of its lines is a page read right."""
    lines = [f"{n}. Nội dung số {n} của Điều {n * 7} khoản {n * 3}" for n in range(1, 20)]
    shuffled = random.Random(3).sample(lines, len(lines))
    assert held(lines, " ".join(shuffled)) == Matched(0, 0)


def test_a_line_nobody_read_costs_its_whole_length() -> None:
    assert held(["Xác nhận của UBND", "Người khai"], "Người khai") == Matched(len("Xác nhận của UBND"), 0)


def test_no_word_read_serves_twice() -> None:
    """Three rows are numbered; one number was lost, and another row's does not stand in for it."""
    assert held(["1 Hà Nội", "1 Hà Nội", "1 Hà Nội"], "1 Hà Nội 1 Hà Nội") == Matched(len("1 Hà Nội"), 0)


def test_a_row_read_in_pieces_is_put_together() -> None:
    """An engine that reads one column after the other has read every word."""
    lines = ["Họ tên: Nguyễn Văn An Năm sinh: 1980", "Dân tộc: Kinh Quốc tịch: Việt Nam"]
    read = "Họ tên: Nguyễn Văn An Dân tộc: Kinh Năm sinh: 1980 Quốc tịch: Việt Nam"
    assert held(lines, read) == Matched(0, 0)


def test_what_answers_to_no_line_was_added() -> None:
    assert held(["Kính gửi: Ủy ban nhân dân"], "Kính gửi: Ủy ban nhân dân xx yyy") == Matched(0, len("xx yyy"))


@pytest.mark.parametrize(
    ("read", "wrong"),
    [("Cộng hoa xả hội", 2), ("Cộng hòa xãhội", 1), ("Công hòa xã hôi", 2), ("Cộng hòa xã hội chủ", 0), ("", 15)],
)
def test_letters_are_counted_within_the_line(read: str, wrong: int) -> None:
    assert held(["Cộng hòa xã hội"], read).wrong == wrong


def test_garbage_is_no_reading() -> None:
    """Letters that happen to occur in noise do not make a line read."""
    line = "Quyết định này có hiệu lực kể từ ngày ký"
    assert held([line], "ii |] ~~ 4k =-- .: e r t w") == Matched(len(line), len("ii |] ~~ 4k =-- .: e r t w"))


def test_rates_of_a_page_agree_when_it_was_read_in_order() -> None:
    """In reading order and with nothing added, both character rates are the same."""
    truth = "Điều 1. Ban hành quy trình\nĐiều 2. Giao Văn phòng chủ trì\nĐiều 3. Hiệu lực thi hành"
    read = truth.replace("ì", "i").replace("Giao", "Gian")
    one = score(truth, read)
    assert one.line_cer == one.cer == 3 / one.letters
    assert one.added_rate == 0
