"""Step 1: the append-only table of entries, and the tables that are derived from it.

An entry is a number, a kind, a job, a time and a body; it never changes. What is asked often is
derived from the bodies into tables of its own, in the same transaction, so that a later step can
derive more, or all of it anew, without touching an entry. (Columns computed by the database would
do the same, but SQLite up to 3.40 refuses `json_extract` in a schema it is told not to trust.)
What could name a person is kept beside the entries, which hold salted digests of it, so that it
can be erased.
"""

from typing import Final

ENTRIES_SQL: Final = """
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind GLOB '[A-Z]*'),
    job TEXT,
    utc TEXT NOT NULL,
    body TEXT NOT NULL,
    CHECK (job IS NOT NULL OR kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED', 'LATE'))
) STRICT;

CREATE UNIQUE INDEX entry_submitted ON entry (job) WHERE kind = 'SUBMITTED';
CREATE UNIQUE INDEX entry_terminal ON entry (job) WHERE kind IN ('VERDICT', 'ABANDONED');

-- What could name a person; the entries hold SHA-256(salt || value).
CREATE TABLE private (
    job TEXT NOT NULL,
    name TEXT NOT NULL,
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    value TEXT NOT NULL,
    PRIMARY KEY (job, name)
) STRICT, WITHOUT ROWID;

-- Derived: one row an attempt.
CREATE TABLE attempt (
    job TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    mode TEXT NOT NULL,
    submitted_seq INTEGER NOT NULL UNIQUE REFERENCES entry (seq),
    ended_seq INTEGER UNIQUE REFERENCES entry (seq),
    ended_utc TEXT,
    outcome TEXT
) STRICT;

CREATE INDEX attempt_counted ON attempt (ended_utc, outcome)
    WHERE ended_seq IS NOT NULL AND mode = 'NORMAL';

-- Derived: which entry bears a request id.
CREATE TABLE reply (
    request_id TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    PRIMARY KEY (request_id, seq)
) STRICT, WITHOUT ROWID;

-- BEFORE INSERT, because INSERT OR REPLACE would delete what stands in its way unseen.
CREATE TRIGGER entry_is_next BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'an entry is not the next one'); END;

CREATE TRIGGER entry_submitted_once BEFORE INSERT ON entry
WHEN NEW.kind = 'SUBMITTED'
    AND EXISTS (SELECT 1 FROM entry WHERE job = NEW.job AND kind = 'SUBMITTED')
BEGIN SELECT RAISE(ABORT, 'the attempt was submitted before'); END;

CREATE TRIGGER entry_ends_what_began BEFORE INSERT ON entry
WHEN NEW.kind IN ('VERDICT', 'ABANDONED')
    AND NOT EXISTS (SELECT 1 FROM entry WHERE job = NEW.job AND kind = 'SUBMITTED')
BEGIN SELECT RAISE(ABORT, 'the attempt was never submitted'); END;

CREATE TRIGGER entry_ends_once BEFORE INSERT ON entry
WHEN NEW.kind IN ('VERDICT', 'ABANDONED')
    AND EXISTS (SELECT 1 FROM entry WHERE job = NEW.job AND kind IN ('VERDICT', 'ABANDONED'))
BEGIN SELECT RAISE(ABORT, 'the attempt has ended before'); END;

CREATE TRIGGER entry_late_after_end BEFORE INSERT ON entry
WHEN NEW.kind = 'LATE'
    AND NOT EXISTS (SELECT 1 FROM entry WHERE job = NEW.job AND kind IN ('VERDICT', 'ABANDONED'))
BEGIN SELECT RAISE(ABORT, 'the attempt has not ended'); END;

CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;

CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry never goes'); END;

CREATE TRIGGER private_never_changes BEFORE UPDATE ON private
BEGIN SELECT RAISE(ABORT, 'a private value is erased, never changed'); END;
"""
