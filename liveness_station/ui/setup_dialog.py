"""The dialog for setting up a desk: the picture on the left, the step on the right."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.setup_presenter import SetupRow, SetupView, StepMark
from liveness_station.ui.setup_preview import SetupPreview
from liveness_station.ui.source_picker import SourcePicker
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import Level, StageView
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.setting_up import SetupPhrase, setup_words

_MOST_ROWS = 5
_COLUMN_PX = 372


class SetupDialog(QDialog):
    """Renders the setting up, and tells what the operator wants. Holds no truth of its own.

    Everything is done with Tab, Space, Enter and Escape.

    Signals:
        went_on(), went_back(), test_requested(): the operator's wishes.
    """

    went_on = Signal()
    went_back = Signal()
    test_requested = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own = setup_words(words)
        self.setWindowTitle(own.say(SetupPhrase.TITLE))
        self.setModal(True)
        self.setMinimumSize(900, 480)
        self._theme = theme
        self._step = ""
        self.preview = SetupPreview(self)
        self.preview.set_theme(theme)
        self.picker = SourcePicker(self)
        self.picker.set_words(words)
        self.marks = PlainLabel("quiet")
        self.heading, self.task = PlainLabel("title"), PlainLabel(is_wrapping=True)
        self.rows = [
            (PlainLabel("quiet"), ElidedLabel(), PlainLabel("quiet")) for _ in range(_MOST_ROWS)
        ]
        self.headline = PlainLabel("happened", is_wrapping=True)
        self.next_step = PlainLabel("next", is_wrapping=True)
        self.note = PlainLabel("quiet", is_wrapping=True)
        self.back = QPushButton(own.say(SetupPhrase.BACK))
        self.test, self.go_on = QPushButton(), QPushButton()
        self._lay_out()
        self.back.clicked.connect(self._on_back_clicked)
        self.test.clicked.connect(self._on_test_clicked)
        self.go_on.clicked.connect(self._on_go_on_clicked)

    def render_setup(self, view: SetupView, stage: StageView | None) -> None:
        """Shows the step; `stage` stands in the picture's place where there is none."""
        self.heading.setText(view.heading)
        self.task.setText(view.task)
        self.marks.setText("   ".join(_mark_text(mark) for mark in view.marks))
        for number, labels in enumerate(self.rows):
            self._fill(labels, view.rows[number] if number < len(view.rows) else None)
        self.headline.setText(_sign(view.level) + view.headline)
        self.headline.setStyleSheet(f"color: {self._theme.level(view.level).name()}")
        self.next_step.setText(view.next_step)
        self.note.setText(view.note)
        self.preview.render_view(stage, hint="", watermark="")
        self.preview.show_oval(has_oval=view.has_oval, is_well=view.is_oval_well)
        self.picker.setVisible(view.has_picker)
        self.back.setEnabled(view.can_go_back)
        for button, text in ((self.test, view.test), (self.go_on, view.go_on)):
            button.setText(text)
            button.setVisible(bool(text))
        self._guide_keys(view)

    def _guide_keys(self, view: SetupView) -> None:
        """Puts the focus, and with it Enter, where the next key belongs; once a step."""
        primary = self.test if view.is_test_next and view.test else self.go_on
        for button in (self.test, self.go_on):
            button.setDefault(button is primary)
        key = f"{view.heading}{view.test}{view.is_test_next}"
        if key != self._step:
            self._step = key
            primary.setFocus()

    def _fill(
        self, labels: tuple[PlainLabel, ElidedLabel, PlainLabel], row: SetupRow | None
    ) -> None:
        name, value, wanted = labels
        for label in labels:
            label.setVisible(row is not None)
        if row is None:
            return
        name.setText(row.name)
        value.show_text(row.value if row.is_well else f"■ {row.value}")
        wanted.setText(row.wanted)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for number, labels in enumerate(self.rows):
            for column, label in enumerate(labels):
                grid.addWidget(label, number, column)
        for column, stretch in enumerate((5, 7, 2)):
            grid.setColumnStretch(column, stretch)
        side = QVBoxLayout()
        side.setSpacing(10)
        for part in (self.marks, self.heading, self.task):
            side.addWidget(part)
        side.addWidget(self.picker)
        side.addLayout(grid)
        side.addSpacing(6)
        for part in (self.headline, self.next_step):
            side.addWidget(part)
        side.addStretch(1)
        side.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        for button in (self.test, self.go_on):
            buttons.addWidget(button)
        for button in (self.back, self.test, self.go_on):
            button.setAutoDefault(False)
        side.addLayout(buttons)
        column_part = QWidget()
        column_part.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        column_part.setFixedWidth(_COLUMN_PX)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(16, 16, 16, 16)
        columns.setSpacing(16)
        columns.addWidget(self.preview, 1)
        columns.addWidget(column_part, 0, Qt.AlignmentFlag(0))
        # A picture takes no key; Tab goes round what does.
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.went_back.emit()

    @Slot()
    def _on_test_clicked(self) -> None:
        self.test_requested.emit()

    @Slot()
    def _on_go_on_clicked(self) -> None:
        self.went_on.emit()


def _mark_text(mark: StepMark) -> str:
    sign = "○" if mark.is_well is None else "✓" if mark.is_well else "■"
    return f"● {mark.name}" if mark.is_current else f"{sign} {mark.name}"


def _sign(level: Level) -> str:
    """Says by its shape, too, how it is."""
    return {Level.GOOD: "✓ ", Level.WAITING: "■ "}.get(level, "")
