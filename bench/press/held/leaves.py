"""Papers of no known kind, printed: a menu, a newspaper, a crossword and what else lies on a desk."""

from PIL import Image, ImageDraw, ImageFilter

from bench.press.case import Case
from bench.press.fonts import families
from bench.press.held.parts import another_sheet, columns, lattice, pairs, tinted, type_of
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_name
from bench.press.stationery import short

_DISHES = (("Phở bò tái chín", 55), ("Bún chả Hà Nội", 50), ("Nem rán (5 chiếc)", 60), ("Gà luộc lá chanh", 220), ("Cá kho làng Vũ Đại", 180), ("Rau muống xào tỏi", 45), ("Đậu phụ tẩm hành", 40), ("Canh cua mồng tơi", 55), ("Cơm rang dưa bò", 65), ("Chè sen long nhãn", 30), ("Trà đá", 5), ("Bia hơi", 15))  # fmt: skip
_NEWS = (
    "Sáng nay, không khí lạnh tràn về khiến nhiệt độ tại các tỉnh miền Bắc giảm sâu, nhiều nơi dưới 12 độ. Học sinh tiểu học tại một số trường vùng cao được nghỉ học.",
    "Theo ghi nhận của phóng viên, giá rau xanh tại các chợ dân sinh tăng từ 10 đến 15 phần trăm so với tuần trước do mưa kéo dài. Tiểu thương cho biết nguồn hàng vẫn đủ.",
    "Đội tuyển bóng đá nữ thắng đậm trong trận giao hữu tối qua với hai bàn ở hiệp một. Huấn luyện viên khẳng định đây mới chỉ là bước chuẩn bị cho giải đấu mùa hè.",
    "Tuyến xe buýt mới nối ga đường sắt đô thị với các khu dân cư phía Tây chạy thử từ thứ hai, tần suất mười phút một chuyến trong giờ cao điểm, miễn phí tháng đầu.",
    "Triển lãm tranh khắc gỗ dân gian mở cửa đến hết tháng tại phố sách, giới thiệu hơn tám mươi bức tranh Đông Hồ và Hàng Trống do các nghệ nhân lưu giữ.",
)  # fmt: skip


def _thousand(value: int) -> str:
    return f"{value}.000đ"


