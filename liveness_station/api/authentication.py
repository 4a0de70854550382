"""The contract's two authentications, as values that turn into request headers."""

from dataclasses import dataclass, field
from typing import assert_never

from liveness_station.contract.signing import appcode_headers, is_credential, signature_headers
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason


@dataclass(frozen=True, slots=True)
class AppCode:
    """The simple authentication: one secret, sent as it is."""

    code: Secret


@dataclass(frozen=True, slots=True)
class AppKey:
    """The signed authentication: a key that is sent and a secret that signs."""

    key: str = field(repr=False)
    secret: Secret


Authentication = AppCode | AppKey


def headers_for(authentication: Authentication, now_ms: int) -> dict[str, str]:
    """Returns the headers of one request.

    The credentials are checked here once more, however they came in: a text that is not ASCII
    would end in an encoding error deep inside the HTTP library.

    Args:
        authentication: who asks.
        now_ms: the server's idea of the time, UTC, in milliseconds; used by the signature only.

    Raises:
        EndpointError: CREDENTIALS_REFUSED, a credential is not one.
    """
    match authentication:
        case AppCode(code):
            return appcode_headers(_checked(code.reveal(), "appcode"))
        case AppKey(key, secret):
            return signature_headers(
                _checked(key, "app_key"),
                _checked(secret.reveal(), "app_secret"),
                timestamp_ms=now_ms,
            )
        case _:
            assert_never(authentication)


def _checked(text: str, what: str) -> str:
    if not is_credential(text):
        raise EndpointError(Reason.CREDENTIALS_REFUSED, what)
    return text
