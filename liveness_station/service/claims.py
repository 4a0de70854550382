"""Remembers what may be used only once, for as long as it could be used again.

Two clocks are asked. The wall clock is the one that signatures name, but it may be set back, and
then what is old becomes fresh once more; the waking clock cannot be set, but says nothing of a
signature's time.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from liveness_station.service.troubles import Refusal, RefusedError

KEPT_MS: Final = 600_000
"""Twice the window of signatures: one from 300 s ahead of this clock stays good for that long."""

LONGEST_MS: Final = 7_200_000
"""A wall clock that was set back keeps tokens for longer, but for two hours at most."""

CAPACITY: Final = 65_536
"""About 10 MB. More than a hundred requests a second for ten minutes: no engine answers those."""


class Claims:
    """Tokens that were used, oldest first. Used from the event loop's thread."""

    def __init__(
        self,
        *,
        wall_ms: Callable[[], int],
        waking_s: Callable[[], float],
        capacity: int = CAPACITY,
    ) -> None:
        self._wall_ms = wall_ms
        self._waking_s = waking_s
        self._capacity = capacity
        self._used: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self.begin()

    def begin(self) -> None:
        """Takes this moment for the start: what was used before it is not remembered."""
        self._began = (self._wall_ms(), self._waking_s())

    @property
    def forgotten_until_ms(self) -> int:
        """UTC in milliseconds; what names this time or an earlier one may have been used before.

        It is the start, for as long as a signature from before it is within its window by either
        clock; 0 after that. What names a time ahead of the clock that it was made by is the matter
        of `StampFile`.
        """
        return self._began[0] if max(self._ages_ms(self._began)) <= KEPT_MS else 0

    def claim(self, token: str, *, what: str) -> None:
        """Takes note of a token.

        Nothing is forgotten before its time, however many come: to forget under pressure would let
        whoever presses repeat what was forgotten.

        Args:
            token: what may be used once.
            what: a word for the refusal, such as "nonce".

        Raises:
            RefusedError: UNAUTHORISED where it was used before, BUSY where there is no room.
        """
        self._forget()
        if token in self._used:
            raise RefusedError(Refusal.UNAUTHORISED, f"this {what} was used before")
        if len(self._used) >= self._capacity:
            raise RefusedError(Refusal.BUSY)
        self._used[token] = (self._wall_ms(), self._waking_s())

    def _forget(self) -> None:
        while self._used and self._is_over(next(iter(self._used.values()))):
            self._used.popitem(last=False)

    def _is_over(self, used: tuple[int, float]) -> bool:
        ages_ms = self._ages_ms(used)
        return min(ages_ms) > KEPT_MS or ages_ms[1] > LONGEST_MS

    def _ages_ms(self, moment: tuple[int, float]) -> tuple[float, float]:
        """Returns how long ago a moment was, by the wall clock and by the waking one."""
        wall_ms, waking_s = moment
        return self._wall_ms() - wall_ms, (self._waking_s() - waking_s) * 1000
