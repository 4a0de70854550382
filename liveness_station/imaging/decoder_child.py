"""The child process that decodes: whatever a picture does to a decoder is done to this one.

It holds no secret, can open no file or socket, leaves no core dump, and ends with its parent.

    python -m liveness_station.imaging.decoder_child
"""

import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO, Final

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Pixels
from liveness_station.imaging.allocator import keep_freed_memory
from liveness_station.imaging.decode import decode_pixels
from liveness_station.imaging.decoder_wire import READY, REPLY, REQUEST, UNCAPPED, Head
from liveness_station.imaging.job_limit import cap_memory

MEMORY_BYTES: Final = 1 << 30
"""Beyond what the program takes by itself. The largest picture of the contract, a progressive JPEG
of 8192 x 8192 pixels with an orientation, takes 0.8 GB."""

ALARM_S: Final = 15
"""The system ends this process if one picture takes longer, even if its parent is gone."""

_PROGRAM_BYTES: Final = 1 << 30
"""Ample for what the program takes by itself; counted exactly where the system tells it."""

_UNLIMITED_ADDRESSES: Final = 4 << 30


def main() -> int:
    """Decodes picture after picture until standard input ends."""
    requests, replies = _take_pipes()
    _ignore_stop_signals()
    keep_freed_memory()
    replies.write(READY if _limit() else UNCAPPED)
    while head := requests.read(REQUEST.size):
        length, reduction = REQUEST.unpack(head)
        untrusted_image = requests.read(length)
        _alarm(ALARM_S)
        pixels = _decode(untrusted_image, reduction)
        _alarm(0)
        _answer(replies, pixels)
    return 0


def _decode(untrusted_image: bytes, reduction: int) -> Pixels | None:
    try:
        return decode_pixels(untrusted_image, reduction=reduction)
    except (ImageError, MemoryError):
        return None


def _answer(replies: BinaryIO, pixels: Pixels | None) -> None:
    if pixels is None:
        replies.write(REPLY.pack(Head.REFUSED, 0, 0))
        return
    replies.write(REPLY.pack(Head.DECODED, *pixels.shape[:2]))
    left = memoryview(pixels.data).cast("B")
    while left:
        left = left[replies.write(left) :]


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Takes the pipes away from standard input and output, so that no library writes into them."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    with Path(os.devnull).open("r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    return requests, replies


def _ignore_stop_signals() -> None:
    """Leaves it to the parent when to stop: Ctrl+C reaches both, and pictures are under way."""
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _alarm(seconds: int) -> None:
    """Sets the system's own clock, whose default action needs nothing of this process."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _limit() -> bool:
    """Bounds what a decoder can do to the machine; False where its memory is not bounded.

    Windows bounds nothing but memory (docs/service.md).
    """
    if sys.platform == "win32":
        return cap_memory(_PROGRAM_BYTES + MEMORY_BYTES)
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space_bytes() + MEMORY_BYTES
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(kind, (most, most))
    return True


def _address_space_bytes() -> int:
    """Returns what this process has mapped, or a guess where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return _UNLIMITED_ADDRESSES
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
