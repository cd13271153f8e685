"""Review (kiểm tra, đối chiếu): a person's verdict becomes a fact that starts a new run."""

from pipeline.model.ids import digest_of
from pipeline.model.work import Verdict
from pipeline.names import verdict_name
from pipeline.ports import Codec, ReviewDesk, Store


def decide(verdict: Verdict, store: Store, verdicts: Codec[Verdict], desk: ReviewDesk) -> None:
    """Keep *verdict* in the store first, then in the ledger: a cut in between leaves it to be given again."""
    blob = verdicts.encode(verdict)
    store.record(verdict_name(verdict.batch, digest_of(blob)), blob)
    desk.decide(verdict)
