"""The subject's view on a second screen: it comes and goes with it, and takes nothing away."""

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app.screens import ScreenPlace, ScreenWatch, home_for, other_than, place_of
from liveness_station.app.subject_desk import SubjectDesk
from liveness_station.ui.subject_presenter import present_subject
from liveness_station.ui.theme import DARK, LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import STILL
from tests.ui.subject_scenes import scenes

LEFT = QRect(0, 0, 800, 800)
RIGHT = QRect(800, 0, 1024, 600)
BIG = QRect(1824, 0, 3840, 2160)
_X_SCREEN = "-screen 0 1600x800x24"
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


class FakeWatch(ScreenWatch):
    """Screens wherever a test wants them; all are the one that there is."""

    def __init__(self, application: QApplication, *geometries: QRect) -> None:
        super().__init__(application)
        self._screen = application.primaryScreen()
        self.geometries = geometries

    def plug(self, *geometries: QRect) -> None:
        self.geometries = geometries
        self.changed.emit()

    def places(self) -> tuple[ScreenPlace, ...]:
        return tuple(ScreenPlace(geometry, self._screen) for geometry in self.geometries)


class Desk:
    """A console with a field, the watch over its screens, and the desk."""

    def __init__(self, application: QApplication, *geometries: QRect) -> None:
        self.console = QWidget()
        self.field = QLineEdit()
        QVBoxLayout(self.console).addWidget(self.field)
        self.console.setGeometry(40, 40, 500, 400)
        self.watch = FakeWatch(application, *geometries)
        self.desk = SubjectDesk(self.console, self.watch)
        self.desk.dress(ENGLISH, LIGHT)


@pytest.fixture
def made(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qapp, LEFT)
    qtbot.addWidget(desk.console)
    with qtbot.waitActive(desk.console):
        desk.console.show()
        desk.console.activateWindow()
    desk.field.setFocus()
    yield desk
    desk.desk.stop()
    qapp.processEvents()


def places(*geometries: QRect) -> tuple[ScreenPlace, ...]:
    screen = QApplication.primaryScreen()
    return tuple(ScreenPlace(geometry, screen) for geometry in geometries)


@pytest.mark.usefixtures("qapp")
def test_the_subject_gets_the_largest_screen_that_is_not_the_operators() -> None:
    all_three = places(LEFT, RIGHT, BIG)
    own = place_of(all_three, QRect(700, 10, 300, 300))
    assert own == all_three[1]
    assert other_than(all_three, own) == all_three[2]
    assert other_than(places(LEFT), places(LEFT)[0]) is None
    assert other_than(all_three, None) is None


