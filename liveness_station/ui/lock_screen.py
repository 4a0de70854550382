"""The window that stands in the place of all others until somebody has signed in."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from liveness_station.domain.secrets import Secret
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.people_presenter import GateView
from liveness_station.ui.sign_in_form import SignInForm
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.people import PeoplePhrase, people_words

_CARD_PX = 420


class LockScreen(QWidget):
    """Signing in and unlocking. A window of its own, while the others are hidden.

    What is hidden can show no face, take no key and be read by no screen reader; a sheet over the
    console could only promise that.

    Signals:
        submitted(str, Secret): name and PIN as they were typed.
        quit_requested(): close the program.
    """

    submitted = Signal(str, object)
    quit_requested = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        own = people_words(words)
        self.setWindowTitle(words.say(Phrase.APP_NAME))
        self.setMinimumSize(QSize(640, 480))
        self._can_close = False
        self.heading = PlainLabel("happened")
        self.sentence = PlainLabel("quiet", is_wrapping=True)
        self.form = SignInForm(own, theme)
        self.quit_button = QPushButton(own.say(PeoplePhrase.QUIT))
        self.quit_button.setObjectName("plain")
        self._lay_out(words)
        self.form.submitted.connect(self._on_submitted)
        self.quit_button.clicked.connect(self._on_quit_clicked)

    def render_view(self, view: GateView) -> None:
        """Shows a view."""
        self.heading.setText(view.heading)
        self.heading.setAccessibleName(view.heading)
        self.sentence.setText(view.sentence)
        self.form.render_view(view)

    def let_go(self) -> None:
        """Closes; nothing else does."""
        self._can_close = True
        self.close()

    def _lay_out(self, words: Words) -> None:
        name = PlainLabel("title")
        name.setText(words.say(Phrase.APP_NAME))
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card = QFrame()
        card.setObjectName("panel")
        card.setFixedWidth(_CARD_PX)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(12)
        for part in (self.heading, self.sentence, self.form):
            inside.addWidget(part)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.quit_button)
        last.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(20)
        rows.addStretch(1)
        rows.addWidget(name)
        rows.addLayout(middle)
        rows.addLayout(last)
        rows.addStretch(1)

    @Slot(str, object)
    def _on_submitted(self, name: str, pin: Secret) -> None:
        self.submitted.emit(name, pin)

    @Slot()
    def _on_quit_clicked(self) -> None:
        self.quit_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks for the program's end instead of uncovering what stands behind."""
        if self._can_close:
            event.accept()
            return
        event.ignore()
        self.quit_requested.emit()
