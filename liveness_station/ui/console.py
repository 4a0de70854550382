"""The operator's console: one window, everything for one check in sight."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.alert_bar import AlertBar
from liveness_station.ui.header import Header
from liveness_station.ui.measures_panel import MeasuresPanel
from liveness_station.ui.preview import Preview
from liveness_station.ui.source_picker import SourcePicker
from liveness_station.ui.status_line import StatusLine
from liveness_station.ui.subject_panel import SubjectPanel
from liveness_station.ui.theme import Theme
from liveness_station.ui.verdict_card import VerdictCard
from liveness_station.ui.views import ConsoleView
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.gates import gate_words

_MEASURES_KEY = "F4"


class Console(QWidget):
    """Renders a view and tells the operator's wishes. Holds no truth of its own.

    Signals:
        capture_requested(Frame | None): check the subject of the frame that is on screen.
        motionless_capture_requested(Frame | None): likewise, without asking for a movement.
        closed(): the window is gone; end the program.
    """

    capture_requested = Signal(object)
    motionless_capture_requested = Signal(object)
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
        self.picker = SourcePicker(self)
        self.capture = QPushButton()
        self.capture.setObjectName("primary")
        self.motionless = QPushButton()
        self.motionless.hide()
        self.measures_button = QPushButton()
        self.measures_button.hide()
        self.next = QPushButton()
        self.measures = MeasuresPanel(self)
        self.status = StatusLine(self)
        self._words: Words | None = None
        self._view: ConsoleView | None = None
        self._lay_out()
        self.capture.clicked.connect(self._on_capture_clicked)
        self.motionless.clicked.connect(self._on_motionless_clicked)
        self.measures_button.clicked.connect(self._on_measures_clicked)
        self.next.clicked.connect(self._on_next_clicked)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for part in (self.header, self.alerts, self.preview, self.card, self.status):
            part.set_theme(theme)

    def set_words(self, words: Words) -> None:
        """Takes another language for the fixed texts."""
        self._words = words
        self.setWindowTitle(words.say(Phrase.APP_NAME))
        self.capture.setText(f"{words.say(Phrase.CAPTURE)}  {words.say(Phrase.CAPTURE_KEY)}")
        key = words.say(Phrase.CAPTURE_MOTIONLESS_KEY)
        self.motionless.setText(f"{words.say(Phrase.CAPTURE_MOTIONLESS)}  {key}")
        self.motionless.setToolTip(words.say(Phrase.CAPTURE_MOTIONLESS_HINT))
        self.next.setText(words.say(Phrase.NEXT))
        self.measures_button.setText(f"{gate_words(words).open}  {_MEASURES_KEY}")
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
        self.status.render_items(view.camera, view.engine)
        if before is None or before.turn != view.turn:
            self._move_focus(has_subject=view.has_subject)

    def _move_focus(self, *, has_subject: bool) -> None:
        """Puts the focus where the next key belongs: the field, or the picture."""
        if has_subject:
            self.subject.clear_entry()
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
        self.subject.setFixedWidth(208)
        self.card.setFixedWidth(348)
        columns.addWidget(self.subject)
        columns.addLayout(middle, 1)
        columns.addWidget(self.card)
        self._stack_rows(columns)
        self.preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A click leaves the focus, and with it the keys, where the work is; Tab still gets here.
        card = self.card
        buttons = (
            self.capture,
            self.motionless,
            self.measures_button,
            self.next,
            self.subject.set_button,
            card.done,
            card.cancel,
        )
        for part in (*buttons, card.details_button, self.picker):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _quiet_row(self) -> QHBoxLayout:
        """Returns what stands below: for those who cannot do the other, not a faster way."""
        quiet = QHBoxLayout()
        quiet.addStretch(1)
        for button in (self.motionless, self.measures_button):
            button.setObjectName("plain")
            quiet.addWidget(button)
        quiet.addStretch(1)
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
    def _on_measures_clicked(self) -> None:
        self.measures.setVisible(not self.measures.isVisible())

    @Slot()
    def _on_next_clicked(self) -> None:
        if self._view is not None and self._view.can_finish:
            self.card.done_requested.emit()
        self.subject.entry.setFocus()
        self.subject.entry.selectAll()

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
        if event.isAutoRepeat():
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
            case Qt.Key.Key_N:
                self._on_next_clicked()
            case Qt.Key.Key_F3:
                self.header.history_requested.emit()
            case Qt.Key.Key_F5:
                self.header.light_requested.emit()
            case Qt.Key.Key_F6:
                self.header.setup_requested.emit()
            case Qt.Key.Key_F4:
                self._on_measures_clicked()
            case Qt.Key.Key_Escape:
                self.card.cancel_requested.emit()
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks first while a check is running."""
        if not self._may_close():
            event.ignore()
            return
        self.closed.emit()
        event.accept()
