"""A certificate for trying the signing out, kept beside the hand-over so that the same one signs tomorrow."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from pyhanko.sign.signers import Signer

from storage.signing.certificates import NO_VALUE, issue, trial_root
from storage.signing.reference import signer_from_files

LASTS = timedelta(days=29)


def trial_signer(folder: Path, now: datetime) -> Signer:
    """The signer of *folder*, made when there is none. Nobody trusts it until an operator copies its ``root.pem`` among
    the trusted certificates; the root's own key is thrown away at once."""
    key, certificate = folder / "officer.key.pem", folder / "officer.pem"
    if not (key.exists() and certificate.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        root = trial_root(now)
        officer = issue(root, f"CÁN BỘ {NO_VALUE}", "CCCD:000000000000", now - timedelta(hours=1), now + LASTS)
        (folder / "root.pem").write_bytes(root.certificate_pem)
        certificate.write_bytes(officer.certificate_pem)
        descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(officer.key_pem)
    return signer_from_files(key, certificate, None)
