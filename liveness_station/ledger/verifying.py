"""Verifies a record entry by entry, in memory that does not grow with it."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from liveness_station.ledger.chain import (
    EPOCH_BEFORE,
    EPOCH_FIRST,
    Entry,
    entry_hash,
    genesis,
)
from liveness_station.ledger.checkpoints import Checkpoint, Note, parse_note
from liveness_station.ledger.epochs import Predecessor, parse_epoch
from liveness_station.ledger.keys import StationKeys
from liveness_station.ledger.merkle import Frontier
from liveness_station.ledger.pairing import Pairing
from liveness_station.ledger.ratchet import next_key, row_mac
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.rotation import named_key
from liveness_station.ledger.vouching import Ranges, vouched_in

_BATCH: Final = 512
_EPOCHS: Final = frozenset(
    {(EPOCH_BEFORE, EPOCH_BEFORE), (EPOCH_BEFORE, EPOCH_FIRST), (EPOCH_FIRST, EPOCH_FIRST)}
)


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry with what chains it.

    Attributes:
        entry: the entry.
        hash: as it is on disk, None where it was never chained.
        mac: its code, None where it was made without a key.
    """

    entry: Entry
    hash: bytes | None
    mac: bytes | None


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verification may go by beside the record itself.

    Attributes:
        public_keys: whose signatures count.
        witnesses: checkpoints that were kept outside; whoever hands them in trusts them.
        keys: the station's own, None where they cannot be had.
    """

    public_keys: tuple[bytes, ...] = ()
    witnesses: tuple[Checkpoint, ...] = ()
    keys: StationKeys | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a verification of the newest entries begins; what it says is only believed.

    A signed checkpoint further on vouches for it: its root is over all entries, these included.

    Attributes:
        frontier: the tree over all entries before.
        head: the hash of the newest of them; None for the beginning of the chain.
        step: how many checkpoints precede.
    """

    frontier: Frontier = field(default_factory=Frontier)
    head: bytes | None = None
    step: int = 0

    @property
    def size(self) -> int:
        """How many entries precede."""
        return self.frontier.size


