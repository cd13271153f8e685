"""`sohoa door` and `sohoa stations` as an operator runs them: over TLS, with the real decoder and real-looking papers."""

import datetime as dt
import ipaddress
import json
import ssl
import subprocess
from contextlib import closing
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from flows.settings import Settings
from flows.wiring import open_ledger
from pipeline.model.paper import Lane
from pipeline.model.work import BatchState
from tests.console.centre.hands import COMMAND, DoorProcess, Hands, sohoa

PAPERS = Path(__file__).parents[2] / "papers"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the loopback address, and its key."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "door")])
    now = dt.datetime.now(dt.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + dt.timedelta(1))
        .add_extension(address, critical=False)
        .sign(key, SHA256())
    )
    (folder / "door.crt").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "door.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "door.crt", folder / "door.pem"


def test_from_registration_to_receipt_as_an_operator_sees_it(tmp_path: Path) -> None:
    """Register, open, receive over TLS, refuse a second door, stop in order; the batch waits for a worker."""
    crt, key = certificate(tmp_path)
    door = DoorProcess(tmp_path, "--tls-cert", str(crt), "--tls-key", str(key))
    trusted = httpx.Client(verify=ssl.create_default_context(cafile=str(crt)), trust_env=False, timeout=60)
    hands = Hands(lambda: f"https://127.0.0.1:{door.port}", "Q1-01", Ed25519PrivateKey.generate(), client=trusted)
    added = sohoa(tmp_path, "stations", "add", "Q1-01", "--branch", "Q1", "--key", "-", "--json", text=hands.public_pem)
    door.check = lambda: trusted.get(hands.base() + "/v1/health").status_code == 200
    door.open()
    try:
        assert json.loads(added)["centre_key"] == trusted.get(hands.base() + "/v1/key").json()["key"]
        files = {path.name: path.read_bytes() for path in sorted((PAPERS / "02-chung-thuc-hai-giay-to").glob("*.jpg"))}
        for blob in files.values():
            hands.send(blob)
        hands.seal("khay-papers", files)
        assert hands.received("khay-papers")["sides"] == len(files)
        second = subprocess.run(
            [*COMMAND, "door", "--port", "0", "--workspace", str(tmp_path)], capture_output=True, text=True, timeout=60
        )
        assert (second.returncode, "door-already-open" in second.stderr) == (20, True)
    finally:
        trusted.close()
        ended = door.close()
    assert ended == 0
    assert [name for name in files if name in door.said()] == []
    with closing(open_ledger(Settings(workspace=tmp_path))) as ledger:
        (status,) = ledger.statuses()
    assert (status.branch, status.lane, status.state) == ("Q1", Lane.LIVE, BatchState.TAKEN_IN)
    assert (tmp_path / "door.key").stat().st_mode & 0o777 == 0o600
