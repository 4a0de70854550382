"""How TLS is spoken: verified, 1.2 or later, and leaving no keys behind."""

import ssl
from pathlib import Path

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason


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
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    context.hostname_checks_common_name = False
    try:
        context.load_verify_locations(cafile=str(ca_file or DEFAULT_CA_BUNDLE_PATH))
    except OSError as error:
        raise EndpointError(Reason.TLS, "ca_file") from error
    return context
