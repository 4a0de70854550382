"""The dialect of the API gateway that can stand in front of an endpoint (CONTRACT, C3).

New instances say what is wrong in `X-Ca-Error-Code`: six characters whose second to fourth are the
HTTP status. Classic ones send `X-Ca-Error-Message` alone, and use 400 and 403 for nearly all of it.
The message of a refused signature holds the text that was signed, so no message leaves this module.
"""

import re
from enum import Enum
from typing import Final

BREAKER_REST_S: Final = 90
"""How long the gateway's breaker stays open; every call within is refused at once."""


class GatewayFault(Enum):
    """What a gateway can have against a request. The values are stable words for the details."""

    AUTH = "auth"
    CLOCK = "clock"
    CLIENT = "client"
    NOT_AUTHORISED = "not_authorised"
    QUOTA = "quota"
    ARREARS = "arrears"
    PROVIDER = "provider"
    THROTTLED = "throttled"
    PATH = "path"
    TOO_LARGE = "too_large"
    BACKEND = "backend"
    BREAKER = "breaker"
    BLOCKED = "blocked"
    BUSINESS = "business"
    UNKNOWN = "unknown"


GATEWAY_CODES: Final = {
    "A400AC": GatewayFault.AUTH,
    "A401AC": GatewayFault.AUTH,
    "A400MA": GatewayFault.AUTH,
    "A400IK": GatewayFault.AUTH,
    "A403IS": GatewayFault.AUTH,
    # Nowhere documented in the text that was read, but met: timestamp expired, nonce used.
    "S403TE": GatewayFault.CLOCK,
    "S403NU": GatewayFault.CLIENT,
    "I403AA": GatewayFault.NOT_AUTHORISED,
    "A403EP": GatewayFault.NOT_AUTHORISED,
    "B403MQ": GatewayFault.QUOTA,
    "B403ME": GatewayFault.QUOTA,
    "B403MI": GatewayFault.QUOTA,
    "B403OD": GatewayFault.PROVIDER,
    "B403MO": GatewayFault.PROVIDER,
    "I404NF": GatewayFault.PATH,
    "I404DO": GatewayFault.PATH,
    "I413RL": GatewayFault.TOO_LARGE,
    "D503CB": GatewayFault.BREAKER,
    "D503BB": GatewayFault.BREAKER,
    "B451DO": GatewayFault.BLOCKED,
    "B451GO": GatewayFault.BLOCKED,
}

GATEWAY_MESSAGES: Final = (
    ("throttled by", GatewayFault.THROTTLED),
    ("invalid appcode", GatewayFault.AUTH),
    ("invalid appkey", GatewayFault.AUTH),
    ("invalid signature", GatewayFault.AUTH),
    ("empty signature", GatewayFault.AUTH),
    ("timestamp expired", GatewayFault.CLOCK),
    ("invalid timestamp", GatewayFault.CLOCK),
    ("nonce used", GatewayFault.CLIENT),
    ("unauthorized", GatewayFault.NOT_AUTHORISED),
    ("expiry of authorization", GatewayFault.NOT_AUTHORISED),
    ("quota exhausted", GatewayFault.QUOTA),
    ("quota expired", GatewayFault.QUOTA),
    ("api market subscription quota exhausted", GatewayFault.QUOTA),
    ("user arrears", GatewayFault.ARREARS),
    ("invalid url", GatewayFault.PATH),
    ("api not found", GatewayFault.PATH),
    ("failed to invoke backend service", GatewayFault.BACKEND),
    ("async service", GatewayFault.BACKEND),
    ("service unavailable", GatewayFault.BREAKER),
)
"""Beginnings of the classic messages, in lower case; what follows varies."""

_STATUSES: Final = {
    401: GatewayFault.AUTH,
    404: GatewayFault.PATH,
    413: GatewayFault.TOO_LARGE,
    429: GatewayFault.THROTTLED,
    451: GatewayFault.BLOCKED,
    503: GatewayFault.BACKEND,
    504: GatewayFault.BACKEND,
}
"""What a code says by its digits alone, where its letters are new."""

_CODE: Final = re.compile(r"\A[A-Z]([0-9]{3})[A-Z]{2}\Z", re.ASCII)


def gateway_fault(http_status: int, *, code: str, message: str) -> GatewayFault | None:
    """Tells what the gateway has against a request.

    Args:
        http_status: of the reply.
        code: the `X-Ca-Error-Code` header, "" where absent.
        message: the `X-Ca-Error-Message` header, "" where absent.

    Returns:
        None where neither header says anything: then whatever came is the endpoint's own answer.
        BUSINESS where the gateway passes on a failure that the body explains.
    """
    if not code and not message:
        return None
    # The gateway's own mark for a failure of the endpoint behind it.
    if http_status == 450:
        return GatewayFault.BUSINESS
    word = code.strip().upper()
    return GATEWAY_CODES.get(word) or _by_message(message) or _by_digits(word)


def _by_message(message: str) -> GatewayFault | None:
    words = message.strip().lower()
    return next(
        (fault for beginning, fault in GATEWAY_MESSAGES if words.startswith(beginning)), None
    )


def _by_digits(word: str) -> GatewayFault:
    match = _CODE.match(word)
    if match is None:
        return GatewayFault.UNKNOWN
    # An A stands for authentication, whatever the status.
    if word.startswith("A"):
        return GatewayFault.AUTH
    return _STATUSES.get(int(match[1]), GatewayFault.UNKNOWN)
