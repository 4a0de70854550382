"""Ways of tampering with a record on disk, by somebody who knows the program and has no keys."""

import json
import random
import sqlite3
from collections.abc import Callable

from liveness_station.ledger.chain import Entry, entry_hash, genesis

Tamper = Callable[[sqlite3.Connection, random.Random], None]
COLUMNS = ("kind", "job", "utc", "body")


def unlock(connection: sqlite3.Connection) -> None:
    """Takes away what stands in the way of everybody but a forger."""
    connection.execute("PRAGMA ignore_check_constraints = ON")
    triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for index in ("entry_submitted", "entry_terminal"):
        connection.execute(f"DROP INDEX {index}")


def last(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT max(seq) FROM entry").fetchone()[0])


def rehash(connection: sqlite3.Connection, *, with_macs: bool) -> None:
    """Makes every link anew, as anybody can; codes are left as they are, or taken away."""
    station = connection.execute("SELECT id FROM station").fetchone()[0]
    head = genesis(station)
    rows = connection.execute(
        "SELECT e.seq, l.epoch, CAST(kind AS BLOB), CAST(job AS BLOB), CAST(utc AS BLOB),"
        " CAST(body AS BLOB) FROM entry e JOIN link l ON l.seq = e.seq ORDER BY e.seq"
    ).fetchall()
    for seq, epoch, *texts in rows:
        head = entry_hash(Entry(seq, epoch, *texts), station=station, prev=head)
        connection.execute("UPDATE link SET hash = ? WHERE seq = ?", (head, seq))
        if not with_macs:
            connection.execute("UPDATE link SET mac = NULL WHERE seq = ?", (seq,))


def edit(connection: sqlite3.Connection, chance: random.Random) -> None:
    """One character of one entry."""
    seq = chance.randint(1, last(connection))
    column = chance.choice(COLUMNS)
    (text,) = connection.execute(f"SELECT {column} FROM entry WHERE seq = ?", (seq,)).fetchone()  # noqa: S608 - a name of this file's own
    text = text or "x"
    at = chance.randrange(len(text))
    mark = chance.choice([letter for letter in "aA01 {}" if letter != text[at]])
    changed = text[:at] + mark + text[at + 1 :]
    connection.execute(f"UPDATE entry SET {column} = ? WHERE seq = ?", (changed, seq))  # noqa: S608 - a name of this file's own


def turn(connection: sqlite3.Connection, chance: random.Random) -> None:
    """A fail becomes a pass, wherever it is told, and every link fits."""
    rows = connection.execute("SELECT seq, job, body FROM entry WHERE kind = 'VERDICT'").fetchall()
    seq, job, body = chance.choice(rows)
    made = json.loads(body) | {"verdict": "LIVE", "reason": "above_threshold", "score": "0.99"}
    text = json.dumps(made, sort_keys=True, separators=(",", ":"))
    connection.execute("UPDATE entry SET body = ? WHERE seq = ?", (text, seq))
    connection.execute("UPDATE attempt SET outcome = 'LIVE' WHERE job = ?", (job,))
    rehash(connection, with_macs=chance.random() < 0.5)


def delete(connection: sqlite3.Connection, chance: random.Random) -> None:
    """One entry, with or without its link; sometimes the others close the gap.

    Not the last one, which holds the newest checkpoint: without it no record is less.
    """
    end = last(connection)
    seq = chance.randint(1, end - 1)
    connection.execute("DELETE FROM entry WHERE seq = ?", (seq,))
    how = chance.randrange(4)
    if how:
        connection.execute("DELETE FROM link WHERE seq = ?", (seq,))
    if how > 1:
        for number in range(seq + 1, end + 1):
            for table in ("entry", "link"):
                move_by_one = f"UPDATE {table} SET seq = ? WHERE seq = ?"  # noqa: S608 - own name
                connection.execute(move_by_one, (number - 1, number))
    if how > 2:
        rehash(connection, with_macs=True)


def swap(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Two entries change places, with or without their links."""
    one, other = chance.sample(range(1, last(connection) + 1), 2)
    for table in ("entry", "link") if chance.random() < 0.5 else ("entry",):
        for old, new in ((one, -1), (other, one), (-1, other)):
            connection.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))  # noqa: S608 - a name of this file's own
    if chance.random() < 0.5:
        rehash(connection, with_macs=chance.random() < 0.5)


def move(connection: sqlite3.Connection, chance: random.Random) -> None:
    """A run of entries is turned round, and every link fits."""
    end = last(connection)
    start = chance.randint(1, end - 1)
    stop = chance.randint(start + 1, min(end, start + 9))
    for number in range(start, stop + 1):
        connection.execute("UPDATE entry SET seq = ? WHERE seq = ?", (-number, number))
    for number in range(start, stop + 1):
        connection.execute(
            "UPDATE entry SET seq = ? WHERE seq = ?", (start + stop - number, -number)
        )
    rehash(connection, with_macs=chance.random() < 0.5)


def truncate(connection: sqlite3.Connection, chance: random.Random) -> None:
    """The newest entries and everything about them."""
    end = last(connection) - chance.randint(2, last(connection) - 1)
    for table in ("link", "checkpoint", "entry"):
        connection.execute(f"DELETE FROM {table} WHERE seq > ?", (end,))  # noqa: S608 - a name of this file's own
    connection.execute("DELETE FROM reply WHERE seq > ?", (end,))
    connection.execute(
        "UPDATE attempt SET ended_seq = NULL, ended_utc = NULL, outcome = NULL WHERE ended_seq > ?",
        (end,),
    )
    connection.execute("DELETE FROM attempt WHERE submitted_seq > ?", (end,))
    connection.execute("DELETE FROM private WHERE job NOT IN (SELECT job FROM attempt)")


def invent(connection: sqlite3.Connection, chance: random.Random) -> None:
    """An attempt that never was, at the end of the chain or in the place of another."""
    rows = connection.execute("SELECT seq FROM entry WHERE kind = 'SUBMITTED'").fetchall()
    (seq,) = chance.choice(rows)
    connection.execute("UPDATE entry SET job = 'invented' WHERE seq IN (?, ?)", (seq, seq + 1))
    connection.execute("UPDATE attempt SET job = 'invented' WHERE submitted_seq = ?", (seq,))
    rehash(connection, with_macs=chance.random() < 0.5)


def unsign(connection: sqlite3.Connection, chance: random.Random) -> None:
    """A fail becomes a pass, and no checkpoint bears a signature any more."""
    for seq, body in connection.execute(
        "SELECT seq, body FROM entry WHERE kind = 'CHECKPOINT'"
    ).fetchall():
        found = json.loads(body)
        found["note"] = found["note"].partition("\n\n")[0] + "\n\n"
        text = json.dumps(found, sort_keys=True, separators=(",", ":"))
        connection.execute("UPDATE entry SET body = ? WHERE seq = ?", (text, seq))
    turn(connection, chance)


def edit_link(connection: sqlite3.Connection, chance: random.Random) -> None:
    """A hash, or the epoch."""
    seq = chance.randint(1, last(connection))
    if chance.random() < 0.3:
        connection.execute("UPDATE link SET epoch = 1 - epoch WHERE seq = ?", (seq,))
        return
    connection.execute("UPDATE link SET hash = ? WHERE seq = ?", (chance.randbytes(32), seq))


LIST_EDITS = (
    "UPDATE attempt SET outcome = 'LIVE' WHERE job = ?",
    "UPDATE attempt SET mode = 'SIMULATOR' WHERE job = ?",
    "UPDATE attempt SET ended_utc = '2020-01-01' WHERE job = ?",
    "UPDATE attempt SET ended_seq = NULL, outcome = NULL WHERE job = ?",
    "UPDATE attempt SET submitted_seq = -submitted_seq WHERE job = ?",
    "UPDATE attempt SET job = job || 'x' WHERE job = ?",
    "DELETE FROM attempt WHERE job = ?",
    "UPDATE private SET value = 'somebody else' WHERE job = ?",
    "UPDATE private SET salt = zeroblob(16) WHERE job = ?",
    "UPDATE private SET job = job || 'x' WHERE job = ?",
    "UPDATE private SET name = name || 'x' WHERE job = ?",
    "DELETE FROM reply WHERE seq = (SELECT ended_seq FROM attempt WHERE job = ?)",
    "INSERT INTO reply SELECT 'stolen', ended_seq FROM attempt WHERE job = ?",
    "INSERT INTO reply SELECT 'stolen', submitted_seq FROM attempt WHERE job = ?",
    "UPDATE reply SET request_id = 'x' || request_id"
    " WHERE seq = (SELECT ended_seq FROM attempt WHERE job = ?)",
)


def edit_list(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Not the entries, but what lists are made of."""
    jobs = connection.execute("SELECT job FROM attempt").fetchall()
    connection.execute(chance.choice(LIST_EDITS), chance.choice(jobs))


def go_on(connection: sqlite3.Connection, chance: random.Random) -> None:
    """An old copy, as it is, cut shorter, or gone on with by whoever restored it."""
    how = chance.randrange(3)
    if how == 1:
        truncate(connection, chance)
    elif how == 2:
        end = last(connection)
        for seq in range(end + 1, end + 1 + chance.randint(1, 200)):
            connection.execute(
                "INSERT INTO entry (seq, kind, utc, body) VALUES (?, 'BOOT', '2026', '{}')", (seq,)
            )
            connection.execute(
                "INSERT INTO link (seq, epoch, hash) VALUES (?, 1, zeroblob(32))", (seq,)
            )
        rehash(connection, with_macs=True)


ALL: tuple[Tamper, ...] = (
    edit,
    turn,
    delete,
    swap,
    move,
    truncate,
    invent,
    unsign,
    edit_link,
    edit_list,
)
