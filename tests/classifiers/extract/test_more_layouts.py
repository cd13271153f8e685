"""More papers in other layouts: invoices, certificates, permits, requests of single persons."""

from tests.classifiers.extract.test_layouts import said


def test_an_invoice_dated_under_its_title() -> None:
    """Seller, buyer, total in figures and words, the day alone in its row."""
    page = """
              HÓA ĐƠN GIÁ TRỊ GIA TĂNG
              Ngày 05 tháng 01 năm 2026
    Ký hiệu: 1C26TAA      Số: 123
    Đơn vị bán hàng: CÔNG TY TNHH AN BÌNH
    Mã số thuế: 0101243150
    Họ tên người mua hàng: Nguyễn Văn An
    Tổng cộng tiền thanh toán: 1.100.000
    Số tiền viết bằng chữ: Một triệu một trăm nghìn đồng
"""
    expected = {
        "enterprise_name": "CÔNG TY TNHH AN BÌNH",
        "tax_code": "0101243150",
        "amount": "1100000",
        "amount_words": "Một triệu một trăm nghìn đồng",
        "buyer": "Nguyễn Văn An",
        "issue_date": "2026-01-05",
    }
    assert said("vat-invoice", page, *expected) == tuple(expected.values())


def test_a_diploma_names_whom_it_is_for() -> None:
    """Cho: is a label on a diploma; year, class, numbers."""
    page = """
              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
              HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC BÁCH KHOA HÀ NỘI
              cấp
              BẰNG CỬ NHÂN
      Ngành: Công nghệ thông tin
      Cho: Ông Nguyễn Văn An
      Ngày sinh: 05/01/1998
      Xếp loại tốt nghiệp: Giỏi
      Năm tốt nghiệp: 2020
      Số hiệu: 123456
      Số vào sổ gốc cấp bằng: 2020/CN-0123
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "birth_date": "1998-01-05",
        "major": "Công nghệ thông tin",
        "grade": "Giỏi",
        "graduation_year": "2020",
        "register_number": "2020/CN-0123",
    }
    assert said("diploma", page, *expected) == tuple(expected.values())


def test_a_social_insurance_book() -> None:
    """Ten digits of the book, twelve of the person."""
    page = """
      SỔ BẢO HIỂM XÃ HỘI
      Họ và tên: NGUYỄN VĂN AN
      Ngày sinh: 05/01/1990
      Giới tính: Nam
      Số CMND/CCCD: 001090012345
      Mã số BHXH: 0123456789
"""
    expected = {
        "full_name": "NGUYỄN VĂN AN",
        "insurance_number": "0123456789",
        "id_number": "001090012345",
        "birth_date": "1990-01-05",
    }
    assert said("social-insurance-book", page, *expected) == tuple(expected.values())


def test_a_driving_licence_in_two_languages() -> None:
    """The English behind a stroke is no value; the class and the end of validity."""
    page = """
      GIẤY PHÉP LÁI XE / DRIVER'S LICENSE
      Số/No: 010123456789
      Họ tên/Full name: NGUYỄN VĂN AN
      Ngày sinh/Date of Birth: 05/01/1990
      Quốc tịch/Nationality: VIỆT NAM
      Nơi cư trú/Address: P. Láng, TP. Hà Nội
      Hạng/Class: B2
      Có giá trị đến/Expires: 05/01/2030
"""
    expected = {
        "full_name": "NGUYỄN VĂN AN",
        "birth_date": "1990-01-05",
        "licence_class": "B2",
        "expiry_date": "2030-01-05",
    }
    assert said("driving-licence", page, *expected) == tuple(expected.values())


def test_a_court_s_decision() -> None:
    """Year between number and sign."""
    page = """
      TÒA ÁN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      KHU VỰC 1 - HÀ NỘI                    Độc lập - Tự do - Hạnh phúc
      Số: 123/2025/QĐST-HNGĐ            Hà Nội, ngày 05 tháng 9 năm 2025
                QUYẾT ĐỊNH CÔNG NHẬN THUẬN TÌNH LY HÔN
      Nguyên đơn: chị Trần Thị Lan, sinh năm 1992
      Bị đơn: anh Nguyễn Văn An, sinh năm 1990
"""
    expected = {
        "document_number": "123/2025/QĐST-HNGĐ",
        "issue_date": "2025-09-05",
    }
    assert said("divorce-decision", page, *expected) == tuple(expected.values())


def test_an_extract_of_a_marriage() -> None:
    """A year alone, a passport in one place and a number in the other, the day of the entry in the book."""
    page = """
      Họ, chữ đệm, tên vợ: Trần Thị Lan
      Ngày, tháng, năm sinh: 1992    Dân tộc: Kinh    Quốc tịch: Việt Nam
      Nơi cư trú: phường Láng, thành phố Hà Nội
      Giấy tờ tùy thân: Hộ chiếu số C1234567
      Họ, chữ đệm, tên chồng: Nguyễn Văn An
      Ngày, tháng, năm sinh: 05/01/1990    Dân tộc: Kinh    Quốc tịch: Việt Nam
      Nơi cư trú: phường Láng, thành phố Hà Nội
      Giấy tờ tùy thân: CCCD số 001090012345
      Đăng ký kết hôn tại: UBND phường Láng, thành phố Hà Nội
      Số 12, ngày 05 tháng 01 năm 2020
