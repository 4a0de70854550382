"""The operator's console: one window, everything for one check in sight."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.ui.alert_bar import AlertBar
from liveness_station.ui.announcing import Announcer
from liveness_station.ui.column_widths import share_width
from liveness_station.ui.consent_panel import ConsentPanel
from liveness_station.ui.consent_presenter import ConsentPanelView
from liveness_station.ui.console_keys import wish_of
from liveness_station.ui.header import Header
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.measures_panel import MeasuresPanel
from liveness_station.ui.preview import Preview
from liveness_station.ui.source_picker import SourcePicker
from liveness_station.ui.status_line import StatusLine
from liveness_station.ui.subject_panel import SubjectPanel
from liveness_station.ui.tab_order import follow
from liveness_station.ui.theme import Theme
from liveness_station.ui.verdict_card import VerdictCard
from liveness_station.ui.views import ConsoleView
from liveness_station.ui.wish_button import WishButton
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.menu import menu_words
from liveness_station.ui.words.visits import visit_words


class Console(QWidget):
    """Renders a view and tells the operator's wishes. Holds no truth of its own.

    Signals:
        capture_requested(Frame | None): check the subject of the frame that is on screen.
        motionless_capture_requested(Frame | None): likewise, without asking for a movement.
        wished(Wish): whatever else there is a key, a button or a line of the menu for.
        closed(): the window is gone; end the program.
    """

    capture_requested = Signal(object)
    motionless_capture_requested = Signal(object)
    wished = Signal(object)
    closed = Signal()

    def __init__(self, icons: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(1024, 680)
        # Taller than the screen, the verdict's end would lie below it.
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        self.header = Header(icons, self)
        self.alerts = AlertBar(self)
        self.subject = SubjectPanel(self)
        self.preview = Preview(self)
        self.card = VerdictCard(self)
        # The scanners' watch has let each key through that comes here.
        self.consent = ConsentPanel(self, settle_ms=0)
        self.consent.hide()
        self.picker = SourcePicker(self)
        self.capture = QPushButton()
        self.capture.setObjectName("primary")
        self.motionless = QPushButton()
        self.motionless.hide()
        self.other = WishButton(Wish.OTHER_METHOD, is_plain=True)
        self.more = WishButton(Wish.MORE_ATTEMPTS, is_plain=True)
        self.measures_button = WishButton(Wish.MEASURES, is_plain=True)
        self.next = WishButton(Wish.NEXT)
        self.attempt = PlainLabel("quiet")
        self.measures = MeasuresPanel(self)
        self.status = StatusLine(self)
        self.announcer = Announcer(self)
        self._words: Words | None = None
        self._view: ConsoleView | None = None
        self._lay_out()
        self.capture.clicked.connect(self._on_capture_clicked)
        self.motionless.clicked.connect(self._on_motionless_clicked)
        self.subject.queue.entry_taken.connect(self._on_entry_taken)
        self.header.wished.connect(self._on_wished)
        self.card.wished.connect(self._on_wished)
        for button in self._wish_buttons():
            button.wished.connect(self._on_wished)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for part in (self.header, self.alerts, self.preview, self.card, self.status):
            part.set_theme(theme)

    def render_question(self, view: ConsentPanelView | None) -> None:
        """Shows what the subject is asked, in the card's place; None where nothing is."""
        self.consent.render_ask(view)
        self.card.setVisible(view is None)
        if view is not None:
            self.announcer.tell(view.heading)

    def set_words(self, words: Words) -> None:
        """Takes another language for the fixed texts."""
        self._words = words
        self.setWindowTitle(words.say(Phrase.APP_NAME))
        self.capture.setText(f"{words.say(Phrase.CAPTURE)}  {words.say(Phrase.CAPTURE_KEY)}")
        key = words.say(Phrase.CAPTURE_MOTIONLESS_KEY)
        self.motionless.setText(f"{words.say(Phrase.CAPTURE_MOTIONLESS)}  {key}")
        self.preview.setAccessibleName(visit_words(words).picture)
        self.motionless.setToolTip(words.say(Phrase.CAPTURE_MOTIONLESS_HINT))
        for button in self._wish_buttons():
            button.setText(menu_words(words).label(button.wish))
        for part in (self.header, self.subject, self.card, self.picker, self.measures):
            part.set_words(words)

    def render_view(self, view: ConsoleView) -> None:
        """Shows a view."""
        before, self._view = self._view, view
        self.subject.render_view(view)
        self.preview.render_view(
            view.stage, hint=view.hint, watermark=view.watermark, guide=view.guide
        )
        self.card.render_card(view.card)
        self.capture.setEnabled(view.can_capture)
        self.motionless.setEnabled(view.can_capture)
        self.motionless.setVisible(view.has_choice)
        self.measures_button.setVisible(view.has_measures)
        self.header.render_view(view.visit)
        self.card.render_visit(view.visit)
        self.other.setEnabled(view.visit.can_take_other)
        self.more.setVisible(view.visit.can_allow)
        self.attempt.setText(view.visit.attempt)
        self.status.render_items(view.camera, view.engine)
        self.announcer.tell_view(view)
        if before is None or before.turn != view.turn:
            self._move_focus(view)
        elif not before.visit.waiting and view.visit.waiting and not view.is_typing:
            # Somebody has come: the next key is N, which an empty field would take for a letter.
            self._move_focus(view)

    def _wish_buttons(self) -> tuple[WishButton, ...]:
        return (self.other, self.more, self.measures_button, self.next)

    def _move_focus(self, view: ConsoleView) -> None:
        """Puts the focus where the next key belongs: the field, or the picture.

        Where somebody waits that key is N, which the field would take for a letter.
        """
        if view.has_subject:
            self.subject.clear_entry()
        if view.has_subject or view.visit.waiting:
            self.preview.setFocus()
        else:
            self.subject.entry.setFocus()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.preview, 1)
        controls = QHBoxLayout()
        controls.setSpacing(12)
        controls.addWidget(self.picker, 1)
        controls.addWidget(self.capture, 1)
        controls.addWidget(self.next)
        middle.addLayout(controls)
        middle.addLayout(self._quiet_row())
        columns = QHBoxLayout()
        columns.setContentsMargins(16, 16, 16, 16)
        columns.setSpacing(16)
        columns.addWidget(self.subject)
        columns.addLayout(middle, 1)
        for card in (self.card, self.consent):
            columns.addWidget(card)
        share_width(self.width(), self.subject, self.card, self.consent)
        self._stack_rows(columns)
        self._order_tabs()
        self.preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A click leaves the focus, and with it the keys, where the work is; Tab still gets here.
        shown = self.card
        buttons = (self.capture, self.motionless, shown.done, shown.cancel, shown.details_button)
        entered = (self.subject.set_button, self.subject.later_button)
        for part in (*buttons, *entered, self.picker):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _order_tabs(self) -> None:
        """Has Tab follow the eye: who, the picture, what is done with it, what came of it."""
        work = (self.preview, self.picker, self.capture, self.next, self.motionless)
        shown = (*self.card.tab_parts, *self.consent.buttons)
        quiet = (self.other, self.more, self.measures_button)
        follow(*self.subject.tab_parts, *work, *quiet, *shown, *self.header.buttons)

    def _quiet_row(self) -> QHBoxLayout:
        """Returns what stands below: for those who cannot do the other, not a faster way."""
        quiet = QHBoxLayout()
        self.attempt.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.motionless.setObjectName("plain")
        for button in (self.motionless, self.other, self.more, self.measures_button):
            quiet.addWidget(button)
        quiet.addStretch(1)
        quiet.addWidget(self.attempt)
        return quiet

    def _stack_rows(self, columns: QHBoxLayout) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.alerts)
        rows.addLayout(columns, 1)
        rows.addWidget(self.status)

    @Slot()
    def _on_capture_clicked(self) -> None:
        self.capture_requested.emit(self.preview.painted_frame)

    @Slot()
    def _on_motionless_clicked(self) -> None:
        self.motionless_capture_requested.emit(self.preview.painted_frame)

    @Slot()
    def _on_entry_taken(self) -> None:
        """Gives the keys back to the work once somebody stands in line."""
        if self._view is not None and self._view.has_subject:
            self.preview.setFocus()

    @Slot(object)
    def _on_wished(self, wish: Wish) -> None:
        if wish is Wish.MEASURES:
            self.measures.setVisible(not self.measures.isVisible())
            return
        if wish is Wish.NEXT and self._view is not None and not self._view.visit.waiting:
            # Nobody waits: the next one is typed or scanned.
            self.subject.entry.setFocus()
            self.subject.entry.selectAll()
        self.wished.emit(wish)

    def _is_answer(self, event: QKeyEvent) -> bool:
        """Lets the question, while there is one, have each key first."""
        return not self.consent.isHidden() and self.consent.take_key(event)

    def _may_close(self) -> bool:
        if self._view is None or not self._view.can_cancel or self._words is None:
            return True
        say = self._words.say
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(say(Phrase.APP_NAME))
        question.setText(say(Phrase.CLOSE_WHILE_CHECKING))
        close = question.addButton(say(Phrase.CLOSE_ANYWAY), QMessageBox.ButtonRole.AcceptRole)
        stay = question.addButton(say(Phrase.STAY), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        question.exec()
        is_closing = question.clickedButton() is close
        question.deleteLater()
        return is_closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Acts on the keys of the work; a text field or a focused button takes its own first."""
        if event.isAutoRepeat() or self._is_answer(event):
            return
        match event.key():
            case Qt.Key.Key_Space:
                is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                wish = self.motionless_capture_requested if is_shifted else self.capture_requested
                wish.emit(self.preview.painted_frame)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                # The field lets Enter through when it has taken it for a reference.
                if self.subject.entry.hasFocus():
                    return
                if self._view is not None and self._view.can_finish:
                    self.card.done_requested.emit()
            case Qt.Key.Key_Escape:
                self.card.cancel_requested.emit()
            case _:
                wished = wish_of(event.key(), event.modifiers())
                if wished is None:
                    super().keyPressEvent(event)
                else:
                    self._on_wished(wished)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width anew."""
        share_width(event.size().width(), self.subject, self.card, self.consent)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks first while a check is running."""
        if not self._may_close():
            event.ignore()
            return
        self.closed.emit()
        event.accept()
