"""A report as PDF: painted line by line as plain text, so that nothing in it is ever loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.exports.troubles import export_door
from liveness_station.storage.history_query import HistoryRow
from liveness_station.storage.ledger_marks import LedgerMark
from liveness_station.ui.history_presenter import column_names, present_row
from liveness_station.ui.theme import FAMILY
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.history import HistoryCounted, HistoryPhrase, HistoryWords

MOST_ROWS: Final = 20_000
"""Some six hundred pages, which is more than anybody reads."""

_DOTS_PER_INCH: Final = 150
_WIDTHS: Final = (0.13, 0.14, 0.11, 0.30, 0.05, 0.09, 0.12, 0.06)
_LINE: Final = 27
_LETTER: Final = 15
_ONE_LINE: Final = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What stands above and below the table on every page.

    Attributes:
        made_at: when it was made, as text.
        filters: what was looked for, in words.
        mark: where the ledger stood.
    """

    made_at: str
    filters: str
    mark: LedgerMark


class ReportWriter:
    """Writes reports in one language. Used by one thread, which need not be the gui's."""

    def __init__(self, head: ReportHead, words: Words, own: HistoryWords) -> None:
        self._head = head
        self._words = words
        self._own = own

    def write(self, path: Path, rows: Iterable[HistoryRow]) -> None:
        """Writes a report; made in memory, because Qt does not say when a disk is full.

        Raises:
            ExportError: it is not written, or has too many rows.
        """
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_DOTS_PER_INCH)
        writer.setTitle(self._own.say(HistoryPhrase.TITLE))
        writer.setCreator(self._words.say(Phrase.APP_NAME))
        margins = QMarginsF(12, 12, 12, 12)
        size, landscape = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape
        writer.setPageLayout(QPageLayout(size, landscape, margins, QPageLayout.Unit.Millimeter))
        painter = QPainter(writer)
        try:
            self._paint(painter, writer, rows)
        finally:
            painter.end()
        with export_door():
            path.write_bytes(buffer.data().data())

    def _paint(self, painter: QPainter, writer: QPdfWriter, rows: Iterable[HistoryRow]) -> None:
        page, top = 1, self._begin(painter, writer, 1)
        bottom = writer.height() - 3 * _LINE
        for number, row in enumerate(rows):
            if number >= MOST_ROWS:
                raise ExportError(ExportTrouble.TOO_MANY)
            if top + _LINE > bottom:
                writer.newPage()
                page += 1
                top = self._begin(painter, writer, page)
            cells = present_row(row, self._words, self._own).cells
            _paint_line(painter, cells, top, writer.width())
            top += _LINE

    def _begin(self, painter: QPainter, writer: QPdfWriter, page: int) -> int:
        """Paints what every page has, and returns where its table begins."""
        own, head, width = self._own, self._head, writer.width()
        name = self._words.say(Phrase.APP_NAME)
        painter.setFont(_font(_LETTER + 7, is_bold=True))
        _paint_text(painter, f"{name} · {own.say(HistoryPhrase.TITLE)}", 0, width)
        painter.setFont(_font(_LETTER))
        made = own.say(HistoryPhrase.MADE_AT, time=head.made_at)
        _paint_text(painter, f"{made} · {head.filters}", _LINE + 6, width)
        foot = writer.height() - 2 * _LINE
        painter.drawLine(0, foot, width, foot)
        _paint_text(painter, self._ledger_text(), foot, width)
        number = own.say(HistoryPhrase.PAGE, number=page)
        _paint_text(painter, f"{self._checkpoint_text()} · {number}", foot + _LINE, width)
        painter.setFont(_font(_LETTER, is_bold=True))
        top = 2 * _LINE + 18
        _paint_line(painter, column_names(self._words, own), top, width)
        painter.drawLine(0, top + _LINE, width, top + _LINE)
        painter.setFont(_font(_LETTER))
        return top + _LINE + 4

    def _ledger_text(self) -> str:
        mark = self._head.mark
        return self._own.say(
            HistoryPhrase.LEDGER, station=mark.station, entry=mark.entry, head=mark.head
        )

    def _checkpoint_text(self) -> str:
        mark = self._head.mark
        if mark.checkpoint is None:
            return self._own.say(HistoryPhrase.NO_CHECKPOINT)
        return self._own.say_count(
            HistoryCounted.CHECKPOINT, mark.size, number=mark.checkpoint, root=mark.root
        )


def _font(height: int, *, is_bold: bool = False) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(height)
    font.setBold(is_bold)
    # Figures of one width, and letters drawn as one, are glyphs without a letter of their own: they
    # can be read, but neither searched nor copied.
    for feature in ("locl", "liga", "calt", "clig", "ccmp"):
        font.setFeature(QFont.Tag.fromString(feature), 0)
    return font


def _paint_line(painter: QPainter, cells: tuple[str, ...], top: int, width: int) -> None:
    left = 0.0
    for share, text in zip(_WIDTHS, cells, strict=True):
        box = QRectF(left, top, share * width - 8, _LINE)
        shown = painter.fontMetrics().elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, _ONE_LINE, shown)
        left += share * width


def _paint_text(painter: QPainter, text: str, top: int, width: int) -> None:
    box = QRectF(0, top, width, _LINE)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(box, _ONE_LINE, shown)
