"""The io thread: records, network and keyring, one job at a time."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.desk_events import DeskEvent, Recorded
from liveness_station.domain.drills import Play
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.workbench_port import Workbench
from liveness_station.session.events import RecordRefusal, StartVerification
from liveness_station.session.states import EngineFailed, EngineState
from liveness_station.settings.values import Settings

WARMING_PERIOD_MS: Final = 5_000
"""How often it is looked whether the idle connection is still open."""


class IoWorker(QObject):
    """Runs jobs in the order they come. Thread: io.

    Signals:
        engine_changed(EngineState): the endpoint is ready, or is not.
        finished(Outcome): a job has ended and is recorded, or says that it is not.
        counted(dict): today's verdicts by code.
        credentials_answered(CredentialReply): how the dialog's request went.
        sources_listed(tuple[SourceListing, ...]): the cameras that were found.
        alert_raised(Alert), alert_cleared(AlertCode): something is wrong, or no more.
        witnessed(WitnessState): how far places outside vouch for the record.
        setup_checked(Outcome): the check of the desk itself has ended.
        desk_event_recorded(Recorded): a desk event is on disk, or is not; also second opinions.
        subject_looked_up(Subject, int, tuple[float, ...], int, str): of that generation of the
            desk; how long ago each judged attempt was in seconds, how many more were allowed, and
            the last job.
        closed(): the workbench is closed; the thread may end.
    """

    engine_changed = Signal(object)
    finished = Signal(object)
    counted = Signal(object)
    sources_listed = Signal(object)
    credentials_answered = Signal(object)
    alert_raised = Signal(object)
    alert_cleared = Signal(object)
    witnessed = Signal(object)
    setup_checked = Signal(object)
    desk_event_recorded = Signal(object)
    subject_looked_up = Signal(object, int, object, int, str)
    closed = Signal()
    _other_due = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._alerts: dict[AlertCode, Alert] = {}
        self._wishes = self._wishes_taken = 0
        self._owed: tuple[Outcome, Frame] | None = None
        # Queued, so that whatever waits by now has its turn before.
        self._other_due.connect(self._on_other_due, Qt.ConnectionType.QueuedConnection)
        # A child, so that it moves to the io thread together with the worker.
        self._warming = QTimer(self)
        self._warming.setInterval(WARMING_PERIOD_MS)
        self._warming.timeout.connect(self._on_warming_due)

    @Slot()
    def on_opening(self) -> None:
        """Opens the workbench; the first thing the thread does."""
        self._workbench.open()
        self._warming.start()
        self.counted.emit(self._workbench.counts())
        self._tell()

    @Slot(object)
    def on_verify_requested(self, wanted: StartVerification) -> None:
        """Has the frames of a job judged."""
        self._owed = None
        outcome = Outcome(wanted.job, decide_failure(Reason.INTERNAL), "")
        try:
            outcome = self._workbench.verify_burst(wanted.job, wanted.frames, wanted.signals)
        finally:
            # Also with an unforeseen error on its way to the hook: the desk must not wait for ever.
            self.finished.emit(outcome)
        self.counted.emit(self._workbench.counts())
        if outcome.decision.reason is Reason.ENGINE_DOWN:
            self._prepare()
        else:
            self._workbench.keep_warm()
        self._owe(outcome, wanted.frames)

    @Slot(object)
    def on_desk_event_requested(self, event: DeskEvent) -> None:
        """Records what happened at the desk besides attempts."""
        recorded = Recorded(event, None)
        try:
            recorded = self._workbench.record_event(event)
        finally:
            # Also with an unforeseen error on its way to the hook, as with a job.
            self.desk_event_recorded.emit(recorded)

    @Slot(object, int, float)
    def on_subject_lookup_requested(
        self, subject: Subject, generation: int, within_s: float
    ) -> None:
        """Looks for a subject's attempts of late, and for what they were allowed."""
        recent = RecentAttempts()
        try:
            recent = self._workbench.recent_attempts(subject, within_s)
        finally:
            self.subject_looked_up.emit(
                subject, generation, recent.ages_s, recent.allowed_more, recent.last_job
            )

    @Slot(object)
    def on_refusal_requested(self, wanted: RecordRefusal) -> None:
        """Records a job that ended before anything was sent."""
        outcome = Outcome(wanted.job, decide_failure(Reason.INTERNAL), "")
        try:
            outcome = self._workbench.refuse(
                wanted.job, wanted.decision, source=wanted.source, signals=wanted.signals
            )
        finally:
            self.finished.emit(outcome)
        self.counted.emit(self._workbench.counts())

    @Slot(object)
    def on_setup_check_requested(self, wanted: StartVerification) -> None:
        """Has the frame of a setting up judged, which no desk waits for."""
        outcome = Outcome(wanted.job, decide_failure(Reason.INTERNAL), "")
        try:
            outcome = self._workbench.verify_burst(wanted.job, wanted.frames, wanted.signals)
        finally:
            self.setup_checked.emit(outcome)

    @Slot(object)
    def on_late_outcome(self, outcome: Outcome) -> None:
        """Records an outcome that was not shown."""
        self._workbench.record_late(outcome)

    @Slot()
    def on_sources_requested(self) -> None:
        """Looks for cameras."""
        self.sources_listed.emit(self._workbench.list_sources())

    @Slot(object)
    def on_credentials_requested(self, request: CredentialRequest) -> None:
        """Saves, tests or removes credentials, and makes the endpoint ready anew."""
        reply = CredentialReply(CredentialResult.FAILED, Reason.INTERNAL)
        try:
            reply = self._workbench.credentials(request)
        finally:
            self.credentials_answered.emit(reply)
        if request.action is not CredentialAction.TEST:
            self._prepare()

    @Slot()
    def on_prepare_requested(self) -> None:
        """Makes the endpoint ready again, after settings or credentials have changed."""
        self._prepare()

    @Slot()
    def on_local_prepare_requested(self) -> None:
        """Starts the service on this computer for a subject whose picture must not leave it."""
        self._workbench.prepare_local()

    @Slot(object)
    def on_drill_wanted(self, play: Play | None) -> None:
        """Has a simulator answer drills so; None: whoever the settings name is ready again."""
        self._workbench.train(play)
        self._prepare()

    @Slot(object, object)
    def on_settings_changed(self, _: Settings, settings: Settings) -> None:
        """Takes other settings, and makes ready whom they name."""
        self._workbench.change(settings)
        self._prepare()

    @Slot()
    def on_closing(self) -> None:
        """Closes the workbench; the last thing the thread does."""
        self._warming.stop()
        try:
            self._workbench.close()
        finally:
            self.closed.emit()

    def give_way(self) -> None:
        """Ends or forgets a second opinion: somebody is about to wait.

        Called by the gui thread alone, before the wish is in the queue, and `on_wish_taken` follows
        in it: as long as one of them is under way, nobody else is asked.
        """
        self._wishes += 1
        self._workbench.give_way()

    @Slot()
    def on_wish_taken(self) -> None:
        """Notes that whoever waited has the thread."""
        self._wishes_taken += 1

    @Slot()
    def _on_other_due(self) -> None:
        owed, self._owed = self._owed, None
        if owed is None:
            return
        opinion = self._workbench.ask_other(*owed, is_cancelled=self._is_waited_for)
        if opinion is not None:
            self.on_desk_event_requested(opinion)

    def _owe(self, outcome: Outcome, frames: tuple[Frame, ...]) -> None:
        if self._workbench.wants_other(outcome):
            self._owed = (outcome, frames[0])
            self._other_due.emit()

    def _is_waited_for(self) -> bool:
        return self._wishes != self._wishes_taken

    def _prepare(self) -> None:
        engine: EngineState = EngineFailed(Reason.INTERNAL)
        try:
            engine = self._workbench.prepare()
        finally:
            self.engine_changed.emit(engine)
        self._workbench.keep_warm()
        self._workbench.prepare_other()
        self._tell()

    def _tell(self) -> None:
        """Tells what has changed of what lasts longer than a check."""
        alerts = {alert.code: alert for alert in self._workbench.alerts()}
        for code in self._alerts.keys() - alerts.keys():
            self.alert_cleared.emit(code)
        for code, alert in alerts.items():
            if self._alerts.get(code) != alert:
                self.alert_raised.emit(alert)
        self._alerts = alerts
        self.witnessed.emit(self._workbench.witness_state())

    @Slot()
    def _on_warming_due(self) -> None:
        self._workbench.keep_warm()
        self._tell()
