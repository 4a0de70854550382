"""Reads codes off the newest frames of a camera, while somebody wants that."""

import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.frames import Frame
from liveness_station.domain.scans import (
    ReadCode,
    ScanRefusedError,
    ScanTrouble,
    reference_of_codes,
)
from liveness_station.runtime.frame_tap import FrameBox, FrameTap

STEP_S: Final = 0.15
"""Some six looks a second: a hand holds a code still for longer, and the processor has others."""

AWAY_S: Final = 2.0
"""A code that was away for so long is told again when it comes back."""

_WAIT_S: Final = 0.2

ReadCodes = Callable[[Frame], tuple[ReadCode, ...]]
Found = str | ScanTrouble


class CodeRun(threading.Thread):
    """Looks for a code until it has found one or is asked to stop. Thread: "codes".

    What is found twice in a row is told, once: of two looks at the same code both read the same,
    of one at half a code and one at the whole they do not. A run is never reused; one that hangs
    is left behind, a daemon that nobody hears.
    """

    def __init__(
        self,
        make_reader: Callable[[], ReadCodes],
        *,
        box: FrameBox,
        on_found: Callable[[Found], None],
    ) -> None:
        super().__init__(name="codes", daemon=True)
        self._make_reader = make_reader
        self._box = box
        self._on_found = on_found
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Asks the run to end; returns at once, and nothing is told from now on."""
        self._stopping.set()

    def run(self) -> None:
        """Looks at the newest frame, some times a second."""
        # Here, because a library may be loaded for it.
        read_codes = self._make_reader()
        last: Found | None = None
        told: Found | None = None
        looked_at_s = seen_at_s = float("-inf")
        while not self._stopping.is_set():
            frame = self._box.take(_WAIT_S)
            if frame is None or 0 <= frame.captured_at_s - looked_at_s < STEP_S:
                continue
            looked_at_s = frame.captured_at_s
            found = _found(read_codes(frame))
            if found is None and looked_at_s - seen_at_s > AWAY_S:
                told = None
            seen_at_s = seen_at_s if found is None else looked_at_s
            if found is not None and found == last and found != told:
                told = found
                self._tell(found)
            last = found

    def _tell(self, found: Found) -> None:
        if not self._stopping.is_set():
            self._on_found(found)


class CodeHub(QObject):
    """Has codes looked for while that is wanted. Thread: gui; what is found comes in by a queue.

    A code that stays before the camera is told once. Every wish makes a new run, so that what an
    earlier one still finds is not heard.

    Attributes:
        tap: where the camera's frames are to be handed in, by any thread.

    Signals:
        scanned(str): the reference that a code names, unjudged but without a scanner's frames.
        refused(ScanTrouble): there is a code, and it is no reference.
        scanning_changed(bool): whether codes are looked for.
    """

    scanned = Signal(str)
    refused = Signal(object)
    scanning_changed = Signal(bool)
    _reported = Signal(int, object)

    def __init__(self, make_reader: Callable[[], ReadCodes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tap = FrameTap()
        self._make_reader = make_reader
        self._run: CodeRun | None = None
        self._left: list[CodeRun] = []
        self._turn = 0
        self._reported.connect(self._on_reported)

    @property
    def is_scanning(self) -> bool:
        """Whether codes are looked for."""
        return self._run is not None

    def set_scanning(self, *, is_scanning: bool) -> None:
        """Has codes looked for from now on, or not any more. Returns at once."""
        if is_scanning == self.is_scanning:
            return
        self._turn += 1
        if is_scanning:
            turn = self._turn

            def report(found: Found) -> None:
                self._reported.emit(turn, found)

            self._run = CodeRun(self._make_reader, box=self.tap.listen(), on_found=report)
            self._run.start()
        else:
            self._leave()
        self.scanning_changed.emit(is_scanning)

    def join(self, timeout_s: float) -> bool:
        """Waits for the runs to end, at most about `timeout_s` each; True if they have."""
        for run in self._left:
            run.join(timeout_s)
        return not any(run.is_alive() for run in self._left)

    def _leave(self) -> None:
        self.tap.silence()
        self._left = [run for run in self._left if run.is_alive()]
        if self._run is not None:
            self._run.stop()
            self._left.append(self._run)
            self._run = None

    @Slot(int, object)
    def _on_reported(self, turn: int, found: Found) -> None:
        if turn != self._turn:
            return
        if isinstance(found, ScanTrouble):
            self.refused.emit(found)
        else:
            self.scanned.emit(found)


def _found(codes: tuple[ReadCode, ...]) -> Found | None:
    try:
        return reference_of_codes(codes)
    except ScanRefusedError as error:
        return error.trouble
