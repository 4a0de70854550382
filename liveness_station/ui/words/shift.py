"""The words of the shift in both languages."""

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.shift_base import ShiftPhrase, ShiftWords
from liveness_station.ui.words.shift_en import SHIFT_EN
from liveness_station.ui.words.shift_zh_cn import SHIFT_ZH

__all__ = ["SHIFT_EN", "SHIFT_ZH", "ShiftPhrase", "ShiftWords", "shift_words"]


def shift_words(words: Words) -> ShiftWords:
    """Returns what a language says of the shift."""
    return SHIFT_ZH if words.code == "zh_CN" else SHIFT_EN
