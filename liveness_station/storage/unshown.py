"""Verdicts that were told as not recorded, and may be on disk all the same.

Where the sync at the end of a commit fails, nobody knows whether the disk has it: what was written
may come back when the log is recovered, after a restart as well. Whoever stood at the desk was told
that there is no verdict, so the record must not come to say that there was a pass. This run knows,
and settles it before it writes anything else; if it dies first, the next one cannot know.
"""

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Decision, Reason, decide_failure
from liveness_station.storage.bodies import Kind
from liveness_station.storage.entries import EntryWriter

WHY: Final = "told as not recorded"
"""The detail of the reason that an attempt ends for whose verdict did not reach the disk."""

# Written so that the index of what an attempt has beside its two ends is used.
_END_SQL: Final = """
SELECT t.kind, EXISTS (
    SELECT 1 FROM entry WHERE job = a.job AND kind = 'LATE'
    AND kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED')
)
FROM attempt AS a LEFT JOIN entry AS t ON t.seq = a.ended_seq WHERE a.job = ?
"""


@dataclass(frozen=True, slots=True)
class _Told:
    """What nobody was shown.

    Attributes:
        outcome: what was to be recorded.
        source: where its picture came from; None for an outcome that is late anyway, whose attempt
            has another end.
    """

    outcome: Outcome
    source: str | None


class Unshown:
    """What a run still has to say of verdicts that nobody was shown. Used by one thread."""

    def __init__(self, writer: EntryWriter) -> None:
        self._writer = writer
        self._expected: _Told | None = None
        self._told: dict[str, _Told] = {}

    def __bool__(self) -> bool:
        """Tells whether something is to be settled."""
        return bool(self._told)

    def expect(self, outcome: Outcome, *, source: str | None) -> None:
        """Notes what the transaction under way is about, in case that it fails."""
        self._expected = _Told(outcome, source)

    def doubt(self) -> None:
        """Takes what was expected for told as not recorded, because its transaction has failed."""
        expected, self._expected = self._expected, None
        if expected is not None:
            self._told.setdefault(expected.outcome.job.job_id, expected)

    def settle(self, connection: sqlite3.Connection) -> None:
        """Says of each verdict that is on disk that it is late, and ends the other attempts.

        That end also takes the place on disk from which an unfinished commit could come back.
        """
        for job_id, told in self._told.items():
            begun = connection.execute(_END_SQL, (job_id,)).fetchone()
            if begun == (Kind.VERDICT, 0):
                self._writer.late(connection, told.outcome)
            elif begun is not None and begun[0] is None and told.source is not None:
                decision = _unrecorded(told.outcome.decision)
                ended = replace(told.outcome, decision=decision)
                self._writer.verdict(connection, ended, source=told.source)

    def clear(self) -> None:
        """Forgets what was settled, and what was recorded after all: it is on disk."""
        self._expected = None
        self._told.clear()


def _unrecorded(judged: Decision) -> Decision:
    """Returns what the desk was told, with what names the reply."""
    return replace(
        decide_failure(Reason.NOT_RECORDED, detail=WHY),
        request_id=judged.request_id,
        gateway_request_id=judged.gateway_request_id,
        code=judged.code,
        http_status=judged.http_status,
    )
