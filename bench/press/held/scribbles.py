"""Papers of no known kind in somebody's own words: notes, letters in another language, a poem, a form of another country."""

from dataclasses import replace

from bench.press.case import Case
from bench.press.hand import a_hand
from bench.press.held.parts import type_of
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper


def note_by_hand(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A page from an exercise book with a message on it."""
    rng = pad.rng
    hand = ink.hand or a_hand(rng)
    pad.with_ink(hand=replace(hand, forms=True), leading=1.8)
    for k in range(24):
        pad.rule(14, 198, 30 + k * 10.4, weight=0.1)
    pad.y = 26
    for line in (
        f"Em {case.spouse.name.split()[-1]} ơi,",
        "chiều nay anh về muộn, em đón con lúc 4 rưỡi nhé.",
        "Nhớ mua: 2 cân cam, 1 bó rau cải, nửa cân thịt nạc,",
        "dầu gội, giấy ăn, pin cho cái đồng hồ.",
        f"Bà nội gọi điện, chủ nhật này giỗ ông, {rng.randrange(5, 9)} mâm.",
        "Tiền điện anh chuyển khoản rồi, còn tiền nước chưa.",
        "Chìa khóa xe để trong ngăn kéo.",
        "Yêu cả nhà!",
    ):
        pad.para(f"<h>{line}</h>", size=15, indent=0, align="left", gap=0.6)
    return pad.paper()


def english_letter(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A business letter from abroad."""
    rng = pad.rng
    type_of(pad, rng.choice(["serif", "sans"]), 11.5, 1.45)
    pad.para("<b>NORTHBRIDGE TRADING LTD.</b>", size=16, indent=0, align="left", gap=0)
    pad.para("14 Harbour Lane, Bristol BS1 4QT, United Kingdom", size=9.5, indent=0, align="left", gap=10)
    pad.para(case.day.strftime("%d %B %Y"), indent=0, align="left", gap=5)
    pad.para(f"Dear {'Mr' if case.owner.male else 'Ms'} {case.owner.name.split()[-1]},", indent=0, gap=3)
    pad.para("<b>Re: Your order of lacquer bowls and silk scarves</b>", indent=0, gap=3)
    for text in (
        f"Thank you for your quotation of last week. We are pleased to confirm our order for {rng.randrange(100, 900)} lacquer bowls and {rng.randrange(50, 400)} silk scarves on the terms discussed in Hanoi.",
        "Please note that the goods should be packed in wooden cases and shipped no later than the end of next month. Payment will be made by irrevocable letter of credit at sight.",
        "We would be grateful if you could send us samples of the new spring colours together with your current price list. Our buyer hopes to visit your workshop again in the autumn.",
        "We look forward to a long and pleasant cooperation.",
    ):
        pad.para(text, indent=0, gap=3)
    pad.para("Yours sincerely,", indent=0, gap=18)
    pad.para("Margaret Ellis, Purchasing Manager", indent=0)
    return pad.paper()


def poem(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Folk verses on a page of a book."""
    type_of(pad, "serif", 14, 1.7)
    pad.y = 50
    pad.centre("<b>CA DAO</b>", size=18, gap=8)
    for couplet in (
        ("Công cha như núi Thái Sơn,", "Nghĩa mẹ như nước trong nguồn chảy ra."),
        ("Anh em như thể chân tay,", "Rách lành đùm bọc, dở hay đỡ đần."),
        ("Trong đầm gì đẹp bằng sen,", "Lá xanh, bông trắng lại chen nhị vàng."),
        ("Cày đồng đang buổi ban trưa,", "Mồ hôi thánh thót như mưa ruộng cày."),
    ):
        for row in couplet:
            pad.para(row, align="left", left=pad.left + 34, gap=0)
        pad.y += 6
    pad.put(f"{pad.rng.randrange(12, 240)}", 105, 280, size=10, align="center")
    return pad.paper()


def story(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A page out of a novel: nothing but prose, the running title at the top."""
    type_of(pad, "serif", 12, 1.5)
    pad.put("<i>Những mùa cốm cũ</i>", 105, 14, size=10, align="center")
    for text in (
        "Sáng hôm ấy trời đổ mưa bụi. Ông lão mở hé cánh cửa gỗ, nhìn ra con ngõ vắng, nơi hàng cốm của bà Tư vẫn ngồi mỗi độ thu về. Mùi lá sen quyện với hơi đất ẩm làm ông nhớ lại những ngày còn bé.",
        "“Hôm nay bà có bán không?” - thằng bé con hỏi với theo. Không ai trả lời. Chỉ có tiếng rao của người bán báo vọng lại từ đầu phố, rồi tan dần vào màn mưa.",
        "Người ta kể rằng trước kia cả làng sống bằng nghề làm cốm. Đêm đêm tiếng chày thậm thịch vang khắp xóm, lửa bếp hắt lên những khuôn mặt đỏ hồng. Bây giờ chỉ còn vài nhà giữ nghề, và bọn trẻ thì đã lên phố cả.",
        "Ông lão thở dài, khép cửa, rót cho mình chén trà. Trên vách, chiếc đồng hồ quả lắc đã ngừng chạy từ mùa đông năm ngoái, nhưng ông không buồn sửa. Với ông, thời gian đã đứng lại ở một buổi chiều rất xa.",
        "Đến trưa thì mưa tạnh. Nắng lọt qua giàn mướp, rơi thành từng đốm vàng trên nền gạch. Ông đứng dậy, với lấy chiếc nón, quyết định đi bộ ra bến sông xem con đò cũ có còn ở đấy không.",
    ):
        pad.para(text)
    pad.put(f"{pad.rng.randrange(20, 300)}", 105, 284, size=10, align="center")
    return pad.paper()


def french_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A membership form of a foreign library."""
    type_of(pad, "sans", 11.5, 1.6)
    pad.para("<b>MÉDIATHÈQUE DE L'INSTITUT</b>", size=16, indent=0, align="left", gap=2)
    pad.para("<b>FICHE D'INSCRIPTION</b>", size=20, indent=0, align="left", gap=6)
    for label, value in (("Nom :", case.owner.name.split()[0]), ("Prénom :", case.owner.name.split()[-1]), ("Date de naissance :", case.owner.birth.strftime("%d/%m/%Y")), ("Adresse :", "24 Tràng Tiền"), ("Téléphone :", f"09{pad.rng.randrange(10**7, 10**8)}"), ("Courriel :", "")):  # fmt: skip
        pad.blank_line((label, value))
    pad.para("Je souhaite emprunter : [X] des livres   [  ] des films   [  ] des revues", indent=0)
    pad.para("J'ai pris connaissance du règlement intérieur et m'engage à rendre les documents dans un délai de trois semaines.", indent=0)  # fmt: skip
    pad.para(f"Hanoï, le {case.day.strftime('%d/%m/%Y')}          Signature :", indent=0)
    return pad.paper()
