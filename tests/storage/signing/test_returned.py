"""A signed copy is accepted when it is the paper that was handed out, signed now by somebody of the branch, and untouched
since. Anything less is refused by its name."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from pipeline.model.signing import Regime
from storage.signing.certificates import Issued
from storage.signing.options import SignatureOptions
from tests.storage.signing.paper import (
    NOON,
    a_copy,
    agency,
    colleague,
    lapsed,
    officer,
    officer_with_rsa,
    returned,
    short_key,
    signed,
    stranger,
    trust,
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return a_copy(tmp_path / "copy.pdf")


@pytest.mark.parametrize("signer", [officer_with_rsa, colleague], ids=["RSA", "elliptic curve"])
def test_a_copy_signed_by_an_officer_of_the_branch_holds(
    tmp_path: Path, copy: Path, signer: Callable[[], Issued]
) -> None:
    """It begins with our bytes, covers the whole file, and says who, when and how."""
    file = signed(copy, signer())
    found = returned(file, copy, trust(tmp_path, officer_with_rsa(), colleague()))
    assert found.faults == ()
    assert file.read_bytes().startswith(copy.read_bytes())
    counts = found.counts
    assert counts is not None
    assert (counts.signed_at, counts.time_stamped, counts.level, counts.covers_file) == (NOON, False, "B-B", True)
    assert not counts.revocation_checked
    assert "Nguyễn" not in repr(found)


def test_a_copy_nobody_signed_is_named(tmp_path: Path, copy: Path) -> None:
    assert returned(copy, copy, trust(tmp_path)).faults == ("signature-missing",)


def test_a_changed_byte_breaks_the_signature(tmp_path: Path, copy: Path) -> None:
    """Wherever it is changed: in our own pages, or in what the signer added."""
    file = signed(copy, colleague())
    whole = bytearray(file.read_bytes())
    place = whole.index(b"/MediaBox")
    whole[place + 12] ^= 1
    file.write_bytes(whole)
    assert returned(file, copy, trust(tmp_path)).faults[0] in ("signed-file-differs", "signature-broken")
    late = bytearray(signed(copy, colleague()).read_bytes())
    late[late.rindex(b"/Rect [") + 8] ^= 1
    file.write_bytes(late)
    assert returned(file, copy, trust(tmp_path)).faults[0] == "signature-broken"


def with_another_value(file: Path) -> Path:
    """*file* with one digit changed at the end of the newest signature's value, where the signature proper stands."""
    whole = bytearray(file.read_bytes())
    start = whole.rindex(b"/Contents <") + len(b"/Contents <")
    end = start + len(whole[start : whole.index(b">", start)].rstrip(b"0")) - 4
    whole[end] = ord("1") if whole[end] != ord("1") else ord("2")
    file.write_bytes(whole)
    return file


def test_a_changed_signature_value_breaks_it(tmp_path: Path, copy: Path) -> None:
    file = with_another_value(signed(copy, colleague()))
    assert returned(file, copy, trust(tmp_path)).faults[0] == "signature-broken"


def test_what_is_appended_after_signing_is_seen(tmp_path: Path, copy: Path) -> None:
    """An incremental update that paints over page 1; and bytes that no reader would show."""
    file = signed(copy, colleague())
    painted = tmp_path / "painted.pdf"
    painted.write_bytes(file.read_bytes() + painting(file))
    assert returned(painted, copy, trust(tmp_path)).faults[0] == "signed-file-differs"
    padded = tmp_path / "padded.pdf"
    padded.write_bytes(file.read_bytes() + b"\n% a comment\n")
    assert returned(padded, copy, trust(tmp_path)).faults == ("changed-after-signing",)
    padded.write_bytes(file.read_bytes() + b"\r\n\0\0")
    assert returned(padded, copy, trust(tmp_path)).holds


def painting(file: Path, page_content: bytes = b"q 1 0 0 rg 0 0 600 800 re f Q") -> bytes:
    """An update that gives page 1 another content."""
    with pikepdf.open(file) as pdf:
        number, generation = pdf.pages[0].obj.objgen
        page = {name: pdf.pages[0].obj[name] for name in pdf.pages[0].obj if name != "/Contents"}
        size = int(pdf.trailer["/Size"])
        root = pdf.trailer["/Root"].objgen[0]
        body = b" ".join(
            name.encode()
            + b" "
            + (value.unparse(resolved=False) if isinstance(value, pikepdf.Object) else str(value).encode())
            for name, value in page.items()
        )
    start = len(file.read_bytes())
    first = b"%d %d obj\n<< %b /Contents %d 0 R >>\nendobj\n" % (number, generation, body, size)
    second = b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (size, len(page_content), page_content)
    table = start + len(first) + len(second)
    before = int(re.findall(rb"startxref\s+(\d+)", file.read_bytes())[-1])
    return (
        first
        + second
        + b"xref\n%d 1\n%010d %05d n \n%d 1\n%010d 00000 n \n" % (number, start, generation, size, start + len(first))
        + b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size + 1, root, before, table)
    )


