"""Which key is which wish in the console."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt

from liveness_station.ui.wishes import Wish

_PLAIN: Final[Mapping[Qt.Key, Wish]] = MappingProxyType(
    {
        Qt.Key.Key_N: Wish.NEXT,
        Qt.Key.Key_R: Wish.RECHECK,
        Qt.Key.Key_O: Wish.OTHER_METHOD,
        Qt.Key.Key_D: Wish.DECIDE,
        Qt.Key.Key_A: Wish.MORE_ATTEMPTS,
        Qt.Key.Key_P: Wish.SLIP,
        Qt.Key.Key_X: Wish.WITHDRAW,
        Qt.Key.Key_F1: Wish.KEYS,
        Qt.Key.Key_F2: Wish.NOTE,
        Qt.Key.Key_F3: Wish.HISTORY,
        Qt.Key.Key_F4: Wish.MEASURES,
        Qt.Key.Key_F5: Wish.LIGHT,
        Qt.Key.Key_F6: Wish.SET_UP,
        Qt.Key.Key_F7: Wish.SHIFT,
        Qt.Key.Key_F8: Wish.SCAN,
        Qt.Key.Key_F9: Wish.CURTAIN,
        Qt.Key.Key_F10: Wish.SETTINGS,
    }
)


def wish_of(key: int, modifiers: Qt.KeyboardModifier) -> Wish | None:
    """Returns what a key stands for; None for a key of its own, or of nobody."""
    plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    if plain == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_L:
        return Wish.LOCK
    if plain not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
        return None
    # Caps lock and Shift make the same letter.
    return next((wish for known, wish in _PLAIN.items() if known == key), None)
