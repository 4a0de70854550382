"""No text from outside is ever taken for HTML: no label can, and none does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QGraphicsView,
    QInputDialog,
    QLabel,
    QMessageBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.runtime.credential_requests import CredentialReply, CredentialResult
from liveness_station.session.states import CameraFailed, CameraLive, CameraOpening, EngineReady
from liveness_station.ui import labels as labels_module
from liveness_station.ui.console import Console
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.presenter import present
from liveness_station.ui.source_picker import SourceChoice
from liveness_station.ui.views import CardMode
from liveness_station.ui.words.en import ENGLISH
from tests.ui.conftest import Open
from tests.ui.screens import DETAILED, LIVE, SCREENS, Screen, ready, showing

EVIL = '<b style="color:green">LIVE</b><img src="file:///etc/hostname">'
RICH = (QTextEdit, QTextBrowser, QGraphicsView)


def labels(root: QWidget) -> Iterator[QLabel]:
    """Yields the labels that show text; a label with a picture only has none to mistake."""
    for label in root.findChildren(QLabel):
        if label.pixmap().isNull():
            yield label


def assert_plain(root: QWidget) -> None:
    found = list(labels(root))
    assert found
    rich = [x for x in found if x.textFormat() is not Qt.TextFormat.PlainText]
    assert [f"{label!r}: {label.text()}" for label in rich] == []
    assert [widget for widget in root.findChildren(QWidget) if isinstance(widget, RICH)] == []


@pytest.mark.parametrize("name", SCREENS)
def test_no_label_of_the_console_can_show_html(open_console: Open, name: str) -> None:
    assert_plain(open_console(SCREENS[name]))


@pytest.mark.parametrize("is_cloud", [True, False])
def test_no_label_of_the_dialog_can_show_html(
    dressed: QApplication,  # noqa: ARG001 - the dialog needs it
    qtbot: QtBot,
    is_cloud: bool,
) -> None:
    dialog = CredentialsDialog(ENGLISH, is_cloud=is_cloud, base_url=EVIL)
    qtbot.addWidget(dialog)
    dialog.render_reply(CredentialReply(CredentialResult.FAILED, Reason.AUTH))
    assert_plain(dialog)
    assert dialog.base_url.text() == EVIL


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize("which", ["question", "address"])
def test_no_label_of_a_question_can_show_html(open_console: Open, which: str) -> None:
    console = open_console(SCREENS["checking"])
    seen: list[type[QDialog]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(type(dialog))
        try:
            assert_plain(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    if which == "question":
        console.close()
    else:
        console.picker.ask_address()
    assert seen == [QMessageBox if which == "question" else QInputDialog]


def evil_screens() -> dict[str, Screen]:
    subject = Subject(EVIL[:64])
    decision = replace(DETAILED, message=EVIL, risk_reason=EVIL, request_id=EVIL, detail=EVIL)
    evil = showing(decision, endpoint=EVIL, subject=subject)
    camera = CameraLive(EVIL)
    return {
        "verdict": Screen(replace(evil, camera=camera, engine=EngineReady(EVIL, EVIL)), {}, True),
        "failed": Screen(ready(camera=CameraFailed(EVIL, CameraTrouble.LOST)), {}),
        "opening": Screen(ready(camera=CameraOpening(EVIL, 0.0), subject=subject), {}),
    }


@pytest.mark.parametrize("name", evil_screens())
def test_html_is_shown_as_it_was_written(open_console: Open, name: str) -> None:
    console = open_console(evil_screens()[name])
    assert_plain(console)
    if name == "verdict":
        card = console.card
        assert card.subject.accessibleName() == EVIL[:64]
        assert card.subject.text().startswith("<b style")
        assert f"msg: {EVIL}" in card.details.toPlainText()
        assert card.route.text() == f"This picture was sent to {EVIL}."
        assert console.subject.now.text().startswith("<b st")
    assert console.status.parts[0][1].text().endswith(EVIL) or EVIL in (
        console.status.parts[0][1].accessibleName()
    )


def test_a_camera_with_a_wicked_name_is_listed_by_it(open_console: Open) -> None:
    console = open_console(SCREENS["live_empty"])
    console.picker.show_devices([SourceChoice(EVIL, "device-0")])
    assert console.picker.itemText(0) == EVIL
    assert console.picker.itemData(0, Qt.ItemDataRole.ToolTipRole) is None


def test_a_server_cannot_paint_a_verdict_of_its_own(open_console: Open) -> None:
    """The same card with a green LIVE in the server's words: no pixel of the verdict moves."""
    console: Console = open_console(Screen(showing(decide_failure(Reason.NO_FACE)), {}))
    before = console.card.still.grab().toImage()
    wicked = replace(decide_failure(Reason.NO_FACE), message=EVIL, risk_reason=EVIL)
    view = present(showing(wicked), ENGLISH, {})
    assert (view.card.mode, view.card.verdict) == (CardMode.VERDICT, Verdict.RETRY)
    console.render_view(view)
    assert console.card.still.grab().toImage() == before


def test_a_tooltip_is_escaped(qtbot: QtBot) -> None:
    """Qt takes a tooltip for rich text where it looks like it, and has no word against that."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show_text(EVIL)
    assert label.text() != EVIL
    assert label.toolTip().startswith("<qt>&lt;b style=&quot;")
    assert "<img" not in label.toolTip()
    label.show_text("A")
    assert label.toolTip() == ""


def test_every_label_of_this_room_is_a_plain_one() -> None:
    """Found in the source, so that a state no test shows is held to it as well."""
    folder = Path(labels_module.__file__).parent
    sources = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    assert "QLabel" in sources["labels.py"]
    makers = {n for n, text in sources.items() if re.search(r"(?<!find)\bQLabel\(", text)}
    assert makers <= {"labels.py"}


@pytest.mark.parametrize("text", [LIVE.reason.value, "A&B"])
def test_an_ampersand_is_no_shortcut(qtbot: QtBot, text: str) -> None:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.setText(text)
    assert label.text() == text
    assert label.buddy() is None
    assert not isinstance(label, QAbstractButton)
