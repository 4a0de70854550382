"""Language and colours of the whole program, as the settings have them at each moment."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTranslator, Signal, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app import appearance
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.settings.values import Language, Settings
from liveness_station.settings.values import Theme as ThemeChoice


class Look(QObject):
    """Follows the settings. Lives in the gui thread.

    Signals:
        changed(): there are other words or other colours; widgets are to take them.
    """

    changed = Signal()

    def __init__(
        self, application: QApplication, keeper: SettingsKeeper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._keeper = keeper
        self._translator = QTranslator(self)
        self.words = appearance.words_of(keeper.settings)
        self.theme = appearance.theme_of(application, keeper.settings)
        keeper.changed.connect(self._on_settings_changed)

    def apply(self) -> None:
        """Has Qt's own widgets and words follow."""
        appearance.apply_theme(self._application, self.theme)
        appearance.translate_qt(self._application, self._translator, self.words)

    def toggle_language(self) -> None:
        """Takes the other language, and keeps it."""
        is_chinese = self.words.code == Language.CHINESE.value
        language = Language.ENGLISH if is_chinese else Language.CHINESE
        self._keeper.keep(replace(self._keeper.settings, language=language))

    def toggle_theme(self) -> None:
        """Takes the other colours, and keeps them."""
        is_dark = self.theme.name == ThemeChoice.DARK.value
        theme = ThemeChoice.LIGHT if is_dark else ThemeChoice.DARK
        self._keeper.keep(replace(self._keeper.settings, theme=theme))

    @Slot(object, object)
    def _on_settings_changed(self, _: Settings, settings: Settings) -> None:
        words = appearance.words_of(settings)
        theme = appearance.theme_of(self._application, settings)
        if words is self.words and theme is self.theme:
            return
        self.words, self.theme = words, theme
        self.changed.emit()
