"""The live picture: what is captured is what was painted, mirrored on screen only."""

import hashlib

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.domain.frames import Frame
from liveness_station.ui.pictures import fit, image_of
from liveness_station.ui.preview import Preview
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.views import StageView

pytestmark = pytest.mark.usefixtures("dressed")

RED, BLUE = QColor(255, 0, 0), QColor(0, 0, 255)
STAGE = StageView("Camera lost", "Check the cable.")


def two_coloured(*, width_px: int = 640, height_px: int = 480, sequence: int = 0) -> Frame:
    """Red on the left, blue on the right (the pixels are BGR)."""
    pixels = np.zeros((height_px, width_px, 3), np.uint8)
    pixels[:, : width_px // 2, 2] = 255
    pixels[:, width_px // 2 :, 0] = 255
    return Frame(pixels, 1.0, sequence, "scripted camera")


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.set_theme(LIGHT)
    made.resize(640, 480)
    with qtbot.waitExposed(made):
        made.show()
    return made


def captured(preview: Preview) -> Frame | None:
    """Returns what a capture would take now."""
    return preview.painted_frame


def painted(preview: Preview) -> QImage:
    return preview.grab().toImage()


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(QPoint(x, y)).name()


def test_the_captured_frame_is_the_painted_one_not_the_newest(preview: Preview) -> None:
    seen, newer = two_coloured(sequence=1), two_coloured(sequence=2)
    preview.show_frame(seen)
    assert captured(preview) is None, "not painted yet"
    preview.repaint()
    preview.show_frame(newer)
    assert captured(preview) is seen
    preview.repaint()
    assert captured(preview) is newer


def test_the_picture_is_mirrored_on_screen_and_nowhere_else(preview: Preview) -> None:
    frame = two_coloured()
    before = hashlib.sha256(frame.pixels.tobytes()).digest()
    preview.show_frame(frame)
    image = painted(preview)
    assert (colour(image, 160, 240), colour(image, 480, 240)) == (BLUE.name(), RED.name())
    assert hashlib.sha256(frame.pixels.tobytes()).digest() == before
    assert captured(preview) is frame


@pytest.mark.parametrize("width_px", [640, 641, 642, 643, 15])
def test_no_width_is_sheared(preview: Preview, width_px: int) -> None:
    """One column of another colour stays upright."""
    pixels = np.zeros((480, width_px, 3), np.uint8)
    pixels[:, width_px // 2 - 2 : width_px // 2 + 3] = 255
    frame = Frame(pixels, 1.0, 0, "scripted camera")
    image = image_of(frame)
    for y in (0, 101, 479):
        row = [image.pixelColor(x, y).red() for x in range(width_px)]
        assert row == [int(value) for value in pixels[0, :, 0]]
    preview.show_frame(frame)
    shown = painted(preview)
    assert colour(shown, 320, 10) == colour(shown, 320, 470) == "#ffffff"


def test_an_image_is_made_over_the_frames_own_bytes() -> None:
    frame = two_coloured()
    image = image_of(frame)
    address = frame.pixels.__array_interface__["data"][0]
    assert np.frombuffer(image.constBits(), np.uint8).__array_interface__["data"][0] == address


def test_an_image_outlives_its_frame() -> None:
    image = image_of(two_coloured())
    assert image.pixelColor(0, 0) == RED


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((640, 480), QRectF(0, 60, 800, 600)),
        ((480, 640), QRectF(130, 0, 540, 720)),
        ((1280, 720), QRectF(0, 135, 800, 450)),
    ],
)
def test_a_picture_keeps_its_shape(size: tuple[int, int], box: QRectF) -> None:
    assert fit(two_coloured(width_px=size[0], height_px=size[1]), QRectF(0, 0, 800, 720)) == box


def test_C9_a_picture_of_another_size_is_laid_out_anew_and_captured_as_it_came(
    preview: Preview,
) -> None:
    for width_px, height_px, bar in (
        (640, 480, None),
        (1280, 720, (320, 20)),
        (480, 640, (40, 240)),
    ):
        frame = two_coloured(width_px=width_px, height_px=height_px)
        preview.show_frame(frame)
        image = painted(preview)
        assert captured(preview) is frame
        assert colour(image, 330, 240) == RED.name(), "mirrored, so that red is on the right"
        assert colour(image, 310, 240) == BLUE.name()
        if bar is not None:
            assert colour(image, *bar) not in {RED.name(), BLUE.name()}


def test_the_stage_takes_the_picture_away(preview: Preview) -> None:
    preview.show_frame(two_coloured())
    preview.repaint()
    preview.render_view(STAGE, hint="", watermark="")
    assert captured(preview) is None
    assert colour(painted(preview), 5, 5) == LIGHT.ground.lower()


def test_a_frame_that_comes_while_the_stage_is_up_is_not_captured(preview: Preview) -> None:
    preview.render_view(STAGE, hint="", watermark="")
    preview.show_frame(two_coloured())
    preview.repaint()
    assert captured(preview) is None
    preview.render_view(None, hint="", watermark="")
    assert captured(preview) is None
    preview.repaint()
    assert captured(preview) is not None


def test_the_first_paint_is_told_once(qtbot: QtBot) -> None:
    made = Preview()
    qtbot.addWidget(made)
    told = QSignalSpy(made.first_painted)
    made.set_theme(LIGHT)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: told.count() == 1)
    made.repaint()
    assert told.count() == 1


@pytest.mark.parametrize(
    "hint", ["Hold still", "The reference holds an invisible character; type it again"]
)
def test_a_hint_is_painted_within_the_picture(preview: Preview, hint: str) -> None:
    preview.resize(400, 300)
    frame = two_coloured()
    preview.show_frame(frame)
    before = painted(preview)
    preview.render_view(None, hint=hint, watermark="")
    after = painted(preview)
    changed = [
        (x, y) for x in range(400) for y in range(300) if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert min(x for x, _ in changed) > 0
    assert max(x for x, _ in changed) < 399
    assert preview.accessibleDescription() == hint


def test_the_watermark_is_painted_over_the_picture(preview: Preview) -> None:
    preview.show_frame(two_coloured())
    before = painted(preview)
    preview.render_view(None, hint="", watermark="DEMONSTRATION")
    image = painted(preview)
    assert colour(image, 3, 470) != colour(before, 3, 470)
    assert colour(image, 3, 10) == colour(before, 3, 10)


def test_the_focus_is_seen(preview: Preview, qtbot: QtBot) -> None:
    preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    preview.show_frame(two_coloured())
    before = painted(preview)
    with qtbot.waitActive(preview):
        preview.activateWindow()
    preview.setFocus()
    QApplication.processEvents()
    image = painted(preview)
    assert colour(image, 0, 240) == LIGHT.accent.lower() != colour(before, 0, 240)


def test_a_preview_without_a_theme_is_dark(qtbot: QtBot) -> None:
    made = Preview()
    qtbot.addWidget(made)
    made.render_view(STAGE, hint="", watermark="")
    assert colour(made.grab().toImage(), 0, 0) == "#000000"
