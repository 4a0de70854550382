"""The shift report as PDF: figures, where the ledger stood, and room for two signatures.

Painted line by line as plain text, so that nothing in it is ever loaded; no faces, and references
only where they were asked for.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from liveness_station.reporting.figures import ShiftFigures
from liveness_station.storage.ledger_marks import LedgerMark
from liveness_station.ui.printed import (
    Modules,
    PdfSheet,
    paint_modules,
    paint_text,
    printed_font,
    wrapped,
)
from liveness_station.ui.shift_presenter import footnote_of
from liveness_station.ui.shift_report_lines import Section, ledger_lines, report_sections
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.shift import ShiftPhrase, shift_words

MOST_NAMES: Final = 5_000
"""Some hundred pages, which is more than anybody signs."""

_LETTER: Final = 16
_LINE: Final = 27
_GAP: Final = 14
_CODE: Final = 360
_WIDTHS: Final = (0.19, 0.22, 0.13, 0.36, 0.10)
_HEADS: Final = 3


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a report says of itself.

    Attributes:
        desk: how the desk is called, or "".
        operator: who signs, or "".
        span: which time it is about, in words.
        made_at: when it was made, in words.
        currency: of sums of money.
        mark: where the ledger stood.
        code: the same as squares.
        is_letter: on paper of North America; A4 otherwise.
    """

    desk: str
    operator: str
    span: str
    made_at: str
    currency: str
    mark: LedgerMark
    code: Modules
    is_letter: bool = False


