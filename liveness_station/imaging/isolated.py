"""Decodes in a child process, so that a broken decoder breaks nothing but itself."""

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from liveness_station.domain.errors import EngineError, ImageError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import check, check_size, reduction_for
from liveness_station.imaging.decoder_wire import READY, REPLY, REQUEST, UNCAPPED, Head
from liveness_station.imaging.header import ImageHeader
from liveness_station.imaging.untrusted import bad_image

_log = logging.getLogger(__name__)

DEADLINE_S: Final = 10.0
"""The largest picture of the contract takes a fifth of this here."""

# -P: a folder of pictures must not bring along modules of its own.
COMMAND: Final = (sys.executable, "-P", "-m", "liveness_station.imaging.decoder_child")
_PIPE_BYTES: Final = 1 << 20
# On Windows a console program would open a black window of its own.
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class IsolatedDecoder:
    """Decodes one picture at a time in a child that is kept warm and replaced when it dies.

    May be called from several threads; they wait for each other. The child gets a picture only
    after `check` has judged its type and size, and nothing but that size is taken from it, whatever
    it says. A thread named `decoder-deadline` lives as long as one picture takes.
    """

    def __init__(self, command: Sequence[str] = COMMAND, *, deadline_s: float = DEADLINE_S) -> None:
        self._command = list(command)
        self._deadline_s = deadline_s
        self._lock = threading.Lock()
        self._is_closed = False
        self._child: _Child | None = None
        self._has_warned = False

    def start(self) -> None:
        """Starts the child, so that it warms up before the first picture.

        Raises:
            EngineError: it cannot be started.
        """
        with self._lock:
            self._living_child()

    def __call__(self, untrusted_image: bytes) -> Pixels:
        """Decodes one picture, as `imaging.decode.decode` does, a large one reduced.

        A side beyond `REDUCED_BEYOND_PX` has all sides divided by two or four: scoring looks at
        640 px, and neither process shall hold 200 MB for it.

        Raises:
            ImageError: as `decode` does; also where the decoder died of the picture or took longer
                than the deadline.
            EngineError: there is no decoder.
        """
        header = check(untrusted_image)
        with self._lock:
            child = self._living_child()
            try:
                with self._deadline(child):
                    return child.decode(untrusted_image, header)
            except _LostChildError as error:
                self._drop()
                if not self._is_closed:
                    self._living_child()  # warm again by the time the next picture comes
                raise bad_image(str(error)) from error

    def close(self) -> None:
        """Ends the child, in the middle of a picture too; may be called twice."""
        self._is_closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._drop()

    def _living_child(self) -> "_Child":
        if self._is_closed:
            raise EngineError(Reason.ENGINE_DOWN, "the decoder is closed")
        if self._child is None or not self._child.is_alive:
            self._drop()
            self._child = _Child(self._command, self._warn_once)
        return self._child

    def _warn_once(self) -> None:
        """Says that a broken picture could take all memory; each child would say so anew."""
        if not self._has_warned:
            self._has_warned = True
            _log.warning("the memory of the decoding child is not bounded: the system refused")

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    @contextlib.contextmanager
    def _deadline(self, child: "_Child") -> Iterator[None]:
        """Kills the child when its time is up, which ends every wait for it."""
        timer = threading.Timer(self._deadline_s, child.kill)
        timer.name = "decoder-deadline"
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


class _LostChildError(Exception):
    """The child is gone, or says what it cannot mean and is ended for it."""

    def __init__(self, detail: str = "the decoder did not survive it") -> None:
        super().__init__(detail)


class _Child:
    """One child process and its two pipes. Used by one thread at a time, but for `kill`."""

    def __init__(self, command: list[str], on_uncapped: Callable[[], None]) -> None:
        self._on_uncapped = on_uncapped
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # libraries talk there about what they decode
                bufsize=0,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise EngineError(Reason.ENGINE_DOWN, "the decoder cannot be started") from error
        assert self._process.stdin is not None  # noqa: S101 - both were asked for above
        assert self._process.stdout is not None  # noqa: S101 - as above
        self._requests, self._replies = self._process.stdin, self._process.stdout
        self._is_ready = False
        for pipe in (self._requests, self._replies):
            _widen(pipe.fileno())

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def decode(self, untrusted_image: bytes, header: ImageHeader) -> Pixels:
        """Has one picture decoded.

        Raises:
            ImageError: the decoder refused it.
            EngineError: the child never came up.
            _LostChildError: it died of it.
        """
        if not self._is_ready:
            self._wait_until_ready()
        try:
            self._write(REQUEST.pack(len(untrusted_image), reduction_for(header)))
            self._write(untrusted_image)
            head, height_px, width_px = REPLY.unpack(self._read(bytearray(REPLY.size)))
            if head == Head.REFUSED:
                raise bad_image(f"broken {header.kind.value}")
            if head != Head.DECODED:
                raise _LostChildError
            return self._pixels(header, height_px, width_px)
        except OSError as error:
            raise _LostChildError from error

    def kill(self) -> None:
        """Ends the process at once; from any thread."""
        self._process.kill()

    def end(self) -> None:
        """Ends the process and gives back what it held."""
        self._process.kill()
        self._process.wait()
        self._requests.close()
        self._replies.close()

    def _wait_until_ready(self) -> None:
        said = self._replies.read(len(READY))
        if said not in {READY, UNCAPPED}:
            raise EngineError(Reason.ENGINE_DOWN, "the decoder ends at once")
        self._is_ready = True
        if said == UNCAPPED:
            self._on_uncapped()

    def _pixels(self, header: ImageHeader, height_px: int, width_px: int) -> Pixels:
        try:
            check_size(
                header, height_px=height_px, width_px=width_px, reduction=reduction_for(header)
            )
        except ImageError as error:
            raise _LostChildError(error.detail) from error
        pixels = np.empty((height_px, width_px, 3), np.uint8)
        self._read(memoryview(pixels.data).cast("B"))
        return pixels

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[self._requests.write(left) :]

    def _read(self, buffer: bytearray | memoryview) -> bytearray | memoryview:
        left = memoryview(buffer)
        while left:
            count = self._replies.readinto(left)  # type: ignore[attr-defined]  # unbuffered: FileIO
            if not count:
                raise _LostChildError
            left = left[count:]
        return buffer


def _widen(descriptor: int) -> None:
    """Lets a pipe hold 1 MB, so that two processes take turns 16 times less often."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # the system may allow less; then it is slower
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
