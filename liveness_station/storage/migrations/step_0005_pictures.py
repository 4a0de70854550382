"""Step 5: kept pictures, each with the only copy of its key, wrapped; and when clocks were set."""

from typing import Final

PICTURES_SQL: Final = """
CREATE TABLE picture (
    job TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    file TEXT NOT NULL UNIQUE CHECK (length(file) = 32),
    seq INTEGER NOT NULL REFERENCES entry (seq),
    key TEXT NOT NULL,
    wrapped BLOB NOT NULL CHECK (length(wrapped) = 40),
    PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX picture_age ON picture (seq);

CREATE TRIGGER picture_never_changes BEFORE UPDATE ON picture
BEGIN SELECT RAISE(ABORT, 'a kept picture is erased, never changed'); END;

CREATE INDEX entry_time ON entry (kind, seq) WHERE kind IN ('BOOT', 'CLOCK', 'HOLD', 'PURGE');
"""