class ShiftReport:
    """One report in one language. Used by one thread, which need not be the gui's."""

    def __init__(self, head: ReportHead, words: Words) -> None:
        self._head = head
        self._words = words
        self._own = shift_words(words)

    def pdf(self, figures: ShiftFigures, names: tuple[tuple[str, ...], ...] = ()) -> bytes:
        """Returns the report; `names` are checks one by one, in five columns."""
        page = QPageSize.PageSizeId.Letter if self._head.is_letter else QPageSize.PageSizeId.A4
        sheet = PdfSheet(
            QPageSize(page),
            margin_mm=14,
            title=self._own.say(ShiftPhrase.REPORT_TITLE),
            creator=self._words.say(Phrase.APP_NAME),
        )
        writer, painter = sheet.writer, QPainter(sheet.writer)
        try:
            room = int((writer.height() - (_HEADS + 4) * _LINE) / _LINE)
            pages = [names[at : at + room] for at in range(0, len(names), room)]
            self._paint_first(painter, writer, figures, count=1 + len(pages))
            for number, rows in enumerate(pages, 2):
                writer.newPage()
                self._paint_names(painter, writer, rows, number=number, count=1 + len(pages))
        finally:
            painter.end()
        return sheet.content

    def _paint_first(
        self, painter: QPainter, writer: QPdfWriter, figures: ShiftFigures, *, count: int
    ) -> None:
        top = self._begin(painter, writer, number=1, count=count)
        left, right = report_sections(figures, self._words, currency=self._head.currency)
        middle = writer.width() / 2
        ends = [
            _paint_sections(painter, sections, top, start, middle - 2 * _GAP)
            for sections, start in ((left, 0.0), (right, middle + _GAP))
        ]
        painter.setFont(printed_font(_LETTER - 2))
        below = max(ends)
        for line in wrapped(painter, footnote_of(figures, self._words), writer.width()):
            paint_text(painter, line, QRectF(0, below, writer.width(), _LINE))
            below += _LINE
        self._paint_ledger(painter, writer, below + _GAP)
        self._paint_signatures(painter, writer)

    def _paint_ledger(self, painter: QPainter, writer: QPdfWriter, top: float) -> None:
        width = writer.width() - _CODE - 2 * _GAP
        painter.setFont(printed_font(_LETTER, is_bold=True))
        paint_text(painter, self._own.say(ShiftPhrase.LEDGER), QRectF(0, top, width, _LINE))
        painter.setFont(printed_font(_LETTER))
        text = (*ledger_lines(self._head.mark, self._words), self._own.say(ShiftPhrase.LEDGER_QR))
        at = top + _LINE
        for paragraph in text:
            for line in wrapped(painter, paragraph, width):
                paint_text(painter, line, QRectF(0, at, writer.width(), _LINE))
                at += _LINE
        place = QRectF(writer.width() - _CODE, top, _CODE, _CODE)
        paint_modules(painter, self._head.code, place)

    def _paint_signatures(self, painter: QPainter, writer: QPdfWriter) -> None:
        painter.setFont(printed_font(_LETTER))
        say, line = self._own.say, writer.height() - 5 * _LINE
        half = writer.width() / 2 - _GAP
        for left, phrase in (
            (0.0, ShiftPhrase.SIGN_OPERATOR),
            (half + 2 * _GAP, ShiftPhrase.SIGN_SUPERVISOR),
        ):
            painter.drawLine(round(left), line, round(left + half), line)
            name = say(phrase)
            if phrase is ShiftPhrase.SIGN_OPERATOR and self._head.operator:
                name = f"{name} · {self._head.operator}"
            paint_text(painter, name, QRectF(left, line + 2, half * 0.7, _LINE))
            date_box = QRectF(left + half * 0.7, line + 2, half * 0.3, _LINE)
            paint_text(painter, say(ShiftPhrase.SIGN_DATE), date_box)

    def _paint_names(
        self,
        painter: QPainter,
        writer: QPdfWriter,
        rows: tuple[tuple[str, ...], ...],
        *,
        number: int,
        count: int,
    ) -> None:
        top = self._begin(painter, writer, number=number, count=count)
        painter.setFont(printed_font(_LETTER, is_bold=True))
        title = self._own.say(ShiftPhrase.NAMES)
        paint_text(painter, title, QRectF(0, top - _LINE, writer.width(), _LINE))
        painter.setFont(printed_font(_LETTER - 1))
        for row in rows:
            left = 0.0
            for share, text in zip(_WIDTHS, row, strict=True):
                width = share * writer.width()
                paint_text(painter, text, QRectF(left, top, width - 8, _LINE))
                left += width
            top += _LINE

    def _begin(self, painter: QPainter, writer: QPdfWriter, *, number: int, count: int) -> float:
        """Paints what every page has, and returns where its own begins."""
        own, head, width = self._own, self._head, writer.width()
        title = f"{self._words.say(Phrase.APP_NAME)} · {own.say(ShiftPhrase.REPORT_TITLE)}"
        painter.setFont(printed_font(_LETTER + 8, is_bold=True))
        paint_text(painter, title, QRectF(0, 0, width, _LINE + 6))
        painter.setFont(printed_font(_LETTER))
        desk = f"{own.say(ShiftPhrase.DESK)} {head.desk}" if head.desk else ""
        told = " · ".join(one for one in (desk, head.span) if one)
        paint_text(painter, told, QRectF(0, _LINE + 8, width, _LINE))
        foot = writer.height() - 2 * _LINE
        painter.drawLine(0, foot, width, foot)
        made = own.say(ShiftPhrase.MADE_AT, time=head.made_at)
        page = own.say(ShiftPhrase.PAGE, number=number, count=count)
        paint_text(painter, f"{made} · {head.mark.station}", QRectF(0, foot, width, _LINE))
        right = Qt.AlignmentFlag.AlignRight
        paint_text(painter, page, QRectF(0, foot, width, _LINE), align=right)
        painter.setFont(printed_font(_LETTER - 3))
        witness = ledger_lines(head.mark, self._words)[0]
        paint_text(painter, witness, QRectF(0, foot + _LINE, width, _LINE))
        return float((_HEADS + 1) * _LINE)


def _paint_sections(
    painter: QPainter, sections: tuple[Section, ...], top: float, left: float, width: float
) -> float:
    """Paints a column, and returns where it ends."""
    right = Qt.AlignmentFlag.AlignRight
    for section in sections:
        painter.setFont(printed_font(_LETTER, is_bold=True))
        paint_text(painter, section.title, QRectF(left, top, width, _LINE))
        painter.drawLine(round(left), round(top + _LINE), round(left + width), round(top + _LINE))
        top += _LINE + 4
        painter.setFont(printed_font(_LETTER))
        wide = width * (0.45 if any(note for *_, note in section.rows) else 0.8)
        for name, value, note in section.rows:
            paint_text(painter, name, QRectF(left, top, wide, _LINE))
            value_box = QRectF(left + wide, top, width * 0.2, _LINE)
            paint_text(painter, value, value_box, align=right)
            paint_text(painter, note, QRectF(left + width * 0.67, top, width * 0.33, _LINE))
            top += _LINE
        top += _GAP
    return top
