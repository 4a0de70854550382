"""The dialogs of the desk: done by keys alone, told by a signal, and never answered twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.ui.ask_dialog import AskDialog
from liveness_station.ui.keys_dialog import KeysDialog
from liveness_station.ui.note_dialog import NoteDialog
from liveness_station.ui.note_field import MOST_LETTERS
from liveness_station.ui.other_dialog import OtherDialog
from liveness_station.ui.override_dialog import REASONS, DecisionAsk, OverrideDialog
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.decisions import decision_words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.keys import key_groups
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.test_layout import assert_laid_out
from tests.ui.test_plain_text import assert_plain
from tests.ui.test_snapshots import both_languages, both_themes, compare

FOLDER = Path(__file__).with_name("snapshots_decisions")
EVIL = '<b style="color:#0b7a5e">LIVE</b>'
ACCEPT, REFUSE = OverrideDecision.ACCEPT, OverrideDecision.REFUSE
KEY = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
Make = Callable[[Words], QDialog]


def override(
    words: Words, *, has_people: bool = True, needs: frozenset[OverrideDecision] = frozenset()
) -> OverrideDialog:
    verdict = next(iter(words.verdicts.values()))
    return OverrideDialog(words, DecisionAsk(verdict, needs, has_people))


def chosen_override(words: Words) -> QDialog:
    dialog = override(words, needs=frozenset({ACCEPT}))
    dialog.decisions[ACCEPT].setChecked(True)
    dialog.choices.buttons[6].setChecked(True)
    return dialog


DIALOGS: dict[str, Make] = {
    "other": OtherDialog,
    "note": NoteDialog,
    "keys": KeysDialog,
    "override": override,
    "override_chosen": chosen_override,
}


@pytest.fixture
def shown(dressed: QApplication, qtbot: QtBot) -> Iterator[Callable[[QDialog], QDialog]]:
    kept: list[QDialog] = []

    def show(dialog: QDialog) -> QDialog:
        # The tests look at it once it is closed.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        dressed.processEvents()
        return dialog

    yield show
    kept.clear()


Show = Callable[[QDialog], QDialog]


@both_themes
@both_languages
@pytest.mark.parametrize("name", DIALOGS)
def test_the_dialogs_look_as_they_did(
    dressed: QApplication,
    shown: Show,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    dialog = shown(DIALOGS[name](words))
    compare(dialog, f"{name}-{words.code}-{theme.name}", request, tmp_path, FOLDER)


@both_languages
@pytest.mark.parametrize("name", DIALOGS)
def test_the_dialogs_fit_and_hold_plain_text(shown: Show, name: str, words: Words) -> None:
    dialog = shown(DIALOGS[name](words))
    assert_laid_out(dialog)
    assert_plain(dialog)
    assert dialog.width() <= 1024
    assert dialog.height() <= 680
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(dialog):
            assert widget.accessibleName() or getattr(widget, "text", str)()


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_closes_and_chooses_nothing(shown: Show, name: str) -> None:
    dialog = shown(DIALOGS[name](ENGLISH))
    spies = [
        QSignalSpy(getattr(dialog, signal))
        for signal in ("chosen", "written", "decided")
        if hasattr(dialog, signal)
    ]
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert all(spy.count() == 0 for spy in spies)


def test_another_way_takes_two_keys(shown: Show) -> None:
    dialog = shown(OtherDialog(ENGLISH))
    assert isinstance(dialog, OtherDialog)
    spy = QSignalSpy(dialog.chosen)
    assert dialog.choices.buttons[0].hasFocus()
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog.focusWidget(), KEY.Key_3)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)
    assert spy.count() == 1
    assert spy.at(0) == [OtherReason.CANNOT_BE_CHECKED, ""]
    assert not dialog.isVisible()


def test_the_likely_reason_waits_for_one_key(shown: Show) -> None:
    dialog = shown(OtherDialog(CHINESE, likely=OtherReason.CONSENT_REFUSED))
    assert isinstance(dialog, OtherDialog)
    spy = QSignalSpy(dialog.chosen)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)
    assert spy.at(0) == [OtherReason.CONSENT_REFUSED, ""]


@pytest.mark.parametrize("is_override", [False, True])
def test_another_reason_has_to_be_named(shown: Show, is_override: bool) -> None:
    made: AskDialog = override(ENGLISH) if is_override else OtherDialog(ENGLISH)
    dialog = shown(made)
    if is_override:
        QTest.keyClick(dialog.focusWidget(), KEY.Key_R)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_6 if is_override else KEY.Key_7)
    assert not made.save.isEnabled()
    assert decision_words(ENGLISH).note_needed in made.trouble.text()
    made.note.setFocus()
    QTest.keyClick(made.note, KEY.Key_Return)
    assert made.isVisible()
    QTest.keyClicks(made.note, "power cut")
    assert made.save.isEnabled()
    QTest.keyClick(made.note, KEY.Key_Return)
    assert not made.isVisible()


def test_a_decision_takes_three_keys(shown: Show) -> None:
    dialog = shown(override(ENGLISH))
    assert isinstance(dialog, OverrideDialog)
    spy = QSignalSpy(dialog.decided)
    for key in (KEY.Key_A, KEY.Key_2, KEY.Key_Return):
        QTest.keyClick(dialog.focusWidget(), key)
    assert spy.at(0) == [ACCEPT, OverrideReason.KNOWN_PERSON, ""]
    assert spy.count() == 1


def test_tab_goes_through_a_decision_in_its_order(shown: Show) -> None:
    dialog = shown(override(ENGLISH))
    assert isinstance(dialog, OverrideDialog)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_R)
    assert dialog.choices.buttons[0].hasFocus()
    QTest.keyClick(dialog.focusWidget(), KEY.Key_1)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    assert dialog.note.hasFocus()
    for expected in (dialog.cancel, dialog.save, dialog.decisions[ACCEPT]):
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
        assert dialog.focusWidget() is expected


def test_another_decision_has_other_reasons(shown: Show) -> None:
    dialog = shown(override(ENGLISH))
    assert isinstance(dialog, OverrideDialog)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_A)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_1)
    assert dialog.save.isEnabled()
    dialog.decisions[REFUSE].setChecked(True)
    assert dialog.choices.code is None
    assert not dialog.save.isEnabled()
    assert set(REASONS[ACCEPT]) | set(REASONS[REFUSE]) == set(OverrideReason)
    assert OverrideReason.SUSPECTED_ATTACK not in REASONS[ACCEPT]


@both_languages
@pytest.mark.parametrize("has_people", [True, False])
def test_it_says_when_a_second_person_is_needed(
    shown: Show, words: Words, has_people: bool
) -> None:
    dialog = shown(override(words, has_people=has_people, needs=frozenset({ACCEPT})))
    assert isinstance(dialog, OverrideDialog)
    assert dialog.trouble.text() == ""
    dialog.decisions[ACCEPT].setChecked(True)
    said = decision_words(words)
    assert dialog.trouble.text() == (said.second_asked if has_people else said.second_missing)
    dialog.decisions[REFUSE].setChecked(True)
    assert dialog.trouble.text() == ""


def test_a_note_is_plain_short_and_without_control_characters(shown: Show) -> None:
    dialog = shown(NoteDialog(ENGLISH))
    assert isinstance(dialog, NoteDialog)
    spy = QSignalSpy(dialog.written)
    assert dialog.note.hasFocus()
    QTest.keyClick(dialog.note, KEY.Key_Return)
    assert dialog.isVisible()
    dialog.note.setPlainText("  two\u202e\a ")
    QTest.keyClick(dialog.note, KEY.Key_End)
    QTest.keyClick(dialog.note, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(dialog.note, "lines")
    QTest.keyClick(dialog.note, KEY.Key_Return)
    assert spy.at(0) == ["two \nlines"]


def test_a_note_ends_at_five_hundred_letters(shown: Show) -> None:
    dialog = shown(NoteDialog(ENGLISH))
    assert isinstance(dialog, NoteDialog)
    dialog.note.setPlainText("字" * (MOST_LETTERS + 20))
    assert len(dialog.note.note) == MOST_LETTERS
    assert "0" in dialog.note_label.text()
    QTest.keyClicks(dialog.note, "x")
    assert len(dialog.note.note) == MOST_LETTERS


def test_enter_answers_once(shown: Show) -> None:
    dialog = shown(NoteDialog(ENGLISH))
    assert isinstance(dialog, NoteDialog)
    spy = QSignalSpy(dialog.written)
    QTest.keyClicks(dialog.note, "once")
    for _ in range(3):
        dialog.note.entered.emit()
    assert spy.count() == 1


def test_a_verdict_in_the_intro_is_plain_text(shown: Show) -> None:
    dialog = shown(OverrideDialog(ENGLISH, DecisionAsk(EVIL)))
    assert isinstance(dialog, OverrideDialog)
    assert EVIL in dialog.intro.text()
    assert_plain(dialog)


@pytest.mark.parametrize("key", [KEY.Key_F1, KEY.Key_Return])
def test_the_keys_close_by_the_key_that_opened_them(shown: Show, key: Qt.Key) -> None:
    dialog = shown(KeysDialog(CHINESE))
    QTest.keyClick(dialog.focusWidget(), key)
    assert not dialog.isVisible()


def test_both_languages_tell_every_key_and_every_reason() -> None:
    english, chinese = key_groups(ENGLISH), key_groups(CHINESE)
    assert [len(group.keys) for group in english] == [len(group.keys) for group in chinese]
    names = {"空格": "Space", "回车": "Enter", "Shift+空格": "Shift+Space"}
    for one, other in zip(english, chinese, strict=True):
        assert [key for key, _ in one.keys] == [names.get(key, key) for key, _ in other.keys]
    for words in (ENGLISH, CHINESE):
        said = decision_words(words)
        assert set(said.other_reasons) == set(OtherReason)
        assert set(said.override_reasons) == set(OverrideReason)
        assert set(said.decisions) == set(OverrideDecision)


def test_every_stored_picture_belongs_to_a_dialog() -> None:
    expected = {
        f"{name}-{language}-{theme}.png"
        for name in (*DIALOGS, "consent_here", "consent_cloud", "consent_recording")
        for language in ("en", "zh_CN")
        for theme in ("light", "dark")
    }
    assert {path.name for path in FOLDER.glob("*.png")} == expected
