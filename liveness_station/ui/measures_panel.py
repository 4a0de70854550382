"""The window of measures: each number against its limits, as it is now."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.views import MeasureRow
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.gates import gate_words

_COLUMNS = (4, 1, 2, 4)
_MARKS = {True: "✓", False: "■"}
"""By shape as well: what is well, and what is not."""


class MeasuresPanel(QWidget):
    """Lists the measures of the newest look; stays open beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("measures")
        self.waiting = PlainLabel("quiet")
        self.rows: list[tuple[PlainLabel, ...]] = []
        self._headings = tuple(PlainLabel("heading") for _ in _COLUMNS)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for column, stretch in enumerate(_COLUMNS):
            self._grid.setColumnStretch(column, stretch)
            self._grid.addWidget(self._headings[column], 0, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.waiting)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.render_rows(())

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        said = gate_words(words)
        self.setWindowTitle(said.title)
        self.waiting.setText(said.waiting)
        for label, text in zip(self._headings, said.headings, strict=True):
            label.setText(text)

    def render_rows(self, rows: tuple[MeasureRow, ...]) -> None:
        """Shows the measures; none: that nothing is being measured."""
        self.waiting.setVisible(not rows)
        for label in self._headings:
            label.setVisible(bool(rows))
        while len(self.rows) < len(rows):
            self._add_row()
        for number, labels in enumerate(self.rows):
            is_shown = number < len(rows)
            for label in labels:
                label.setVisible(is_shown)
            if is_shown:
                self._fill(labels, rows[number])

    def _fill(self, labels: tuple[PlainLabel, ...], row: MeasureRow) -> None:
        name, value, limits, meaning = labels
        for label, text in (
            (name, row.name),
            (value, row.value),
            (limits, row.limits),
            (meaning, f"{_MARKS[row.is_well]}  {row.meaning}"),
        ):
            if label.text() != text:
                label.setText(text)
        name.setToolTip(row.code)

    def _add_row(self) -> None:
        labels = tuple(PlainLabel("" if column in {0, 3} else "quiet") for column in range(4))
        for column, label in enumerate(labels):
            self._grid.addWidget(label, len(self.rows) + 1, column)
        self.rows.append(labels)

    def sizeHint(self) -> QSize:
        """Asks for room for all of them."""
        return QSize(660, 520)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes with the key that opened it, and with Escape."""
        if event.key() in {Qt.Key.Key_F4, Qt.Key.Key_Escape}:
            self.close()
            return
        super().keyPressEvent(event)
