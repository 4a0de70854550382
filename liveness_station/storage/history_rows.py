"""One row an attempt for searching: derived from entries and names, and gone with the names."""

import sqlite3
import unicodedata
from typing import Final

SOUGHT_NAMES: Final = ("subject", "operator", "source")
"""Private values that attempts are searched by; columns of the table `history`."""


def fold(text: str) -> str:
    """Returns a name as it is searched: neither case nor the width of letters matters."""
    return unicodedata.normalize("NFKC", text).casefold()


def begin_row(connection: sqlite3.Connection, job_id: str) -> None:
    """Adds the row of an attempt that has just been submitted, with the names it has by now."""
    sql = "SELECT name, value FROM private WHERE job = ? AND name IN (?, ?, ?)"
    names = dict(connection.execute(sql, (job_id, *SOUGHT_NAMES)).fetchall())
    folded = [fold(names[name]) if name in names else None for name in SOUGHT_NAMES]
    connection.execute(
        "INSERT INTO history (seq, utc, mode, subject, operator, source)"
        " SELECT s.seq, s.utc, a.mode, ?, ?, ? FROM attempt AS a"
        " JOIN entry AS s ON s.seq = a.submitted_seq WHERE a.job = ?",
        (*folded, job_id),
    )


def end_row(connection: sqlite3.Connection, job_id: str, reason: str) -> None:
    """Notes why an attempt ended as it did; its outcome follows the attempt's by a trigger."""
    connection.execute(
        "UPDATE history SET reason = ?"
        " WHERE seq = (SELECT submitted_seq FROM attempt WHERE job = ?)",
        (reason, job_id),
    )
