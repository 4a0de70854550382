"""How a careful client behaves after an answer: whether to ask again, and whether to ask at all."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liveness_station.contract.codes import Code
from liveness_station.domain.decide import decide
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Reason

REFUSALS_BEFORE_STOP: Final = 3

_REFUSALS: Final = frozenset({Reason.AUTH, Reason.NOT_AUTHORISED, Reason.QUOTA})
_CLOCK_REFUSALS: Final = frozenset({Reason.CLOCK, Reason.AUTH})
# Nothing was sent: the connection was never made.
_UNSENT: Final = frozenset({"refused", "unreachable", "dns"})
_QUICK_S: Final = 1.0
_MIN_TRY_S: Final = 1.0
_THROTTLED_PAUSE_S: Final = 1.0
_PAUSE_S: Final = 0.2
_JITTER_MS: Final = 300
# Windows of signatures are minutes wide, both ways.
_BLAMED_MS: Final = 60_000


def judged(exchange: Exchange) -> Decision:
    """Returns what an exchange says of the endpoint's state, in the words of the decision table.

    Only reason, code and waiting time are for this room: the verdict on a picture is made by
    whoever knows the policy and the record.
    """
    return decide(exchange, Policy(), seen_request_ids=frozenset())


def pause_before_retry(
    became: Exchange | EndpointError, *, took_s: float, remaining_s: float
) -> float | None:
    """Returns the seconds to wait before the one repetition; None where there must be none.

    A request is repeated only where nothing can have been billed or decided: it was never sent,
    or was turned away by throttling, by 503 or by code 5000.

    Args:
        became: what became of the first try.
        took_s: how long it took. A connection that hangs is not tried twice: the operator hears
            sooner that the network is gone.
        remaining_s: of the deadline; a try that cannot end in it is not begun.
    """
    pause_s = (
        _after_error(became, took_s) if isinstance(became, EndpointError) else _after_reply(became)
    )
    if pause_s is None:
        return None
    pause_s += secrets.randbelow(_JITTER_MS) / 1000
    return pause_s if pause_s + _MIN_TRY_S <= remaining_s else None


def _after_error(error: EndpointError, took_s: float) -> float | None:
    is_unsent = error.reason is Reason.OFFLINE and error.detail in _UNSENT
    return _PAUSE_S if is_unsent and took_s < _QUICK_S else None


def _after_reply(exchange: Exchange) -> float | None:
    said = judged(exchange)
    if said.reason is Reason.THROTTLED:
        return max(_PAUSE_S, said.retry_after_s or _THROTTLED_PAUSE_S)
    is_unavailable = said.http_status == 503 or said.code == Code.INTERNAL
    if said.reason is Reason.SERVER and is_unavailable:
        return max(_PAUSE_S, said.retry_after_s or 0)
    return None


def is_about_time(became: Exchange | EndpointError) -> bool:
    """Tells whether a request was turned away for its time, in so many words."""
    return isinstance(became, Exchange) and judged(became).reason is Reason.CLOCK


def may_be_about_time(became: Exchange | EndpointError) -> bool:
    """Tells whether a request may have been turned away for its time.

    The `Date` of such an answer is believed at once. A refusal may be about anything.
    """
    return isinstance(became, Exchange) and judged(became).reason in _CLOCK_REFUSALS


def unmasked(became: Exchange | EndpointError, *, misdated_ms: int) -> Exchange | EndpointError:
    """Returns CLOCK in place of a bare refusal of a signature that was minutes off.

    Whoever answers "401" and no more does not say what to do about it; the clock does.

    Args:
        became: what became of the request.
        misdated_ms: by how much the time of a signature that was refused was off; 0 where none
            was, or where that is not known.
    """
    if misdated_ms < _BLAMED_MS or not isinstance(became, Exchange):
        return became
    # A gateway that gives a reason is believed.
    if became.gateway_code or became.gateway_message:
        return became
    return EndpointError(Reason.CLOCK, f"http_{became.http_status}")


@dataclass(slots=True)
class Breaker:
    """Stops sending faces to an endpoint that will not take them. Used by one thread.

    After three refusals in a row for credentials or quota it stays open: new credentials or
    settings make a new endpoint, and with it a new breaker. While the gateway's own breaker is
    open it rests for as long as the gateway says.
    """

    clock: Callable[[], float]
    _refusals: int = 0
    _refusal: Reason = Reason.AUTH
    _rests_until_s: float = float("-inf")

    def check(self) -> None:
        """Lets a request pass.

        Raises:
            EndpointError: the reason why it would be in vain; nothing is to be sent.
        """
        if self._refusals >= REFUSALS_BEFORE_STOP:
            raise EndpointError(self._refusal, "stopped")
        if self.clock() < self._rests_until_s:
            raise EndpointError(Reason.BREAKER, "resting")

    def observe(self, exchange: Exchange) -> None:
        """Takes note of an answer. Trouble of the network says nothing about credentials."""
        said = judged(exchange)
        if said.reason in _REFUSALS:
            self._refusals += 1
            self._refusal = said.reason
        else:
            self._refusals = 0
        if said.reason is Reason.BREAKER:
            self._rests_until_s = self.clock() + (said.retry_after_s or 0)
