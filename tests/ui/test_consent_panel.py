"""The operator's side of the question: a key for each answer, and none for a scanner."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.consents import ConsentAnswer, ConsentRoute
from liveness_station.ui.consent_panel import SCANNER_GAP_MS, ConsentPanel
from liveness_station.ui.consent_presenter import ConsentAsk, present_consent
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.subject_scenes import CLOUD, question
from tests.ui.test_layout import assert_laid_out
from tests.ui.test_plain_text import assert_plain
from tests.ui.test_snapshots import both_languages, both_themes, compare

FOLDER = Path(__file__).with_name("snapshots_decisions")
HERE_ASK = ConsentAsk(question("zh_CN"), page=1, pages=3)
CLOUD_ASK = ConsentAsk(question("en"), CLOUD.host, has_display=True, page=2, pages=4)
ASKS = {
    "consent_here": HERE_ASK,
    "consent_cloud": CLOUD_ASK,
    "consent_recording": replace(CLOUD_ASK, is_recording=True),
}
KEY = Qt.Key
GIVEN, REFUSED = ConsentAnswer.GIVEN, ConsentAnswer.REFUSED
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def panel(dressed: QApplication, qtbot: QtBot) -> ConsentPanel:
    made = ConsentPanel()
    qtbot.addWidget(made)
    made.setFixedWidth(348)
    made.resize(348, 420)
    with qtbot.waitExposed(made):
        made.show()
    dressed.processEvents()
    return made


def press(panel: ConsentPanel, key: Qt.Key, *, is_repeat: bool = False) -> bool:
    none = Qt.KeyboardModifier.NoModifier
    return panel.take_key(QKeyEvent(QEvent.Type.KeyPress, key, none, "", is_repeat))


def ask(panel: ConsentPanel, name: str, words: Words = ENGLISH) -> QSignalSpy:
    panel.render_ask(present_consent(ASKS[name], words))
    return QSignalSpy(panel.answered)


@both_themes
@both_languages
@pytest.mark.parametrize("name", ASKS)
def test_the_panel_looks_as_it_did(
    dressed: QApplication,
    panel: ConsentPanel,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    ask(panel, name, words)
    dressed.processEvents()
    assert_laid_out(panel)
    assert_plain(panel)
    compare(panel, f"{name}-{words.code}-{theme.name}", request, tmp_path, FOLDER)


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("consent_cloud", KEY.Key_Y, [GIVEN, ConsentRoute.CLOUD]),
        ("consent_cloud", KEY.Key_L, [GIVEN, ConsentRoute.HERE]),
        ("consent_cloud", KEY.Key_X, [REFUSED, ConsentRoute.NOWHERE]),
        ("consent_here", KEY.Key_Y, [GIVEN, ConsentRoute.HERE]),
        ("consent_here", KEY.Key_X, [REFUSED, ConsentRoute.NOWHERE]),
    ],
)
def test_one_key_answers(
    panel: ConsentPanel, qtbot: QtBot, name: str, key: Qt.Key, expected: list[object]
) -> None:
    spy = ask(panel, name)
    assert press(panel, key)
    qtbot.waitUntil(lambda: spy.count() == 1)
    assert spy.at(0) == expected
    # What comes after it answers nothing: the question was asked once.
    panel.yes.click()
    assert spy.count() == 1


def test_where_pictures_stay_here_there_is_one_yes(panel: ConsentPanel) -> None:
    spy = ask(panel, "consent_here")
    assert not panel.here.isVisible()
    press(panel, KEY.Key_L)
    panel._on_settled()
    panel.here.click()
    assert spy.count() == 0


def test_a_scanner_answers_nothing(panel: ConsentPanel, qtbot: QtBot) -> None:
    """Its letters follow each other at once; a reference may hold an X, or be a Y alone."""
    spy = ask(panel, "consent_cloud")
    for text, end in (("XY-1042", KEY.Key_Return), ("L", KEY.Key_Return), ("A-77Y", None)):
        for letter in text:
            press(panel, KEY(ord(letter)))
        if end is not None:
            press(panel, end)
        qtbot.wait(SCANNER_GAP_MS * 3)
        assert spy.count() == 0
    press(panel, KEY.Key_X)
    qtbot.waitUntil(lambda: spy.count() == 1)


def test_a_key_for_one_text_is_no_answer_to_another(panel: ConsentPanel, qtbot: QtBot) -> None:
    spy = ask(panel, "consent_cloud")
    press(panel, KEY.Key_Y)
    panel.render_ask(present_consent(ConsentAsk(question("zh_CN"), CLOUD.host), ENGLISH))
    qtbot.wait(SCANNER_GAP_MS * 2)
    assert spy.count() == 0
    press(panel, KEY.Key_Y)
    panel.render_ask(None)
    qtbot.wait(SCANNER_GAP_MS * 2)
    assert spy.count() == 0
    assert not panel.isVisible()


def test_a_turned_page_does_not_lose_the_answer(panel: ConsentPanel, qtbot: QtBot) -> None:
    spy = ask(panel, "consent_cloud")
    press(panel, KEY.Key_Y)
    panel.render_ask(present_consent(replace(CLOUD_ASK, page=3), ENGLISH))
    qtbot.waitUntil(lambda: spy.count() == 1)


def test_keys_of_other_meaning_are_left_alone(panel: ConsentPanel, qtbot: QtBot) -> None:
    spy = ask(panel, "consent_cloud")
    assert not press(panel, KEY.Key_N)
    assert not press(panel, KEY.Key_Y, is_repeat=True)
    control = Qt.KeyboardModifier.ControlModifier
    assert not panel.take_key(QKeyEvent(QEvent.Type.KeyPress, KEY.Key_L, control))
    qtbot.wait(SCANNER_GAP_MS * 2)
    assert spy.count() == 0
    panel.render_ask(None)
    assert not press(panel, KEY.Key_Y)


def test_while_an_answer_is_recorded_nothing_is_answered(panel: ConsentPanel) -> None:
    spy = ask(panel, "consent_recording")
    assert not press(panel, KEY.Key_X)
    panel.no.click()
    panel._on_no_clicked()
    assert spy.count() == 0
    assert not panel.no.isEnabled()


def test_pages_and_language_have_keys(panel: ConsentPanel, qtbot: QtBot) -> None:
    ask(panel, "consent_cloud")
    pages, languages = QSignalSpy(panel.page_turned), QSignalSpy(panel.language_requested)
    assert press(panel, KEY.Key_PageDown)
    assert press(panel, KEY.Key_PageUp)
    assert [pages.at(0), pages.at(1)] == [[1], [-1]]
    qtbot.wait(SCANNER_GAP_MS + 20)
    press(panel, KEY.Key_T)
    qtbot.waitUntil(lambda: languages.count() == 1)
    panel.render_ask(present_consent(replace(CLOUD_ASK, has_other_language=False), ENGLISH))
    assert not panel.language.isVisible()


def test_its_buttons_hand_the_keys_on(panel: ConsentPanel, qtbot: QtBot) -> None:
    spy = ask(panel, "consent_cloud")
    panel.activateWindow()
    panel.no.setFocus()
    QTest.keyClick(panel.no, KEY.Key_L)
    qtbot.waitUntil(lambda: spy.count() == 1)
    assert spy.at(0) == [GIVEN, ConsentRoute.HERE]


@both_languages
def test_it_says_which_text_in_which_language(words: Words) -> None:
    view = present_consent(CLOUD_ASK, words)
    version = CLOUD_ASK.text.version
    name, digest = version.rsplit("-", 1)
    assert f"{name} ({digest[:8]})" in view.text
    assert view.version == version
    assert CLOUD.host in view.yes
    assert ("English" if words is ENGLISH else "英文") in view.text
    assert "2" in view.page
    assert "4" in view.page
    assert present_consent(replace(CLOUD_ASK, pages=1), words).page == ""
    assert "F9" in present_consent(HERE_ASK, words).where
    other = replace(CLOUD_ASK, text=replace(CLOUD_ASK.text, language="fr"))
    assert "fr" in present_consent(other, words).text


def test_no_english_is_left_in_chinese() -> None:
    view = present_consent(CLOUD_ASK, CHINESE)
    texts = (view.heading, view.where, view.here, view.no, view.language)
    assert all(not letter.isascii() or not letter.isalpha() for t in texts for letter in t)


@both_languages
def test_a_long_host_does_not_widen_the_panel(panel: ConsentPanel, words: Words) -> None:
    host = "face-liveness.verification.region-1.example.com:8443"
    panel.render_ask(present_consent(replace(CLOUD_ASK, host=host), words))
    QApplication.processEvents()
    assert panel.yes.text().count("…") == 1
    assert "ple.com:8443" in panel.yes.text()
    assert_laid_out(panel)


def test_a_host_with_an_ampersand_is_shown_as_it_is(panel: ConsentPanel) -> None:
    panel.render_ask(present_consent(replace(CLOUD_ASK, host="a&b.example"), ENGLISH))
    assert panel.yes.text() == "Yes, also a&&b.example  Y"
    assert panel.yes.accessibleName() == "Yes, also a&b.example Y"
