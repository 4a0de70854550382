"""The bar at the top: which desk, who works there, language, colours, menu."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from liveness_station.ui.icons import load_icon
from liveness_station.ui.labels import ElidedLabel
from liveness_station.ui.main_menu import MainMenu
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import VisitView
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.menu import menu_words


class Header(QWidget):
    """Name of the desk, operator, and the switches.

    Signals:
        language_toggled(), theme_toggled(): the operator's wishes.
        wished(Wish): likewise, from the menu.
    """

    language_toggled = Signal()
    theme_toggled = Signal()
    wished = Signal(object)

    def __init__(self, icons: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icons = icons
        self._desk = ""
        self._words: Words | None = None
        self.title = ElidedLabel("title")
        self.operator = ElidedLabel("quiet")
        self.operator.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.language = self._button()
        self.theme_button = self._button()
        self.menu_button = self._button()
        self.menu = MainMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.title, 3)
        row.addWidget(self.operator, 2)
        for button in self.buttons:
            row.addWidget(button)
        self.operator.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.language.clicked.connect(self._on_language_clicked)
        self.theme_button.clicked.connect(self._on_theme_clicked)
        self.menu_button.clicked.connect(self._on_menu_clicked)
        self.menu.wished.connect(self._on_wished)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The switches, from the left."""
        return (self.language, self.theme_button, self.menu_button)

    def set_desk(self, name: str) -> None:
        """Takes the desk's name; "" for none."""
        self._desk = name
        self._name()

    def _name(self) -> None:
        if self._words is not None:
            name = self._words.say(Phrase.APP_NAME)
            self.title.show_text(f"{name} · {self._desk}" if self._desk else name)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        said = menu_words(words)
        self._words = words
        self._name()
        # The blank keeps the text off its icon; a style sheet has no word for that gap.
        self.language.setText(f" {words.say(Phrase.LANGUAGE)}")
        self.theme_button.setAccessibleName(words.say(Phrase.THEME))
        self.theme_button.setToolTip(words.say(Phrase.THEME))
        self.menu_button.setText(f" {said.menu}")
        self.menu.set_words(words)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        pairs = (
            (self.language, "languages"),
            (self.theme_button, "moon" if theme.name == "light" else "sun"),
            (self.menu_button, "settings"),
        )
        for button, name in pairs:
            button.setIcon(load_icon(self._icons, name, colour=theme.text))

    def render_view(self, view: VisitView) -> None:
        """Shows who works here, and offers what they may do."""
        self.operator.show_text(view.operator)
        self.menu.set_rights(view.rights, is_locked=view.is_locked)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("plain")
        # A click must not take the focus away from the work; Tab still reaches it.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot()
    def _on_language_clicked(self) -> None:
        self.language_toggled.emit()

    @Slot()
    def _on_theme_clicked(self) -> None:
        self.theme_toggled.emit()

    @Slot()
    def _on_menu_clicked(self) -> None:
        below = self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height()))
        # Its right edge under the button's, so that it does not leave a narrow screen.
        left = below.x() + self.menu_button.width() - self.menu.sizeHint().width()
        self.menu.popup(QPoint(left, below.y()))

    @Slot(object)
    def _on_wished(self, wish: Wish) -> None:
        self.wished.emit(wish)
