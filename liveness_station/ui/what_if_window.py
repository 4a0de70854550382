"""What another threshold would have made of the station's own scores: a slider, and the answer."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from liveness_station.reporting.what_if import Family, WhatIf
from liveness_station.runtime.shift_requests import ReadFailed, ScoresRead
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.shift_charts import Histogram
from liveness_station.ui.shift_presenter import unreadable_text
from liveness_station.ui.theme import Theme
from liveness_station.ui.what_if_presenter import (
    FIRST_STEP,
    LAST_STEP,
    WhatIfView,
    family_text,
    present_what_if,
    step_of,
)
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.what_if import WhatIfPhrase, what_if_words

_ROWS: Final = 5
_PAGE: Final = 5


class WhatIfWindow(QWidget):
    """Shows what is known of one engine's scores. Changes no setting.

    Signals:
        family_wanted(Family | None): the scores of one engine at one endpoint.
    """

    family_wanted = Signal(object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words, self._own = words, what_if_words(words)
        self._families: tuple[Family, ...] = ()
        self._found: WhatIf | None = None
        own = self._own
        self.setWindowTitle(own.say(WhatIfPhrase.TITLE))
        self.setMinimumSize(760, 600)
        self.resize(900, 660)
        self.headline = PlainLabel("next", is_wrapping=True)
        self.family = QComboBox()
        self.family.setAccessibleName(own.say(WhatIfPhrase.FAMILY))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(FIRST_STEP, LAST_STEP)
        self.slider.setPageStep(_PAGE)
        self.slider.setAccessibleName(own.say(WhatIfPhrase.SLIDER))
        self.histogram = Histogram(theme)
        self.cells = [[PlainLabel() for _ in range(3)] for _ in range(_ROWS + 1)]
        self.remarks = PlainLabel("quiet", is_wrapping=True)
        self.limits = PlainLabel("quiet", is_wrapping=True)
        self.limits.setText(own.say(WhatIfPhrase.LIMITS))
        self.done_button = QPushButton(own.say(WhatIfPhrase.CLOSE))
        self._lay_out()
        self.setStyleSheet(_style(theme))
        self.family.activated.connect(self._on_family_chosen)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.done_button.clicked.connect(self.close)
        self._show_words(own.say(WhatIfPhrase.LOADING))

    @Slot(object)
    def on_answered(self, answer: object) -> None:
        """Takes what the thread answers; what is about something else is not taken."""
        if isinstance(answer, ScoresRead):
            self._take(answer)
        elif isinstance(answer, ReadFailed) and self._found is None:
            self._show_words(unreadable_text(answer.detail, self._words))

    def _take(self, read: ScoresRead) -> None:
        self._families, self._found = read.families, read.what_if
        self.family.clear()
        for family in read.families:
            self.family.addItem(family_text(family, self._words))
        if read.what_if is None:
            self._show_words(self._own.say(WhatIfPhrase.EMPTY))
            return
        self.family.setCurrentIndex(read.families.index(read.what_if.family))
        self.family.setEnabled(len(read.families) > 1)
        self.slider.setEnabled(True)
        self.slider.setValue(step_of(read.what_if.present.threshold))
        self._show()
        if not self.family.hasFocus():
            self.slider.setFocus()

    def _show(self) -> None:
        if self._found is not None:
            self._render(present_what_if(self._found, self.slider.value(), self._words))

    def _render(self, view: WhatIfView) -> None:
        self.headline.setText(view.headline)
        self.slider.setAccessibleDescription(view.headline)
        for place, text in enumerate(("", *view.columns)):
            self.cells[0][place].setText(text)
        for cells, texts in zip(self.cells[1:], view.rows, strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.setText(text)
        self.histogram.render_histogram(view.histogram)
        self.remarks.setText(view.remarks)
        self.remarks.setVisible(bool(view.remarks))

    def _show_words(self, text: str) -> None:
        """Shows a sentence instead of numbers."""
        self.headline.setText(text)
        self.slider.setEnabled(False)
        self.family.setEnabled(False)

    def _lay_out(self) -> None:
        own, table = self._own, QGridLayout()
        table.setHorizontalSpacing(24)
        table.setColumnStretch(0, 2)
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                cell.setObjectName("heading" if row == 0 else "")
                if column:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                    table.setColumnMinimumWidth(column, 150)
                table.addWidget(cell, row, column)
        chosen = QHBoxLayout()
        label = PlainLabel()
        label.setText(own.say(WhatIfPhrase.FAMILY))
        label.setSizePolicy(self.done_button.sizePolicy())
        chosen.addWidget(label)
        chosen.addWidget(self.family, 1)
        key = PlainLabel("quiet")
        key.setText(own.say(WhatIfPhrase.KEY))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        rows.addLayout(chosen)
        rows.addWidget(self.headline)
        rows.addWidget(self.slider)
        rows.addWidget(self.histogram, 1)
        rows.addWidget(key)
        rows.addLayout(table)
        rows.addWidget(self.remarks)
        rows.addWidget(self.limits)
        rows.addLayout(buttons)

    @Slot(int)
    def _on_family_chosen(self, place: int) -> None:
        self.family_wanted.emit(self._families[place])

    @Slot(int)
    def _on_slider_moved(self, _: int) -> None:
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _style(theme: Theme) -> str:
    return f"""
QSlider {{ min-height: 30px; border: 2px solid transparent; border-radius: 6px; }}
QSlider:focus {{ border-color: {theme.accent}; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {theme.line}; }}
QSlider::handle:horizontal {{
    width: 18px; height: 18px; margin: -6px 0; border-radius: 9px; background: {theme.accent};
}}
QSlider::handle:horizontal:disabled {{ background: {theme.quiet}; }}
"""
