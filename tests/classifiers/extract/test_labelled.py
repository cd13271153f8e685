"""Values behind labels on citizens' papers."""

from tests.classifiers.extract.pages import drawn, read, values

BIRTH = """
   ỦY BAN NHÂN DÂN                        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   PHƯỜNG YÊN HÒA                            Độc lập - Tự do - Hạnh phúc
   Số: 45/2024

                              GIẤY KHAI SINH

  Họ, chữ đệm, tên: NGUYỄN MINH ANH
  Ngày, tháng, năm sinh: 05/05/2024 ghi bằng chữ: Ngày năm tháng năm năm hai nghìn
  không trăm hai mươi tư
  Giới tính: Nữ      Dân tộc: Kinh      Quốc tịch: Việt Nam
  Nơi sinh: Bệnh viện Phụ sản Hà Nội, phường Ngọc Khánh, quận Ba Đình, thành phố
  Hà Nội
  Quê quán: xã Liên Hà, huyện Đông Anh, thành phố Hà Nội
  Số định danh cá nhân: 001324012345
  Họ, chữ đệm, tên người mẹ: TRẦN THỊ HOA
  Năm sinh: 1995     Dân tộc: Tày     Quốc tịch: Việt Nam
  Nơi cư trú: Số 5 ngõ 10 phố Trung Kính, phường Yên Hòa, thành phố Hà Nội
  Họ, chữ đệm, tên người cha: NGUYỄN VĂN BÌNH
  Nơi đăng ký khai sinh: Ủy ban nhân dân phường Yên Hòa, Hà Nội
  Ngày, tháng, năm đăng ký: 20/05/2024

                                          CHỦ TỊCH


                                        Lê Văn Cường
"""


def test_a_birth_certificate_is_about_the_child() -> None:
    """Parents' particulars follow their names and are not taken for the child's."""
    assert values(read("birth-certificate", drawn(BIRTH))) == {
        "document_number": "45/2024",
        "issuer": "ỦY BAN NHÂN DÂN PHƯỜNG YÊN HÒA",
        "full_name": "NGUYỄN MINH ANH",
        "birth_date": "2024-05-05",
        "birth_date_words": "Ngày năm tháng năm năm hai nghìn không trăm hai mươi tư",
        "sex": "Nữ",
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
        "birth_place": "Bệnh viện Phụ sản Hà Nội, phường Ngọc Khánh, quận Ba Đình, thành phố Hà Nội",
        "hometown": "xã Liên Hà, huyện Đông Anh, thành phố Hà Nội",
        "id_number": "001324012345",
        "mother_name": "TRẦN THỊ HOA",
        "mother_birth_date": "1995",
        "mother_ethnicity": "Tày",
        "mother_nationality": "Việt Nam",
        "mother_residence": "Số 5 ngõ 10 phố Trung Kính, phường Yên Hòa, thành phố Hà Nội",
        "father_name": "NGUYỄN VĂN BÌNH",
        "registration_place": "Ủy ban nhân dân phường Yên Hòa, Hà Nội",
        "registration_date": "2024-05-20",
        "signer": "Lê Văn Cường",
        "signer_title": "CHỦ TỊCH",
    }


def test_figures_and_words_that_differ_make_the_date_doubtful() -> None:
    """The birth date is written twice; when the two disagree a person has to look."""
    calm = read("birth-certificate", drawn(BIRTH))["birth_date"]
    torn = read("birth-certificate", drawn(BIRTH.replace("05/05/2024 ghi", "06/05/2024 ghi")))["birth_date"]
    assert torn.confidence < 0.5 < calm.confidence


def test_engines_slips_in_labels_are_forgiven() -> None:
    """Lost marks and a wrong letter in a long label; the value itself is left as read."""
    page = drawn(
        """
  Ho, chữ đêm, tên nguời mẹ: TRẦN THI HOA
  Ngày, thảng, năm slnh: 05/05/2024
  Gìới tính: Nữ   Dần tộc: Kinh
"""
    )
    found = values(read("birth-certificate", page))
    assert found["mother_name"] == "TRẦN THI HOA"
    assert found["sex"] == "Nữ"
    assert found["ethnicity"] == "Kinh"


