"""From a printed address to the communes of today it may lie in."""

import pytest

from classifiers.addresses import ends_in_province, units_of
from classifiers.addresses.gazetteer import gazetteer


def names(address: str, printed_on: str = "") -> set[str]:
    """Names of the communes, without their codes."""
    return {unit.split(maxsplit=1)[1] for unit in units_of(address, printed_on)}


def test_the_whole_country_is_there() -> None:
    """126 communes of Hà Nội among 3,321, and Hà Nội's thirty old districts."""
    held = gazetteer()
    hanoi = held.provinces["ha noi"]
    assert (len(held.names), len(hanoi.communes), len(hanoi.districts)) == (3321, 126, 30)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Số 16, ngõ 3, phường Trúc Bạch, quận Ba Đình, thành phố Hà Nội", {"Phường Ba Đình"}),
        ("P.Kim Mã,Q.Ba Đình,TP Hà Nội", {"Phường Ba Đình", "Phường Ngọc Hà", "Phường Giảng Võ"}),
        ("số 5 phố Hàng Bạc phường Hàng Bạc quận Hoàn Kiếm Hà Nội", {"Phường Hoàn Kiếm"}),
        ("Tam Hưng - Thanh Oai - Hà Tây", {"Xã Tam Hưng"}),
        ("phường Quốc Tử Giám, quận Đống Đa, Hà Nội", {"Phường Ô Chợ Dừa", "Phường Văn Miếu - Quốc Tử Giám"}),
        ("phường Ba Đình, thành phố Hà Nội", {"Phường Ba Đình"}),
        ("xã Vân Canh, Hoài Đức, Hà Nội", {"Phường Xuân Phương", "Xã Sơn Đồng"}),
        ("Phường 12, Quận 3, TP. Hồ Chí Minh", {"Phường Nhiêu Lộc"}),
        ("xã Đông Lĩnh, thành phố Thanh Hóa, Thanh Hóa", {"Phường Đông Tiến"}),
        ("Thôn 3, xã Vũ Thư, tỉnh Hưng Yên", {"Xã Vũ Thư"}),
        ("Ủy ban nhân dân phường Hoàn Kiếm", {"Phường Hoàn Kiếm"}),
    ],
)
def test_an_address_leads_to_its_communes_of_today(address: str, found: set[str]) -> None:
    """Three levels, two levels, abbreviations, dashes, no commas, a split commune, a province that is gone."""
    assert names(address) == found


def test_a_district_alone_gives_all_it_covered() -> None:
    """Districts are abolished: a person chooses among what they became."""
    assert {"Phường Ba Đình", "Phường Ngọc Hà", "Phường Giảng Võ"} < names("Quận Ba Đình, Hà Nội")


def test_an_old_paper_means_the_old_commune() -> None:
    """Phường Cửa Nam is a ward of today; on a paper of 2020 it is the old one, split over four."""
    assert names("phường Cửa Nam, thành phố Hà Nội", "2026-01-05") == {"Phường Cửa Nam"}
    assert len(names("phường Cửa Nam, thành phố Hà Nội", "2020-01-05")) == 4


def test_slips_are_forgiven_only_where_nothing_stands_exactly() -> None:
    """A lost mark or a wrong letter; but a name that exists is never weighed against one like it."""
    assert names("phường Tíúc Bạch, quận Ba Dình, thành phố Hà Nôi") == {"Phường Ba Đình"}
    assert names("phường Yên Hòa, thành phố Hà Nội") == {"Phường Yên Hoà"}


@pytest.mark.parametrize("address", ["", "Hà Nội", "12 Nguyễn Trãi", "Bệnh viện Phụ sản Hà Nội", "Cộng hòa Pháp"])
def test_nothing_fits_and_nothing_is_said(address: str) -> None:
    """A province alone, a street alone, a foreign country: no commune."""
    assert units_of(address) == ()


def test_an_address_is_complete_with_its_province() -> None:
    """Nothing follows it, so a value that ends there does not run on."""
    assert ends_in_province("Số 5, phường Láng, thành phố Hà Nội")
    assert not ends_in_province("Số 5, phường Láng, thành")
    assert not ends_in_province("Hà Nội")
