"""An endpoint that answers from a script."""

import json
import threading
from collections import deque
from dataclasses import dataclass

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.ports import BeforeRetry, IsCancelled
from liveness_station.domain.provenance import HERE, Route
from liveness_station.domain.verdicts import Reason

_HANG_LIMIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the fake received it; one of `probe` and `image_url` is set."""

    probe: Probe | None
    image_url: str | None
    threshold: float
    within_s: float | None = None


def result_exchange(
    *,
    score: object = 0.93,
    is_live: object = True,
    request_id: str = "request-1",
    channel: Channel = Channel.OWN_LOOPBACK,
) -> Exchange:
    """Returns the exchange of a picture that was judged; by default one that is live."""
    reply = {
        "code": 200,
        "msg": "ok",
        "success": True,
        "request_id": request_id,
        "data": {"liveness_score": score, "is_live": is_live, "risk_reason": ""},
    }
    return Exchange(200, json.dumps(reply).encode(), channel, engine="fake/1")


class FakeEndpoint:
    """Implements `domain.ports.Endpoint`, and `cancel` of the real one.

    Attributes:
        asked: what was asked, in order.
        is_closed: True after `close`.
    """

    def __init__(self, *answers: Exchange | EndpointError, name: str = "local") -> None:
        """Takes the answers in order; the last one is given again and again."""
        self._answers = deque(answers or [result_exchange()])
        self._name = name
        self._is_free = threading.Event()
        self._is_free.set()
        self._is_cancelled = False
        self._tried: Exchange | EndpointError | None = None
        self.has_been_asked = threading.Event()
        self.asked: list[Asked] = []
        self.is_closed = False

    @property
    def name(self) -> str:
        return self._name

    @property
    def route(self) -> Route:
        return HERE if self._name == "local" else Route(self._name)

    def hold(self) -> None:
        """Makes every request wait until `release` or `cancel`."""
        self._is_free.clear()

    def try_first(self, became: Exchange | EndpointError) -> None:
        """Makes the next request a second try; this is what became of its first."""
        self._tried = became

    def release(self) -> None:
        """Lets a waiting request have its answer."""
        self._is_free.set()

    def cancel(self) -> None:
        """Ends a waiting request with CANCELLED."""
        if not self._is_free.is_set():
            self._is_cancelled = True
            self._is_free.set()

    def ask(
        self,
        probe: Probe,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        within_s: float | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        _refuse(is_cancelled)
        return self._ask(Asked(probe, None, threshold, within_s), before_retry)

    def ask_url(
        self,
        image_url: str,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        _refuse(is_cancelled)
        return self._ask(Asked(None, image_url, threshold), before_retry)

    def close(self) -> None:
        self.is_closed = True

    def _ask(self, asked: Asked, before_retry: BeforeRetry | None) -> Exchange:
        tried, self._tried = self._tried, None
        if tried is not None and before_retry is not None:
            self.asked.append(asked)
            before_retry(tried)
        return self._answer(asked)

    def _answer(self, asked: Asked) -> Exchange:
        self.asked.append(asked)
        self.has_been_asked.set()
        assert self._is_free.wait(_HANG_LIMIT_S), "nobody released the endpoint"
        if self._is_cancelled:
            self._is_cancelled = False
            raise EndpointError(Reason.CANCELLED)
        answer = self._answers.popleft() if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, EndpointError):
            raise answer
        return answer


def _refuse(is_cancelled: IsCancelled | None) -> None:
    if is_cancelled is not None and is_cancelled():
        raise EndpointError(Reason.CANCELLED, "before it was asked")
