import subprocess
import sys

import pytest

from liveness_station.imaging.allocator import KEPT_BYTES, keep_freed_memory

GROWS = """
import ctypes
from liveness_station.imaging.allocator import keep_freed_memory

class State(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost").split()]

library = ctypes.CDLL(None)
library.mallinfo2.restype = State
library.malloc.restype = ctypes.c_void_p
library.free.argtypes = [ctypes.c_void_p]

def kept_after_a_picture():
    library.free(library.malloc(8 << 20))
    return library.mallinfo2().fordblks

before = kept_after_a_picture()
assert keep_freed_memory()
print(before < 8 << 20 <= kept_after_a_picture())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc")
def test_memory_of_a_picture_is_kept_for_the_next() -> None:
    # In a process of its own, because it cannot be undone.
    command = [sys.executable, "-c", GROWS]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert found.stdout.strip() == "True"
    assert KEPT_BYTES > 8 << 20


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert keep_freed_memory() is False
