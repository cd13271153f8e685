"""Secrecy stamps stop a paper; words about secrecy do not."""

import pytest

from classifiers.separate import RuleSeparator, bears_secrecy_stamp
from classifiers.taxonomy import Taxonomy
from pipeline.model.work import VerdictKind
from tests.classifiers.pages import BODY, MORE, a_reading, a_verdict, a_view, agency
from tests.classifiers.papers import BIRTH, DECISION

SEPARATOR = RuleSeparator(Taxonomy.load())
SECRET = agency("Số: 15/QĐ-UBND") + "<MẬT\n^QUYẾT ĐỊNH\n" + BODY


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "| MẬT |", "[MÂT]", "TÓI MẬT", "TUYỆT MAT", "MẬT."])
def test_a_stamp_is_seen_with_its_box_and_slips(stamp: str) -> None:
    assert bears_secrecy_stamp(a_reading(SECRET.replace("MẬT", stamp)))


@pytest.mark.parametrize(
    "sketch",
    [
        DECISION,
        BIRTH,
        "Tài liệu mật phải được bảo quản theo quy định của pháp luật về bảo vệ bí mật nhà nước.\n" + BODY,
        "^mật\n" + BODY,
        "^MẶT TRƯỚC\n^MẤT\n^MÁT\n" + BODY,
        "^BÍ MẬT KINH DOANH\n" + BODY,
        MORE + "\n@0.8\n^MẬT",
        "",
    ],
)
def test_words_about_secrecy_are_no_stamp(sketch: str) -> None:
    assert not bears_secrecy_stamp(a_reading(sketch))


def test_the_whole_paper_is_set_aside_and_a_person_is_told() -> None:
    """One stamped page stops its document, not its neighbours."""
    proposal = SEPARATOR.separate(a_view([a_reading(s) for s in (BIRTH, SECRET, MORE, DECISION)]))
    assert [d.pages for d in proposal.documents] == [(1,), (4,)]
    assert proposal.quarantined == (2, 3)
    assert ("secrecy-stamp", (2, 3)) in [(d.reference, d.pages) for d in proposal.doubts]


def test_a_stamp_whose_text_was_dropped_is_remembered() -> None:
    """No text of a secret page is kept, only that there was a stamp."""
    dropped = a_reading("", warnings=("secrecy-stamp",))
    assert bears_secrecy_stamp(dropped)
    assert SEPARATOR.separate(a_view([a_reading(BIRTH), dropped])).quarantined


def test_a_person_may_say_that_it_was_none() -> None:
    """A false alarm: treating the page as paper brings it back."""
    view = a_view([a_reading(BIRTH), a_reading(SECRET)], verdicts=[a_verdict(VerdictKind.SPLIT, 2)])
    proposal = SEPARATOR.separate(view)
    assert (proposal.quarantined, proposal.doubts) == ((), ())


@pytest.mark.parametrize("stamp", ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC", "HỎA TỐC HẸN GIỜ"])
def test_urgency_is_no_secrecy(stamp: str) -> None:
    """Độ khẩn stands in the same place as độ mật (NĐ 30/2020, box 10) and keeps nothing back."""
    assert not bears_secrecy_stamp(a_reading(SECRET.replace("MẬT", stamp)))
