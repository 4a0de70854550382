"""The guide thread: watches one subject from the first frame to the end of one check."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Asked, Script
from liveness_station.domain.ports import Watcher
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.burst_frames import BurstFrames
from liveness_station.runtime.frame_tap import FrameBox
from liveness_station.session.states import GuideProgress
from liveness_station.verification.burst_choice import BURST_FRAMES
from liveness_station.verification.guide_steps import GuideSteps, Stage

NO_FRAME_S: Final = 2.0
"""A camera that brings nothing for so long is not waited for."""

BURST_STEP_S: Final = 0.18
"""Between two frames of a burst without a guide: five of them take three quarters of a second."""

_LOOK_S: Final = 0.1
_TURN_STEP: Final = 0.05
"""Finer steps of a turn would paint the window anew and show nothing."""


@dataclass(frozen=True, slots=True)
class GuideEnded:
    """There is something to be judged."""

    frames: tuple[Frame, ...]
    signals: tuple[Signal, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class GuideBroken:
    """There is nothing that could be judged, and why."""

    reason: Reason
    detail: str = ""
    signals: tuple[Signal, ...] = ()


GuideReport = GuideProgress | GuideEnded | GuideBroken


class GuideRun(threading.Thread):
    """Watches one check. Thread: "guide".

    A run is never reused. One whose model hangs is left behind; it is a daemon, nobody hears it any
    more, and it ends with the program.
    """

    def __init__(
        self,
        script: Script,
        *,
        make_watcher: Callable[[], Watcher],
        box: FrameBox,
        on_report: Callable[[GuideReport], None],
        no_frame_s: float = NO_FRAME_S,
    ) -> None:
        super().__init__(name="guide", daemon=True)
        self._script = script
        self._make_watcher = make_watcher
        self._box = box
        self._on_report = on_report
        self._no_frame_s = no_frame_s
        self._stopping = threading.Event()
        self._progress: GuideProgress | None = None

    def stop(self) -> None:
        """Asks the run to end; returns at once, and nothing is reported from now on."""
        self._stopping.set()

    def run(self) -> None:
        """Watches until the check is over, or until asked to stop."""
        report: GuideReport = GuideBroken(Reason.INTERNAL)
        try:
            report = self._guide() if self._script.prompts else self._collect()
        except EngineError as error:
            report = GuideBroken(error.reason, error.detail)
        finally:
            # Also with a bug on its way to the hook: the desk must not wait for the limit.
            self._tell(report)

    def _guide(self) -> GuideReport:
        watcher = self._make_watcher()
        steps, frames = GuideSteps(self._script), BurstFrames()
        last: Frame | None = None
        self._show(steps)
        while not steps.is_over:
            frame = self._next_frame()
            if frame is None:
                return GuideBroken(Reason.STALE_FRAME, "no frames")
            if _is_of_another_source(frame, last):
                return GuideBroken(Reason.FACE_CHANGED, "another source")
            last = frame
            steps = steps.advance(watcher.watch(frame))
            if steps.is_straight:
                frames.add(frame)
            self._show(steps)
        signals = watcher.signals(steps.asked)
        if steps.stage is Stage.DONE:
            return GuideEnded(frames.spread(), signals, steps.asked)
        return GuideBroken(steps.failure or Reason.INTERNAL, steps.detail, signals)

    def _collect(self) -> GuideReport:
        """Takes a burst of whoever cannot move, or need not."""
        frames: list[Frame] = []
        self._tell(GuideProgress())
        while len(frames) < BURST_FRAMES:
            frame = self._next_frame()
            if frame is None or _is_of_another_source(frame, frames[-1] if frames else None):
                return GuideBroken(Reason.TOO_FEW_FRAMES, f"{len(frames)} of {BURST_FRAMES}")
            if not frames or frame.captured_at_s - frames[-1].captured_at_s >= BURST_STEP_S:
                frames.append(frame)
        return GuideEnded(tuple(frames), (), ())

    def _next_frame(self) -> Frame | None:
        """Waits for the next frame; None where the camera brings none, or nobody waits any more."""
        for _ in range(max(round(self._no_frame_s / _LOOK_S), 1)):
            if self._stopping.is_set():
                return None
            frame = self._box.take(_LOOK_S)
            if frame is not None:
                return frame
        return None

    def _show(self, steps: GuideSteps) -> None:
        turn = None if steps.turn is None else round(steps.turn / _TURN_STEP) * _TURN_STEP
        movement = steps.asked[-1].movement if steps.stage is Stage.ASKING else None
        total = len(self._script.prompts)
        progress = GuideProgress(movement, steps.done, total, turn, steps.obstacle)
        if progress != self._progress:
            self._progress = progress
            self._tell(progress)

    def _tell(self, report: GuideReport) -> None:
        """Reports, unless nobody listens any more: what hung until now may wake very late."""
        if not self._stopping.is_set():
            self._on_report(report)


def _is_of_another_source(frame: Frame, last: Frame | None) -> bool:
    """Tells whether a frame cannot follow the last: another camera, or the same opened anew."""
    return last is not None and (
        frame.source_label != last.source_label or frame.sequence <= last.sequence
    )