def test_wayland_says_which_screen_and_not_where(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = ScreenWatch(qapp)
    nowhere, screen = QRect(9000, 9000, 10, 10), qapp.primaryScreen()
    assert watch.own(nowhere, screen) is None
    monkeypatch.setattr(QApplication, "platformName", lambda _: "wayland-egl")
    assert watch.own(nowhere, screen) == watch.places()[0]


@pytest.mark.usefixtures("qapp")
def test_a_screen_that_mirrors_the_operators_is_no_second_one() -> None:
    both = places(LEFT, QRect(LEFT))
    assert other_than(both, both[0]) is None
    overlapping = places(LEFT, QRect(400, 0, 800, 800))
    assert other_than(overlapping, overlapping[0]) is None


@pytest.mark.usefixtures("qapp")
def test_a_window_on_no_screen_is_brought_home() -> None:
    gone = QRect(5000, 5000, 400, 300)
    home = home_for(places(LEFT), gone)
    assert home is not None
    assert place_of(places(LEFT), home) is not None
    assert home_for(places(LEFT), QRect(10, 10, 400, 300)) is None
    assert home_for((), gone) is None


def test_the_display_opens_with_a_second_screen_and_the_focus_stays(made: Desk) -> None:
    changes = QSignalSpy(made.desk.display_changed)
    made.watch.plug(LEFT, RIGHT)
    display = made.desk.display
    assert display is not None
    assert display.isVisible()
    assert QApplication.activeWindow() is made.console
    QTest.keyClicks(made.field, "A-1042")
    assert made.field.text() == "A-1042"
    assert changes.count() == 1


def test_U8_a_screen_that_is_unplugged_takes_the_display_and_nothing_else(made: Desk) -> None:
    made.watch.plug(LEFT, RIGHT)
    display = made.desk.display
    assert display is not None
    for _ in range(3):
        made.watch.plug(LEFT)
        assert not display.isVisible()
        assert made.console.isVisible()
        made.watch.plug(LEFT, RIGHT)
        assert display.isVisible()


def test_U8_the_operators_screen_is_unplugged_and_the_verdict_stays_in_sight(made: Desk) -> None:
    made.watch.plug(LEFT, RIGHT)
    made.console.move(RIGHT.topLeft())
    made.watch.plug(LEFT)
    assert place_of(made.watch.places(), made.console.frameGeometry()) is not None
    assert not made.desk.has_display


def test_the_display_makes_way_for_the_console(made: Desk) -> None:
    made.watch.plug(LEFT, RIGHT)
    display = made.desk.display
    assert display is not None
    assert display.geometry().topLeft() == RIGHT.topLeft()
    made.console.move(RIGHT.topLeft())
    assert display.geometry().topLeft() == LEFT.topLeft()


def test_a_display_that_others_close_opens_again_with_the_console(made: Desk) -> None:
    made.watch.plug(LEFT, RIGHT)
    display = made.desk.display
    assert display is not None
    changes = QSignalSpy(made.desk.display_changed)
    assert display.close()
    assert changes.at(0) == [False]
    QApplication.sendEvent(made.console, QEvent(QEvent.Type.WindowActivate))
    assert display.isVisible()
    assert changes.at(1) == [True]
    assert changes.count() == 2


def test_the_program_can_be_asked_to_quit(made: Desk) -> None:
    made.watch.plug(LEFT, RIGHT)
    QApplication.closeAllWindows()
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == []


def test_a_desk_that_wants_none_gets_none(made: Desk) -> None:
    made.desk.set_wanted(is_wanted=False)
    made.watch.plug(LEFT, RIGHT)
    assert made.desk.display is None
    made.desk.set_wanted(is_wanted=True)
    assert made.desk.has_display
    made.desk.set_wanted(is_wanted=False)
    assert not made.desk.has_display


def test_the_curtain_covers_all_of_the_window_and_lets_the_keys_through(made: Desk) -> None:
    made.desk.render_scene(scenes("en")["look"])
    made.desk.show_frame(STILL)
    made.desk.set_curtain(is_drawn=True)
    made.desk.show_frame(STILL)
    assert made.desk.curtain.geometry() == made.console.rect()
    made.desk.curtain.canvas.grab()
    assert made.desk.painted_frame is STILL
    made.console.resize(700, 500)
    assert made.desk.curtain.geometry() == made.console.rect()
    added = QWidget(made.console)
    added.setGeometry(0, 0, 100, 100)
    added.show()
    assert made.console.childAt(50, 50) is not added
    assert made.field.hasFocus()
    QTest.keyClicks(made.field, "B-7")
    assert made.field.text() == "B-7"
    assert "F9" in made.desk.curtain.foot.text()
    made.desk.dress(CHINESE, DARK)
    assert "返回" in made.desk.curtain.foot.text()
    made.desk.set_curtain(is_drawn=False)
    assert not made.desk.is_curtain_drawn
    assert made.desk.painted_frame is None


def test_both_show_the_same_and_pages_are_told(made: Desk) -> None:
    pages = QSignalSpy(made.desk.page_shown)
    made.watch.plug(LEFT, RIGHT)
    made.desk.set_curtain(is_drawn=True)
    made.desk.render_scene(scenes("en")["consent"])
    display = made.desk.display
    assert display is not None
    view = present_subject(scenes("en")["consent"])
    assert display.canvas.accessibleName() == made.desk.curtain.canvas.accessibleName()
    assert display.canvas.accessibleDescription() == "\n".join(view.paragraphs)
    made.desk.turn_page(+1)
    assert display.canvas.place[0] == 2
    count = display.canvas.place[1]
    made.desk.render_scene(scenes("en")["welcome"])
    made.desk.render_scene(scenes("en")["thanks"])
    assert [pages.at(n) for n in range(pages.count())] == [[1, count], [2, count], [0, 0]]


def test_a_page_that_nobody_sees_any_more_is_not_told(made: Desk) -> None:
    made.desk.render_scene(scenes("en")["consent"])
    pages = QSignalSpy(made.desk.page_shown)
    made.desk.set_curtain(is_drawn=True)
    made.desk.set_curtain(is_drawn=True)
    assert pages.at(0)[0] == 1
    made.desk.set_curtain(is_drawn=False)
    assert pages.at(pages.count() - 1) == [0, 0]


def test_nothing_is_open_once_it_has_stopped(qapp: QApplication, qtbot: QtBot) -> None:
    desk = Desk(qapp, LEFT, RIGHT)
    qtbot.addWidget(desk.console)
    with qtbot.waitExposed(desk.console):
        desk.console.show()
    assert desk.desk.has_display
    desk.desk.stop()
    assert desk.desk.display is None
    desk.watch.plug(LEFT, RIGHT, BIG)
    desk.console.hide()
    assert not desk.desk.has_display


_CHILD = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from liveness_station.app.screens import ScreenWatch
from liveness_station.app.subject_desk import SubjectDesk
application = QApplication(sys.argv)
console = QWidget()
console.setGeometry(50, 50, 400, 300)
desk = SubjectDesk(console, ScreenWatch(application))
console.show()
application.processEvents()
print(desk.display.geometry().getRect(), desk.display.screen().name())
console.move(900, 50)
application.processEvents()
print(desk.display.geometry().getRect(), desk.display.screen().name())
console.close()
application.processEvents()
print(desk.display.isVisible())
desk.stop()
"""


def test_on_two_screens_as_qt_has_them(tmp_path: Path) -> None:
    """In a child: which screens there are is settled when the application begins."""
    screens = [
        {"name": name, "x": x, "y": 0, "width": 800, "height": 800, "logicalDpi": 96, "dpr": 1}
        for name, x in (("one", 0), ("two", 800))
    ]
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.stdout.splitlines() == [
        "(800, 0, 800, 800) two",
        "(0, 0, 800, 800) one",
        "False",
    ], answer.stderr


@pytest.mark.screen
@pytest.mark.skipif(
    shutil.which("xvfb-run") is None or ctypes.util.find_library("Xrandr") is None,
    reason="needs a virtual screen whose monitors can be unplugged",
)
def test_U8_monitors_of_a_real_server_come_and_go() -> None:
    answer = subprocess.run(
        ["xvfb-run", "-a", "-s", _X_SCREEN, sys.executable, "-m", "tests.app.screens_child"],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    steps = ("one screen", "plugged", "unplugged", "plugged again", "makes way", "alone", "at home")
    assert answer.stdout.splitlines() == [f"{step} True" for step in steps], answer.stderr
    assert "requestActivate" not in answer.stderr


def test_the_curtains_keys_are_no_mouse(made: Desk) -> None:
    made.desk.set_curtain(is_drawn=True)
    assert made.desk.curtain.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert made.console.childAt(made.field.geometry().center()) is not made.field
