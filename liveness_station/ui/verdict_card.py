"""The verdict card: still, verdict, score, subject, and what to do next."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.score_scale import ScoreScale
from liveness_station.ui.still_view import StillView
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import CardMode, CardView
from liveness_station.ui.words.base import Phrase, Words


class VerdictCard(QFrame):
    """Shows one card. It never has a verdict without the still and the subject.

    Signals:
        done_requested(): the operator is done with this subject.
        cancel_requested(): the operator gives the running check up.
    """

    done_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.still = StillView(self)
        self.scale = ScoreScale(self)
        self._score = PlainLabel()
        self._threshold = PlainLabel("quiet")
        self._threshold.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._subject = ElidedLabel("subject")
        self._time = PlainLabel("quiet")
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._happened = PlainLabel("happened", is_wrapping=True)
        self._next = PlainLabel("next", is_wrapping=True)
        self._route = PlainLabel("route", is_wrapping=True)
        self._record = PlainLabel("record", is_wrapping=True)
        self._details = QPlainTextEdit()
        self._details.setObjectName("details")
        self._details.setReadOnly(True)
        # Ids have no blanks, and the server's words may be many.
        self._details.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._details.setTabChangesFocus(True)
        self._details.setMinimumHeight(56)
        self._details.document().setDocumentMargin(0)
        self._details_button = QPushButton()
        self._details_button.setObjectName("plain")
        self._details_button.setCheckable(True)
        self._done = QPushButton()
        self._cancel = QPushButton()
        self._card = CardView(CardMode.EMPTY)
        self._lay_out()
        self._details_button.toggled.connect(self._on_details_toggled)
        self._done.clicked.connect(self._on_done_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.still.set_theme(theme)
        self.scale.set_theme(theme)

    def set_words(self, words: Words) -> None:
        """Takes another language for the fixed texts."""
        self._done.setText(f"{words.say(Phrase.DONE)}  {words.say(Phrase.DONE_KEY)}")
        self._cancel.setText(words.say(Phrase.CANCEL))
        self._details_button.setText(words.say(Phrase.DETAILS))

    def render_card(self, card: CardView) -> None:
        """Shows another card."""
        if card == self._card:
            return
        self._card = card
        is_verdict = card.mode is CardMode.VERDICT
        self.still.render_card(card)
        self.scale.show_score(card.score, threshold=card.threshold, verdict=card.verdict)
        self._score.setText(card.score_text)
        self._threshold.setText(card.threshold_text)
        self._subject.show_text(card.subject)
        self._time.setText(card.time)
        self._happened.setText(card.happened)
        self._next.setText(card.next_step)
        self._route.setText(card.route)
        self._record.setText(card.record)
        self._details.setPlainText(card.details)
        for part in (self.scale, self._score, self._threshold, self._details_button, self._done):
            part.setVisible(is_verdict)
        self._cancel.setVisible(card.mode is CardMode.CHECKING)
        self._details_button.setChecked(False)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(8)
        rows.addWidget(self.still)
        rows.addLayout(_row((self._subject, 2), (self._time, 1)))
        rows.addWidget(self.scale)
        rows.addLayout(_row((self._score, 1), (self._threshold, 1)))
        for label in (self._happened, self._next, self._route, self._record):
            rows.addWidget(label)
        # Open, the details take all the room there is; closed, the blank below does.
        rows.addWidget(self._details, 100)
        rows.addStretch(1)
        rows.addLayout(_row((self._details_button, 0), (self._cancel, 1), (self._done, 1)))
        for part in (self.scale, self._details, self._details_button, self._done, self._cancel):
            part.hide()

    @Slot(bool)
    def _on_details_toggled(self, is_open: bool) -> None:
        self._details.setVisible(is_open)

    @Slot()
    def _on_done_clicked(self) -> None:
        self.done_requested.emit()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_requested.emit()


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget, stretch in parts:
        row.addWidget(widget, stretch)
    return row
