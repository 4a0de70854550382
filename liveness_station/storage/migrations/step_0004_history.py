"""Step 4: a narrow row for each attempt, made for searching a million of them.

Each index ends in the row's number, so that the newest attempts with one value are read off it in
order. Names stand here folded, and a trigger takes them away with the private values they are made
of: whoever erases those need not know of this table.
"""

import json
import sqlite3
from typing import Final

from liveness_station.storage.history_rows import fold

_TABLE: Final = """
CREATE TABLE history (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    utc TEXT NOT NULL,
    mode TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    subject TEXT,
    operator TEXT,
    source TEXT
) STRICT
"""

_FILL: Final = """
INSERT INTO history (seq, utc, mode, outcome, reason, subject, operator, source)
SELECT s.seq, s.utc, a.mode, coalesce(a.outcome, ''), history_reason(t.body),
    history_fold((SELECT value FROM private WHERE job = a.job AND name = 'subject')),
    history_fold((SELECT value FROM private WHERE job = a.job AND name = 'operator')),
    history_fold((SELECT value FROM private WHERE job = a.job AND name = 'source'))
FROM attempt AS a
JOIN entry AS s ON s.seq = a.submitted_seq
LEFT JOIN entry AS t ON t.seq = a.ended_seq
ORDER BY a.submitted_seq
"""

# After the rows: an index that is made at once is made by sorting.
_REST: Final = (
    "CREATE INDEX history_day ON history (substr(utc, 1, 10))",
    "CREATE INDEX history_outcome ON history (outcome)",
    "CREATE INDEX history_reason ON history (reason)",
    "CREATE INDEX history_subject ON history (subject) WHERE subject IS NOT NULL",
    "CREATE INDEX history_operator ON history (operator) WHERE operator IS NOT NULL",
    "CREATE INDEX history_source ON history (source) WHERE source IS NOT NULL",
    # What an attempt has beside its first and its last entry, which have indexes of their own.
    "CREATE INDEX entry_beside ON entry (job)"
    " WHERE job IS NOT NULL AND kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED')",
    """
CREATE TRIGGER history_follows AFTER UPDATE OF outcome, mode ON attempt
BEGIN
    UPDATE history SET outcome = coalesce(NEW.outcome, ''), mode = NEW.mode
    WHERE seq = NEW.submitted_seq;
END
""",
    """
CREATE TRIGGER history_forgets AFTER DELETE ON private
WHEN OLD.name IN ('subject', 'operator', 'source')
BEGIN
    UPDATE history SET
        subject = CASE WHEN OLD.name = 'subject' THEN NULL ELSE subject END,
        operator = CASE WHEN OLD.name = 'operator' THEN NULL ELSE operator END,
        source = CASE WHEN OLD.name = 'source' THEN NULL ELSE source END
    WHERE seq = (SELECT submitted_seq FROM attempt WHERE job = OLD.job);
END
""",
)


def add_history(connection: sqlite3.Connection) -> None:
    """Makes the table, and a row for each attempt that is there."""
    connection.execute(_TABLE)
    connection.create_function("history_fold", 1, _fold, deterministic=True)
    connection.create_function("history_reason", 1, _reason, deterministic=True)
    connection.execute(_FILL)
    for statement in _REST:
        connection.execute(statement)


def _fold(value: str | None) -> str | None:
    return None if value is None else fold(value)


def _reason(body: str | None) -> str:
    """Returns the reason in a terminal entry; "" where there is none that can be read.

    That an entry is not as it should be is for the check of the record to say.
    """
    try:
        return "" if body is None else str(json.loads(body)["reason"])
    except (ValueError, KeyError, TypeError):
        return ""
