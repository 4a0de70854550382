"""Chains each entry to the one before it, and sums the chain up in checkpoints.

Everything here happens in the transaction that appends the entry, without any access to a keyring:
the keys are in memory or they are not, and an entry that is made without them is chained all the
same, by its hash alone.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from liveness_station.ledger.chain import EPOCH_FIRST, Entry, entry_hash, genesis
from liveness_station.ledger.checkpoints import Checkpoint, Note, public_key_of, sign
from liveness_station.ledger.keys import KeyShelf, StationKeys
from liveness_station.ledger.merkle import Frontier, frontier_from
from liveness_station.ledger.ratchet import row_mac
from liveness_station.ledger.rotation import endorse
from liveness_station.ledger.vouching import Ranges
from liveness_station.storage.auditing import Reached, UnfitError, audit
from liveness_station.storage.database import Row
from liveness_station.storage.tails import check_tail
from liveness_station.storage.uncoded import Uncoded

CHECKPOINT_ROWS: Final = 100
CHECKPOINT_PERIOD_NS: Final = 300_000_000_000
SOON_S: Final = 2.0
"""So long a record's opening waits for the keyring; the window is there by then."""

_ENROLLED_SQL: Final = (
    "SELECT 1 FROM entry WHERE kind IN ('CHECKPOINT', 'KEY') AND kind = 'KEY' LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """The newest checkpoint; before the first, what would be there."""

    seq: int = 0
    number: int = 0
    frontier: Frontier = field(default_factory=Frontier)


class Links:
    """The chain of one record, as one run of the program continues it.

    Several programs may: what the newest link and checkpoint are is read anew in each transaction.

    Attributes:
        uncoded: this run's entries that bear no code.
    """

    def __init__(self, shelf: KeyShelf | None, monotonic_ns: Callable[[], int]) -> None:
        self._shelf = shelf
        self._monotonic_ns = monotonic_ns
        self._station: bytes | None = None
        self._keys: StationKeys | None = None
        self._newer_keys: StationKeys | None = None
        self._checkpoint_ns = monotonic_ns()
        self._has_summed_up = False
        self._own: tuple[int, bytes] | None = None
        self._newer_own: tuple[int, bytes] | None = None
        self._is_enrolled: bool | None = None
        self._can_sign = False
        self._reached: Reached | None = None
        self._newer_reached: Reached | None = None
        self.uncoded = Uncoded()

    def station(self, connection: sqlite3.Connection) -> bytes:
        """Returns the random id of the record's station."""
        if self._station is None:
            self._station = bytes(connection.execute("SELECT id FROM station").fetchone()[0])
        return self._station

    def add(
        self,
        connection: sqlite3.Connection,
        sequence: int,
        *,
        kind: str,
        job_id: str | None,
        utc: str,
        body: str,
    ) -> None:
        """Links the entry that has just been inserted."""
        station = self.station(connection)
        entry = Entry(
            sequence,
            EPOCH_FIRST,
            kind.encode(),
            None if job_id is None else job_id.encode(),
            utc.encode(),
            body.encode(),
        )
        made = entry_hash(entry, station=station, prev=_head(connection, station))
        keys = self._current_keys(connection)
        row_key = None if keys is None else keys.at(_newest(connection).number)
        connection.execute(
            "INSERT INTO link (seq, epoch, hash, mac) VALUES (?, ?, ?, ?)",
            (sequence, EPOCH_FIRST, made, None if row_key is None else row_mac(row_key, made)),
        )
        self._newer_own = (sequence, made)
        if row_key is None and self._shelf is not None:
            self.uncoded.add(sequence, made)

    def own_uncoded(self, connection: sqlite3.Connection) -> Ranges:
        """Returns the entries of this run that were made before its keys came, for one to name."""
        return Ranges() if self._current_keys(connection) is None else self.uncoded.name(connection)

    def has_keys(self, connection: sqlite3.Connection) -> bool:
        """Tells whether entries get codes now."""
        return self._current_keys(connection) is not None

    def is_due(self, connection: sqlite3.Connection) -> bool:
        """Tells whether it is time for a checkpoint."""
        count = self.open_count(connection)
        age_ns = self._monotonic_ns() - self._checkpoint_ns
        return count >= CHECKPOINT_ROWS or (count > 0 and age_ns >= CHECKPOINT_PERIOD_NS)

    def open_count(self, connection: sqlite3.Connection) -> int:
        """Returns how many entries the newest checkpoint does not sum up."""
        (newest,) = connection.execute("SELECT coalesce(max(seq), 0) FROM link").fetchone()
        return int(newest) - _newest(connection).seq

    def note(self, connection: sqlite3.Connection) -> tuple[Note, Frontier]:
        """Returns a checkpoint of all entries there are, signed where there are keys.

        A run that had no keys looks again whether another program has made some since.
        """
        self._is_enrolled = self._is_enrolled or None
        station = self.station(connection)
        keys = self._signing_keys(connection)
        reached = None if keys is None else self._audited(connection, keys)
        self._can_sign = reached is not None and not reached.unvouched
        frontier = self._unaudited(connection) if reached is None else reached.frontier
        checkpoint = Checkpoint(station, frontier.size, frontier.root(), _head(connection, station))
        if keys is None or not self._can_sign:
            return Note(checkpoint), frontier
        return sign(checkpoint, keys.seed), frontier

    def _audited(self, connection: sqlite3.Connection, keys: StationKeys) -> Reached | None:
        """Looks at what no signature covers yet; None where it is not what this station wrote."""
        station = self.station(connection)
        try:
            found = audit(connection, station=station, keys=keys, reached=self._reached)
        except UnfitError:
            return None
        self._newer_reached = found
        return found

    def _unaudited(self, connection: sqlite3.Connection) -> Frontier:
        """Returns the tree as the record itself has it, which is signed by nobody."""
        mark = _newest(connection)
        sql = "SELECT hash FROM link WHERE seq >= ? ORDER BY seq"
        return mark.frontier.grown([row[0] for row in connection.execute(sql, (mark.seq,))])

    def sum_up(self, connection: sqlite3.Connection, sequence: int, frontier: Frontier) -> None:
        """Notes that the entry that has just been linked is a checkpoint."""
        number = _newest(connection).number + 1
        connection.execute(
            "INSERT INTO checkpoint (seq, number, size, peaks) VALUES (?, ?, ?, ?)",
            (sequence, number, frontier.size, frontier.to_bytes()),
        )
        self._has_summed_up = True
        # What was not signed is not where the keys vouch for the record from.
        keys = self._signing_keys(connection) if self._can_sign else None
        row_key = None if keys is None else keys.at(number)
        if keys is not None and row_key is not None:
            head = _head(connection, self.station(connection))
            self._newer_keys = replace(keys, row_key=row_key, step=number, size=sequence, head=head)

    def begin(self) -> None:
        """Forgets what a transaction that failed had prepared."""
        self._newer_keys, self._has_summed_up, self._newer_own = None, False, None
        self._newer_reached = None
        self.uncoded.begin()

    def settle(self) -> None:
        """Takes the key of the next step once the checkpoint is on disk.

        Only now, and behind: a keyring that hangs or fails then delays nothing, and one that is a
        step behind is no harm, because keys go forward from there.
        """
        newer, self._newer_keys = self._newer_keys, None
        self._own = self._newer_own or self._own
        self._reached = self._newer_reached or self._reached
        # What precedes the entry that names the keys needs nobody to vouch for it.
        self.uncoded.settle(is_needless=self._has_summed_up and not self._is_enrolled)
        if self._has_summed_up:
            self._checkpoint_ns = self._monotonic_ns()
        if newer is None or self._station is None:
            return
        self._keys = newer
        if self._shelf is not None:
            self._shelf.keep(self._station, newer)

    def check(self, connection: sqlite3.Connection) -> None:
        """Looks whether the record still ends as this run has left it.

        Raises:
            RecordError: it does not; nothing may be added to it.
        """
        check_tail(connection, station=self.station(connection), known=self._own)

    def fetch_keys(self, query: Callable[[str], list[Row]]) -> None:
        """Fetches the keys of an enrolled station before its run's first entry, if they come soon.

        Every entry then bears a code; those of a run whose keyring is slow are vouched for later.
        """
        found = query("SELECT id FROM station")
        if self._shelf is not None and found and query(_ENROLLED_SQL):
            self._station, self._is_enrolled = _as_bytes(found[0][0]), True
            self._keys = self._shelf.look(self._station, can_wait=True, within_s=SOON_S)

    def wait_for_keys(self, *, is_enrolled: bool = False) -> None:
        """Gives a run that was too short for its keys the time to fetch them, before its end.

        Args:
            is_enrolled: True where the record names a key now, whoever made it and when.
        """
        self._is_enrolled = self._is_enrolled or is_enrolled or None
        if self._is_enrolled and self._station is not None and self._shelf is not None:
            self._keys = self._keys or self._shelf.look(self._station, can_wait=True)

    def successor(
        self, connection: sqlite3.Connection, keys: StationKeys
    ) -> tuple[StationKeys, bytes | None]:
        """Returns new keys as of now, and what the older ones say of them, if there are some.

        They begin at the step that the record has come to.
        """
        fitted = replace(keys, step=_newest(connection).number)
        older = self._signing_keys(connection)
        if older is None:
            return fitted, None
        next_public_key = public_key_of(keys.seed)
        station = self.station(connection)
        return fitted, endorse(older.seed, station=station, next_public_key=next_public_key)

    def take(self, keys: StationKeys) -> None:
        """Uses keys from here on that have just been made."""
        self._keys, self._is_enrolled, self._reached = keys, True, None
        # The entry that names the keys bears a code: it vouches for all before it.
        self.uncoded = Uncoded()

    def _signing_keys(self, connection: sqlite3.Connection) -> StationKeys | None:
        """Returns the keys where the record is still the one that they vouched for.

        Otherwise somebody restored an older one, or made the chain anew, and wants it signed. The
        keys then stay as they are, and so does what they know of the record there was.
        """
        keys = self._current_keys(connection)
        if keys is None:
            return None
        known = [own for own in (self._own, (keys.size, keys.head)) if own is not None and own[0]]
        sql = "SELECT hash FROM link WHERE seq = ?"
        found = [connection.execute(sql, (seq,)).fetchone() for seq, _ in known]
        return keys if found == [(made,) for _, made in known] else None

    def _current_keys(self, connection: sqlite3.Connection) -> StationKeys | None:
        if self._keys is None and self._shelf is not None:
            if self._is_enrolled is None:
                self._is_enrolled = newest_body(connection, "KEY") is not None
            if self._is_enrolled:
                self._keys = self._shelf.look(self.station(connection))
        return self._keys


def newest_body(connection: sqlite3.Connection, kind: str) -> str | None:
    """Returns the newest body of a kind that the ledger itself writes, None where there is none."""
    # The index is used only where the kinds stand in the statement as they do in the index.
    sql = (
        "SELECT body FROM entry WHERE kind IN ('CHECKPOINT', 'KEY') AND kind = ?"
        " ORDER BY seq DESC LIMIT 1"
    )
    row = connection.execute(sql, (kind,)).fetchone()
    return None if row is None else str(row[0])


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _head(connection: sqlite3.Connection, station: bytes) -> bytes:
    row = connection.execute("SELECT hash FROM link ORDER BY seq DESC LIMIT 1").fetchone()
    return genesis(station) if row is None else bytes(row[0])


def _newest(connection: sqlite3.Connection) -> _Mark:
    row = connection.execute(
        "SELECT seq, number, size, peaks FROM checkpoint ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return _Mark()
    seq, number, size, peaks = row
    try:
        return _Mark(seq, number, frontier_from(size, peaks))
    except ValueError:
        # Somebody changed what is only there to save time: begin again from the first link.
        return _Mark(0, number)