def test_pages_changed_between_our_copy_and_the_signature_are_seen(tmp_path: Path, copy: Path) -> None:
    """The file begins with our bytes and the signature covers all of it: and yet it shows another paper."""
    swapped = tmp_path / "swapped.pdf"
    swapped.write_bytes(copy.read_bytes() + painting(copy))
    file = signed(swapped, officer())
    assert file.read_bytes().startswith(copy.read_bytes())
    assert returned(file, copy, trust(tmp_path)).faults == ("signed-file-differs",)


def test_a_whole_document_behind_ours_that_hides_it_is_seen(tmp_path: Path, copy: Path) -> None:
    """Our bytes first, then a complete other file with a table of its own: a reader never looks at ours."""
    other = a_copy(tmp_path / "other.pdf", word="other").read_bytes()
    start = len(copy.read_bytes())
    moved = re.sub(rb"(?m)^(\d{10}) (\d{5}) n", lambda m: b"%010d %b n" % (int(m[1]) + start, m[2]), other)
    moved = re.sub(rb"startxref\s+(\d+)", lambda m: b"startxref\n%d" % (int(m[1]) + start), moved)
    hidden = tmp_path / "hidden.pdf"
    hidden.write_bytes(copy.read_bytes() + moved)
    file = signed(hidden, officer())
    assert "signed-file-differs" in returned(file, copy, trust(tmp_path)).faults


@pytest.mark.parametrize("pages", [1, 3])
def test_another_paper_signed_is_not_this_one(tmp_path: Path, copy: Path, pages: int) -> None:
    """Signed well, by the right person, and not what was handed out."""
    other = signed(a_copy(tmp_path / "other.pdf", pages, word="other"), officer())
    assert returned(other, copy, trust(tmp_path)).faults == ("signed-file-differs",)


def test_something_that_acts_is_more_than_a_signature(tmp_path: Path, copy: Path) -> None:
    """Scripts, actions and notes laid over the paper before it was signed."""
    for change in (
        lambda pdf: pdf.Root.__setitem__(
            "/OpenAction", pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
        ),
        lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", pikepdf.Array([a_note(pdf)])),
        lambda pdf: pdf.pages[1].obj.__setitem__("/Rotate", 90),
        lambda pdf: pdf.pages[1].obj.__setitem__("/CropBox", pikepdf.Array([0, 0, 100, 100])),
    ):
        with pikepdf.open(copy) as pdf:
            change(pdf)
            pdf.save(tmp_path / "changed.pdf")
        file = signed(tmp_path / "changed.pdf", officer())
        options = trust(tmp_path).model_copy(update={"accept_rewritten": True})
        assert returned(file, copy, options).faults == ("signed-file-differs",)


def a_note(pdf: pikepdf.Pdf) -> pikepdf.Object:
    box = pikepdf.Array([0, 0, 500, 500])
    return pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=box, Contents="x", DA="/F 9 Tf")
    )


def test_a_file_a_tool_wrote_anew_counts_only_where_that_is_allowed(tmp_path: Path, copy: Path) -> None:
    """Some signers do not append. The pages are then compared object by object, and an operator has to want it."""
    with pikepdf.open(copy) as pdf:
        pdf.save(tmp_path / "anew.pdf", compress_streams=True, recompress_flate=True, linearize=True)
    file = signed(tmp_path / "anew.pdf", officer())
    assert not file.read_bytes().startswith(copy.read_bytes())
    strict = trust(tmp_path)
    assert returned(file, copy, strict).faults == ("signed-file-differs",)
    assert returned(file, copy, strict.model_copy(update={"accept_rewritten": True})).holds


def test_two_signatures_over_one_copy_hold_together(tmp_path: Path, copy: Path) -> None:
    """The officer signs, then the agency: both stand, the newer covers the older."""
    first = signed(copy, officer())
    both = signed(first, agency(), NOON + timedelta(minutes=1), Regime.AGENCY_COPY, "ỦY BAN NHÂN DÂN")
    found = returned(both, copy, trust(tmp_path, officer()), now=NOON + timedelta(minutes=2))
    assert found.faults == ()
    assert [one.holds for one in found.signatures] == [True, False]  # the agency is nobody's officer
    assert [one.covers_file for one in found.signatures] == [False, True]


