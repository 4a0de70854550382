"""The subject's display: how it looks, how large it is written, and how its pages turn."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.domain.frames import Frame
from liveness_station.ui.subject_canvas import SubjectCanvas
from liveness_station.ui.subject_display import SubjectDisplay
from liveness_station.ui.subject_presenter import present_subject
from liveness_station.ui.subject_views import SubjectLayout, SubjectView
from liveness_station.ui.text_pages import cut
from liveness_station.ui.theme import DARK, LIGHT, Theme
from tests.ui.screens import STILL
from tests.ui.subject_scenes import LANGUAGES, scenes
from tests.ui.test_snapshots import alike, both_themes, compare, pixels_of

FOLDER = Path(__file__).with_name("snapshots_subject")
BOTH = pytest.mark.parametrize("language", LANGUAGES)
SIZES = pytest.mark.parametrize(
    "size", [(1024, 600), (1280, 1024), (1920, 1080), (1080, 1920), (3840, 2160)], ids=str
)
LONG_HINTS = (
    "Please turn your face a little to the light and hold it there",
    "请将您的面部稍微转向光亮的一侧并在那里保持几秒钟不要移动直到画面上的圆环完全填满为止谢谢您的耐心配合与理解我们马上就好请稍等",
)
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def canvas(dressed: QApplication, qtbot: QtBot) -> SubjectCanvas:
    made = SubjectCanvas()
    qtbot.addWidget(made)
    made.resize(1024, 600)
    with qtbot.waitExposed(made):
        made.show()
    dressed.processEvents()
    return made


def shown(canvas: SubjectCanvas, name: str, language: str) -> SubjectCanvas:
    canvas.render_view(present_subject(scenes(language)[name]))
    canvas.show_frame(STILL)
    return canvas


@both_themes
@BOTH
@pytest.mark.parametrize("name", scenes("en"))
def test_the_display_looks_as_it_did(
    canvas: SubjectCanvas,
    name: str,
    language: str,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    canvas.set_theme(theme)
    shown(canvas, name, language)
    compare(canvas, f"{name}-{language}-{theme.name}", request, tmp_path, FOLDER)


@BOTH
def test_the_pages_of_the_question_look_as_they_did(
    canvas: SubjectCanvas, language: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    shown(canvas, "consent", language)
    for page in range(2, canvas.place[1] + 1):
        canvas.turn_page(+1)
        compare(canvas, f"consent{page}-{language}-light", request, tmp_path, FOLDER)


@SIZES
@BOTH
def test_the_question_is_whole_and_large_on_every_screen(
    canvas: SubjectCanvas, language: str, size: tuple[int, int]
) -> None:
    canvas.resize(*size)
    shown(canvas, "consent", language)
    told = [block.text for page in canvas._pages.pages for block in page]
    view = present_subject(scenes(language)["consent"])
    assert tuple(told) == view.paragraphs
    assert canvas._pages.size_px >= min(size) * 0.035
    room = canvas._text_room()
    assert canvas.rect().contains(room.toRect())
    for page in canvas._pages.pages:
        assert page[-1].top_px + page[-1].height_px <= room.height()
    assert canvas.place[1] <= 6


def test_pages_turn_by_themselves_and_stay_on_the_last(canvas: SubjectCanvas) -> None:
    seen: list[tuple[int, int]] = []
    canvas.page_shown.connect(lambda page, pages: seen.append((page, pages)))
    shown(canvas, "consent", "en")
    pages = canvas.place[1]
    assert pages >= 2
    for number in range(1, pages):
        assert canvas.place == (number, pages)
        assert canvas._turner.isActive()
        assert canvas._turner.interval() >= 8000
        canvas._turner.timeout.emit()
    assert canvas.place == (pages, pages)
    canvas._turner.stop()
    canvas._turn_later()
    assert not canvas._turner.isActive()
    assert seen == [(number, pages) for number in range(1, pages + 1)]


def test_whoever_turns_a_page_goes_on_turning_them(canvas: SubjectCanvas) -> None:
    shown(canvas, "consent", "zh_CN")
    canvas.turn_page(+1)
    assert canvas.place[0] == 2
    assert not canvas._turner.isActive()
    canvas.turn_page(-5)
    assert canvas.place[0] == 1
    canvas.turn_page(+50)
    assert canvas.place[0] == canvas.place[1]
    shown(canvas, "welcome", "zh_CN")
    assert canvas.place == (0, 0)
    canvas.turn_page(+1)
    shown(canvas, "consent", "zh_CN")
    assert canvas.place[0] == 1


def test_a_paragraph_higher_than_a_page_is_written_smaller(qapp: QApplication) -> None:
    assert qapp is not None
    pages = cut(("long " * 120, "short"), 400, 300, size_px=40)
    assert pages.size_px < 40
    assert all(page[-1].top_px + page[-1].height_px <= 300 for page in pages.pages)


@SIZES
@pytest.mark.parametrize("words", LONG_HINTS, ids=["en", "zh"])
def test_a_long_hint_wraps_and_stays_on_the_screen(
    canvas: SubjectCanvas, words: str, size: tuple[int, int]
) -> None:
    assert len(words) >= 60
    canvas.resize(*size)
    blank, told = (SubjectView(SubjectLayout.MIRROR, hint=hint) for hint in ("", words))
    canvas.render_view(blank)
    canvas.show_frame(STILL)
    before = pixels_of(canvas.grab().toImage())
    canvas.render_view(told)
    rows, columns, _ = (pixels_of(canvas.grab().toImage()) != before).nonzero()
    assert 0 < columns.min() <= columns.max() < size[0] - 1
    assert rows.max() < size[1] * 0.5
    assert columns.max() - columns.min() <= size[0] * 0.96


def test_the_picture_of_one_subject_is_never_seen_by_the_next(canvas: SubjectCanvas) -> None:
    painted: list[Frame | None] = []
    for name in ("look", "thanks", "look"):
        canvas.render_view(present_subject(scenes("en")[name]))
        if len(painted) < 2:
            canvas.show_frame(STILL)
        canvas.grab()
        painted.append(canvas.painted_frame)
    assert painted == [STILL, None, None]


def test_a_mirror_that_does_not_move_is_taken_away(canvas: SubjectCanvas) -> None:
    shown(canvas, "look", "en").grab()
    moving = canvas.grab().toImage()
    assert canvas._frozen.isActive()
    canvas._frozen.timeout.emit()
    assert canvas.painted_frame is None
    still = canvas.grab().toImage()
    assert alike(moving, still) < 0.5
    canvas.show_frame(STILL)
    assert alike(canvas.grab().toImage(), moving) == 1.0


def test_the_mirror_is_one(canvas: SubjectCanvas) -> None:
    """The person of the picture looks to its left; on a mirror that is to the right."""
    canvas.render_view(SubjectView(SubjectLayout.MIRROR))
    canvas.show_frame(STILL)
    pixels = pixels_of(canvas.grab().toImage())
    skin = np.abs(pixels - np.array((224, 190, 168))).max(axis=2) <= 2
    assert skin.nonzero()[1].mean() > 512 + 10


@BOTH
@pytest.mark.parametrize("name", scenes("en"))
def test_a_screen_reader_says_what_is_written(
    canvas: SubjectCanvas, name: str, language: str
) -> None:
    shown(canvas, name, language)
    assert canvas.accessibleName()
    if name == "consent":
        assert "180" in canvas.accessibleDescription()


def test_the_window_takes_no_focus_and_does_not_hold_the_program(
    dressed: QApplication, qtbot: QtBot
) -> None:
    display = SubjectDisplay("For the subject")
    qtbot.addWidget(display)
    display.set_theme(DARK)
    screen = dressed.primaryScreen()
    display.show_on(screen, screen.geometry())
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert display.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not display.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert display.isFullScreen()
    assert display.geometry() == screen.geometry()
    assert dressed.activeWindow() is not display


def test_every_stored_picture_belongs_to_a_state() -> None:
    names = {path.stem.split("-")[0] for path in FOLDER.glob("*.png")}
    assert {name for name in names if not name.startswith("consent")} == {
        name for name in scenes("en") if name != "consent"
    }
    assert len(list(FOLDER.glob("*.png"))) <= 4 * len(scenes("en")) + 2 * 5
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 4 * 1024 * 1024


def test_the_two_themes_differ(canvas: SubjectCanvas) -> None:
    pictures = []
    for theme in (LIGHT, DARK):
        canvas.set_theme(theme)
        pictures.append(shown(canvas, "thanks", "en").grab().toImage())
    assert alike(*pictures) < 0.5
