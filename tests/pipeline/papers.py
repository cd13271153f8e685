"""Records, entries and rules: say only what a test is about."""

from pipeline.model.documents import Classification, Decision, ExtractedField
from pipeline.model.dossier import Component, DossierRecord, Entry, Owner, Procedure
from pipeline.model.geometry import Box
from pipeline.model.ids import BatchId, ComponentCode, DossierCode, KindCode, ProcedureCode, digest_of
from pipeline.model.standing import PaperRule

DOSSIER = DossierCode("H26.00-261120-0005")
BIRTH = KindCode("birth-notification")
WITNESS = KindCode("witness-statement")
CARD = KindCode("id-card")
MARITAL = KindCode("marital-status-certificate")

COMPONENTS = (
    Component(ComponentCode("TP02"), "Giấy chứng sinh", (BIRTH,), required=True, instead=(WITNESS,)),
    Component(ComponentCode("TP03"), "Giấy tờ tùy thân", (CARD,), required=True, many=True),
    Component(ComponentCode("TP04"), "Giấy xác nhận tình trạng hôn nhân", (MARITAL,), required=False),
)

RULES = {
    BIRTH: PaperRule(BIRTH, "Giấy chứng sinh", frozenset({"document_number", "issue_date", "issuer"})),
    CARD: PaperRule(
        CARD, "Căn cước", frozenset({"id_number", "full_name", "id_issue_date", "expiry_date"}), proves_identity=True
    ),
    MARITAL: PaperRule(
        MARITAL, "Giấy xác nhận tình trạng hôn nhân", frozenset({"document_number", "issue_date", "issuer"}), 6
    ),
    KindCode("decision"): PaperRule(
        KindCode("decision"), "Quyết định", frozenset({"document_number", "issue_date", "issuer", "summary"})
    ),
}


def a_record(owner: Owner | None = None, components: tuple[Component, ...] = COMPONENTS) -> DossierRecord:
    procedure = Procedure(ProcedureCode("1.001193"), "Đăng ký khai sinh", components)
    return DossierRecord(DOSSIER, procedure, owner or Owner("Vũ Thị Thu Huyền", "001194077120"), "", "", 2)


def a_value(name: str, value: str, decision: Decision = Decision.AUTO, confirmed: str | None = None) -> ExtractedField:
    return ExtractedField(
        name, name, value, value, 1, Box(0, 0, 1, 1), 0.95, risk=0.001, decision=decision, confirmed=confirmed
    )


def an_entry(
    kind: str, component: str, *fields: ExtractedField, page: int = 1, batch: str = "b-1", read_back: bool = True
) -> Entry:
    """A paper of one page filed under *component*."""
    title = RULES[KindCode(kind)].title if KindCode(kind) in RULES else kind
    return Entry(
        component=ComponentCode(component),
        component_name=component,
        batch=BatchId(batch),
        pages=(page,),
        sources=(digest_of(b"source"),),
        copy=digest_of(b"copy"),
        copy_size=9,
        signed_original=None,
        classification=Classification(KindCode(kind), title, 0.99, (), "test"),
        fields=fields,
        read_back=read_back,
    )
