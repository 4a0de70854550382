"""The thread that hashes PINs and reads and writes the file of accounts."""

from typing import Final, assert_never

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.accounts.troubles import AccountError
from liveness_station.domain.desk_events import PeopleEvent
from liveness_station.domain.people import Person
from liveness_station.runtime.account_wishes import (
    AccountAnswer,
    AccountRequest,
    AccountWish,
    AddPerson,
    Book,
    ChangePin,
    ChangeRole,
    ListPeople,
    RemovePerson,
    SignIn,
)

CLOSE_DEADLINE_MS: Final = 3000


class AccountWorker(QObject):
    """Answers one request at a time, in their order. Thread: accounts.

    Signals:
        answered(AccountAnswer): to every request exactly one.
        closed(): the thread may end.
    """

    answered = Signal(object)
    closed = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    @Slot(object)
    def on_requested(self, request: AccountRequest) -> None:
        """Does what is asked for."""
        self.answered.emit(self._answer(request))

    @Slot()
    def on_closing(self) -> None:
        """Ends; the last thing the thread does."""
        self.closed.emit()

    def _answer(self, request: AccountRequest) -> AccountAnswer:
        number = request.number
        try:
            if isinstance(request.wish, SignIn):
                person = self._book.sign_in(request.wish.name, request.wish.pin)
                return AccountAnswer(number, person=person)
            event = self._change(request.wish, request.by)
            return AccountAnswer(number, event=event, people=self._book.people())
        except AccountError as error:
            return AccountAnswer(number, trouble=error.trouble, wait_s=error.wait_s, who=error.who)

    def _change(self, wish: AccountWish, by: Person) -> PeopleEvent | None:
        match wish:
            case AddPerson(name, role, pin):
                return self._book.add(name, role, pin, by=by)
            case ChangeRole(name, role):
                return self._book.change_role(name, role, by=by)
            case ChangePin(name, pin):
                return self._book.change_pin(name, pin, by=by)
            case RemovePerson(name):
                return self._book.remove(name, by=by)
            case ListPeople() | SignIn():
                return None
        assert_never(wish)


class AccountThread(QObject):
    """Owns the thread and its worker, and numbers what is asked. Lives in the gui thread.

    Signals:
        requested(AccountRequest): to the worker.
        answered(AccountAnswer): from the worker, in the gui thread.
        closing(): to the worker, last of all.
    """

    requested = Signal(object)
    answered = Signal(object)
    closing = Signal()

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._thread = QThread()
        self._thread.setObjectName("accounts")
        self._worker = AccountWorker(book)
        self._worker.moveToThread(self._thread)
        self.requested.connect(self._worker.on_requested)
        self.closing.connect(self._worker.on_closing)
        self._worker.answered.connect(self._on_answered)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self._worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def ask(self, wish: AccountWish, *, by: Person) -> int:
        """Asks the worker; returns the number that its answer will have."""
        self._number += 1
        self.requested.emit(AccountRequest(self._number, wish, by))
        return self._number

    def stop(self) -> bool:
        """Ends the thread after what it was asked for; True if that was within the deadline."""
        if not self._thread.isRunning():
            return True
        self.closing.emit()
        return self._thread.wait(CLOSE_DEADLINE_MS)

    @Slot(object)
    def _on_answered(self, answer: AccountAnswer) -> None:
        self.answered.emit(answer)
