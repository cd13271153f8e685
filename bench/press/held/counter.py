"""The one-stop desk's own papers as other software prints them (TT 01/2018/TT-VPCP, NĐ 118/2025/NĐ-CP forms)."""

from datetime import timedelta

from bench.press.case import CENTRE, Case
from bench.press.codes import patch_image, qr_image, receipt_payload
from bench.press.held.parts import (
    another_sheet,
    capital,
    cells,
    corner,
    fill,
    head,
    pairs,
    side_by_side,
    signed,
    small,
    small_print,
    ticks,
    type_of,
)
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import MOTTO, NATION, dated, on, short, title
from pipeline.model.covers import cover_payload
from pipeline.model.ids import DossierCode

_PAPERS = ("Tờ khai theo mẫu", "Giấy tờ tùy thân (xuất trình)", "Giấy tờ chứng minh nơi cư trú", "Văn bản ủy quyền (nếu có)", "Bản chính giấy tờ cần chứng thực")  # fmt: skip


def _procedure(case: Case) -> str:
    name = case.procedure_name
    return name if len(name) < 140 else name[:140].rsplit(" ", 1)[0]


def receipt_of_the_province(case: Case, ink: Ink, pad: Pad) -> Paper:
    """With the QR at the right under the head, the telephone, seven numbered points, office hours in small print."""
    who, rng, due = case.owner, pad.rng, case.due or case.day + timedelta(days=pad.rng.randrange(3, 20))
    type_of(pad, "serif", 12.5, 1.26)
    corner(pad, "Mẫu số 01", "(Kèm theo Thông tư số 01/2018/TT-VPCP)", size=9)
    head(
        pad,
        ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"<b>{fill('issuer', case.receiving_unit.partition(' - ')[0].upper())}</b>", f"<b>Mã hồ sơ: {fill('dossier_code', case.code)}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', case.day)}</i>"],
        size=11.5,
        rules="",
    )  # fmt: skip
    pad.image.paste(qr_image(receipt_payload(case.code, case.procedure, who.id_number), 22, pad.ink.dpi), (pad.px(14), pad.px(pad.y)))  # fmt: skip
    pad.y += 6
    title(pad, "GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ", size=15)
    pad.y += 8
    pad.para(f"{fill('receiving_unit', case.receiving_unit)}:", indent=0)
    pad.para(f"Tiếp nhận hồ sơ của Ông (Bà): {fill('applicant', who.name)} (trực tiếp).", indent=0)
    pad.para(f"Chủ hồ sơ: {fill('owner', who.name)}.  Số căn cước/Hộ chiếu: {fill('id_number', who.id_number)}.", indent=0)  # fmt: skip
    pad.para(f"Địa chỉ: {fill('address', who.address)}.", indent=0)
    pad.para(f"Số điện thoại: {fill('phone', f'09{rng.randrange(10**7, 10**8)}')}. Email: (không có).", indent=0)
    pad.para(f"Nội dung yêu cầu giải quyết: {fill('procedure_name', _procedure(case))}.", indent=0)
    pad.para("1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:", indent=0)
    rows = [["TT", "Thành phần hồ sơ", "Số lượng", "Bản chính", "Bản chứng thực", "Bản photo"]]
    for k, paper in enumerate(rng.sample(_PAPERS, rng.randrange(2, 5)), 1):
        rows.append([str(k), paper, "01", "X" if rng.random() < 0.6 else "", "", "X" if rng.random() < 0.3 else ""])
    pad.table([10, 76, 20, 20, 26, 22], rows, size=11, centred=(0, 2, 3, 4, 5))
    pad.para("2. Số lượng hồ sơ: 01 bộ.", indent=0)
    pad.para(f"3. Thời gian giải quyết hồ sơ theo quy định là: {(due - case.day).days} ngày làm việc.", indent=0)
    pad.para(f"4. Thời gian nhận hồ sơ: {rng.randrange(8, 17):02d} giờ {rng.randrange(60):02d} phút, {dated('received_date', case.day)}.", indent=0)  # fmt: skip
    pad.para(f"5. Thời gian trả kết quả giải quyết hồ sơ: {rng.choice(['Trước 17 giờ 00 phút', '16 giờ 30 phút'])}, {dated('due_date', due)}.", indent=0)  # fmt: skip
    pad.para(f"6. Đăng ký nhận kết quả tại: {rng.choice(['Bộ phận Một cửa', 'Qua dịch vụ bưu chính công ích', 'Bản điện tử trên VNeID'])}.", indent=0)  # fmt: skip
    side_by_side(pad, ("NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", who.name), ("NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", case.clerk))  # fmt: skip
    small_print(pad, "Hồ sơ có thể giải quyết xong trước thời gian quy định và sẽ được thông báo qua tin nhắn điện thoại; Ông/bà tra cứu tình hình giải quyết tại Cổng Dịch vụ công quốc gia hoặc gọi tổng đài 1022.", size=9)  # fmt: skip
    return pad.paper(case.code)