def test_one_broken_signature_of_two_breaks_the_file(tmp_path: Path, copy: Path) -> None:
    first = with_another_value(signed(copy, colleague()))
    both = signed(first, officer())
    assert returned(both, copy, trust(tmp_path)).faults[0] == "signature-broken"


def test_a_certificate_past_its_day_is_named(tmp_path: Path, copy: Path) -> None:
    assert returned(signed(copy, lapsed()), copy, trust(tmp_path)).faults == ("certificate-expired",)


def test_an_authority_nobody_trusts_is_named(tmp_path: Path, copy: Path) -> None:
    """Also when the name and number are an officer's own: anybody can write a name."""
    assert returned(signed(copy, stranger()), copy, trust(tmp_path)).faults == ("signature-untrusted",)
    assert returned(signed(copy, officer()), copy, SignatureOptions()).faults == ("signature-untrusted",)


def test_a_signer_the_branch_does_not_know_is_named(tmp_path: Path, copy: Path) -> None:
    """A colleague from elsewhere, under the same authority; and a branch for which nobody was named."""
    options = trust(tmp_path, officer())
    assert returned(signed(copy, colleague()), copy, options).faults == ("signer-not-allowed",)
    (options.officers / "q1").rename(options.officers / "q2")  # type: ignore[operator]
    assert returned(signed(copy, officer()), copy, options).faults == ("signer-not-allowed",)


def test_an_agency_does_not_sign_as_an_officer(tmp_path: Path, copy: Path) -> None:
    """The circular asks for a personal signature; an office seal certificate is none."""
    file = signed(copy, agency())
    assert returned(file, copy, trust(tmp_path)).faults == ("signer-not-personal",)
    assert returned(file, copy, trust(tmp_path).model_copy(update={"personal": False})).holds


@pytest.mark.parametrize("late", [timedelta(hours=2), timedelta(days=-2)], ids=["tomorrow", "before it was handed out"])
def test_a_time_that_cannot_be_is_named(tmp_path: Path, copy: Path, late: timedelta) -> None:
    faults = returned(signed(copy, officer_of_years(), NOON + late), copy, trust(tmp_path)).faults
    assert faults == ("signature-time-implausible",)


def officer_of_years() -> Issued:
    from storage.signing.certificates import ec_key, issue
    from tests.storage.signing.paper import root

    return issue(
        root(), "Lê Thị Mẫu", "CCCD:000000000009", NOON - timedelta(days=9), NOON + timedelta(days=9), ec_key()
    )


def test_clocks_a_few_minutes_apart_are_forgiven(tmp_path: Path, copy: Path) -> None:
    for slack in (timedelta(minutes=4), timedelta(minutes=-4)):
        assert returned(signed(copy, officer(), NOON + slack), copy, trust(tmp_path)).holds


def test_a_short_key_is_named(tmp_path: Path, copy: Path) -> None:
    assert returned(signed(copy, short_key()), copy, trust(tmp_path)).faults[0] == "signature-algorithm-weak"


@pytest.mark.parametrize("share", [0.3, 0.8, 0.999])
def test_a_file_cut_off_is_never_accepted(tmp_path: Path, copy: Path, share: float) -> None:
    """Half a file may open, or may not: it does not hold."""
    file = signed(copy, officer())
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    assert not returned(file, copy, trust(tmp_path)).holds


def test_an_encrypted_file_is_named(tmp_path: Path, copy: Path) -> None:
    with pikepdf.open(signed(copy, officer())) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        pdf.save(tmp_path / "owned.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    assert returned(tmp_path / "locked.pdf", copy, trust(tmp_path)).faults == ("encrypted-file",)
    assert returned(tmp_path / "owned.pdf", copy, trust(tmp_path)).faults == ("encrypted-file",)


def test_a_mark_that_hides_the_paper_is_more_than_a_mark(tmp_path: Path, copy: Path) -> None:
    """A field over half the page, empty as it is, shows the reader something else than what was scanned."""
    with pikepdf.open(copy) as pdf:
        widget = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T="Big",
                Rect=pikepdf.Array([0, 0, 595, 600]),
                P=pdf.pages[0].obj,
                F=4,
            )
        )
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([widget])
        pdf.Root["/AcroForm"] = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([widget]), SigFlags=3))
        pdf.save(tmp_path / "big.pdf")
    file = signed(tmp_path / "big.pdf", officer())
    options = trust(tmp_path).model_copy(update={"accept_rewritten": True})
    assert returned(file, copy, options).faults == ("signed-file-differs",)
