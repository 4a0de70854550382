"""The review lane in the gui thread: when it is read, who answers, and what is recorded."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from liveness_station.app.parts import Parts
from liveness_station.app.shadow_desk import ShadowDesk
from liveness_station.app.sign_in_desk import SignInDesk
from liveness_station.domain.desk_events import NoteEvent, OverrideEvent, Recorded, ShadowEvent
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import OWNER, Person, Right
from liveness_station.session.states import DeskState
from liveness_station.session.visits import needs_second_person
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.review import ReviewPhrase

if TYPE_CHECKING:
    from liveness_station.reporting.review import ReviewItem
    from liveness_station.runtime.review_thread import ReviewThread
    from liveness_station.ui.review_window import ReviewWindow

_FIRST_MS: Final = 3_000
_SETTLE_MS: Final = 1_500
"""So long after something was recorded the lane is read again, once for all that came together."""


class ReviewDesk(QObject):
    """Reads the lane after each check, opens its window, and has answers recorded. Thread: gui.

    Signals:
        reviews_counted(int): so many checks need a second look.
        event_wanted(DeskEvent): an answer is to be recorded.
    """

    reviews_counted = Signal(int)
    event_wanted = Signal(object)
    _look_wanted = Signal(int)

    def __init__(self, parts: Parts, people: SignInDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._people = people
        self._thread: ReviewThread | None = None
        self._search = 0
        self._count = 0
        self._look: tuple[Words, Theme] | None = None
        self._person = OWNER
        self._item: ReviewItem | None = None
        self._asked: OverrideEvent | None = None
        self._sent: OverrideEvent | NoteEvent | None = None
        self.window: ReviewWindow | None = None
        self.shadow = ShadowDesk(parts.alerts, self)
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._on_due)
        parts.worker.finished.connect(self._on_finished)
        parts.worker.desk_event_recorded.connect(self._on_recorded)
        parts.controller.state_changed.connect(self._on_state_changed)
        people.answered.connect(self._on_confirmed)
        self.event_wanted.connect(parts.worker.on_desk_event_requested)

    def start(self) -> None:
        """Has the lane read in a while, once the desk is ready."""
        self._due.start(_FIRST_MS)

    def stop(self) -> bool:
        """Closes the window and ends the thread; False where it hangs."""
        self._due.stop()
        self.close()
        thread, self._thread = self._thread, None
        return thread is None or thread.stop()

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes another language or other colours; the window is to be opened anew."""
        self._look = (words, theme)
        self.close()
        self._show_count()

    def close(self) -> None:
        """Closes the window, where it is open."""
        if self.window is not None:
            self.window.close()

    def open(self, words: Words, theme: Theme) -> None:
        """Shows the lane to whoever is at the desk, or brings it to the front."""
        # What only this window needs would cost every start of the program.
        from liveness_station.ui.review_window import ReviewWindow

        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
            return
        self._person = self._parts.controller.state.operator
        window = ReviewWindow(words, theme, self._person)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._on_window_destroyed)
        self.window = window
        worker = self._started().worker
        worker.answered.connect(window.on_answered)
        window.case_wanted.connect(worker.on_case_wanted)
        window.decide_wanted.connect(self._on_decide_wanted)
        window.leave_wanted.connect(self._on_leave_wanted)
        window.show()
        self._on_due()

    def _started(self) -> "ReviewThread":
        from liveness_station.app.review_bench import StationReview
        from liveness_station.runtime.review_thread import ReviewThread

        if self._thread is None:
            self._thread = ReviewThread(StationReview(self._parts.places.records), self)
            self._look_wanted.connect(self._thread.worker.on_look_wanted)
            self._thread.worker.answered.connect(self._on_answered)
            self._thread.start()
        return self._thread

    def _send(self, event: OverrideEvent | NoteEvent) -> None:
        self._sent = event
        if self.window is not None:
            self.window.tell(ReviewPhrase.RECORDING)
        self.event_wanted.emit(event)

    def _may_answer(self) -> bool:
        """Tells whether it is still who opened the window, and they still may."""
        state = self._parts.controller.state
        return (
            not state.is_locked
            and state.operator == self._person
            and self._person.may(Right.REVIEW)
        )

    def _show_count(self) -> None:
        from liveness_station.ui.review_presenter import waiting_text

        if self._look is not None:
            self._parts.console.subject.show_reviews(waiting_text(self._count, self._look[0]))

    @Slot()
    def _on_due(self) -> None:
        self._search += 1
        # Straight from the gui thread: the looks before it wait in the other one's queue.
        self._started().worker.supersede(self._search)
        self._look_wanted.emit(self._search)

    @Slot(object)
    def _on_answered(self, answer: object) -> None:
        from liveness_station.runtime.review_thread import ReviewRead

        if not isinstance(answer, ReviewRead):
            return
        self.shadow.on_agreement(answer.agreement)
        if answer.lane.total != self._count:
            self._count = answer.lane.total
            self._show_count()
            self.reviews_counted.emit(self._count)

    @Slot(object)
    def _on_decide_wanted(self, item: "ReviewItem") -> None:
        from liveness_station.ui.override_dialog import DecisionAsk, OverrideDialog
        from liveness_station.ui.review_presenter import verdict_of

        if self._look is None or not self._may_answer() or not self._person.may(Right.DECIDE):
            return
        self._item = item
        words, rules = self._look[0], self._parts.controller.state.rules
        verdict, reason = verdict_of(item)
        ask = DecisionAsk(
            words.verdicts[verdict],
            frozenset(
                one for one in OverrideDecision if needs_second_person(rules, one, verdict, reason)
            ),
            rules.has_people,
        )
        dialog = OverrideDialog(words, ask, self.window)
        dialog.decided.connect(self._on_decided)
        dialog.open()

    @Slot(object)
    def _on_leave_wanted(self, item: "ReviewItem") -> None:
        from liveness_station.ui.note_dialog import NoteDialog

        if self._look is None or not self._may_answer():
            return
        self._item = item
        dialog = NoteDialog(self._look[0], self.window)
        dialog.written.connect(self._on_written)
        dialog.open()

    @Slot(object, object, str)
    def _on_decided(self, decision: OverrideDecision, reason: OverrideReason, note: str) -> None:
        from liveness_station.ui.review_presenter import verdict_of

        item, self._item = self._item, None
        if item is None or not self._may_answer():
            return
        override = Override(decision, reason, operator=self._person.name, note=note)
        event = OverrideEvent(item.case.job_id, override, is_review=True)
        rules = self._parts.controller.state.rules
        if self.window is None or not needs_second_person(rules, decision, *verdict_of(item)):
            self._send(event)
            return
        self._asked = event
        self._people.ask_confirmation(Right.CONFIRM, self.window)

    @Slot(str)
    def _on_written(self, note: str) -> None:
        item, self._item = self._item, None
        if item is not None and self._may_answer():
            self._send(NoteEvent(item.case.job_id, note, self._person.name, is_review=True))

    @Slot(object)
    def _on_confirmed(self, person: Person | None) -> None:
        asked, self._asked = self._asked, None
        if asked is None or not self._may_answer():
            return
        is_other = person not in {None, OWNER} and person != self._person
        if person is not None and is_other:
            self._send(replace(asked, second=person.name))
        elif self.window is not None:
            self.window.tell(ReviewPhrase.NOT_CONFIRMED)

    @Slot(object)
    def _on_finished(self, _: object) -> None:
        self._due.start(_SETTLE_MS)

    @Slot(object)
    def _on_recorded(self, recorded: Recorded) -> None:
        event = recorded.event
        if event == self._sent:
            self._sent = None
            is_kept = recorded.sequence is not None
            if self.window is not None:
                self.window.tell(ReviewPhrase.RECORDED if is_kept else ReviewPhrase.NOT_RECORDED)
            self._on_due()
        elif isinstance(event, OverrideEvent | NoteEvent | ShadowEvent):
            self._due.start(_SETTLE_MS)

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        if self.window is not None and state.operator != self._person:
            self.close()

    @Slot()
    def _on_window_destroyed(self) -> None:
        self.window = None
