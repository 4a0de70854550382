"""The settings window: looks, words, search, keys. Nothing in it is a verdict's business."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.consents import ConsentRule
from liveness_station.settings.fields import FIELD_OF, FIELDS, Group, Unit
from liveness_station.settings.floor import Bound, Floor
from liveness_station.settings.policy_file import STRICTEST
from liveness_station.settings.profiles import ProfileError, ProfileTrouble
from liveness_station.settings.troubles import SettingProblem, SettingTrouble
from liveness_station.settings.values import Settings
from liveness_station.ui.settings_presenter import (
    Editing,
    FieldView,
    drafts_over,
    edited,
    finds,
    present_settings,
    say_changes,
    say_profile_trouble,
    say_raised,
)
from liveness_station.ui.settings_window import SettingsWindow
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.settings import settings_words
from liveness_station.ui.words.settings_base import SettingPhrase
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.test_plain_text import EVIL, assert_plain
from tests.ui.test_snapshots import both_languages, both_themes, compare

SNAPSHOTS = Path(__file__).with_name("snapshots_settings")
Show = Callable[..., SettingsWindow]
FLOOR = Floor(
    {
        "lock_minutes": Bound(most=15),
        "consent": Bound((ConsentRule.ASK,)),
        "second_person": Bound(at_least=frozenset({"accept_after_attack"})),
        "threshold": Bound(least=0.85),
    }
)
SCENES = {
    "plain": Editing(),
    "bad": Editing(Settings(), FLOOR, {"lock_minutes": "20", "auto_capture_s": "soon"}),
    "changed": Editing(
        Settings(),
        FLOOR,
        {
            "threshold": "0.9",
            "shadow": True,
            "attempts_most": "2",
            "second_person": frozenset({"accept_after_attack", "refuse_after_live"}),
            "keep_pictures": "rejects",
        },
        "threshold review_limit",
    ),
    "second": Editing(Settings(), STRICTEST, {"picture_days": "30"}, "person"),
    "nothing": Editing(query="unheard of"),
}
SCENES["changed"] = replace(SCENES["changed"], query="thres")


@pytest.fixture
def show(dressed: QApplication, qtbot: QtBot) -> Iterator[Show]:
    kept: list[SettingsWindow] = []

    def shown(
        editing: Editing | None = None, words: Words = ENGLISH, theme: Theme = LIGHT
    ) -> SettingsWindow:
        appearance.apply_theme(dressed, theme)
        window = SettingsWindow(editing or Editing(), words, theme)
        kept.append(window)
        qtbot.addWidget(window, before_close_func=SettingsWindow.leave)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        dressed.processEvents()
        return window

    yield shown
    kept.clear()


def rows(editing: Editing, words: Words = ENGLISH) -> dict[str, FieldView]:
    return {row.name: row for _, part in present_settings(editing, words).groups for row in part}


@both_themes
@both_languages
@pytest.mark.parametrize("name", SCENES)
def test_the_window_looks_as_it_did(
    show: Show,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    window = show(SCENES[name], words, theme)

    assert (window.width(), window.height()) == (1024, 700)
    compare(window, f"{name}-{words.code}-{theme.name}", request, tmp_path, SNAPSHOTS)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
def test_every_code_has_words(words: Words) -> None:
    own = settings_words(words)

    assert own.phrases.keys() == set(SettingPhrase)
    assert own.groups.keys() == set(Group)
    assert own.units.keys() == set(Unit)
    assert own.fields.keys() == {field.name for field in FIELDS}
    assert own.troubles.keys() == set(SettingTrouble)
    assert own.profile_troubles.keys() == set(ProfileTrouble)
    for field in FIELDS:
        assert set(own.choices.get(field.name, {})) == set(field.choices)
        assert own.fields[field.name].title
        assert own.fields[field.name].explanation
    if words is CHINESE:
        titles = [own.fields[field.name].title for field in FIELDS]
        assert all(any("一" <= letter <= "鿿" for letter in title) for title in titles)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("threshold", {"threshold", "review_limit"}),
        ("THRESHOLD Only", {"threshold"}),
        ("阈值", {"threshold", "review_limit"}),
        ("keep_pictures", {"keep_pictures"}),
        ("accept_after_other", {"second_person"}),
        ("theme", {"theme"}),
        ("unheard of", set()),
    ],
)
def test_a_search_finds_names_words_and_codes_in_both_languages(
    query: str, found: set[str]
) -> None:
    assert {field.name for field in FIELDS if finds(query, field)} == found
    for words in (ENGLISH, CHINESE):
        shown = {name for name, row in rows(Editing(query=query), words).items() if row.is_shown}
        assert shown == found


def test_an_empty_search_finds_everything() -> None:
    assert all(finds("  ", field) for field in FIELDS)


def test_what_is_typed_is_checked_and_the_rest_stays() -> None:
    editing = Editing(drafts={"threshold": "0.4", "attempts_most": "2", "review_limit": "0.9"})

    result = edited(editing)

    assert result.settings.attempts_most == 2
    assert result.settings.threshold == 0.8
    assert result.troubles == {
        "threshold": SettingTrouble.OUT_OF_RANGE,
        "review_limit": SettingTrouble.OUT_OF_RANGE,
    }
    view = present_settings(editing, ENGLISH)
    assert (view.can_save, view.is_bad, view.can_discard) == (False, True, True)
    assert "Threshold, Review limit" in view.changes


def test_what_would_be_saved_is_said_before() -> None:
    editing = Editing(drafts={"threshold": "0.85", "sounds": False, "appeal": "Room 2"})
    view = present_settings(editing, ENGLISH)

    assert view.changes.splitlines() == [
        "To be saved:",
        "Threshold: 0.8 → 0.85",
        "Where to appeal: none → Room 2",
        "Sounds: on → off",
    ]
    assert view.can_save
    assert not present_settings(Editing(drafts={"threshold": "0.80"}), ENGLISH).can_save
    assert say_changes(Settings(), Settings(person_days=1), ENGLISH) == (
        "Keep names for: 180 days → 1 day",
    )


def test_the_policy_is_said_and_locks_what_it_fixes() -> None:
    found = rows(Editing(Settings(), FLOOR, {"threshold": "0.82", "lock_minutes": "0"}))

    assert not found["consent"].can_change
    assert not found["consent"].can_reset
    assert "Laid down" in found["consent"].hint
    assert "at least 0.85" in found["threshold"].hint
    assert "policy" in found["threshold"].trouble
    # 0 is never, and that is longer than any time.
    assert "policy" in found["lock_minutes"].trouble
    assert found["second_person"].held == {"accept_after_attack"}
    damaged = present_settings(Editing(floor=STRICTEST), ENGLISH).sentence
    assert "policy file cannot be used" in damaged


def test_what_takes_effect_at_the_next_start_says_so() -> None:
    late = {name for name, row in rows(Editing()).items() if "next start" in row.hint}

    assert late == {field.name for field in FIELDS if field.needs_restart}


def test_other_settings_are_proposed_by_what_differs_and_has_a_row() -> None:
    wanted = Settings(camera="usb:1", threshold=0.9, second_person=frozenset())

    assert drafts_over(Settings(), wanted) == {"threshold": "0.9", "second_person": frozenset()}


def test_a_refused_profile_names_its_fields_and_not_without_end() -> None:
    problems = (
        SettingProblem("threshold", SettingTrouble.OUT_OF_RANGE),
        SettingProblem("x" * 5000, SettingTrouble.UNKNOWN_CHOICE),
    )
    said = say_profile_trouble(ProfileError(ProfileTrouble.BAD_FIELDS, problems), ENGLISH)

    assert "threshold, xxx" in said
    assert len(said) < 200
    assert say_raised(("threshold", "endpoint"), ENGLISH).endswith("Threshold, endpoint")


def test_a_setting_is_searched_changed_and_saved_by_keys_alone(show: Show) -> None:
    window = show()
    saved: list[Editing] = []
    window.save_wanted.connect(saved.append)

    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "attempts at most")
    visible = [name for name, row in window.rows.items() if row.isVisible()]
    assert visible == ["attempts_most"]
    QTest.keyClick(window.search, Qt.Key.Key_Tab)
    QTest.keyClick(window.groups, Qt.Key.Key_Tab)
    editor = window.rows["attempts_most"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "2")
    assert "3 → 2" in window.changes.text()
    QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert [one.drafts for one in saved] == [{"attempts_most": "2"}]
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert window.isVisible()


def test_reset_brings_the_default_back_and_keeps_the_focus(show: Show) -> None:
    window = show(Editing(Settings(threshold=0.9)))
    row = window.rows["threshold"]
    assert row.reset_button.isVisibleTo(window)

    row.reset_button.click()

    assert isinstance(row.editor, QLineEdit)
    assert row.editor.text() == "0.8"
    assert row.editor.hasFocus()
    assert window.editing.drafts == {"threshold": "0.8"}
    window.discard.click()
    assert row.editor.text() == "0.9"


def test_every_kind_of_editor_drafts(show: Show) -> None:
    window = show()
    sounds, theme = window.rows["sounds"].editor, window.rows["theme"].editor
    assert isinstance(sounds, QCheckBox)
    assert isinstance(theme, QComboBox)

    sounds.click()
    theme.setCurrentIndex(theme.findData("dark"))
    theme.activated.emit(theme.currentIndex())
    window.rows["second_person"].boxes["refuse_after_live"].click()

    assert window.editing.drafts == {
        "sounds": False,
        "theme": "dark",
        "second_person": frozenset({"accept_after_attack", "refuse_after_live"}),
    }


def test_what_the_policy_holds_cannot_be_unticked(show: Show) -> None:
    boxes = show(Editing(floor=FLOOR)).rows["second_person"].boxes

    assert boxes["accept_after_attack"].isChecked()
    assert not boxes["accept_after_attack"].isEnabled()
    assert boxes["refuse_after_live"].isEnabled()


def test_a_wheel_over_a_choice_changes_nothing(show: Show) -> None:
    window = show()
    theme = window.rows["theme"].editor
    assert isinstance(theme, QComboBox)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(theme.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(theme, wheel)

    assert theme.currentData() == ""
    assert not wheel.isAccepted()


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
def test_everything_that_takes_focus_has_a_name(show: Show, words: Words) -> None:
    window = show(words=words)
    kinds = (QLineEdit, QComboBox, QCheckBox, QPushButton)
    nameless = [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    described = window.rows["threshold"].editor
    assert isinstance(described, QWidget)
    assert described.accessibleName() == settings_words(words).fields["threshold"].title
    assert described.accessibleDescription()


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
def test_no_word_is_cut_off_at_the_smallest_size(show: Show, words: Words) -> None:
    window = show(SCENES["bad"], words)
    window.resize(window.minimumSize())
    QApplication.processEvents()

    for button in window.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    inside = window.body.widget()
    assert inside is not None
    assert inside.width() <= window.body.viewport().width()
    for name, row in window.rows.items():
        for box in row.boxes.values():
            assert box.sizeHint().width() <= box.width(), (name, box.text())


def test_no_text_from_outside_is_taken_for_html(show: Show) -> None:
    window = show(Editing(Settings(desk_name=EVIL), drafts={"appeal": EVIL}))
    window.tell(EVIL)

    assert_plain(window)


def test_the_groups_lead_to_their_settings(show: Show) -> None:
    window = show(Editing(floor=FLOOR))

    window.groups.setFocus()
    window.groups.setCurrentRow(2)
    assert window.body.verticalScrollBar().value() > 0
    QTest.keyClick(window.groups, Qt.Key.Key_Return)

    editor = window.rows["threshold"].editor
    assert editor is not None
    assert editor.hasFocus()
    assert FIELD_OF["threshold"].group is Group.CHECKS
