"""The same papers in other layouts: other orders, columns, tables, leaders, lost colons. What they say stays the same."""

from tests.classifiers.extract.pages import drawn, read, values


def said(kind: str, text: str, *names: str) -> tuple[str | None, ...]:
    """What *names* of a drawn page are read as."""
    found = values(read(kind, drawn(text)))
    return tuple(found.get(name) for name in names)


def test_labels_in_two_languages_without_a_colon() -> None:
    """Values stand behind a gap, the English beside the label is no value, one figure to a box is one number."""
    page = """
     Họ, chữ đệm, tên / Full name                    NGUYỄN MINH ANH
     Ngày, tháng, năm sinh / Date of birth            05/05/2024
     Giới tính / Sex     Nữ        Dân tộc / Ethnicity     Kinh
     Nơi sinh / Place of birth        Bệnh viện Phụ sản Hà Nội
     Số định danh cá nhân            0 0 1 3 2 4 0 1 2 3 4 5
"""
    expected = {
        "full_name": "NGUYỄN MINH ANH",
        "birth_date": "2024-05-05",
        "sex": "Nữ",
        "ethnicity": "Kinh",
        "birth_place": "Bệnh viện Phụ sản Hà Nội",
        "id_number": "001324012345",
    }
    assert said("birth-certificate", page, *expected) == tuple(expected.values())


def test_a_declaration_in_numbered_parts_keeps_people_apart() -> None:
    """Người yêu cầu, the child, mother and father each under a heading of their own, with the same labels."""
    page = """
   I. THÔNG TIN NGƯỜI YÊU CẦU
   1. Họ, chữ đệm, tên: Trần Văn Nam
   2. Số định danh cá nhân: |0|0|1|0|9|0|0|1|2|3|4|5|
   3. Nơi cư trú: Số 5 ngõ 7, phường Kim Liên, thành phố Hà Nội
   II. THÔNG TIN NGƯỜI ĐƯỢC KHAI SINH
   1. Họ, chữ đệm, tên: TRẦN GIA BẢO
   2. Ngày, tháng, năm sinh: 05.01.2024
   3. Giới tính: Nam
   III. THÔNG TIN VỀ NGƯỜI MẸ
   1. Họ, chữ đệm, tên: Lê Thị Hà
   2. Năm sinh: 1995
   3. Số định danh cá nhân: 001195000123
   IV. THÔNG TIN VỀ NGƯỜI CHA
   1. Họ, chữ đệm, tên: Trần Văn Nam
   2. Năm sinh: 1990
   3. Số định danh cá nhân: 001090012345
"""
    expected = {
        "applicant": "Trần Văn Nam",
        "applicant_id_number": "001090012345",
        "applicant_residence": "Số 5 ngõ 7, phường Kim Liên, thành phố Hà Nội",
        "full_name": "TRẦN GIA BẢO",
        "birth_date": "2024-01-05",
        "sex": "Nam",
        "mother_name": "Lê Thị Hà",
        "mother_birth_date": "1995",
        "mother_id_number": "001195000123",
        "father_name": "Trần Văn Nam",
        "father_id_number": "001090012345",
    }
    assert said("birth-declaration", page, *expected) == tuple(expected.values())


def test_two_columns_that_carry_labels_of_their_own() -> None:
    """Bên nam and Bên nữ over two columns: every label belongs to whoever heads its column, and a cell runs on in it."""
    page = """
   BÊN NAM                                   BÊN NỮ
   Họ tên: Lê Quang Huy                      Họ tên: Trần Thị Lan
   Ngày sinh: 02/02/1993                     Ngày sinh: 01/01/1995
   CCCD: 001093000111                        CCCD: 001195000222
   Nơi cư trú: phường Láng, thành            Nơi cư trú: phường Kim Liên, thành
   phố Hà Nội                                phố Hà Nội
"""
    expected = {
        "husband_name": "Lê Quang Huy",
        "wife_name": "Trần Thị Lan",
        "husband_birth_date": "1993-02-02",
        "wife_birth_date": "1995-01-01",
        "husband_id_number": "001093000111",
        "wife_id_number": "001195000222",
        "husband_residence": "phường Láng, thành phố Hà Nội",
        "wife_residence": "phường Kim Liên, thành phố Hà Nội",
    }
    assert said("marriage-declaration", page, *expected) == tuple(expected.values())


