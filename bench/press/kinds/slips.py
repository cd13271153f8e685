"""The one-stop desk's own papers: receipts with a QR, requests to complete, our cover sheet (TT 01/2018/TT-VPCP forms)."""

from datetime import timedelta
from functools import partial

from bench.press.case import CENTRE, Case
from bench.press.codes import patch_image, qr_image, receipt_payload
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated, short, sign, sign_columns, state_head, title
from pipeline.model.covers import cover_payload
from pipeline.model.ids import DossierCode


def receipt_slip(case: Case, ink: Ink, pad: Pad, *, payload: str = "", papers: tuple[str, ...] = ()) -> Paper:
    """`GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ` with its QR top left (TT 01/2023/TT-VPCP)."""
    owner, due = case.owner, case.due or case.day + timedelta(days=pad.rng.randrange(3, 16))
    pad.image.paste(
        qr_image(payload or receipt_payload(case.code, case.procedure, owner.id_number), 23, pad.ink.dpi),
        (pad.px(12), pad.px(10)),
    )
    pad.y = 38
    unit, _, _ = case.receiving_unit.partition(" - ")
    state_head(pad, "TRUNG TÂM PVHCC TP HÀ NỘI", unit.upper(), day=case.day)
    pad.put(f"Mã hồ sơ: {{{{dossier_code|{case.code}}}}}", pad.left, pad.y - 9.5, size=12)
    title(pad, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", size=14)
    para = partial(pad.para, indent=0, size=12.5)
    para(f"Bộ phận tiếp nhận và trả kết quả: {{{{receiving_unit|{case.receiving_unit}}}}}.")
    para(f"Tiếp nhận hồ sơ của: {{{{owner|{owner.name}}}}}.")
    para(f"Người nộp: {{{{applicant|{owner.name}}}}}.")
    para(f"Địa chỉ: {owner.address}.")
    para(f"Số CMND/Thẻ căn cước/Hộ chiếu: {{{{id_number|{owner.id_number}}}}}.")
    name = case.procedure_name if len(case.procedure_name) < 150 else case.procedure_name[:150].rsplit(" ", 1)[0]
    para(f"Nội dung yêu cầu giải quyết: {{{{procedure_name|{name}}}}}.")
    para("1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:")
    rows = [["TT", "Thành phần hồ sơ", "Bản chính", "Bản chứng thực", "Bản photo"]]
    for number, paper in enumerate(papers or ("Đơn, tờ khai theo mẫu", "Giấy tờ kèm theo"), 1):
        rows.append([str(number), paper, "01", "", ""])
    pad.table([12, 92, 20, 24, 20], rows, size=11, centred=(0, 2, 3, 4))
    para("2. Số lượng hồ sơ: 01 bộ.")
    para(
        f"3. Thời gian nhận hồ sơ: {pad.rng.randrange(8, 16):02d} giờ {pad.rng.randrange(60):02d} phút, {dated('received_date', case.day)}."
    )
    para(f"4. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, {dated('due_date', due)}.")
    para("5. Đăng ký nhận kết quả: qua dịch vụ bưu chính công ích.")
    sign_columns(
        pad,
        ("NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", owner.name),
        ("NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", case.clerk),
    )
    return pad.paper(case.code)


def receipt_slip_code_only(case: Case, ink: Ink, pad: Pad) -> Paper:
    """As older software prints it: the QR holds the bare code."""
    return receipt_slip(case, ink, pad, payload=case.code)


def supplement_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    unit, _, _ = case.receiving_unit.partition(" - ")
    state_head(
        pad, "TRUNG TÂM PVHCC TP HÀ NỘI", unit.upper(), number=f"{pad.rng.randrange(2, 900)}/HDBS", day=case.before(0)
    )
    title(pad, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", size=14)
    pad.para(f"Hồ sơ của: {{{{owner|{case.owner.name}}}}}", indent=0)
    pad.para(f"Mã hồ sơ: {{{{dossier_code|{case.code}}}}}", indent=0)
    pad.para(f"Nội dung yêu cầu giải quyết: {{{{procedure_name|{case.procedure_name[:140]}}}}}", indent=0)
    pad.para("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", indent=0)
    pad.para("1. Nộp bản chính hoặc bản sao có chứng thực giấy tờ tùy thân còn thời hạn sử dụng.")
    pad.para("2. Ghi đầy đủ thông tin trên tờ khai theo mẫu.")
    pad.para("Lý do: {{reason|Giấy tờ trong hồ sơ chưa đầy đủ theo quy định}}.", indent=0)
    pad.para(
        "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ Bộ phận Một cửa để được hướng dẫn./.",
        indent=8,
    )
    sign(pad, "", "NGƯỜI HƯỚNG DẪN", case.clerk, sealed=False)
    return pad.paper()


def refusal_slip(case: Case, ink: Ink, pad: Pad) -> Paper:
    unit, _, _ = case.receiving_unit.partition(" - ")
    state_head(pad, "TRUNG TÂM PVHCC TP HÀ NỘI", unit.upper(), number=f"{pad.rng.randrange(2, 900)}/TC", day=case.day)
    title(pad, "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ", size=14)
    pad.para(f"Tiếp nhận hồ sơ của: {{{{owner|{case.owner.name}}}}}", indent=0)
    pad.para(f"Nội dung yêu cầu giải quyết: {{{{procedure_name|{case.procedure_name[:140]}}}}}", indent=0)
    pad.para(
        "Qua xem xét, Bộ phận tiếp nhận và trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: {{reason|Không thuộc thẩm quyền giải quyết}}."
    )
    sign(pad, "", "NGƯỜI TIẾP NHẬN HỒ SƠ", case.clerk, sealed=False)
    return pad.paper()


def apology_slip(case: Case, ink: Ink, pad: Pad) -> Paper:
    unit, _, _ = case.receiving_unit.partition(" - ")
    later = case.day + timedelta(days=12)
    state_head(pad, "TRUNG TÂM PVHCC TP HÀ NỘI", unit.upper(), number=f"{pad.rng.randrange(2, 900)}/XL", day=case.day)
    title(pad, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", size=14)
    pad.para(f"Kính gửi: {{{{owner|{case.owner.name}}}}}", indent=0)
    pad.para(f"Mã hồ sơ: {{{{dossier_code|{case.code}}}}}", indent=0)
    pad.para(
        "Đến nay hồ sơ chưa được giải quyết xong đúng hẹn. {{reason|Cần xác minh thêm thông tin}}. Bộ phận Một cửa xin lỗi Ông/Bà vì sự chậm trễ này."
    )
    pad.para(f"Thời gian trả kết quả lần tiếp theo: {dated('due_date', later)}./.")
    sign(pad, "", "THỦ TRƯỞNG ĐƠN VỊ", case.official, unit=CENTRE)
    return pad.paper()


def cover_sheet(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Our own separator: patch 2 across the top, a QR of 34 mm, the code in words for people."""
    pad.image.paste(patch_image(160, 18, pad.ink.dpi), (pad.px(25), pad.px(12)))
    pad.y = 45
    pad.centre("<b>PHIẾU DẪN HỒ SƠ QUÉT</b>", size=20, gap=2)
    pad.centre("Đặt tờ này trước giấy tờ của hồ sơ. Tờ này không phải là giấy tờ trong hồ sơ.", size=12, gap=6)
    pad.image.paste(
        qr_image(cover_payload(DossierCode(case.code)), 34, pad.ink.dpi, error="q"), (pad.px(88), pad.px(pad.y))
    )
    pad.y += 42
    pad.centre(f"<b>{{{{dossier_code|{case.code}}}}}</b>", size=22, gap=5)
    pad.centre(f"Thủ tục: {case.procedure}", size=14)
    pad.centre(f"Đơn vị tiếp nhận: {{{{receiving_unit|{case.receiving_unit}}}}}", size=12)
    pad.centre(f"Ngày in: {short(case.day)}", size=12)
    return pad.paper(case.code)
