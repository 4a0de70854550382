"""Looks at every entry since the keyring's last word, before anything is signed.

A signature vouches for all entries before it. Whatever somebody put into the file meanwhile must
therefore not slip under one: each entry since then has to bear a code, or be vouched for by a later
entry that bears one. The root that is signed is computed from what was looked at, never taken from
a table.
"""

import hmac
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from liveness_station.ledger.chain import Entry, entry_hash, genesis
from liveness_station.ledger.checkpoints import (
    Checkpoint,
    parse_note,
    parse_public_key,
    public_key_of,
)
from liveness_station.ledger.keys import StationKeys
from liveness_station.ledger.merkle import Frontier, frontier_from
from liveness_station.ledger.ratchet import next_key, row_mac
from liveness_station.ledger.vouching import Ranges, vouched_in

# As bytes, because what somebody put there need not be text.
_ROWS_SQL: Final = """
SELECT e.seq, CAST(e.kind AS BLOB), CAST(e.job AS BLOB), CAST(e.utc AS BLOB), CAST(e.body AS BLOB),
    l.epoch, l.hash, l.mac
FROM entry AS e LEFT JOIN link AS l ON l.seq = e.seq
WHERE e.seq > ? ORDER BY e.seq
"""


class UnfitError(Exception):
    """The record is not the one that the keys vouched for, or was changed since."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a record was looked at.

    Attributes:
        frontier: the tree over all entries so far.
        head: the hash of the newest of them.
        step: how many checkpoints they hold.
        row_key: the key for codes from here on; None before the entry that names the keys.
        unvouched: the numbers of entries that nobody vouches for.
    """

    frontier: Frontier
    head: bytes
    step: int
    row_key: bytes | None
    unvouched: Ranges


def audit(
    connection: sqlite3.Connection,
    *,
    station: bytes,
    keys: StationKeys,
    reached: Reached | None = None,
) -> Reached:
    """Looks at all entries from where the keys vouch for the record, or on from where it got to.

    Entries from before the station had these keys are taken as they are: to enrol is to vouch.

    Raises:
        UnfitError: nothing may be signed.
    """
    at = reached or _anchor(connection, station, keys)
    for entry, made, mac in _rows(connection, at.frontier.size):
        if entry.seq != at.frontier.size + 1 or made is None:
            raise UnfitError("a gap")
        if entry_hash(entry, station=station, prev=at.head) != made:
            raise UnfitError("the chain")
        at = _past(at, entry, made, mac, station=station, keys=keys)
    return at


def _anchor(connection: sqlite3.Connection, station: bytes, keys: StationKeys) -> Reached:
    """Returns the checkpoint that the keys know, with the tree that its entry says."""
    if keys.size == 0:
        return Reached(Frontier(), genesis(station), 0, None, Ranges())
    row = next(_rows(connection, keys.size - 1), None)
    if row is None or row[0].seq != keys.size or row[0].kind != b"CHECKPOINT":
        raise UnfitError("the newest known entry")
    prev = _hash_at(connection, keys.size - 1) or genesis(station)
    if entry_hash(row[0], station=station, prev=prev) != keys.head:
        raise UnfitError("the newest known entry")
    said = _checkpoint_in(row[0].body)
    frontier = _frontier(connection, keys.size)
    if said.size != keys.size - 1 or (frontier.size, frontier.root()) != (said.size, said.root):
        raise UnfitError("the tree")
    return Reached(frontier.grown([keys.head]), keys.head, keys.step, keys.row_key, Ranges())


def _frontier(connection: sqlite3.Connection, seq: int) -> Frontier:
    """Returns the tree below a checkpoint; what a table says of it is only a shorter way."""
    said = _checkpoint_in(next(_rows(connection, seq - 1))[0].body)
    found = connection.execute(
        "SELECT size, peaks FROM checkpoint WHERE seq = ?", (seq,)
    ).fetchone()
    try:
        frontier = Frontier() if found is None else frontier_from(*found)
    except (ValueError, TypeError):
        frontier = Frontier()
    if (frontier.size, frontier.root()) == (said.size, said.root):
        return frontier
    sql = "SELECT hash FROM link WHERE seq < ? ORDER BY seq"
    return Frontier().grown([bytes(made) for (made,) in connection.execute(sql, (seq,))])


def _past(
    at: Reached,
    entry: Entry,
    made: bytes,
    mac: bytes | None,
    *,
    station: bytes,
    keys: StationKeys,
) -> Reached:
    row_key = at.row_key
    if row_key is None and entry.kind == b"KEY" and _names(entry.body, keys):
        row_key = keys.at(at.step)
    unvouched = at.unvouched
    if row_key is not None:
        if mac is None:
            unvouched = unvouched.with_number(entry.seq)
        elif not hmac.compare_digest(row_mac(row_key, made), mac):
            raise UnfitError("a code")
        elif entry.kind == b"VOUCH":
            unvouched = unvouched.without(vouched_in(entry.body))
    step = at.step
    if entry.kind == b"CHECKPOINT":
        expected = Checkpoint(station, at.frontier.size, at.frontier.root(), at.head)
        if _checkpoint_in(entry.body) != expected:
            raise UnfitError("a checkpoint")
        step += 1
        row_key = None if row_key is None else next_key(row_key)
    return replace(
        at,
        frontier=at.frontier.grown([made]),
        head=made,
        step=step,
        row_key=row_key,
        unvouched=unvouched,
    )


def _names(untrusted_body: bytes, keys: StationKeys) -> bool:
    try:
        _, public_key = parse_public_key(str(json.loads(untrusted_body)["public_key"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return public_key == public_key_of(keys.seed)


def _checkpoint_in(untrusted_body: bytes) -> Checkpoint:
    try:
        return parse_note(str(json.loads(untrusted_body)["note"])).checkpoint
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnfitError("a checkpoint") from None


def _hash_at(connection: sqlite3.Connection, seq: int) -> bytes | None:
    row = connection.execute("SELECT hash FROM link WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else bytes(row[0])


def _rows(
    connection: sqlite3.Connection, after: int
) -> Iterator[tuple[Entry, bytes | None, bytes | None]]:
    for seq, kind, job, utc, body, epoch, made, mac in connection.execute(_ROWS_SQL, (after,)):
        yield Entry(seq, epoch or 0, kind, job, utc, body), made, mac
