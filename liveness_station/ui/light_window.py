"""The page about light: how it is, today against what is usual, and rejects by the hour."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.light_charts import CourseChart, RejectsChart
from liveness_station.ui.light_presenter import LightView, RejectsView
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.lighting import LightPhrase, light_words

_SPANS: Final = (
    (LightPhrase.SPAN_DAY, timedelta()),
    (LightPhrase.SPAN_WEEK, timedelta(days=6)),
    (LightPhrase.SPAN_MONTH, timedelta(days=29)),
)
"""So long before the beginning of today."""


class LightWindow(QWidget):
    """Renders the page. Holds no truth of its own.

    Signals:
        span_chosen(timedelta): count from so long before today's beginning.
        learn_anew_requested(): forget what is usual at this camera.
    """

    span_chosen = Signal(object)
    learn_anew_requested = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        own = light_words(words)
        self.setWindowTitle(own.say(LightPhrase.TITLE))
        self.setMinimumSize(720, 640)
        self.resize(860, 720)
        self._theme = theme
        self.headline = PlainLabel("happened", is_wrapping=True)
        self.step = PlainLabel("next", is_wrapping=True)
        self.luma, self.ratio = CourseChart(theme), CourseChart(theme)
        self.rejects = RejectsChart(theme)
        self._luma_title, self._ratio_title = PlainLabel("heading"), PlainLabel("heading")
        self._rejects_title = PlainLabel("heading")
        self._rejects_title.setText(own.say(LightPhrase.REJECTS))
        self._legend = PlainLabel("quiet")
        self.sentence = PlainLabel("quiet")
        self._key = PlainLabel("quiet")
        self._key.setText(own.say(LightPhrase.BAR_KEY))
        self.span = QComboBox()
        self.span.setAccessibleName(own.say(LightPhrase.SPAN))
        for phrase, _ in _SPANS:
            self.span.addItem(own.say(phrase))
        self.span.setCurrentIndex(1)
        self.learn_anew = QPushButton(own.say(LightPhrase.LEARN_ANEW))
        self.learn_anew.setToolTip(own.say(LightPhrase.LEARN_HINT))
        self.done_button = QPushButton(own.say(LightPhrase.CLOSE))
        self._lay_out()
        self.span.currentIndexChanged.connect(self._on_span_changed)
        self.learn_anew.clicked.connect(self._on_learn_clicked)
        self.done_button.clicked.connect(self.close)

    @property
    def chosen_span(self) -> timedelta:
        """So long before today's beginning the counts begin."""
        return _SPANS[self.span.currentIndex()][1]

    def render_light(self, view: LightView) -> None:
        """Shows how the light is."""
        self.headline.setText(view.headline)
        self.headline.setStyleSheet(f"color: {self._theme.level(view.level).name()}")
        self.step.setText(view.next_step)
        self._luma_title.setText(view.luma.title)
        self._ratio_title.setText(view.ratio.title)
        self.luma.render_course(view.luma)
        self.ratio.render_course(view.ratio)
        self._legend.setText(view.legend)
        self.learn_anew.setEnabled(view.can_learn_anew)

    def render_rejects(self, view: RejectsView) -> None:
        """Shows how checks ended."""
        self.rejects.render_rejects(view)
        self.sentence.setText(view.sentence)

    def _lay_out(self) -> None:
        for label in (self.headline, self.step):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = QHBoxLayout()
        head.addWidget(self._rejects_title, 1)
        head.addWidget(self._key, 1)
        head.addWidget(self.span)
        buttons = QHBoxLayout()
        buttons.addWidget(self.learn_anew)
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(8)
        rows.addWidget(self.headline)
        rows.addWidget(self.step)
        rows.addSpacing(4)
        charts = ((self._luma_title, self.luma), (self._ratio_title, self.ratio))
        for title, chart in charts:
            rows.addWidget(title)
            rows.addWidget(chart, 1)
        rows.addWidget(self._legend)
        rows.addLayout(head)
        rows.addWidget(self.rejects, 1)
        rows.addWidget(self.sentence)
        rows.addLayout(buttons)

    @Slot(int)
    def _on_span_changed(self, _: int) -> None:
        self.span_chosen.emit(self.chosen_span)

    @Slot()
    def _on_learn_clicked(self) -> None:
        self.learn_anew_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
