"""TLS towards scanners: most sign their own certificate, so a configured fingerprint stands for the whole chain."""

import hashlib
import hmac
import socket
import ssl
from typing import Any

from pipeline.errors import ConfigurationError, TransientError
from scanners.escl.options import EsclOptions


def context_for(options: EsclOptions) -> ssl.SSLContext:
    """Trust the pinned certificate and no other; without a pin, the system's or the configured authorities.

    `ConfigurationError` when the file of authorities cannot be read.
    """
    if options.fingerprint is not None:
        return _pinned(options.fingerprint, old=options.old_tls)
    try:
        return ssl.create_default_context(cafile=options.ca_file)
    except (OSError, ssl.SSLError):
        raise ConfigurationError(
            "scanner-certificate-unknown",
            "the file of trusted certificates cannot be read",
            "Correct ca_file of the scanner.",
        ) from None


def _pinned(fingerprint: str, *, old: bool) -> ssl.SSLContext:
    class PinnedSocket(ssl.SSLSocket):
        """Hangs up before a byte is sent when another certificate is shown."""

        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            shown = hashlib.sha256(self.getpeercert(binary_form=True) or b"").hexdigest()
            if not hmac.compare_digest(shown, fingerprint):
                raise ssl.SSLCertVerificationError("another certificate than the pinned one")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # the fingerprint names the one certificate; names in it say nothing more
    context.verify_mode = ssl.CERT_NONE
    context.sslsocket_class = PinnedSocket
    if old:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


def shown_fingerprint(host: str, port: int, seconds: float = 5.0) -> str:
    """SHA-256 of the certificate the device shows now, for the operator to compare and pin.

    `TransientError` when it does not answer or speaks no TLS.
    """
    context: Any = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    try:
        with socket.create_connection((host, port), timeout=seconds) as plain, context.wrap_socket(plain) as shown:
            return hashlib.sha256(shown.getpeercert(binary_form=True)).hexdigest()
    except OSError:  # ssl.SSLError is one
        raise TransientError(
            "scanner-offline", "the scanner shows no certificate", "See that it is switched on."
        ) from None
