"""The way of one picture: encoded, handed to the endpoint, answered or not, with its times."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liveness_station.contract.replies import read_score_text
from liveness_station.domain.decide import read_request_id
from liveness_station.domain.errors import StationError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.ports import BeforeRetry, Encoder
from liveness_station.domain.provenance import Inquiry
from liveness_station.domain.verdicts import Reason

_UNSENT: Final = frozenset(
    {
        Reason.ADDRESS,
        Reason.BREAKER,
        Reason.CREDENTIALS_BROKEN,
        Reason.CREDENTIALS_LOCKED,
        Reason.CREDENTIALS_MISSING,
        Reason.CREDENTIALS_REFUSED,
        Reason.ENGINE_DOWN,
        Reason.OFFLINE,
        Reason.PROXY,
    }
)
"""Whatever ends in one of these without an answer had no line to send a picture on."""
NOT_ASKED: Final = "before it was asked"
"""The detail of what ended before anything was handed over."""


class Way:
    """What is known of one picture until its answer is judged. Used for that one picture."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._probe: Probe | None = None
        self._encode_ms: float | None = None
        self._handed_s: float | None = None

    def encode(self, encoder: Encoder, frame: Frame) -> Probe:
        """Makes the probe, and notes how long that took.

        Raises:
            ImageError: as the encoder's.
        """
        started_s = self._clock()
        self._probe = encoder(frame)
        self._encode_ms = self._since_ms(started_s)
        return self._probe

    def hand_over(self) -> None:
        """Notes that the endpoint is asked from here on."""
        self._handed_s = self._clock()

    def inquiries(
        self, became: Exchange | StationError, *, answered_s: float
    ) -> tuple[Inquiry, ...]:
        """Returns the picture with its way, nothing where it never left.

        Args:
            became: what came of it.
            answered_s: when that was there; what was done with it until now is deciding.
        """
        if self._handed_s is None or is_unsent(became):
            return ()
        ask_ms = (answered_s - self._handed_s) * 1000
        if isinstance(became, StationError):
            return (Inquiry(self._probe, encode_ms=self._encode_ms, ask_ms=ask_ms),)
        inquiry = Inquiry(
            self._probe,
            is_answered=True,
            encode_ms=self._encode_ms,
            ask_ms=ask_ms,
            decide_ms=self._since_ms(answered_s),
            connect_ms=became.connect_ms,
            send_ms=became.send_ms,
            wait_ms=became.wait_ms,
            http_status=became.http_status,
            score_text=read_score_text(became.untrusted_body),
            request_id=read_request_id(became),
            server_date=became.server_date,
            reply_sha256=hashlib.sha256(became.untrusted_body).hexdigest(),
        )
        return (inquiry,)

    def _since_ms(self, moment_s: float) -> float:
        return (self._clock() - moment_s) * 1000


def is_unsent(became: Exchange | StationError) -> bool:
    """Tells whether nothing was handed over: there was no line, or it ended before."""
    return isinstance(became, StationError) and (
        became.reason in _UNSENT or became.detail == NOT_ASKED
    )


@dataclass(slots=True)
class Retry:
    """The one repetition of a check: the contract allows one, and a check is one request.

    Attributes:
        record: writes down what became of the first try, and on which way.
        is_used: True once it was begun.
    """

    record: Callable[[Exchange | StationError, Way], None]
    is_used: bool = False

    def of(self, way: Way) -> BeforeRetry | None:
        """Returns what the endpoint is to call before it repeats a request; None forbids that."""
        if self.is_used:
            return None

        def before_retry(became: Exchange | StationError) -> None:
            self.is_used = True
            self.record(became, way)

        return before_retry
