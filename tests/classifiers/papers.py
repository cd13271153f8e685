"""Sketches of the papers the tests keep using."""

from tests.classifiers.pages import BODY, HEAD, MORE, agency

CODE = "H26.14-240823-0001"
OTHER = "H26.14-240823-0002"

RECEIPT = agency("Số: 12/GTN") + "^GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ\n<Mã hồ sơ: {code}\nTiếp nhận hồ sơ của ông:"
BIRTH = (
    HEAD + "\n^GIẤY KHAI SINH\n\nHọ, chữ đệm, tên: (mẫu thử nghiệm) sinh ngày 01 tháng 01 năm 2020 tại Hà Nội\n" + BODY
)
DECISION = (
    agency("Số: 15/QĐ-UBND") + "^QUYẾT ĐỊNH\n^Về việc phê duyệt kế hoạch năm\n\n" + BODY + "\n^QUYẾT ĐỊNH:\n" + BODY
)
LETTER = agency("Số: 12/UBND-VX") + "<V/v báo cáo tình hình\n\n^Kính gửi: Các phòng, ban\n\n" + BODY
REQUEST = HEAD + "\n^ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG\n\n^Kính gửi: Ủy ban nhân dân phường\n" + BODY
CARD = (
    HEAD
    + "^CĂN CƯỚC CÔNG DÂN\n^Citizen Identity Card\n<Số / No.: 001099000001\n<Họ và tên / Full name:\n<Date of birth: 01/01/1999"
)
CARD_BACK = "\n\n<Đặc điểm nhận dạng / Personal identification:\n<Nốt ruồi\n>CỤC TRƯỞNG CỤC CẢNH SÁT\n<IDVNM0990000011001099000001"
CONTRACT = HEAD + "\n^HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT\n\n" + BODY
CERTIFIED = (
    "@0.2\n^CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH\n<Số chứng thực: 12, quyển số 1-SCT/BS\n<Ngày 05 tháng 01 năm 2026"
)


def numbered(number: int, text: str = MORE) -> str:
    """A later page with its number in the top margin."""
    return f"@0.04\n^{number}\n@0.08\n{text}"


def receipt(code: str = CODE) -> str:
    return RECEIPT.format(code=code)
