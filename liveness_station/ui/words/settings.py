"""The words of the settings window."""

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.settings_base import SettingsWords
from liveness_station.ui.words.settings_en import SETTINGS_EN


def settings_words(words: Words) -> SettingsWords:
    """Returns the words of the settings window in a language."""
    return words.topic("settings", SETTINGS_EN)
