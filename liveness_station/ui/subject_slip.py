"""A subject's slip: a few lines and a code with the same words, for A6 or a roll 80 mm wide."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter

from liveness_station.reporting.slips import Slip
from liveness_station.ui.dates import day_text, minute_text
from liveness_station.ui.printed import Modules, PdfSheet, paint_modules, printed_font, wrapped
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.slip import SlipPhrase, slip_words

MOST_CODE_BYTES: Final = 600
"""A larger code has squares that a telephone cannot tell apart on a slip."""

_ROLL_MM: Final = (80.0, 170.0)
_LETTER: Final = 18
_LINE: Final = 25
_MOST_LINES: Final = 4
_MARGIN_MM: Final = 6.0


def slip_lines(slip: Slip, words: Words) -> tuple[tuple[str, str], ...]:
    """Returns what stands on a slip: names and values, in their order."""
    own = slip_words(words)
    return (
        (own.say(SlipPhrase.REFERENCE), slip.reference),
        (own.say(SlipPhrase.TIME), minute_text(slip.at, words)),
        (own.say(SlipPhrase.OUTCOME), own.classes[slip.result]),
        (own.say(SlipPhrase.APPEAL), slip.appeal or own.say(SlipPhrase.APPEAL_NONE)),
        (own.say(SlipPhrase.KEPT_UNTIL), day_text(slip.kept_until, words)),
        (own.say(SlipPhrase.RECORD), str(slip.record)),
    )


def slip_text(slip: Slip, words: Words) -> str:
    """Returns what a slip's code holds: the same lines in one, shortened where there are many."""
    own = slip_words(words)
    # The longest last, so that what is cut off is the end of it.
    lines = sorted(slip_lines(slip, words), key=lambda line: line[1] == slip.appeal)
    text = own.line_gap.join(f"{name}{own.gap}{value}" for name, value in lines)
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain.encode()[:MOST_CODE_BYTES].decode(errors="ignore")


class SlipWriter:
    """Paints slips in one language. Used by one thread, which need not be the gui's.

    Args:
        words: the language.
        code_of: makes the squares of a code from a text.
    """

    def __init__(self, words: Words, code_of: Callable[[str], Modules]) -> None:
        self._words = words
        self._code_of = code_of

    def pdf(self, slip: Slip, *, is_roll: bool) -> bytes:
        """Returns a slip as PDF of one page."""
        size = QPageSize(QPageSize.PageSizeId.A6)
        if is_roll:
            size = QPageSize(QSizeF(*_ROLL_MM), QPageSize.Unit.Millimeter, "80 mm")
        sheet = PdfSheet(
            size,
            margin_mm=_MARGIN_MM,
            title=slip_words(self._words).say(SlipPhrase.TITLE),
            creator=self._words.say(Phrase.APP_NAME),
        )
        painter = QPainter(sheet.writer)
        try:
            self.paint(painter, slip, width=sheet.writer.width(), height=sheet.writer.height())
        finally:
            painter.end()
        return sheet.content

    def paint(self, painter: QPainter, slip: Slip, *, width: int, height: int) -> None:
        """Paints a slip; width and height in dots, 150 to the inch."""
        own, top = slip_words(self._words), 0.0
        painter.setFont(printed_font(_LETTER + 8, is_bold=True))
        title = own.say(SlipPhrase.TITLE)
        top = _paint_lines(painter, f"{slip.desk} · {title}" if slip.desk else title, top, width)
        top += _LINE / 2
        for name, value in slip_lines(slip, self._words):
            painter.setFont(printed_font(_LETTER - 4))
            top = _paint_lines(painter, name, top, width)
            painter.setFont(printed_font(_LETTER, is_bold=True))
            top = _paint_lines(painter, value, top, width) + _LINE / 4
        painter.setFont(printed_font(_LETTER - 4))
        top = _paint_lines(painter, own.say(SlipPhrase.NOTICE), top + _LINE / 4, width)
        side = min(width, height - top - _LINE / 2)
        modules = self._code_of(slip_text(slip, self._words))
        paint_modules(painter, modules, QRectF((width - side) / 2, top + _LINE / 2, side, side))


def _paint_lines(painter: QPainter, text: str, top: float, width: int) -> float:
    """Paints a text over as many lines as it needs, four at most; returns where it ends."""
    height = painter.fontMetrics().height()
    for line in wrapped(painter, text, width)[:_MOST_LINES]:
        painter.drawText(0, round(top + painter.fontMetrics().ascent()), line)
        top += height
    return top
