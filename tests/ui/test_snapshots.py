"""Every state has a picture; what changes on screen is looked at before it is committed.

`pytest tests/ui --update-snapshots` writes the pictures anew.
"""

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.credential_requests import CredentialReply, CredentialResult
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.theme import DARK, LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.screens import SCREENS

SNAPSHOTS = Path(__file__).with_name("snapshots")
MIN_ALIKE = 0.995
MAX_STEP = 1
_GATES = ("gates_green", "gates_red", "gates_refused", "subject_left", "measures")
_QUEUE = ("queue_empty", "queue_one", "queue_crowded", "queue_list")
_SHIFT = ("shift", "shift_empty", "shift_loading", "shift_failed", "shift_crowded")
_SHIFT_TOO = ("what_if", "handover")
_SETUP = ("setup_camera", "setup_light", "setup_distance", "setup_end")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="letters are drawn differently on every system"
)
both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)


def pixels_of(image: QImage) -> npt.NDArray[np.int16]:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).astype(np.int16)


def alike(one: QImage, other: QImage) -> float:
    """Returns the part of the pixels that differ by no more than one step, 0 for other sizes."""
    if one.size() != other.size():
        return 0.0
    steps = np.abs(pixels_of(one) - pixels_of(other)).max(axis=2)
    return float((steps <= MAX_STEP).mean())


def compare(
    widget: QWidget,
    name: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    folder: Path = SNAPSHOTS,
) -> None:
    """Compares a widget with its stored picture, or stores it where that is asked for."""
    shown = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    path = folder / f"{name}.png"
    if request.config.getoption("--update-snapshots", default=False):
        assert shown.save(str(path), "PNG", 0)  # type: ignore[call-overload]  # the stubs want bytes
        return
    part = alike(shown, QImage(str(path)))
    if part < MIN_ALIKE:
        seen = tmp_path / path.name
        shown.save(str(seen))
        pytest.fail(f"{name}: {part:.2%} of the pixels are alike; what was seen is in {seen}")


@both_themes
@both_languages
@pytest.mark.parametrize("name", SCREENS)
def test_the_console_looks_as_it_did(
    open_console: Open,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    console = open_console(SCREENS[name], words, theme)
    compare(console, f"{name}-{words.code}-{theme.name}", request, tmp_path)


@both_themes
@both_languages
@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_the_dialog_looks_as_it_did(
    dressed: QApplication,
    qtbot: QtBot,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    dialog = CredentialsDialog(words, is_cloud=True, base_url="https://api.example.com")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.by_signature.setChecked(True)
    dialog.render_reply(CredentialReply(CredentialResult.FAILED, Reason.CREDENTIALS_BROKEN))
    dressed.processEvents()
    compare(dialog, f"credentials-{words.code}-{theme.name}", request, tmp_path)


def test_every_stored_picture_belongs_to_a_state() -> None:
    windows = ("credentials", "history", "history_empty", "light", *_GATES, *_QUEUE, *_SETUP)
    states = [*SCREENS, *windows, *_SHIFT, *_SHIFT_TOO]
    expected = {
        f"{state}-{words.code}-{theme.name}.png"
        for state in states
        for words in (ENGLISH, CHINESE)
        for theme in (LIGHT, DARK)
    }
    assert {path.name for path in SNAPSHOTS.iterdir()} == expected


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in SNAPSHOTS.iterdir()) < 10 * 1024 * 1024


def test_a_change_is_seen() -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB888)
    image.fill(0)
    other = image.copy()
    assert alike(image, other) == 1.0
    for x in range(51):
        other.setPixel(x, 7, 0x020202)
    assert alike(image, other) < MIN_ALIKE
    other.fill(0x010101)
    assert alike(image, other) == 1.0
    assert alike(image, QImage()) == 0.0
