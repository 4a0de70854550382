"""The gates as the gui thread sees them: what is said now, and what was measured last."""

import logging
from collections.abc import Callable, Sequence
from typing import Final, assert_never

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.gate_readings import (
    BROKEN_GATES,
    LOADING_GATES,
    UNGATED,
    GateReading,
    reading_of,
)
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.gate_run import GateReport, GateRun, GatesBroke, Keeper, Looked
from liveness_station.session.states import (
    CameraLive,
    CameraState,
    DeskState,
    Guiding,
    Verifying,
)

SILENT_S: Final = 2.0
"""Who has looked at nothing for so long while pictures come is taken for broken."""

LOADING_S: Final = 20.0
"""Before the first look the models are loaded, on a slow disk perhaps."""

AGAIN_S: Final = (5.0, 15.0, 60.0)
"""After so long broken gates are begun anew; then no more until the source changes. A model that is
missing stays missing, and each start loads all of them."""

WELL_S: Final = 30.0
"""Gates that have looked for so long are well, and what broke before is forgotten."""

_LOOK_MS: Final = 250

_log = logging.getLogger(__name__)


class GateHub(QObject):
    """Has one source looked at while its camera is live. Thread: gui; reports come in by a queue.

    Attributes:
        tap: where the camera's frames are to be handed in, by any thread.

    Signals:
        reading_changed(GateReading): the desk is to go by something else.
        looked(Looked): one look, for whoever shows numbers and the face's frame.
        rested(): nothing is looked at any more, so that nothing of it is to be shown.
    """

    reading_changed = Signal(object)
    looked = Signal(object)
    rested = Signal()
    _reported = Signal(int, object)

    def __init__(
        self,
        make_keeper: Callable[[], Keeper],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = waking_clock_s,
        silent_s: float = SILENT_S,
        again_s: Sequence[float] = AGAIN_S,
    ) -> None:
        super().__init__(parent)
        self.tap = FrameTap()
        self._make_keeper = make_keeper
        self._clock = clock
        self._silent_s = silent_s
        self._again_s = tuple(again_s)
        self._breaks = 0
        self._began_s = 0.0
        self._run: GateRun | None = None
        self._left: list[GateRun] = []
        self._turn = 0
        self._base = self._last_stretch = 0
        self._has_heard = False
        self._reading = UNGATED
        self._is_wanted = self._is_live = self._is_resting = self._is_slow = False
        self._heard_s = 0.0
        self._reported.connect(self._on_reported)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._on_again)

    @property
    def reading(self) -> GateReading:
        """What the desk goes by now."""
        return self._reading

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Takes whether the next source is looked at: one that can follow a hint."""
        self._is_wanted = is_wanted
        self._breaks = 0
        self._leave()
        self._follow()

    def close(self) -> None:
        """Looks at nothing any more. Returns at once."""
        self._timer.stop()
        self._is_wanted = False
        self._leave()
        self._again.stop()

    def join(self, timeout_s: float) -> bool:
        """Waits for the gates threads to end, at most about `timeout_s` each; True if they have."""
        runs = [*self._left, *([self._run] if self._run is not None else [])]
        for run in runs:
            run.join(timeout_s)
        return not any(run.is_alive() for run in runs)

    @Slot(object)
    def on_camera_changed(self, camera: CameraState) -> None:
        """Looks while pictures of use come, and only then."""
        self._is_live = isinstance(camera, CameraLive) and not camera.is_blocked
        self._follow()

    @Slot(object)
    def on_state_changed(self, state: DeskState) -> None:
        """Makes way for a guide, which looks for itself, and lets a verification go first."""
        is_resting = isinstance(state.phase, Guiding)
        is_slow = isinstance(state.phase, Verifying)
        if (is_resting, is_slow) == (self._is_resting, self._is_slow):
            return
        self._is_resting, self._is_slow = is_resting, is_slow
        self._follow()

    def _follow(self) -> None:
        is_due = self._is_wanted and self._is_live
        if is_due and self._run is None and not self._reading.is_broken:
            self._start()
        if self._run is not None:
            is_resting = self._is_resting or not self._is_live
            self._run.set_pace(is_resting=is_resting, is_slow=self._is_slow)
        if self._is_looking():
            self._heard_s = self._clock()
            self._timer.start()
            if not self._reading.is_running and not self._reading.is_broken:
                self._say(LOADING_GATES)
        else:
            self._timer.stop()
            self._rest()

    def _is_looking(self) -> bool:
        return self._run is not None and self._is_live and not self._is_resting

    def _start(self) -> None:
        self._turn += 1
        turn = self._turn

        def report(said: GateReport) -> None:
            self._reported.emit(turn, said)

        self._began_s = self._clock()
        self._run = GateRun(self._make_keeper, box=self.tap.listen(), on_report=report)
        self._run.start()

    def _leave(self) -> None:
        self._turn += 1
        self._again.stop()
        self.tap.silence()
        self._left = [run for run in self._left if run.is_alive()]
        if self._run is not None:
            self._run.stop()
            self._left.append(self._run)
            self._run = None
        # Whoever sits before another source is nobody of the last one.
        self._base = self._last_stretch + 1
        self._has_heard = False
        self._say(UNGATED)
        self.rested.emit()

    def _rest(self) -> None:
        if self._reading.is_running or self._reading.is_loading:
            self._say(UNGATED)
            self.rested.emit()

    def _say(self, reading: GateReading) -> None:
        if reading != self._reading:
            self._reading = reading
            self.reading_changed.emit(reading)

    def _break(self, detail: str) -> None:
        """Says that nothing can be measured: captures are then taken as they come.

        It is tried again some times, and what was said stands until somebody has looked.
        """
        if self._has_heard and self._clock() - self._began_s >= WELL_S:
            self._breaks = 0
        self._leave()
        self._timer.stop()
        self._say(BROKEN_GATES)
        if self._breaks < len(self._again_s):
            self._again.start(round(self._again_s[self._breaks] * 1000))
        _log.warning("the gates cannot look (%d): %s", self._breaks + 1, detail)
        self._breaks += 1

    @Slot()
    def _on_again(self) -> None:
        if self._run is not None or not self._reading.is_broken:
            return
        if not self._is_wanted or not self._is_live:
            # With the camera's next picture; a blocked or lost one wants nobody to look.
            self._say(UNGATED)
            return
        self._start()
        self._follow()

    @Slot()
    def _on_timeout(self) -> None:
        limit_s = self._silent_s if self._has_heard else LOADING_S
        if self._is_looking() and self._clock() - self._heard_s > limit_s:
            self._break("silent")

    @Slot(int, object)
    def _on_reported(self, turn: int, said: GateReport) -> None:
        if turn != self._turn:
            return
        match said:
            case Looked(_, steady):
                if not self._is_looking():
                    return
                self._heard_s, self._has_heard = self._clock(), True
                reading = reading_of(steady, base=self._base)
                self._last_stretch = reading.stretch
                self._say(reading)
                self.looked.emit(said)
            case GatesBroke(detail):
                self._break(detail)
            case _:
                assert_never(said)
