"""What the text model says of pages, and that it is the model that was meant."""

import shutil
from pathlib import Path

import pytest

from classifiers.layout import Sheet, sheet_of
from classifiers.textmodel import TextModel
from classifiers.textmodel.model import CARD, HERE, WEIGHTS
from classifiers.textmodel.places import place_of
from classifiers.textmodel.traits import traits_of
from pipeline.errors import ConfigurationError
from tests.classifiers.pages import MORE, a_reading
from tests.classifiers.papers import BIRTH, DECISION

MODEL = TextModel.load()


def a_sheet(sketch: str) -> Sheet:
    return sheet_of(1, a_reading(sketch))


def test_the_weights_are_small_and_those_the_card_means() -> None:
    """At most four megabytes ride along, and the card names kinds and traits."""
    assert (HERE / WEIGHTS).stat().st_size <= 4 * 1024**2
    assert f"kinds = {len(MODEL.kinds)}" in (HERE / CARD).read_text(encoding="utf-8")


def test_other_weights_than_the_card_means_classify_nothing(tmp_path: Path) -> None:
    """A file that was changed or is gone is the operator's to put right."""
    shutil.copy(HERE / CARD, tmp_path / CARD)
    with pytest.raises(ConfigurationError, match="is not in"):
        TextModel.load(tmp_path)
    (tmp_path / WEIGHTS).write_bytes((HERE / WEIGHTS).read_bytes() + b"\0")
    with pytest.raises(ConfigurationError, match="not the file"):
        TextModel.load(tmp_path)


def test_probabilities_are_probabilities() -> None:
    """Every kind has one, they sum to one, and a page without text has them too."""
    for sketch in (BIRTH, MORE, ""):
        said = MODEL.page(a_sheet(sketch))
        assert set(said.kinds) == set(MODEL.kinds)
        assert sum(said.kinds.values()) == pytest.approx(1)
        assert 0 <= said.begins <= 1


LATER = """
@0.04
^2
@0.08
chuyển nhượng và giao cho bên B cùng giấy tờ về quyền sử dụng đất trong thời hạn đã thỏa thuận.
Điều 3. Bên B có nghĩa vụ đăng ký quyền sử dụng đất tại cơ quan có thẩm quyền.
Điều 4. Thuế thu nhập cá nhân do bên A nộp, lệ phí trước bạ do bên B chịu trách nhiệm nộp.
Điều 5. Quyền và nghĩa vụ của các bên; phương thức giải quyết tranh chấp hợp đồng.
BÊN CHUYỂN NHƯỢNG || BÊN NHẬN CHUYỂN NHƯỢNG
"""
UNTITLED_BIRTH = """
^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
^Độc lập - Tự do - Hạnh phúc
^~~~
Họ, chữ đệm, tên: MẪU THỬ NGHIỆM
Ngày, tháng, năm sinh: 01/01/2020 Ghi bằng chữ: Ngày một, tháng một
Giới tính: Nam  Dân tộc: Kinh  Quốc tịch: Việt Nam
Nơi sinh: Hà Nội  Quê quán: Hà Nội
Họ, chữ đệm, tên người mẹ: MẪU THỬ NGHIỆM  Nơi cư trú: Hà Nội
Họ, chữ đệm, tên người cha: MẪU THỬ NGHIỆM  Nơi cư trú: Hà Nội
Họ, chữ đệm, tên người đi khai sinh: MẪU THỬ NGHIỆM
Nơi đăng ký khai sinh: Ủy ban nhân dân phường
NGƯỜI KÝ GIẤY KHAI SINH
"""


def test_a_first_page_begins_a_paper_and_a_later_one_does_not() -> None:
    """The separator asks this of every page, whatever its neighbours are."""
    assert MODEL.page(a_sheet(DECISION)).begins > 0.9
    assert MODEL.page(a_sheet(LATER)).begins < 0.3


def test_a_page_is_known_by_its_words_without_its_title() -> None:
    """Labels and phrases of the body are enough to make the kind the likeliest."""
    assert MODEL.page(a_sheet(UNTITLED_BIRTH)).best == "birth-certificate"
    assert MODEL.page(a_sheet(LATER)).best == "land-transfer-contract"


def test_numbers_of_persons_are_no_traits() -> None:
    """Figures are told apart only by their length, so no number of a person can be in the weights."""
    found = traits_of(a_sheet("Số định danh cá nhân: 001099000001 cấp ngày 12/03/2021"))
    assert not any("001099000001" in trait or "2021" in trait for trait in found)
    assert any("#12" in trait for trait in found)


def test_the_words_it_went_by_are_shown_on_the_paper() -> None:
    """The traits that speak for a kind have boxes where they are printed."""
    reading = a_reading(BIRTH)
    traits = MODEL.speaking(sheet_of(1, reading), MODEL.page(sheet_of(1, reading)).best)
    assert traits
    assert all(weight > 0 for _, weight in traits)
    boxes = [place_of(trait, reading) for trait, _ in traits if not trait.startswith("~")]
    assert any(box is not None for box in boxes)
