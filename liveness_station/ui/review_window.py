"""The review lane: what needs a person, its evidence and its answers; and how engines agree."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liveness_station.domain.people import Person, Right
from liveness_station.reporting.review import ReviewItem
from liveness_station.runtime.review_thread import CaseRead, ReviewFailed, ReviewRead
from liveness_station.ui.agreement_page import AgreementPage
from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.review_list import ReviewList
from liveness_station.ui.review_presenter import (
    column_names,
    failed_text,
    present_evidence,
    present_lane,
)
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.review import ReviewPhrase, review_words

_PAGES: Final = (ReviewPhrase.LANE, ReviewPhrase.AGREEMENT)


class ReviewWindow(QWidget):
    """Renders lane and agreement and tells what is wished for. Reads and records nothing itself.

    Signals:
        case_wanted(str): all there is of this job.
        decide_wanted(ReviewItem): a decision about it.
        leave_wanted(ReviewItem): a note that leaves it as it is.
    """

    case_wanted = Signal(str)
    decide_wanted, leave_wanted = Signal(object), Signal(object)

    def __init__(
        self, words: Words, theme: Theme, person: Person, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words, self._own, self._person = words, review_words(words), person
        self._items: dict[str, ReviewItem] = {}
        own = self._own
        self.setWindowTitle(own.say(ReviewPhrase.TITLE))
        self.setMinimumSize(960, 480)
        self.resize(1024, 680)
        self.tabs = [QPushButton(own.say(phrase)) for phrase in _PAGES]
        self._group = QButtonGroup(self)
        self.pages = QStackedWidget()
        self.headline = PlainLabel("happened", is_wrapping=True)
        self.list = ReviewList(column_names(words), theme)
        self.detail = QPlainTextEdit()
        self.agreement = AgreementPage(words, theme)
        self.decide = QPushButton(own.say(ReviewPhrase.DECIDE))
        self.leave = QPushButton(own.say(ReviewPhrase.LEAVE))
        self.message = ElidedLabel("quiet")
        self.done_button = QPushButton(own.say(ReviewPhrase.CLOSE))
        self._lay_out()
        self.setStyleSheet(_style(theme))
        self._connect()
        self._show_words(own.say(ReviewPhrase.LOADING))

    @Slot(object)
    def on_answered(self, answer: object) -> None:
        """Takes what the thread answers."""
        if isinstance(answer, ReviewRead):
            self._render(answer)
        elif isinstance(answer, CaseRead):
            item = self._items.get(answer.job_id)
            if item is not None and answer.job_id == self.list.job_id:
                self._show_evidence(present_evidence(item, answer.detail, self._words))
        elif isinstance(answer, ReviewFailed):
            self._show_words(failed_text(answer.detail, self._words))

    def tell(self, phrase: ReviewPhrase) -> None:
        """Says how recording an answer went."""
        self.message.show_text(self._own.say(phrase))

    def _render(self, read: ReviewRead) -> None:
        view = present_lane(read.lane, self._words)
        self._items = {item.case.job_id: item for item in read.lane.items}
        self.headline.setText(view.headline)
        had_rows = self.list.isVisible()
        for part in (self.list, self.detail, self.decide, self.leave):
            part.setVisible(bool(view.rows))
        self.list.render_rows(view.rows)
        if view.rows and not had_rows and self.pages.currentIndex() == 0:
            self.list.setFocus()
        self._offer()
        self.agreement.render_agreement(read.agreement)

    def _show_words(self, text: str) -> None:
        """Shows a sentence instead of lane and chart."""
        self.headline.setText(text)
        for part in (self.list, self.detail, self.decide, self.leave):
            part.hide()
        self.agreement.show_words(text)

    def _show_evidence(self, text: str) -> None:
        if text != self.detail.toPlainText():
            place = self.detail.verticalScrollBar().value()
            self.detail.setPlainText(text)
            self.detail.verticalScrollBar().setValue(place)

    def _offer(self) -> None:
        """Offers the answers that this person may give for the marked check."""
        item = self._items.get(self.list.job_id)
        is_own = item is not None and self._person.name in item.case.deciders
        may_answer = item is not None and not is_own and self._person.may(Right.REVIEW)
        self.leave.setEnabled(may_answer)
        self.decide.setEnabled(may_answer and self._person.may(Right.DECIDE))
        if is_own:
            self.tell(ReviewPhrase.OWN)
        elif self.message.accessibleName() == self._own.say(ReviewPhrase.OWN):
            self.message.show_text("")

    def _lay_out(self) -> None:
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setObjectName("evidence")
        self.detail.setAccessibleName(self._own.say(ReviewPhrase.EVIDENCE))
        self.list.setAccessibleName(self._own.say(ReviewPhrase.LANE))
        tabs, lane = QHBoxLayout(), QWidget()
        for number, tab in enumerate(self.tabs):
            tab.setCheckable(True)
            tab.setObjectName("choice")
            tab.setAutoDefault(False)
            self._group.addButton(tab, number)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.tabs[0].setChecked(True)
        columns = QVBoxLayout(lane)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(10)
        columns.addWidget(self.headline)
        columns.addWidget(self.list, 3)
        columns.addWidget(self.detail, 2)
        columns.addStretch(0)
        self.pages.addWidget(lane)
        self.pages.addWidget(self.agreement)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        for button in (self.leave, self.decide, self.done_button):
            foot.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 12)
        rows.setSpacing(10)
        rows.addLayout(tabs)
        rows.addWidget(self.pages, 1)
        rows.addLayout(foot)

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_page_chosen)
        self.list.chosen.connect(self._on_chosen)
        self.list.entered.connect(self._on_decide_clicked)
        self.decide.clicked.connect(self._on_decide_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.done_button.clicked.connect(self.close)

    @Slot(int)
    def _on_page_chosen(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        has_rows = bool(self._items) and page == 0
        self.decide.setVisible(has_rows)
        self.leave.setVisible(has_rows)

    @Slot(str)
    def _on_chosen(self, job_id: str) -> None:
        item = self._items.get(job_id)
        self.detail.setPlainText("")
        self._offer()
        if item is not None:
            self.detail.setPlainText(present_evidence(item, None, self._words))
            self.case_wanted.emit(job_id)

    @Slot()
    def _on_decide_clicked(self) -> None:
        item = self._items.get(self.list.job_id)
        if item is not None and self.decide.isEnabled():
            self.decide_wanted.emit(item)

    @Slot()
    def _on_leave_clicked(self) -> None:
        item = self._items.get(self.list.job_id)
        if item is not None and self.leave.isEnabled():
            self.leave_wanted.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _style(theme: Theme) -> str:
    return f"""
QTableWidget, QPlainTextEdit#evidence {{
    background: {theme.card}; border: 1px solid {theme.line}; border-radius: 8px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
    outline: none; font-size: 13px;
}}
QTableWidget:focus, QPlainTextEdit#evidence:focus {{ border: 2px solid {theme.accent}; }}
QTableWidget::item {{ padding: 0 8px; border-bottom: 1px solid {theme.line}; }}
QTableWidget::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QHeaderView::section {{
    background: {theme.ground}; color: {theme.quiet}; border: none;
    border-bottom: 1px solid {theme.line}; padding: 6px 11px; font-size: 12px; font-weight: 600;
}}
QHeaderView {{ background: {theme.ground}; }}
"""
