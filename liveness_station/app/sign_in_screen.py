"""The lock screen in the place of all windows, and the gate behind it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app.gate import Gate
from liveness_station.runtime.account_thread import AccountThread
from liveness_station.ui.lock_screen import LockScreen
from liveness_station.ui.people_presenter import GateState
from liveness_station.ui.theme import Theme
from liveness_station.ui.veil import Host, Veil
from liveness_station.ui.words.base import Words

Look = tuple[Words, Theme, Host]


class SignInScreen(QObject):
    """Hides every window while it asks for name and PIN. Thread: gui.

    Signals:
        passed(Person): they signed in; the windows are as they were before `lift`.
        refused(AccountAnswer): a name and PIN were not right.
        quit_wanted(): close the program.
    """

    passed = Signal(object)
    refused = Signal(object)
    quit_wanted = Signal()

    def __init__(
        self,
        application: QApplication,
        accounts: AccountThread,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.gate = Gate(accounts, self)
        self.gate.passed.connect(self.passed)
        self.gate.refused.connect(self.refused)
        self._veil = Veil(application)
        application.focusWindowChanged.connect(self._on_focus_changed)
        self.window: LockScreen | None = None

    def open(self, state: GateState, look: Look) -> None:
        """Shows it in the place of the look's window, in its words and colours."""
        words, theme, host = look
        window = LockScreen(words, theme)
        window.setGeometry(host.geometry())
        window.submitted.connect(self.gate.on_submitted)
        window.quit_requested.connect(self.quit_wanted)
        self.gate.shown.connect(window.render_view)
        self.window = window
        self.gate.begin(state, words)
        window.setWindowState(host.windowState())
        window.show()
        window.activateWindow()
        window.form.take_focus()
        # Not before: a moment without any window would bring other programs to the front.
        self._veil.draw(spared=window)

    def lift(self, host: Host, *, is_same_person: bool) -> None:
        """Closes it and shows the windows again, where it was open."""
        if self.window is not None:
            self._veil.lift(host=host, is_same_person=is_same_person)
            self.close()

    def close(self) -> None:
        """Closes it and leaves the windows hidden; what was typed counts no more."""
        self.gate.end()
        window, self.window = self.window, None
        if window is not None:
            window.let_go()
            window.deleteLater()

    @Slot(QObject)
    def _on_focus_changed(self, _: QObject | None) -> None:
        """Hides what opens meanwhile: the answer to something that was asked before."""
        if self.window is not None and self.window.isVisible():
            self._veil.draw(spared=self.window)
