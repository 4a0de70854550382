"""The camera as the gui thread sees it: a state, and the newest frame."""

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Frame
from liveness_station.runtime.camera_loop import (
    REOPEN_AFTER_S,
    CameraLoop,
    Opener,
    SourceFailed,
    SourceOpened,
    SourceOpening,
    SourceReport,
)
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.mailbox import Mailbox
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
)


class CameraHub(QObject):
    """Owns the camera loop. Thread: gui; the loop's reports arrive through queued signals.

    `tap` is handed every frame, too, by the camera thread.

    Signals:
        camera_changed(CameraState): the source opened, failed or closed.
        frame_arrived(): a frame waits in the mailbox; at most one such signal is under way.
    """

    camera_changed = Signal(object)
    frame_arrived = Signal()
    _reported = Signal(int, object)
    _frame_left = Signal(int)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        tap: FrameTap | None = None,
        clock: Callable[[], float] = waking_clock_s,
        reopen_after_s: float = REOPEN_AFTER_S,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._reopen_after_s = reopen_after_s
        self._tap = tap
        self._mailbox: Mailbox[Frame] = Mailbox()
        self._loop: CameraLoop | None = None
        self._turn = 0
        self._label = ""
        self._is_demo = False
        self._reported.connect(self._on_reported)
        self._frame_left.connect(self._on_frame_left)

    def open(self, opener: Opener, *, label: str, is_demo: bool) -> None:
        """Leaves the present source and opens another; returns at once."""
        self.close()
        self._label, self._is_demo = label, is_demo
        turn = self._turn

        def report(said: SourceReport) -> None:
            self._reported.emit(turn, said)

        def announce() -> None:
            self._frame_left.emit(turn)

        self._loop = CameraLoop(
            opener,
            mailbox=self._mailbox,
            on_report=report,
            on_frame=announce,
            tap=self._tap,
            predecessor=self._loop,
            reopen_after_s=self._reopen_after_s,
        )
        self._loop.start()
        self.camera_changed.emit(CameraOpening(label, self._clock()))

    def close(self) -> None:
        """Leaves the present source; what it still says is ignored. Returns at once."""
        self._turn += 1
        # A new box, so that a frame of the old source cannot be taken for one of the new.
        self._mailbox = Mailbox()
        if self._loop is not None:
            self._loop.stop()
        self.camera_changed.emit(CameraClosed())

    def join(self, timeout_s: float) -> bool:
        """Waits for the camera thread to end, at most `timeout_s`; True if it has."""
        if self._loop is None:
            return True
        self._loop.join(timeout_s)
        return not self._loop.is_alive()

    def take_frame(self) -> Frame | None:
        """Takes the newest frame, if one has come since the last call."""
        return self._mailbox.take()

    @Slot(int, object)
    def _on_reported(self, turn: int, said: SourceReport) -> None:
        if turn == self._turn:
            self.camera_changed.emit(self._state(said))

    def _state(self, said: SourceReport) -> CameraState:
        match said:
            case SourceOpening():
                return CameraOpening(self._label, self._clock())
            case SourceOpened(description):
                return CameraLive(description, self._is_demo)
            case SourceFailed(trouble):
                return CameraFailed(self._label, trouble)
            case _:
                assert_never(said)

    @Slot(int)
    def _on_frame_left(self, turn: int) -> None:
        if turn == self._turn:
            self.frame_arrived.emit()
