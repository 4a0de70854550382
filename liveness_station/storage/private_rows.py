"""What could name a person, beside the entries that hold salted digests of it; may be erased."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from liveness_station.storage.bodies import PrivateValue, private_value

PRIVATE_NAMES: Final = (
    "subject",
    "source",
    "operator",
    "picture_key",
    "note",
    "request",
    "second",
    "by",
    "account",
    "words",
)
"""Fields that hold salted digests: "request" tells on which request something was erased, "second"
who confirmed, "by" who allowed or changed, "account" whose account, "words" free texts of settings.
No entry that has names beside it may use one of these words for anything else."""
SALT_BYTES: Final = 16
"""So long is every salt: of one that could be longer, the end might be a name's beginning."""


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """Under which key an entry's private values lie.

    Attributes:
        job: the job, or `@` and the entry's number where it has none.
        suffix: what each name ends with: `@` and the number of an entry that is not the job's
            first, "" otherwise.
    """

    job: str
    suffix: str = ""


def is_named(untrusted_salt: object, untrusted_value: object, digest: object) -> bool:
    """Tells whether a salt and a value, as they lie in the record, are those of a digest."""
    if not isinstance(untrusted_salt, bytes) or len(untrusted_salt) != SALT_BYTES:
        return False
    if not isinstance(untrusted_value, str):
        return False
    return hashlib.sha256(untrusted_salt + untrusted_value.encode()).hexdigest() == digest


def event_key(sequence: int, *, job_id: str | None) -> PrivateKey:
    """Returns the key for the values of an entry that is not an attempt's first."""
    mark = f"@{sequence}"
    return PrivateKey(mark) if job_id is None else PrivateKey(job_id, mark)


def entry_named_by(job: str, name: str) -> tuple[int | None, str]:
    """Returns the entry that holds a value's digest and its field; None: the job's SUBMITTED.

    Raises:
        ValueError: the key is none that the program makes.
    """
    field, mark, number = name.partition("@")
    if mark:
        return int(number), field
    return (int(job[1:]), field) if job.startswith("@") else (None, field)


def keep_private(
    connection: sqlite3.Connection, key: PrivateKey, values: Iterable[PrivateValue]
) -> None:
    """Keeps values in the transaction that appends the entry with their digests."""
    connection.executemany(
        "INSERT INTO private (job, name, salt, value) VALUES (?, ?, ?, ?)",
        [(key.job, value.name + key.suffix, value.salt, value.value) for value in values],
    )


def source_digest(connection: sqlite3.Connection, job_id: str, source: str) -> str | None:
    """Returns the digest of a source under the salt its job has; None where that is erased."""
    row = connection.execute(
        "SELECT salt FROM private WHERE job = ? AND name = 'source'", (job_id,)
    ).fetchone()
    return None if row is None else private_value("source", source, salt=row[0]).digest


def picture_key_of(connection: sqlite3.Connection, job_id: str) -> bytes | None:
    """Returns what a job's commitments are made with; None where that is erased."""
    row = connection.execute(
        "SELECT value FROM private WHERE job = ? AND name = 'picture_key'", (job_id,)
    ).fetchone()
    return None if row is None else bytes.fromhex(row[0])
