"""When a source that goes on giving useless pictures is opened anew, and what of it is told."""

from typing import Final

from liveness_station.domain.conditions import Condition
from liveness_station.domain.errors import CameraTrouble

_HELPED_BY_REOPENING: Final = frozenset({CameraTrouble.FROZEN, CameraTrouble.GARBLED})
"""Some drivers repeat the last picture of a camera that was pulled out, and go on for ever."""

_PATIENCE_S: Final = 3.0
_PAUSE_S: Final = 30.0
_TELLING_FPS: Final = 3


class ReopenRule:
    """Asks for a reopening after three seconds of such trouble, and again every half minute."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._not_before_s = float("-inf")

    def asks(self, condition: Condition, now_s: float) -> bool:
        """Takes the condition of the newest frame; True if the source is to be opened anew."""
        if condition.trouble not in _HELPED_BY_REOPENING:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = now_s
        if now_s - self._since_s < _PATIENCE_S or now_s < self._not_before_s:
            return False
        self._since_s = None
        self._not_before_s = now_s + _PAUSE_S
        return True


def is_worth_telling(told: Condition, now: Condition) -> bool:
    """Tells whether a condition says something new: another trouble, or quite another rate."""
    if now.trouble is not told.trouble:
        return True
    if now.rate_fps is None or told.rate_fps is None:
        return now.rate_fps is not told.rate_fps
    return abs(now.rate_fps - told.rate_fps) >= _TELLING_FPS
