"""The server's idea of the time, learnt from the `Date` of its replies."""

from collections import deque
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from statistics import median
from typing import Final

IGNORED_MS: Final = 2_000
"""Less than this is the header's own coarseness and the line's delay, not a wrong clock."""

_KEPT: Final = 5
_HALF_SECOND_MS: Final = 500


class ServerClock:
    """Keeps by how much the server's clock is ahead of ours. Used by one thread."""

    def __init__(self) -> None:
        self._measured_ms: deque[int] = deque(maxlen=_KEPT)

    @property
    def offset_ms(self) -> int:
        """What to add to our time; 0 while nothing, or nothing to speak of, was measured."""
        offset_ms = round(median(self._measured_ms)) if self._measured_ms else 0
        return offset_ms if abs(offset_ms) >= IGNORED_MS else 0

    @property
    def measured_s(self) -> float | None:
        """Seconds by which the server is ahead, to about half a second; None while unknown."""
        return median(self._measured_ms) / 1000 if self._measured_ms else None

    def observe(self, date: str, *, received_ms: int) -> None:
        """Takes note of a reply's `Date`, a whole second, and of when it came by our clock."""
        server_ms = _milliseconds(date)
        if server_ms is not None:
            self._measured_ms.append(server_ms + _HALF_SECOND_MS - received_ms)

    def start_again(self) -> None:
        """Forgets all but the last reply: our clock, or the server's, was set in between."""
        while len(self._measured_ms) > 1:
            self._measured_ms.popleft()


def _milliseconds(date: str) -> int | None:
    try:
        moment = parsedate_to_datetime(date)
        # A date without a zone is taken for UTC, the only one that HTTP knows.
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return round((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