def test_a_form_with_leaders_and_footnotes_gives_bare_values() -> None:
    """Dots before, after and between, note numbers in brackets: none of it is the value."""
    page = drawn(
        """
                       TỜ KHAI ĐĂNG KÝ KHAI SINH
  Kính gửi: (1) UBND phường Yên Hòa
  Họ, chữ đệm, tên người yêu cầu: NGUYỄN VĂN BÌNH
  Giấy tờ tùy thân: (3) CCCD số 001090012345 do Cục Cảnh sát cấp ngày 01/05/2021
  Họ, chữ đệm, tên:....NGUYỄN MINH ANH...........
  Ngày, tháng, năm sinh: ...05/05/2024... ghi bằng chữ: .............
  Giới tính:..Nữ.... Dân tộc:...Kinh... Quốc tịch:..Việt Nam....
  Nơi sinh: (4) ..............................................
  Họ, chữ đệm, tên người mẹ: ..................................
"""
    )
    assert values(read("birth-declaration", page)) == {
        "addressee": "UBND phường Yên Hòa",
        "applicant": "NGUYỄN VĂN BÌNH",
        "applicant_id_number": "001090012345",
        "id_number": "001090012345",
        "full_name": "NGUYỄN MINH ANH",
        "birth_date": "2024-05-05",
        "sex": "Nữ",
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
    }


def test_husband_and_wife_stand_in_columns() -> None:
    """Two labels in one row, their values in the next, each under its own."""
    page = drawn(
        """
                     GIẤY CHỨNG NHẬN KẾT HÔN
                          Số: 12/2023
  Họ, chữ đệm, tên vợ:                      Họ, chữ đệm, tên chồng:
  TRẦN THỊ LAN                              LÊ QUANG HUY
  Ngày, tháng, năm sinh: 01/01/1995         Ngày, tháng, năm sinh: 02/02/1993
"""
    )
    found = values(read("marriage-certificate", page))
    assert (found["wife_name"], found["husband_name"]) == ("TRẦN THỊ LAN", "LÊ QUANG HUY")


def test_both_sexes_printed_is_no_answer() -> None:
    """A box to tick reads ``Nam Nữ``: which one was ticked, the words do not say."""
    assert "sex" not in read("curriculum-vitae", drawn("  Họ và tên: LÊ VĂN A\n  Giới tính: Nam  Nữ"))


def test_basics_are_found_on_a_paper_nobody_could_name() -> None:
    """A labelled name and number count on an unknown kind too; running text gives nothing."""
    page = drawn(
        """
  Họ và tên: LÊ VĂN CƯỜNG     Ngày sinh: 1987
  Số CCCD: 001 087 654 321
  Nơi cư trú của người sinh sống, người làm nghề lưu động trên tàu,
  thuyền hoặc phương tiện khác có khả năng di chuyển.
  - Thường trực HĐND tỉnh;
"""
    )
    assert values(read("unknown", page)) == {
        "full_name": "LÊ VĂN CƯỜNG",
        "birth_date": "1987",
        "id_number": "001087654321",
    }


def test_an_id_number_that_contradicts_the_birth_year_is_doubted() -> None:
    """Digits 4 to 6 repeat century, sex and year (NĐ 137/2015)."""
    text = "  Họ và tên: LÊ VĂN CƯỜNG\n  Ngày sinh: 01/02/{}\n  Giới tính: Nam\n  Số CCCD: 001087654321"
    right, wrong = (read("curriculum-vitae", drawn(text.format(year)))["id_number"] for year in (1987, 1978))
    assert wrong.confidence < 0.6 * right.confidence


def test_numbers_of_other_lengths_are_no_id_numbers() -> None:
    """Ten or eleven figures are a telephone number or a misread one."""
    for number in ("0912345678", "00108765432", "0010876543210"):
        assert "id_number" not in read("curriculum-vitae", drawn(f"  Họ và tên: LÊ VĂN A\n  Số CCCD: {number}"))


def test_both_parties_of_a_contract_and_the_land_they_mean() -> None:
    """Bên A, Bên B, parcel, sheet, area, serial and price with its words."""
    page = drawn(
        """
             HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT
 BÊN CHUYỂN NHƯỢNG (sau đây gọi là Bên A):
 Ông: NGUYỄN VĂN AN    Sinh năm: 1970
 CCCD số: 001070011111 do Cục Cảnh sát cấp ngày 01/01/2022
 BÊN NHẬN CHUYỂN NHƯỢNG (sau đây gọi là Bên B):
 Bà: HOÀNG THỊ CÚC   Sinh năm: 1980
 Điều 1. Đối tượng
 - Thửa đất số: 123; tờ bản đồ số: 45
 - Địa chỉ thửa đất: thôn Đoài, xã Tiên Dương, thành phố Hà Nội
 - Diện tích: 1.250,7 m2
 theo Giấy chứng nhận quyền sử dụng đất số BK 123456
 Giá chuyển nhượng: 2.500.000.000 đồng (Bằng chữ: Hai tỷ năm trăm triệu đồng)
 Số công chứng: 1234/2024/CCGD quyển số 01/2024
"""
    )
    assert values(read("land-transfer-contract", page)) == {
        "party_a": "NGUYỄN VĂN AN",
        "party_a_birth_date": "1970",
        "party_a_id_number": "001070011111",
        "party_b": "HOÀNG THỊ CÚC",
        "party_b_birth_date": "1980",
        "parcel_number": "123",
        "map_sheet_number": "45",
        "address": "thôn Đoài, xã Tiên Dương, thành phố Hà Nội",
        "area": "1250.7",
        "certificate_serial": "BK 123456",
        "amount": "2500000000",
        "amount_words": "Hai tỷ năm trăm triệu đồng",
        "notary_number": "1234",
    }


