"""The upper part of the left column: who is at the desk, and who comes next."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.queue_line import QueueLine
from liveness_station.ui.queue_model import QueueModel
from liveness_station.ui.queue_presenter import QueueView, clear_question
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.queue import QueuePhrase, queue_words

_KEYS: Final = {
    QueuePhrase.REMOVE: QKeySequence(Qt.Key.Key_Delete),
    QueuePhrase.UP: QKeySequence("Alt+Up"),
    QueuePhrase.DOWN: QKeySequence("Alt+Down"),
}


class QueuePanel(QWidget):
    """Renders the line and tells the operator's wishes. Holds no truth of its own.

    In the list: Enter calls who is marked, Delete sends them away, Alt with an arrow moves them; a
    right click lists these.

    Signals:
        add_typed(str): a reference was entered that is to stand in line.
        entry_taken(): it stands there now.
        call_requested(Waiting): this one is to come now.
        remove_requested(Waiting): this one is to leave the line.
        move_requested(Waiting, int): this one is to stand there, counted from 0.
        import_requested(): somebody wants to choose a list.
        scan_requested(): codes are to be read by the camera, or no longer.
        clear_requested(): everybody is to leave; the operator was asked and said so.
    """

    add_typed = Signal(str)
    entry_taken = Signal()
    call_requested = Signal(object)
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    import_requested = Signal()
    scan_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words | None = None
        self._view: QueueView | None = None
        self._theme: Theme | None = None
        self._heading = PlainLabel("heading")
        self._count = PlainLabel("heading")
        self._model = QueueModel()
        self.line = QueueLine(self._model, self)
        self.empty = PlainLabel("quiet", is_wrapping=True)
        self.message = PlainLabel("quiet", is_wrapping=True)
        self.list_button, self.scan_button = self._button(), self._button()
        self.clear_button = self._button()
        self.question: QMessageBox | None = None
        self._actions = {phrase: QAction(self.line) for phrase in (QueuePhrase.CALL, *_KEYS)}
        self._lay_out()
        self._connect()

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        self._words, own = words, queue_words(words)
        self._heading.setText(own.say(QueuePhrase.TITLE))
        self.line.setAccessibleName(own.say(QueuePhrase.TITLE))
        for button, phrase, hint in (
            (self.list_button, QueuePhrase.IMPORT, QueuePhrase.IMPORT_HINT),
            (self.scan_button, QueuePhrase.SCAN, QueuePhrase.SCAN_HINT),
            (self.clear_button, QueuePhrase.CLEAR, QueuePhrase.CLEAR_YES),
        ):
            button.setText(own.say(phrase))
            button.setToolTip(own.say(hint))
            button.setAccessibleDescription(own.say(hint))
        for phrase, action in self._actions.items():
            action.setText(own.say(phrase))
        if self._view is not None:
            self.render_view(self._view)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.line.painter_of_rows.set_theme(theme)
        self.line.setStyleSheet(
            f"#line {{ background: {theme.card}; border: 1px solid {theme.line};"
            f" border-radius: 4px; outline: none; }}"
            f" #line:focus {{ border-color: {theme.accent}; }}"
        )
        for button in (self.list_button, self.scan_button, self.clear_button):
            button.setStyleSheet(
                "QPushButton { padding: 2px 3px; min-height: 26px; }"
                f" QPushButton:checked {{ color: {theme.accent}; border-color: {theme.accent}; }}"
            )
        self._colour_message()

    def render_view(self, view: QueueView) -> None:
        """Shows a view; the mark stays on whom it was on."""
        if self._words is None:
            return
        before, row = self._view, self.line.chosen_row
        marked = self._model.waiting(row)
        self._view = view
        if self._model.take(view, self._words):
            found = -1 if marked is None else self._model.row_of(marked)
            # Whoever stood behind somebody who has left is marked next.
            self.line.choose(found if found >= 0 else min(row, len(view.rows) - 1))
        self._count.setText(view.count)
        self.empty.setText(view.empty)
        self.empty.setVisible(bool(view.empty))
        self.line.setVisible(not view.empty)
        self.message.setText(view.message)
        self.message.setVisible(bool(view.message))
        self.clear_button.setEnabled(view.can_clear)
        if before is None or before.is_trouble != view.is_trouble:
            self._colour_message()

    def show_scanning(self, *, is_scanning: bool) -> None:
        """Shows whether the camera is looking for codes."""
        self.scan_button.setChecked(is_scanning)

    def clear_entry(self) -> None:
        """Tells that what was typed stands in line."""
        self.entry_taken.emit()

    def _button(self) -> QPushButton:
        button = QPushButton()
        # A click leaves the focus where the work is; Tab still gets here.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return button

    def _colour_message(self) -> None:
        if self._theme is None:
            return
        is_trouble = self._view is not None and self._view.is_trouble
        colour = self._theme.not_live if is_trouble else self._theme.quiet
        self.message.setStyleSheet(f"color: {colour}")

    def _lay_out(self) -> None:
        font = QFont(self._count.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        self._count.setFont(font)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.scan_button.setCheckable(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._heading, 2)
        head.addWidget(self._count, 1)
        buttons.setSpacing(4)
        for button in (self.list_button, self.scan_button, self.clear_button):
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(self.line, 1)
        rows.addWidget(self.empty, 1)
        rows.addWidget(self.message)
        rows.addLayout(buttons)

    def _connect(self) -> None:
        self.line.chosen.connect(self._on_chosen)
        self.list_button.clicked.connect(self.import_requested)
        self.scan_button.clicked.connect(self.scan_requested)
        self.clear_button.clicked.connect(self._on_clear_clicked)
        self._actions[QueuePhrase.CALL].triggered.connect(self._on_call)
        self._actions[QueuePhrase.REMOVE].triggered.connect(self._on_remove)
        self._actions[QueuePhrase.UP].triggered.connect(self._on_up)
        self._actions[QueuePhrase.DOWN].triggered.connect(self._on_down)
        for phrase, action in self._actions.items():
            if phrase in _KEYS:
                action.setShortcut(_KEYS[phrase])
            # Only while the list has the focus: elsewhere Delete deletes letters.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.line.addAction(action)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        waiting = self._model.waiting(row)
        if waiting is not None:
            self.call_requested.emit(waiting)

    @Slot()
    def _on_call(self) -> None:
        self._on_chosen(self.line.chosen_row)

    @Slot()
    def _on_remove(self) -> None:
        waiting = self._model.waiting(self.line.chosen_row)
        if waiting is not None:
            self.remove_requested.emit(waiting)

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.line.chosen_row
        waiting, place = self._model.waiting(row), self._model.place(row) + by
        last = -1 if self._view is None else len(self._view.queue.line) - 1
        if waiting is not None and 0 <= place <= last:
            self.move_requested.emit(waiting, place)

    @Slot()
    def _on_clear_clicked(self) -> None:
        if self._words is None or self._view is None or self.question is not None:
            return
        own = queue_words(self._words)
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(own.say(QueuePhrase.TITLE))
        question.setText(clear_question(len(self._view.queue.line), self._words))
        question.addButton(own.say(QueuePhrase.CLEAR_YES), QMessageBox.ButtonRole.AcceptRole)
        keep = question.addButton(own.say(QueuePhrase.KEEP), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.accepted.connect(self.clear_requested)
        question.finished.connect(self._on_answered)
        self.question = question
        question.open()

    @Slot(int)
    def _on_answered(self, _result: int) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None