def test_two_columns_with_values_in_the_next_row() -> None:
    """Each value stands under its label, in its own column."""
    page = """
   Họ, chữ đệm, tên chồng:                   Họ, chữ đệm, tên vợ:
   LÊ QUANG HUY                              TRẦN THỊ LAN
   Ngày, tháng, năm sinh:                    Ngày, tháng, năm sinh:
   02/02/1993                                01/01/1995
   Giấy tờ tùy thân:                         Giấy tờ tùy thân:
   CCCD số 001093000111                      CCCD số 001195000222
   Dân tộc: Kinh    Quốc tịch: Việt Nam      Dân tộc: Tày    Quốc tịch: Việt Nam
"""
    expected = {
        "husband_name": "LÊ QUANG HUY",
        "wife_name": "TRẦN THỊ LAN",
        "husband_birth_date": "1993-02-02",
        "wife_birth_date": "1995-01-01",
        "husband_id_number": "001093000111",
        "wife_id_number": "001195000222",
        "husband_ethnicity": "Kinh",
        "wife_ethnicity": "Tày",
    }
    assert said("marriage-certificate", page, *expected) == tuple(expected.values())


def test_a_couple_one_after_the_other() -> None:
    """The number and the day of birth follow the name they belong to; the day of registration has lost the word ngày."""
    page = """
   Họ, chữ đệm, tên vợ: TRẦN THỊ LAN
   Ngày, tháng, năm sinh: 01/01/1995
   Giấy tờ tùy thân: Căn cước số 001195000222
   Họ, chữ đệm, tên chồng: LÊ QUANG HUY
   Ngày, tháng, năm sinh: 02/02/1993
   Giấy tờ tùy thân: Căn cước số 001093000111
   Nơi đăng ký kết hôn: Ủy ban nhân dân phường Láng, thành phố Hà Nội
   Ngày, tháng, năm đăng ký: 05 tháng 6 năm 2024
"""
    expected = {
        "husband_id_number": "001093000111",
        "wife_id_number": "001195000222",
        "wife_birth_date": "1995-01-01",
        "husband_birth_date": "1993-02-02",
        "registration_date": "2024-06-05",
    }
    assert said("marriage-certificate", page, *expected) == tuple(expected.values())


def test_parties_in_a_table_of_labels() -> None:
    """Labels left, values behind a gap, no colons; parcel, sheet, area and price in running text."""
    page = """
                HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT
   I. BÊN CHUYỂN NHƯỢNG (BÊN A)
   Họ và tên         Nguyễn Văn An
   Ngày sinh         12/03/1970
   Số CCCD           001070011111
   Nơi thường trú    Số 3 phố Huế, phường Hai Bà Trưng, thành phố Hà Nội
   II. BÊN NHẬN CHUYỂN NHƯỢNG (BÊN B)
   Họ và tên         Hoàng Thị Cúc
   Ngày sinh         05/07/1980
   Số CCCD           001180022222
   Nơi thường trú    Số 9 phố Bạch Mai, phường Bạch Mai, thành phố Hà Nội
   ĐIỀU 1. ĐỐI TƯỢNG CỦA HỢP ĐỒNG
   Thửa đất số 123, tờ bản đồ số 45, diện tích 82,5m² (Bằng chữ: tám mươi hai phẩy năm mét vuông)
   theo Giấy chứng nhận số AA 01234567, số vào sổ cấp GCN: CN 00123 do Sở cấp ngày 01/02/2025
   ĐIỀU 2. GIÁ CHUYỂN NHƯỢNG
   2.1. Giá chuyển nhượng là: 1.200.000.000đ (Bằng chữ: Một tỷ hai trăm triệu đồng)
"""
    expected = {
        "party_a": "Nguyễn Văn An",
        "party_a_id_number": "001070011111",
        "party_a_residence": "Số 3 phố Huế, phường Hai Bà Trưng, thành phố Hà Nội",
        "party_b": "Hoàng Thị Cúc",
        "party_b_id_number": "001180022222",
        "party_b_birth_date": "1980-07-05",
        "parcel_number": "123",
        "map_sheet_number": "45",
        "area": "82.5",
        "certificate_serial": "AA 01234567",
        "amount": "1200000000",
    }
    assert said("land-transfer-contract", page, *expected) == tuple(expected.values())


