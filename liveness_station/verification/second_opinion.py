"""What another engine makes of a frame that was judged already; it changes nothing about that.

No row precedes it: the verdict stands and is shown. So whatever may have left this computer is told
afterwards, also where nobody waited for the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from liveness_station.domain.decide import decide, read_request_id
from liveness_station.domain.desk_events import ShadowEvent, ShadowTrouble
from liveness_station.domain.errors import (
    CredentialError,
    EndpointError,
    ImageError,
    RecordError,
    StationError,
)
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import Encoder, Endpoint
from liveness_station.domain.simulation import is_simulated
from liveness_station.domain.verdicts import Actor, Reason, Verdict, actor_of
from liveness_station.verification.consenting import may_be_judged
from liveness_station.verification.ways import is_unsent


def deserves_another(outcome: Outcome) -> bool:
    """Tells whether a second opinion would say anything: of a check that counts, and was judged."""
    job = outcome.job
    counts = not (job.is_demo or job.is_setup or job.is_training)
    was_judged = any(inquiry.is_answered for inquiry in outcome.inquiries)
    is_played = is_simulated(endpoint=outcome.endpoint, engine=outcome.engine)
    return outcome.recorded and counts and was_judged and not is_played


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Asks about one frame, on the thread that opened the records.

    Attributes:
        endpoint: whom to ask; another than the one that judged.
        encode: makes the probe for it.
        policy: the rules that this endpoint's answers are judged by.
        has_request_id: tells whether an attempt's reply bore an id; raises RecordError.
        is_cancelled: tells whether somebody waits for this thread.
    """

    endpoint: Endpoint
    encode: Encoder
    policy: Policy
    has_request_id: Callable[[str], bool]
    is_cancelled: Callable[[], bool]

    def of(self, outcome: Outcome, frame: Frame) -> ShadowEvent | None:
        """Returns what the endpoint makes of a frame; None where it was not handed to it.

        Args:
            outcome: what the station found; its job's consent decides where the frame may go.
            frame: one of those that were judged.
        """
        if not may_be_judged(outcome.job.consent, self.endpoint.route) or self.is_cancelled():
            return None
        try:
            probe = self.encode(frame)
            exchange = self.endpoint.ask(
                probe, threshold=self.policy.threshold, is_cancelled=self.is_cancelled
            )
        except (EndpointError, ImageError, CredentialError) as error:
            return None if _is_unasked(error) else self._failed(outcome, error.reason)
        try:
            return self._judged(outcome, exchange)
        except RecordError as error:
            return self._failed(outcome, error.reason)

    def _judged(self, outcome: Outcome, exchange: Exchange) -> ShadowEvent | None:
        request_id = read_request_id(exchange)
        is_seen = request_id is not None and (
            request_id in outcome.request_ids
            or request_id == outcome.decision.request_id
            or self.has_request_id(request_id)
        )
        seen = frozenset({request_id}) if request_id is not None and is_seen else frozenset[str]()
        decision = decide(exchange, self.policy, seen_request_ids=seen, was_bad_image=False)
        passes = outcome.decision.verdict is Verdict.LIVE
        # An answer that says nothing about the picture agrees with nobody.
        is_none = decision.verdict is Verdict.ERROR or actor_of(decision.reason) is Actor.TIME
        return ShadowEvent(
            job_id=outcome.job.job_id,
            endpoint=self.endpoint.name,
            engine=exchange.engine,
            verdict=decision.verdict.value,
            reason=decision.reason.value,
            score="" if decision.score is None else repr(decision.score),
            left_to=self.endpoint.route.left_to or "",
            agrees=not is_none and passes is (decision.verdict is Verdict.LIVE),
            trouble=ShadowTrouble.FAILED if is_none else ShadowTrouble.NONE,
        )

    def _failed(self, outcome: Outcome, reason: Reason) -> ShadowEvent:
        return ShadowEvent(
            job_id=outcome.job.job_id,
            endpoint=self.endpoint.name,
            engine="",
            verdict="",
            reason=reason.value,
            score="",
            left_to=self.endpoint.route.left_to or "",
            agrees=False,
            trouble=ShadowTrouble.FAILED,
        )


def _is_unasked(error: StationError) -> bool:
    return isinstance(error, ImageError) or is_unsent(error)
