"""The window of people, made when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from liveness_station.accounts.troubles import AccountTrouble
from liveness_station.domain.desk_events import PeopleEvent, PeopleStep
from liveness_station.domain.people import OWNER, Person, Right
from liveness_station.runtime.account_thread import AccountThread
from liveness_station.runtime.account_wishes import AccountAnswer, AccountWish, ListPeople
from liveness_station.ui.people_presenter import present_people
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words

if TYPE_CHECKING:
    from liveness_station.ui.people_window import PeopleWindow


class PeopleDesk(QObject):
    """Opens one window of people at a time and has their accounts changed. Thread: gui.

    Signals:
        event_wanted(PeopleEvent): an account was changed; record it.
        people_changed(tuple[Person, ...]): who has an account now.
        founded(Person): the first account was made; whoever made it goes on under its name.
    """

    event_wanted = Signal(object)
    people_changed = Signal(object)
    founded = Signal(object)

    def __init__(self, accounts: AccountThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._number: int | None = None
        self._people: tuple[Person, ...] = ()
        self._current = OWNER
        self._words: Words | None = None
        self._outcome: PeopleEvent | AccountTrouble | None = None
        self.window: PeopleWindow | None = None
        accounts.answered.connect(self._on_answered)

    def open(self, words: Words, theme: Theme, current: Person) -> bool:
        """Shows the window, or brings it to the front; False where that person may not see it."""
        from liveness_station.ui.people_window import PeopleWindow

        if not current.may(Right.CHANGE_PEOPLE):
            return False
        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
            return True
        self._words, self._current, self._outcome = words, current, None
        window = PeopleWindow(words, theme)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._on_destroyed)
        window.change_wanted.connect(self._on_change_wanted)
        self.window = window
        self._ask(ListPeople())
        window.show()
        return True

    def close(self) -> None:
        """Closes the window; it opens in other words, colours and hands the next time."""
        if self.window is not None:
            self.window.close()

    def _ask(self, wish: AccountWish) -> None:
        self._number = self._accounts.ask(wish, by=self._current)
        self._show()

    def _show(self) -> None:
        if self.window is None or self._words is None:
            return
        is_busy = self._number is not None
        self.window.render_view(
            present_people(
                self._people, self._current, self._words, outcome=self._outcome, is_busy=is_busy
            )
        )

    @Slot(object)
    def _on_change_wanted(self, wish: AccountWish) -> None:
        if self._number is None:
            self._ask(wish)

    @Slot(object)
    def _on_answered(self, answer: AccountAnswer) -> None:
        """Takes what became of a change, also where its window is gone: it was made."""
        if answer.number != self._number:
            return
        self._number = None
        self._outcome = answer.event or answer.trouble
        had_nobody = not self._people
        if answer.people is not None:
            self._people = answer.people
        if answer.event is not None:
            self._tell(answer.event, is_first=had_nobody and self._current == OWNER)
        self._show()
        if self.window is not None and answer.event is not None:
            self.window.clear_typed()

    def _tell(self, event: PeopleEvent, *, is_first: bool) -> None:
        self.event_wanted.emit(event)
        # Before anybody goes on under a name: the rules that follow ask whether there are people.
        self.people_changed.emit(self._people)
        if is_first and event.step is PeopleStep.ADDED:
            self._current = Person(event.name, event.role)
            self.founded.emit(self._current)

    @Slot()
    def _on_destroyed(self) -> None:
        self.window = None
