"""The review lane with its thread and a real record behind it: counted, answered, recorded."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app.parts import Parts
from liveness_station.app.paths import Places, find_places
from liveness_station.app.review_desk import ReviewDesk
from liveness_station.app.sign_in_desk import SignInDesk
from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.desk_events import DeskEvent, NoteEvent, OverrideEvent, Recorded
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import OWNER, Person, Right, Role
from liveness_station.domain.policies import Policy
from liveness_station.reporting.agreement import BASELINE
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.controller import StationController
from liveness_station.session.visits import DeskRules
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import SqliteRecords
from liveness_station.ui.note_dialog import NoteDialog
from liveness_station.ui.override_dialog import REASONS, OverrideDialog
from liveness_station.ui.review_window import ReviewWindow
from liveness_station.ui.theme import DARK, LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.review import ReviewPhrase, review_words
from tests.storage.attempts import attempt, job, opened
from tests.storage.test_review_query import ACCEPTED, ATTACKED, IN_BAND, PASSED, opinion

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")
ANNA = Person("Anna", Role.SUPERVISOR)
SOREN = Person("Søren", Role.SUPERVISOR)
RULES = DeskRules(second_person=frozenset({"accept_after_attack"}), has_people=True)


class FakeWorker(QObject):
    """Records at once, on the gui thread; `is_down`: nothing can be recorded."""

    finished = Signal(object)
    desk_event_recorded = Signal(object)

    def __init__(self, records: SqliteRecords) -> None:
        super().__init__()
        self.events: list[DeskEvent] = []
        self.is_down = False
        self._log = DeskLog(records.appender)

    @Slot(object)
    def on_desk_event_requested(self, event: DeskEvent) -> None:
        self.events.append(event)
        number = None if self.is_down else self._log.record_event(event)
        self.desk_event_recorded.emit(Recorded(event, number))


class FakePeople(QObject):
    """Asks nobody; the test says who agreed."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Right] = []

    def ask_confirmation(self, right: Right, _: object) -> None:
        self.asked.append(right)


class FakePanel:
    """The window's left column."""

    def __init__(self) -> None:
        self.text = ""

    def show_reviews(self, text: str) -> None:
        self.text = text


@dataclass
class FakeConsole:
    subject: FakePanel


@dataclass
class FakeParts:
    """What the desk uses of the parts of a station."""

    places: Places
    controller: StationController
    console: FakeConsole
    alerts: AlertBoard
    worker: FakeWorker


class Bench:
    """A desk over a record of its own."""

    def __init__(self, places: Places) -> None:
        self.records = opened(places.records)
        self.worker, self.people = FakeWorker(self.records), FakePeople()
        self.controller, self.alerts = StationController(Policy()), AlertBoard()
        self.panel = FakePanel()
        parts = FakeParts(
            places, self.controller, FakeConsole(self.panel), self.alerts, self.worker
        )
        self.desk = ReviewDesk(cast(Parts, parts), cast(SignInDesk, self.people))
        self.desk.dress(ENGLISH, LIGHT)

    def seat(self, person: Person, rules: DeskRules = RULES) -> None:
        self.controller.visits.on_rules_changed(rules)
        self.controller.visits.on_operator_changed(person)

    def open(self, qtbot: QtBot, *, rows: int) -> ReviewWindow:
        self.desk.open(ENGLISH, LIGHT)
        window = self.desk.window
        assert window is not None
        qtbot.waitUntil(lambda: window.list.rowCount() == rows and window.list.isVisible())
        return window

    def decide(self, decision: OverrideDecision, reason: OverrideReason) -> None:
        """Goes through the dialog, where one opens."""
        assert self.desk.window is not None
        self.desk.window.decide.click()
        for dialog in self.desk.window.findChildren(OverrideDialog):
            if dialog.isVisible():
                dialog.decisions[decision].setChecked(True)
                dialog.choices.buttons[REASONS[decision].index(reason)].setChecked(True)
                dialog.note.setPlainText("seen")
                dialog.save.click()

    def leave(self, note: str) -> None:
        """Likewise."""
        assert self.desk.window is not None
        self.desk.window.leave.click()
        for dialog in self.desk.window.findChildren(NoteDialog):
            dialog.note.setPlainText(note)
            dialog.save.click()


@pytest.fixture
def bench(tmp_path: Path, qapp: QApplication) -> Iterator[Bench]:
    # As a station does: what Qt has must not be collected by the other thread.
    gc.collect()
    gc.disable()
    made = Bench(find_places(tmp_path / "data"))
    yield made
    assert made.desk.stop()
    made.records.close()
    qapp.sendPostedEvents(None, 52)
    del made
    gc.enable()
    gc.collect()


def told(window: ReviewWindow) -> str:
    return window.message.accessibleName()


def say(phrase: ReviewPhrase) -> str:
    return review_words(ENGLISH).say(phrase)


def test_the_lane_is_counted_without_its_window(bench: Bench, qtbot: QtBot) -> None:
    attempt(bench.records, job("job-1"), IN_BAND)
    attempt(bench.records, job("job-2"), PASSED)
    DeskLog(bench.records.appender).record_event(opinion(2))
    with qtbot.waitSignal(bench.desk.reviews_counted) as counted:
        bench.worker.finished.emit(None)
    assert counted.args == [2]
    assert bench.panel.text == "2 in review"
    assert bench.alerts.alerts == ()


