"""Frames on their way to the painter, without a copy."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage

from liveness_station.domain.frames import Frame


def image_of(frame: Frame) -> QImage:
    """Returns an image over the frame's own bytes (BGR, rows of 3 x width bytes).

    The image keeps the bytes' buffer alive but does not copy it; the stride is given because Qt
    would otherwise take rows to be aligned to four bytes and shear odd widths.
    """
    return QImage(
        frame.pixels.data,
        frame.width_px,
        frame.height_px,
        frame.width_px * 3,
        QImage.Format.Format_BGR888,
    )


def mirrored_image_of(frame: Frame) -> QImage:
    """Returns a mirrored copy in the screen's own format.

    On a screen of 4K that is painted in less than half the time of the frame's own format.
    """
    screen_format = image_of(frame).convertToFormat(QImage.Format.Format_RGB32)
    return screen_format.flipped(Qt.Orientation.Horizontal)


def fit(frame: Frame, room: QRectF) -> QRectF:
    """Returns the largest box of the frame's shape inside `room`, centred."""
    size = QSizeF(frame.width_px, frame.height_px)
    scale = min(room.width() / size.width(), room.height() / size.height())
    width, height = size.width() * scale, size.height() * scale
    return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
