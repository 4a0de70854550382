"""Records what happens at a desk besides attempts: one door for every desk event."""

import sqlite3
from collections.abc import Mapping
from typing import Final, assert_never

from liveness_station.domain.desk_events import (
    AllowanceEvent,
    ConsentEvent,
    DeskEvent,
    NoteEvent,
    OtherMethodEvent,
    OverrideEvent,
    PeopleEvent,
    SettingEvent,
    ShadowEvent,
    ShiftEvent,
)
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import BodyValue, Kind, Mode
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.event_bodies_desk import (
    Said,
    say_allowance,
    say_note,
    say_other,
    say_people,
    say_setting,
    say_shadow,
    say_shift,
)
from liveness_station.storage.events import NO_MARKS, EventLog, has_ended
from liveness_station.storage.private_rows import event_key, keep_private
from liveness_station.storage.recent_attempts import read_recent

_AFTER_THE_END: Final = frozenset({Kind.SHADOW})
"""What can only be said of an attempt that has ended; a note may come before."""


class DeskLog:
    """Appends desk events to one record. Used by the thread that opened it."""

    def __init__(self, appender: Appender, *, is_training: bool = False) -> None:
        """Begins; what is said of a subject while `is_training` is marked as said in a drill."""
        self._appender = appender
        self._marks: dict[str, BodyValue] = {"mode": Mode.TRAINING.value} if is_training else {}
        self._events = EventLog(appender)

    def record_event(self, event: DeskEvent) -> int:
        """Records an event in one transaction, and returns the number of its entry.

        Raises:
            RecordError: it is not on disk; or it is about an attempt, and CONTRADICTION: there is
                no such attempt, or it has not ended and only its end could be spoken of.
        """
        operator = self._appender.writer.operator
        match event:
            case ConsentEvent(consent, subject, generation):
                return self._events.consent(
                    consent, subject=subject.reference, generation=generation, marks=self._marks
                )
            case OverrideEvent(job_id, override, second, is_review):
                return self._events.override(job_id, override, second=second, is_review=is_review)
            case NoteEvent():
                return self._append(say_note(event, operator=operator))
            case OtherMethodEvent():
                return self._append(say_other(event, operator=operator), self._marks)
            case AllowanceEvent():
                return self._append(say_allowance(event, operator=operator), self._marks)
            case ShiftEvent():
                return self._append(say_shift(event, operator=operator))
            case PeopleEvent():
                return self._append(say_people(event, operator=operator))
            case SettingEvent():
                return self._append(say_setting(event, operator=operator))
            case ShadowEvent():
                return self._append(say_shadow(event))
            case _:
                assert_never(event)

    def recent_attempts(self, subject: str, *, within_s: float) -> RecentAttempts:
        """Returns how often a subject was checked since `within_s` seconds ago.

        Raises:
            RecordError: the database cannot be read.
        """
        now = self._appender.writer.moment()
        return read_recent(self._appender, subject, within_s=within_s, now=now)

    def _append(self, said: Said, marks: Mapping[str, BodyValue] = NO_MARKS) -> int:
        with self._appender.transaction() as connection:
            if said.job_id is not None and not _may_be_said(connection, said):
                raise failure(Trouble.CONTRADICTION)
            writer, job_id = self._appender.writer, said.job_id
            fields = said.fields | dict(marks)
            sequence = writer.note(connection, said.kind, fields, job_id=job_id)
            keep_private(connection, event_key(sequence, job_id=job_id), said.private)
        return sequence


def _may_be_said(connection: sqlite3.Connection, said: Said) -> bool:
    if said.kind in _AFTER_THE_END:
        return has_ended(connection, str(said.job_id))
    sql = "SELECT 1 FROM attempt WHERE job = ?"
    return connection.execute(sql, (said.job_id,)).fetchone() is not None
