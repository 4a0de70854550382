"""The camera as the gui thread sees it: a state, and the newest frame."""

from collections.abc import Callable
from typing import Final, assert_never

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.conditions import UNJUDGED, Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.runtime.camera_loop import (
    REOPEN_AFTER_S,
    CameraLoop,
    Opener,
    SourceFailed,
    SourceJudged,
    SourceOpened,
    SourceOpening,
    SourceReport,
    WatchMaker,
)
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.loop_guard import Finding, LoopGuard
from liveness_station.runtime.mailbox import Mailbox
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
)

_GUARD_MS: Final = 250
_MAX_LEFT_BEHIND: Final = 2
"""So many threads may hang in a device; no further one is sent after them."""


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
        self._guard: LoopGuard | None = None
        self._left_behind: list[CameraLoop] = []
        self._plan: Callable[[CameraLoop | None], CameraLoop] | None = None
        self._turn = 0
        self._label, self._instead_of = "", ""
        self._is_demo = False
        self._kind = SourceKind.DEVICE
        self._state: CameraState = CameraClosed()
        self._reported.connect(self._on_reported)
        self._frame_left.connect(self._on_frame_left)
        self._timer = QTimer(self)
        self._timer.setInterval(_GUARD_MS)
        self._timer.timeout.connect(self._on_timeout)

    def open(
        self,
        opener: Opener,
        *,
        label: str,
        is_demo: bool,
        make_watch: WatchMaker | None = None,
        instead_of: str = "",
        kind: SourceKind = SourceKind.DEVICE,
    ) -> None:
        """Leaves the present source and opens another; returns at once.

        Args:
            opener: opens it, on the camera thread.
            label: what it is called until it says so itself.
            is_demo: True for the demonstration source.
            make_watch: for a source that runs by itself: makes who judges its pictures. Such a
                source is also missed when it falls silent.
            instead_of: the camera that was wanted and is not there.
            kind: what the source is, for the words about its troubles.
        """
        self.close()
        self._kind = kind
        self._label, self._is_demo, self._instead_of = label, is_demo, instead_of

        def plan(predecessor: CameraLoop | None) -> CameraLoop:
            return self._make_loop(opener, make_watch, predecessor)

        self._plan = plan
        self._start(self._loop, is_silence_told=make_watch is not None)
        self._timer.start()

    def close(self) -> None:
        """Leaves the present source; what it still says is ignored. Returns at once."""
        self._timer.stop()
        self._plan = None
        self._leave()
        self._show(CameraClosed())

    def nudge(self) -> None:
        """Has a source that is lost looked for at once, such as when something was plugged in."""
        if self._loop is not None:
            self._loop.nudge()

    def join(self, timeout_s: float) -> bool:
        """Waits for the camera thread to end, at most `timeout_s`; True if it has."""
        if self._loop is None:
            return True
        self._loop.join(timeout_s)
        return not self._loop.is_alive()

    def take_frame(self) -> Frame | None:
        """Takes the newest frame, if one has come since the last call."""
        return self._mailbox.take()

    def _make_loop(
        self, opener: Opener, make_watch: WatchMaker | None, predecessor: CameraLoop | None
    ) -> CameraLoop:
        turn = self._turn

        def report(said: SourceReport) -> None:
            self._reported.emit(turn, said)

        def announce() -> None:
            self._frame_left.emit(turn)

        return CameraLoop(
            opener,
            mailbox=self._mailbox,
            on_report=report,
            on_frame=announce,
            tap=self._tap,
            make_watch=make_watch,
            predecessor=predecessor,
            reopen_after_s=self._reopen_after_s,
        )

    def _start(self, predecessor: CameraLoop | None, *, is_silence_told: bool) -> None:
        if self._plan is None:
            return
        self._loop = self._plan(predecessor)
        self._guard = LoopGuard(self._loop, self._clock(), is_silence_told=is_silence_told)
        self._loop.start()
        self._show(CameraOpening(self._label, self._clock()))

    def _leave(self) -> None:
        self._turn += 1
        # A new box, so that a frame of the old source cannot be taken for one of the new.
        self._mailbox = Mailbox()
        if self._loop is not None:
            self._loop.stop()

    def _show(self, state: CameraState) -> None:
        self._state = state
        self.camera_changed.emit(state)

    @Slot()
    def _on_timeout(self) -> None:
        """Looks after the loop: nobody else would tell of one that hangs."""
        self._left_behind = [loop for loop in self._left_behind if loop.is_alive()]
        guard = self._guard
        if guard is None:
            return
        if self._loop is None:
            if not self._left_behind:
                self._start(None, is_silence_told=guard.is_silence_told)
            return
        match guard.look(self._clock()):
            case Finding.FINE:
                self._tell_waiting(guard.phase_s)
            case Finding.SILENT:
                self.camera_changed.emit(
                    CameraFailed(self._label, CameraTrouble.HANGING, self._kind)
                )
            case Finding.BACK:
                self.camera_changed.emit(self._state)
            case Finding.HANGING:
                self._abandon(self._loop, guard)

    def _tell_waiting(self, phase_s: float) -> None:
        if isinstance(self._state, CameraOpening) and int(phase_s) != self._state.waited_s:
            self._show(CameraOpening(self._label, self._state.since_s, int(phase_s)))

    def _abandon(self, loop: CameraLoop, guard: LoopGuard) -> None:
        """Leaves a loop that hangs, and sends another unless too many hang already.

        What hung while opening is not followed: the next one would hang as well, for as long.
        """
        self._leave()
        self._left_behind.append(loop)
        self._loop = None
        self._show(CameraFailed(self._label, CameraTrouble.HANGING, self._kind))
        if guard.is_reading and len(self._left_behind) < _MAX_LEFT_BEHIND:
            self._start(None, is_silence_told=guard.is_silence_told)

    @Slot(int, object)
    def _on_reported(self, turn: int, said: SourceReport) -> None:
        if turn == self._turn:
            self._show(self._after(said))

    def _after(self, said: SourceReport) -> CameraState:
        match said:
            case SourceOpening():
                return CameraOpening(self._label, self._clock())
            case SourceOpened(description):
                return self._live(description, UNJUDGED)
            case SourceJudged(condition):
                state = self._state
                label = state.description if isinstance(state, CameraLive) else self._label
                return self._live(label, condition)
            case SourceFailed(trouble):
                # Who holds the camera then is our own thread that hangs in it.
                is_ours = trouble is CameraTrouble.BUSY and bool(self._left_behind)
                told = CameraTrouble.HANGING if is_ours else trouble
                return CameraFailed(self._label, told, self._kind)
            case _:
                assert_never(said)

    def _live(self, description: str, condition: Condition) -> CameraLive:
        # What is wrong with one frame goes with that frame.
        told = Condition(condition.trouble, rate_fps=condition.rate_fps)
        return CameraLive(description, self._is_demo, told, self._instead_of, self._kind)

    @Slot(int)
    def _on_frame_left(self, turn: int) -> None:
        if turn == self._turn:
            self.frame_arrived.emit()