def menu(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A restaurant's."""
    type_of(pad, pad.rng.choice(["serif", "sans"]), 13, 1.4)
    tinted(pad, (0, 0, 210, 297), (252, 244, 226))
    lattice(pad, 8, colour=(150, 90, 40))
    pad.y = 30
    pad.centre(f"<b>NHÀ HÀNG {pad.rng.choice(['SEN HỒ TÂY', 'BẾP NHÀ', 'QUÁN NGON 36'])}</b>", size=24, gap=2)
    pad.centre("<i>Thực đơn hôm nay - Kính chúc quý khách ngon miệng!</i>", size=12, gap=8)
    for group, dishes in (
        ("MÓN CHÍNH", _DISHES[:5]),
        ("RAU, CANH, CƠM", _DISHES[5:9]),
        ("TRÁNG MIỆNG, ĐỒ UỐNG", _DISHES[9:]),
    ):
        pad.centre(f"<b>{group}</b>", size=15, gap=2)
        for dish, price in dishes:
            pad.put(dish, pad.left + 6, pad.y)
            pad.put(_thousand(price + 5 * pad.rng.randrange(4)), pad.right - 6, pad.y, align="right")
            pad.y += pad.step() + 1
        pad.y += 4
    pad.centre(f"Đặt bàn: 024 3{pad.rng.randrange(10**6, 10**7)} - Giá đã gồm thuế", size=11)
    return pad.paper()


def newspaper(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A page in three columns under its name."""
    pad = another_sheet(pad, (210, 297), (12, 12, 12, 12))
    type_of(pad, "serif", 10, 1.22)
    rng = pad.rng
    pad.centre(f"<b>{rng.choice(['BÁO PHỐ PHƯỜNG', 'TIN CHIỀU', 'NHỊP SỐNG THỦ ĐÔ'])}</b>", size=34, gap=1)
    pad.centre(f"Số {rng.randrange(1000, 9999)} - Thứ {rng.choice(['hai', 'ba', 'tư', 'năm', 'sáu'])}, {short(case.day)} - Giá: 5.000 đồng", size=9, gap=2)  # fmt: skip
    pad.rule(pad.left, pad.right, pad.y, weight=0.6)
    pad.y += 4
    pad.para(f"<b>{rng.choice(['Chợ hoa xuân nhộn nhịp từ rằm tháng Chạp', 'Nắng ấm trở lại vào cuối tuần', 'Mùa sấu về trên phố cũ'])}</b>", size=22, indent=0, align="left")  # fmt: skip
    top, wide = pad.y + 2, (pad.width - 12) / 3
    for column in range(3):
        y, x = top, pad.left + column * (wide + 6)
        for k in range(9):
            if y > 270:
                break
            if k % 3 == 2:
                y = pad.block(f"<b>{rng.choice(['Thể thao', 'Đời sống', 'Giao thông', 'Văn hóa', 'Thời tiết'])}</b>", x, y + 2, wide, 14, align="left")  # fmt: skip
            y = pad.block(rng.choice(_NEWS), x, y + 1, wide, 10, align="left") + 1.5
    return pad.paper()


def exercise(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A pupil's sheet of sums and sentences."""
    type_of(pad, "sans", 14, 1.7)
    rng = pad.rng
    pad.put("Họ và tên: ........................................  Lớp: ..........", pad.left, pad.y)
    pad.put("Điểm:", pad.right - 30, pad.y + 10)
    pad.frame(pad.right - 34, pad.y + 8, pad.right, pad.y + 28)
    pad.y += 30
    pad.centre(f"<b>PHIẾU BÀI TẬP TOÁN - TUẦN {rng.randrange(2, 34)}</b>", size=17, gap=4)
    pad.para("<b>Bài 1.</b> Đặt tính rồi tính:", indent=0)
    for _ in range(3):
        sums = [f"{rng.randrange(100, 900)} {rng.choice('+-x')} {rng.randrange(10, 99)} = ......" for _ in range(3)]
        pad.para("     ".join(sums), indent=6)
    pad.para("<b>Bài 2.</b> Điền số thích hợp vào chỗ chấm:", indent=0)
    pad.para(f"{rng.randrange(2, 9)} m = ..... cm      {rng.randrange(10, 99)} kg = ..... g      {rng.randrange(2, 9)} giờ = ..... phút", indent=6)  # fmt: skip
    pad.para(f"<b>Bài 3.</b> Một cửa hàng buổi sáng bán được {rng.randrange(20, 60)} quyển vở, buổi chiều bán được nhiều hơn buổi sáng {rng.randrange(5, 19)} quyển vở. Hỏi cả ngày cửa hàng bán được bao nhiêu quyển vở?", indent=0)  # fmt: skip
    pad.para("<b>Bài giải</b>", align="center")
    for _ in range(5):
        pad.para("." * 96, indent=0, align="left")
    pad.para("<b>Bài 4.</b> Viết một đoạn văn ngắn (5 - 7 câu) kể về con vật em yêu thích.", indent=0)
    return pad.paper()


def shop_bill(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The slip of a shop's till, narrow."""
    pad = another_sheet(pad, (82, 190), (5, 6, 5, 5))
    type_of(pad, "mono", 8.5, 1.3)
    rng, total = pad.rng, 0
    pad.centre(f"<b>TẠP HÓA {case.owner.name.split()[-1].upper()}</b>", size=12)
    pad.centre("ĐT: 0243 555 0199", size=8, gap=2)
    pad.centre("<b>PHIẾU TÍNH TIỀN</b>", size=11, gap=2)
    pad.para(f"Ngày {short(case.day)} {rng.randrange(8, 21):02d}:{rng.randrange(60):02d}  Thu ngân: 0{rng.randrange(1, 9)}", indent=0, size=7.5, align="left")  # fmt: skip
    for goods in rng.sample(["Sữa tươi 1L", "Mì tôm thùng", "Nước mắm", "Dầu ăn 2L", "Gạo tẻ 5kg", "Bột giặt", "Trứng gà 10q", "Bánh quy"], 6):  # fmt: skip
        count, price = rng.randrange(1, 4), rng.randrange(8, 120) * 1000
        total += count * price
        pad.put(goods, pad.left, pad.y)
        pad.y += pad.step()
        pad.put(f"{count} x {price:,}".replace(",", "."), pad.left + 4, pad.y)
        pad.put(f"{count * price:,}".replace(",", "."), pad.right, pad.y, align="right")
        pad.y += pad.step() + 0.6
    pad.rule(pad.left, pad.right, pad.y)
    pad.y += 2
    pad.put("<b>TỔNG CỘNG</b>", pad.left, pad.y, size=11)
    pad.put(f"<b>{total:,}</b>".replace(",", "."), pad.right, pad.y, size=11, align="right")
    pad.y += 8
    pad.centre("Cảm ơn quý khách - Hẹn gặp lại!", size=8)
    pad.centre("Hàng mua rồi miễn đổi lại", size=7.5)
    return pad.paper()


def recipe(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A leaf from a cookery book."""
    type_of(pad, "serif", 13, 1.5)
    pad.para("<b>Bánh chưng gấc</b>", size=26, indent=0, align="left", colour=(150, 40, 40))
    pad.para(f"<i>Dành cho {pad.rng.randrange(4, 10)} người - Thời gian: 10 giờ - Độ khó: vừa</i>", indent=0, size=11)
    columns(pad, ["<b>Nguyên liệu</b>", "- 1 kg gạo nếp cái hoa vàng", "- 500 g đỗ xanh đãi vỏ", "- 600 g thịt ba chỉ", "- 1 quả gấc chín", "- Lá dong, lạt giang"], ["<b>Gia vị</b>", "- 2 thìa muối tinh", "- 1 thìa hạt tiêu", "- 2 thìa nước mắm", "- Một nhúm đường"])  # fmt: skip
    pad.para("<b>Cách làm</b>", indent=0)
    for k, step in enumerate(("Ngâm gạo nếp trong nước lạnh tám tiếng, vớt ra để ráo rồi trộn với thịt gấc và chút muối cho lên màu đỏ đẹp.", "Ngâm đỗ, đồ chín, giã nhuyễn, nắm thành từng nắm vừa tay. Thịt thái miếng dày, ướp tiêu và nước mắm ba mươi phút.", "Xếp lá dong vào khuôn, cho một lớp gạo, một lớp đỗ, hai miếng thịt, rồi đỗ và gạo phủ kín. Gói chặt tay, buộc lạt.", "Xếp bánh vào nồi, đổ ngập nước, luộc liên tục mười tiếng; khi cạn phải châm thêm nước sôi. Vớt ra rửa sạch, ép cho ráo."), 1):  # fmt: skip
        pad.para(f"<b>{k}.</b> {step}", indent=0)
    pad.para("<i>Mẹo nhỏ: lót thêm lá ở đáy nồi để bánh không bị cháy.</i>", indent=0, size=11)
    return pad.paper()


def price_list(case: Case, ink: Ink, pad: Pad) -> Paper:
    """What a shop of appliances asks."""
    type_of(pad, "sans", 11.5, 1.3)
    rng = pad.rng
    tinted(pad, (0, 0, 210, 30), (30, 90, 160))
    pad.put(f"<b>ĐIỆN MÁY {case.shop.name.split()[-1]}</b>", 105, 9, size=24, align="center", colour=(255, 255, 255))
    pad.y = 38
    pad.centre(f"<b>BẢNG BÁO GIÁ THÁNG {case.day.month}/{case.day.year}</b>", size=18, gap=4)
    goods = ["Quạt đứng 3 tốc độ", "Nồi cơm điện 1,8 lít", "Máy giặt cửa trước 9 kg", "Tủ lạnh 2 cánh 260 lít", "Điều hòa 9000 BTU", "Bếp từ đôi", "Ấm siêu tốc 1,7 lít", "Máy lọc nước 10 lõi", "Lò vi sóng 23 lít", "Bình nóng lạnh 20 lít"]  # fmt: skip
    rows = [["STT", "Mặt hàng", "Bảo hành", "Giá niêm yết (đ)", "Giá khuyến mại (đ)"]]
    for k, name in enumerate(goods, 1):
        price = rng.randrange(30, 1500) * 10_000
        rows.append([str(k), name, f"{rng.choice([6, 12, 24])} tháng", f"{price:,}".replace(",", "."), f"{int(price * 0.85) // 1000 * 1000:,}".replace(",", ".")])  # fmt: skip
    pad.table([12, 66, 26, 36, 36], rows, size=11.5, centred=(0, 2, 3, 4), least=9)
    pad.para("Giao hàng miễn phí nội thành. Trả góp 0%. Số lượng có hạn!", indent=0)
    return pad.paper()


def manual_page(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A page of a washing machine's instructions, in two languages."""
    type_of(pad, "sans", 10.5, 1.35)
    pad.put("VI | EN", pad.right, 12, size=9, align="right")
    pad.para("<b>3. Sử dụng máy giặt / Using the washing machine</b>", size=15, indent=0, align="left", gap=3)
    columns(
        pad,
        ["<b>Trước khi giặt</b>", "Kiểm tra túi áo quần, lấy hết tiền xu, khóa, bút. Phân loại đồ trắng và đồ màu.", "<b>Cho đồ vào lồng giặt</b>", "Không cho quá khối lượng ghi trên nhãn. Đóng cửa đến khi nghe tiếng tách.", "<b>Chọn chương trình</b>", "Xoay núm đến chế độ mong muốn rồi bấm nút Khởi động/Tạm dừng."],
        ["<b>Before washing</b>", "Check pockets and remove coins, keys and pens. Sort whites and colours.", "<b>Loading the drum</b>", "Do not exceed the rated load. Close the door until it clicks.", "<b>Selecting a programme</b>", "Turn the dial to the desired mode and press Start/Pause."],
        gutter=10,
    )  # fmt: skip
    pad.y += 4
    pad.table([30, 40, 30, 40], [["Chương trình", "Loại vải", "Nhiệt độ", "Thời gian (phút)"], ["Giặt nhanh", "Vải bông, sợi tổng hợp", "30°C", "28"], ["Đồ len", "Len, lụa", "Lạnh", "45"], ["Giặt kỹ", "Vải bông bẩn nhiều", "60°C", "135"]], size=10)  # fmt: skip
    pad.para("<b>CẢNH BÁO:</b> Rút phích cắm khi vệ sinh. Không để trẻ em chơi gần máy đang chạy.", indent=0)
    pad.put(f"{pad.rng.randrange(8, 40)}", 105, 285, size=9, align="center")
    return pad.paper()


def crossword(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A grid and its hints."""
    type_of(pad, "serif", 11.5, 1.35)
    rng = pad.rng
    pad.centre(f"<b>Ô CHỮ SỐ {rng.randrange(20, 400)}</b>", size=20, gap=5)
    pen, side = ImageDraw.Draw(pad.image), 9.0
    number = 0
    for row in range(12):
        for column in range(14):
            x, y = 42 + column * side, pad.y + row * side
            black = rng.random() < 0.22
            pen.rectangle(tuple(map(pad.px, (x, y, x + side, y + side))), outline=(20, 20, 20), fill=(20, 20, 20) if black else None)  # fmt: skip
            if not black and rng.random() < 0.2:
                number += 1
                pad.put(str(number), x + 0.6, y + 0.3, size=6.5, record=False)
    pad.y += 12 * side + 8
    columns(
        pad,
        ["<b>HÀNG NGANG</b>", "1. Loài hoa nở vào mùa hè, màu đỏ rực.", "4. Con sông chảy qua kinh thành Huế.", "7. Nhạc cụ dân tộc có một dây.", "9. Tên gọi khác của tháng Chạp."],
        ["<b>HÀNG DỌC</b>", "2. Món quà sáng nổi tiếng làm từ gạo nếp.", "3. Tác giả Truyện Kiều.", "5. Đỉnh núi cao nhất Việt Nam.", "8. Phố nghề làm giấy dó xưa."],
    )  # fmt: skip
    return pad.paper()


def photograph(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A photograph with a caption, nothing else."""
    type_of(pad, "serif", 11, 1.3)
    rng = pad.rng
    tile = Image.new("RGB", (pad.px(150), pad.px(100)), (150, 190, 224))
    pen, (w, h) = ImageDraw.Draw(tile), tile.size
    hills = [(0, h)] + [(w * k / 10, h * (0.4 + 0.25 * rng.random())) for k in range(11)] + [(w, h)]
    pen.polygon(hills, fill=(70, 110, 84))
    pen.rectangle((0, h * 0.75, w, h), fill=(88, 128, 150))
    pen.ellipse((w * 0.74, h * 0.1, w * 0.84, h * 0.25), fill=(250, 230, 150))
    pad.image.paste(tile.filter(ImageFilter.GaussianBlur(max(1, w / 220))), (pad.px(30), pad.px(50)))
    pad.y = 156
    pad.centre(f"<i>Hồ Ba Bể, hè {rng.randrange(1998, 2024)}. Ảnh: {a_name(rng, male=True)}</i>", size=11)
    return pad.paper()


def leaflet(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A pagoda's or a parish's leaflet."""
    type_of(pad, "serif", 14, 1.6)
    tinted(pad, (0, 0, 210, 297), (255, 250, 236))
    pad.y = 34
    if pad.rng.random() < 0.5:
        pad.centre("<b>CHÙA LINH QUANG</b>", size=16)
        pad.centre("<b>LỊCH LỄ VU LAN</b>", size=24, gap=6)
        lines = ("Kính bạch chư tôn đức Tăng Ni, kính thưa quý Phật tử gần xa,", "Mùa báo hiếu lại về, nhà chùa trân trọng tổ chức pháp hội cầu an, cầu siêu, thả đèn hoa đăng và phóng sinh.", "08 giờ 00: Tụng kinh Vu Lan. 10 giờ 30: Cúng Phật, thọ trai. 19 giờ 00: Lễ Bông hồng cài áo, thả hoa đăng.", "Nam mô A Di Đà Phật.")  # fmt: skip
    else:
        pad.centre("<b>GIÁO XỨ THÁNH GIUSE</b>", size=16)
        pad.centre("<b>TUẦN THÁNH</b>", size=24, gap=6)
        lines = ("Anh chị em thân mến,", "Trong tâm tình Mùa Chay, kính mời cộng đoàn tham dự các giờ phụng vụ: Thứ Năm, thánh lễ Tiệc Ly lúc 19 giờ 30; Thứ Sáu, suy tôn Thánh Giá lúc 15 giờ 00; Thứ Bảy, canh thức Vượt Qua lúc 21 giờ 00.", "“Thầy ban cho anh em một điều răn mới là anh em hãy yêu thương nhau.” (Ga 13,34)", "Xin Chúa chúc lành cho mọi gia đình.")  # fmt: skip
    for line in lines:
        pad.para(line, indent=8)
    return pad.paper()


def bus_timetable(case: Case, ink: Ink, pad: Pad) -> Paper:
    """When the bus goes."""
    pad = another_sheet(pad, (297, 210), (14, 12, 14, 12))
    type_of(pad, "sans", 11, 1.3)
    rng = pad.rng
    pad.centre(f"<b>TUYẾN {rng.randrange(2, 120):02d}: BẾN XE MỸ ĐÌNH - GA LONG BIÊN</b>", size=20, gap=3)
    pad.centre("Giờ chạy: 5h00 - 22h30. Giá vé: 8.000đ/lượt. Giãn cách: 10 - 15 phút/chuyến", size=12, gap=4)
    rows = [["Điểm dừng"] + [f"Chuyến {k}" for k in range(1, 9)]]
    start = 5 * 60 + rng.randrange(20)
    for k, stop in enumerate(("Bến xe Mỹ Đình", "Đại học Quốc gia", "Cầu Giấy", "Kim Mã", "Nguyễn Thái Học", "Trần Phú", "Hàng Đậu", "Ga Long Biên")):  # fmt: skip
        rows.append([stop] + [f"{(start + k * 7 + n * 40) // 60:02d}:{(start + k * 7 + n * 40) % 60:02d}" for n in range(8)])  # fmt: skip
    pad.table([60] + [26] * 8, rows, size=11, centred=tuple(range(1, 9)), least=9)
    return pad.paper()


def score(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A song sheet: staves and words."""
    type_of(pad, "serif", 11.5, 1.3)
    rng = pad.rng
    pad.centre("<b>Lý cây bông</b>", size=20)
    pad.centre("<i>Dân ca Nam Bộ</i>", size=11, gap=6)
    pen = ImageDraw.Draw(pad.image)
    for words in ("Bông xanh bông trắng rồi lại vàng bông", "Ơ nàng nàng ơi, ơ nàng nàng ơi", "Bông lê cho bằng bông lựu", "Ơ nàng nàng ơi, bông lựu đỏ tươi"):  # fmt: skip
        for line in range(5):
            pad.rule(pad.left, pad.right, pad.y + line * 2.2, weight=0.15)
        for k in range(14):
            x, y = pad.left + 10 + k * (pad.width - 14) / 14, pad.y + rng.randrange(0, 8) * 1.1
            pen.ellipse(tuple(map(pad.px, (x, y, x + 2.6, y + 2))), fill=(20, 20, 20))
            pen.line(
                tuple(map(pad.px, (x + 2.5, y + 1, x + 2.5, y - 6))), fill=(20, 20, 20), width=max(1, pad.px(0.25))
            )
        pad.y += 14
        pad.centre(words, size=12, gap=9)
    return pad.paper()


def parcel_label(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The label of a parcel from a delivery firm."""
    pad = another_sheet(pad, (105, 148), (6, 6, 6, 6))
    type_of(pad, "sans", 10, 1.25)
    rng = pad.rng
    pad.put("<b>GIAO HÀNG NHANH</b>", pad.left, pad.y, size=15)
    pad.y += 10
    pen, x = ImageDraw.Draw(pad.image), float(pad.px(pad.left))
    while x < pad.px(pad.right) - 8:
        wide = rng.choice([1, 1, 2, 3]) * max(1, pad.px(0.3))
        pen.rectangle((x, pad.px(pad.y), x + wide, pad.px(pad.y + 16)), fill=(0, 0, 0))
        x += wide + rng.choice([1, 2, 2]) * max(1, pad.px(0.3))
    pad.y += 18
    pad.centre(f"VN{rng.randrange(10**9, 10**10)}HN", size=11, gap=3)
    pairs(pad, [("Từ", f"Kho {rng.choice(['Gia Lâm', 'Từ Liêm'])}, Hà Nội"), ("Đến", case.owner.name), ("", case.owner.address), ("Nội dung", "Áo khoác x1, tất x3"), ("Thu hộ", f"{rng.randrange(50, 900)}.000 VND")], tab=22)  # fmt: skip
    pad.para("Cho xem hàng, không cho thử. Chuyển hoàn sau 3 lần giao không thành công.", indent=0, size=8.5)
    return pad.paper()


def handbill(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A bill pasted to a lamp post."""
    type_of(pad, "sans", 16, 1.5)
    pad.y = 40
    what = pad.rng.choice(["CHO THUÊ PHÒNG TRỌ", "TUYỂN NHÂN VIÊN BÁN HÀNG", "GIA SƯ TẠI NHÀ", "CẦN TÌM MÈO LẠC"])
    pad.centre(f"<b>{what}</b>", size=32, gap=6)
    for row in ("Khép kín, giờ giấc tự do, gần chợ, gần trường", "Giá từ 2,5 triệu/tháng", "Ưu tiên sinh viên, người đi làm", f"Liên hệ: 09{pad.rng.randrange(10**7, 10**8)}"):  # fmt: skip
        pad.centre(row, size=18, gap=4)
    pad.with_ink(family=families("mono")[0])
    pad.y += 30
    for k in range(8):
        pad.frame(20 + k * 21, 240, 41 + k * 21, 290, weight=0.15)
    pad.centre("(xé lấy số điện thoại)", size=10)
    return pad.paper()
