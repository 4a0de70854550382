"""Asks somebody else to agree, with their own name and PIN."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from liveness_station.app.gate import Gate
from liveness_station.domain.people import OWNER, Person, Right
from liveness_station.runtime.account_thread import AccountThread
from liveness_station.ui.confirm_dialog import ConfirmDialog
from liveness_station.ui.people_presenter import GateState
from liveness_station.ui.theme import Theme
from liveness_station.ui.veil import Host
from liveness_station.ui.words.base import Words


class SecondPersonDesk(QObject):
    """Opens one dialog at a time. Thread: gui.

    Signals:
        answered(Person | None): who agreed; None where nobody did. Once for every question.
        refused(AccountAnswer): a name and PIN were not right.
    """

    answered = Signal(object)
    refused = Signal(object)

    def __init__(self, accounts: AccountThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gate = Gate(accounts, self)
        self._gate.passed.connect(self._on_passed)
        self._gate.refused.connect(self.refused)
        self._agreed: Person | None = None
        self.dialog: ConfirmDialog | None = None

    def ask(
        self,
        right: Right,
        *,
        current: Person | None,
        people: tuple[Person, ...],
        look: tuple[Words, Theme],
        parent: Host,
    ) -> None:
        """Asks for somebody with a right; answers None at once where there are no accounts."""
        if current is None or current == OWNER or self.dialog is not None:
            self.answered.emit(None)
            return
        self._agreed = None
        dialog = ConfirmDialog(*look, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        self._gate.shown.connect(dialog.render_view)
        dialog.submitted.connect(self._gate.on_submitted)
        dialog.finished.connect(self._on_finished)
        self._gate.begin(GateState(people, current, right), look[0])
        dialog.open()
        dialog.form.take_focus()

    def close(self) -> None:
        """Gives up a question that is open; it is answered by nobody."""
        if self.dialog is not None:
            self.dialog.reject()

    @Slot(object)
    def _on_passed(self, person: Person) -> None:
        self._agreed = person
        if self.dialog is not None:
            self.dialog.accept()

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        self._gate.end()
        self.dialog = None
        agreed, self._agreed = self._agreed, None
        self.answered.emit(agreed)
