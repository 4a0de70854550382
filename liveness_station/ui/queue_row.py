"""Paints one row of the line."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from liveness_station.ui.queue_model import QueueModel
from liveness_station.ui.queue_presenter import QueueRow
from liveness_station.ui.theme import LIGHT, RADIUS_PX, Theme

ROW_PX: Final = 46
_INSET_PX: Final = 8
_GAP_PX: Final = 6
_SMALL_PX: Final = 12
_NOW_PX: Final = 3


class QueueRowPainter(QStyledItemDelegate):
    """Paints reference, name and mark as plain text, whatever they look like."""

    def __init__(self, model: QueueModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_now: bool) -> bool:
        """Paints what lies under a row; True where its letters lie on the accent."""
        theme, box = self._theme, option.rect.adjusted(0, 1, 0, -1)
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen:
            painter.setBrush(QColor(theme.accent if has_focus else theme.line))
            painter.drawRoundedRect(box, RADIUS_PX / 2, RADIUS_PX / 2)
        elif is_now:
            painter.setBrush(QColor(theme.ground))
            painter.drawRoundedRect(box, RADIUS_PX / 2, RADIUS_PX / 2)
        if is_now:
            painter.setBrush(QColor(theme.accent))
            painter.drawRect(QRect(box.left(), box.top() + 6, _NOW_PX, box.height() - 12))
        return is_chosen and has_focus

    def _letters(self, painter: QPainter, box: QRect, row: QueueRow, *, is_on_accent: bool) -> None:
        theme = self._theme
        strong = QColor(theme.on_accent if is_on_accent else theme.text)
        quiet = QColor(theme.on_accent if is_on_accent else theme.quiet)
        font = QFont(painter.font())
        font.setPixelSize(_SMALL_PX)
        painter.setFont(font)
        mark_px = painter.fontMetrics().horizontalAdvance(row.mark) + 1 if row.mark else 0
        half = box.height() // 2
        top = QRect(box.left(), box.top() + 3, box.width(), half)
        lines = top if row.label else box
        painter.setPen(QPen(QColor(theme.accent) if row.is_now and not is_on_accent else quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(lines, right, row.mark)
        if row.label:
            painter.setPen(QPen(quiet))
            _draw_line(
                painter, QRect(box.left(), box.top() + half - 3, box.width(), half), row.label
            )
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QPen(strong))
        width = box.width() - (mark_px + _GAP_PX if mark_px else 0)
        _draw_line(painter, QRect(lines.left(), lines.top(), width, lines.height()), row.reference)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints a row."""
        row = self._model.row(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on_accent = self._ground(painter, option, is_now=row.is_now)
        box = option.rect.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        self._letters(painter, box, row, is_on_accent=is_on_accent)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Returns the size of every row."""
        return QSize(0, ROW_PX)


def _draw_line(painter: QPainter, box: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    # Absolutely at the left: a name that reads from the right must not change places with a mark.
    flags = (
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    )
    painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)