def test_parties_in_running_text() -> None:
    """Name, year and number of the first of each party, all in one sentence."""
    page = """
   Bên A: Ông Nguyễn Văn An, sinh năm 1970, CCCD số 001070011111
   Cùng vợ là bà Trần Thị Bình, sinh năm 1972, CCCD số 001172011112
   Cùng thường trú tại: thôn Đoài, xã Thư Lâm, thành phố Hà Nội
   Bên B: Bà Hoàng Thị Cúc, sinh năm 1980, CCCD số 001180022222
   Thường trú tại: phường Láng, thành phố Hà Nội
"""
    expected = {
        "party_a": "Nguyễn Văn An",
        "party_a_id_number": "001070011111",
        "party_a_birth_date": "1970",
        "party_b": "Hoàng Thị Cúc",
        "party_b_id_number": "001180022222",
        "party_b_residence": "phường Láng, thành phố Hà Nội",
        "party_a_residence": "thôn Đoài, xã Thư Lâm, thành phố Hà Nội",
    }
    assert said("land-transfer-contract", page, *expected) == tuple(expected.values())


def test_a_citizen_who_authorises_in_the_first_person() -> None:
    """Tôi là … Ủy quyền cho …: the first is the principal, the second the agent."""
    page = """
   Tôi là: NGUYỄN VĂN AN
   Sinh ngày: 5/1/1980
   Căn cước công dân số: 001080000001, cấp ngày 01/02/2022
   Hộ khẩu thường trú: Số 4 phố Vọng, phường Bạch Mai, thành phố Hà Nội
   Ủy quyền cho: Bà LÊ THỊ HOA
   Sinh ngày: 7/8/1985
   Căn cước công dân số: 001185000002
   Hộ khẩu thường trú: phường Láng, thành phố Hà Nội
"""
    expected = {
        "principal": "NGUYỄN VĂN AN",
        "agent": "LÊ THỊ HOA",
        "principal_id_number": "001080000001",
        "agent_id_number": "001185000002",
    }
    assert said("power-of-attorney", page, *expected) == tuple(expected.values())


def test_a_certificate_with_semicolons_between_its_figures() -> None:
    """Parcel, sheet, area with thousands, use, term, form; the new serial of two letters and eight figures in the corner."""
    page = """
   1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:
   Ông Nguyễn Văn An, CCCD: 001070011111
   2. Thông tin thửa đất:
   Thửa đất số: 57          ; tờ bản đồ số: 12
   Diện tích: 1.082,5 m²
   Loại đất: Đất ở tại đô thị
   Thời hạn sử dụng đất: Lâu dài
   Hình thức sử dụng đất: Sử dụng riêng
   Địa chỉ: Tổ 5, phường Yên Hoà, thành phố Hà Nội
   Số vào sổ cấp Giấy chứng nhận: VP 00456
                                              AA 01234567
"""
    expected = {
        "parcel_number": "57",
        "map_sheet_number": "12",
        "area": "1082.5",
        "land_purpose": "Đất ở tại đô thị",
        "land_term": "Lâu dài",
        "land_use_form": "Sử dụng riêng",
        "address": "Tổ 5, phường Yên Hoà, thành phố Hà Nội",
        "certificate_serial": "AA 01234567",
        "register_number": "VP 00456",
        "full_name": "Nguyễn Văn An",
        "id_number": "001070011111",
    }
    assert said("land-certificate", page, *expected) == tuple(expected.values())


def test_a_form_of_eleven_boxes() -> None:
    """CT01 as TT 53/2025/TT-BCA prints it: number in boxes, telephone, mail, head of household with relation and number."""
    page = """
   1. Họ, chữ đệm và tên: NGUYỄN VĂN AN
   2. Ngày, tháng, năm sinh: 01/02/1990      3. Giới tính: Nam
   4. Số định danh cá nhân:  0  0  1  0  9  0  0  1  2  3  4  5
   5. Số điện thoại liên hệ: 0912 345 678    6. Email: an.nguyen@gmail.com
   7. Họ, chữ đệm và tên chủ hộ: NGUYỄN VĂN BÌNH     8. Mối quan hệ với chủ hộ: Con
   9. Số định danh cá nhân của chủ hộ: 001060000777
   10. Nội dung đề nghị: Đăng ký thường trú vào chỗ ở hợp pháp
"""
    expected = {
        "full_name": "NGUYỄN VĂN AN",
        "birth_date": "1990-02-01",
        "sex": "Nam",
        "id_number": "001090012345",
        "phone": "0912345678",
        "email": "an.nguyen@gmail.com",
        "household_head": "NGUYỄN VĂN BÌNH",
        "household_head_relation": "Con",
        "household_head_id_number": "001060000777",
        "request_content": "Đăng ký thường trú vào chỗ ở hợp pháp",
    }
    assert said("residence-declaration", page, *expected) == tuple(expected.values())


