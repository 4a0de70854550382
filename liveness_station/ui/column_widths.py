"""How the console's width is shared among its columns."""

from typing import Final

from PySide6.QtWidgets import QWidget

_WIDTHS: Final = ((1200, (196, 328)), (1800, (208, 348)), (1 << 24, (248, 420)))
"""Below so many pixels of the window, the left column and the card have these."""


def share_width(width_px: int, column: QWidget, *cards: QWidget) -> None:
    """Gives the picture most of a narrow window, and the words room in a wide one."""
    column_px, card_px = next(both for most, both in _WIDTHS if width_px < most)
    column.setFixedWidth(column_px)
    for card in cards:
        card.setFixedWidth(card_px)
