"""Tells when a camera loop hangs in its device, by its signs of life and the guard's own clock."""

from enum import Enum, auto
from typing import Final

from liveness_station.runtime.camera_loop import CameraLoop, LoopPhase

SILENT_AFTER_S: Final = 1.5
"""A source tells by itself within a second that its device is lost; this is one that cannot."""
HANGING_AFTER_S: Final = 3.0
OPENING_LIMIT_S: Final = 60.0
_ASLEEP_S: Final = 1.0
"""Who has not looked for so long was asleep himself, and can blame nobody."""


class Finding(Enum):
    """What the guard sees."""

    FINE = auto()
    SILENT = auto()
    BACK = auto()
    HANGING = auto()


class LoopGuard:
    """Watches over one loop. Used by one thread, four times a second or so.

    Attributes:
        is_silence_told: True for a source that runs by itself; a file may pause as it likes.
        is_reading: True if the loop was reading when last looked at.
        phase_s: how long the loop has been at what it is at.
    """

    def __init__(self, loop: CameraLoop, now_s: float, *, is_silence_told: bool) -> None:
        self.is_silence_told = is_silence_told
        self.is_reading = False
        self.phase_s = 0.0
        self._loop = loop
        self._beats = loop.beats
        self._phase = loop.phase
        self._phase_since_s = self._alive_s = self._looked_s = now_s
        self._is_silent = False

    def look(self, now_s: float) -> Finding:
        """Returns what has become of the loop since the last look."""
        gap_s, self._looked_s = now_s - self._looked_s, now_s
        beats, phase = self._loop.beats, self._loop.phase
        if phase is not self._phase:
            self._phase, self._phase_since_s = phase, now_s
        if beats != self._beats or gap_s > _ASLEEP_S:
            self._alive_s = now_s
        is_back = self._is_silent and beats != self._beats
        self._beats = beats
        self.is_reading = phase is LoopPhase.READING
        self.phase_s = now_s - self._phase_since_s
        if is_back:
            self._is_silent = False
            return Finding.BACK
        return self._judge(now_s - self._alive_s)

    def _judge(self, silent_s: float) -> Finding:
        if self._phase is LoopPhase.OPENING:
            return Finding.HANGING if silent_s >= OPENING_LIMIT_S else Finding.FINE
        if not self.is_reading or not self.is_silence_told:
            return Finding.FINE
        if silent_s >= HANGING_AFTER_S:
            return Finding.HANGING
        if silent_s >= SILENT_AFTER_S and not self._is_silent:
            self._is_silent = True
            return Finding.SILENT
        return Finding.FINE
