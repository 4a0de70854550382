"""When an entry is made, and whether the wall clock was set since the one before it."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from liveness_station.storage.bodies import utc_text

NOTED_JUMP_MS: Final = 5_000
"""Less than this is a clock being kept right, not one being set."""

_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an entry is made.

    Attributes:
        utc: by the wall clock, which anybody may set.
        monotonic_ns: by the clock that nobody can set; only good within its run.
        run_id: the run that makes the entry.
    """

    utc: datetime
    monotonic_ns: int
    run_id: str

    @property
    def utc_text(self) -> str:
        """The wall clock's time as entries have it."""
        return utc_text(self.utc)

    def jump_ms(self, before: "Moment") -> int:
        """Returns by how much the wall clock went ahead of the other since; negative for back.

        Between two runs, the later of which may be years younger, only the way back is told.
        """
        passed_ms = (self.utc - before.utc) // _MILLISECOND
        if self.run_id != before.run_id:
            return min(0, passed_ms)
        return passed_ms - (self.monotonic_ns - before.monotonic_ns) // 1_000_000


def last_entry(connection: sqlite3.Connection) -> tuple[int, Moment | None]:
    """Returns number and moment of the newest entry; 0 before the first.

    The moment is None where it cannot be read, which is for the check of the record to say.
    """
    row = connection.execute(
        "SELECT seq, utc, body FROM entry ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return 0, None
    try:
        body = json.loads(row[2])
        # Naive text is taken for UTC, so that it can at least be compared.
        utc = datetime.fromisoformat(row[1])
        utc = utc if utc.tzinfo else utc.replace(tzinfo=UTC)
        return int(row[0]), Moment(utc, int(body["monotonic_ns"]), str(body["run"]))
    except (ValueError, KeyError, TypeError):
        return int(row[0]), None
