"""How TLS is spoken: verified, 1.2 or later, and leaving no keys behind."""

import hashlib
import logging
import ssl
from pathlib import Path
from typing import Any

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason

_log = logging.getLogger(__name__)


def make_tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Returns a context that verifies chain and host name.

    It is made by hand, not by `ssl.create_default_context` or urllib3, because both obey the
    environment variable SSLKEYLOGFILE and would write the session's keys to a file.

    Args:
        ca_file: an administrator's authorities (PEM), which replace the public ones; None for
            the public ones.

    Raises:
        EndpointError: TLS, the file cannot be read or holds no certificate.
    """
    context = _NotingContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    context.hostname_checks_common_name = False
    try:
        context.load_verify_locations(cafile=str(ca_file or DEFAULT_CA_BUNDLE_PATH))
    except OSError as error:
        raise EndpointError(Reason.TLS, "ca_file") from error
    return context


class _NotingSocket(ssl.SSLSocket):
    """A TLS connection whose certificate is named in the log where it is refused, new or changed.

    That tells an administrator a renewal from somebody in between.
    """

    def do_handshake(self, block: bool = False) -> None:
        """Shakes hands.

        Raises:
            ssl.SSLError: as Python's own.
        """
        try:
            super().do_handshake(block)
        except ssl.SSLCertVerificationError as error:
            _log.warning(
                "the certificate of %s was refused (%s), SHA-256 %s",
                self.server_hostname,
                error.verify_message,
                _refused_fingerprint(self),
            )
            raise
        if isinstance(self.context, _NotingContext):
            self.context.note(str(self.server_hostname), self.getpeercert(binary_form=True) or b"")


class _NotingContext(ssl.SSLContext):
    """Remembers the certificate it accepted last."""

    sslsocket_class = _NotingSocket
    _accepted = ""

    def note(self, host: str, certificate: bytes) -> None:
        """Logs the fingerprint of an accepted certificate (DER), unless it is the last one's."""
        fingerprint = hashlib.sha256(certificate).hexdigest()
        if fingerprint != self._accepted:
            word = "has changed" if self._accepted else "was accepted"
            _log.info("the certificate of %s %s, SHA-256 %s", host, word, fingerprint)
        self._accepted = fingerprint


def _refused_fingerprint(connection: Any) -> str:
    """Returns the fingerprint of a certificate that did not pass, "unknown" where it is not told.

    Python gives it away from 3.13 on; before, the object below knows it.
    """
    teller = connection if hasattr(connection, "get_unverified_chain") else connection._sslobj
    try:
        certificates = teller.get_unverified_chain() or []
    except AttributeError:
        certificates = []
    if not certificates:
        return "unknown"
    first = certificates[0]
    der = first if isinstance(first, bytes) else ssl.PEM_cert_to_DER_cert(first.public_bytes())
    return hashlib.sha256(der).hexdigest()
