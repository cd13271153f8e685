"""One citizen's business: the dossier, who is in it, and the things their papers keep mentioning."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bench.press.people import Person, a_day, a_name, a_person, id_number, lexicon

CENTRE = "Trung tâm Phục vụ hành chính công thành phố Hà Nội"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A piece of land (thửa đất)."""

    number: int
    sheet: int
    area: float
    address: str
    use: str
    serial: str
    register: str

    @property
    def area_text(self) -> str:
        return f"{self.area:.1f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Shop:
    """A household business (hộ kinh doanh)."""

    name: str
    address: str
    trade: str
    trade_code: str
    capital: int
    number: str


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier and its cast. Everything a drawing needs comes from here, so that papers of one dossier agree."""

    code: str
    procedure: str
    procedure_name: str
    owner: Person = field(repr=False)
    ward: str
    receiving_unit: str
    competent_unit: str
    day: date
    """The day the dossier was received: papers are older than that, receipts are of that day."""
    spouse: Person = field(repr=False)
    child: Person = field(repr=False)
    elder: Person = field(repr=False)
    stranger: Person = field(repr=False)
    official: str = field(repr=False)
    clerk: str = field(repr=False)
    parcel: Parcel
    shop: Shop
    due: date | None = None

    @property
    def ward_caps(self) -> str:
        return self.ward.upper()

    @property
    def people_s_committee(self) -> str:
        """The ward's People's Committee, in running text."""
        return f"Ủy ban nhân dân {self.ward[0].lower()}{self.ward[1:]}"

    def before(self, days: int) -> date:
        return self.day - timedelta(days=days)


def tax_number(rng: random.Random, head: str = "01") -> str:
    """Ten digits with the check digit of TT 105/2020/TT-BTC Đ5: *head* is 01 for Hà Nội's firms, 8 something for persons."""
    while True:
        digits = [*map(int, head), *(rng.randrange(10) for _ in range(7))]
        rest = sum(w * d for w, d in zip((31, 29, 23, 19, 17, 13, 7, 5, 3), digits, strict=True)) % 11
        if rest:
            return "".join(map(str, digits)) + str(10 - rest)


def _parcel(rng: random.Random, address: str) -> Parcel:
    letters = "".join(rng.choice("ABCDĐHKLMNPQRSTVX") for _ in range(2)).replace("Đ", "D")
    return Parcel(
        number=rng.randrange(3, 480),
        sheet=rng.randrange(2, 60),
        area=rng.randrange(320, 2400) / 10,
        address=address,
        use=rng.choice(["Đất ở tại đô thị" if "phường" in address else "Đất ở tại nông thôn"]),
        serial=f"{letters} {rng.randrange(100000, 999999):06d}",
        register=f"CS{rng.randrange(1000, 99999):05d}",
    )


def _shop(rng: random.Random, owner: Person) -> Shop:
    trades = [
        ("Bán lẻ lương thực, thực phẩm, đồ uống, thuốc lá, thuốc lào trong các cửa hàng chuyên doanh", "4721"),
        ("Nhà hàng và các dịch vụ ăn uống phục vụ lưu động", "5610"),
        ("Cắt tóc, làm đầu, gội đầu", "9631"),
        ("Bán lẻ hàng may mặc, giày dép, hàng da và giả da trong các cửa hàng chuyên doanh", "4771"),
    ]
    trade, code = rng.choice(trades)
    given = owner.name.split()[-1].upper()
    return Shop(
        name=f"HỘ KINH DOANH {rng.choice(['CỬA HÀNG', 'QUÁN', 'TIỆM'])} {given} {rng.choice(['AN', 'PHÁT', 'XANH', 'MỚI'])}",
        address=owner.address,
        trade=trade,
        trade_code=code,
        capital=rng.randrange(3, 40) * 10_000_000,
        number=tax_number(rng),
    )


def open_case(
    rng: random.Random,
    *,
    code: str,
    procedure: str,
    procedure_name: str,
    owner: Person | None = None,
    ward: str = "",
    receiving_unit: str = "",
    competent_unit: str = "",
    day: date | None = None,
    due: date | None = None,
) -> Case:
    """A case with everybody it may need; what is not given is drawn from *rng*."""
    ward = ward or rng.choice(lexicon()["wards"])
    owner = owner or a_person(rng, born=(1975, 2001), ward=ward)
    year = owner.birth.year
    spouse = a_person(rng, born=(max(1958, year - 4), min(2003, year + 3)), male=not owner.male, ward=ward)
    spouse = replace(spouse, address=owner.address)
    day = day or a_day(rng, date(2025, 9, 1), date(2026, 11, 20))
    father = owner if owner.male else spouse
    born = day - timedelta(days=rng.randrange(9, 50))
    boy = rng.random() < 0.5
    child = Person(
        name=a_name(rng, male=boy, surname=father.name.split()[0]),
        male=boy,
        birth=born,
        id_number=id_number(rng, born, "001", male=boy),
        address=owner.address,
        origin=father.origin,
        ethnic=father.ethnic,
    )
    elder = a_person(rng, born=(1932, 1950), ward=ward, surname=owner.name.split()[0])
    return Case(
        code=code,
        procedure=procedure,
        procedure_name=procedure_name,
        owner=owner,
        ward=ward,
        receiving_unit=receiving_unit or f"Chi nhánh số {rng.randrange(1, 13)} - {CENTRE}",
        competent_unit=competent_unit or f"Ủy ban nhân dân {ward[0].lower()}{ward[1:]}",
        day=day,
        spouse=spouse,
        child=child,
        elder=replace(elder, address=owner.address),
        stranger=a_person(rng, born=(1965, 1995)),
        official=a_name(rng, male=rng.random() < 0.6),
        clerk=a_name(rng, male=rng.random() < 0.3),
        parcel=_parcel(rng, owner.address),
        shop=_shop(rng, owner),
        due=due,
    )


PROCEDURES: tuple[tuple[str, str], ...] = (
    ("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản"),
    ("1.001193", "Thủ tục đăng ký khai sinh"),
    ("1.000894", "Thủ tục đăng ký kết hôn"),
    ("1.000656", "Thủ tục đăng ký khai tử"),
    ("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
    ("1.013833", "Đăng ký biến động đất đai, tài sản gắn liền với đất"),
    ("1.013225", "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"),
    ("1.001612", "Đăng ký thành lập hộ kinh doanh"),
    ("3.000333", "Cấp Phiếu Lý lịch tư pháp"),
)


def a_case(rng: random.Random, procedure: str = "") -> Case:
    """A case of no real dossier: its code has a valid form and an agency (H26.90) no record system knows."""
    chosen, name = rng.choice([p for p in PROCEDURES if not procedure or p[0] == procedure])
    day = a_day(rng, date(2025, 9, 1), date(2026, 11, 20))
    code = f"H26.90-{day:%y%m%d}-{rng.randrange(1, 9999):04d}"
    return open_case(rng, code=code, procedure=chosen, procedure_name=name, day=day)
