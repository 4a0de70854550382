"""What goes into an evidence bundle: entries, proofs, the checkpoint they lead to."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from liveness_station.exports.bundle_readme import readme
from liveness_station.ledger.checkpoints import parse_public_key
from liveness_station.ledger.tree import HashTree
from liveness_station.storage.evidence import COMMITMENT_KEY_BYTES
from liveness_station.storage.excerpts import Excerpt, ExcerptReader
from liveness_station.storage.private_rows import SALT_BYTES

FORMAT: Final = "liveness-station/bundle/v1"
MOST_ENTRIES: Final = 50_000
"""A zip of more than 65,535 files has another form, and more than this nobody reads."""

_KEY_OF_PICTURES: Final = "picture_key"
_NAMED: Final = frozenset(
    {b"CONSENT", b"CAMERA", b"OTHER", b"ALLOW", b"SHIFT", b"PEOPLE", b"SETTING"}
)
"""Kinds of entries that have names beside them and belong to no job."""


class BundleError(Exception):
    """There is nothing to export, or too much; the text is for whoever typed the command."""


class PictureReader(Protocol):
    """Gives the pictures that are kept of an attempt."""

    def read(self, job_id: str) -> tuple[bytes, ...]:
        """Returns the JPEGs, in the order they were sent; () for none.

        Raises:
            RecordError: one cannot be read, or is not the one that was kept.
        """


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: all entries of a job, or all from one number to another."""

    job: str | None = None
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose content a digest in an entry vouches for."""

    file: str
    content: bytes
    seq: int
    field: str
    salt: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle's files and what they amount to.

    Attributes:
        files: contents by names.
        numbers: the entries that it holds.
        attempts: how many attempts those are of.
        is_signed: whether its checkpoint is.
        unproven: how many pictures were left out because no entry vouches for what is kept.
    """

    files: Mapping[str, bytes]
    numbers: tuple[int, ...]
    attempts: int
    is_signed: bool
    unproven: int


def make_bundle(
    reader: ExcerptReader,
    wanted: Wanted,
    *,
    has_names: bool,
    pictures: PictureReader | None,
    verifier: bytes,
) -> Bundle:
    """Returns the bundle of what is wanted.

    Args:
        reader: the ledger, with a checkpoint over all that is wanted.
        wanted: which entries.
        has_names: whether to take along what could name a person.
        pictures: what is kept of the pictures, None to take none along.
        verifier: the program that verifies the bundle.

    Raises:
        BundleError: there is nothing of that kind, or too much.
        RecordError: the record cannot be read, or does not fit its own chain.
    """
    excerpts = _excerpts(reader, wanted)
    note = reader.note_over(excerpts[-1].entry.seq)
    if note is None:
        raise BundleError("no checkpoint is over the last of these yet")
    tree = HashTree(reader.hashes(note.checkpoint.size))
    if tree.root() != note.checkpoint.root:
        raise BundleError("the record does not fit its checkpoint; `ledger verify` says where")
    jobs, numbers = _jobs(excerpts), [excerpt.entry.seq for excerpt in excerpts]
    bodies = {excerpt.entry.seq: excerpt.entry.body for excerpt in excerpts}
    keys = (*jobs, *(f"@{x.entry.seq}" for x in excerpts if x.entry.kind in _NAMED))
    opened = [one for key in keys for one in _names(reader, key, bodies)] if has_names else []
    unproven = 0
    if pictures is not None:
        for job in jobs:
            shown, missed = _pictures(reader, excerpts, job, pictures.read(job))
            opened, unproven = opened + shown, unproven + missed
    line = _signer(reader, note.signatures[0][0]) if note.signatures else ""
    files = _files(wanted, excerpts, opened, tree, line)
    files |= {"checkpoint.txt": note.text.encode(), "verify.py": verifier}
    return Bundle(files, tuple(numbers), len(jobs), bool(line), unproven)


def _files(
    wanted: Wanted, excerpts: list[Excerpt], opened: list[Opened], tree: HashTree, line: str
) -> dict[str, bytes]:
    manifest = {
        "entries": [_listed(excerpt, tree) for excerpt in excerpts],
        "format": FORMAT,
        "job": wanted.job,
        "key": parse_public_key(line)[1].hex() if line else "",
        "opened": [[value.file, value.seq, value.field, value.salt.hex()] for value in opened],
    }
    return {
        **{_entry_file(excerpt): excerpt.entry.body for excerpt in excerpts},
        **{value.file: value.content for value in opened},
        "README.txt": readme(wanted.job, len(excerpts), is_signed=bool(line)).encode(),
        "manifest.json": json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode(),
        "station.key": f"{line}\n".encode(),
    }


