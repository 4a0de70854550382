"""Legal holds: who may not be erased for now. In force is what the chained entries say."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Final

from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import BodyValue, Kind, private_value
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.private_rows import event_key, is_named, keep_private

_PLACE: Final = "place"
_LIFT: Final = "lift"

# The index is used only where the kinds stand in the statement as they do in the index.
_HOLDS_SQL: Final = """
SELECT seq, body, p.salt, p.value,
    (SELECT value FROM private WHERE job = '@' || seq AND name = 'note')
FROM entry LEFT JOIN private AS p ON p.job = '@' || seq AND p.name = 'subject'
WHERE kind IN ('BOOT', 'CLOCK', 'HOLD', 'PURGE') AND kind = 'HOLD' ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold that is in force.

    Attributes:
        hold_id: by which it is lifted.
        sequence: the number of the entry that placed it.
        subject: whom it is about; None: everybody. A hold whose subject cannot be told any more is
            on everybody.
        note: why, None where that is not there.
    """

    hold_id: str
    sequence: int
    subject: str | None
    note: str | None


def place_hold(appender: Appender, subject: str | None, *, note: str) -> Hold:
    """Has nothing of a subject erased from here on, or nothing at all where there is no subject.

    Raises:
        RecordError: it is not on disk.
    """
    hold_id = secrets.token_hex(4)
    private = [private_value("note", note)]
    if subject is not None:
        private.append(private_value("subject", subject))
    body: dict[str, BodyValue] = {
        "action": _PLACE,
        "hold": hold_id,
        "scope": "all" if subject is None else "subject",
    }
    body |= {value.name: value.digest for value in private}
    with appender.transaction() as connection:
        sequence = appender.writer.note(connection, Kind.HOLD, body)
        keep_private(connection, event_key(sequence, job_id=None), private)
    return Hold(hold_id, sequence, subject, note)


def lift_hold(appender: Appender, hold_id: str) -> int:
    """Ends a hold; returns the number of the entry that says so.

    Raises:
        RecordError: CONTRADICTION where no such hold is in force; or it is not on disk.
    """
    with appender.transaction() as connection:
        if hold_id not in {hold.hold_id for hold in holds_in_force(connection)}:
            raise failure(Trouble.CONTRADICTION)
        body: dict[str, BodyValue] = {"action": _LIFT, "hold": hold_id}
        return appender.writer.note(connection, Kind.HOLD, body)


def holds_in_force(connection: sqlite3.Connection) -> tuple[Hold, ...]:
    """Returns the holds that were placed and not lifted.

    Whom one is about is what its entry holds the digest of: a name beside it that is another, or
    is gone, makes it one on everybody.
    """
    placed: dict[str, Hold] = {}
    for sequence, body, salt, value, note in connection.execute(_HOLDS_SQL):
        found = _fields(body)
        is_about = found.get("scope") == "subject" and is_named(salt, value, found.get("subject"))
        subject = str(value) if is_about else None
        hold_id = str(found.get("hold", f"unreadable {sequence}"))
        if found.get("action") == _LIFT:
            placed.pop(hold_id, None)
        else:
            placed[hold_id] = Hold(hold_id, int(sequence), subject, note)
    return tuple(placed.values())


def _fields(untrusted_body: str) -> dict[str, object]:
    try:
        found = json.loads(untrusted_body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
