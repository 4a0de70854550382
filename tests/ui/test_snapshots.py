"""Every state has a picture; what changes on screen is looked at before it is committed.

`pytest tests/ui --update-snapshots` writes the pictures anew.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
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
from tests.ui.day_screens import DAY
from tests.ui.screens import SCREENS

SNAPSHOTS = Path(__file__).with_name("snapshots")
MIN_ALIKE = 0.995
MAX_STEP = 1
_GATES = ("gates_green", "gates_red", "gates_refused", "gates_waiting", "subject_left", "measures")
_QUEUE = ("queue_empty", "queue_one", "queue_crowded", "queue_list")
_SHIFT = ("shift", "shift_empty", "shift_loading", "shift_failed", "shift_crowded")
_SHIFT_TOO = ("what_if", "handover")
_PEOPLE = (
    *(f"people_{name}" for name in ("allow", "allow_nobody", "chosen", "empty", "locked")),
    *(f"people_{name}" for name in ("confirm", "confirm_busy", "locked_wait", "sign_in")),
    *("people_sign_in_damaged", "people_sign_in_wrong"),
)
_IN_EVERY_PAIR = ("live", "not_live", "try_again", "error", "asking_cloud", "decided")
_SETUP = ("setup_camera", "setup_light", "setup_distance", "setup_end")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="letters are drawn differently on every system"
)
both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)


def _cases() -> Iterator[tuple[str, Words, Theme]]:
    """Every state in both languages and both themes; those that matter most in every pair."""
    for name in CONSOLES:
        yield name, ENGLISH, LIGHT
        yield name, CHINESE, DARK
        if name in _IN_EVERY_PAIR:
            yield name, ENGLISH, DARK
            yield name, CHINESE, LIGHT


def _case_id(value: object) -> str:
    return value if isinstance(value, str) else getattr(value, "code", getattr(value, "name", ""))


def _file(name: str, words: Words, theme: Theme) -> str:
    return f"{name}-{words.code}-{theme.name}.png"


CONSOLES = {**SCREENS, **DAY}
CASES = tuple(_cases())


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


def packed(image: QImage) -> bytes:
    """Returns a picture without loss, a fifth smaller than Qt's: flat grounds need no filter."""
    colours = np.ascontiguousarray(pixels_of(image).astype(np.uint8)[:, :, ::-1])
    options = (cv2.IMWRITE_PNG_COMPRESSION, 9, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE)
    is_made, found = cv2.imencode(".png", colours, options)
    assert is_made
    return found.tobytes()


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
        path.write_bytes(packed(shown))
        return
    part = alike(shown, QImage(str(path)))
    if part < MIN_ALIKE:
        seen = tmp_path / path.name
        shown.save(str(seen))
        pytest.fail(f"{name}: {part:.2%} of the pixels are alike; what was seen is in {seen}")


@pytest.mark.parametrize(("name", "words", "theme"), CASES, ids=_case_id)
def test_the_console_looks_as_it_did(
    open_console: Open,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    console = open_console(CONSOLES[name], words, theme)
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
    others = {
        _file(state, words, theme)
        for state in (*windows, *_SHIFT, *_SHIFT_TOO, *_PEOPLE)
        for words in (ENGLISH, CHINESE)
        for theme in (LIGHT, DARK)
    }
    shown = {_file(*case) for case in CASES}
    assert {path.name for path in SNAPSHOTS.iterdir()} == others | shown


@pytest.mark.parametrize("name", CONSOLES)
def test_every_state_is_kept_in_both_languages_and_both_themes(name: str) -> None:
    kept = [(words, theme) for state, words, theme in CASES if state == name]
    assert {words.code for words, _ in kept} == {"en", "zh_CN"}
    assert {theme.name for _, theme in kept} == {"light", "dark"}


def test_a_packed_picture_is_the_same_picture() -> None:
    image = QImage(31, 17, QImage.Format.Format_RGB888)
    image.fill(0x123456)
    image.setPixel(30, 16, 0xFEDCBA)
    again = QImage()
    assert again.loadFromData(packed(image))
    assert np.array_equal(pixels_of(again), pixels_of(image))


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