def test_a_decision_is_recorded_beside_the_verdict_and_settles(bench: Bench, qtbot: QtBot) -> None:
    attempt(bench.records, job("job-1"), IN_BAND)
    counts = bench.records.counts_today()
    bench.seat(ANNA)
    window = bench.open(qtbot, rows=1)
    qtbot.waitUntil(lambda: "SUBMITTED" in window.detail.toPlainText() or "Check begun" in
                    window.detail.toPlainText())  # fmt: skip
    bench.decide(OverrideDecision.REFUSE, OverrideReason.SUSPECTED_ATTACK)
    refused = Override(OverrideDecision.REFUSE, OverrideReason.SUSPECTED_ATTACK, "Anna", "seen")
    assert bench.worker.events == [OverrideEvent("job-1", refused, "", is_review=True)]
    qtbot.waitUntil(lambda: not window.list.isVisible())
    assert told(window) == say(ReviewPhrase.RECORDED)
    assert bench.panel.text == ""
    assert bench.records.counts_today() == counts


def test_what_could_not_be_recorded_stays_in_the_lane(bench: Bench, qtbot: QtBot) -> None:
    attempt(bench.records, job("job-1"), IN_BAND)
    bench.worker.is_down = True
    window = bench.open(qtbot, rows=1)
    bench.leave("looked at")
    assert bench.worker.events == [NoteEvent("job-1", "looked at", "", is_review=True)]
    assert told(window) == say(ReviewPhrase.NOT_RECORDED)
    assert window.list.rowCount() == 1


def test_letting_an_attack_pass_takes_a_second_person(bench: Bench, qtbot: QtBot) -> None:
    attempt(bench.records, job("job-1"), ATTACKED)
    accepted = replace(ACCEPTED, operator="Li Wei")
    DeskLog(bench.records.appender).record_event(OverrideEvent("job-1", accepted))
    bench.seat(ANNA)
    window = bench.open(qtbot, rows=1)
    bench.decide(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON)
    assert (bench.people.asked, bench.worker.events) == ([Right.CONFIRM], [])
    for nobody in (None, OWNER, ANNA):
        bench.people.answered.emit(nobody)
        assert bench.worker.events == []
        assert told(window) == say(ReviewPhrase.NOT_CONFIRMED)
        bench.decide(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON)
    bench.people.answered.emit(SOREN)
    (event,) = bench.worker.events
    assert isinstance(event, OverrideEvent)
    assert (event.second, event.override.operator, event.is_review) == ("Søren", "Anna", True)
    bench.people.answered.emit(SOREN)
    assert len(bench.worker.events) == 1, "an answer to nobody's question"


def test_somebody_elses_window_is_closed_and_answers_nothing(bench: Bench, qtbot: QtBot) -> None:
    attempt(bench.records, job("job-1"), IN_BAND)
    bench.seat(ANNA)
    bench.open(qtbot, rows=1)
    bench.controller.visits.on_locked()
    bench.decide(OverrideDecision.REFUSE, OverrideReason.OTHER)
    assert bench.worker.events == [], "a locked desk answers nothing"
    bench.seat(Person("Li Wei", Role.OPERATOR))
    qtbot.waitUntil(lambda: bench.desk.window is None)
    bench.desk._on_decided(OverrideDecision.REFUSE, OverrideReason.OTHER, "x")
    assert bench.worker.events == []


def test_other_colours_close_the_window(bench: Bench, qtbot: QtBot) -> None:
    attempt(bench.records, job("job-1"), IN_BAND)
    window = bench.open(qtbot, rows=1)
    bench.desk.open(ENGLISH, LIGHT)
    assert bench.desk.window is window, "one window at a time"
    bench.desk.dress(ENGLISH, DARK)
    qtbot.waitUntil(lambda: bench.desk.window is None)


def test_an_alarm_is_raised_and_taken_back(bench: Bench, qtbot: QtBot) -> None:
    log = DeskLog(bench.records.appender)
    attempt(bench.records, job("job-1"), PASSED)
    for _ in range(BASELINE):
        log.record_event(opinion(1, agrees=True))
    for _ in range(20):
        log.record_event(opinion(1))
    bench.desk._on_due()
    qtbot.waitUntil(lambda: bool(bench.alerts.alerts))
    (alert,) = bench.alerts.alerts
    assert (alert.code, alert.detail) == (AlertCode.ENGINES_DRIFTED, "100 % → 80 %")
    for _ in range(300):
        log.record_event(opinion(1, agrees=True))
    bench.desk._on_due()
    qtbot.waitUntil(lambda: bench.alerts.alerts == ())


def test_a_record_that_cannot_be_read_is_told_in_words(
    tmp_path: Path, qtbot: QtBot, bench: Bench
) -> None:
    cast(FakeParts, bench.desk._parts).places = find_places(tmp_path / "none")
    bench.desk.open(ENGLISH, LIGHT)
    window = bench.desk.window
    assert window is not None
    qtbot.waitUntil(lambda: "cannot be read" in window.headline.text())
    assert "cannot be read" in window.agreement.headline.text()
