"""Remembers what may be used only once, for as long as it could be used again."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from liveness_station.service.troubles import Refusal, RefusedError

KEPT_S: Final = 600.0
"""Twice the window of signatures: one from 300 s ahead of this clock stays good for that long."""

CAPACITY: Final = 65_536
"""About 10 MB. More than a hundred requests a second for ten minutes: no engine answers those."""


class Claims:
    """Tokens that were used, oldest first. Used from the event loop's thread."""

    def __init__(self, clock_s: Callable[[], float], *, capacity: int = CAPACITY) -> None:
        self._clock_s = clock_s
        self._capacity = capacity
        self._used_at_s: OrderedDict[str, float] = OrderedDict()

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
        now_s = self._clock_s()
        self._forget(now_s)
        if token in self._used_at_s:
            raise RefusedError(Refusal.UNAUTHORISED, f"this {what} was used before")
        if len(self._used_at_s) >= self._capacity:
            raise RefusedError(Refusal.BUSY)
        self._used_at_s[token] = now_s

    def _forget(self, now_s: float) -> None:
        while self._used_at_s and now_s - next(iter(self._used_at_s.values())) > KEPT_S:
            self._used_at_s.popitem(last=False)
