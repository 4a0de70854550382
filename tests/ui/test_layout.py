"""Nothing is cut off, nothing lies over another thing, and no name widens the window."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.runtime.credential_requests import CredentialReply, CredentialResult
from liveness_station.session.states import Notice
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.labels import ElidedLabel
from liveness_station.ui.presenter import present
from liveness_station.ui.preview import Preview
from liveness_station.ui.score_scale import ScoreScale
from liveness_station.ui.source_picker import SourceChoice, SourcePicker
from liveness_station.ui.still_view import StillView
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.screens import LONG, SCREENS, Screen, frame, ready, showing

BOTH = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
SIZES = pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (3840, 2160)], ids=str)
PARTS = (
    QLabel,
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    SourcePicker,
    Preview,
    StillView,
    ScoreScale,
)


def cut_off(widget: QWidget) -> str:
    """Says what of a widget's text is not seen, or nothing."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"needs {needed} px of height" if widget.height() < needed else ""
    if isinstance(widget, QLabel):
        needed = widget.fontMetrics().horizontalAdvance(widget.text())
        has_height = widget.height() >= widget.fontMetrics().height()
        return "" if widget.contentsRect().width() >= needed and has_height else "label"
    if isinstance(widget, QLineEdit):
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return f"needs {needed} px" if widget.width() - 22 < needed else ""
    if isinstance(widget, QRadioButton | QAbstractButton):
        hint = widget.sizeHint()
        is_short = widget.width() < hint.width() or widget.height() < hint.height()
        return f"needs {hint.width()}x{hint.height()}" if is_short else ""
    return ""


def visible(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        is_inner = isinstance(widget.parent(), SourcePicker | QPlainTextEdit)
        if isinstance(widget, PARTS) and widget.isVisible() and not is_inner:
            has_nothing = isinstance(widget, QLabel) and not widget.text()
            if not has_nothing:
                yield widget


def place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def assert_laid_out(root: QWidget) -> None:
    parts = list(visible(root))
    assert parts
    assert [f"{part!r}: {why}" for part in parts if (why := cut_off(part))] == []
    outside = [part for part in parts if not root.rect().contains(place(part, root))]
    assert outside == []
    over = [
        (one, other)
        for one, other in combinations(parts, 2)
        if place(one, root).intersects(place(other, root))
    ]
    assert over == []


@SIZES
@BOTH
@pytest.mark.parametrize("name", SCREENS)
def test_every_state_fits(
    open_console: Open, name: str, words: Words, size: tuple[int, int]
) -> None:
    console = open_console(SCREENS[name], words, width_px=size[0], height_px=size[1])
    assert (console.width(), console.height()) == size
    assert_laid_out(console)


@BOTH
def test_every_reason_and_notice_fits(open_console: Open, words: Words) -> None:
    console = open_console(SCREENS["live"], words, width_px=1024, height_px=700)
    for reason in Reason:
        state = showing(
            decide_failure(reason), endpoint="api.verification.region-1.example.com:8443"
        )
        console.render_view(present(state, words, {}))
        QApplication.processEvents()
        assert_laid_out(console)
    for notice in Notice:
        console.render_view(present(ready(notice=notice), words, {}))
        QApplication.processEvents()
        assert_laid_out(console)


@BOTH
@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (480, 640), (4000, 200), (15, 8192)])
def test_a_still_of_any_shape_leaves_room_for_the_words(
    open_console: Open, words: Words, size: tuple[int, int]
) -> None:
    console = open_console(SCREENS["try_again"], words, width_px=1024, height_px=700)
    card = present(SCREENS["try_again"].state, words, {}).card
    console.card.render_card(replace(card, still=frame(width_px=size[0], height_px=size[1])))
    QApplication.processEvents()
    assert_laid_out(console)


def test_a_long_name_is_shortened_and_told_in_full(open_console: Open) -> None:
    assert len(LONG) == 60
    console = open_console(SCREENS["long_name"], width_px=1024, height_px=700)
    for label in (console.card.subject, console.subject.now):
        assert label.text().endswith("…")
        assert label.accessibleName() == LONG
        assert LONG.split()[-1] in label.toolTip()


def test_long_names_of_cameras_and_hosts_do_not_widen_the_window(open_console: Open) -> None:
    console = open_console(SCREENS["live"], width_px=1024, height_px=700)
    long = SourceChoice("A camera whose maker had a great deal to say " * 4, "device-1")
    console.picker.show_devices([long])
    console.picker.show_current(long)
    QApplication.processEvents()
    assert console.width() == 1024
    assert_laid_out(console)


@SIZES
def test_a_window_that_grows_gives_the_room_to_the_picture(
    open_console: Open, size: tuple[int, int]
) -> None:
    console = open_console(SCREENS["live"], width_px=size[0], height_px=size[1])
    assert console.preview.width() >= 400
    assert console.card.width() == console.card.minimumWidth()
    assert console.subject.width() == console.subject.minimumWidth()


@BOTH
@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@pytest.mark.parametrize("is_signature", [True, False])
def test_the_dialog_fits(
    dressed: QApplication, qtbot: QtBot, words: Words, is_signature: bool
) -> None:
    dialog = CredentialsDialog(words, is_cloud=True, base_url="https://api.example.com")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.by_signature.setChecked(is_signature)
    for reason in Reason:
        dialog.render_reply(CredentialReply(CredentialResult.FAILED, reason))
        dressed.processEvents()
        assert_laid_out(dialog)


def test_the_language_can_be_changed_while_everything_is_shown(open_console: Open) -> None:
    screen = Screen(SCREENS["details"].state, SCREENS["details"].counts, has_details_open=True)
    console = open_console(screen, width_px=1024, height_px=700)
    for words in (CHINESE, ENGLISH):
        console.set_words(words)
        console.render_view(present(screen.state, words, screen.counts))
        QApplication.processEvents()
        assert_laid_out(console)


@pytest.mark.usefixtures("dressed")
def test_a_label_is_shortened_anew_when_its_room_or_font_changes(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()
    label.resize(400, 24)
    label.show_text("Maximiliane Oberhuber")
    assert label.text() == "Maximiliane Oberhuber"
    label.resize(60, 24)
    assert label.text().endswith("…")
    label.resize(400, 24)
    assert label.text() == "Maximiliane Oberhuber"
    label.setStyleSheet("font-size: 90px")
    QApplication.processEvents()
    assert label.text().endswith("…")
