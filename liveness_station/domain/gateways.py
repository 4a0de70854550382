"""What a fault of the gateway means for a verdict."""

from typing import Final

from liveness_station.contract.gateway import GatewayFault
from liveness_station.domain.verdicts import Reason

_REASONS: Final = {
    GatewayFault.AUTH: Reason.AUTH,
    GatewayFault.CLOCK: Reason.CLOCK,
    GatewayFault.CLIENT: Reason.GATEWAY,
    GatewayFault.NOT_AUTHORISED: Reason.NOT_AUTHORISED,
    GatewayFault.QUOTA: Reason.QUOTA,
    GatewayFault.ARREARS: Reason.QUOTA,
    GatewayFault.PROVIDER: Reason.PROVIDER,
    GatewayFault.THROTTLED: Reason.THROTTLED,
    GatewayFault.PATH: Reason.ADDRESS,
    GatewayFault.TOO_LARGE: Reason.TOO_LARGE,
    GatewayFault.BACKEND: Reason.SERVER,
    GatewayFault.BREAKER: Reason.BREAKER,
    GatewayFault.BLOCKED: Reason.PROVIDER,
}


def gateway_reason(fault: GatewayFault, *, http_status: int) -> Reason:
    """Returns the reason for a fault; the status decides where the headers say nothing known."""
    known = _REASONS.get(fault) or status_reason(http_status)
    if known is not None:
        return known
    return Reason.SERVER if 500 <= http_status <= 599 else Reason.GATEWAY


def status_reason(http_status: int) -> Reason | None:
    """Returns what a status alone settles, whatever the body says; None for all others."""
    match http_status:
        case 401 | 403:
            return Reason.AUTH
        case 407:
            return Reason.PROXY
        case 429:
            return Reason.THROTTLED
    return None
