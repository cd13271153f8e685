"""Papers digitised before, found for their owner and for nobody else."""

from collections.abc import Sequence
from datetime import date

from pipeline.model.documents import Classification, ExtractedField
from pipeline.model.dossier import Component, DossierRecord, Entry, HandBack, Manifest, Owner, Procedure
from pipeline.model.geometry import Box
from pipeline.model.ids import BatchId, ComponentCode, DossierCode, KindCode, ProcedureCode, digest_of, digest_of_parts
from pipeline.model.quality import ReuseMark
from pipeline.model.standing import PaperRule
from pipeline.model.work import Filing
from pipeline.ports import BatchView
from pipeline.stages.reuse import marks, offers, owner_key
from tests.storage.ledger.papers import scan

MARITAL = KindCode("marital-status-certificate")
OWNER = Owner("Nguyễn Văn An", "001087012345", "1987-05-02")
WANTED = Component(ComponentCode("C1"), "Giấy xác nhận tình trạng hôn nhân", (MARITAL,), required=True)
RULES = {MARITAL: PaperRule(MARITAL, "Giấy xác nhận tình trạng hôn nhân", frozenset(), 6)}
TODAY = date(2026, 11, 30)


def keyed(parts: Sequence[str]) -> str:
    return digest_of_parts(["secret", *parts])


def record(code: str = "H26-1", owner: Owner = OWNER) -> DossierRecord:
    procedure = Procedure(ProcedureCode("1.000894"), "Kết hôn", (WANTED,))
    return DossierRecord(DossierCode(code), procedure, owner, "H26", "H26", 2)


def filing(code: str = "H26-1", **values: str) -> Filing:
    fields = tuple(ExtractedField(n, n, v, v, 1, Box(0, 0, 1, 1), 0.99) for n, v in values.items())
    named = Classification(MARITAL, "", 0.99, (), "t")
    digest = digest_of(b"copy")
    entry = Entry(ComponentCode("C1"), "", BatchId("b-a"), (1,), (digest,), digest, 1, None, named, fields)
    manifest = Manifest(DossierCode(code), ProcedureCode("1.000894"), 1, None, (entry,))
    return Filing(manifest, digest, HandBack(DossierCode(code), manifest.procedure, digest, 1, ()))


def marked(one: Filing, of: DossierRecord) -> list[ReuseMark]:
    return list(marks([one], BatchView(scan("a"), {}), {of.code: of}, RULES, keyed))


def test_a_paper_that_names_its_owner_is_found_again_from_another_dossier() -> None:
    """As long as it is valid: six months from its issue for this kind."""
    (found,) = marked(filing(id_number=OWNER.id_number, issue_date="2026-09-01", document_number="12/XN"), record())
    assert (found.owner, found.kind, found.valid_until) == (owner_key(record(), keyed), MARITAL, "2027-03-01")
    (offer,) = offers(record("H26-2"), [WANTED], [found], TODAY)
    assert (offer.component, offer.kind, offer.entry_id, offer.valid_until) == (
        "C1",
        MARITAL,
        found.entry_id,
        "2027-03-01",
    )
    assert offer.dossier_digest == digest_of(b"H26-1")


def test_a_mark_says_nothing_about_a_person() -> None:
    """Neither name nor number nor dossier code, and no digest anybody could try out without the key."""
    (found,) = marked(filing(id_number=OWNER.id_number, issue_date="2026-09-01"), record())
    told = str(found)
    for private in (OWNER.id_number, OWNER.name, "H26-1", digest_of(OWNER.id_number.encode())):
        assert private not in told


def test_a_paper_of_somebody_else_is_never_marked_for_the_owner() -> None:
    """A relative's paper in the dossier is the relative's."""
    assert marked(filing(id_number="001190054321"), record()) == []
    assert marked(filing(full_name="Trần Thị Bình"), record()) == []
    assert marked(filing(), record()) == []
    assert len(marked(filing(full_name="NGUYỄN VĂN AN"), record())) == 1
    assert marked(filing(id_number="001087012345"), record(owner=Owner("Nguyễn Văn An"))) == []


def test_what_ended_or_lies_in_the_dossier_itself_is_not_offered() -> None:
    """The newest of several is."""
    (old,) = marked(filing("H26-0", id_number=OWNER.id_number, issue_date="2026-01-05"), record("H26-0"))
    (new,) = marked(filing(id_number=OWNER.id_number, issue_date="2026-09-01"), record())
    assert offers(record("H26-2"), [WANTED], [old], TODAY) == ()
    assert offers(record(), [WANTED], [new], TODAY) == ()
    assert [o.dossier_digest for o in offers(record("H26-2"), [WANTED], [old, new], TODAY)] == [new.dossier]
    assert offers(record("H26-2"), [], [new], TODAY) == ()
