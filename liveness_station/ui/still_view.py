"""The still that was judged, with its verdict painted over it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness_station.domain.faces import Face
from liveness_station.ui.glyphs import paint_glyph, paint_other_way
from liveness_station.ui.lettering import font, paint_watermark
from liveness_station.ui.pictures import fit, image_of
from liveness_station.ui.theme import VERDICT_PX, Theme
from liveness_station.ui.views import CardMode, CardView

_BAND_PX = 72
_BELOW_PX = 44
_BAND_ALPHA = 235
_EMPTY_HEIGHT_PX = 226
_OTHER_HEIGHT_PX = 96
_MIN_HEIGHT_PX = 120
_MAX_HEIGHT_PX = 320


class StillView(QWidget):
    """Paints the still, not mirrored, and over its lower edge the verdict by shape and word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = CardView(CardMode.EMPTY)
        self._theme: Theme | None = None
        # Never higher than it needs, and the first to give way where the card is short of room.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def render_card(self, card: CardView) -> None:
        """Shows another card."""
        self._card = card
        words = " ".join(part for part in (card.word, card.word_below, card.subject) if part)
        self.setAccessibleName(words or card.message)
        self.updateGeometry()
        self.update()

    def _wanted_height_px(self) -> int:
        """Returns the height of the still's own shape, so that nothing stands empty round it."""
        still = self._card.still
        if self._card.mode is CardMode.OTHER:
            return _OTHER_HEIGHT_PX
        if still is None:
            return _EMPTY_HEIGHT_PX
        height = self.width() * still.height_px // still.width_px
        return min(max(height, _MIN_HEIGHT_PX), _MAX_HEIGHT_PX) + _BELOW_PX

    def _paint_message(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QColor(theme.quiet))
        painter.setFont(font(16))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(20, 20, -20, -20), flags, self._card.message)

    def _paint_other_way(self, painter: QPainter, theme: Theme) -> None:
        """Paints a way round and its word: no verdict, and in none of their colours."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect())
        glyph = QRectF(14, middle.center().y() - 24, 48, 48)
        paint_other_way(painter, glyph, QColor(theme.text))
        words = middle.adjusted(76, 0, -8, 0)
        painter.setPen(QColor(theme.text))
        painter.setFont(_fitting_font(painter, self._card.word, words.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, self._card.word)

    def _paint_band(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        if self._card.verdict is None:
            return
        ground = QColor(theme.card)
        ground.setAlpha(_BAND_ALPHA)
        # Over the still's lower edge only: the face itself stays in sight.
        band = QRectF(0, box.bottom() + _BELOW_PX - _BAND_PX, self.width(), _BAND_PX)
        painter.fillRect(band, ground)
        colour = theme.verdict(self._card.verdict)
        glyph = QRectF(14, band.top() + 12, 48, 48)
        paint_glyph(painter, glyph, self._card.verdict, colour)
        words = band.adjusted(76, 0, -8, 0)
        painter.setPen(colour)
        below = self._card.word_below
        upper = words.adjusted(0, 2, 0, -22) if below else words
        painter.setFont(_fitting_font(painter, self._card.word, upper.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(upper, flags, self._card.word)
        if below:
            painter.setFont(font(14, bold=True))
            painter.drawText(words.adjusted(0, 50, 0, -4), flags, below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Asks for the still's shape at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Asks for the still's own shape."""
        return QSize(300, self._wanted_height_px())

    def minimumSizeHint(self) -> QSize:
        """Keeps the face large enough to be known by."""
        if self._card.still is None:
            return QSize(160, min(_OTHER_HEIGHT_PX, self._wanted_height_px()))
        return QSize(160, _MIN_HEIGHT_PX + _BELOW_PX)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints still, band and watermark, or the message of an empty card."""
        theme, card = self._theme, self._card
        if theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if card.mode is CardMode.OTHER:
            self._paint_other_way(painter, theme)
        elif card.still is None:
            self._paint_message(painter, theme)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            box = fit(card.still, QRectF(self.rect()).adjusted(0, 0, 0, -_BELOW_PX))
            # At the top: the card reads from the still down to what to do next.
            box.moveTop(0)
            painter.drawImage(box, image_of(card.still))
            if card.region is not None:
                _paint_region(painter, box, card.region, box.width() / card.still.width_px)
            if card.watermark:
                paint_watermark(painter, box, self._card.watermark, size_px=16, is_at_top=True)
            if card.mode is CardMode.CHECKING:
                self._paint_waiting(painter, box, theme)
            self._paint_band(painter, box, theme)
        painter.end()

    def _paint_waiting(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        ground = QColor(theme.card)
        ground.setAlpha(_BAND_ALPHA)
        band = QRectF(0, box.bottom() + _BELOW_PX - _BAND_PX, self.width(), _BAND_PX)
        painter.fillRect(band, ground)
        painter.setPen(QColor(theme.text))
        painter.setFont(font(18))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, self._card.message)


def _paint_region(painter: QPainter, box: QRectF, region: Face, scale: float) -> None:
    """Paints a frame round the evidence: dark and light, so that it shows on every picture."""
    edges = QRectF(
        box.left() + region.left_px * scale,
        box.top() + region.top_px * scale,
        region.width_px * scale,
        region.height_px * scale,
    ).intersected(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width_px in (("#14181D", 4), ("#FFFFFF", 2)):
        pen = QPen(QColor(colour), width_px)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(edges.adjusted(2, 2, -2, -2))


def _fitting_font(painter: QPainter, text: str, width_px: float) -> QFont:
    """Returns the verdict's font, made smaller where the word would not fit."""
    for size_px in range(VERDICT_PX, 15, -2):
        made = font(size_px, bold=True)
        painter.setFont(made)
        if painter.fontMetrics().horizontalAdvance(text) <= width_px:
            return made
    return font(16, bold=True)
