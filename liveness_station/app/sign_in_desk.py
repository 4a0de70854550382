"""Who works at the desk: signing in, the lock, a second person, and the window of people."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.accounts.troubles import CLOSED, AccountTrouble
from liveness_station.app.people_desk import PeopleDesk
from liveness_station.app.second_person import SecondPersonDesk
from liveness_station.app.sign_in_screen import Look, SignInScreen
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.desk_events import DeskEvent, ShiftEvent, ShiftStep
from liveness_station.domain.people import OWNER, Person, Right
from liveness_station.runtime.account_thread import AccountThread
from liveness_station.runtime.account_wishes import AccountAnswer, Book, ListPeople
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.idle_watch import IdleWatch
from liveness_station.ui.people_presenter import GateState
from liveness_station.ui.theme import Theme
from liveness_station.ui.veil import Host
from liveness_station.ui.words.base import Words

_LOOK_AGAIN_MS: Final = 3000
"""After a file of accounts that could not be read."""

_MINUTE_S: Final = 60


class SignInDesk(QObject):
    """Holds who works at the desk. Thread: gui; PINs are hashed on a thread of their own.

    Nobody works at it (`person` is None) until the file of accounts was read and, where it names
    anybody, somebody has signed in. Where it names nobody, the owner works.

    Args:
        application: whose windows are hidden meanwhile, and whose keys count as touches.
        book: the accounts.
        alerts: where a file that cannot be read is told.
        idle: tells when nobody touches the program.

    Signals:
        signed_in(Person): they work here now.
        signed_out(Person): they do no more.
        locked(): show nothing of the subject any more; the windows are hidden.
        unlocked(Person): the same person is back.
        sign_in_needed(): somebody has to sign in, answered by `open_sign_in`.
        answered(Person | None): who agreed to `ask_confirmation`; None for nobody.
        event_wanted(DeskEvent): record this.
        quit_wanted(): close the program.
    """

    signed_in = Signal(object)
    signed_out = Signal(object)
    locked = Signal()
    unlocked = Signal(object)
    sign_in_needed = Signal()
    answered = Signal(object)
    event_wanted = Signal(object)
    quit_wanted = Signal()

    def __init__(
        self,
        application: QApplication,
        book: Book,
        alerts: AlertBoard,
        parent: QObject | None = None,
        *,
        idle: IdleWatch | None = None,
    ) -> None:
        super().__init__(parent)
        self._alerts = alerts
        self._accounts = AccountThread(book, self)
        self.screen = SignInScreen(application, self._accounts, self)
        self.second = SecondPersonDesk(self._accounts, self)
        self.people_desk = PeopleDesk(self._accounts, self)
        self._idle = idle or IdleWatch(self)
        self._lock_minutes = 0
        self._look: Look | None = None
        self._people: tuple[Person, ...] = ()
        self._trouble: AccountTrouble | None = None
        self._number: int | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self.person: Person | None = None
        self.is_locked = False
        self._connect(application)

    @property
    def has_accounts(self) -> bool:
        """Tells whether people sign in here, so that a second person can be asked."""
        return bool(self._people)

    def start(self) -> None:
        """Has the file of accounts read; `signed_in` or `sign_in_needed` follows."""
        self._accounts.start()
        self._read()

    def stop(self) -> bool:
        """Closes its windows and ends the thread; False where it hangs."""
        self._again.stop()
        self._idle.begin(0)
        self.second.close()
        self.people_desk.close()
        self.screen.close()
        return self._accounts.stop()

    def dress(self, words: Words, theme: Theme, host: Host) -> None:
        """Takes language, colours and the window whose place the lock takes."""
        self._look = (words, theme, host)
        self.people_desk.close()
        if self.screen.window is not None:
            self.screen.close()
            self.open_sign_in()

    def set_lock_minutes(self, minutes: int) -> None:
        """Takes after how long an untouched desk locks itself; 0: never."""
        self._lock_minutes = minutes
        self._watch()

    def open_sign_in(self) -> None:
        """Hides all windows and asks for name and PIN in their place."""
        if self._look is not None and self.screen.window is None:
            self.second.close()
            state = GateState(self._people, self.person, trouble=self._trouble)
            self.screen.open(state, self._look)

    def lock(self) -> bool:
        """Locks the desk; False where nobody is signed in who could unlock it."""
        person = self.person
        if person is None or person == OWNER or self.is_locked:
            return False
        self.is_locked = True
        self._idle.begin(0)
        self.open_sign_in()
        self._record_shift(ShiftStep.LOCKED, person)
        self.locked.emit()
        return True

    def end_shift(self, note: str = "") -> None:
        """Ends the shift of whoever works here, with what they hand over; no window opens."""
        person, self.person = self.person, None
        self.is_locked = False
        if person is None:
            return
        if person != OWNER:
            self._record_shift(ShiftStep.ENDED, person, note)
        self.signed_out.emit(person)

    def sign_out(self, note: str = "") -> None:
        """Ends the shift and asks who comes next; does nothing where nobody signs in."""
        if self.person is None or self.person == OWNER:
            return
        self._idle.begin(0)
        self.end_shift(note)
        self.open_sign_in()

    def ask_confirmation(self, right: Right, parent: Host) -> None:
        """Asks for another person with a right; `answered` follows."""
        if self._look is None:
            self.answered.emit(None)
            return
        words, theme, _ = self._look
        self.second.ask(
            right, current=self.person, people=self._people, look=(words, theme), parent=parent
        )

    def open_people(self) -> bool:
        """Opens the window of people; False for whoever may not change them."""
        if self._look is None or self.person is None or self.is_locked:
            return False
        return self.people_desk.open(self._look[0], self._look[1], self.person)

    @Slot()
    def on_lock_wanted(self) -> None:
        """Locks the desk: a key, the system's own lock, sleep, or minutes without a touch."""
        self.lock()

    def _connect(self, application: QApplication) -> None:
        self._accounts.answered.connect(self._on_answered)
        self._again.timeout.connect(self._on_look_again)
        self.screen.passed.connect(self._on_passed)
        self.screen.refused.connect(self._on_refused)
        self.screen.quit_wanted.connect(self.quit_wanted)
        self.second.refused.connect(self._on_refused)
        self.second.answered.connect(self.answered)
        self.people_desk.event_wanted.connect(self.event_wanted)
        self.people_desk.people_changed.connect(self._on_people_changed)
        self.people_desk.founded.connect(self._on_founded)
        self._idle.idle.connect(self.on_lock_wanted)
        application.focusWindowChanged.connect(self._idle.on_window_focused)

    def _read(self) -> None:
        self._number = self._accounts.ask(ListPeople(), by=self.person or OWNER)

    def _watch(self) -> None:
        is_watching = self.person not in {None, OWNER} and not self.is_locked
        self._idle.begin(self._lock_minutes * _MINUTE_S if is_watching else 0)

    def _record_shift(self, step: ShiftStep, person: Person, note: str = "") -> None:
        event: DeskEvent = ShiftEvent(step, person.name, person.role, note)
        self.event_wanted.emit(event)

    def _begin_shift(self, person: Person) -> None:
        self.person = person
        self.is_locked = False
        if person != OWNER:
            self._record_shift(ShiftStep.BEGAN, person)
        self._watch()
        self.signed_in.emit(person)

    @Slot(object)
    def _on_answered(self, answer: AccountAnswer) -> None:
        if answer.number != self._number:
            return
        self._number = None
        self._trouble = answer.trouble
        if answer.people is None:
            self._again.start()
            detail = answer.trouble.value if answer.trouble is not None else ""
            self._alerts.on_raised(Alert(AlertCode.ACCOUNTS_UNREADABLE, detail))
        else:
            self._people = answer.people
            self._alerts.on_cleared(AlertCode.ACCOUNTS_UNREADABLE)
        self.screen.gate.know(self._people, self._trouble)
        self._settle()

    def _settle(self) -> None:
        """Lets the owner work where nobody is named, and asks for a name where somebody is."""
        if self._trouble is None and not self._people:
            if self.person is None:
                self._pass_on(OWNER)
        elif self.person is None and self.screen.window is None:
            self.sign_in_needed.emit()

    @Slot()
    def _on_look_again(self) -> None:
        self._read()

    @Slot(object)
    def _on_passed(self, person: Person) -> None:
        self._pass_on(person)

    def _pass_on(self, person: Person) -> None:
        """Lets somebody work: the same person again, or another whose shift begins."""
        before = self.person
        is_same = before is not None and before.name == person.name
        if is_same:
            self.person, self.is_locked = person, False
        elif before is not None:
            self.end_shift()
        if self._look is not None:
            self.screen.lift(self._look[2], is_same_person=is_same)
        if is_same:
            self._record_shift(ShiftStep.UNLOCKED, person)
            self._watch()
            self.unlocked.emit(person)
        else:
            self._begin_shift(person)

    @Slot(object)
    def _on_refused(self, answer: AccountAnswer) -> None:
        if answer.trouble is AccountTrouble.WRONG and answer.who is not None:
            self._record_shift(ShiftStep.REFUSED, answer.who)
        elif answer.trouble in CLOSED:
            self._again.start()

    @Slot(object)
    def _on_people_changed(self, people: tuple[Person, ...]) -> None:
        self._people = people
        if self.person not in {None, OWNER} and self.person not in people:
            # Gone, or of another role by now: what they may do is asked anew.
            self.sign_out()

    @Slot(object)
    def _on_founded(self, person: Person) -> None:
        self.end_shift()
        self._begin_shift(person)