def test_an_enterprise_and_its_changes() -> None:
    """First registration and the third change, names in two languages and short, capital in words, who represents it."""
    page = """
                 Mã số doanh nghiệp: 0101243150
           Đăng ký lần đầu: ngày 05 tháng 01 năm 2020
     Đăng ký thay đổi lần thứ: 3, ngày 07 tháng 8 năm 2024
   1. Tên công ty
   Tên công ty viết bằng tiếng Việt: CÔNG TY TNHH AN BÌNH
   Tên công ty viết bằng tiếng nước ngoài: AN BINH COMPANY LIMITED
   Tên công ty viết tắt: AN BINH CO., LTD
   2. Địa chỉ trụ sở chính
   Số 5 phố Duy Tân, phường Cầu Giấy, thành phố Hà Nội
   Điện thoại: 02437654321      Email: info@anbinh.vn
   3. Vốn điều lệ: 5.000.000.000 đồng
   Bằng chữ: Năm tỷ đồng
   4. Người đại diện theo pháp luật của công ty
   * Họ, chữ đệm và tên: NGUYỄN VĂN AN        Giới tính: Nam
   Chức danh: Giám đốc
   Số giấy tờ pháp lý của cá nhân: 001080000001
"""
    expected = {
        "tax_code": "0101243150",
        "registration_date": "2020-01-05",
        "change_time": "3",
        "change_date": "2024-08-07",
        "enterprise_name": "CÔNG TY TNHH AN BÌNH",
        "foreign_name": "AN BINH COMPANY LIMITED",
        "address": "Số 5 phố Duy Tân, phường Cầu Giấy, thành phố Hà Nội",
        "capital": "5000000000",
        "capital_words": "Năm tỷ đồng",
        "representative": "NGUYỄN VĂN AN",
        "representative_title": "Giám đốc",
        "representative_id_number": "001080000001",
        "phone": "02437654321",
    }
    assert said("enterprise-certificate", page, *expected) == tuple(expected.values())


def test_values_between_leaders() -> None:
    """Dotted lines before and behind every value, a year of birth alone among them."""
    page = """
   Họ, chữ đệm, tên:........NGUYỄN VĂN TƯ............ Giới tính:...Nam...
   Ngày, tháng, năm sinh:......1937..........
   Dân tộc:.....Kinh........ Quốc tịch:....Việt Nam....
   Đã chết vào lúc: 03 giờ 15 phút, ngày 5 tháng 1 năm 2024
   Ghi bằng chữ: Ngày năm tháng một năm hai nghìn không trăm hai mươi bốn
   Nơi chết:....tại nhà riêng, xã Thư Lâm, thành phố Hà Nội....
   Nguyên nhân chết: Tuổi già
"""
    expected = {
        "full_name": "NGUYỄN VĂN TƯ",
        "sex": "Nam",
        "birth_date": "1937",
        "death_date": "2024-01-05",
        "death_place": "tại nhà riêng, xã Thư Lâm, thành phố Hà Nội",
        "death_cause": "Tuổi già",
    }
    assert said("death-extract", page, *expected) == tuple(expected.values())


