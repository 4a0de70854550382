"""The io thread: records, network and keyring, one job at a time."""

from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.signals import Signal as Evidence
from liveness_station.domain.verdicts import Decision, Reason, decide_failure
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.events import RecordRefusal, StartVerification
from liveness_station.session.states import EngineFailed, EngineState

WARMING_PERIOD_MS: Final = 5_000
"""How often it is looked whether the idle connection is still open."""


class Workbench(Protocol):
    """What the io thread works with. Opened, used and closed by that thread; `cancel` by any."""

    def open(self) -> None:
        """Opens the records. Raises no expected error: trouble shows in the first outcome."""

    def prepare(self) -> EngineState:
        """Makes the endpoint ready and says how that went."""

    def keep_warm(self) -> None:
        """Keeps a connection to the endpoint ready for the next check; does not wait for it."""

    def alerts(self) -> tuple[Alert, ...]:
        """Returns what is wrong with what this thread keeps, as long as it is."""

    def witness_state(self) -> WitnessState:
        """Returns how far places outside vouch for the record."""

    def list_sources(self) -> tuple[SourceListing, ...]:
        """Returns the cameras of this computer, the one to start with first."""

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Evidence, ...]
    ) -> Outcome:
        """Has frames judged and recorded as one check; one frame is a still."""

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Evidence, ...] = ()
    ) -> Outcome:
        """Records a job that ended before there was something to send."""

    def record_late(self, outcome: Outcome) -> None:
        """Records that an outcome came too late to be shown."""

    def counts(self) -> dict[str, int]:
        """Returns today's verdicts by their codes, demonstrations left out."""

    def credentials(self, request: CredentialRequest) -> CredentialReply:
        """Saves, tests or removes credentials."""

    def cancel(self, job: Job | None) -> None:
        """Gives up a job, running or still waiting; None: every one. Callable from any thread."""

    def close(self) -> None:
        """Stops the service and closes the records."""


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
    closed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._alerts: dict[AlertCode, Alert] = {}
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
    def on_closing(self) -> None:
        """Closes the workbench; the last thing the thread does."""
        self._warming.stop()
        try:
            self._workbench.close()
        finally:
            self.closed.emit()

    def _prepare(self) -> None:
        engine: EngineState = EngineFailed(Reason.INTERNAL)
        try:
            engine = self._workbench.prepare()
        finally:
            self.engine_changed.emit(engine)
        self._workbench.keep_warm()
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
