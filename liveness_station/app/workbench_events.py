"""The part of the workbench that judges no attempt: events, look-ups, counts, second opinions."""

import logging
from collections.abc import Callable

from liveness_station.app.both_endpoints import BothEndpoints
from liveness_station.app.cancelling import Cancelling
from liveness_station.app.endpoints import encoder_for
from liveness_station.app.training_bench import DrillBench
from liveness_station.app.unopened import UnopenedRecords
from liveness_station.domain.desk_events import DeskEvent, Recorded, ShadowEvent
from liveness_station.domain.drills import Play
from liveness_station.domain.errors import RecordError
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Verdict
from liveness_station.settings.values import Settings
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import SqliteRecords
from liveness_station.verification.second_opinion import SecondOpinion, deserves_another

AnyRecords = SqliteRecords | UnopenedRecords

_log = logging.getLogger(__name__)


class DeskBench:
    """What a workbench does besides attempts. Trouble with the record is told, never raised.

    Used by the thread that opened the records; `give_way` by any. Whoever inherits this provides
    the attributes.
    """

    _settings: Settings
    _records: AnyRecords
    _endpoints: BothEndpoints
    _cancelling: Cancelling
    _opinion_asked: Cancelling
    _drill: DrillBench

    def train(self, play: Play | None) -> None:
        """Has a simulator answer drills so; None: there is no drill any more."""
        self._drill.play(play)

    def prepare_local(self) -> None:
        """Starts the local service, whatever the settings choose: a picture must not leave here.

        Where it does not start, the check says why.
        """
        if not self._drill.is_on:
            self._endpoints.here()

    def prepare_other(self) -> None:
        """Makes the one ready that is to give second opinions, where they are wanted."""
        if self._settings.shadow and not self._drill.is_on:
            self._endpoints.prepare_other()

    def wants_other(self, outcome: Outcome) -> bool:
        """Tells whether a second opinion is to be asked for about a check."""
        return self._settings.shadow and deserves_another(outcome)

    def ask_other(
        self, outcome: Outcome, frame: Frame, *, is_cancelled: Callable[[], bool]
    ) -> ShadowEvent | None:
        """Has the endpoint look at a frame that did not judge it; the attempt stays as it is.

        Args:
            outcome: what was found; where the frame may go is its job's consent's to say.
            frame: one of those that were judged.
            is_cancelled: tells whether somebody waits for this thread by now.

        Returns:
            What is to be recorded; None where nothing was handed over: not allowed, not ready, or
            given up before.
        """
        endpoint = self._endpoints.other_than(outcome.endpoint)
        if endpoint is None:
            return None
        opinion = SecondOpinion(
            endpoint,
            encoder_for(endpoint),
            self._endpoints.policy_of(endpoint),
            self._records.has_request_id,
            lambda: is_cancelled() or self._cancelling.is_closing,
        )
        with self._opinion_asked.running(endpoint.cancel):
            return opinion.of(outcome, frame)

    def give_way(self) -> None:
        """Ends a second opinion that is being asked for. Callable from any thread."""
        self._opinion_asked.interrupt()

    def record_event(self, event: DeskEvent) -> Recorded:
        """Records what happened at the desk besides attempts, and says whether it is on disk.

        What is about an attempt is refused where there is no such attempt.
        """
        return _record(self._records, event, is_training=self._drill.is_on)

    def recent_attempts(self, subject: Subject, within_s: float) -> RecentAttempts:
        """Returns how often a subject was checked within so many seconds, also by earlier runs.

        Whoever cannot be looked up was never here: an attempt that cannot be recorded is none.
        """
        return _recent(self._records, subject, within_s=within_s)

    def counts(self) -> dict[str, int]:
        """Returns today's verdicts by their codes; empty where the record cannot be read."""
        return _counts(self._records)


def _record(records: AnyRecords, event: DeskEvent, *, is_training: bool) -> Recorded:
    if isinstance(records, UnopenedRecords):
        return Recorded(event, None)
    try:
        log = DeskLog(records.appender, is_training=is_training)
        return Recorded(event, log.record_event(event))
    except RecordError as error:
        _log.error("%s could not be recorded: %s", type(event).__name__, error)
        return Recorded(event, None)


def _recent(records: AnyRecords, subject: Subject, *, within_s: float) -> RecentAttempts:
    if isinstance(records, UnopenedRecords):
        return RecentAttempts()
    try:
        return DeskLog(records.appender).recent_attempts(subject.reference, within_s=within_s)
    except RecordError as error:
        _log.error("a subject could not be looked up: %s", error)
        return RecentAttempts()


def _counts(records: AnyRecords) -> dict[str, int]:
    try:
        counts = records.counts_today()
    except RecordError:
        return {}
    return {
        Verdict.LIVE.value: counts.live,
        Verdict.SPOOF.value: counts.spoof,
        Verdict.RETRY.value: counts.retry,
        Verdict.ERROR.value: counts.error,
    }