def test_colons_read_as_something_else() -> None:
    """A stop, a semicolon, a dash, nothing at all: the label still is one at the head of its row; a year of two figures."""
    page = """
   Họ và tên. Nguyễn Văn An
   Sinh ngày; 5/1/90
   Dân tộc Kinh
   Quê quán- xã Thư Lâm, thành phố Hà Nội
   Số CCCD  001090012345
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "ethnicity": "Kinh",
        "hometown": "xã Thư Lâm, thành phố Hà Nội",
        "id_number": "001090012345",
        "birth_date": "1990-01-05",
    }
    assert said("curriculum-vitae", page, *expected) == tuple(expected.values())


def test_a_letter_to_the_ward() -> None:
    """Hyphens in a date, blanks in a number, an address that runs on behind a comma, the day it was written."""
    page = """
          Kính gửi: - Ủy ban nhân dân phường Láng;
   Tôi tên là: Nguyễn Văn An                 Sinh ngày: 05-01-1990
   CCCD số: 001 090 012 345 cấp ngày 01/01/2022 tại Cục Cảnh sát QLHC về TTXH
   Địa chỉ thường trú: Số 5 ngõ 7 phố Chùa Láng, phường Láng,
   thành phố Hà Nội
   Điện thoại: 0912.345.678
          Hà Nội, ngày 5 tháng 6 năm 2024
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "birth_date": "1990-01-05",
        "id_number": "001090012345",
        "residence": "Số 5 ngõ 7 phố Chùa Láng, phường Láng, thành phố Hà Nội",
        "issue_date": "2024-06-05",
        "phone": "0912345678",
        "addressee": "Ủy ban nhân dân phường Láng",
    }
    assert said("request-letter", page, *expected) == tuple(expected.values())


def test_a_receipt_of_money() -> None:
    """Who paid, for what, how much, and the same in words."""
    page = """
   Họ tên người nộp tiền: Nguyễn Văn An
   Mã số thuế: 8012345679
   Nội dung nộp: Lệ phí trước bạ nhà đất
   Tổng số tiền: 12.500.000 đồng
   (Viết bằng chữ: Mười hai triệu năm trăm nghìn đồng chẵn)
"""
    expected = {
        "payer": "Nguyễn Văn An",
        "amount": "12500000",
        "payment_content": "Lệ phí trước bạ nhà đất",
        "amount_words": "Mười hai triệu năm trăm nghìn đồng chẵn",
    }
    assert said("tax-receipt", page, *expected) == tuple(expected.values())


def test_a_letter_s_number_subject_and_addressee() -> None:
    """V/v over two rows under the number; the signer under the title."""
    page = """
    SỞ TƯ PHÁP HÀ NỘI            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    PHÒNG HÀNH CHÍNH TƯ PHÁP           Độc lập - Tự do - Hạnh phúc
    Số: 45/HCTP                  Hà Nội, ngày 7 tháng 12 năm 2025
    V/v xác minh tình trạng
       hôn nhân

           Kính gửi: Ủy ban nhân dân phường Láng
    Phòng Hành chính tư pháp nhận được hồ sơ của ông Nguyễn Văn An đề nghị cấp giấy.
                                                 TRƯỞNG PHÒNG

                                                 Lê Thị Hoa
"""
    expected = {
        "document_number": "45/HCTP",
        "issue_date": "2025-12-07",
        "issuer": "PHÒNG HÀNH CHÍNH TƯ PHÁP",
        "summary": "V/v xác minh tình trạng hôn nhân",
        "addressee": "Ủy ban nhân dân phường Láng",
        "signer": "Lê Thị Hoa",
    }
    assert said("official-letter", page, *expected) == tuple(expected.values())


