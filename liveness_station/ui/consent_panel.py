"""The operator's side of the question: what is asked, and a key for each answer."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from liveness_station.domain.consents import ConsentAnswer, ConsentRoute
from liveness_station.ui.consent_presenter import ConsentPanelView
from liveness_station.ui.labels import PlainLabel, plain_tip

SCANNER_GAP_MS: Final = 60
"""Keys nearer to each other come from a scanner, not from a hand: they answer no question."""

_YES, _HERE, _NO, _LANGUAGE = Qt.Key.Key_Y, Qt.Key.Key_L, Qt.Key.Key_X, Qt.Key.Key_T
_ANSWERS: Final = frozenset({_YES, _HERE, _NO})
_OTHER_WAY: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ConsentPanel(QWidget):
    """Shows the question and takes the answer once. Holds no truth of its own.

    Whoever has the keys hands each to `take_key` first, those of other meaning as well: only so
    can the letters of a scanned reference be told from an answer. Where something else has told
    scanners from hands already, `settle_ms` is 0, and an answer counts at once.

    Signals:
        answered(ConsentAnswer, ConsentRoute): what the subject said, and how far a picture may go.
        language_requested(): the subject reads another language.
        page_turned(int): so many pages on, or back.
    """

    answered = Signal(object, object)
    language_requested = Signal()
    page_turned = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, settle_ms: int = SCANNER_GAP_MS) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view: ConsentPanelView | None = None
        self._pressed: int | None = None
        self._since_key = QElapsedTimer()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settle_ms = settle_ms
        self._settled.setInterval(settle_ms)
        self._settled.timeout.connect(self._on_settled)
        self.heading = PlainLabel("next", is_wrapping=True)
        self.text = PlainLabel("quiet", is_wrapping=True)
        self.where = PlainLabel(is_wrapping=True)
        self.page = PlainLabel("quiet", is_wrapping=True)
        self.yes, self.here, self.no = QPushButton(), QPushButton(), QPushButton()
        self.language = QPushButton()
        self.language.setObjectName("plain")
        self._lay_out()
        self.yes.clicked.connect(self._on_yes_clicked)
        self.here.clicked.connect(self._on_here_clicked)
        self.no.clicked.connect(self._on_no_clicked)
        self.language.clicked.connect(self._on_language_clicked)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The answers, from the top."""
        return (self.yes, self.here, self.no, self.language)

    def render_ask(self, view: ConsentPanelView | None) -> None:
        """Shows a question; None hides the panel, and nothing is asked."""
        self.setVisible(view is not None)
        if view is None or self._view is None or view.version != self._view.version:
            # A key for one text is no answer to another.
            self._forget_key()
        self._view = view
        if view is None:
            return
        self.heading.setText(view.heading)
        self.text.setText(view.text)
        self.text.setToolTip(plain_tip(view.version))
        self.where.setText(view.where)
        self.page.setText(view.page)
        self.page.setVisible(bool(view.page))
        self.here.setVisible(view.has_here)
        self.language.setVisible(bool(view.language))
        pairs = ((self.yes, view.yes, "Y"), (self.here, view.here, "L"), (self.no, view.no, "X"))
        for button, words, key in (*pairs, (self.language, view.language, "T")):
            # An ampersand in a host would underline a letter that is no key.
            button.setText(f"{words.replace('&', '&&')}  {key}")
            button.setAccessibleName(f"{words} {key}")
            is_yes = button in {self.yes, self.here}
            button.setEnabled(view.can_agree if is_yes else view.can_answer)

    def take_key(self, event: QKeyEvent) -> bool:
        """Takes a key that is an answer or turns a page; False where it is neither.

        An answer counts once no other key has followed for a moment.
        """
        is_hurried = self._since_key.isValid() and self._since_key.elapsed() < self._settle_ms
        self._since_key.start()
        self._forget_key()
        view = self._view
        if view is None or event.isAutoRepeat() or event.modifiers() & _OTHER_WAY:
            return False
        key = event.key()
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.page_turned.emit(+1 if key == Qt.Key.Key_PageDown else -1)
            return True
        if key not in _ANSWERS | {_LANGUAGE} or not view.can_answer:
            return False
        if not is_hurried:
            self._pressed = key
            self._settled.start()
        return True

    def _forget_key(self) -> None:
        self._pressed = None
        self._settled.stop()

    def _answer(self, answer: ConsentAnswer, route: ConsentRoute) -> None:
        view = self._view
        is_yes = answer is ConsentAnswer.GIVEN
        if view is None or not (view.can_agree if is_yes else view.can_answer):
            return
        # Asked once, answered once: whoever owns the question shows it anew if it must be.
        for button in self.buttons:
            button.setEnabled(False)
        self.answered.emit(answer, route)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(10)
        for label in (self.heading, self.text, self.where, self.page):
            rows.addWidget(label)
        rows.addSpacing(6)
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(False)
            rows.addWidget(button)
        rows.addStretch(1)

    @Slot()
    def _on_settled(self) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed == _YES:
            self._on_yes_clicked()
        elif pressed == _HERE:
            self._on_here_clicked()
        elif pressed == _NO:
            self._on_no_clicked()
        elif pressed == _LANGUAGE:
            self._on_language_clicked()

    @Slot()
    def _on_yes_clicked(self) -> None:
        has_cloud = self._view is not None and self._view.has_here
        self._answer(ConsentAnswer.GIVEN, ConsentRoute.CLOUD if has_cloud else ConsentRoute.HERE)

    @Slot()
    def _on_here_clicked(self) -> None:
        if self._view is not None and self._view.has_here:
            self._answer(ConsentAnswer.GIVEN, ConsentRoute.HERE)

    @Slot()
    def _on_no_clicked(self) -> None:
        self._answer(ConsentAnswer.REFUSED, ConsentRoute.NOWHERE)

    @Slot()
    def _on_language_clicked(self) -> None:
        if self._view is not None and self._view.language:
            self.language_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys while one of its buttons has the focus."""
        if not self.take_key(event):
            super().keyPressEvent(event)