def test_an_amount_whose_words_say_otherwise_is_doubted() -> None:
    """Five hundred thousand in figures and fifty thousand in words cannot both be paid."""
    for text in (
        "  Số tiền: {} VNĐ, năm mươi nghìn đồng",
        "  Số tiền: {} VNĐ.\n  (Viết bằng chữ): Năm mươi nghìn đồng",
        "  Số tiền: {} VNĐ (bằng chữ: Năm mươi nghìn đồng)",
    ):
        right, wrong = (read("tax-receipt", drawn(text.format(n)))["amount"] for n in ("50.000", "500.000"))
        assert wrong.confidence < 0.5 < right.confidence


def test_a_company_is_told_by_its_certificate() -> None:
    """Code with check digit, name in Vietnamese only, seat in the row under its label, representative."""
    page = drawn(
        """
              GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP
        Mã số doanh nghiệp: 0100109106
        Đăng ký lần đầu: ngày 05 tháng 01 năm 2010
 Tên công ty viết bằng tiếng Việt: CÔNG TY TNHH HOA SEN
 Tên công ty viết bằng tiếng nước ngoài: HOA SEN CO., LTD
 2. Địa chỉ trụ sở chính
 Số 1 đường Láng, phường Láng Thượng, thành phố Hà Nội
 Điện thoại: 0912345678
 3. Vốn điều lệ: 5.000.000.000 đồng
 * Họ và tên: PHẠM VĂN ĐỨC        Giới tính: Nam
"""
    )
    found = values(read("enterprise-certificate", page))
    assert found["tax_code"] == "0100109106"
    assert found["enterprise_name"] == "CÔNG TY TNHH HOA SEN"
    assert found["address"] == "Số 1 đường Láng, phường Láng Thượng, thành phố Hà Nội"
    assert found["capital"] == "5000000000"
    assert found["representative"] == "PHẠM VĂN ĐỨC"
    assert found["registration_date"] == "2010-01-05"


def test_a_tax_code_with_a_wrong_check_digit_is_kept_but_doubted() -> None:
    """It stands on the paper; that it cannot be right is said by the confidence."""
    found = read("enterprise-certificate", drawn("  Mã số doanh nghiệp: 0100109107"))["tax_code"]
    assert found.value == "0100109107"
    assert found.confidence < 0.25


def test_a_receipt_names_dossier_owner_and_applicant() -> None:
    """The routing paper: code with a misread zero mended in its day group, two people kept apart."""
    page = drawn(
        """
 Mã hồ sơ: 000.00.16.H26-24O705-0001
          GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ
 Tiếp nhận hồ sơ của: LÊ VĂN CƯỜNG.
 Người nộp: LÊ VĂN NAM.
 Số CMND/Thẻ căn cước/Hộ chiếu: 001087654321.
 Nội dung yêu cầu giải quyết: Cấp bản sao Trích lục hộ tịch.
 5. Thời gian trả kết quả giải quyết hồ sơ: Sau 10/07/2024
"""
    )
    fields = read("receipt-slip", page)
    assert values(fields) == {
        "dossier_code": "000.00.16.H26-240705-0001",
        "procedure_name": "Cấp bản sao Trích lục hộ tịch",
        "owner": "LÊ VĂN CƯỜNG",
        "applicant": "LÊ VĂN NAM",
        "id_number": "001087654321",
        "due_date": "2024-07-10",
    }
    assert fields["dossier_code"].confidence < 0.7


def test_a_certified_copy_gives_number_and_book() -> None:
    """``Số chứng thực … quyển số … SCT/BS``."""
    page = drawn("  Số chứng thực: 1234   quyển số: 01/2024-SCT/BS\n  Ngày 05 tháng 03 năm 2024")
    found = values(read("certified-copy-page", page))
    assert (found["certification_number"], found["book_number"]) == ("1234", "01/2024-SCT/BS")


def test_an_empty_page_says_nothing() -> None:
    """No word, no value."""
    assert read("birth-certificate", drawn("")) == {}
