"""Endpoint and credentials: what goes out, what is forgotten, what is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.words.base import Phrase
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE

pytestmark = [
    pytest.mark.usefixtures("dressed"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]

BASE_URL = "https://api.example.com"


def opened(qtbot: QtBot, *, is_cloud: bool = True) -> CredentialsDialog:
    dialog = CredentialsDialog(ENGLISH, is_cloud=is_cloud, base_url=BASE_URL)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def pressed(dialog: CredentialsDialog, button: QPushButton) -> CredentialRequest:
    wishes = QSignalSpy(dialog.action_requested)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (request,) = (wishes.at(i)[0] for i in range(wishes.count()))
    assert isinstance(request, CredentialRequest)
    return request


def secrets(request: CredentialRequest) -> list[str | None]:
    parts = (request.appcode, request.app_key, request.app_secret)
    return [part.reveal() if part is not None else None for part in parts]


def fields(dialog: CredentialsDialog) -> set[QLineEdit]:
    lines = (dialog.base_url, dialog.appcode, dialog.app_key, dialog.app_secret)
    return {line for line in lines if line.isVisible()}


def test_this_computer_needs_no_credentials(qtbot: QtBot) -> None:
    dialog = opened(qtbot, is_cloud=False)
    assert dialog.local.isChecked()
    assert fields(dialog) == set()
    assert not dialog.test.isVisible()
    request = pressed(dialog, dialog.save)
    assert (request.action, request.is_cloud) == (CredentialAction.SAVE, False)
    assert secrets(request) == [None, None, None]


def test_each_choice_shows_its_own_fields(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert fields(dialog) == {dialog.base_url, dialog.appcode}
    dialog.by_signature.setChecked(True)
    assert fields(dialog) == {dialog.base_url, dialog.app_key, dialog.app_secret}
    dialog.local.setChecked(True)
    assert fields(dialog) == set()


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("save", CredentialAction.SAVE),
        ("test", CredentialAction.TEST),
        ("remove", CredentialAction.REMOVE),
    ],
)
def test_a_button_sends_the_form(qtbot: QtBot, name: str, action: CredentialAction) -> None:
    dialog = opened(qtbot)
    dialog.base_url.setText(f"  {BASE_URL}/x ")
    dialog.appcode.setText(" code-1 ")
    request = pressed(dialog, getattr(dialog, name))
    assert (request.action, request.is_cloud, request.base_url) == (action, True, f"{BASE_URL}/x")
    assert secrets(request) == ["code-1", None, None]
    assert "code-1" not in repr(request)


def test_only_the_chosen_kind_is_sent(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.appcode.setText("code-1")
    dialog.by_signature.setChecked(True)
    dialog.app_key.setText("key-1")
    dialog.app_secret.setText("secret-1")
    assert secrets(pressed(dialog, dialog.save)) == [None, "key-1", "secret-1"]


def test_secrets_are_not_shown_and_an_empty_field_is_none(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    for line in (dialog.appcode, dialog.app_key, dialog.app_secret):
        assert line.echoMode() is QLineEdit.EchoMode.Password
    assert secrets(pressed(dialog, dialog.save)) == [None, None, None]


def test_while_it_waits_nothing_can_be_pressed_twice(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    pressed(dialog, dialog.test)
    assert not any(button.isEnabled() for button in (dialog.save, dialog.test, dialog.remove))
    assert dialog.done_button.isEnabled()
    assert dialog.message.text() == ENGLISH.say(Phrase.TESTING)
    dialog.render_reply(CredentialReply(CredentialResult.TEST_PASSED))
    assert dialog.save.isEnabled()
    assert dialog.message.text() == ENGLISH.say(Phrase.TEST_PASSED)


def test_what_is_kept_is_forgotten_here(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    for line in (dialog.appcode, dialog.app_key, dialog.app_secret):
        line.setText("secret")
    dialog.render_reply(CredentialReply(CredentialResult.FAILED, Reason.CREDENTIALS_LOCKED))
    assert dialog.appcode.text() == "secret"
    dialog.render_reply(CredentialReply(CredentialResult.SAVED))
    lines = (dialog.appcode, dialog.app_key, dialog.app_secret)
    assert [line.text() for line in lines] == ["", "", ""]


@pytest.mark.parametrize("result", set(CredentialResult) - {CredentialResult.FAILED})
def test_every_result_has_words(qtbot: QtBot, result: CredentialResult) -> None:
    dialog = opened(qtbot)
    dialog.render_reply(CredentialReply(result))
    assert dialog.message.text()


KEYRING = [
    Reason.CREDENTIALS_MISSING,
    Reason.CREDENTIALS_LOCKED,
    Reason.CREDENTIALS_REFUSED,
    Reason.CREDENTIALS_BROKEN,
]


def test_the_four_troubles_of_a_keyring_read_differently(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    said = set()
    for reason in KEYRING:
        dialog.render_reply(CredentialReply(CredentialResult.FAILED, reason))
        said.add(dialog.message.text())
        assert ENGLISH.reasons[reason].next_step in dialog.message.text()
    assert len(said) == 4


def test_a_failure_in_chinese_has_no_gap_between_its_sentences(qtbot: QtBot) -> None:
    dialog = CredentialsDialog(CHINESE, is_cloud=True, base_url=BASE_URL)
    qtbot.addWidget(dialog)
    dialog.render_reply(CredentialReply(CredentialResult.FAILED, Reason.CREDENTIALS_BROKEN))
    assert " " not in dialog.message.text()


def test_enter_saves_and_close_closes(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    wishes = QSignalSpy(dialog.action_requested)
    dialog.appcode.setFocus()
    QTest.keyClick(dialog.appcode, Qt.Key.Key_Return)
    assert wishes.at(0)[0].action is CredentialAction.SAVE
    QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_the_focus_is_on_what_is_chosen(qtbot: QtBot) -> None:
    assert opened(qtbot).focusWidget() is not None
    dialog = opened(qtbot, is_cloud=True)
    assert dialog.focusWidget() is dialog.cloud
