"""The cap of Windows: right structures, right calls, and what becomes of a refusal."""

import ctypes
import struct
import sys
from typing import Any

import pytest

from liveness_station.imaging.job_limit import (
    BasicLimits,
    ExtendedLimits,
    IoCounters,
    cap_memory,
    put_into_job,
)

LIMIT = 3 << 30


class Function:
    """One of the system's functions: takes down what it is called with."""

    def __init__(self, name: str, called: list[tuple[str, tuple[Any, ...]]], answer: int) -> None:
        self.argtypes: list[Any] = []
        self.restype: Any = None
        self._name, self._called, self._answer = name, called, answer

    def __call__(self, *args: Any) -> int:
        self._called.append((self._name, args))
        return self._answer


class Kernel:
    """Four functions of kernel32, of which one may refuse."""

    def __init__(self, refusing: str = "") -> None:
        self.called: list[tuple[str, tuple[Any, ...]]] = []
        for name, answer in (
            ("CreateJobObjectW", 0x7FFF_0000_1234),
            ("SetInformationJobObject", 1),
            ("AssignProcessToJobObject", 1),
            ("GetCurrentProcess", 0xFFFF_FFFF_FFFF_FFFF),
        ):
            setattr(self, name, Function(name, self.called, 0 if name == refusing else answer))


@pytest.mark.skipif(struct.calcsize("P") != 8, reason="the sizes are those of 64 bits")
def test_the_structures_have_the_documented_sizes_and_places() -> None:
    sizes = [ctypes.sizeof(kind) for kind in (BasicLimits, IoCounters, ExtendedLimits)]
    assert sizes == [64, 48, 144]
    assert BasicLimits.flags.size == 4
    places = {name: getattr(BasicLimits, name).offset for name in ("flags", "affinity")}
    assert places == {"flags": 16, "affinity": 48}
    assert ExtendedLimits.process_memory.offset == 112


def test_the_process_is_put_into_a_job_with_the_limit() -> None:
    kernel = Kernel()
    assert put_into_job(kernel, LIMIT)
    names = [name for name, _ in kernel.called]
    assert names == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "GetCurrentProcess",
        "AssignProcessToJobObject",
    ]
    job, kind, pointer, size = kernel.called[1][1]
    assert (job, kind, size) == (0x7FFF_0000_1234, 9, ctypes.sizeof(ExtendedLimits))
    limits = pointer._obj
    assert (limits.process_memory, limits.basic.flags) == (LIMIT, 0x100)
    assert kernel.called[3][1] == (job, 0xFFFF_FFFF_FFFF_FFFF)


@pytest.mark.parametrize(
    "refusing", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_a_refusal_is_told(refusing: str) -> None:
    kernel = Kernel(refusing)
    assert not put_into_job(kernel, LIMIT)
    assert kernel.called[-1][0] == refusing


@pytest.mark.skipif(sys.platform == "win32", reason="caps the test's own process there")
def test_other_systems_need_none() -> None:
    assert cap_memory(1)
