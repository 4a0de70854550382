"""Says in the record what is no attempt: consent, rules, cameras, operators' decisions, exports.

Each call is one transaction. What could name a person lies in the table `private`, under the job
where there is one (its name then bears the entry's number: `note@17`), else under the entry's own
number (`@17`); whoever erases a subject erases all rows under the same key.
"""

import json
import sqlite3
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from liveness_station.domain.consents import Consent
from liveness_station.domain.overrides import Override
from liveness_station.domain.provenance import Origin
from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import BodyValue, Kind, PrivateValue, private_value
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.event_bodies import (
    Export,
    consent_body,
    export_body,
    override_body,
    policy_body,
    policy_digest,
)
from liveness_station.storage.private_rows import event_key, keep_private

# The index is used only where the kinds stand in the statement as they do in the index.
NEWEST_POLICY_SQL: Final = """
SELECT body FROM entry
WHERE kind IN ('BOOT', 'CONSENT', 'POLICY', 'CAMERA', 'EXPORT', 'PURGE', 'HOLD', 'EPOCH')
    AND kind = 'POLICY'
ORDER BY seq DESC LIMIT 1
"""

NO_MARKS: Final[Mapping[str, BodyValue]] = MappingProxyType({})
"""Of what is said in earnest."""


class EventLog:
    """Appends events to one record. Used by the thread that opened it."""

    def __init__(self, appender: Appender) -> None:
        self._appender = appender

    def consent(
        self,
        consent: Consent,
        *,
        subject: str,
        generation: int = 0,
        marks: Mapping[str, BodyValue] = NO_MARKS,
    ) -> int:
        """Records what a subject was asked and said, and returns the entry's number.

        Args:
            consent: what was said.
            subject: who.
            generation: the desk's at that moment.
            marks: what else the entry is to hold, such as that it was said in a drill.

        Raises:
            RecordError: it is not on disk.
        """
        salted = private_value("subject", subject)
        with self._appender.transaction() as connection:
            body = consent_body(consent, subject=salted, generation=generation)
            return self._note(connection, Kind.CONSENT, body | dict(marks), salted)

    def policy(self, values: Mapping[str, BodyValue]) -> int | None:
        """Records the rules in force from here on, unless they are the ones last recorded.

        Args:
            values: the rules; nothing that names a person.

        Returns:
            The entry's number, None where nothing has changed.

        Raises:
            RecordError: it is not on disk.
        """
        digest = policy_digest(values)
        with self._appender.transaction() as connection:
            before = _newest_policy(connection)
            made = None
            if before != digest:
                body = policy_body(values, before=before)
                made = self._note(connection, Kind.POLICY, body)
        self._appender.writer.policy_digest = digest
        return made

    def camera(self, source: str, origin: Origin) -> int:
        """Records from which source pictures come from here on, and returns the entry's number.

        Raises:
            RecordError: it is not on disk.
        """
        with self._appender.transaction() as connection:
            return self._appender.writer.camera(connection, source, origin)

    def override(
        self, job_id: str, override: Override, *, second: str = "", is_review: bool = False
    ) -> int:
        """Records an operator's decision beside the station's, and returns the entry's number.

        What the station found stays what it is, here and in every count.

        Args:
            job_id: the attempt.
            override: what was decided, why and by whom.
            second: who confirmed it; "" where nobody had to.
            is_review: decided by somebody whose part it is to look at others' checks.

        Raises:
            RecordError: it is not on disk, or there is no such attempt, or it has not ended.
        """
        writer = self._appender.writer
        operator = private_value("operator", override.operator or writer.operator)
        note = private_value("note", override.note) if override.note else None
        other = private_value("second", second) if second else None
        body = override_body(
            job_id, override, operator=operator, note=note, second=other, is_review=is_review
        )
        with self._appender.transaction() as connection:
            if not has_ended(connection, job_id):
                raise failure(Trouble.CONTRADICTION)
            kept = [value for value in (operator, note, other) if value is not None]
            return self._note(connection, Kind.OVERRIDE, body, *kept, job_id=job_id)

    def export(self, export: Export, *, operator: str = "") -> int:
        """Records what was taken out of the record, and returns the entry's number.

        Raises:
            RecordError: it is not on disk.
        """
        salted = private_value("operator", operator or self._appender.writer.operator)
        with self._appender.transaction() as connection:
            body = export_body(export, operator=salted)
            return self._note(connection, Kind.EXPORT, body, salted)

    def _note(
        self,
        connection: sqlite3.Connection,
        kind: Kind,
        body: Mapping[str, BodyValue],
        *private: PrivateValue,
        job_id: str | None = None,
    ) -> int:
        sequence = self._appender.writer.note(connection, kind, body, job_id=job_id)
        keep_private(connection, event_key(sequence, job_id=job_id), private)
        return sequence


def _newest_policy(connection: sqlite3.Connection) -> str | None:
    """Returns the digest of the rules last recorded, None where none can be read."""
    row = connection.execute(NEWEST_POLICY_SQL).fetchone()
    try:
        return None if row is None else str(json.loads(row[0])["digest"])
    except (ValueError, KeyError, TypeError):
        return None


def has_ended(connection: sqlite3.Connection, job_id: str) -> bool:
    """Tells whether there is such an attempt, and whether it has its terminal entry."""
    sql = "SELECT 1 FROM attempt WHERE job = ? AND ended_seq IS NOT NULL"
    return connection.execute(sql, (job_id,)).fetchone() is not None
