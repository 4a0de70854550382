"""A capture that waits a moment for a fresh picture, where the one on screen is too old."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Frame
from liveness_station.session.capturing import is_too_old

WAIT_S: Final = 1.0
_LOOK_MS: Final = 20

PaintedFrame = Callable[[], Frame | None]
"""Returns what is on screen."""


class FreshCapture(QObject):
    """Stands between key and controller. Lives in the gui thread.

    What is captured is always what was on screen at that moment: the picture of the press, or the
    first fresh one that was shown within a second of it. Without one the old picture is handed on,
    and the session says why it is not captured.

    Signals:
        captured(Frame | None): the picture to capture.
        motionless_captured(Frame | None): likewise, of a subject who is asked for no movement.
    """

    captured = Signal(object)
    motionless_captured = Signal(object)

    def __init__(
        self,
        painted_frame: PaintedFrame,
        turn: Callable[[], int],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        super().__init__(parent)
        self._painted_frame = painted_frame
        self._turn = turn
        self._clock = clock
        self._is_motionless = False
        self._wish: tuple[float, int] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)

    @Slot(object)
    def on_capture_requested(self, frame: Frame | None) -> None:
        """Captures what is on screen, or what comes next."""
        self._begin(frame, is_motionless=False)

    @Slot(object)
    def on_motionless_capture_requested(self, frame: Frame | None) -> None:
        """Likewise, asking for no movement."""
        self._begin(frame, is_motionless=True)

    def stop(self) -> None:
        """Waits for nothing any more."""
        self._timer.stop()
        self._wish = None

    def _begin(self, frame: Frame | None, *, is_motionless: bool) -> None:
        self.stop()
        self._is_motionless = is_motionless
        now_s = self._clock()
        if frame is None or not is_too_old(frame, now_s):
            self._end(frame)
            return
        self._wish = (now_s + WAIT_S, self._turn())
        self._timer.start()

    def _end(self, frame: Frame | None) -> None:
        self.stop()
        (self.motionless_captured if self._is_motionless else self.captured).emit(frame)

    @Slot()
    def _on_timeout(self) -> None:
        if self._wish is None:
            return
        until_s, turn = self._wish
        # The key was pressed for somebody else.
        if turn != self._turn():
            self.stop()
            return
        frame, now_s = self._painted_frame(), self._clock()
        if frame is None or not is_too_old(frame, now_s) or now_s >= until_s:
            self._end(frame)
