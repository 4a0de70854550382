"""One place where somebody types name and PIN, and what comes of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.accounts.troubles import AccountTrouble
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.people import OWNER, Person
from liveness_station.domain.secrets import Secret
from liveness_station.runtime.account_thread import AccountThread
from liveness_station.runtime.account_wishes import AccountAnswer, SignIn
from liveness_station.ui.people_presenter import GateState, judge, present_gate
from liveness_station.ui.words.base import Words

_SECOND_MS: Final = 1000


class Gate(QObject):
    """Asks the thread of accounts about one name and PIN at a time. Thread: gui.

    An answer counts only for the question that is open: what comes after the place was closed, or
    was opened anew, is ignored.

    Signals:
        shown(GateView): show this.
        passed(Person): they signed, and may do what was asked for.
        refused(AccountAnswer): they did not.
    """

    shown = Signal(object)
    passed = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        accounts: AccountThread,
        parent: QObject | None = None,
        *,
        clock_s: Callable[[], float] = waking_clock_s,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._clock_s = clock_s
        self._words: Words | None = None
        self._state = GateState()
        self._number: int | None = None
        self._wait_end_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._on_second)
        accounts.answered.connect(self._on_answered)

    def begin(self, state: GateState, words: Words) -> None:
        """Opens the place."""
        self.end()
        self._words = words
        self._show(state)

    def end(self) -> None:
        """Closes the place; an answer that is under way counts no more."""
        self._timer.stop()
        self._number = None
        self._words = None

    def know(self, people: tuple[Person, ...], trouble: AccountTrouble | None) -> None:
        """Takes who has an account, or why that cannot be told."""
        if self._words is not None:
            self._show(replace(self._state, people=people, trouble=trouble))

    @Slot(str, object)
    def on_submitted(self, name: str, pin: Secret) -> None:
        """Asks about a name and PIN, unless others are being asked about."""
        if self._words is None or self._state.is_busy:
            return
        self._timer.stop()
        self._number = self._accounts.ask(SignIn(name, pin), by=self._state.current or OWNER)
        self._show(replace(self._plain(), is_busy=True))

    @Slot(object)
    def _on_answered(self, answer: AccountAnswer) -> None:
        if answer.number != self._number or self._words is None:
            return
        self._number = None
        person = answer.person
        if person is None:
            self._refuse(answer)
            return
        misfit = judge(person, self._state)
        if misfit is None:
            self.end()
            self.passed.emit(person)
        else:
            self._show(replace(self._plain(), misfit=misfit, misfit_name=person.name))

    def _refuse(self, answer: AccountAnswer) -> None:
        if answer.wait_s > 0:
            self._wait_end_s = self._clock_s() + answer.wait_s
            self._timer.start()
        self._show(replace(self._plain(), trouble=answer.trouble, wait_s=answer.wait_s))
        self.refused.emit(answer)

    def _plain(self) -> GateState:
        """Returns the state without what came of the last try."""
        return GateState(self._state.people, self._state.current, self._state.right)

    def _show(self, state: GateState) -> None:
        self._state = state
        if self._words is not None:
            self.shown.emit(present_gate(state, self._words))

    @Slot()
    def _on_second(self) -> None:
        left_s = self._wait_end_s - self._clock_s()
        if left_s > 0:
            self._show(replace(self._state, wait_s=left_s))
        else:
            self._timer.stop()
            self._show(self._plain())
