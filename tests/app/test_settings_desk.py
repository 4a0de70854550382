"""The settings window at a desk: every change recorded, in force at once, and above the floor."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.policy_floor import VARIABLE
from liveness_station.app.settings_changes import setting_events
from liveness_station.app.station import Station
from liveness_station.domain.desk_events import SettingEvent
from liveness_station.domain.people import Person, Role
from liveness_station.settings.files import load_settings
from liveness_station.settings.profiles import write_profile
from liveness_station.settings.values import CheckChoice, Language, Settings, Theme
from liveness_station.ui.settings_window import SettingsWindow
from liveness_station.ui.wishes import Wish
from tests.fakes.vault import FakeVault


class Notes(QObject):
    """Keeps what was to be recorded, and what the io thread was told."""

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self.events: list[SettingEvent] = []
        self.rules: list[Settings] = []
        station.desks.settings.event_wanted.connect(self._on_event)
        station.desks.settings.rules_changed.connect(self._on_rules)

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return [change for event in self.events for change in event.changes]

    @Slot(object)
    def _on_event(self, event: SettingEvent) -> None:
        self.events.append(event)

    @Slot(object, object)
    def _on_rules(self, _: Settings, settings: Settings) -> None:
        self.rules.append(settings)


Opened = tuple[Station, Notes]


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[], Opened]]:
    """Makes a station whose threads are not started: what is recorded is noted, not written."""
    made: list[Station] = []

    def station() -> Opened:
        places = find_places(tmp_path)
        appearance.load_fonts(qapp, places.fonts)
        settings = Settings(source="demo", language=Language.ENGLISH)
        bench = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=FakeVault)
        made.append(Station(qapp, places, settings, bench))
        return made[-1], Notes(made[-1])

    yield station
    for one in made:
        one.desks.settings.stop()
        one.console.close()
        one.stop()
        one.console.deleteLater()
        one.deleteLater()
    qapp.processEvents()


def window_of(station: Station) -> SettingsWindow:
    station.console.wished.emit(Wish.SETTINGS)
    window = station.desks.settings.window
    assert window is not None
    return window


def draft(window: SettingsWindow, **drafts: object) -> None:
    for name, value in drafts.items():
        window.rows[name].drafted.emit(name, value)


def test_nothing_is_in_force_before_it_is_saved_and_then_all_of_it_is(
    make: Callable[[], Opened], tmp_path: Path
) -> None:
    station, notes = make()
    window = window_of(station)

    draft(window, threshold="0.85", auto_capture_s="2", check="still", desk_name="Desk 3")
    assert station.keeper.settings.threshold == 0.8
    assert notes.events == []
    window.save.click()

    settings = station.keeper.settings
    assert (settings.threshold, settings.check) == (0.85, CheckChoice.STILL)
    assert load_settings(find_places(tmp_path).settings).settings == settings
    assert station.controller.state.policy.threshold == 0.85
    assert station.gates.auto.after_s == 2.0
    assert notes.rules == [settings]
    (event,) = notes.events
    assert (event.by, event.source) == ("", "window")
    assert ("threshold", "0.8", "0.85") in event.changes
    assert ("desk_name", '""', '"Desk 3"') in event.changes
    assert len(event.changes) == 4
    assert not window.save.isEnabled()
    assert window.message.text() == "Saved and recorded."


def test_what_cannot_be_used_is_said_in_place_and_not_saved(make: Callable[[], Opened]) -> None:
    station, notes = make()
    window = window_of(station)

    draft(window, threshold="0.3", attempts_most="2")
    assert window.rows["threshold"].trouble.text() == "This is out of bounds."
    assert not window.save.isEnabled()
    window.save_wanted.emit(window.editing)

    assert station.keeper.settings.attempts_most == 3
    assert notes.events == []


def test_door_window(
    make: Callable[[], Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps({"threshold": {"min": 0.85}, "consent": {"fixed": "ask"}}))
    monkeypatch.setenv(VARIABLE, str(path))
    station, notes = make()
    assert station.keeper.settings.threshold == 0.85
    window = window_of(station)
    consent = window.rows["consent"].editor
    assert consent is not None
    assert not consent.isEnabled()

    # Also where the widgets are got round.
    draft(window, threshold="0.8", consent="elsewhere")
    window.save_wanted.emit(window.editing)

    assert "policy" in window.rows["threshold"].trouble.text()
    assert station.keeper.settings.threshold == 0.85
    assert station.keeper.settings.consent == "ask"
    assert notes.events == []


def test_whoever_may_not_change_settings_saves_none(make: Callable[[], Opened]) -> None:
    station, notes = make()
    window = window_of(station)
    draft(window, threshold="0.6")
    station.controller.visits.on_operator_changed(Person("Bert", Role.OPERATOR))
    window.save_wanted.emit(window.editing)

    assert station.keeper.settings.threshold == 0.8
    assert notes.events == []


def test_a_change_anywhere_else_is_recorded_by_whoever_works_here(
    make: Callable[[], Opened],
) -> None:
    station, notes = make()
    station.controller.visits.on_operator_changed(Person("Anna", Role.OPERATOR))

    station.look.toggle_theme()

    assert [(event.by, event.source) for event in notes.events] == [("Anna", "window")]
    assert [name for name, _, _ in notes.changes] == ["theme"]
    # Colours decide nothing: the endpoint is left alone.
    assert notes.rules == []


def test_a_language_that_is_saved_is_spoken_at_once_and_what_was_typed_stays(
    make: Callable[[], Opened],
) -> None:
    station, _ = make()
    first = window_of(station)
    draft(first, language="zh_CN")
    first.save.click()

    window = station.desks.settings.window
    assert window is not None
    assert window is not first
    assert window.windowTitle() == "设置"
    draft(window, theme="dark")
    station.look.toggle_language()
    again = station.desks.settings.window
    assert again is not None
    assert again.windowTitle() == "Settings"
    assert again.editing.drafts == {"theme": "dark"}
    assert station.keeper.settings.theme is Theme.SYSTEM


def test_a_profile_is_looked_at_before_it_is_saved_and_recorded_as_one(
    make: Callable[[], Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "profile.json"
    write_profile(path, Settings(threshold=0.9, attempts_most=2, language=Language.ENGLISH))
    station, notes = make()
    window = window_of(station)

    window.import_wanted.emit(path)
    qtbot.waitUntil(lambda: bool(window.editing.drafts))
    assert "0.8 → 0.9" in window.changes.text()
    assert station.keeper.settings.threshold == 0.8
    draft(window, attempts_most="1", desk_name="Desk 3")
    window.save.click()

    assert station.keeper.settings.threshold == 0.9
    assert {event.source: [name for name, _, _ in event.changes] for event in notes.events} == {
        "window": ["attempts_most", "desk_name"],
        "profile": ["threshold"],
    }


def test_a_bad_profile_is_refused_by_name_and_one_is_written_without_secrets(
    make: Callable[[], Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "liveness-station-profile", "version": 1, "settings": {"x": 1}}')
    station, _ = make()
    window = window_of(station)

    window.import_wanted.emit(bad)
    qtbot.waitUntil(lambda: "cannot be used: x" in window.message.text())
    assert window.editing.drafts == {}
    good = tmp_path / "good.json"
    window.export_wanted.emit(good, False)
    qtbot.waitUntil(lambda: "good.json" in window.message.text())
    assert json.loads(good.read_text())["version"] == 1
    window.export_wanted.emit(tmp_path / "none" / "good.json", False)
    qtbot.waitUntil(lambda: "cannot be written" in window.message.text())


def test_where_the_disk_refuses_the_window_says_so(
    make: Callable[[], Opened], tmp_path: Path
) -> None:
    (tmp_path / "settings.json").mkdir()
    station, notes = make()
    window = window_of(station)
    draft(window, threshold="0.85")
    window.save.click()

    assert station.keeper.settings.threshold == 0.85
    assert "disk refuses" in window.message.text()
    assert notes.changes == [("threshold", "0.8", "0.85")]


def test_leaving_with_something_typed_is_asked_once(make: Callable[[], Opened]) -> None:
    station, _ = make()
    window = window_of(station)
    draft(window, threshold="0.85")

    window.close()
    assert window.isVisible()
    assert "Close again" in window.message.text()
    window.close()
    assert not window.isVisible()


def test_a_recorded_change_holds_both_values_as_json() -> None:
    before = Settings()
    after = replace(before, second_person=frozenset(), review_limit=0.6, proxy="http://p:1")
    (event,) = setting_events(before, after, by="Anna")

    assert event == SettingEvent(
        (
            ("proxy", '""', '"http://p:1"'),
            ("review_limit", "null", "0.6"),
            ("second_person", '["accept_after_attack"]', "[]"),
        ),
        "Anna",
    )
    assert setting_events(before, before, by="Anna") == ()
