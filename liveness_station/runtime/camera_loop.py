"""The camera thread: opens one source, reads it until told to stop, opens it again when lost."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Protocol

from liveness_station.domain.conditions import UNJUDGED, Condition
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.mailbox import Mailbox
from liveness_station.runtime.reopening import ReopenRule, is_worth_telling

REOPEN_AFTER_S = 2.0
PREDECESSOR_WAIT_S = 3.0


@dataclass(frozen=True, slots=True)
class SourceOpening:
    """The source is being opened."""


@dataclass(frozen=True, slots=True)
class SourceOpened:
    """Frames will come, or come in another size from now on."""

    description: str


@dataclass(frozen=True, slots=True)
class SourceJudged:
    """How the pictures are has changed."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class SourceFailed:
    """No frames will come until it is opened again."""

    trouble: CameraTrouble


SourceReport = SourceOpening | SourceOpened | SourceJudged | SourceFailed
Opener = Callable[[Callable[[], bool]], FrameSource]
"""Opens the source; is given a function that tells whether to stop waiting."""


class Watch(Protocol):
    """Judges the pictures of one source, over reopenings too. Used by one thread."""

    def look(self, frame: Frame) -> Condition:
        """Returns how the pictures are, this frame being the newest."""


WatchMaker = Callable[[], Watch]


class LoopPhase(Enum):
    """What a loop is at."""

    WAITING = auto()
    OPENING = auto()
    READING = auto()


class CameraLoop(threading.Thread):
    """Reads one source into a mailbox, and past a tap. Thread: "camera".

    A loop is never reused: another source gets another loop, which first waits for this one to let
    go of its device. A loop whose device hangs is left behind; it is a daemon and ends with the
    program.

    `phase` and `beats` may be read by any thread: what it is at, and a count that goes up with
    every sign of life.
    """

    def __init__(
        self,
        opener: Opener,
        *,
        mailbox: Mailbox[Frame],
        on_report: Callable[[SourceReport], None],
        on_frame: Callable[[], None],
        tap: FrameTap | None = None,
        make_watch: WatchMaker | None = None,
        predecessor: "CameraLoop | None" = None,
        reopen_after_s: float = REOPEN_AFTER_S,
        predecessor_wait_s: float = PREDECESSOR_WAIT_S,
    ) -> None:
        super().__init__(name="camera", daemon=True)
        self.phase = LoopPhase.WAITING
        self.beats = 0
        self._opener = opener
        self._mailbox = mailbox
        self._on_report = on_report
        self._on_frame = on_frame
        self._tap = tap or FrameTap()
        self._make_watch = make_watch
        self._watch: Watch | None = None
        self._reopen_rule = ReopenRule()
        self._told = UNJUDGED
        self._predecessor = predecessor
        self._reopen_after_s = reopen_after_s
        self._predecessor_wait_s = predecessor_wait_s
        self._stopping = threading.Event()
        self._nudged = threading.Event()

    def stop(self) -> None:
        """Asks the loop to end; returns at once."""
        self._stopping.set()
        self._nudged.set()

    def nudge(self) -> None:
        """Ends the wait before the next try, if there is one; returns at once."""
        self._nudged.set()

    def run(self) -> None:
        """Opens, reads and reopens until asked to stop."""
        if self._predecessor is not None:
            self._predecessor.join(self._predecessor_wait_s)
            self._predecessor = None
        has_ended = False
        try:
            if self._make_watch is not None:
                self._watch = self._make_watch()
            while not self._stopping.is_set():
                self._tell(SourceFailed(self._read_until_trouble()))
                self._wait()
            has_ended = True
        finally:
            # A bug is on its way to the hook: the desk must not go on showing the last picture.
            if not has_ended:
                self._tell(SourceFailed(CameraTrouble.UNREADABLE))

    def _wait(self) -> None:
        self._enter(LoopPhase.WAITING)
        # A stop may have come between the last look and the clearing, hence the second look.
        self._nudged.clear()
        if not self._stopping.is_set():
            self._nudged.wait(self._reopen_after_s)

    def _should_stop(self) -> bool:
        # Whoever asks between two frames, as a probe does, is alive; opening has its own limit.
        if self.phase is LoopPhase.READING:
            self.beats += 1
        return self._stopping.is_set()

    def _enter(self, phase: LoopPhase) -> None:
        self.phase = phase
        self.beats += 1

    def _read_until_trouble(self) -> CameraTrouble:
        self._enter(LoopPhase.OPENING)
        self._tell(SourceOpening())
        try:
            source = self._opener(self._should_stop)
        except CameraError as error:
            return error.trouble
        try:
            self._enter(LoopPhase.READING)
            return self._read(source)
        except CameraError as error:
            return error.trouble
        finally:
            source.close()

    def _read(self, source: FrameSource) -> CameraTrouble:
        description = source.description
        self._told = UNJUDGED
        self._tell(SourceOpened(description))
        while not self._stopping.is_set():
            frame = source.read()
            self.beats += 1
            if source.description != description:
                description = source.description
                self._tell(SourceOpened(description))
            judged, condition = self._judge(frame)
            self._hand_out(judged)
            if self._reopen_rule.asks(condition, frame.captured_at_s):
                return condition.trouble or CameraTrouble.UNREADABLE
        return CameraTrouble.ENDED

    def _judge(self, frame: Frame) -> tuple[Frame, Condition]:
        """Looks at a frame; what is wrong goes with the frame itself and cannot come too late."""
        if self._watch is None:
            return frame, UNJUDGED
        condition = self._watch.look(frame)
        if is_worth_telling(self._told, condition):
            self._told = condition
            self._tell(SourceJudged(condition))
        if condition.frame_trouble is frame.trouble:
            return frame, condition
        return replace(frame, trouble=condition.frame_trouble), condition

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
