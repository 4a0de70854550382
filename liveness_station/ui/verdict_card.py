"""The verdict card: still, verdict, score, subject, and what to do next."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.score_scale import ScoreScale
from liveness_station.ui.still_view import StillView
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import CardMode, CardView, VisitView
from liveness_station.ui.wish_button import WishButton
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.menu import menu_words


class VerdictCard(QFrame):
    """Shows one card. It never has a verdict without the still and the subject.

    Signals:
        done_requested(): the operator is done with this subject.
        cancel_requested(): the operator gives the running check up.
        wished(Wish): another attempt, a note, a decision.
    """

    done_requested = Signal()
    cancel_requested = Signal()
    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.still = StillView(self)
        self.scale = ScoreScale(self)
        self.score = PlainLabel()
        self.subject = ElidedLabel("who")
        self.time = PlainLabel("quiet")
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.happened = PlainLabel("happened", is_wrapping=True)
        self.measured = PlainLabel("measured", is_wrapping=True)
        self.next = PlainLabel("next", is_wrapping=True)
        self.decided = PlainLabel("decided", is_wrapping=True)
        self.route = PlainLabel("route", is_wrapping=True)
        self.record = PlainLabel("record", is_wrapping=True)
        self.details = QPlainTextEdit()
        self.details.setObjectName("details")
        self.details.setReadOnly(True)
        # Ids have no blanks, and the server's words may be many.
        self.details.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(56)
        self.details.document().setDocumentMargin(0)
        self.details_button = QPushButton()
        self.details_button.setObjectName("plain")
        self.details_button.setCheckable(True)
        self.done = QPushButton()
        self.cancel = QPushButton()
        self.note = WishButton(Wish.NOTE)
        self.recheck = WishButton(Wish.RECHECK)
        self.decide = WishButton(Wish.DECIDE)
        self._card = CardView(CardMode.EMPTY)
        self._lay_out()
        self.details_button.toggled.connect(self._on_details_toggled)
        self.done.clicked.connect(self._on_done_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        for button in (self.note, self.recheck, self.decide):
            button.wished.connect(self._on_wished)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.still.set_theme(theme)
        self.scale.set_theme(theme)

    def set_words(self, words: Words) -> None:
        """Takes another language for the fixed texts."""
        self.done.setText(f"{words.say(Phrase.DONE)}  {words.say(Phrase.DONE_KEY)}")
        self.cancel.setText(words.say(Phrase.CANCEL))
        self.details_button.setText(words.say(Phrase.DETAILS))
        self.details.setAccessibleName(words.say(Phrase.DETAILS))
        for button in (self.note, self.recheck, self.decide):
            button.setText(menu_words(words).label(button.wish))

    @property
    def tab_parts(self) -> tuple[QWidget, ...]:
        """What Tab goes through here, from the top."""
        wishes = (self.note, self.recheck, self.decide)
        return (self.details, *wishes, self.details_button, self.cancel, self.done)

    def render_card(self, card: CardView) -> None:
        """Shows another card."""
        if card == self._card:
            return
        before, self._card = self._card, card
        is_verdict = card.mode is CardMode.VERDICT
        self.still.render_card(card)
        self.scale.show_score(
            card.score,
            threshold=card.threshold,
            review_limit=card.review_limit,
            verdict=card.verdict,
        )
        self.score.setText(card.score_text)
        self.scale.setAccessibleName(f"{card.score_text} {card.threshold_text}".strip())
        self.subject.show_text(card.subject)
        self.time.setText(card.time)
        self.happened.setText(card.happened)
        self.measured.setText(card.measured)
        self.decided.setText(card.decided)
        self.next.setText(card.next_step)
        self.route.setText(card.route)
        self.record.setText(card.record)
        self.details.setPlainText(card.details)
        for part in (self.scale, self.score, self.details_button):
            part.setVisible(is_verdict)
        # A blank line costs the still its room.
        lines = (self.happened, self.measured, self.next, self.decided, self.route, self.record)
        for label in lines:
            label.setVisible(bool(label.text()))
        for label in (self.subject, self.time):
            label.setVisible(bool(card.subject))
        self.done.setVisible(card.mode in {CardMode.VERDICT, CardMode.OTHER})
        self.cancel.setVisible(card.mode is CardMode.CHECKING)
        if _check_of(card) != _check_of(before):
            # The same check in another language stays open.
            self.details_button.setChecked(False)

    def render_visit(self, view: VisitView) -> None:
        """Offers what can be done about what is shown."""
        is_open = self._card.mode in {CardMode.VERDICT, CardMode.OTHER}
        self.recheck.setVisible(is_open and view.can_recheck)
        self.note.setVisible(is_open and view.can_note)
        self.decide.setVisible(is_open and view.can_decide)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(6)
        rows.addWidget(self.still)
        rows.addWidget(self.scale)
        for label in (self.score, self.happened, self.measured, self.next):
            rows.addWidget(label)
        rows.addLayout(_row((self.subject, 2), (self.time, 1)))
        for label in (self.decided, self.route, self.record):
            rows.addWidget(label)
        # Open, the details take all the room there is; closed, the blank below does.
        rows.addWidget(self.details, 100)
        rows.addStretch(1)
        rows.addLayout(_row((self.note, 1), (self.recheck, 1), (self.decide, 1)))
        rows.addLayout(_row((self.details_button, 0), (self.cancel, 1), (self.done, 1)))
        closed = (self.scale, self.details, self.details_button, self.done, self.cancel)
        for part in (*closed, self.note, self.recheck, self.decide, self.measured, self.decided):
            part.hide()

    @Slot(bool)
    def _on_details_toggled(self, is_open: bool) -> None:
        self.details.setVisible(is_open)

    @Slot()
    def _on_done_clicked(self) -> None:
        self.done_requested.emit()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_requested.emit()

    @Slot(object)
    def _on_wished(self, wish: Wish) -> None:
        self.wished.emit(wish)


def _check_of(card: CardView) -> tuple[object, ...]:
    """Returns what tells one check's card from another's, whatever the language."""
    return (card.mode, id(card.still), card.subject, card.time, card.verdict)


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget, stretch in parts:
        row.addWidget(widget, stretch)
    return row
