"""The hash that chains each entry of the record to the one before it."""

import hashlib
from dataclasses import dataclass
from typing import Final

DIGEST_BYTES: Final = 32
STATION_BYTES: Final = 16

EPOCH_BEFORE: Final = 0
"""The epoch of entries that are older than the chain: chained later, when the file was migrated."""
EPOCH_FIRST: Final = 1
"""The epoch of entries that were chained as they were made."""

_ENTRY_TAG: Final = b"liveness-station/ledger/entry/v1"
_GENESIS_TAG: Final = b"liveness-station/ledger/genesis/v1"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the hash of an entry is made of, as bytes: whatever stands on disk has a hash.

    Attributes:
        seq: its number, from 1.
        epoch: which part of the record's life it belongs to.
        kind: what it says.
        job: the job's id, None for an entry about no job.
        utc: when it was made.
        body: the canonical text.
    """

    seq: int
    epoch: int
    kind: bytes
    job: bytes | None
    utc: bytes
    body: bytes


def genesis(station: bytes) -> bytes:
    """Returns what stands for the hash before the first entry of a station's record."""
    return hashlib.sha256(framed(_GENESIS_TAG, station)).digest()


def entry_hash(entry: Entry, *, station: bytes, prev: bytes) -> bytes:
    """Returns the hash of an entry.

    Args:
        entry: the entry.
        station: the random id of the record's station.
        prev: the hash of the entry before, or `genesis`.
    """
    job = b"" if entry.job is None else b"\x01" + entry.job
    # As `framed` has it; written out, because a verification does nothing else as often.
    text = (
        _ENTRY_HEAD,
        _length(station),
        station,
        _NUMBER_LENGTH,
        _number(entry.epoch),
        _NUMBER_LENGTH,
        _number(entry.seq),
        _length(entry.kind),
        entry.kind,
        _length(job),
        job,
        _length(entry.utc),
        entry.utc,
        _length(prev),
        prev,
        _DIGEST_LENGTH,
        hashlib.sha256(entry.body).digest(),
    )
    return hashlib.sha256(b"".join(text)).digest()


def framed(*parts: bytes) -> bytes:
    """Joins parts, each after its length in eight bytes, so that no two lists make one text."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def _length(part: bytes) -> bytes:
    size = len(part)
    return _LENGTHS[size] if size < len(_LENGTHS) else size.to_bytes(8, "big")


def _number(value: int) -> bytes:
    # Signed: what SQLite holds fits, also what a forger put there.
    return value.to_bytes(8, "big", signed=True)


_LENGTHS: Final = tuple(size.to_bytes(8, "big") for size in range(64))
_NUMBER_LENGTH: Final = _length(_number(0))
_DIGEST_LENGTH: Final = _length(bytes(DIGEST_BYTES))
_ENTRY_HEAD: Final = framed(_ENTRY_TAG)
