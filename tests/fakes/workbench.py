"""A workbench in memory for tests of the io thread; it notes who called what on which thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QThread

from liveness_station.camera.identities import Identity
from liveness_station.domain.alerts import Alert
from liveness_station.domain.desk_events import DeskEvent, Recorded, ShadowEvent
from liveness_station.domain.drills import Play
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.credential_requests import (
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.states import EngineReady, EngineState
from liveness_station.settings.values import Settings

_HANG_LIMIT_S = 30.0
_LIVE = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.93)
_READY = EngineReady("local", "fake/1")


@dataclass(slots=True)
class FakeWorkbench:
    """Says LIVE to everything.

    Attributes:
        calls: each call's method and its thread's name ("" where Qt knows none), in order.
        bugs: what each method raises from now on.
        decision: what `verify` says.
        engine: what `prepare` says.
        is_holding: True makes `verify` wait for `cancel`, or for `released` if it is deaf.
        is_deaf: True makes `cancel` do nothing.
        warmed: how often a connection was wished for.
        running: set while a `verify` waits.
        events: what was to be recorded besides attempts, in order.
        recent: what `recent_attempts` says.
        is_unwritable: True makes `record_event` say that nothing is on disk.
        opinion: what the other engine says; None: nobody wants to know.
        settings: what `change` was told, in order.
        plays: what `train` was told, in order.
        asking: set while the other engine is asked.
        is_asking_long: True makes that last until somebody waits.
    """

    calls: list[tuple[str, str]] = field(default_factory=list)
    bugs: dict[str, Exception] = field(default_factory=dict)
    decision: Decision = _LIVE
    engine: EngineState = _READY
    late: list[Outcome] = field(default_factory=list)
    is_holding: bool = False
    is_deaf: bool = False
    running: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    warmed: int = 0
    wrong: tuple[Alert, ...] = ()
    events: list[DeskEvent] = field(default_factory=list)
    recent: RecentAttempts = field(default_factory=RecentAttempts)
    is_unwritable: bool = False
    opinion: ShadowEvent | None = None
    settings: list[Settings] = field(default_factory=list)
    plays: list[Play | None] = field(default_factory=list)
    asking: threading.Event = field(default_factory=threading.Event)
    is_asking_long: bool = False
    gave_way: threading.Event = field(default_factory=threading.Event)
    witnessed: WitnessState = field(default_factory=WitnessState)

    def open(self) -> None:
        self._note("open")

    def prepare(self) -> EngineState:
        self._note("prepare")
        return self.engine

    def keep_warm(self) -> None:
        self.warmed += 1

    def alerts(self) -> tuple[Alert, ...]:
        return self.wrong

    def witness_state(self) -> WitnessState:
        return self.witnessed

    def prepare_local(self) -> None:
        self._note("prepare_local")

    def prepare_other(self) -> None:
        self._note("prepare_other")

    def change(self, settings: Settings) -> None:
        self._note("change")
        self.settings.append(settings)

    def train(self, play: Play | None) -> None:
        self._note("train")
        self.plays.append(play)

    def record_event(self, event: DeskEvent) -> Recorded:
        self._note("record_event")
        self.events.append(event)
        return Recorded(event, None if self.is_unwritable else len(self.events))

    def recent_attempts(self, subject: Subject, within_s: float) -> RecentAttempts:
        self._note("recent_attempts")
        assert subject.reference
        assert within_s > 0
        return self.recent

    def wants_other(self, outcome: Outcome) -> bool:
        return self.opinion is not None and outcome.recorded

    def ask_other(
        self, outcome: Outcome, frame: Frame, *, is_cancelled: Callable[[], bool]
    ) -> ShadowEvent | None:
        self._note("ask_other")
        assert (outcome.recorded, frame.width_px > 0) == (True, True)
        if is_cancelled():
            return None
        self.gave_way.clear()
        self.asking.set()
        if self.is_asking_long and not is_cancelled():
            assert self.gave_way.wait(_HANG_LIMIT_S), "nobody wants the thread back"
        self.asking.clear()
        return None if is_cancelled() else self.opinion

    def give_way(self) -> None:
        self.gave_way.set()

    def list_sources(self) -> tuple[SourceListing, ...]:
        self._note("list_sources")
        camera = Identity("Scripted camera")
        return (SourceListing("cam-0", "Scripted camera", camera, is_default=True),)

    def verify_burst(
        self,
        job: Job,
        frames: tuple[Frame, ...],  # noqa: ARG002 - the port's form
        signals: tuple[Signal, ...],  # noqa: ARG002 - the port's form
    ) -> Outcome:
        self._note("verify")
        if self.is_holding:
            self.released.clear()
            self.running.set()
            assert self.released.wait(_HANG_LIMIT_S), "nobody released the workbench"
            self.running.clear()
            return Outcome(job, decide_failure(Reason.CANCELLED), "local", recorded=True)
        return Outcome(job, self.decision, "local", recorded=True, record_sequence=2)

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        self._note("refuse")
        assert source
        return Outcome(job, decision, "local", recorded=True, record_sequence=2, signals=signals)

    def record_late(self, outcome: Outcome) -> None:
        self._note("record_late")
        self.late.append(outcome)

    def counts(self) -> dict[str, int]:
        self._note("counts")
        return {Verdict.LIVE.value: self.count("verify")}

    def credentials(self, request: CredentialRequest) -> CredentialReply:  # noqa: ARG002 - as above
        self._note("credentials")
        return CredentialReply(CredentialResult.SAVED)

    def cancel(self, job: Job | None) -> None:
        if job is None:
            self.gave_way.set()
        if self.running.is_set() and not self.is_deaf:
            self.released.set()

    def close(self) -> None:
        self._note("close")

    @property
    def methods(self) -> list[str]:
        """The methods that were called, in order."""
        return [method for method, _ in self.calls]

    def count(self, method: str) -> int:
        """Returns how often a method was called."""
        return self.methods.count(method)

    def _note(self, method: str) -> None:
        self.calls.append((method, QThread.currentThread().objectName()))
        if method in self.bugs:
            raise self.bugs[method]
