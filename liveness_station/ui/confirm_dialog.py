"""The dialog in which another person agrees with name and PIN."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from liveness_station.domain.secrets import Secret
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.people_presenter import GateView
from liveness_station.ui.sign_in_form import SignInForm
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.people import PeoplePhrase, people_words


class ConfirmDialog(QDialog):
    """Asks for a second person. Rejected where nobody agreed.

    Signals:
        submitted(str, Secret): name and PIN as they were typed.
    """

    submitted = Signal(str, object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own = people_words(words)
        self.setFixedWidth(460)
        self.sentence = PlainLabel("quiet", is_wrapping=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = SignInForm(own, theme)
        self.cancel = QPushButton(own.say(PeoplePhrase.CANCEL))
        self.cancel.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 20)
        rows.setSpacing(12)
        for part in (self.sentence, self.form, self.cancel):
            rows.addWidget(part)
        self.form.submitted.connect(self._on_submitted)
        self.cancel.clicked.connect(self.reject)

    def render_view(self, view: GateView) -> None:
        """Shows a view."""
        self.setWindowTitle(view.heading)
        self.sentence.setText(view.sentence)
        self.form.render_view(view)

    @Slot(str, object)
    def _on_submitted(self, name: str, pin: Secret) -> None:
        self.submitted.emit(name, pin)
