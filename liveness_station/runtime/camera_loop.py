"""The camera thread: opens one source, reads it until told to stop, opens it again when lost."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.mailbox import Mailbox

REOPEN_AFTER_S = 2.0
PREDECESSOR_WAIT_S = 3.0


@dataclass(frozen=True, slots=True)
class SourceOpening:
    """The source is being opened."""


@dataclass(frozen=True, slots=True)
class SourceOpened:
    """Frames will come."""

    description: str


@dataclass(frozen=True, slots=True)
class SourceFailed:
    """No frames will come until it is opened again."""

    trouble: CameraTrouble


SourceReport = SourceOpening | SourceOpened | SourceFailed
Opener = Callable[[Callable[[], bool]], FrameSource]
"""Opens the source; is given a function that tells whether to stop waiting."""


class CameraLoop(threading.Thread):
    """Reads one source into a mailbox, and past a tap. Thread: "camera".

    A loop is never reused: another source gets another loop, which first waits for this one to let
    go of its device. A loop whose device hangs is left behind; it is a daemon and ends with the
    program.
    """

    def __init__(
        self,
        opener: Opener,
        *,
        mailbox: Mailbox[Frame],
        on_report: Callable[[SourceReport], None],
        on_frame: Callable[[], None],
        tap: FrameTap | None = None,
        predecessor: "CameraLoop | None" = None,
        reopen_after_s: float = REOPEN_AFTER_S,
        predecessor_wait_s: float = PREDECESSOR_WAIT_S,
    ) -> None:
        super().__init__(name="camera", daemon=True)
        self._opener = opener
        self._mailbox = mailbox
        self._on_report = on_report
        self._on_frame = on_frame
        self._tap = tap or FrameTap()
        self._predecessor = predecessor
        self._reopen_after_s = reopen_after_s
        self._predecessor_wait_s = predecessor_wait_s
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Asks the loop to end; returns at once."""
        self._stopping.set()

    def run(self) -> None:
        """Opens, reads and reopens until asked to stop."""
        if self._predecessor is not None:
            self._predecessor.join(self._predecessor_wait_s)
            self._predecessor = None
        has_ended = False
        try:
            while not self._stopping.is_set():
                self._tell(SourceFailed(self._read_until_trouble()))
                self._stopping.wait(self._reopen_after_s)
            has_ended = True
        finally:
            # A bug is on its way to the hook: the desk must not go on showing the last picture.
            if not has_ended:
                self._tell(SourceFailed(CameraTrouble.UNREADABLE))

    def _read_until_trouble(self) -> CameraTrouble:
        self._tell(SourceOpening())
        try:
            source = self._opener(self._stopping.is_set)
        except CameraError as error:
            return error.trouble
        try:
            self._tell(SourceOpened(source.description))
            while not self._stopping.is_set():
                self._hand_out(source.read())
        except CameraError as error:
            return error.trouble
        finally:
            source.close()
        return CameraTrouble.ENDED

    def _hand_out(self, frame: Frame) -> None:
        is_first = self._mailbox.put(frame)
        # Looked at after the read, which may have hung while another source was opened.
        if self._stopping.is_set():
            return
        self._tap.put(frame)
        if is_first:
            self._on_frame()

    def _tell(self, report: SourceReport) -> None:
        """Reports, unless nobody listens any more: what hung until now may wake very late."""
        if not self._stopping.is_set():
            self._on_report(report)
