"""What the tests of the window share: one style, one font, and an end to every window."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.ui.console import Console
from liveness_station.ui.presenter import present
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from tests.ui.dressing import dress
from tests.ui.screens import Screen

# Before any test makes the application: how letters are drawn is this computer's taste otherwise.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
Open = Callable[..., Console]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that writes the stored pictures anew; look at them before committing."""
    parser.addoption("--update-snapshots", action="store_true", help="write tests/ui/snapshots")


@pytest.fixture(scope="module", autouse=True)
def swept() -> Iterator[None]:
    """Collects what the tests left in circles, before a thread of another room's tests can."""
    yield
    gc.collect()


@pytest.fixture
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """The application in the shipped fonts and the light theme, in Greenwich, without blinking."""
    monkeypatch.setenv("TZ", "UTC")
    if sys.platform != "win32":
        time.tzset()
    font, flash_ms = qapp.font(), qapp.cursorFlashTime()
    appearance.load_fonts(qapp, RESOURCES / "fonts")
    qapp.setCursorFlashTime(0)
    appearance.apply_theme(qapp, LIGHT)
    yield qapp
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setCursorFlashTime(flash_ms)
    monkeypatch.delenv("TZ")
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture
def open_console(dressed: QApplication, qtbot: QtBot) -> Open:
    """Opens the console in a state, a language, a theme and a size, and waits until it is shown."""
    # A test that keeps a part only must not lose the window under it.
    kept: list[Console] = []

    def opened(
        screen: Screen,
        words: Words = ENGLISH,
        theme: Theme = LIGHT,
        *,
        width_px: int = 1280,
        height_px: int = 800,
    ) -> Console:
        appearance.apply_theme(dressed, theme)
        console = Console(RESOURCES / "icons")
        kept.append(console)
        qtbot.addWidget(console, before_close_func=_let_close)
        dress(console, screen, words, theme)
        console.resize(width_px, height_px)
        with qtbot.waitActive(console):
            console.show()
            console.activateWindow()
        if screen.has_details_open:
            console.card.details_button.click()
        dressed.processEvents()
        return console

    return opened


def _let_close(console: Console) -> None:
    """Takes a running check off the screen, so that closing asks nothing."""
    console.render_view(present(Screen.idle().state, ENGLISH, {}))
