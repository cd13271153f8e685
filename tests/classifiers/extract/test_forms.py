"""Forms whose values stand elsewhere than behind a label, or belong to another person than the nearest name."""

from tests.classifiers.extract.pages import drawn, read, values


def test_husband_and_wife_stand_in_the_columns_of_a_table() -> None:
    """Bên nữ, Bên nam head the columns; under their signatures the words stand again and name nobody."""
    page = drawn("""
                    TỜ KHAI ĐĂNG KÝ KẾT HÔN
  Thông tin                Bên nữ              Bên nam
  Họ, chữ đệm, tên         Chu Thy Khanh       Trần Huy Hà
  Dân tộc                  Kinh                Kinh
                           Bên nữ              Bên nam
""")
    found = values(read("marriage-declaration", page))
    assert (found["wife_name"], found["husband_name"]) == ("Chu Thy Khanh", "Trần Huy Hà")


def test_a_birth_notification_gives_the_childs_birth_and_the_mothers_number() -> None:
    """Năm sinh is the mother's; Đã sinh con vào lúc is what the paper is for."""
    page = drawn("""
  Họ và tên mẹ: VŨ HẢI MỸ
  Năm sinh: 1998     Dân tộc: Mường
  Số Định danh cá nhân/CCCD: 001198046598
  Họ và tên cha: Bùi Văn Diệu
  Đã sinh con vào lúc: 07 giờ 42 phút, ngày 23 tháng 10 năm 2025
  Tại: Bệnh viện Phụ sản Hà Nội
""")
    found = values(read("birth-notification", page))
    assert found["birth_date"] == "2025-10-23"
    assert found["id_number"] == "001198046598"
    assert found["birth_place"] == "Bệnh viện Phụ sản Hà Nội"


def test_two_wordings_of_one_label_are_not_two_people() -> None:
    """Giấy tờ tùy thân: Căn cước công dân số … is said of the person above."""
    page = drawn("""
  Họ, chữ đệm, tên: NGUYỄN TẤT BÌNH
  Giấy tờ tùy thân: Căn cước công dân số 026092839803 do Cục Cảnh sát
""")
    assert read("marital-status-certificate", page)["id_number"].value == "026092839803"


def test_an_applicants_number_on_a_declaration_for_another_is_left_to_a_person() -> None:
    """It is read, but whose it is the field does not say."""
    page = drawn("""
  Họ, chữ đệm, tên người yêu cầu: Hà Bảo Tín
  Giấy tờ tùy thân: CCCD số 001089755891
  Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:
  Họ, chữ đệm, tên: HÀ LÂM DŨNG
""")
    number = read("birth-declaration", page)["id_number"]
    assert number.value == "001089755891"
    assert number.confidence < 0.9


def test_a_contract_is_dated_by_its_first_words() -> None:
    """Hôm nay, ngày … opens it; no date heads it."""
    page = drawn("""
                      HỢP ĐỒNG THUÊ ĐẤT
  Hôm nay, ngày 24 tháng 6 năm 2025, tại Văn phòng công chứng
""")
    assert read("land-lease-contract", page)["issue_date"].value == "2025-06-24"


def test_a_value_ends_where_the_next_item_begins() -> None:
    """A full row goes on only into one that opens nothing of its own: no number, no words with a colon."""
    page = drawn("""
  Đăng ký khai sinh tại: Ủy ban nhân dân xã Nam Phù, thành phố Hà Nội
  Số: 276 ngày 16 tháng 4 năm 2025
""")
    found = read("birth-extract", page)["registration_place"]
    assert found.value == "Ủy ban nhân dân xã Nam Phù, thành phố Hà Nội"


def test_a_card_gives_the_date_under_its_label() -> None:
    """Beside Có giá trị đến stands another column's value."""
    page = drawn("""
                 Nơi thường trú:
  Có giá trị đến:        Thôn Đoài, xã Sóc Sơn, thành phố Hà Nội
  02/01/2027
""")
    assert read("id-card", page)["expiry_date"].value == "2027-01-02"


def test_a_surname_without_its_marks_is_doubted_not_mended() -> None:
    """NGUYÊN is most likely NGUYỄN misread, and just may not be."""
    right, odd = (
        read("birth-certificate", drawn(f"  Họ, chữ đệm, tên: {name} VĂN HUY"))["full_name"]
        for name in ("NGUYỄN", "NGUYÊN")
    )
    assert odd.value == "NGUYÊN VĂN HUY"
    assert odd.confidence < 0.9 <= right.confidence


def test_a_signer_may_be_called_like_a_ward() -> None:
    """Phượng, Quân and Trương are names, whatever they fold to."""
    for name in ("Phan Minh Phượng", "Nguyễn Quốc Quân", "Trương Văn Tình"):
        page = drawn(f"""
                        TRÍCH LỤC KẾT HÔN
  Họ, chữ đệm, tên vợ: Nguyễn Thị Loan
  Họ, chữ đệm, tên chồng: Ngô Kiên Giang



                                                PHÓ CHỦ TỊCH


                                              {name}
""")
        assert read("marriage-extract", page)["signer"].value == name


def test_a_place_name_broken_over_two_lines_is_whole() -> None:
    """The last word of the issuing body may be as short as a word can be."""
    page = drawn("""
    THÀNH PHỐ HÀ NỘI                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 ỦY BAN NHÂN DÂN XÃ NAM                      Độc lập - Tự do - Hạnh phúc
          PHÙ
    Số: 32/TLKS-BS                        Hà Nội, ngày 16 tháng 4 năm 2025
""")
    assert read("birth-extract", page)["issuer"].value == "ỦY BAN NHÂN DÂN XÃ NAM PHÙ"


def test_the_first_trade_is_read_from_its_cell() -> None:
    """STT | Tên ngành | Mã ngành: the head is no value, and neither is the code."""
    page = drawn("""
  3. Ngành, nghề kinh doanh:
  STT      Tên ngành                          Mã ngành
  1        Cắt tóc, làm đầu, gội đầu          9631
  2
""")
    found = read("household-business-request", page)["business_lines"]
    assert found.value == "Cắt tóc, làm đầu, gội đầu"
    assert found.confidence < 0.9


def test_a_drawing_states_its_scale() -> None:
    """Tỷ lệ 1:500, colon and all."""
    assert read("cadastral-extract", drawn("      Tỷ lệ 1:500"))["scale"].value == "1:500"


def test_a_word_that_is_no_syllable_makes_a_name_doubtful() -> None:
    """MAI read as MAT: a syllable that ends in t has a tone. It is given as read."""
    right, odd = (
        read("birth-certificate", drawn(f"  Họ, chữ đệm, tên: TÔ YÊN {name}"))["full_name"] for name in ("MAI", "MAT")
    )
    assert odd.value == "TÔ YÊN MAT"
    assert odd.confidence < 0.9 <= right.confidence
