"""What pages of paper have in common: letters that can be searched, lines of text, and codes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from liveness_station.ui.theme import FAMILY

DOTS_PER_INCH: Final = 150
QUIET_MODULES: Final = 4
"""So many light squares belong round a code."""

Modules = Sequence[Sequence[bool]]


def printed_font(height: int, *, is_bold: bool = False) -> QFont:
    """Returns the program's font, its height in dots."""
    font = QFont(FAMILY)
    font.setPixelSize(height)
    # The weight that is shipped: any other one is made by painting each letter twice, which a
    # search then finds twice.
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    # Figures of one width, and letters drawn as one, are glyphs without a letter of their own: they
    # can be read, but neither searched nor copied.
    for feature in ("locl", "liga", "calt", "clig", "ccmp"):
        font.setFeature(QFont.Tag.fromString(feature), 0)
    return font


def paint_text(
    painter: QPainter,
    text: str,
    box: QRectF,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paints one line of plain text, shortened where it does not fit."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    elide = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(plain, elide, int(box.width()))
    flags = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | align
    painter.drawText(box, int(flags), shown)


def wrapped(painter: QPainter, text: str, width: float) -> list[str]:
    """Returns a text in lines that fit; it breaks after a space where there is one."""
    metrics, lines, line = painter.fontMetrics(), [], ""
    for letter in "".join(one if one.isprintable() else " " for one in text):
        if line and metrics.horizontalAdvance(line + letter) > width:
            head, space, tail = line.rpartition(" ")
            lines.append(head if space else line)
            line = tail if space else ""
        line += letter
    return [*lines, line] if line.strip() else lines


def paint_modules(painter: QPainter, modules: Modules, box: QRectF) -> None:
    """Paints a code with its light margin into a square; each of its squares is whole dots."""
    count = len(modules) + 2 * QUIET_MODULES
    side = int(min(box.width(), box.height())) // count
    left = int(box.left() + (box.width() - side * count) / 2) + side * QUIET_MODULES
    top = int(box.top()) + side * QUIET_MODULES
    dark = QColor("black")
    painter.fillRect(box, QColor("white"))
    for row, line in enumerate(modules):
        for column, is_dark in enumerate(line):
            if is_dark:
                painter.fillRect(left + column * side, top + row * side, side, side, dark)


class PdfSheet:
    """A PDF that is made in memory, because Qt does not say when a disk is full."""

    def __init__(self, size: QPageSize, *, margin_mm: float, title: str, creator: str) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self.writer.setResolution(DOTS_PER_INCH)
        self.writer.setTitle(title)
        self.writer.setCreator(creator)
        margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
        portrait = QPageLayout.Orientation.Portrait
        layout = QPageLayout(size, portrait, margins, QPageLayout.Unit.Millimeter)
        self.writer.setPageLayout(layout)

    @property
    def content(self) -> bytes:
        """The file, once whoever paints has ended."""
        return bytes(self._buffer.data().data())
