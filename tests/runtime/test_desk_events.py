"""What the io thread does besides checks: events, look-ups, opinions that nobody waits for."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from pytestqt.qtbot import QtBot

from liveness_station.domain.desk_events import (
    NoteEvent,
    Recorded,
    ShadowEvent,
    ShadowTrouble,
)
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.subjects import Subject
from liveness_station.runtime.call_meter import CallMeter
from liveness_station.runtime.io_thread import IoThread
from liveness_station.settings.values import Settings
from tests.runtime.test_io_thread import Station

NOTE = NoteEvent("job-1", "wears glasses")
WHO = Subject("A-1042")
OPINION = ShadowEvent("job-1", "api.example", "x/1", "LIVE", "above_threshold", "0.9", "", True)


class Visits(QObject):
    """What a visit wants of the io thread, and what it hears."""

    desk_event_requested = Signal(object)
    lookup_requested = Signal(object, int, float)
    prepare_here_requested = Signal()
    settings_changed = Signal(object, object)

    def __init__(self, io: IoThread) -> None:
        super().__init__()
        self.recorded: list[Recorded] = []
        self.looked_up: list[tuple[object, ...]] = []
        worker = io.worker
        io.serve(self)  # type: ignore[arg-type] # has the signals and slots of one
        self.settings_changed.connect(worker.on_settings_changed)

    @Slot(object)
    def on_event_recorded(self, recorded: Recorded) -> None:
        self.recorded.append(recorded)

    @Slot(object, int, object, int, str)
    def on_subject_looked_up(self, *found: object) -> None:
        self.looked_up.append(found)


@pytest.fixture
def station(qapp: QCoreApplication, qtbot: QtBot) -> Iterator[Station]:  # noqa: ARG001 - threads need it
    made = Station()
    made.io.start()
    qtbot.waitUntil(made.is_ready)
    yield made
    assert made.io.stop()


@pytest.fixture
def visits(station: Station) -> Visits:
    return Visits(station.io)


def test_an_event_is_recorded_on_the_io_thread_and_told(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    visits.desk_event_requested.emit(NOTE)
    qtbot.waitUntil(lambda: bool(visits.recorded))
    assert visits.recorded == [Recorded(NOTE, 1)]
    assert ("record_event", "io") in station.bench.calls


def test_what_is_not_on_disk_is_told_too(station: Station, visits: Visits, qtbot: QtBot) -> None:
    station.bench.is_unwritable = True
    visits.desk_event_requested.emit(NOTE)
    qtbot.waitUntil(lambda: visits.recorded == [Recorded(NOTE, None)])


def test_a_bug_does_not_leave_the_desk_waiting_for_its_event(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    station.bench.bugs |= {
        "record_event": ZeroDivisionError(),
        "recent_attempts": ZeroDivisionError(),
    }
    with qtbot.captureExceptions() as bugs:
        visits.desk_event_requested.emit(NOTE)
        visits.lookup_requested.emit(WHO, 4, 600.0)
        qtbot.waitUntil(lambda: bool(visits.looked_up))
    assert visits.recorded == [Recorded(NOTE, None)]
    assert visits.looked_up == [(WHO, 4, (), 0, "")]
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError] * 2


def test_a_subject_is_looked_up_and_the_generation_comes_back(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    station.bench.recent = RecentAttempts((1.5, 90.0), "job-7", 2)
    visits.lookup_requested.emit(WHO, 4, 600.0)
    qtbot.waitUntil(lambda: bool(visits.looked_up))
    assert visits.looked_up == [(WHO, 4, (1.5, 90.0), 2, "job-7")]
    assert ("recent_attempts", "io") in station.bench.calls


def test_the_service_here_is_started_when_a_picture_must_not_leave(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    visits.prepare_here_requested.emit()
    qtbot.waitUntil(lambda: station.bench.count("prepare_local") == 1)


def test_other_settings_are_taken_before_the_endpoint_is_made_ready(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    after = replace(Settings(), threshold=0.9)
    visits.settings_changed.emit(Settings(), after)
    qtbot.waitUntil(lambda: station.bench.count("prepare") == 2)
    assert station.bench.settings == [after]
    steps = [method for method in station.bench.methods if method in {"change", "prepare"}]
    assert steps == ["prepare", "change", "prepare"]


def test_a_second_opinion_comes_after_the_verdict_and_is_recorded(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    station.bench.opinion = OPINION
    station.capture()
    qtbot.waitUntil(lambda: bool(visits.recorded))
    assert visits.recorded == [Recorded(OPINION, 1)]
    rest = [m for m in station.bench.methods if m in {"verify", "ask_other", "record_event"}]
    assert rest == ["verify", "ask_other", "record_event"]
    assert station.shown is not None


def test_nobody_asks_the_other_where_nobody_wants_to_know(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    station.capture()
    qtbot.waitUntil(lambda: station.shown is not None)
    visits.desk_event_requested.emit(NOTE)
    qtbot.waitUntil(lambda: bool(visits.recorded))
    assert station.bench.count("ask_other") == 0


@pytest.mark.parametrize("wish", ["check", "event", "lookup", "prepare"])
def test_whoever_wants_the_thread_has_it_at_once(
    station: Station, visits: Visits, qtbot: QtBot, wish: str
) -> None:
    station.bench.opinion, station.bench.is_asking_long = OPINION, True
    station.capture()
    qtbot.waitUntil(station.bench.asking.is_set)
    if wish == "check":
        station.controller.on_done_requested()
        station.capture("B-7")
        qtbot.waitUntil(lambda: station.bench.count("verify") == 2)
        assert visits.recorded == []
        return
    wishes = {
        "event": (visits.desk_event_requested, (NOTE,), "record_event"),
        "lookup": (visits.lookup_requested, (WHO, 1, 600.0), "recent_attempts"),
        "prepare": (visits.prepare_here_requested, (), "prepare_local"),
    }
    signal, values, method = wishes[wish]
    signal.emit(*values)
    qtbot.waitUntil(lambda: station.bench.count(method) == 1)
    # What was given up before its answer was there is not told by this fake.
    assert [one.event for one in visits.recorded if one.event == OPINION] == []


def test_what_waits_behind_a_check_goes_before_the_second_opinion(
    station: Station, visits: Visits, qtbot: QtBot
) -> None:
    station.bench.opinion, station.bench.is_holding = OPINION, True
    station.capture()
    qtbot.waitUntil(station.bench.running.is_set)
    visits.desk_event_requested.emit(NOTE)
    station.bench.released.set()
    qtbot.waitUntil(lambda: station.bench.count("ask_other") == 1)
    order = [m for m in station.bench.methods if m in {"record_event", "ask_other"}]
    assert order[:2] == ["record_event", "ask_other"]


def test_a_second_opinion_is_counted_as_a_call_of_its_own(qapp: QCoreApplication) -> None:
    meter = CallMeter(qapp)
    away = replace(OPINION, left_to="api.example")
    for event in (NOTE, OPINION, away, replace(away, trouble=ShadowTrouble.FAILED)):
        meter.on_desk_event_recorded(Recorded(event, 1))
    assert (meter.counts.spent_local, meter.counts.spent_cloud) == (1, 2)
