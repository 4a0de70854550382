"""Takes the newest checkpoint to places outside, each on a thread that may hang without harm."""

import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.domain.witnesses import WitnessState
from liveness_station.storage.appending import Appender
from liveness_station.storage.witnesses import Witness

RETRY_S: Final = 60.0
_CLOSING_S: Final = 2.0
_NEWEST_SQL: Final = """
SELECT utc, body FROM entry WHERE kind IN ('CHECKPOINT', 'KEY') AND kind = 'CHECKPOINT'
ORDER BY seq DESC LIMIT 1
"""

_log = logging.getLogger(__name__)


class _Delivery:
    """One checkpoint on its way to one place, on a daemon thread named "witness"."""

    def __init__(self, witness: Witness, note: str, utc: str) -> None:
        self.utc = utc
        self.has_arrived = False
        self._witness = witness
        self._note = note
        self._thread = threading.Thread(target=self._put, name="witness", daemon=True)
        self._thread.start()

    def has_ended(self, timeout_s: float) -> bool:
        """Waits for it; tells whether it has ended, one way or the other."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _put(self) -> None:
        try:
            self._witness.put(self._note)
        except (OSError, ValueError) as error:
            _log.warning("a witness did not take the checkpoint: %s", type(error).__name__)
            return
        self.has_arrived = True


class _Place:
    """One place and what is on its way there."""

    def __init__(self, witness: Witness) -> None:
        self._witness = witness
        self._delivery: _Delivery | None = None
        self._sent = ""
        self._retry_at_s = 0.0

    def collect(self, now_s: float, *, timeout_s: float = 0) -> str | None:
        """Returns the time of a checkpoint that has arrived since it was last asked."""
        delivery = self._delivery
        if delivery is None or not delivery.has_ended(timeout_s):
            return None
        self._delivery = None
        if delivery.has_arrived:
            self._sent = delivery.utc
            return delivery.utc
        self._retry_at_s = now_s + RETRY_S
        return None

    def offer(self, note: str, utc: str, now_s: float) -> None:
        """Sends a checkpoint on its way, unless it is there, or an earlier one still hangs."""
        if self._delivery is None and utc != self._sent and now_s >= self._retry_at_s:
            self._delivery = _Delivery(self._witness, note, utc)


class Witnessing:
    """Keeps outside places up to date. Used by the io thread; none of them can hold it up."""

    def __init__(
        self,
        witnesses: Sequence[Witness],
        stamp: Path,
        *,
        utc_now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begins with what was known at the end of the last run.

        Args:
            witnesses: the places.
            stamp: the file that keeps the time of the newest checkpoint that has arrived anywhere.
            utc_now: the wall clock.
            clock: one that does not jump.
        """
        self._places = [_Place(witness) for witness in witnesses]
        self._stamp = stamp
        self._utc_now = utc_now
        self._clock = clock
        self._arrived = read_stamp(stamp)

    @property
    def state(self) -> WitnessState:
        """How old the newest checkpoint is that has arrived."""
        return state_of(len(self._places), self._arrived, self._utc_now())

    def tick(self, appender: Appender) -> None:
        """Collects what has arrived and sends the newest checkpoint on its way."""
        self._collect(0)
        if not self._places:
            return
        with suppress(RecordError, ValueError, KeyError, TypeError):
            for utc, body in appender.query(_NEWEST_SQL):
                note = str(json.loads(str(body))["note"])
                for place in self._places:
                    place.offer(note, str(utc), self._clock())

    def close(self) -> None:
        """Waits a little for what is on its way; what hangs is left behind."""
        self._collect(_CLOSING_S)

    def _collect(self, limit_s: float) -> None:
        until_s = self._clock() + limit_s
        for place in self._places:
            left_s = max(0.0, until_s - self._clock())
            utc = place.collect(self._clock(), timeout_s=left_s)
            if utc is not None and (self._arrived is None or utc > self._arrived):
                self._arrived = utc
                with suppress(OSError):
                    self._stamp.write_text(utc, encoding="ascii")


def read_stamp(stamp: Path) -> str | None:
    """Returns the time of the newest checkpoint that has arrived anywhere, None for none."""
    try:
        text = stamp.read_text(encoding="ascii").strip()
        datetime.fromisoformat(text)
    except (OSError, ValueError):
        return None
    return text


def state_of(places: int, arrived: str | None, now: datetime) -> WitnessState:
    """Returns what is known of outside checkpoints; `arrived` is a time as the record has it."""
    return WitnessState(places, None if arrived is None else now - datetime.fromisoformat(arrived))
