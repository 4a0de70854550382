"""What a PURGE entry says: the numbers of the entries beside which something was erased.

By them a verification tells what was erased from what was deleted by force, and neither they nor
the entry name anybody. The request that something was erased on can be found again as long as the
entry's own salt is kept: nothing but a salted digest of it lies in the chain.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liveness_station.storage.bodies import BodyValue, Kind, private_value
from liveness_station.storage.database import Database
from liveness_station.storage.entries import EntryWriter
from liveness_station.storage.private_rows import entry_named_by, event_key, keep_private

_MARKED_SQL: Final = """
SELECT e.seq, e.body, l.hash FROM private AS p
JOIN entry AS e ON p.job = '@' || e.seq AND e.kind = 'PURGE' JOIN link AS l ON l.seq = e.seq
WHERE p.name = 'request' AND p.value = ? ORDER BY e.seq
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to erase.

    Attributes:
        keys: under which there is something, in the order of their first entries.
        firsts: the numbers of those entries, where they are known.
        erased: the numbers of the entries beside which something lies, each once, in order.
        names: how many private values.
        pictures: how many pictures.
    """

    keys: tuple[str, ...]
    firsts: tuple[int, ...]
    erased: tuple[int, ...]
    names: int
    pictures: int

    def body(self) -> dict[str, BodyValue]:
        """Returns what a PURGE entry says of it."""
        return {
            "first_sequence": min(self.firsts, default=None),
            "last_sequence": max(self.firsts, default=None),
            "keys": len(self.keys),
            "names": self.names,
            "pictures": self.pictures,
            "keys_sha256": digest_of(self.keys),
            "erased": list(self.erased),
        }


@dataclass(frozen=True, slots=True)
class Purge:
    """One transaction's worth of erasing, as its PURGE entry has it.

    Attributes:
        sequence: the number of that entry.
        hash: of that entry in the chain, in hex.
        keys: whose data was erased: jobs, and `@` with the number of an entry that has none.
        names: how many private values.
        pictures: how many pictures.
    """

    sequence: int
    hash: str
    keys: tuple[str, ...]
    names: int
    pictures: int


def digest_of(keys: Sequence[str]) -> str:
    """Returns what binds a PURGE entry to the keys that a receipt lists: SHA-256, in hex."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def found_under(connection: sqlite3.Connection, keys: Sequence[str], *, has_names: bool) -> Found:
    """Looks up what lies under keys; names as well as pictures, or pictures alone."""
    firsts: dict[str, int | None] = {}
    erased: set[int] = set()
    names = pictures = 0
    for key in keys:
        first = _first(connection, key)
        kept = connection.execute("SELECT seq FROM picture WHERE job = ?", (key,)).fetchall()
        sql = "SELECT name FROM private WHERE job = ?"
        named = connection.execute(sql, (key,)).fetchall() if has_names else []
        beside = {entry_named_by(key, str(name))[0] or first for (name,) in named}
        erased |= {int(seq) for (seq,) in kept} | {seq for seq in beside if seq is not None}
        names, pictures = names + len(named), pictures + len(kept)
        if kept or named:
            firsts[key] = first
    ordered = sorted(firsts, key=lambda key: (firsts[key] or 0, key))
    known = tuple(seq for key in ordered if (seq := firsts[key]) is not None)
    return Found(tuple(ordered), known, tuple(sorted(erased)), names, pictures)


def note_purge(
    connection: sqlite3.Connection,
    writer: EntryWriter,
    body: dict[str, BodyValue],
    request_mark: str,
) -> int:
    """Appends a PURGE entry, and returns its number."""
    if not request_mark:
        return writer.note(connection, Kind.PURGE, body)
    mark = private_value("request", request_mark)
    sequence = writer.note(connection, Kind.PURGE, {**body, "request": mark.digest})
    keep_private(connection, event_key(sequence, job_id=None), (mark,))
    return sequence


def mark_of(request: str, *, subject: str, station: bytes) -> str:
    """Returns what stands for a request and the subject it is about: SHA-256, in hex; "" for "".

    Whoever asks again knows both; neither may lie in the record once the subject is erased.
    """
    if not request:
        return ""
    words = json.dumps([station.hex(), subject, request]).encode()
    return hashlib.sha256(words).hexdigest()


def purges_of(database: Database, request_mark: str) -> tuple[Purge, ...]:
    """Returns what was erased on a request so far, as long as its entries' salts are kept.

    Raises:
        RecordError: the database cannot be read.
    """
    if not request_mark:
        return ()
    rows = database.query(_MARKED_SQL, (request_mark,))
    return tuple(_purge(database, int(str(seq)), str(text), made) for seq, text, made in rows)


def _purge(database: Database, sequence: int, text: str, made: object) -> Purge:
    body = json.loads(text)
    anchors = []
    for number in body["erased"]:
        sql = (
            "SELECT e.job, coalesce((SELECT submitted_seq FROM attempt WHERE job = e.job), e.seq)"
            " FROM entry AS e WHERE e.seq = ?"
        )
        ((job, first),) = database.query(sql, (number,))
        anchors.append((int(str(first)), f"@{number}" if job is None else str(job)))
    keys = dict.fromkeys(key for _, key in sorted(anchors))
    shown = made.hex() if isinstance(made, bytes) else ""
    return Purge(sequence, shown, tuple(keys), int(body["names"]), int(body["pictures"]))


def _first(connection: sqlite3.Connection, key: str) -> int | None:
    """Returns the number of the first entry that a key is about."""
    if key.startswith("@"):
        return int(key[1:])
    sql = "SELECT submitted_seq FROM attempt WHERE job = ?"
    row = connection.execute(sql, (key,)).fetchone()
    return None if row is None else int(row[0])
