"""Whether the names beside the entries are the ones that the entries hold digests of, all of them.

A name may be gone, but only where a PURGE entry says so: one that was deleted otherwise is an
alteration, and so is one that was put back after its erasure.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from liveness_station.ledger.reports import Fault
from liveness_station.storage.database import Database, Row
from liveness_station.storage.erased import Erased
from liveness_station.storage.private_rows import PRIVATE_NAMES, is_named

# A name that bears an entry's number belongs to that entry, which is looked at by itself.
_ATTEMPTS_SQL: Final = """
SELECT a.submitted_seq, p.name, p.salt, p.value
FROM attempt AS a JOIN private AS p ON p.job = a.job
WHERE a.submitted_seq >= ? AND a.submitted_seq <= ? AND instr(p.name, '@') = 0
"""
# Which entry a name belongs to is said by its key: `storage.private_rows`.
_BESIDE_SQL: Final = """
SELECT e.seq, substr(p.name, 1, instr(p.name || '@', '@') - 1), p.salt, p.value
FROM entry AS e JOIN private AS p ON p.job = coalesce(e.job, '@' || e.seq)
    AND (e.job IS NULL OR substr(p.name, instr(p.name || '@', '@')) = '@' || e.seq)
WHERE e.kind IN ('CONSENT', 'CAMERA', 'OVERRIDE', 'EXPORT', 'PURGE', 'HOLD',
    'NOTE', 'OTHER', 'ALLOW', 'SHIFT', 'PEOPLE', 'SETTING') AND e.seq >= ? AND e.seq <= ?
"""
_ANCHOR_SQL: Final = "SELECT seq FROM entry WHERE kind = 'SUBMITTED' AND job = ?"


class NameCheck:
    """Takes stretches of entries, and says what is wrong with the names beside each."""

    def __init__(self, database: Database, erased: Erased) -> None:
        self._database = database
        self._erased = erased
        self._rows: Mapping[object, list[Row]] = {}
        self._seen = 0

    def look_at_attempts(self, first: int, last: int) -> None:
        """Reads the names of the attempts that began within a stretch of entries.

        Raises:
            RecordError: the database cannot be read.
        """
        self._take(self._database.query(_ATTEMPTS_SQL, (first, last)))

    def look_beside(self, first: int, last: int) -> None:
        """Reads the names of the other entries of a stretch.

        Raises:
            RecordError: the database cannot be read.
        """
        self._take(self._database.query(_BESIDE_SQL, (first, last)))

    def names_of(self, seq: int) -> dict[str, str]:
        """Returns the names of an entry of the stretch, as they lie there."""
        return {str(name): str(value) for _, name, _, value in self._rows.get(seq, ())}

    def fault_of(self, seq: int, job: object, body: Mapping[str, object]) -> Fault | None:
        """Returns what is wrong with the names of an entry of the stretch, None for nothing.

        Raises:
            RecordError: the database cannot be read.
        """
        rows = self._rows.get(seq, ())
        self._seen += len(rows)
        for _, name, salt, value in rows:
            if not is_named(salt, value, body.get(str(name))):
                return Fault.DERIVED
        if rows and self._erased.has(seq):
            return Fault.RETURNED
        # The rows' names differ, and each has its digest: as many as there are digests is all.
        if len(rows) == sum(body.get(name) is not None for name in PRIVATE_NAMES):
            return None
        is_erased = self._erased.may_have(seq, anchor=self._anchor(seq, job), is_picture=False)
        return None if is_erased else Fault.GONE

    def find_stranger(self) -> int | None:
        """Returns 0 where there is a name that belongs to no entry, None where there is none.

        To be called when every entry was looked at.

        Raises:
            RecordError: the database cannot be read.
        """
        (count,) = self._database.query("SELECT count(*) FROM private")[0]
        return None if count == self._seen else 0

    def _take(self, rows: list[Row]) -> None:
        found = defaultdict(list)
        for row in rows:
            found[row[0]].append(row)
        self._rows = found

    def _anchor(self, seq: int, job: object) -> int:
        if job is None:
            return seq
        rows = self._database.query(_ANCHOR_SQL, (job,))
        return int(str(rows[0][0])) if rows else seq