def receipt_on_a_strip(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Half a sheet from a ward's counter: biên nhận, boxes, no table, a book and serial number."""
    who, rng, day = case.owner, pad.rng, case.day
    pad = another_sheet(pad, (210, 150), (16, 12, 14, 8))
    type_of(pad, "sans", 10.5, 1.25)
    due = day + timedelta(days=rng.randrange(3, 15))
    head(
        pad,
        [f"UBND {case.ward_caps}", f"<b>{fill('issuer', 'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ')}</b>", f"Quyển số: {rng.randrange(1, 30)}, STT: {rng.randrange(1, 900)}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", "<i>(Liên 2: Giao khách hàng)</i>"],
        size=10,
        rules="",
    )  # fmt: skip
    title(pad, "GIẤY BIÊN NHẬN HỒ SƠ", size=15)
    cells(pad, [("Mã hồ sơ", f"<b>{fill('dossier_code', case.code)}</b>", 2), ("Tên thủ tục hành chính", fill("procedure_name", _procedure(case)), 4)])  # fmt: skip
    cells(pad, [("Người nộp", fill("applicant", who.name), 2), ("Chủ hồ sơ", fill("owner", who.name), 2), ("Số giấy tờ tùy thân", fill("id_number", who.id_number), 2)])  # fmt: skip
    cells(
        pad,
        [
            ("Địa chỉ", fill("address", who.address), 4),
            ("Điện thoại", fill("phone", f"09{rng.randrange(10**7, 10**8)}"), 2),
        ],
    )
    cells(pad, [("Ngày tiếp nhận", dated("received_date", day, short(day)), 1), ("Ngày hẹn trả kết quả", f"<b>{dated('due_date', due, short(due))}</b>", 1), ("Lệ phí (đồng)", f"{rng.randrange(1, 20) * 5}.000", 1)])  # fmt: skip
    pad.y += 2
    pad.para(f"Giấy tờ nhận: {'; '.join(rng.sample(_PAPERS[:3], 2))}. Khi đến nhận kết quả mang theo giấy này và giấy tờ tùy thân.", indent=0, size=10)  # fmt: skip
    side_by_side(pad, ("Người nộp hồ sơ", "", who.name), ("Cán bộ tiếp nhận", "", case.clerk), room=15, size=10)
    return pad.paper(case.code)


def supplement_in_a_table(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Mẫu số 02 of TT 01/2018: the missing papers in a table with what is wrong, where to look rules up."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13, 1.35)
    head(
        pad,
        ["UBND THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG')}</b>", f"Số: {fill('document_number', f'{rng.randrange(10, 900)}/PYC-TTPVHCC')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', case.day)}</i>"],
        size=11.5,
        rules="",
    )  # fmt: skip
    title(pad, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", size=14, about=["<i>(Theo Mẫu số 02, Thông tư số 01/2018/TT-VPCP ngày 23/11/2018)</i>"])  # fmt: skip
    pad.para(f"{fill('receiving_unit', case.receiving_unit)}:", indent=0)
    pad.para(f"Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: {fill('owner', who.name)}. Mã hồ sơ: {fill('dossier_code', case.code)}.", indent=0)  # fmt: skip
    pad.para(f"Nội dung yêu cầu giải quyết: {fill('procedure_name', _procedure(case))}.", indent=0)
    pad.para(f"Địa chỉ: {who.address}.", indent=0)
    pad.para("Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:", indent=0)
    rows = [["STT", "Thành phần hồ sơ", "Nội dung cần bổ sung, hoàn thiện"]]
    for k, paper in enumerate(rng.sample(_PAPERS, 2), 1):
        rows.append([str(k), paper, rng.choice(["Ghi thiếu ngày cấp, nơi cấp", "Bản sao chưa chứng thực", "Chưa có chữ ký của người yêu cầu"])])  # fmt: skip
    pad.table([12, 70, 80], rows, size=12, centred=(0,), least=9)
    pad.para(f"Lý do yêu cầu: {fill('reason', rng.choice(['Thành phần hồ sơ chưa đầy đủ theo quy định', 'Thông tin trên tờ khai không thống nhất với giấy tờ tùy thân']))}.", indent=0)  # fmt: skip
    pad.para(f"Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà có thể tra cứu các quy định tại Cổng Dịch vụ công quốc gia hoặc liên hệ với công chức {case.clerk}, số điện thoại 024.{rng.randrange(10**6, 10**7)} để được hướng dẫn./.")  # fmt: skip
    signed(pad, 0.74, ["NGƯỜI HƯỚNG DẪN"], case.clerk, field="signer", note="(Ký và ghi rõ họ tên)")
    return pad.paper()


def supplement_as_guide(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Phiếu hướng dẫn hoàn thiện hồ sơ of a ward: rows, a list of ticks, no number."""
    who = case.owner
    type_of(pad, "sans", 11.5, 1.4)
    head(pad, [f"<b>{fill('issuer', f'UBND {case.ward_caps}')}</b>", "ĐIỂM PHỤC VỤ HÀNH CHÍNH CÔNG"], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"], size=11)  # fmt: skip
    title(pad, "PHIẾU HƯỚNG DẪN HOÀN THIỆN HỒ SƠ", size=15)
    pairs(pad, [("Hồ sơ của", fill("owner", who.name)), ("Mã hồ sơ", fill("dossier_code", case.code)), ("Thủ tục", fill("procedure_name", _procedure(case)))], tab=40)  # fmt: skip
    pad.para("Đề nghị Ông/Bà bổ sung, hoàn thiện:", indent=0)
    for k, paper in enumerate(_PAPERS):
        pad.para(ticks(paper, chosen=0 if k < 2 else 1), indent=0, left=pad.left + 8)
    pad.para(f"Lý do: {fill('reason', 'Giấy tờ nộp kèm đã hết thời hạn sử dụng')}.", indent=0)
    pad.para(f"Thời hạn bổ sung: trước ngày {short(case.day + timedelta(days=10))}. Quá thời hạn trên hồ sơ được trả lại.", indent=0)  # fmt: skip
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', case.day)}</i>", align="right")
    side_by_side(pad, ("NGƯỜI ĐƯỢC HƯỚNG DẪN", "(Ký, ghi rõ họ tên)", who.name), ("CÔNG CHỨC HƯỚNG DẪN", "(Ký, ghi rõ họ tên)", case.clerk))  # fmt: skip
    return pad.paper()


def refusal_with_grounds(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Mẫu số 03: the rule named, papers handed back, both sign."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13, 1.4)
    head(
        pad,
        ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"<b>{fill('issuer', case.receiving_unit.partition(' - ')[0].upper())}</b>", f"Số: {fill('document_number', f'{rng.randrange(2, 400)}/PTC-CN')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', case.day)}</i>"],
        size=11.5,
        rules="",
    )  # fmt: skip
    title(pad, rng.choice(["PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"]), size=14)  # fmt: skip
    pairs(pad, [("Tiếp nhận hồ sơ của", fill("owner", who.name)), ("Địa chỉ", who.address), ("Số điện thoại", f"09{rng.randrange(10**7, 10**8)}"), ("Mã hồ sơ", fill("dossier_code", case.code)), ("Nội dung yêu cầu giải quyết", fill("procedure_name", _procedure(case)))], tab=56)  # fmt: skip
    why = rng.choice(["Hồ sơ không đủ điều kiện theo quy định tại Điều 8 Luật Hôn nhân và gia đình", "Nội dung đề nghị không thuộc thẩm quyền giải quyết của cơ quan", "Thửa đất đang có tranh chấp, có đơn khiếu nại"])  # fmt: skip
    pad.para(f"Qua xem xét, {fill('receiving_unit', case.receiving_unit)} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: {fill('reason', why)}.")  # fmt: skip
    pad.para("Các giấy tờ đã nộp được trả lại đầy đủ cho Ông/Bà cùng phiếu này. Xin thông báo cho Ông/Bà được biết và thực hiện./.")  # fmt: skip
    side_by_side(pad, ("NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", who.name), ("NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", case.clerk))  # fmt: skip
    return pad.paper()


def refusal_by_letter(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A ward's: addressed to the citizen, sealed, receivers left."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13.5, 1.42)
    head(pad, ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>"], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"])  # fmt: skip
    pad.put(f"Số: {fill('document_number', f'{rng.randrange(2, 400):02d}/UBND-MC')}", pad.left + 8, pad.y)
    pad.put(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", pad.right, pad.y, align="right")
    pad.y += 11
    title(pad, "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ", size=15, rule=True)
    pad.centre(f"Kính gửi: Ông/Bà {fill('owner', who.name)}", gap=2)
    pad.para(f"Ngày {short(case.before(3))}, {small(case.people_s_committee)} nhận hồ sơ mã {fill('dossier_code', case.code)} của Ông/Bà về việc {fill('procedure_name', small(_procedure(case)))}.")  # fmt: skip
    pad.para(f"Sau khi thẩm định, hồ sơ không đủ điều kiện giải quyết vì: {fill('reason', rng.choice(['người yêu cầu không có quyền yêu cầu theo quy định', 'giấy tờ xuất trình không còn giá trị pháp lý']))}.")  # fmt: skip
    pad.para("Nếu không đồng ý, Ông/Bà có quyền khiếu nại, khởi kiện theo quy định của pháp luật./.")
    top = pad.y + 2
    pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=11.5)
    pad.put("- Như trên; - Lưu: VT.", pad.left, top + 5.5, size=10.5)
    signed(pad, 0.74, ["KT. CHỦ TỊCH", fill("signer_title", "PHÓ CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", top=top)  # fmt: skip
    return pad.paper()


def apology_form_04(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Mẫu số 04: how late, why, the new day twice in words of its own, sealed by the branch."""
    who, rng = case.owner, pad.rng
    later = case.day + timedelta(days=rng.randrange(4, 20))
    type_of(pad, "serif", 13, 1.42)
    corner(pad, "Mẫu số 04")
    head(
        pad,
        ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"<b>{fill('issuer', case.receiving_unit.partition(' - ')[0].upper())}</b>", f"Số: {fill('document_number', f'{rng.randrange(2, 300)}/PXL-CN')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', case.day)}</i>"],
        size=11.5,
        rules="",
    )  # fmt: skip
    title(pad, "PHIẾU XIN LỖI", "VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", size=15)
    pad.centre(f"Kính gửi: Ông/Bà {fill('owner', who.name)}", gap=3)
    pad.para(f"Ngày {short(case.before(20))}, {case.receiving_unit} tiếp nhận giải quyết hồ sơ {fill('procedure_name', small(_procedure(case)))} của Ông/Bà; mã số: {fill('dossier_code', case.code)}.")  # fmt: skip
    pad.para(f"Thời gian hẹn trả kết quả: ngày {short(case.before(1))}. Tuy nhiên đến nay, chúng tôi chưa trả kết quả giải quyết hồ sơ đúng thời hạn quy định với lý do: {fill('reason', rng.choice(['cần lấy ý kiến cơ quan phối hợp', 'hệ thống cơ sở dữ liệu gián đoạn', 'đang xác minh tại nơi cư trú trước đây']))}.")  # fmt: skip
    pad.para(f"Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của Ông/Bà. Chúng tôi xin lỗi Ông/Bà và sẽ trả kết quả giải quyết hồ sơ vào {dated('due_date', later)}.")  # fmt: skip
    pad.para("Mong nhận được sự thông cảm của Ông/Bà vì sự chậm trễ này./.")
    signed(
        pad,
        0.72,
        ["THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"],
        case.official,
        field="signer",
        unit=CENTRE[:40],
        note="(Ký tên và đóng dấu)",
    )
    return pad.paper()


def tracking_form_05(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Mẫu số 05: who handed the dossier to whom and when, in a ruled table."""
    who, rng, due = case.owner, pad.rng, case.due or case.day + timedelta(days=12)
    type_of(pad, "serif", 12.5, 1.3)
    head(
        pad,
        ["UBND THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG')}</b>", f"Quyển số: {rng.randrange(1, 20)}, Số thứ tự: {rng.randrange(1, 999)}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', case.day)}</i>"],
        size=11.5,
        rules="",
    )  # fmt: skip
    title(pad, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", size=14)
    pad.para(f"Kèm theo hồ sơ của: {fill('owner', who.name)}.   Mã hồ sơ: {fill('dossier_code', case.code)}.", indent=0)
    pad.para(f"Ngày nhận: {dated('received_date', case.day, short(case.day))}.   Ngày, giờ hẹn trả kết quả: 17 giờ 00, {dated('due_date', due, short(due))}.", indent=0)  # fmt: skip
    pad.para(f"Cơ quan (bộ phận) giải quyết hồ sơ: {fill('receiving_unit', case.receiving_unit)}.", indent=0)
    pad.para("Cơ quan phối hợp giải quyết hồ sơ: Không.", indent=0)
    rows = [["TÊN CƠ QUAN", "THỜI GIAN GIAO, NHẬN HỒ SƠ", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/đúng hạn/quá hạn)", "GHI CHÚ"]]  # fmt: skip
    steps = [("Bộ phận Một cửa", "Phòng chuyên môn"), ("Phòng chuyên môn", "Lãnh đạo phòng"), ("Lãnh đạo phòng", "Lãnh đạo UBND"), ("Lãnh đạo UBND", "Bộ phận Một cửa")]  # fmt: skip
    for k, (giver, taker) in enumerate(steps):
        moment = case.day + timedelta(days=k * 2)
        rows.append([f"1. Giao: {giver} 2. Nhận: {taker}", f"{rng.randrange(8, 17):02d} giờ {rng.randrange(60):02d} phút, {on(moment)}", rng.choice(["Đúng hạn", "Trước hạn"]), ""])  # fmt: skip
        rows.append(["", "Người giao (ký)          Người nhận (ký)", "", ""])
    pad.table([48, 60, 40, 22], rows, size=11, least=11)
    return pad.paper()


def handover_across(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Phiếu bàn giao kết quả: one row a dossier, on a sheet lying across."""
    who, rng = case.owner, pad.rng
    pad = another_sheet(pad, (297, 210), (18, 14, 16, 12))
    type_of(pad, "serif", 12, 1.3)
    head(pad, ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"<b>{fill('issuer', case.receiving_unit.partition(' - ')[0].upper())}</b>"], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', case.day)}</i>"])  # fmt: skip
    title(pad, "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", size=14)
    pad.para(f"Đơn vị chủ trì giải quyết thủ tục hành chính (TTHC): {fill('receiving_unit', capital(case.competent_unit))}.", indent=0)  # fmt: skip
    rows = [["TT", "Mã hồ sơ", "Nội dung giải quyết TTHC", "Kết quả giải quyết TTHC", "Họ tên chủ hồ sơ", "Địa chỉ chủ hồ sơ", "Phí, lệ phí (X là có)", "Trả qua bưu điện (X là có)"],
            ["1", fill("dossier_code", case.code), _procedure(case), "01 bản chính", fill("owner", who.name), who.address, "X", rng.choice(["X", ""])]]  # fmt: skip
    pad.table([10, 44, 56, 30, 38, 56, 20, 24], rows, size=10.5, centred=(0, 6, 7))
    pad.para(f"Bàn giao kết quả giải quyết TTHC vào {rng.randrange(8, 17):02d} giờ 00, {on(case.day)}.", indent=0)
    side_by_side(
        pad, ("NGƯỜI GIAO", "(Ký, ghi rõ họ tên)", case.clerk), ("NGƯỜI NHẬN", "(Ký, ghi rõ họ tên)", case.official)
    )
    return pad.paper()


def cover_with_barrier(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Our separator as a branch prints it from its own template: the bars at the foot, the QR left, words right."""
    type_of(pad, "sans", 12, 1.3)
    pad.frame(12, 12, 198, 285, weight=1.2)
    pad.y = 30
    pad.centre("<b>TỜ PHÂN CÁCH HỒ SƠ</b>", size=24, gap=2)
    pad.centre("(không phải giấy tờ của công dân - bỏ ra sau khi quét)", size=11, gap=10)
    pad.image.paste(
        qr_image(cover_payload(DossierCode(case.code)), 40, pad.ink.dpi, error="q"), (pad.px(26), pad.px(pad.y))
    )
    top, pad.left = pad.y, 76
    pairs(pad, [("Mã hồ sơ", f"<b>{fill('dossier_code', case.code)}</b>"), ("Thủ tục", case.procedure), ("Nơi tiếp nhận", fill("receiving_unit", case.receiving_unit)), ("Ngày in", short(case.day))], tab=36)  # fmt: skip
    pad.y = max(pad.y, top + 60)
    pad.image.paste(patch_image(160, 18, pad.ink.dpi), (pad.px(25), pad.px(250)))
    return pad.paper(case.code)
