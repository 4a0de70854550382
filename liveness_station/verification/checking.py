"""One capture, from frame to recorded outcome.

The order is the promise: a row says SUBMITTED before anything is sent, a row says TRIED before it
is sent again, one terminal row follows, and the outcome leaves this room only after that row is
committed. A job that is given up is looked for until right before that row is made. One that is
given up while the disk writes it leaves a row that says LIVE; the session does not show it and has
a LATE row written, and whoever reads the record takes the two together for no pass.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from liveness_station.domain.decide import decide, read_request_id
from liveness_station.domain.errors import CredentialError, EndpointError, ImageError, RecordError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import BeforeRetry, Encoder, Endpoint, Records
from liveness_station.domain.signals import Signal
from liveness_station.domain.streaks import Streak
from liveness_station.domain.verdicts import Decision, Reason, decide_failure


def _never(_: Job) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Verifier:
    """Judges captures one at a time, on the thread that opened the records.

    Attributes:
        endpoint: whom to ask.
        encode: makes the probe from a frame.
        records: where every attempt is written down.
        clock: monotonic time in seconds.
        utc_now: the wall clock, in UTC.
        streak: what the endpoint's last answers to frames had in common; whoever makes the
            verifier keeps count, because this room remembers nothing.
        is_cancelled: tells whether a job has been given up since; asked until the last moment,
            because a cancellation may come while nothing is under way that could be interrupted.
    """

    endpoint: Endpoint
    encode: Encoder
    records: Records
    clock: Callable[[], float]
    utc_now: Callable[[], datetime]
    streak: Streak = field(default_factory=Streak)
    is_cancelled: Callable[[Job], bool] = _never

    def verify(self, job: Job, frame: Frame) -> Outcome:
        """Has one frame judged. Never raises for an expected failure: those are outcomes."""

        def ask(before_retry: BeforeRetry) -> Exchange:
            probe = self.encode(frame)
            self._refuse_cancelled(job)
            return self.endpoint.ask(
                probe, threshold=job.policy.threshold, before_retry=before_retry
            )

        def judge(outcome: Outcome, started_s: float) -> Outcome:
            return self._judge(outcome, ask, started_s)

        return self._verify(job, judge, source=frame.source_label)

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Has several frames judged as one check."""
        (frame,) = frames
        if signals:
            raise ValueError("a still has no signals")
        return self.verify(job, frame)

    def verify_url(self, job: Job, image_url: str, *, source: str) -> Outcome:
        """Has the endpoint fetch and judge a picture; as `verify` otherwise."""

        def ask(before_retry: BeforeRetry) -> Exchange:
            self._refuse_cancelled(job)
            return self.endpoint.ask_url(
                image_url, threshold=job.policy.threshold, before_retry=before_retry
            )

        def judge(outcome: Outcome, started_s: float) -> Outcome:
            return self._judge(outcome, ask, started_s)

        return self._verify(job, judge, source=source)

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Records an attempt that ended before there was something to send."""

        def judge(outcome: Outcome, _: float) -> Outcome:
            return replace(outcome, decision=decision, signals=signals)

        return self._verify(job, judge, source=source)

    def _verify(
        self, job: Job, judge: Callable[[Outcome, float], Outcome], *, source: str
    ) -> Outcome:
        started_s = self.clock()
        try:
            self.records.submitted(job, endpoint=self.endpoint.name, source=source)
        except RecordError as error:
            return self._unrecorded(job, error)
        outcome = Outcome(job, decide_failure(Reason.INTERNAL), self.endpoint.name)
        try:
            outcome = judge(outcome, started_s)
        finally:
            # Reached with INTERNAL when something unforeseen is on its way up: the attempt still
            # gets its one terminal row before the error is reported as the bug it is.
            outcome = self._record(self._ended(outcome, started_s), source=source)
        return outcome

    def _judge(
        self, outcome: Outcome, ask: Callable[[BeforeRetry], Exchange], started_s: float
    ) -> Outcome:
        def record_try(became: Exchange | EndpointError) -> None:
            """Commits the first try's row, before the second try sends anything."""
            self.records.tried(self._ended(self._made_of(outcome, became), started_s))

        try:
            return self._made_of(outcome, ask(record_try))
        except (EndpointError, ImageError, CredentialError, RecordError) as error:
            return replace(outcome, decision=decide_failure(error.reason, detail=error.detail))

    def _refuse_cancelled(self, job: Job) -> None:
        if self.is_cancelled(job):
            raise EndpointError(Reason.CANCELLED, "before it was asked")

    def _unless_cancelled(self, outcome: Outcome) -> Outcome:
        """Takes the verdict back from a job that was given up while its answer was on the way."""
        answered = outcome.decision
        if answered.http_status is None or not self.is_cancelled(outcome.job):
            return outcome
        decision = replace(
            decide_failure(Reason.CANCELLED, detail="answered all the same"),
            request_id=answered.request_id,
            code=answered.code,
            http_status=answered.http_status,
        )
        return replace(outcome, decision=decision)

    def _ended(self, outcome: Outcome, started_s: float) -> Outcome:
        """Returns the outcome with the moment that it is one."""
        elapsed_ms = (self.clock() - started_s) * 1000
        return replace(outcome, elapsed_ms=elapsed_ms, finished_utc=self.utc_now())

    def _made_of(self, outcome: Outcome, became: Exchange | EndpointError) -> Outcome:
        """Returns the outcome that a try amounts to."""
        if isinstance(became, EndpointError):
            return replace(outcome, decision=decide_failure(became.reason, detail=became.detail))
        decision = self._decide(became, outcome.job.policy)
        return replace(outcome, decision=decision, engine=became.engine)

    def _decide(self, exchange: Exchange, policy: Policy) -> Decision:
        request_id = read_request_id(exchange)
        is_seen = request_id is not None and self.records.has_request_id(request_id)
        seen = frozenset({request_id}) if request_id is not None and is_seen else frozenset[str]()
        was_bad_image = self.streak.was_bad_image
        return self.streak.hint(
            decide(exchange, policy, seen_request_ids=seen, was_bad_image=was_bad_image)
        )

    def _record(self, outcome: Outcome, *, source: str) -> Outcome:
        try:
            return self.records.finished(outcome, source=source, last_look=self._unless_cancelled)
        except RecordError as error:
            return self._unrecorded(outcome.job, error)

    def _unrecorded(self, job: Job, error: RecordError) -> Outcome:
        """What could not be written down is no verdict, whatever the endpoint said."""
        decision = decide_failure(Reason.NOT_RECORDED, detail=error.detail)
        return Outcome(job, decision, self.endpoint.name, finished_utc=self.utc_now())
