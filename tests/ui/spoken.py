"""What a window says, to eyes and to screen readers, wherever it says it."""

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_MOST_ROWS = 40


def said_by(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yields every text of a window, with the part that says it."""
    for widget in (root, *root.findChildren(QWidget)):
        name = type(widget).__name__
        for text in _texts(widget):
            if text.strip():
                yield name, text


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield html.unescape(re.sub(r"<[^>]+>", " ", widget.toolTip()))
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QPlainTextEdit():
            yield from (widget.toPlainText(), widget.placeholderText())
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QGroupBox() | QMenu():
            yield widget.title()
        case QAbstractItemView():
            model = widget.model()
            if model is not None:
                yield from _cells(model)
        case _:
            pass
    yield from (action.text() for action in widget.actions())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    # A list has no such method.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), _MOST_ROWS)):
            for role in _ROLES:
                yield str(model.index(row, column).data(role) or "")
