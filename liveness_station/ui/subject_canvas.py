"""Paints what the subject sees, as large as the room allows."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness_station.domain.frames import Frame
from liveness_station.ui.guide_overlay import paint_signs
from liveness_station.ui.lettering import font, paint_watermark
from liveness_station.ui.pictures import fit, mirrored_image_of
from liveness_station.ui.subject_marks import paint_neutral, paint_oval, paint_pill, paint_places
from liveness_station.ui.subject_views import SubjectLayout, SubjectView
from liveness_station.ui.text_pages import WRAPPED, Pages, cut, fitting_px
from liveness_station.ui.theme import LIGHT, Theme

_LEAST_PAGE_MS: Final = 8000
_STILL_MS: Final = 1500
"""A mirror that has not moved for so long is none: its camera hangs, or is gone."""

_TITLE_PART: Final = 0.12
_TEXT_PART: Final = 0.047
_HINT_PART: Final = 0.075
_MARGIN_PART: Final = 0.06
_FOOT_PART: Final = 0.09
_SIGNS_FOR_PX: Final = 600.0
_LETTERS: Final = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


class SubjectCanvas(QWidget):
    """Shows a view; a text of several pages turns them by itself, up to the last.

    Signals:
        page_shown(int, int): this page, counted from 1, of so many is on screen.
    """

    page_shown = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = SubjectView(SubjectLayout.NEUTRAL)
        self._frame: Frame | None = None
        self._painted: Frame | None = None
        self._theme: Theme = LIGHT
        self._pages = Pages(((),), 0)
        self._page = 0
        self._turner = QTimer(self)
        self._turner.setSingleShot(True)
        self._turner.timeout.connect(self._on_turner_timeout)
        self._frozen = QTimer(self)
        self._frozen.setSingleShot(True)
        self._frozen.setInterval(_STILL_MS)
        self._frozen.timeout.connect(self._on_frozen)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def painted_frame(self) -> Frame | None:
        """The frame on screen, or None while there is no mirror."""
        return self._painted

    @property
    def place(self) -> tuple[int, int]:
        """The page on screen, counted from 1, and how many there are; (0, 0) without a text."""
        if self._view.layout is not SubjectLayout.PAGES:
            return 0, 0
        return self._page + 1, len(self._pages.pages)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def render_view(self, view: SubjectView) -> None:
        """Shows a view; a frame of the mirror before goes with the mirror."""
        if view == self._view:
            return
        before, self._view = self._view, view
        self.setAccessibleName(view.spoken)
        self.setAccessibleDescription("\n".join(view.paragraphs))
        if view.layout is not SubjectLayout.MIRROR:
            self._forget_frame()
        if (view.title, view.paragraphs) != (before.title, before.paragraphs):
            self._page = 0
            self._cut_pages()
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Shows a newer frame, where there is a mirror."""
        if self._view.layout is SubjectLayout.MIRROR:
            self._frame = frame
            self._frozen.start()
            self.update()

    def _forget_frame(self) -> None:
        self._frozen.stop()
        self._frame = self._painted = None

    def turn_page(self, step: int) -> None:
        """Turns so many pages on, or back; from then on they are turned by hand."""
        self._turner.stop()
        self._show_page(self._page + step)

    def _show_page(self, page: int) -> None:
        self._page = min(max(page, 0), len(self._pages.pages) - 1)
        if self._view.layout is SubjectLayout.PAGES:
            self.page_shown.emit(*self.place)
        self.update()

    def _cut_pages(self) -> None:
        """Cuts the text for the room that there is, and begins to turn its pages."""
        self._turner.stop()
        if self._view.layout is not SubjectLayout.PAGES:
            return
        room = self._text_room()
        size_px = round(self._unit_px() * _TEXT_PART)
        self._pages = cut(self._view.paragraphs, room.width(), room.height(), size_px=size_px)
        self._show_page(self._page)
        self._turn_later()

    def _turn_later(self) -> None:
        if self._page + 1 < len(self._pages.pages):
            letters = sum(len(block.text) for block in self._pages.pages[self._page])
            needed_ms = round(1000 * letters / self._view.letters_a_s)
            self._turner.start(max(needed_ms, _LEAST_PAGE_MS))

    def _unit_px(self) -> float:
        """What all sizes are parts of: an upright screen has less width than height."""
        return min(self.height(), self.width() * 0.75)

    def _text_room(self) -> QRectF:
        unit = self._unit_px()
        side = max(self.width() * _MARGIN_PART, (self.width() - unit * 1.65) / 2)
        top = self.height() * _MARGIN_PART + unit * _TITLE_PART
        foot = unit * _FOOT_PART
        return QRectF(side, top, self.width() - 2 * side, self.height() - top - foot)

    def _ground(self, whole: QRect) -> tuple[QRect, ...]:
        """Returns what the picture leaves free, with a pixel below its edge.

        On a large screen the ground below the picture would cost as much as the picture.
        """
        if self._view.layout is not SubjectLayout.MIRROR or self._frame is None:
            return (whole,)
        box = fit(self._frame, QRectF(self.rect())).toRect().adjusted(1, 1, -1, -1)
        width, height = self.width(), self.height()
        right, bottom = box.right() + 1, box.bottom() + 1
        return (
            QRect(0, 0, width, box.top()),
            QRect(0, bottom, width, height - bottom),
            QRect(0, box.top(), box.left(), box.height()),
            QRect(right, box.top(), width - right, box.height()),
        )

    def _paint_words(self, painter: QPainter) -> None:
        """Paints large words and a line below, the same way whatever they say."""
        unit, whole = self._unit_px(), QRectF(self.rect())
        room_px = whole.width() * (1 - 2 * _MARGIN_PART)
        size_px = fitting_px(
            self._view.title, room_px, whole.height() * 0.36, size_px=round(unit * 0.13)
        )
        upper = QRectF((whole.width() - room_px) / 2, 0, room_px, whole.height() * 0.53)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(font(size_px, bold=True))
        painter.drawText(upper, _LETTERS | Qt.AlignmentFlag.AlignBottom, self._view.title)
        painter.setPen(QColor(self._theme.quiet))
        painter.setFont(font(round(unit * 0.055)))
        lower = upper.translated(0, whole.height() * 0.53 + unit * 0.03)
        painter.drawText(lower, _LETTERS | Qt.AlignmentFlag.AlignTop, self._view.line)

    def _paint_pages(self, painter: QPainter) -> None:
        room = self._text_room()
        unit = self._unit_px()
        size_px = fitting_px(
            self._view.title, room.width(), unit * _TITLE_PART, size_px=round(unit * 0.07)
        )
        painter.setPen(QColor(self._theme.text))
        painter.setFont(font(size_px, bold=True))
        title = QRectF(room.left(), room.top() - unit * _TITLE_PART, room.width(), room.top())
        painter.drawText(title, WRAPPED, self._view.title)
        painter.setFont(font(self._pages.size_px))
        for block in self._pages.pages[self._page]:
            place = QRectF(
                room.left(), room.top() + block.top_px, room.width(), block.height_px + 1
            )
            painter.drawText(place, WRAPPED, block.text)
        count = len(self._pages.pages)
        if count > 1:
            foot = QPointF(self.width() / 2, self.height() - unit * _FOOT_PART / 2)
            paint_places(painter, foot, unit * 0.022, self._theme, page=self._page, count=count)

    def _paint_mirror(self, painter: QPainter, frame: Frame) -> None:
        whole = QRectF(self.rect())
        box = fit(frame, whole)
        painter.drawImage(box, mirrored_image_of(frame))
        view, unit = self._view, self._unit_px()
        if view.watermark:
            paint_watermark(
                painter, box, view.watermark, size_px=round(unit * 0.04), is_at_top=False
            )
        paint_oval(painter, box, held=view.held)
        if view.guide is not None:
            scale = max(whole.height() / _SIGNS_FOR_PX, 1.0)
            painter.save()
            painter.scale(scale, scale)
            paint_signs(painter, _part(whole, scale), _part(box, scale), view.guide)
            painter.restore()
        if view.hint:
            room = QRectF(0, 0, whole.width() * 0.84, whole.height() * 0.3)
            size_px = fitting_px(
                view.hint, room.width(), room.height(), size_px=round(unit * _HINT_PART)
            )
            paint_pill(painter, whole, view.hint, size_px=size_px, top_px=unit * 0.035)

    @Slot()
    def _on_frozen(self) -> None:
        self._forget_frame()
        self.update()

    @Slot()
    def _on_turner_timeout(self) -> None:
        self._show_page(self._page + 1)
        self._turn_later()

    def sizeHint(self) -> QSize:
        """Asks for a small screen."""
        return QSize(1024, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts the pages anew."""
        super().resizeEvent(event)
        self._cut_pages()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the view."""
        painter = QPainter(self)
        for part in self._ground(event.rect()):
            painter.fillRect(part, QColor(self._theme.ground))
        match self._view.layout:
            case SubjectLayout.PAGES:
                self._paint_pages(painter)
            case SubjectLayout.MIRROR if self._frame is not None:
                self._paint_mirror(painter, self._frame)
                self._painted = self._frame
            case SubjectLayout.NEUTRAL:
                paint_neutral(painter, QRectF(self.rect()), self._theme)
            case _:
                self._paint_words(painter)
        painter.end()


def _part(box: QRectF, scale: float) -> QRectF:
    return QRectF(box.x() / scale, box.y() / scale, box.width() / scale, box.height() / scale)
