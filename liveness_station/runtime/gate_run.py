"""The gates thread: looks at the newest frame past a tap, at most fifteen times a second."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Frame
from liveness_station.domain.gates import Look
from liveness_station.domain.steadying import Steady
from liveness_station.runtime.frame_tap import FrameBox

SLOW_STEP_S: Final = 0.2
"""While a check is under way the processor is its own: five looks a second see who sits there."""

_WAIT_S: Final = 0.2


class Keeper(Protocol):
    """Measures the frames of one source. Used by one thread."""

    def look(self, frame: Frame) -> Look:
        """Measures the next frame.

        Raises:
            EngineError: a model failed.
        """


@dataclass(frozen=True, slots=True)
class Looked:
    """One look and what is said after it."""

    look: Look
    steady: Steady


@dataclass(frozen=True, slots=True)
class GatesBroke:
    """Nothing will be measured any more, and why."""

    detail: str


GateReport = Looked | GatesBroke


class GateRun(threading.Thread):
    """Looks at one source until asked to stop. Thread: "gates".

    A run is never reused. One whose model hangs is left behind: it is a daemon that nobody
    hears.
    """

    def __init__(
        self,
        make_keeper: Callable[[], Keeper],
        *,
        box: FrameBox,
        on_report: Callable[[GateReport], None],
    ) -> None:
        super().__init__(name="gates", daemon=True)
        self._make_keeper = make_keeper
        self._box = box
        self._on_report = on_report
        self._stopping = threading.Event()
        self._is_resting = threading.Event()
        self._is_slow = threading.Event()

    def stop(self) -> None:
        """Asks the run to end; returns at once, and nothing is reported from now on."""
        self._stopping.set()

    def set_pace(self, *, is_resting: bool, is_slow: bool) -> None:
        """Has it look at nothing for a while, or more seldom."""
        (self._is_resting.set if is_resting else self._is_resting.clear)()
        (self._is_slow.set if is_slow else self._is_slow.clear)()

    def run(self) -> None:
        """Looks until asked to stop, or until a model fails."""
        try:
            self._watch()
        except EngineError as error:
            self._tell(GatesBroke(error.detail))

    def _watch(self) -> None:
        keeper, steady = self._make_keeper(), Steady()
        looked_at_s = float("-inf")
        while not self._stopping.is_set():
            frame = self._box.take(_WAIT_S)
            if frame is None or self._is_resting.is_set():
                continue
            if self._is_slow.is_set() and 0 <= frame.captured_at_s - looked_at_s < SLOW_STEP_S:
                continue
            looked_at_s = frame.captured_at_s
            look = keeper.look(frame)
            steady = steady.advance(look)
            self._tell(Looked(look, steady))

    def _tell(self, report: GateReport) -> None:
        if not self._stopping.is_set():
            self._on_report(report)
