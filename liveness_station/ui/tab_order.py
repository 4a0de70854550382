"""The order in which Tab goes through a window."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def follow(*parts: QWidget) -> None:
    """Has Tab go from each part to the one after it."""
    for one, other in pairwise(parts):
        QWidget.setTabOrder(one, other)
