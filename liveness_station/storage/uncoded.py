"""The entries that a run made before its keys were there, for the run to vouch for them."""

import sqlite3

from liveness_station.ledger.vouching import Ranges, ranges_of

_HASH_SQL = "SELECT hash FROM link WHERE seq = ?"


class Uncoded:
    """What one run remembers of its own entries without a code. Follows its transactions."""

    def __init__(self) -> None:
        self._made: dict[int, bytes] = {}
        self._newer: dict[int, bytes] = {}
        self._is_named = False

    def add(self, sequence: int, made: bytes) -> None:
        """Remembers an entry and its hash, once the transaction is on disk."""
        self._newer[sequence] = made

    def name(self, connection: sqlite3.Connection) -> Ranges:
        """Returns those that are still as they were made, for an entry to name them; once."""
        if self._is_named or not self._made:
            return Ranges()
        self._is_named = True
        return ranges_of(
            sequence
            for sequence, made in self._made.items()
            if connection.execute(_HASH_SQL, (sequence,)).fetchone() == (made,)
        )

    @property
    def own(self) -> Ranges:
        """Those that no entry names yet."""
        return ranges_of(self._made)

    def begin(self) -> None:
        """Forgets what a transaction that failed had prepared."""
        self._newer, self._is_named = {}, False

    def settle(self, *, is_needless: bool) -> None:
        """Takes what the transaction brought.

        Args:
            is_needless: True where nobody need vouch for what is remembered so far.
        """
        if self._is_named or is_needless:
            self._made = {}
        self._made |= self._newer
        self._newer, self._is_named = {}, False
