"""Addresses as papers before July 2025 have them: a ward or commune in a district, in an order and shortness of its own."""

import random
from dataclasses import dataclass

from bench.press.people import lexicon

_WARDS = (
    ("phường Ngọc Khánh", "quận Ba Đình"), ("phường Liễu Giai", "quận Ba Đình"), ("phường Cống Vị", "quận Ba Đình"),
    ("phường Hàng Bạc", "quận Hoàn Kiếm"), ("phường Chương Dương", "quận Hoàn Kiếm"), ("phường Trần Hưng Đạo", "quận Hoàn Kiếm"),
    ("phường Quảng An", "quận Tây Hồ"), ("phường Bưởi", "quận Tây Hồ"), ("phường Ngọc Thụy", "quận Long Biên"),
    ("phường Đức Giang", "quận Long Biên"), ("phường Dịch Vọng", "quận Cầu Giấy"), ("phường Trung Hòa", "quận Cầu Giấy"),
    ("phường Ô Chợ Dừa", "quận Đống Đa"), ("phường Khâm Thiên", "quận Đống Đa"), ("phường Láng Hạ", "quận Đống Đa"),
    ("phường Bách Khoa", "quận Hai Bà Trưng"), ("phường Thanh Nhàn", "quận Hai Bà Trưng"), ("phường Đại Kim", "quận Hoàng Mai"),
    ("phường Nhân Chính", "quận Thanh Xuân"), ("phường Mỹ Đình 1", "quận Nam Từ Liêm"), ("phường Cổ Nhuế 1", "quận Bắc Từ Liêm"),
    ("phường Mộ Lao", "quận Hà Đông"), ("xã Cổ Loa", "huyện Đông Anh"), ("xã Kim Chung", "huyện Hoài Đức"),
    ("xã Tân Triều", "huyện Thanh Trì"), ("xã Kiêu Kỵ", "huyện Gia Lâm"), ("xã Minh Phú", "huyện Sóc Sơn"),
    ("thị trấn Quốc Oai", "huyện Quốc Oai"), ("xã Vân Hòa", "huyện Ba Vì"), ("phường Trung Hưng", "thị xã Sơn Tây"),
)  # fmt: skip
_SHORT = {"phường": "P.", "quận": "Q.", "xã": "X.", "huyện": "H.", "thị trấn": "TT.", "thị xã": "TX."}


@dataclass(frozen=True, slots=True)
class OldPlace:
    """A ward and its district as they were called until 30-06-2025."""

    ward: str
    district: str

    def within(self, rng: random.Random) -> str:
        """Ward, district and city, spelt out or short."""
        if rng.random() < 0.3:
            return f"{_shortened(self.ward)}, {_shortened(self.district)}, TP Hà Nội"
        return f"{self.ward}, {self.district}, {rng.choice(['thành phố Hà Nội', 'Hà Nội', 'TP. Hà Nội'])}"

    def house(self, rng: random.Random) -> str:
        """A house there."""
        if not self.ward.startswith("phường"):
            village = rng.choice(["Thôn Đông", "Thôn Nội", "Xóm Chùa", "Đội 4", "Xóm 7"])
            return f"{village}, {self.within(rng)}"
        street = rng.choice(lexicon()["streets"])
        where = rng.choice([f"{rng.randrange(3, 290)} {street}", f"Số {rng.randrange(2, 40)}, ngõ {rng.randrange(4, 200)} {street}",
                            f"P{rng.randrange(101, 620)} nhà {rng.choice('ABCE')}{rng.randrange(1, 20)}, tập thể {street}", f"Tổ {rng.randrange(2, 60)}"])  # fmt: skip
        return f"{where}, {self.within(rng)}"


def _shortened(name: str) -> str:
    for word, short in _SHORT.items():
        if name.startswith(f"{word} "):
            return f"{short} {name[len(word) + 1 :]}"
    return name


def an_old_place(rng: random.Random) -> OldPlace:
    return OldPlace(*rng.choice(_WARDS))