class _AlteredError(Exception):
    """The entry that is being read is bad."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def verify(
    rows: Iterable[LinkedEntry], *, station: bytes, trust: Trust, start: Start | None = None
) -> Report:
    """Verifies a record from its first entry to its last, or to the first that is bad.

    Args:
        rows: the entries in the order of their numbers.
        station: the id of the record's station.
        trust: what else is known.
        start: for the newest entries only, where those begin: attempts that began before are then
            not looked at. INTACT says nothing of what is older than the checkpoint after it.
    """
    run = _Run(station, trust, start or Start())
    for row in rows:
        try:
            run.read(row)
        except _AlteredError as bad:
            return run.report(bad.fault)
    return run.report()


class _Run:
    """One verification."""

    def __init__(self, station: bytes, trust: Trust, start: Start) -> None:
        self._station = station
        self._trust = trust
        self._public_keys = list(trust.public_keys)
        self._read = start.size
        self._head = self._before = start.head or genesis(station)
        self._epoch = EPOCH_BEFORE
        self._frontier = start.frontier
        self._leaves: list[bytes] = []
        self._pairing = None if start.size else Pairing()
        self._chained_later = 0
        self._predecessor: Predecessor | None = None
        self._signed = self._unsigned = 0
        self._step = start.step
        self._row_key = None if trust.keys is None else trust.keys.at(start.step)
        self._proven = 0
        self._uncoded = Ranges()
        self._is_own_note = False
        self._departed_at: int | None = None
        self._marks: dict[int, list[Checkpoint]] = {}
        for witness in trust.witnesses:
            self._marks.setdefault(witness.size, []).append(witness)

    def read(self, row: LinkedEntry) -> None:
        """Takes the next entry.

        Raises:
            _AlteredError: it is bad.
        """
        self._is_own_note = False
        self._chain(row)
        self._check_code(row)
        if row.entry.kind == b"CHECKPOINT":
            self._check_checkpoint(row.entry)
            self._advance()
        elif row.entry.kind == b"KEY":
            self._take_next_key(row.entry)
        elif row.entry.kind == b"EPOCH":
            if row.entry.seq != 1:  # only the first may name a predecessor
                raise _AlteredError(Fault.EPOCH)
            self._predecessor = parse_epoch(row.entry.body)
        self._pair(row.entry)
        self._read += 1
        self._compare_with_witnesses()

    def report(self, fault: Fault | None = None) -> Report:
        """Says what was found."""
        bad_seq = None if fault is None else self._read + 1
        proven = min(self._proven, self._read)
        unheld = self._uncoded.after(proven)
        by_hash = min(unheld.count(), self._read - proven)
        result = Result.ALTERED if fault is not None else self._result(self._read - by_hash)
        if result is Result.ROLLED_BACK:
            fault, bad_seq = Fault.WITNESS, self._departure()
        return Report(
            result=result,
            entries=self._read,
            fault=fault,
            bad_seq=bad_seq,
            proven=proven,
            by_code=self._read - proven - by_hash,
            by_hash=by_hash,
            unvouched=unheld.stretches if self._row_key is not None else (),
            signed=self._signed,
            unsigned=self._unsigned,
            chained_later=self._chained_later,
            pending=0 if self._pairing is None else self._pairing.pending,
            predecessor=self._predecessor,
        )

    def _result(self, vouched: int) -> Result:
        if self._departure() is not None:
            return Result.ROLLED_BACK
        if vouched + self._is_own_note < self._read or self._proven == 0:
            return Result.CANNOT_TELL
        return Result.INCOMPLETE if self._pairing and self._pairing.pending else Result.INTACT

    def _departure(self) -> int | None:
        """Returns the first entry that somebody outside knows otherwise, or that is missing."""
        sizes = [size for size in self._marks if size > self._read]
        if self._trust.keys is not None and self._trust.keys.size > self._read:
            sizes.append(self._trust.keys.size)
        if self._departed_at is not None:
            return self._departed_at
        return self._read + 1 if sizes else None

    def _chain(self, row: LinkedEntry) -> None:
        entry = row.entry
        if entry.seq != self._read + 1:
            raise _AlteredError(Fault.GAP)
        if row.hash is None:
            raise _AlteredError(Fault.NO_LINK)
        if (self._epoch, entry.epoch) not in _EPOCHS:
            raise _AlteredError(Fault.EPOCH)
        made = entry_hash(entry, station=self._station, prev=self._head)
        if made != row.hash:
            raise _AlteredError(Fault.HASH)
        self._epoch = entry.epoch
        self._chained_later += entry.epoch == EPOCH_BEFORE
        self._before, self._head = self._head, made

    def _check_code(self, row: LinkedEntry) -> None:
        """Checks the code of an entry, as far as its key was not destroyed."""
        if row.mac is None or self._row_key is None:
            self._uncoded = self._uncoded.with_number(row.entry.seq)
            return
        if not hmac.compare_digest(row_mac(self._row_key, self._head), row.mac):
            raise _AlteredError(Fault.MAC)
        if row.entry.kind == b"VOUCH":
            self._uncoded = self._uncoded.without(vouched_in(row.entry.body))

    def _check_checkpoint(self, entry: Entry) -> None:
        note = _note_in(entry.body)
        expected = Checkpoint(self._station, self._read, self._root(), self._before)
        if note.checkpoint != expected:
            raise _AlteredError(Fault.CHECKPOINT)
        claimed = [key for key in self._public_keys if note.is_signed_by(key)]
        if not all(note.is_valid(key) for key in claimed):
            raise _AlteredError(Fault.SIGNATURE)
        self._signed += bool(claimed)
        self._unsigned += not note.signatures
        if claimed:
            self._proven = self._read
            # A station signs only what it has looked at.
            self._uncoded = self._uncoded.after(self._read)
        # Nothing vouches for the entry that holds the newest checkpoint, and nothing need to.
        self._is_own_note = bool(claimed) or note.checkpoint in self._trust.witnesses

    def _take_next_key(self, entry: Entry) -> None:
        """Trusts a key that a trusted one names; one that nobody names may still be handed in."""
        named = named_key(entry.body, station=self._station, by=self._public_keys)
        if named is not None:
            self._public_keys.append(named)

    def _advance(self) -> None:
        """Goes on to the key of the entries after a checkpoint."""
        self._step += 1
        keys = self._trust.keys
        if keys is None:
            return
        if self._row_key is not None:
            self._row_key = next_key(self._row_key)
        elif self._step == keys.step:
            self._row_key = keys.row_key

    def _pair(self, entry: Entry) -> None:
        self._leaves.append(self._head)
        if len(self._leaves) >= _BATCH:
            self._grow()
        if self._pairing is not None and not self._pairing.fits(entry.kind, entry.job):
            raise _AlteredError(Fault.PAIRING)

    def _compare_with_witnesses(self) -> None:
        size, keys = self._read, self._trust.keys
        departs = False
        for witness in self._marks.get(size, ()):
            departs |= (witness.root, witness.head) != (self._root(), self._head)
            self._proven = size
        if keys is not None and keys.size == size:
            departs |= keys.head != self._head
            self._proven = size
        if departs and self._departed_at is None:
            self._departed_at = size

    def _root(self) -> bytes:
        self._grow()
        return self._frontier.root()

    def _grow(self) -> None:
        self._frontier = self._frontier.grown(self._leaves)
        self._leaves.clear()


def _note_in(body: bytes) -> Note:
    try:
        return parse_note(str(json.loads(body)["note"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _AlteredError(Fault.CHECKPOINT) from None
