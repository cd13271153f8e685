"""Wiring: the one place where seams meet the adapters that stand behind them."""

import hmac
import os
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from classifiers.checks import PaperExaminer
from classifiers.classify import KindClassifier
from classifiers.decisions import RiskDecider
from classifiers.extract import RuleExtractor
from classifiers.secrecy import bears_secrecy_stamp
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from classifiers.textmodel import TextModel
from flows.checklists import checklists_of
from flows.embedded import free_port, in_thread, sandbox_one_stop
from flows.filedoor import file_door
from flows.settings import Settings
from flows.signing import signature_notes, signatures_of, signing_of
from flows.workbench import Codecs, Workbench
from ocr.bind.pdfa import PdfaBinder
from ocr.decode.inspect import SandboxedInspector
from ocr.pool import PooledReader
from pipeline.errors import ConfigurationError
from pipeline.model.documents import Proposal
from pipeline.model.dossier import HandBackReceipt, Manifest
from pipeline.model.ids import KindCode, digest_of_parts
from pipeline.model.paper import ScanBatch
from pipeline.model.reading import PageReading
from pipeline.model.standing import PaperRule
from pipeline.model.work import Settlement, Verdict
from pipeline.policy import FilingPolicy, Patience, Sampling
from pipeline.ports import FileLinks, RecordSystem, Store
from pipeline.stages.reuse import Keyed
from storage.codec import JsonCodec
from storage.ledger import LedgerOptions, SqlLedger
from storage.links import S3Links, SignedLinks, SignedLinksOptions
from storage.objects.folder import FolderOptions, FolderStore
from storage.objects.s3 import S3Store
from storage.records.portal import PortalOptions, PortalRecords
from storage.records.sync import SyncOptions, SyncRecords


def now() -> datetime:
    """The time of day, aware."""
    return datetime.now(UTC)


def codecs() -> Codecs:
    return Codecs(
        batches=JsonCodec(ScanBatch),
        readings=JsonCodec(PageReading),
        proposals=JsonCodec(Proposal),
        manifests=JsonCodec(Manifest),
        settlements=JsonCodec(Settlement),
        verdicts=JsonCodec(Verdict),
        receipts=JsonCodec(HandBackReceipt),
    )


def open_store(settings: Settings) -> S3Store | FolderStore:
    """S3 where the settings name one, else a folder in the workspace."""
    if settings.s3 is not None:
        return S3Store(settings.s3)
    settings.folder_store.mkdir(parents=True, exist_ok=True)
    return FolderStore(FolderOptions(root=settings.folder_store))


def open_ledger(settings: Settings) -> SqlLedger:
    """The ledger with its schema in place."""
    settings.workspace.mkdir(parents=True, exist_ok=True)
    ledger = SqlLedger(LedgerOptions(url=settings.ledger_url))
    ledger.create_schema()
    return ledger


@dataclass(frozen=True, slots=True)
class Eyes:
    """What looks at paper: everything that needs neither a store nor a record system."""

    inspector: SandboxedInspector
    reader: PooledReader
    separator: RuleSeparator
    classifier: KindClassifier
    extractor: RuleExtractor
    examiner: PaperExaminer
    decider: RiskDecider


@contextmanager
def open_eyes(settings: Settings, taxonomy: Taxonomy | None = None) -> Iterator[Eyes]:
    """Decoder, page workers and classifiers; the processes behind them end with the block.

    *taxonomy* is what the settings name, when somebody has read it already.
    """
    taxonomy, model = taxonomy or Taxonomy.load(settings.taxonomy), TextModel.load()
    with ExitStack() as stack:
        inspector = stack.enter_context(closing(SandboxedInspector(settings.decode)))
        reader = stack.enter_context(PooledReader(settings.reader))
        yield Eyes(
            inspector=inspector,
            reader=reader,
            separator=RuleSeparator(taxonomy, model),
            classifier=KindClassifier(taxonomy, model),
            extractor=RuleExtractor(taxonomy),
            examiner=PaperExaminer(taxonomy),
            decider=RiskDecider(taxonomy),
        )


@contextmanager
def open_records(settings: Settings, store: Store, taxonomy: Taxonomy) -> Iterator[RecordSystem]:
    """The one-stop system the settings name; the sandbox, started for the time being, when they name none."""
    checklists = checklists_of(taxonomy)
    with ExitStack() as stack:
        links = _links(settings, store, stack)
        base = ""
        if settings.uses_sandbox:
            base = stack.enter_context(sandbox_one_stop(settings.workspace.resolve() / "sandbox"))
        if settings.records == "portal":
            yield stack.enter_context(
                closing(PortalRecords(settings.portal or sandbox_portal(base), store, checklists))
            )
        else:
            yield stack.enter_context(
                closing(SyncRecords(settings.sync or sandbox_sync(base), links, checklists=checklists))
            )


