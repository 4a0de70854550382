"""The bar at the top: name, language, theme, endpoint."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from liveness_station.ui.icons import load_icon
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.history import HistoryPhrase, history_words
from liveness_station.ui.words.lighting import LightPhrase, light_words
from liveness_station.ui.words.setting_up import SetupPhrase, setup_words


class Header(QWidget):
    """Name, history and the three switches.

    Signals:
        language_toggled(), theme_toggled(), credentials_requested(), history_requested(),
        light_requested(), setup_requested(): the operator's wishes.
    """

    language_toggled = Signal()
    theme_toggled = Signal()
    credentials_requested = Signal()
    history_requested = Signal()
    light_requested = Signal()
    setup_requested = Signal()

    def __init__(self, icons: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icons = icons
        self._title = PlainLabel("title")
        self.history = self._button()
        self.light = self._button()
        self.setup = self._button()
        self.credentials = self._button()
        self.language = self._button()
        self.theme_button = self._button()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._title, 1)
        buttons = (self.history, self.light, self.setup)
        for button in (*buttons, self.credentials, self.language, self.theme_button):
            row.addWidget(button)
        self.history.clicked.connect(self._on_history_clicked)
        self.light.clicked.connect(self._on_light_clicked)
        self.setup.clicked.connect(self._on_setup_clicked)
        self.credentials.clicked.connect(self._on_credentials_clicked)
        self.language.clicked.connect(self._on_language_clicked)
        self.theme_button.clicked.connect(self._on_theme_clicked)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        self._title.setText(words.say(Phrase.APP_NAME))
        self.history.setText(f"{history_words(words).say(HistoryPhrase.TITLE)}  F3")
        self.light.setText(f"{light_words(words).say(LightPhrase.TITLE)}  F5")
        self.setup.setText(f"{setup_words(words).say(SetupPhrase.OPEN)}  F6")
        # The blank keeps the text off its icon; a style sheet has no word for that gap.
        self.credentials.setText(f" {words.say(Phrase.CREDENTIALS)}")
        self.language.setText(f" {words.say(Phrase.LANGUAGE)}")
        self.theme_button.setAccessibleName(words.say(Phrase.THEME))
        self.theme_button.setToolTip(words.say(Phrase.THEME))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        pairs = (
            (self.credentials, "key-round"),
            (self.language, "languages"),
            (self.theme_button, "moon" if theme.name == "light" else "sun"),
        )
        for button, name in pairs:
            button.setIcon(load_icon(self._icons, name, colour=theme.text))

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("plain")
        # A click must not take the focus away from the work; Tab still reaches it.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot()
    def _on_history_clicked(self) -> None:
        self.history_requested.emit()

    @Slot()
    def _on_light_clicked(self) -> None:
        self.light_requested.emit()

    @Slot()
    def _on_setup_clicked(self) -> None:
        self.setup_requested.emit()

    @Slot()
    def _on_credentials_clicked(self) -> None:
        self.credentials_requested.emit()

    @Slot()
    def _on_language_clicked(self) -> None:
        self.language_toggled.emit()

    @Slot()
    def _on_theme_clicked(self) -> None:
        self.theme_toggled.emit()
