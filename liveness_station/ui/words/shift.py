"""The words of the shift."""

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.shift_base import ShiftCounted, ShiftPhrase, ShiftWords
from liveness_station.ui.words.shift_en import SHIFT_EN

__all__ = ["SHIFT_EN", "ShiftCounted", "ShiftPhrase", "ShiftWords", "shift_words"]


def shift_words(words: Words) -> ShiftWords:
    """Returns what a language says of the shift."""
    return words.topic("shift", SHIFT_EN)
