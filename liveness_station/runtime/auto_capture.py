"""Captures by itself once all gates have been green for a while."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.runtime.fresh_capture import PaintedFrame
from liveness_station.runtime.gate_run import Looked
from liveness_station.session.capturing import is_too_old
from liveness_station.session.gating import auto_capture_since_s
from liveness_station.session.states import DeskState

_LOOK_MS: Final = 50
_LOOK_LIFE_S: Final = 0.5
"""What was green longer ago may not be so now: the gates may hang, or the computer be busy."""


class AutoCapture(QObject):
    """Wishes for one capture of each subject. Thread: gui.

    It hands on what is on screen at that moment, as the key does. What was green before the subject
    was announced does not count: that may have been somebody else. Where heads are watched, nothing
    is captured before one has moved: it may be a photograph.

    Signals:
        capture_requested(Frame): capture what is on screen.
        waited(float | None): how many of the seconds are over; None where it waits for nothing.
        movement_awaited(bool): all is well but that the head has not been seen to move.
    """

    capture_requested = Signal(object)
    waited = Signal(object)
    movement_awaited = Signal(bool)

    def __init__(
        self,
        after_s: float,
        painted_frame: PaintedFrame,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        super().__init__(parent)
        self._after_s = after_s
        self._painted_frame = painted_frame
        self._clock = clock
        self._state = DeskState()
        self._announced_s = clock()
        self._fired_for: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._waited_s: float | None = None
        self._looked_s = float("-inf")
        self._is_movement_awaited = False

    @property
    def after_s(self) -> float:
        """For how long all must be well; 0: nothing is captured by itself."""
        return self._after_s

    def change(self, seconds: float) -> None:
        """Waits for another time from now on; 0 captures nothing by itself any more.

        It is waited anew: nobody's picture is taken because a dialog was closed.
        """
        if seconds == self._after_s:
            return
        self._after_s = seconds
        self._announced_s = self._clock()
        self.on_state_changed(self._state)

    def stop(self) -> None:
        """Captures nothing any more."""
        self._rest()

    def _rest(self) -> None:
        self._timer.stop()
        self._tell_movement(is_awaited=False)
        self._tell(None)

    def _tell_movement(self, *, is_awaited: bool) -> None:
        if is_awaited is not self._is_movement_awaited:
            self._is_movement_awaited = is_awaited
            self.movement_awaited.emit(is_awaited)

    @Slot(object)
    def on_looked(self, looked: Looked) -> None:
        """Notes when somebody has looked last."""
        self._looked_s = looked.look.seen_at_s

    def _tell(self, waited_s: float | None) -> None:
        if waited_s != self._waited_s:
            self._waited_s = waited_s
            self.waited.emit(waited_s)

    @Slot(object)
    def on_state_changed(self, state: DeskState) -> None:
        """Waits while all is well, and only then."""
        if state.generation != self._state.generation:
            self._announced_s = self._clock()
        self._state = state
        if self._after_s <= 0 or not self._is_due_some_time():
            self._rest()
        elif not self._timer.isActive():
            self._timer.start()

    def _is_due_some_time(self) -> bool:
        is_new = self._fired_for != self._state.generation
        return is_new and auto_capture_since_s(self._state) is not None

    @Slot()
    def _on_timeout(self) -> None:
        since_s = auto_capture_since_s(self._state)
        if since_s is None or not self._is_due_some_time():
            self._rest()
            return
        now_s, frame = self._clock(), self._painted_frame()
        waited_s = max(now_s - max(since_s, self._announced_s), 0.0)
        self._tell(min(waited_s, self._after_s))
        if waited_s < self._after_s:
            return
        if frame is None or is_too_old(frame, now_s) or now_s - self._looked_s > _LOOK_LIFE_S:
            return
        self._tell_movement(is_awaited=frame.provenance.is_movement_awaited)
        if frame.provenance.is_movement_awaited:
            return
        self._rest()
        self._fired_for = self._state.generation
        self.capture_requested.emit(frame)