def test_a_marital_status_certificate() -> None:
    """What is said before the colon of a sentence is no label."""
    page = """
    ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    PHƯỜNG LÁNG                        Độc lập - Tự do - Hạnh phúc
    Số: 12/UBND-XNTTHN           Láng, ngày 05 tháng 01 năm 2026
              GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN
    Xét đề nghị của ông/bà: Nguyễn Văn An, về việc cấp Giấy xác nhận
    XÁC NHẬN:
    Họ, chữ đệm, tên: Nguyễn Văn An
    Ngày, tháng, năm sinh: 05/01/1990        Giới tính: Nam
    Dân tộc: Kinh                            Quốc tịch: Việt Nam
    Giấy tờ tùy thân: Căn cước công dân số 001090012345, Cục Cảnh sát QLHC về TTXH cấp ngày 01/01/2022
    Nơi cư trú: phường Láng, thành phố Hà Nội
    Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai.
    Giấy này được cấp để: đăng ký kết hôn với bà Trần Thị Lan
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "birth_date": "1990-01-05",
        "id_number": "001090012345",
        "marital_status": "Hiện tại chưa đăng ký kết hôn với ai",
        "sex": "Nam",
        "ethnicity": "Kinh",
        "purpose": "đăng ký kết hôn với bà Trần Thị Lan",
    }
    assert said("marital-status-certificate", page, *expected) == tuple(expected.values())


def test_a_receipt_slip_around_its_table() -> None:
    """Rows of the list of papers are not taken for fields."""
    page = """
    Mã hồ sơ: H26.90-260105-0123
    Bộ phận tiếp nhận và trả kết quả: Chi nhánh số 2
    Tiếp nhận hồ sơ của: Nguyễn Văn An
    Địa chỉ: phường Láng, thành phố Hà Nội
    Số điện thoại: 0912345678      Email:
    Nội dung yêu cầu giải quyết: Đăng ký khai sinh
    1. Thành phần hồ sơ nộp gồm:
    TT    Tên giấy tờ                     Hình thức       Số lượng    Ghi chú
    1     Tờ khai đăng ký khai sinh       Bản chính       1
    2     Giấy chứng sinh                 Bản chính       1
    3     Căn cước công dân của           Bản sao         2
          cha, mẹ
    2. Số lượng hồ sơ: 01 (bộ)
    3. Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 05 tháng 01 năm 2026
    4. Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 09 tháng 01 năm 2026
"""
    expected = {
        "dossier_code": "H26.90-260105-0123",
        "owner": "Nguyễn Văn An",
        "phone": "0912345678",
        "procedure_name": "Đăng ký khai sinh",
        "received_date": "2026-01-05",
        "due_date": "2026-01-09",
        "receiving_unit": "Chi nhánh số 2",
    }
    assert said("receipt-slip", page, *expected) == tuple(expected.values())


def test_a_household_business_with_its_trades() -> None:
    """The first line of business comes from its cell, over two lines."""
    page = """
              GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH
              Mã số hộ kinh doanh: 8012345679-001
              Mã số đăng ký hộ kinh doanh: 01A8001234
    1. Tên hộ kinh doanh (ghi bằng chữ in hoa): HỘ KINH DOANH AN PHÁT
    2. Trụ sở hộ kinh doanh: Số 5 phố Huế, phường Hai Bà Trưng, thành phố Hà Nội
    3. Ngành, nghề kinh doanh:
    STT    Tên ngành                                  Mã ngành
    1      Bán lẻ lương thực trong các cửa hàng       4721
           chuyên doanh
    2      Bán lẻ đồ uống                             4723
    4. Vốn kinh doanh: 100.000.000 đồng (Một trăm triệu đồng)
    5. Chủ hộ kinh doanh: NGUYỄN VĂN AN
    Ngày sinh: 05/01/1990     Giới tính: Nam
    Số căn cước: 001090012345
"""
    expected = {
        "enterprise_name": "HỘ KINH DOANH AN PHÁT",
        "address": "Số 5 phố Huế, phường Hai Bà Trưng, thành phố Hà Nội",
        "business_lines": "Bán lẻ lương thực trong các cửa hàng chuyên doanh",
        "capital": "100000000",
        "birth_date": "1990-01-05",
        "id_number": "001090012345",
        "full_name": "NGUYỄN VĂN AN",
    }
    assert said("household-business-certificate", page, *expected) == tuple(expected.values())


def test_labels_above_their_values() -> None:
    """A row of labels, a row of values, three columns of them."""
    page = """
                     GIẤY KHAI SINH
    Họ và tên
    NGUYỄN MINH ANH
    Ngày sinh                     Giới tính              Dân tộc
    05/05/2024                    Nữ                     Kinh
    Nơi sinh
    Bệnh viện Phụ sản Hà Nội, phường Giảng Võ, thành phố Hà Nội
    Quê quán
    xã Thư Lâm, thành phố Hà Nội
