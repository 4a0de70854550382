"""One capture, from frame to recorded outcome.

The order is the promise: a row says SUBMITTED before anything is sent, a row says TRIED before it
is sent again, one terminal row follows, and the outcome leaves this room only after that row is
committed. A job that is given up is looked for until right before that row is made. One that is
given up while the disk writes it leaves a row that says LIVE; the session does not show it and has
a LATE row written, and whoever reads the record takes the two together for no pass.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from liveness_station.domain.decide import decide, read_request_id
from liveness_station.domain.errors import (
    CredentialError,
    EndpointError,
    ImageError,
    RecordError,
    StationError,
)
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame
from liveness_station.domain.fusion import MIN_SCORED, fuse, is_conclusive
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.ports import BeforeRetry, Encoder, Endpoint, KeepPictures, Records
from liveness_station.domain.provenance import UNKNOWN_ORIGIN, Origin, origin_of
from liveness_station.domain.signals import Signal
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.streaks import Streak
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.verification.consenting import Judge, if_allowed
from liveness_station.verification.ways import NOT_ASKED, Retry, Way

CHECK_LIMIT_S: Final = 15.0
"""All frames of a check are judged within this time, as a single one is."""


def _never(_: Job) -> bool:
    return False


def _keep_none(_: Outcome) -> None:
    pass


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
        stopwatch: what the stages are timed with, in seconds; no limit hangs on it.
        keep_pictures: keeps what was sent, where the policy wants that; right before the terminal
            row.
    """

    endpoint: Endpoint
    encode: Encoder
    records: Records
    clock: Callable[[], float]
    utc_now: Callable[[], datetime]
    streak: Streak = field(default_factory=Streak)
    is_cancelled: Callable[[Job], bool] = _never
    stopwatch: Callable[[], float] = time.perf_counter
    keep_pictures: KeepPictures = _keep_none

    def verify(self, job: Job, frame: Frame) -> Outcome:
        """Has one frame judged. Never raises for an expected failure: those are outcomes."""
        return self.verify_burst(job, (frame,))

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Has the frames of one check judged in turn, and makes one outcome of their decisions.

        Args:
            job: the check.
            frames: at least one; a single one is a still.
            signals: what was measured besides; they may veto and never rescue.
        """

        def judge(outcome: Outcome, started_s: float) -> Outcome:
            return self._judge_burst(replace(outcome, signals=signals), frames, started_s)

        source, origin = frames[0].source_label, origin_of(frames)
        return self._verify(job, if_allowed(judge), source=source, origin=origin)

    def verify_url(self, job: Job, image_url: str, *, source: str) -> Outcome:
        """Has the endpoint fetch and judge a picture; as `verify` otherwise."""

        def ask(way: Way, before_retry: BeforeRetry | None) -> Exchange:
            self._refuse_cancelled(job)
            way.hand_over()
            return self.endpoint.ask_url(
                image_url,
                threshold=job.policy.threshold,
                before_retry=before_retry,
                is_cancelled=lambda: self.is_cancelled(job),
            )

        def judge(outcome: Outcome, started_s: float) -> Outcome:
            return self._judge(outcome, ask, self._retry(outcome, started_s))

        origin = Origin(SourceKind.ADDRESS)
        return self._verify(job, if_allowed(judge), source=source, origin=origin)

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Records an attempt that ended before there was something to send."""

        def judge(outcome: Outcome, _: float) -> Outcome:
            return replace(outcome, decision=decision, signals=signals)

        return self._verify(job, judge, source=source)

    def _verify(
        self,
        job: Job,
        judge: Judge,
        *,
        source: str,
        origin: Origin = UNKNOWN_ORIGIN,
    ) -> Outcome:
        started_s = self.clock()
        name, route, begun_s = self.endpoint.name, self.endpoint.route, self.stopwatch()
        try:
            self.records.submitted(job, endpoint=name, source=source, origin=origin, route=route)
        except RecordError as error:
            return self._unrecorded(job, error)
        submit_ms = (self.stopwatch() - begun_s) * 1000
        failed = decide_failure(Reason.INTERNAL)
        outcome = Outcome(job, failed, name, route=route, origin=origin, submit_ms=submit_ms)
        try:
            outcome = judge(outcome, started_s)
        finally:
            # Reached with INTERNAL when something unforeseen is on its way up: the attempt still
            # gets its one terminal row before the error is reported as the bug it is.
            outcome = self._ended(outcome, started_s)
            try:
                self.keep_pictures(outcome)
            finally:
                outcome = self._record(outcome, source=source)
        return outcome

    def _judge_burst(
        self, outcome: Outcome, frames: tuple[Frame, ...], started_s: float
    ) -> Outcome:
        """Asks about each frame until one settles the check; one deadline and one retry for all."""
        if vetoes := outcome.origin.report.vetoes:
            # Refused before anything is sent; what else was measured cannot make it better.
            decision = fuse((), (*outcome.signals, *vetoes), outcome.job.policy)
            return replace(outcome, decision=decision)
        if outcome.job.method is not Method.STILL and len(frames) < MIN_SCORED:
            # A single frame would be judged as a still, and nobody asked for one.
            return replace(outcome, decision=decide_failure(Reason.TOO_FEW_FRAMES))
        retry = self._retry(outcome, started_s)
        judged: list[Outcome] = []
        ends_s = started_s + CHECK_LIMIT_S
        for frame in frames:
            judged.append(self._judge_frame(_after(outcome, judged), frame, retry, ends_s))
            if len(frames) > 1 and self.clock() > ends_s:
                judged.append(replace(outcome, decision=decide_failure(Reason.LATE)))
            if is_conclusive(judged[-1].decision):
                break
        decisions = tuple(one.decision for one in judged)
        after = _after(outcome, judged)
        is_guided = outcome.job.method is Method.GUIDED
        decision = fuse(decisions, outcome.signals, outcome.job.policy, is_guided=is_guided)
        return replace(after, decision=decision)

    def _judge_frame(self, outcome: Outcome, frame: Frame, retry: Retry, ends_s: float) -> Outcome:
        job = outcome.job

        def ask(way: Way, before_retry: BeforeRetry | None) -> Exchange:
            probe = way.encode(self.encode, frame)
            self._refuse_cancelled(job)
            within_s = ends_s - self.clock()
            if within_s <= 0:
                raise EndpointError(Reason.LATE, NOT_ASKED)
            way.hand_over()
            return self.endpoint.ask(
                probe,
                threshold=job.policy.threshold,
                before_retry=before_retry,
                within_s=within_s,
                is_cancelled=lambda: self.is_cancelled(job),
            )

        return self._judge(outcome, ask, retry)

    def _retry(self, outcome: Outcome, started_s: float) -> Retry:
        def record_try(became: Exchange | StationError, way: Way) -> None:
            """Commits the first try's row, before the second try sends anything."""
            self.records.tried(self._ended(self._made_of(outcome, became, way), started_s))

        return Retry(record_try)

    def _judge(
        self,
        outcome: Outcome,
        ask: Callable[[Way, BeforeRetry | None], Exchange],
        retry: Retry,
    ) -> Outcome:
        way = Way(self.stopwatch)
        try:
            exchange = ask(way, retry.of(way))
        except (EndpointError, ImageError, CredentialError, RecordError) as error:
            return self._made_of(outcome, error, way)
        try:
            return self._made_of(outcome, exchange, way)
        except RecordError as error:
            # Answered, but nobody can tell whether this reply is another attempt's.
            failed = self._made_of(outcome, error, way)
            inquiries = way.inquiries(exchange, answered_s=self.stopwatch())
            return replace(failed, inquiries=(*outcome.inquiries, *inquiries))

    def _refuse_cancelled(self, job: Job) -> None:
        if self.is_cancelled(job):
            raise EndpointError(Reason.CANCELLED, NOT_ASKED)

    def _unless_cancelled(self, outcome: Outcome) -> Outcome:
        """Takes the verdict back from a job that was given up while its answer was on the way."""
        answered = outcome.decision
        is_answered = (
            answered.http_status is not None
            or answered.verdict in {Verdict.LIVE, Verdict.SPOOF}
            or bool(outcome.scores)
        )
        if not is_answered or not self.is_cancelled(outcome.job):
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

    def _made_of(self, outcome: Outcome, became: Exchange | StationError, way: Way) -> Outcome:
        """Returns the outcome that a try amounts to."""
        answered_s = self.stopwatch()
        if isinstance(became, StationError):
            engine, decision = outcome.engine, decide_failure(became.reason, detail=became.detail)
        else:
            engine, decision = became.engine, self._decide(became, outcome)
        inquiries = (*outcome.inquiries, *way.inquiries(became, answered_s=answered_s))
        return replace(outcome, decision=decision, engine=engine, inquiries=inquiries)

    def _decide(self, exchange: Exchange, outcome: Outcome) -> Decision:
        request_id = read_request_id(exchange)
        is_seen = request_id is not None and (
            request_id in outcome.request_ids or self.records.has_request_id(request_id)
        )
        seen = frozenset({request_id}) if request_id is not None and is_seen else frozenset[str]()
        was_bad_image = self.streak.was_bad_image
        return self.streak.hint(
            decide(exchange, outcome.job.policy, seen_request_ids=seen, was_bad_image=was_bad_image)
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


def _after(outcome: Outcome, judged: list[Outcome]) -> Outcome:
    """Returns the outcome with what is known of it after some of its frames."""
    decisions = [one.decision for one in judged]
    return replace(
        outcome,
        engine=next((one.engine for one in judged if one.engine), outcome.engine),
        scores=tuple(decision.score for decision in decisions if decision.score is not None),
        request_ids=tuple(d.request_id for d in decisions if d.request_id is not None),
        # Each one has those before it, but for one that was never asked.
        inquiries=max((one.inquiries for one in judged), key=len, default=()),
    )
