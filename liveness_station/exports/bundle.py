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
from liveness_station.storage.excerpts import Excerpt, ExcerptReader

FORMAT: Final = "liveness-station/bundle/v1"
MOST_ENTRIES: Final = 50_000
"""A zip of more than 65,535 files has another form, and more than this nobody reads."""

_KEY_OF_PICTURES: Final = "picture_key"


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
    names = [value for job in jobs for value in _names(reader, job)] if has_names else []
    held = frozenset(numbers)
    opened = [value for value in names if value.seq in held]
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


def _names(reader: ExcerptReader, job: str) -> list[Opened]:
    return [
        Opened(
            f"private/{value.seq:012}-{value.field.replace('_', '-')}.txt",
            value.value.encode(),
            value.seq,
            value.field,
            value.salt,
        )
        for value in reader.opened(job)
        if value.field != _KEY_OF_PICTURES
    ]


def _pictures(
    reader: ExcerptReader, excerpts: list[Excerpt], job: str, jpegs: tuple[bytes, ...]
) -> tuple[list[Opened], int]:
    """Returns the pictures that an entry is bound to, and how many others there are."""
    keys = [bytes.fromhex(v.value) for v in reader.opened(job) if v.field == _KEY_OF_PICTURES]
    shown: list[Opened] = []
    for number, jpeg in enumerate(jpegs):
        for key in keys:
            made = hmac.new(key, jpeg, hashlib.sha256).hexdigest()
            mark = f'"commitment":"{made}"'.encode()
            seqs = [e.entry.seq for e in excerpts if mark in e.entry.body]
            if seqs:
                name = f"pictures/{seqs[0]:012}-{number:02}.jpg"
                shown.append(Opened(name, jpeg, seqs[0], "commitment", key))
    return shown, len(jpegs) - len(shown)


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
