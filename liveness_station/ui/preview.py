"""The live picture, mirrored, with one hint over it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness_station.domain.frames import Frame
from liveness_station.ui.face_mark import paint_face_mark
from liveness_station.ui.guide_overlay import paint_guide
from liveness_station.ui.lettering import font, paint_watermark
from liveness_station.ui.pictures import fit, image_of
from liveness_station.ui.theme import BODY_PX, HINT_PX, RADIUS_PX, Theme
from liveness_station.ui.views import FaceMark, GuideView, StageView, WaitView
from liveness_station.ui.wait_arc import paint_wait

_PILL_GROUND = QColor(20, 24, 29, 205)
_PILL_TEXT = QColor("#FFFFFF")


class Preview(QWidget):
    """Paints the newest frame. What `painted_frame` returns is what the operator has seen.

    The picture is mirrored on screen only: the frame itself is never changed.

    Signals:
        first_painted(): the widget is on screen for the first time.
    """

    first_painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._painted: Frame | None = None
        self._stage: StageView | None = None
        self._guide: GuideView | None = None
        self._mark: FaceMark | None = None
        self._wait: WaitView | None = None
        self._hint = ""
        self._watermark = ""
        self._theme: Theme | None = None
        self._is_painted = False
        self.setObjectName("preview")
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def painted_frame(self) -> Frame | None:
        """The frame on screen, or None while there is no live picture."""
        return self._painted

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Shows a newer frame."""
        self._frame = frame
        self.update()

    def show_mark(self, mark: FaceMark | None) -> None:
        """Shows where the face is; seen with the next frame, or at once where it goes."""
        has_gone = mark is None and self._mark is not None
        self._mark = mark
        if has_gone:
            self.update()

    def show_wait(self, wait: WaitView | None) -> None:
        """Shows how long it is to a capture by itself; seen with the next frame, as the mark is."""
        has_gone = wait is None and self._wait is not None
        self._wait = wait
        if has_gone:
            self.update()

    def render_view(
        self,
        stage: StageView | None,
        *,
        hint: str,
        watermark: str,
        guide: GuideView | None = None,
    ) -> None:
        """Shows what goes over the picture, or what stands in its place."""
        if stage is not None:
            self._frame = self._painted = None
        shown = (stage, guide, hint, watermark)
        if shown != (self._stage, self._guide, self._hint, self._watermark):
            self._stage, self._guide, self._hint, self._watermark = shown
            asked = guide.words if guide else ""
            self.setAccessibleDescription(hint or asked or (stage.title if stage else ""))
            self.update()

    def _picture_box(self) -> QRectF:
        """Returns where the picture is, or the whole widget where there is none."""
        whole = QRectF(self.rect())
        is_picture = self._stage is None and self._frame is not None
        return fit(self._frame, whole) if is_picture and self._frame is not None else whole

    def _paint_frame(self, painter: QPainter, frame: Frame) -> None:
        box = self._picture_box()
        painter.save()
        painter.translate(box.right(), box.top())
        painter.scale(-1, 1)
        painter.drawImage(QRectF(0, 0, box.width(), box.height()), image_of(frame))
        painter.restore()

    def _paint_stage(self, painter: QPainter, stage: StageView) -> None:
        if self._theme is None:
            return
        middle = self.rect().adjusted(24, 0, -24, 0)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(font(HINT_PX, bold=True))
        # An address may have no blank to break at.
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        upper = middle.adjusted(0, 0, 0, -middle.height() // 2 - 4)
        painter.drawText(QRectF(upper), stage.title, option)
        painter.setPen(QColor(self._theme.quiet))
        painter.setFont(font(BODY_PX))
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        lower = middle.adjusted(0, middle.height() // 2 + 4, 0, 0)
        painter.drawText(QRectF(lower), stage.next_step, option)

    def _paint_pill(self, painter: QPainter) -> None:
        painter.setFont(font(HINT_PX))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(0, 0, self.width() - 56, self.height())
        words = painter.fontMetrics().boundingRect(room.toRect(), flags, self._hint)
        pill = QRectF(0, self._picture_box().top() + 16, words.width() + 40, words.height() + 16)
        pill.moveLeft((self.width() - pill.width()) / 2)
        radius = painter.fontMetrics().height() / 2 + 8
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PILL_GROUND)
        painter.drawRoundedRect(pill, radius, radius)
        painter.setPen(_PILL_TEXT)
        painter.drawText(pill.adjusted(20, 0, -20, 0), flags, self._hint)

    def _paint_focus(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = self._picture_box().adjusted(1, 1, -1, -1)
        corner = RADIUS_PX if self._stage is not None else 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=corner > 0)
        painter.drawRoundedRect(inner, corner, corner)

    def sizeHint(self) -> QSize:
        """Asks for 16:9."""
        return QSize(720, 405)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints ground, picture, watermark and hint."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.ground if self._theme else "#000000"))
        if self._stage is not None:
            self._paint_stage(painter, self._stage)
        elif self._frame is not None:
            self._paint_frame(painter, self._frame)
            self._painted = self._frame
            if self._mark is not None and self._guide is None:
                paint_face_mark(painter, self._picture_box(), self._mark)
            if self._wait is not None and self._guide is None:
                paint_wait(painter, self._picture_box(), self._wait)
            if self._watermark:
                box = self._picture_box()
                paint_watermark(painter, box, self._watermark, size_px=22, is_at_top=False)
        # Before the words, which may reach over the picture's edge: no line runs through them.
        if self.hasFocus() and self._theme is not None:
            self._paint_focus(painter, self._theme)
        if self._guide is not None and self._stage is None and self._frame is not None:
            paint_guide(painter, QRectF(self.rect()), self._picture_box(), self._guide)
        if self._hint:
            self._paint_pill(painter)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()
