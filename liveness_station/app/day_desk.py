"""The operator's day: who works here, whose turn it is, and what their wishes open."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app.consent_files import HOUSE_FOLDER, read_consent_texts
from liveness_station.app.parts import Parts
from liveness_station.app.screens import ScreenWatch
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.app.shift_desk import ShiftDesk
from liveness_station.app.sign_in_desk import SignInDesk
from liveness_station.app.subject_desk import SubjectDesk
from liveness_station.app.verdict_sound import VerdictSound
from liveness_station.app.visit_desk import VisitDesk
from liveness_station.app.visit_rules import visit_rules
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.desk_events import ShiftEvent
from liveness_station.domain.frames import Frame
from liveness_station.domain.people import OWNER, Person
from liveness_station.runtime.memory_watch import MemoryWatch
from liveness_station.runtime.session_watch import SessionWatch
from liveness_station.runtime.shift_requests import SlipWanted, Written
from liveness_station.session.states import DeskState, Showing
from liveness_station.session.visits import OtherWay
from liveness_station.settings.values import Settings
from liveness_station.ui.keys_dialog import KeysDialog
from liveness_station.ui.tell_box import TellBox
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.veil import give_up_dialogs
from liveness_station.ui.wishes import IN_HASTE, Wish, right_for
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.history import history_words
from liveness_station.ui.words.menu import menu_words
from liveness_station.ui.words.shift import ShiftPhrase, shift_words

RELEASE_MS = 10_000
"""A locked desk gives its camera back after so long (FAULTS.md U9)."""

SLIPS = "Liveness Station"


class DayDesk(QObject):
    """Wires people, visits and shift into a station. Lives in the gui thread.

    Signals:
        leaving(): the program is to be closed.
    """

    leaving = Signal()

    def __init__(
        self, parts: Parts, keeper: SettingsKeeper, application: QApplication, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._keeper = keeper
        self._words: Words | None = None
        self._theme: Theme = LIGHT
        places, settings = parts.places, keeper.settings
        shelf = read_consent_texts(places.consent_texts, places.config / HOUSE_FOLDER)
        self.people = SignInDesk(application, parts.book, parts.alerts, self)
        self.display = SubjectDesk(
            parts.console,
            ScreenWatch(application, self),
            self,
            is_wanted=settings.subject_display,
        )
        self.visit = VisitDesk(parts, keeper, self.people, self.display, shelf.texts, self)
        self.shift = ShiftDesk(places, self._settings, self._counts, self)
        self.session = SessionWatch(application, self)
        self.sound = VerdictSound(places.sounds, self, is_on=settings.sounds)
        self._sounded = ""
        self._application = application
        self.memory = MemoryWatch(self)
        self._release = QTimer(self, singleShot=True, interval=RELEASE_MS)
        self._connect()
        self._take_settings(settings, settings)

    def start(self) -> None:
        """Asks who works here; until that is known nothing is shown and nobody captured."""
        self._parts.controller.visits.on_locked()
        self.people.start()
        self.memory.start()
        self.session.start(int(self._parts.console.winId()))

    def stop(self) -> bool:
        """Closes what is open; False where a thread hangs."""
        self._release.stop()
        self.memory.stop()
        self.session.stop()
        # While there is somebody to record it.
        self.people.end_shift()
        self.display.stop()
        self.sound.stop()
        has_ended = self.shift.stop()
        return self.people.stop() and has_ended

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes another language or other colours."""
        self._words, self._theme = words, theme
        self.people.dress(words, theme, self._parts.console)
        self.display.dress(words, theme)
        self.shift.dress()
        self.visit.set_words(words)

    def show_frame(self, frame: Frame) -> None:
        """Takes the frame that is shown."""
        self.display.show_frame(frame)

    def grants(self, wish: Wish) -> bool:
        """Tells whether whoever is at the desk may have that; where not, the window says so."""
        state = self._parts.controller.state
        right = right_for(wish)
        is_granted = right is None or state.operator.may(right)
        if wish in IN_HASTE or (is_granted and not state.is_locked):
            return True
        if not state.is_locked:
            self._parts.controller.visits.refuse()
        return False

    def grant(self, wish: Wish) -> None:
        """Does what a wish asks for, if it is one of these."""
        if self._words is None:
            return
        visits = self._parts.controller.visits
        match wish:
            case Wish.NEXT:
                visits.on_next_requested()
            case Wish.RECHECK:
                visits.on_recheck_requested()
            case Wish.OTHER_METHOD:
                self.visit.open_other()
            case Wish.DECIDE:
                self.visit.open_decision()
            case Wish.NOTE:
                self.visit.open_note()
            case Wish.MORE_ATTEMPTS:
                self.visit.ask_for_attempts()
            case Wish.WITHDRAW:
                self.visit.withdraw()
            case Wish.CURTAIN:
                visits.on_curtain_requested()
            case Wish.SLIP:
                self._write_slip()
            case _:
                self._open(wish, self._words)

    def _open(self, wish: Wish, words: Words) -> None:
        person = self._parts.controller.state.operator
        match wish:
            case Wish.LOCK:
                self.people.lock()
            case Wish.SIGN_OUT:
                if person != OWNER:
                    self.shift.open_hand_over(words, self._theme, person)
            case Wish.PEOPLE:
                self.people.open_people()
            case Wish.SHIFT:
                self.shift.open(words, self._theme, person)
            case Wish.WHAT_IF:
                self.shift.open_what_if(words, self._theme)
            case Wish.KEYS:
                KeysDialog(words, self._parts.console).open()
            case _:
                return

    def _settings(self) -> Settings:
        return self._keeper.settings

    def _counts(self) -> CallCounts:
        return self._parts.gates.meter.counts

    def _connect(self) -> None:
        people, visits = self.people, self._parts.controller.visits
        people.signed_in.connect(self._on_signed_in)
        people.unlocked.connect(self._on_signed_in)
        people.signed_out.connect(self._on_signed_out)
        people.locked.connect(visits.on_locked)
        people.sign_in_needed.connect(people.open_sign_in)
        people.event_wanted.connect(self._parts.worker.on_desk_event_requested)
        people.quit_wanted.connect(self.leaving)
        self.shift.hand_over_given.connect(self._on_hand_over_given)
        self.shift.slip_written.connect(self._on_slip_written)
        self.memory.changed.connect(self._parts.controller.on_memory_changed)
        self.session.locked.connect(self._on_session_locked)
        self.session.sleeping.connect(self._on_session_locked)
        self.session.unlocked.connect(self._on_session_unlocked)
        self._parts.controller.state_changed.connect(self._on_state_changed)
        self._release.timeout.connect(self._on_release_due)
        self._keeper.changed.connect(self._on_settings_changed)

    def _take_settings(self, before: Settings, settings: Settings) -> None:
        rules = visit_rules(settings, has_people=self.people.has_accounts)
        self._parts.controller.visits.on_rules_changed(rules)
        self.people.set_lock_minutes(settings.lock_minutes)
        self.sound.set_on(is_on=settings.sounds)
        self._parts.console.header.set_desk(settings.desk_name)
        if before.subject_display is not settings.subject_display:
            self.display.set_wanted(is_wanted=settings.subject_display)

    def _write_slip(self) -> None:
        """Writes a slip for the subject whose outcome is shown, if it is on record."""
        if self._words is None:
            return
        phase = self._parts.controller.state.phase
        job, other = "", 0
        if isinstance(phase, Showing) and phase.outcome.recorded:
            job = phase.outcome.job.job_id
        elif isinstance(phase, OtherWay) and phase.is_recorded:
            other = phase.sequence
        else:
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        operator = self._parts.controller.state.operator.name
        folder = Path(home or self._parts.places.data) / SLIPS
        with suppress(OSError):
            # Where it cannot be made the writing says so.
            folder.mkdir(parents=True, exist_ok=True)
        self.shift.write_slip(
            SlipWanted(
                folder, self._words.code, operator, is_roll=False, job_id=job, other_sequence=other
            )
        )

    @Slot(object)
    def _on_slip_written(self, written: Written) -> None:
        if self._words is None:
            return
        if written.path is not None:
            text = shift_words(self._words).say(ShiftPhrase.WRITTEN, name=written.path)
        elif written.trouble is not None:
            text = history_words(self._words).troubles[written.trouble]
        else:
            return
        title = menu_words(self._words).wishes[Wish.SLIP]
        TellBox(title, text, self._parts.console).open()

    @Slot(object)
    def _on_signed_in(self, person: Person) -> None:
        before = self._parts.controller.state.operator
        self._take_settings(self._settings(), self._settings())
        self._parts.controller.visits.on_operator_changed(person)
        if self._words is not None and person not in {OWNER, before}:
            # What the shift before has left to say.
            self.shift.welcome(self._words)

    @Slot(object)
    def _on_signed_out(self, _: Person) -> None:
        self._parts.controller.visits.on_locked()

    @Slot(object)
    def _on_hand_over_given(self, event: ShiftEvent) -> None:
        self.people.sign_out(event.note)

    @Slot()
    def _on_session_locked(self) -> None:
        """Hides what is about a person; who signs in here has to do so again."""
        self._parts.controller.visits.on_locked()
        self.people.on_lock_wanted()
        # An owner has no lock screen to stand in their place.
        give_up_dialogs(self._application)

    @Slot()
    def _on_session_unlocked(self) -> None:
        # Whoever has an account unlocks the desk with their PIN; an owner has none.
        if self.people.person == OWNER:
            self._parts.controller.visits.on_operator_changed(OWNER)

    def _sound(self, state: DeskState) -> None:
        """Plays a verdict's sound once, when it comes on screen."""
        phase = state.phase
        if isinstance(phase, Showing) and phase.outcome.job.job_id != self._sounded:
            self._sounded = phase.outcome.job.job_id
            self.sound.play(phase.outcome.decision.verdict)

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        self._sound(state)
        if state.is_locked and not self._release.isActive():
            self._release.start()
        elif not state.is_locked:
            self._release.stop()
            # A drill has pictures of its own.
            if not state.is_training:
                self._parts.cameras.resume()

    @Slot()
    def _on_release_due(self) -> None:
        self._parts.cameras.rest()

    @Slot(object, object)
    def _on_settings_changed(self, before: Settings, settings: Settings) -> None:
        self._take_settings(before, settings)