"""
    expected = {
        "full_name": "NGUYỄN MINH ANH",
        "birth_date": "2024-05-05",
        "sex": "Nữ",
        "ethnicity": "Kinh",
        "birth_place": "Bệnh viện Phụ sản Hà Nội, phường Giảng Võ, thành phố Hà Nội",
        "hometown": "xã Thư Lâm, thành phố Hà Nội",
    }
    assert said("birth-certificate", page, *expected) == tuple(expected.values())


def test_a_change_of_land_of_form_eleven() -> None:
    """Form 11/ĐK: a name, a number, an address under letters; what changes; the certificate cited in a list."""
    page = """
    Kính gửi: Chi nhánh Văn phòng Đăng ký đất đai quận Ba Đình
    1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất, người quản lý đất:
    a) Tên: Nguyễn Văn An
    b) Giấy tờ nhân thân/pháp nhân: CCCD số 001090012345
    c) Địa chỉ: phường Láng, thành phố Hà Nội
    d) Điện thoại liên hệ (nếu có): 0912345678  Hộp thư điện tử (nếu có): an@gmail.com
    2. Nội dung biến động:
    Nhận chuyển nhượng quyền sử dụng đất
    3. Giấy tờ liên quan đến nội dung biến động nộp kèm theo đơn này gồm có:
    (1) Giấy chứng nhận đã cấp: số phát hành BX 123456, số vào sổ CH 00123
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "id_number": "001090012345",
        "residence": "phường Láng, thành phố Hà Nội",
        "phone": "0912345678",
        "email": "an@gmail.com",
        "summary": "Nhận chuyển nhượng quyền sử dụng đất",
        "certificate_serial": "BX 123456",
    }
    assert said("land-change-registration", page, *expected) == tuple(expected.values())


def test_a_death_declaration_with_partial_dates() -> None:
    """A month of birth, mồng before the day of death, the last home of the dead."""
    page = """
    Người yêu cầu: Nguyễn Văn An
    Giấy tờ tùy thân: CCCD 001090012345
    Quan hệ với người đã chết: Con
    Đề nghị đăng ký khai tử cho người có tên dưới đây:
    Họ, chữ đệm, tên: NGUYỄN VĂN TƯ
    Ngày, tháng, năm sinh: tháng 3/1937
    Số định danh cá nhân: 001037000111
    Nơi cư trú cuối cùng: xã Thư Lâm, huyện Đông Anh, thành phố Hà Nội
    Chết lúc: 3 giờ 15 phút, ngày mồng 5 tháng 1 năm 2024
"""
    expected = {
        "applicant": "Nguyễn Văn An",
        "applicant_id_number": "001090012345",
        "applicant_relation": "Con",
        "full_name": "NGUYỄN VĂN TƯ",
        "birth_date": "1937-03",
        "id_number": "001037000111",
        "residence": "xã Thư Lâm, huyện Đông Anh, thành phố Hà Nội",
        "death_date": "2024-01-05",
    }
    assert said("death-declaration", page, *expected) == tuple(expected.values())


def test_an_inheritance_names_the_dead() -> None:
    """Cụ is no part of the name."""
    page = """
    Người để lại di sản: Cụ Nguyễn Văn Tư, chết ngày 05/01/2024
    Thửa đất số: 12; Tờ bản đồ số: 5; Diện tích: 120 m2 (sử dụng riêng: 100 m2; chung: 20 m2)
    Giấy chứng nhận số BX 123456
"""
    expected = {
        "deceased_name": "Nguyễn Văn Tư",
        "parcel_number": "12",
        "map_sheet_number": "5",
        "certificate_serial": "BX 123456",
        "death_date": "2024-01-05",
    }
    assert said("inheritance-agreement", page, *expected) == tuple(expected.values())


def test_blanks_before_the_colons() -> None:
    """A judicial record's numbered lines; Số : behind the kind of paper."""
    page = """
    1. Họ và tên : NGUYỄN VĂN AN     2. Giới tính : Nam
    3. Ngày, tháng, năm sinh : 05/01/1990
    4. Nơi sinh : Hà Nội
    5. Quốc tịch : Việt Nam
    6. Nơi thường trú : phường Láng, thành phố Hà Nội
    7. Giấy CMND/Hộ chiếu : CCCD Số : 001090012345
    8. Tình trạng án tích : Không có án tích
"""
    expected = {
        "full_name": "NGUYỄN VĂN AN",
        "sex": "Nam",
        "birth_date": "1990-01-05",
        "birth_place": "Hà Nội",
        "nationality": "Việt Nam",
        "residence": "phường Láng, thành phố Hà Nội",
        "id_number": "001090012345",
        "criminal_status": "Không có án tích",
    }
    assert said("criminal-record", page, *expected) == tuple(expected.values())
