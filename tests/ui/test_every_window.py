"""Walks over all windows and dialogs: nothing from outside is rich text, and no word is cut."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.ui import console as console_module
from liveness_station.ui.lock_screen import LockScreen
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui import windows as windows_module
from tests.ui.walks import clipped, fit, is_plain_tip, rich
from tests.ui.windows import DIALOGS, WINDOWS, console, outside

EVIL = '<b style="color:green">LIVE</b><img src="file:///etc/hostname">&amp; <a href="x">y</a>'
BOTH = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
ROOT = Path(__file__).resolve().parents[2]
WIDGETS_OF_OTHERS = {"SubjectDisplay", "MainMenu", "UnforeseenDialog"}
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def shown(dressed: QApplication, qtbot: QtBot) -> Iterator[Shown]:
    kept: list[QWidget] = []

    def show(made: QWidget) -> QWidget:
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        kept.append(made)
        qtbot.addWidget(made, before_close_func=_let_close)
        fit(made)
        dressed.processEvents()
        return made

    yield show
    kept.clear()


def _let_close(made: QWidget) -> None:
    if isinstance(made, LockScreen):
        made.let_go()
    if isinstance(made, console_module.Console):
        made.render_view(windows_module.present_nothing())


@BOTH
@pytest.mark.parametrize("name", WINDOWS)
def test_no_word_is_cut_off_at_1024_by_700(shown: Shown, name: str, words: Words) -> None:
    made = shown(WINDOWS[name](words, LIGHT, ""))
    assert made.width() <= 1024
    assert clipped(made) == []


@BOTH
@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_from_outside_is_rich_text_in_a_dialog(
    shown: Shown, name: str, words: Words
) -> None:
    assert rich(shown(DIALOGS[name](words, LIGHT, EVIL))) == []


@BOTH
@pytest.mark.parametrize("name", outside(EVIL))
def test_nothing_from_outside_is_rich_text_in_the_console(
    shown: Shown, name: str, words: Words
) -> None:
    made = shown(console(outside(EVIL)[name], words, LIGHT))
    assert rich(made) == []
    texts = [label.text() for label in made.findChildren(QLabel)]
    assert any("<b " in text for text in texts), "the walk saw nothing from outside"


def test_the_walk_finds_what_it_looks_for(shown: Shown) -> None:
    made = QWidget()
    label = QLabel(EVIL, made)
    label.setToolTip(EVIL)
    assert len(rich(shown(made))) == 2
    assert not is_plain_tip("<qt><b>x</b></qt>")
    assert is_plain_tip("<qt>&lt;b&gt;x</qt>")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setToolTip("")
    assert rich(made) == []
    label.resize(20, 20)
    assert clipped(made) != []


def test_every_window_of_the_program_is_walked_over() -> None:
    """Found in the source: a window that nobody lists here is nobody's proof."""
    folder = Path(console_module.__file__).parent
    found = set()
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"^class (\w+)\((?:QDialog|AskDialog)\)", text, re.M))
        if "Qt.WindowType.Window" in text:
            found |= set(re.findall(r"^class (\w+)\(QWidget\)", text, re.M))
    listed = Path(windows_module.__file__).read_text(encoding="utf-8")
    assert {name for name in found if name not in listed} - WIDGETS_OF_OTHERS == {"AskDialog"}


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2", "3"])
def test_no_word_is_cut_off_at_scale(scale: str) -> None:
    """In a process of its own: Qt takes its scale once, at the start."""
    surroundings = {
        **os.environ,
        "QT_SCALE_FACTOR": scale,
        "QT_QPA_PLATFORM": "offscreen",
        "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf")),
    }
    command = [sys.executable, "-m", "tests.ui.scale_probe", *([] if scale == "1.5" else ["few"])]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.stdout.splitlines() == [f"scale {float(scale)}"], run.stderr[-2_000:]
