"""What changes a person's civil status: corrections, divorce, recognition of parents; and copies certified."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.parts import (
    Told,
    born,
    capital,
    columns,
    corner,
    fill,
    head,
    pairs,
    parents,
    signed,
    small,
    small_print,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import box_stamp, seal, signature
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day
from bench.press.stationery import MOTTO, NATION, dated, on, title


def change_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Trích lục thay đổi, cải chính hộ tịch of a district before July 2025, or of a ward since."""
    who, rng, place = case.owner, pad.rng, an_old_place(pad.rng)
    what, old, new = rng.choice([
        ("CẢI CHÍNH HỘ TỊCH", f"năm sinh {who.birth.year - 1}", f"năm sinh {who.birth.year}"),
        ("THAY ĐỔI HỘ TỊCH", "chữ đệm “Thị”", f"tên đầy đủ là {who.name}"),
        ("BỔ SUNG THÔNG TIN HỘ TỊCH", "để trống phần quê quán", f"quê quán: {who.origin}"),
        ("XÁC ĐỊNH LẠI DÂN TỘC", "dân tộc Kinh", "dân tộc Tày (theo dân tộc của mẹ đẻ)"),
    ])  # fmt: skip
    before = rng.random() < 0.5
    body = f"ỦY BAN NHÂN DÂN {place.district.upper()}" if before else f"ỦY BAN NHÂN DÂN {case.ward_caps}"
    day = a_day(rng, date(2018, 2, 1), date(2025, 6, 20)) if before else case.before(5)
    type_of(pad, "serif", 13, 1.42)
    head(
        pad,
        ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', body)}</b>", f"Số: {fill('document_number', f'{rng.randrange(3, 200):02d}/TLCCHT')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, f"TRÍCH LỤC {what}", size=15)
    pad.para("<b>Họ, chữ đệm, tên, thông tin của người được đăng ký:</b>", indent=0)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên:", fill("full_name", who.name.upper())))
    line(("Ngày, tháng, năm sinh:", born("birth_date", who)), ("Giới tính:", fill("sex", who.sex)))
    line(("Dân tộc:", fill("ethnicity", who.ethnic)), ("Quốc tịch:", fill("nationality", "Việt Nam")))
    line(("Giấy tờ tùy thân:", f"Căn cước số {fill('id_number', who.id_number)}"))
    line(("Nơi cư trú:", fill("residence", place.house(rng) if before else who.address)))
    line(("Đã đăng ký khai sinh tại:", fill("registration_place", f"UBND {place.ward}, {place.district}")), ("số", f"{rng.randrange(2, 300)}, quyển số {fill('book_number', f'01/{who.birth.year}')}"))  # fmt: skip
    verb = what.split(" HỘ")[0].capitalize().replace("Bổ sung thông tin", "Bổ sung").replace("Xác định lại dân tộc", "Xác định lại")  # fmt: skip
    pad.para(
        f"<b>Nội dung:</b> {fill('change_content', f'{verb} trong Sổ đăng ký khai sinh từ: {old} thành: {new}')}.",
        indent=0,
    )
    pad.para(f"<b>Lý do:</b> {rng.choice(['Sai sót khi đăng ký hộ tịch', 'Theo yêu cầu chính đáng của đương sự', 'Theo giấy tờ hộ tịch của cha, mẹ'])}.", indent=0)  # fmt: skip
    pad.para(f"Đăng ký ngày: {dated('registration_date', day)}.", indent=0)
    pad.para("Thực hiện trích lục từ: Sổ đăng ký việc thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc.", indent=0)  # fmt: skip
    signed(pad, 0.73, ["NGƯỜI KÝ TRÍCH LỤC", fill("signer_title", "PHÓ CHỦ TỊCH" if before else "CHỦ TỊCH")], case.official, field="signer", unit=body, note="(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)")  # fmt: skip
    return pad.paper()


def divorce_decision(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A court's decision over two or three pages: grounds, the parties, numbered agreements, receivers left, judge right."""
    wife, husband = parents(case)
    rng, place = pad.rng, an_old_place(pad.rng)
    region = rng.random() < 0.4
    court = f"TÒA ÁN NHÂN DÂN KHU VỰC {rng.randrange(1, 12)}" if region else f"TÒA ÁN NHÂN DÂN {place.district.upper()}"
    day = a_day(rng, date(2025, 7, 8), date(2026, 9, 30)) if region else a_day(rng, date(2017, 3, 1), date(2025, 6, 24))
    type_of(pad, "serif", 14, 1.4)
    head(
        pad,
        [f"<b>{fill('issuer', court)}</b>", "<b>THÀNH PHỐ HÀ NỘI</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        size=12.5,
    )
    pad.put(f"Số: {fill('document_number', f'{rng.randrange(20, 700)}/{day.year}/QĐST-HNGĐ')}", pad.left, pad.y)
    place_name = "Hà Nội" if region else place.district.split(" ", 1)[1]
    pad.put(f"<i>{place_name}, {dated('issue_date', day)}</i>", pad.right, pad.y, align="right")
    pad.y += 12
    title(pad, "QUYẾT ĐỊNH", "CÔNG NHẬN THUẬN TÌNH LY HÔN", "VÀ SỰ THỎA THUẬN CỦA CÁC ĐƯƠNG SỰ", size=14)
    pad.para("Căn cứ vào Điều 212, Điều 213 và khoản 4 Điều 397 của Bộ luật Tố tụng dân sự; căn cứ vào các điều 55, 57, 81, 82, 83 của Luật Hôn nhân và gia đình;")  # fmt: skip
    accepted = day - timedelta(days=50)
    pad.para(f"Căn cứ hồ sơ việc hôn nhân và gia đình thụ lý số {rng.randrange(30, 900)}/{accepted.year}/TLST-HNGĐ {on(accepted)} về việc “yêu cầu công nhận thuận tình ly hôn”, gồm những người tham gia tố tụng sau đây:")  # fmt: skip
    pad.para("<b>- Người yêu cầu giải quyết việc dân sự:</b>")
    one, two = (wife, "wife"), (husband, "husband")
    for person, side in rng.sample([one, two], 2):
        pad.para(f"+ {'Anh' if person.male else 'Chị'} {Told(side, person).name}, sinh năm {Told(side, person).year}; nơi cư trú: {Told(side, person, place.house(rng)).lives}.")  # fmt: skip
    pad.centre("<b>NHẬN THẤY:</b>", gap=2)
    pad.para("Việc thuận tình ly hôn và thỏa thuận của các đương sự được ghi trong biên bản ghi nhận sự tự nguyện ly hôn và hòa giải thành là hoàn toàn tự nguyện và không vi phạm điều cấm của luật, không trái đạo đức xã hội. Đã hết thời hạn 07 ngày, kể từ ngày lập biên bản, không có đương sự nào thay đổi ý kiến về sự thỏa thuận đó.")  # fmt: skip
    pad.centre("<b>QUYẾT ĐỊNH:</b>", gap=2)
    pad.para(f"1. Công nhận sự thuận tình ly hôn giữa anh {husband.name} và chị {wife.name}.")
    pad.para("2. Công nhận sự thỏa thuận của các đương sự như sau:")
    pad.para("- Về con chung: giao con chung cho mẹ trực tiếp nuôi dưỡng; cha có quyền thăm nom, chăm sóc con chung, không ai được cản trở.")  # fmt: skip
    pad.para("- Về tài sản chung, nhà ở, công nợ: tự thỏa thuận, không yêu cầu Tòa án giải quyết.")
    pad.para("- Về lệ phí: người yêu cầu chịu 300.000 đồng lệ phí việc hôn nhân và gia đình, đã nộp tạm ứng.")
    pad.para("3. Quyết định này có hiệu lực pháp luật ngay sau khi được ban hành và không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm.")  # fmt: skip
    pad.para("4. Quyết định này được thi hành theo quy định của Luật Thi hành án dân sự./.")
    pad.need(50)
    top = pad.y + 2
    pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=11)
    for k, row in enumerate(("Các đương sự;", "VKSND cùng cấp;", "UBND nơi đăng ký kết hôn;", "Lưu hồ sơ vụ án.")):
        pad.put(f"- {row}", pad.left, top + 5.5 + k * 5, size=10.5)
    signed(pad, 0.75, [fill("signer_title", "THẨM PHÁN")], case.official, field="signer", unit=court, top=top)
    return pad.paper()


def parentage_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Trích lục đăng ký nhận cha, mẹ, con: who recognises whom, in two blocks side by side."""
    child, (mother, father), rng, day = case.child, parents(case), pad.rng, case.before(3)
    type_of(pad, "serif", 12.5, 1.36)
    corner(pad, "TP/HT-TLNCMC")
    head(
        pad,
        ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'UBND {case.ward_caps}')}</b>", f"Số: {fill('document_number', f'{rng.randrange(1, 60):02d}/TLNCMC')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, "TRÍCH LỤC", "ĐĂNG KÝ NHẬN CHA, MẸ, CON", size=15)
    columns(
        pad,
        ["<b>Người nhận con (cha)</b>", f"Họ, chữ đệm, tên: {fill('father_name', father.name.upper())}", f"Sinh ngày: {born('father_birth_date', father)}", f"Dân tộc: {father.ethnic}; Quốc tịch: Việt Nam", f"Giấy tờ tùy thân: {fill('father_id_number', father.id_number)}", f"Nơi cư trú: {father.address}"],
        ["<b>Người được nhận là con</b>", f"Họ, chữ đệm, tên: {fill('child_name', child.name.upper())}", f"Sinh ngày: {born('child_birth_date', child)}", f"Dân tộc: {child.ethnic}; Quốc tịch: Việt Nam", f"Số định danh: {fill('child_id_number', child.id_number)}", f"Nơi cư trú: {child.address}"],
        rule=True,
    )  # fmt: skip
    pad.y += 2
    pairs(
        pad,
        [
            (
                "Họ, chữ đệm, tên mẹ đẻ của con",
                f"{fill('mother_name', mother.name)}, sinh ngày {born('mother_birth_date', mother)}",
            ),
            ("Đăng ký tại", fill("registration_place", f"{case.people_s_committee}, thành phố Hà Nội")),
            ("Số, quyển số", f"{rng.randrange(1, 40):02d}, {fill('book_number', f'01/{day.year}')}"),
            ("Ngày, tháng, năm đăng ký", dated("registration_date", day)),
            ("Thực hiện trích lục từ", "Sổ đăng ký nhận cha, mẹ, con"),
        ],
        tab=64,
    )
    signed(pad, 0.3, ["NGƯỜI THỰC HIỆN"], case.clerk, top=pad.y + 4, room=24)
    pad.y += 4
    signed(pad, 0.75, ["NGƯỜI KÝ TRÍCH LỤC", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}")  # fmt: skip
    return pad.paper()


def signature_certified(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Lời chứng chứng thực chữ ký (TT 01/2020/TT-BTP): a paragraph, number and book at the foot."""
    who, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(1, 20))
    type_of(pad, "serif", 13.5, 1.42)
    pad.y += rng.uniform(0, 20)
    title(pad, "LỜI CHỨNG CHỨNG THỰC CHỮ KÝ", size=14)
    pad.para(f"Ngày {dated('certification_date', day, f'{day.day:02d} tháng {day.month:02d} năm {day.year}')} (Bằng chữ: {on(day)}).")  # fmt: skip
    pad.para(f"Tại {fill('issuer', f'{case.people_s_committee}, thành phố Hà Nội')}.")
    pad.para(f"Tôi {fill('signer', case.official)}, là {fill('signer_title', 'Phó Chủ tịch')} {case.people_s_committee}.")  # fmt: skip
    pad.para("<b>Chứng thực</b>")
    pad.para(f"{who.title} {fill('full_name', who.name)}, giấy tờ tùy thân số {fill('id_number', who.id_number)}, cam đoan đã hiểu, tự chịu trách nhiệm về nội dung của giấy tờ, văn bản và đã ký vào giấy tờ, văn bản này trước mặt ông/bà {case.clerk} là người tiếp nhận hồ sơ.")  # fmt: skip
    pad.para(f"Số chứng thực {fill('certification_number', str(rng.randrange(20, 5000)))} quyển số {fill('book_number', f'{rng.randrange(1, 9):02d}/{day.year}-SCT/CK, ĐC')}.")  # fmt: skip
    top = pad.y + 3
    signed(pad, 0.26, ["Người tiếp nhận hồ sơ"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top, size=12.5)
    signed(pad, 0.74, ["Người thực hiện chứng thực"], case.official, note="(Ký, ghi rõ họ tên và đóng dấu)", unit=f"UBND {case.ward_caps}", top=top, size=12.5)  # fmt: skip
    return pad.paper()


def copy_stamped_at_the_foot(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The usual stamp of a ward or notary in the lower half of a sheet that is else the end of a copied text."""
    rng, day, place = pad.rng, case.before(pad.rng.randrange(1, 60)), an_old_place(pad.rng)
    type_of(pad, "serif", 13, 1.35)
    pad.para("Các bên đã đọc lại, hiểu rõ và đồng ý toàn bộ nội dung nêu trên, cùng ký tên dưới đây để làm bằng chứng./.")  # fmt: skip
    pad.y += 60
    notary = rng.random() < 0.5
    office = f"Văn phòng công chứng {case.stranger.name.split()[-1]}" if notary else f"UBND {small(case.ward)}"
    colour = (200, 40, 50)
    pad.rule(pad.left, pad.right, pad.y, weight=0.2)
    pad.y += 4
    pad.centre(f"<b>{rng.choice(['SAO Y BẢN CHÍNH', 'CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH'])}</b>", size=14)
    pad.para(f"Số chứng thực: {fill('certification_number', str(rng.randrange(100, 20000)))}   Quyển số: {fill('book_number', f'{rng.randrange(1, 40):02d}-SCT/BS')}", align="center")  # fmt: skip
    pad.para(f"Hà Nội, {dated('certification_date', day)}", align="center")
    pad.para(f"{fill('issuer', office)}", align="center")
    middle = pad.left + pad.width / 2
    role = "CÔNG CHỨNG VIÊN" if notary else rng.choice(["PHÓ CHỦ TỊCH", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH"])
    pad.put(f"<b>{fill('signer_title', role)}</b>", middle, pad.y, align="center")
    pad.stamp(seal(rng, office, pad.ink.dpi, side_mm=35), middle - 36, pad.y + 4, wet=True)
    pad.stamp(signature(rng, pad.ink.dpi, width_mm=32, colour=(24, 30, 90)), middle - 12, pad.y + 8)
    pad.stamp(box_stamp(rng, ("BẢN SAO",), pad.ink.dpi, size_mm=(34, 11), colour=colour), pad.right - 40, 14)
    pad.put(f"<b><i>{fill('signer', case.official)}</i></b>", middle, pad.y + 30, align="center")
    pad.y += 42
    small_print(pad, f"Đã thu phí: 2.000 đ/trang. Nơi lưu: {capital(place.ward)} cũ.", size=9)
    return pad.paper()
