"""U11: too little memory is told once, and enough again, too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from liveness_station.runtime import memory_watch
from liveness_station.runtime.memory_watch import MemoryWatch, available_bytes


def scripted(*sizes: int | None) -> Callable[[], int | None]:
    left = iter(sizes)
    return lambda: next(left)


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ((10**9, 10**9), []),
        ((10**9, 199_999_999, 10**6), [True]),
        # What has just been enough is not, after there was too little.
        ((199_999_999, 200_000_000, 259_999_999, 260_000_000), [True, False]),
        ((10**6, None, None), [True]),
        ((None, None), []),
    ],
)
def test_U11_the_limit_is_two_hundred_megabytes(
    qapp: QCoreApplication, sizes: tuple[int | None, ...], told: list[bool]
) -> None:
    del qapp
    watch, heard = MemoryWatch(free_bytes=scripted(*sizes)), list[bool]()
    watch.changed.connect(heard.append)
    watch.start()
    for _ in sizes[1:]:
        watch._on_timeout()
    watch.stop()
    assert heard == told


def test_U11_it_looks_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_watch, "_LOOK_MS", 1)
    watch = MemoryWatch(free_bytes=scripted(10**9, 10**9, 10**6, *[10**6] * 10_000))
    with qtbot.waitSignal(watch.changed):
        watch.start()
    watch.stop()


def test_U11_what_linux_says_is_read(tmp_path: Path) -> None:
    said = tmp_path / "meminfo"
    said.write_text("MemTotal:  4000 kB\nMemAvailable:    1024 kB\n", "ascii")
    assert available_bytes(said) == 1024 * 1024
    for nonsense in ("", "MemAvailable:\n", "MemAvailable: much kB\n"):
        said.write_text(nonsense, "ascii")
        assert available_bytes(said) is None
    assert available_bytes(tmp_path / "none") is None