SANDBOX_ACCOUNT = SecretStr("sandbox")
"""Fixed and public: there is nothing behind it but made-up people."""


def sandbox_sync(base: str) -> SyncOptions:
    """How the sandbox is spoken to in the older way."""
    return SyncOptions(
        name="sandbox-sync",
        base_url=f"{base}/mapi",
        unit_code="H26",
        username=SANDBOX_ACCOUNT,
        password=SANDBOX_ACCOUNT,
    )


def sandbox_portal(base: str) -> PortalOptions:
    """How the sandbox is spoken to in the 2026 way."""
    return PortalOptions(
        name="sandbox-portal", base_url=f"{base}/portal", client_id=SANDBOX_ACCOUNT, client_secret=SANDBOX_ACCOUNT
    )


def _links(settings: Settings, store: Store, stack: ExitStack) -> FileLinks:
    if settings.s3 is not None:
        return S3Links(settings.s3)
    secret = settings.link_secret or _workspace_secret(settings.workspace / "link.secret")
    port = settings.link_port or free_port()
    base = settings.link_base or f"http://127.0.0.1:{port}"
    links = SignedLinks(SignedLinksOptions(base_url=base, secret=secret))
    if settings.link_base and settings.link_port is None:
        return links  # another process of this workspace keeps the door
    stack.enter_context(in_thread(file_door(store, links, settings.scratch.resolve(), now), port))
    return links


def _keyed(settings: Settings) -> Keyed:
    """Keys under which a person's papers are found again, and which say nothing without the secret."""
    secret = (settings.reuse_secret or _workspace_secret(settings.workspace / "reuse.secret")).get_secret_value()

    def keyed(parts: Sequence[str]) -> str:
        return hmac.digest(secret.encode(), digest_of_parts(parts).encode(), "sha256").hex()

    return keyed


def _workspace_secret(path: Path) -> SecretStr:
    """A secret of this workspace's own, made once, readable by its owner only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    secret = path.read_text().strip()
    if len(secret) < 32:
        raise ConfigurationError("link-secret-damaged", "a secret of the workspace is damaged", f"Delete {path}.")
    return SecretStr(secret)


def rules_of(taxonomy: Taxonomy) -> dict[KindCode, PaperRule]:
    """What the heart has to know of each kind: what it carries, and how long the law lets it be used."""
    return {
        kind.code: PaperRule(
            kind.code, kind.title, frozenset(kind.fields), kind.valid_months, proves_identity=kind.group == "identity"
        )
        for kind in taxonomy
    }


@contextmanager
def open_workbench(settings: Settings) -> Iterator[Workbench]:
    """Everything a worker needs, opened; whatever was started for it is stopped when the block ends."""
    settings.scratch.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        store = open_store(settings)
        ledger = stack.enter_context(closing(open_ledger(settings)))
        taxonomy = Taxonomy.load(settings.taxonomy)
        records = stack.enter_context(open_records(settings, store, taxonomy))
        eyes = stack.enter_context(open_eyes(settings, taxonomy))
        signatures = stack.enter_context(signatures_of(settings))
        yield Workbench(
            store=store,
            ledger=ledger,
            inspector=eyes.inspector,
            reader=eyes.reader,
            binder=PdfaBinder(settings.binder),
            separator=eyes.separator,
            classifier=eyes.classifier,
            extractor=eyes.extractor,
            examiner=eyes.examiner,
            decider=RiskDecider(taxonomy, settings.promise, ledger.outcomes),
            is_secret=bears_secrecy_stamp,
            records=records,
            codecs=codecs(),
            policy=FilingPolicy(settings.kind_threshold, settings.boundary_threshold),
            patience=Patience(attempts=settings.attempts),
            lease=settings.lease,
            scratch=settings.scratch.resolve(),
            worker=f"{socket.gethostname()}-{os.getpid()}",
            clock=now,
            rules=rules_of(taxonomy),
            promise=settings.promise,
            sampling=Sampling(share=settings.sample_share, least=settings.sample_least),
            keyed=_keyed(settings),
            signing=signing_of(settings),
            signature_notes=signature_notes(signatures, store, settings.scratch.resolve()),
        )
