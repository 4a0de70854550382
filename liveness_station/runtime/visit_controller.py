"""The wishes and facts of a visit in the gui thread: queue, consent, decisions, who is there."""

import uuid
from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.consents import ConsentAnswer, ConsentRoute
from liveness_station.domain.desk_events import OtherReason, Recorded
from liveness_station.domain.overrides import Override
from liveness_station.domain.people import Person
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.session.visit_events import (
    AttemptsAllowed,
    ConsentAnswered,
    CurtainPressed,
    DeskLocked,
    EventRecorded,
    LanguageChosen,
    LookUpSubject,
    NextPressed,
    NoteWritten,
    OperatorChanged,
    OtherMethodChosen,
    OverrideChosen,
    PrepareHere,
    QueueEdited,
    RecheckPressed,
    RecordEvent,
    RulesChanged,
    SubjectCalled,
    SubjectLookedUp,
    TrainingChanged,
    VisitEffect,
    VisitEvent,
    WishRefused,
)
from liveness_station.session.visits import DeskRules


class VisitController(QObject):
    """Makes events of wishes and facts, and signals of effects. Thread: gui.

    Signals:
        desk_event_requested(DeskEvent): have this recorded (the io thread's).
        lookup_requested(Subject, int, float): find out whether this subject, of this generation,
            was here within so many seconds (the io thread's).
        prepare_here_requested(): have the service on this computer ready (the io thread's).
    """

    desk_event_requested = Signal(object)
    lookup_requested = Signal(object, int, float)
    prepare_here_requested = Signal()

    def __init__(
        self, take: Callable[[VisitEvent], None], clock: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._clock = clock

    @Slot(object)
    def on_queue_edited(self, queue: Queue) -> None:
        """Takes another queue."""
        self._take(QueueEdited(queue))

    @Slot()
    def on_next_requested(self) -> None:
        """Calls the next one in line."""
        self._take(NextPressed())

    @Slot(object)
    def on_subject_called(self, waiting: Waiting) -> None:
        """Calls this one."""
        self._take(SubjectCalled(waiting))

    @Slot(object, int, object, int, str)
    def on_subject_looked_up(
        self,
        subject: Subject,
        generation: int,
        ages_s: tuple[float, ...],
        allowed_more: int,
        last_job: str,
    ) -> None:
        """Takes what the record knows of a subject."""
        now_s = self._clock()
        self._take(SubjectLookedUp(subject, generation, ages_s, allowed_more, last_job, now_s))

    @Slot(str)
    def on_language_chosen(self, language: str) -> None:
        """Addresses the present subject in this language."""
        self._take(LanguageChosen(language))

    def answer(
        self,
        answer: ConsentAnswer,
        route: ConsentRoute,
        *,
        text_version: str,
        language: str,
        host: str = "",
    ) -> None:
        """Takes the present subject's answer to the question in that text, about that host."""
        consent_id = uuid.uuid4().hex
        now_s = self._clock()
        self._take(ConsentAnswered(answer, route, consent_id, text_version, language, now_s, host))

    @Slot(object, str)
    def on_other_method_chosen(self, reason: OtherReason, note: str) -> None:
        """Sends the present subject another way."""
        self._take(OtherMethodChosen(reason, self._clock(), note))

    @Slot()
    def on_recheck_requested(self) -> None:
        """Begins another attempt of the same subject."""
        self._take(RecheckPressed())

    def on_override_chosen(
        self, override: Override, second: Person | None, *, job_id: str = ""
    ) -> None:
        """Takes the operator's decision beside the verdict that is shown; `job_id` pins it."""
        self._take(OverrideChosen(override, second, job_id))

    @Slot(str)
    def on_note_written(self, text: str) -> None:
        """Takes a note about the attempt that is shown."""
        self._take(NoteWritten(text))

    def allow(self, attempts: int, *, by: Person) -> None:
        """Takes a supervisor's leave for more attempts."""
        self._take(AttemptsAllowed(attempts, by))

    @Slot(object)
    def on_event_recorded(self, recorded: Recorded) -> None:
        """Takes the worker's word about a desk event."""
        self._take(EventRecorded(recorded))

    @Slot(object)
    def on_operator_changed(self, operator: Person) -> None:
        """Takes who works at the desk from now on."""
        self._take(OperatorChanged(operator))

    @Slot()
    def on_locked(self) -> None:
        """Locks the desk."""
        self._take(DeskLocked(self._clock()))

    @Slot(object)
    def on_rules_changed(self, rules: DeskRules) -> None:
        """Takes the administrator's rules for visits."""
        self._take(RulesChanged(rules))

    @Slot(bool)
    def on_training_changed(self, is_training: bool) -> None:
        """Begins or ends a drill."""
        self._take(TrainingChanged(is_training))

    @Slot()
    def on_curtain_requested(self) -> None:
        """Draws the curtain, or opens it."""
        self._take(CurtainPressed())

    def refuse(self) -> None:
        """Says that a wish is not for whoever is at the desk."""
        self._take(WishRefused())

    def carry_out(self, effect: VisitEffect) -> None:
        """Tells whoever is to do it."""
        match effect:
            case RecordEvent(event):
                self.desk_event_requested.emit(event)
            case LookUpSubject(subject, generation, within_s):
                self.lookup_requested.emit(subject, generation, within_s)
            case PrepareHere():
                self.prepare_here_requested.emit()
            case _:
                assert_never(effect)