def _excerpts(reader: ExcerptReader, wanted: Wanted) -> list[Excerpt]:
    if wanted.job is None and wanted.last - wanted.first >= MOST_ENTRIES:
        raise BundleError(f"more than {MOST_ENTRIES} entries; export them in parts")
    if wanted.job is not None:
        found = list(reader.of_job(wanted.job))
    else:
        found = list(reader.between(wanted.first, wanted.last))
    if not found or (wanted.job is None and found[0].entry.seq != wanted.first):
        raise BundleError("there are no such entries")
    if wanted.job is None and found[-1].entry.seq != wanted.last:
        raise BundleError(f"there are entries up to {found[-1].entry.seq} only")
    return found


def _jobs(excerpts: list[Excerpt]) -> list[str]:
    jobs = (excerpt.entry.job for excerpt in excerpts)
    return list(dict.fromkeys(job.decode() for job in jobs if job is not None))


def _names(reader: ExcerptReader, key: str, bodies: Mapping[int, bytes]) -> list[Opened]:
    """Returns the names of a job, or of an entry without one, that belong to the bundle's entries.

    Raises:
        BundleError: one is not what its entry holds the digest of.
    """
    shown: list[Opened] = []
    for value in reader.opened(key):
        if value.field == _KEY_OF_PICTURES or value.seq not in bodies:
            continue
        content = value.value.encode()
        mark = f'"{value.field}":"{hashlib.sha256(value.salt + content).hexdigest()}"'
        # With a salt of any length, the beginning of a name could be moved into it unseen.
        if len(value.salt) != SALT_BYTES or mark.encode() not in bodies[value.seq]:
            raise BundleError("a name is not the one of its entry; `ledger verify` says where")
        file = f"private/{value.seq:012}-{value.field}.txt"
        shown.append(Opened(file, content, value.seq, value.field, value.salt))
    return shown


def _pictures(
    reader: ExcerptReader, excerpts: list[Excerpt], job: str, jpegs: tuple[bytes, ...]
) -> tuple[list[Opened], int]:
    """Returns the pictures that an entry is bound to, and how many others there are."""
    keys = [bytes.fromhex(v.value) for v in reader.opened(job) if v.field == _KEY_OF_PICTURES]
    shown: dict[str, Opened] = {}
    unproven = 0
    for jpeg in jpegs:
        found = [one for key in keys if (one := _bound(excerpts, jpeg, key)) is not None]
        # One that was sent twice is one file.
        shown |= {one.file: one for one in found}
        unproven += not found
    return list(shown.values()), unproven


def _bound(excerpts: list[Excerpt], jpeg: bytes, key: bytes) -> Opened | None:
    """Returns a picture under the name of the first commitment to it, None where there is none."""
    made = hmac.new(key, jpeg, hashlib.sha256).hexdigest()
    for excerpt in excerpts:
        seq = excerpt.entry.seq
        before, mark, _ = excerpt.entry.body.partition(f'"commitment":"{made}"'.encode())
        if mark and len(key) == COMMITMENT_KEY_BYTES:
            number = before.count(b'"commitment":')
            return Opened(f"pictures/{seq:012}-{number:02}.jpg", jpeg, seq, "commitment", key)
    return None


def _signer(reader: ExcerptReader, key_id: bytes) -> str:
    """Returns the line of the public key that signed; "" where the ledger names none such."""
    lines = reader.public_keys()
    return next((line for line in lines if line.split("+")[1] == key_id.hex()), "")


def _listed(excerpt: Excerpt, tree: HashTree) -> dict[str, object]:
    entry = excerpt.entry
    return {
        "epoch": entry.epoch,
        "hash": excerpt.hash.hex(),
        "job": None if entry.job is None else entry.job.decode(),
        "kind": entry.kind.decode(),
        "prev": excerpt.prev.hex(),
        "proof": [node.hex() for node in tree.proof(entry.seq - 1)],
        "seq": entry.seq,
        "utc": entry.utc.decode(),
    }


def _entry_file(excerpt: Excerpt) -> str:
    return f"entries/{excerpt.entry.seq:012}.json"
