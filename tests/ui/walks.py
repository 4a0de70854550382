"""What walks over windows look for: words that are cut off, rich text, names that are missing."""

import html
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from liveness_station.ui.labels import ElidedLabel

RICH = (QTextEdit, QGraphicsView)
_MOST_ROWS, _MOST_COLUMNS = 50, 12
_OPEN = "<qt>"


def fit(widget: QWidget, *, width_px: int = 1024, height_px: int = 700) -> None:
    """Shows a window in that room; a dialog takes what it needs of it."""
    least = widget.sizeHint().expandedTo(widget.minimumSize())
    if widget.metaObject().className() == "Console":
        widget.resize(width_px, height_px)
    else:
        widget.resize(min(least.width(), width_px), min(least.height(), height_px))
    widget.show()
    widget.activateWindow()
    QApplication.processEvents()


def clipped(root: QWidget) -> list[str]:
    """Returns the labels and buttons that have less room than their words need."""
    return [
        f"{type(part).__name__} {text!r}: {why}"
        for part in root.findChildren(QWidget)
        if part.isVisible() and (text := _text(part)) and (why := _missing(part))
    ]


def _text(part: QWidget) -> str:
    if isinstance(part, QLabel | QPushButton | QRadioButton):
        return part.text()
    return ""


def _missing(part: QWidget) -> str:
    if isinstance(part, QPushButton | QRadioButton):
        words = part.text().replace("&&", "&")
        icon = 0 if part.icon().isNull() else part.iconSize().width() + 4
        needed = part.fontMetrics().horizontalAdvance(words) + icon
        return f"{needed} px in {part.width()}" if needed > part.width() else ""
    assert isinstance(part, QLabel)
    if part.wordWrap():
        needed = part.heightForWidth(part.width())
        return f"{needed} px of height in {part.height()}" if needed > part.height() else ""
    if isinstance(part, ElidedLabel):
        return ""
    needed = part.fontMetrics().horizontalAdvance(part.text())
    return f"{needed} px in {part.width()}" if needed > part.contentsRect().width() else ""


def rich(root: QWidget) -> list[str]:
    """Returns everything that could show text as anything but text."""
    found = [repr(part) for part in _all(root) if isinstance(part, RICH)]
    for part in _all(root):
        if isinstance(part, QLabel) and _is_rich(part):
            found.append(f"label {part.text()!r}")
        found += [f"{part!r} tip {tip!r}" for tip in _tips(part) if not is_plain_tip(tip)]
    return found


def _is_rich(label: QLabel) -> bool:
    return label.pixmap().isNull() and label.textFormat() is not Qt.TextFormat.PlainText


def is_plain_tip(tip: str) -> bool:
    """Tells whether a tooltip shows nothing but its words, whatever Qt takes it for."""
    if not GuiQt.mightBeRichText(tip):
        return True
    lines = tip.removeprefix(_OPEN).removesuffix("</qt>").split("<br>")
    return tip.startswith(_OPEN) and all(html.escape(html.unescape(x)) == x for x in lines)


def _tips(part: QWidget) -> Iterator[str]:
    yield from (part.toolTip(), part.whatsThis(), part.statusTip())
    for action in part.findChildren(QAction):
        yield from (action.toolTip(), action.whatsThis(), action.statusTip())
    if isinstance(part, QComboBox | QAbstractItemView) and part.model() is not None:
        model = part.model()
        for row in range(min(model.rowCount(QModelIndex()), _MOST_ROWS)):
            for column in range(_MOST_COLUMNS):
                index = model.index(row, column)
                for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole):
                    yield str(model.data(index, role) or "") if index.isValid() else ""


def _all(root: QWidget) -> list[QWidget]:
    return [root, *root.findChildren(QWidget)]


def reachable(root: QWidget) -> list[QWidget]:
    """Returns what the Tab key should get to, in no order."""
    return [
        part
        for part in root.findChildren(QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and part.window() is root
    ]


def spoken_name(part: QWidget) -> str:
    """Returns what a screen reader says for a part."""
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
