"""A camera that comes or goes has the list read again: soon, and not while one is being read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Slot
from pytestqt.qtbot import QtBot

from liveness_station.runtime.device_watch import DeviceWatch


class Ear(QObject):
    def __init__(self, watch: DeviceWatch) -> None:
        super().__init__()
        self.wishes = 0
        watch.list_wanted.connect(self._on_list_wanted)

    @Slot()
    def _on_list_wanted(self) -> None:
        self.wishes += 1


@pytest.fixture
def watch(qapp: QCoreApplication, tmp_path: Path) -> Iterator[DeviceWatch]:
    del qapp
    made = DeviceWatch(folder=str(tmp_path), platform="linux", settle_ms=20, second_look_ms=120)
    made.start()
    yield made
    made.stop()


def test_C1_a_new_node_has_the_list_read_twice(
    watch: DeviceWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    """Soon, and once more when rights and further nodes have settled."""
    ear = Ear(watch)
    (tmp_path / "video0").touch()
    (tmp_path / "video1").touch()
    qtbot.waitUntil(lambda: ear.wishes == 1)
    watch.on_listed()
    qtbot.waitUntil(lambda: ear.wishes == 2)


def test_no_list_is_asked_for_while_one_is_awaited(
    watch: DeviceWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    ear = Ear(watch)
    (tmp_path / "video0").touch()
    qtbot.waitUntil(lambda: ear.wishes == 1)
    qtbot.wait(200)
    assert ear.wishes == 1
    watch.on_listed()
    assert ear.wishes == 2, "what changed meanwhile is not forgotten"


def test_elsewhere_the_list_is_asked_for_again_and_again(
    qapp: QCoreApplication, qtbot: QtBot
) -> None:
    del qapp
    watch = DeviceWatch(platform="win32")
    ear = Ear(watch)
    watch.set_live(is_live=True)
    assert watch._poll.interval() == 10_000
    watch.set_live(is_live=False)
    assert watch._poll.interval() == 2000
    watch._poll.setInterval(20)
    watch.start()
    qtbot.waitUntil(lambda: ear.wishes == 1)
    watch.on_listed()
    qtbot.waitUntil(lambda: ear.wishes == 2)
    watch.stop()
