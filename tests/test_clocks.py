"""The clock goes on while the machine sleeps, on each system by another name."""

import sys
import time

import pytest

from liveness_station.clocks import waking_clock_s

NUMBERS = {"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC": 1}


def asked(monkeypatch: pytest.MonkeyPatch, *, platform: str, has: set[str]) -> int | None:
    """Returns the number of the system's clock that is asked, None for Python's own."""
    numbers: list[int] = []

    def clock_gettime(number: int) -> float:
        numbers.append(number)
        return 5.0

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(time, "clock_gettime", clock_gettime, raising=False)
    monkeypatch.setattr(time, "monotonic", lambda: 3.0)
    for name, number in NUMBERS.items():
        if name in has:
            monkeypatch.setattr(time, name, number, raising=False)
        else:
            monkeypatch.delattr(time, name, raising=False)
    assert waking_clock_s() == (5.0 if numbers else 3.0)
    return numbers[0] if numbers else None


def test_linux_has_a_clock_of_its_own_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, platform="linux", has={*NUMBERS}) == 7


def test_on_macos_the_systems_monotonic_clock_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, platform="darwin", has={"CLOCK_MONOTONIC"}) == 1


def test_on_windows_pythons_own_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, platform="win32", has=set()) is None


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems cannot be asked")
def test_it_is_never_behind_the_one_that_stops() -> None:
    before_s = time.clock_gettime(time.CLOCK_MONOTONIC)
    assert waking_clock_s() >= before_s