"""
    expected = {
        "wife_name": "Trần Thị Lan",
        "husband_name": "Nguyễn Văn An",
        "wife_birth_date": "1992",
        "husband_id_number": "001090012345",
        "registration_place": "UBND phường Láng, thành phố Hà Nội",
        "registration_date": "2020-01-05",
        "husband_residence": "phường Láng, thành phố Hà Nội",
    }
    assert said("marriage-extract", page, *expected) == tuple(expected.values())


def test_a_building_permit() -> None:
    """Ground floor, all floors, height and storeys beside each other."""
    page = """
      1. Cấp cho: Ông (bà) Nguyễn Văn An
      Địa chỉ: số 5 phố Huế, phường Hai Bà Trưng, thành phố Hà Nội
      2. Được phép xây dựng công trình: Nhà ở riêng lẻ
      Vị trí xây dựng: thửa đất số 12, tờ bản đồ số 3
      Diện tích xây dựng tầng 1: 80,5 m2
      Tổng diện tích sàn: 320,0 m2
      Chiều cao công trình: 15,2 m; số tầng: 04 tầng
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "house_area": "80.5",
        "floor_area": "320.0",
        "building_height": "15,2 m",
        "floors": "04",
        "parcel_number": "12",
        "map_sheet_number": "3",
    }
    assert said("building-permit", page, *expected) == tuple(expected.values())


def test_a_household_business_request_of_2025() -> None:
    """Blanks beside the strokes of a date, sums under one label twice."""
    page = """
      Kính gửi: Ủy ban nhân dân phường Láng
      Tôi là (ghi họ tên bằng chữ in hoa): NGUYỄN VĂN AN    Giới tính: Nam
      Sinh ngày: 05 / 01 / 1990    Dân tộc: Kinh    Quốc tịch: Việt Nam
      Mã số thuế cá nhân (nếu có): 8012345679
      Số CCCD: 001090012345
      Địa chỉ thường trú:
      Số nhà, đường phố/tổ/xóm/ấp/thôn: Số 5 phố Chùa Láng
      Xã/Phường/Đặc khu: Phường Láng
      Tỉnh/Thành phố: Thành phố Hà Nội
      Đăng ký hộ kinh doanh với các nội dung sau:
      1. Tên hộ kinh doanh: HỘ KINH DOANH AN PHÁT
      2. Địa chỉ trụ sở: Số 5 phố Chùa Láng, phường Láng, thành phố Hà Nội
      4. Vốn kinh doanh:
      Tổng số (bằng số; VNĐ): 100.000.000
      Tổng số (bằng chữ; VNĐ): Một trăm triệu đồng
"""
    expected = {
        "full_name": "NGUYỄN VĂN AN",
        "sex": "Nam",
        "birth_date": "1990-01-05",
        "id_number": "001090012345",
        "enterprise_name": "HỘ KINH DOANH AN PHÁT",
        "address": "Số 5 phố Chùa Láng, phường Láng, thành phố Hà Nội",
        "capital": "100000000",
        "capital_words": "Một trăm triệu đồng",
    }
    assert said("household-business-request", page, *expected) == tuple(expected.values())


def test_a_will() -> None:
    """The testator in the first person."""
    page = """
      Tôi là: Nguyễn Văn An, sinh năm 1950, CCCD số 001050011111
      Nơi thường trú: phường Láng, thành phố Hà Nội.
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "id_number": "001050011111",
        "birth_date": "1950",
        "residence": "phường Láng, thành phố Hà Nội",
    }
    assert said("will", page, *expected) == tuple(expected.values())


def test_a_ward_s_confirmation() -> None:
    """Ông/bà is a label."""
    page = """
      Ủy ban nhân dân phường Láng xác nhận:
      Ông/bà: Nguyễn Văn An          Sinh ngày: 05/01/1990
      Số định danh cá nhân: 001090012345
      Hiện thường trú tại: Số 5 phố Chùa Láng, phường Láng, thành phố Hà Nội
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "birth_date": "1990-01-05",
        "id_number": "001090012345",
        "residence": "Số 5 phố Chùa Láng, phường Láng, thành phố Hà Nội",
    }
    assert said("confirmation", page, *expected) == tuple(expected.values())


def test_a_refusal_of_an_inheritance() -> None:
    """Who speaks is meant, not his father."""
    page = """
      Tôi tên là: Nguyễn Văn An, sinh ngày 05/01/1970
      Căn cước số: 001070011111, do Bộ Công an cấp ngày 01/08/2024
      Thường trú: phường Láng, thành phố Hà Nội
      Tôi là con của ông Nguyễn Văn Tư
"""
    expected = {
        "full_name": "Nguyễn Văn An",
        "birth_date": "1970-01-05",
        "id_number": "001070011111",
        "residence": "phường Láng, thành phố Hà Nội",
    }
    assert said("inheritance-refusal", page, *expected) == tuple(expected.values())


def test_a_passport_with_values_under_its_labels() -> None:
    """Two columns of labels in two languages."""
    page = """
      HỘ CHIẾU / PASSPORT
      Số hộ chiếu / Passport No        C1234567
      Họ và tên / Full name
      NGUYỄN VĂN AN
      Ngày sinh / Date of birth        Giới tính / Sex
      05/01/1990                       Nam / M
      Nơi sinh / Place of birth        Quốc tịch / Nationality
      Hà Nội                           VIỆT NAM / VIETNAMESE
      Ngày cấp / Date of issue         Có giá trị đến / Date of expiry
      10/02/2023                       10/02/2033
"""
    expected = {
        "passport_number": "C1234567",
        "full_name": "NGUYỄN VĂN AN",
        "birth_date": "1990-01-05",
        "sex": "Nam",
        "birth_place": "Hà Nội",
        "id_issue_date": "2023-02-10",
        "expiry_date": "2033-02-10",
    }
    assert said("passport", page, *expected) == tuple(expected.values())
