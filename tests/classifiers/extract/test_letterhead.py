"""The head and foot of an agency's paper (NĐ 30/2020)."""

import pytest

from pipeline.model.geometry import Box
from tests.classifiers.extract.pages import drawn, read, values

DECISION = """
    ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  THÀNH PHỐ HÀ NỘI                          Độc lập - Tự do - Hạnh phúc
TRUNG TÂM PHỤC VỤ
 HÀNH CHÍNH CÔNG
  Số: 102/QĐ-TTPVHCC                     Hà Nội, ngày 18 tháng 02 năm 2025

                                QUYẾT ĐỊNH
     Về việc công bố Danh mục thủ tục hành chính trong lĩnh vực cư trú
         thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã

              GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG
  Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
  Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ;
                               QUYẾT ĐỊNH:
  Điều 1. Công bố kèm theo Quyết định này Danh mục thủ tục hành chính.

Nơi nhận:                                    KT. GIÁM ĐỐC
- Như Điều 4;                               PHÓ GIÁM ĐỐC
- Lưu: VT.

                                           Cù Ngọc Trang
"""


def test_every_part_of_a_decision_is_found() -> None:
    """Number, day, issuing body (the last one named), trích yếu, signer and title, each from its box of the form."""
    assert values(read("decision", drawn(DECISION))) == {
        "document_number": "102/QĐ-TTPVHCC",
        "issue_date": "2025-02-18",
        "issuer": "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "summary": "Về việc công bố Danh mục thủ tục hành chính trong lĩnh vực cư trú "
        "thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã",
        "signer": "Cù Ngọc Trang",
        "signer_title": "PHÓ GIÁM ĐỐC",
    }


def test_the_governing_body_stays_in_the_raw_text() -> None:
    """The issuer is one body, but what stands above it was read too."""
    issuer = read("decision", drawn(DECISION))["issuer"]
    assert issuer.raw.startswith("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_on_its_side_says_the_same_and_points_at_the_scan(rotation: int) -> None:
    """Layout is read upright; boxes stay in pixels of the page as scanned."""
    page = drawn(DECISION, rotation=rotation)
    fields = read("decision", page)
    assert values(fields) == values(read("decision", drawn(DECISION)))
    words = [word for line in page.lines for word in line.words if word.text in ("Cù", "Ngọc", "Trang")]
    box = words[0].box.union(words[1].box).union(words[2].box)
    assert fields["signer"].box == box
    assert box.right <= page.width
    assert box.bottom <= page.height


def test_overlay_words_of_a_signed_pdf_fall_into_their_gaps() -> None:
    """``Số: /QĐ-UBND`` and ``217`` as words of their own are one number again."""
    page = drawn(
        """
  ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  TỈNH CÀ MAU                             Độc lập - Tự do - Hạnh phúc
  Số:     /QĐ-UBND                       Cà Mau, ngày     tháng 02 năm 2025
                                QUYẾT ĐỊNH
                      Về việc giao đất tại phường Láng
""",
        overlay=[("217", 2, 6), ("18", 2, 53)],
    )
    fields = read("decision", page)
    assert fields["document_number"].value == "217/QĐ-UBND"
    assert fields["issue_date"].value == "2025-02-18"
    assert fields["issuer"].value == "ỦY BAN NHÂN DÂN TỈNH CÀ MAU"


def test_a_number_nobody_wrote_is_not_invented() -> None:
    """A blank or unreadable number leaves the sign alone, with next to no confidence; a blank day, year and month."""
    for number in ("Số:      /QĐ-UBND", "Số: 4/I0/QĐ-UBND", "Số: ÿ43/QĐ-UBND", "Só„24⁄J6/QĐ-UBND"):
        page = drawn(
            f"""
  ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  {number}                   Cà Mau, ngày      tháng 01 năm 2020
"""
        )
        fields = read("decision", page)
        assert fields["document_number"].value == "/QĐ-UBND"
        assert fields["document_number"].confidence < 0.25
        assert fields["issue_date"].value == "2020-01"


def test_a_mended_figure_costs_confidence() -> None:
    """``25I`` is 251, but less surely than ``251``."""
    head = """
  ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  Số: {}/QĐ-UBND                   Cà Mau, ngày 05 tháng 01 năm 2020
"""
    plain, mended = (read("decision", drawn(head.format(n)))["document_number"] for n in ("251", "25I"))
    assert plain.value == mended.value == "251/QĐ-UBND"
    assert mended.confidence < 0.8 * plain.confidence


def test_engines_eth_is_a_d_with_stroke() -> None:
    """``QĐÐ`` (seen from Tesseract) is QĐ."""
    page = drawn(
        """
  ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  Số 15 /QĐÐ-UBND                   Cà Mau, ngàu)9 tháng § năm 2020
"""
    )
    fields = read("decision", page)
    assert fields["document_number"].value == "15/QĐ-UBND"
    assert fields["issue_date"].value == "2020-08", "half a day is no day"


def test_a_letter_has_its_summary_under_the_number() -> None:
    """Công văn: ``V/v …`` in the agency's column, nothing of the column beside it."""
    page = drawn(
        """
  SỞ GIÁO DỤC VÀ ĐÀO TẠO              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  Số: 1595/SGDĐT-CTrTT                Hà Nội, ngày 31 tháng 5 năm 2019
  V/v bảo đảm an toàn giao
  thông trong dịp nghỉ hè

                       Kính gửi: Các trường trực thuộc
  Thực hiện Công văn số 2114/BGDĐT-GDCTHSSV ngày 16/5/2019 của Bộ Giáo dục
"""
    )
    fields = read("official-letter", page)
    assert fields["summary"].value == "V/v bảo đảm an toàn giao thông trong dịp nghỉ hè"
    assert fields["document_number"].value == "1595/SGDĐT-CTrTT"


def test_a_cited_law_is_neither_number_nor_date() -> None:
    """Without a head nothing of the body becomes the paper's own number or day."""
    page = drawn(
        """
  Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm
  soát thủ tục hành chính; Nghị định số 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017 sửa
  đổi, bổ sung một số điều của các nghị định liên quan đến kiểm soát thủ tục
"""
    )
    found = read("decision", page)
    assert "issue_date" not in found
    assert found.get("document_number") is None or found["document_number"].confidence < 0.5


def test_a_date_after_the_scan_is_doubted() -> None:
    """Nobody signs a paper after it was scanned."""
    head = """
  ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  Số: 15/QĐ-UBND                   Cà Mau, ngày 05 tháng 01 năm {}
"""
    past, future = (read("decision", drawn(head.format(year)))["issue_date"] for year in (2025, 2029))
    assert future.confidence < 0.6 * past.confidence


def test_a_doubtful_word_makes_a_doubtful_value() -> None:
    """Confidence follows the weakest word."""
    assert read("decision", drawn(DECISION, doubtful=("Trang",)))["signer"].confidence < 0.7


def test_the_signature_may_be_on_the_last_page() -> None:
    """Head from the first page, foot from the last, each with its page number."""
    first, last = DECISION.split("  Điều 1.")
    fields = read("decision", drawn(first), drawn("  Điều 1." + last))
    assert (fields["issuer"].page, fields["signer"].page) == (1, 2)


def test_boxes_lie_on_the_page() -> None:
    """Every value has a place."""
    for found in read("decision", drawn(DECISION)).values():
        assert found.box.area > 0
        assert found.box != Box(0, 0, 0, 0)
        assert found.label
