"""When a desk counts as left alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from liveness_station.runtime.idle_watch import IdleWatch


class Clock:
    """Set by hand."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock, qtbot: QtBot) -> Iterator[IdleWatch]:  # noqa: ARG001 - an event loop
    watch = IdleWatch(clock_s=clock)
    yield watch
    watch.begin(0)


class Ear:
    """Counts how often it was told."""

    def __init__(self, watch: IdleWatch) -> None:
        self.count = 0
        watch.idle.connect(self.on_idle)

    def on_idle(self) -> None:
        self.count += 1


def send(window: QObject, kind: QEvent.Type, watch: IdleWatch) -> bool:
    return watch.eventFilter(window, QEvent(kind))


@pytest.mark.parametrize(
    "kind", [QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin, QEvent.Type.Wheel]
)
def test_every_touch_begins_the_wait_anew(
    watch: IdleWatch, clock: Clock, kind: QEvent.Type
) -> None:
    ear, window = Ear(watch), QObject()
    watch.begin(600)
    for _ in range(5):
        clock.now_s += 599
        assert not send(window, kind, watch)
    assert ear.count == 0


def test_what_nobody_does_is_no_touch(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    ear, window = Ear(watch), QObject()
    watch.begin(600)
    clock.now_s += 601
    assert not send(window, QEvent.Type.Timer, watch)
    assert not send(window, QEvent.Type.Paint, watch)
    qtbot.waitUntil(lambda: ear.count == 1)


def test_the_first_key_after_a_sleep_comes_too_late(watch: IdleWatch, clock: Clock) -> None:
    """The timer has had no turn yet when the machine wakes: the key must not undo the wait."""
    ear, window = Ear(watch), QObject()
    watch.begin(600)
    clock.now_s += 8 * 3600
    assert send(window, QEvent.Type.KeyPress, watch)
    assert ear.count == 1
    assert not send(window, QEvent.Type.KeyPress, watch)
    assert ear.count == 1


def test_no_limit_watches_nothing(watch: IdleWatch, clock: Clock) -> None:
    ear, window = Ear(watch), QObject()
    watch.begin(0)
    clock.now_s += 1e6
    assert not send(window, QEvent.Type.KeyPress, watch)
    assert ear.count == 0


def test_a_window_is_watched_once_it_has_the_focus(watch: IdleWatch, clock: Clock) -> None:
    ear, window = Ear(watch), QObject()
    watch.begin(600)
    watch.on_window_focused(None)
    watch.on_window_focused(window)
    watch.on_window_focused(window)
    clock.now_s += 601
    window.event(QEvent(QEvent.Type.KeyPress))
    assert ear.count == 0
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.KeyPress))
    assert ear.count == 1
