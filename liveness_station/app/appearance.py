"""Language, colours and type of the window, from settings or from the system."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from liveness_station.settings.values import Language, Settings
from liveness_station.settings.values import Theme as ThemeChoice
from liveness_station.ui import theme as themes
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.spoken import words_for


def words_of(settings: Settings) -> Words:
    """Returns the window's language; the system's where the settings leave it open."""
    if settings.language is Language.SYSTEM:
        is_chinese = QLocale.system().language() is QLocale.Language.Chinese
        return words_for((Language.CHINESE if is_chinese else Language.ENGLISH).value)
    return words_for(settings.language.value)


def theme_of(application: QApplication, settings: Settings) -> themes.Theme:
    """Returns the window's colours; the system's where the settings leave it open."""
    if settings.theme is ThemeChoice.SYSTEM:
        is_dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return themes.DARK if is_dark else themes.LIGHT
    return themes.THEMES[settings.theme.value]


def apply_theme(application: QApplication, theme: themes.Theme) -> None:
    """Has every widget drawn in a theme."""
    application.setStyle("Fusion")
    application.setPalette(themes.palette(theme))
    application.setStyleSheet(themes.style_sheet(theme))


def translate_qt(application: QApplication, translator: QTranslator, words: Words) -> None:
    """Has Qt's own words (file dialog, context menus) in the window's language."""
    application.removeTranslator(translator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{words.code}", folder):
        application.installTranslator(translator)


def load_fonts(application: QApplication, folder: Path) -> None:
    """Loads the shipped fonts, so that Chinese shows on a system that has no font for it."""
    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    font = QFont(themes.FAMILY)
    font.setPixelSize(themes.BODY_PX)
    application.setFont(font)
