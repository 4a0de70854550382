"""The page about how often the two engines agree: a sentence, a chart, and what it is not."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liveness_station.reporting.agreement import Agreement
from liveness_station.ui.agreement_chart import AgreementChart
from liveness_station.ui.agreement_presenter import present_agreement
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.review import ReviewPhrase, review_words


class AgreementPage(QWidget):
    """Renders an agreement. Holds no truth of its own."""

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._theme = words, theme
        own = review_words(words)
        self.headline = PlainLabel("happened", is_wrapping=True)
        self.pair = PlainLabel("heading")
        self.chart = AgreementChart(theme)
        self.key, self.meaning = (PlainLabel("quiet", is_wrapping=True) for _ in range(2))
        self.key.setText(own.say(ReviewPhrase.KEY))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.headline)
        rows.addWidget(self.pair)
        rows.addWidget(self.chart, 1)
        rows.addWidget(self.key)
        rows.addWidget(self.meaning)
        rows.addStretch(0)
        self.show_words(own.say(ReviewPhrase.LOADING))

    def render_agreement(self, found: Agreement) -> None:
        """Shows an agreement; without any opinion, what to do about that."""
        view = present_agreement(found, self._words)
        self.headline.setText(view.headline)
        colour = self._theme.not_live if view.has_drifted else self._theme.text
        self.headline.setStyleSheet(f"color: {colour}")
        self.pair.setText(view.pair)
        self.meaning.setText(view.meaning)
        self.chart.render_agreement(view)
        self._show_chart(is_shown=bool(view.dots))

    def show_words(self, text: str) -> None:
        """Shows a sentence instead of a chart."""
        self.headline.setText(text)
        self.headline.setStyleSheet("")
        self._show_chart(is_shown=False)

    def _show_chart(self, *, is_shown: bool) -> None:
        for part in (self.pair, self.chart, self.key, self.meaning):
            part.setVisible(is_shown)
