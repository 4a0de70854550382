"""Checkpoints: what a record held at one time, as a text that can be signed and carried away.

The text is a C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint) in a signed note
(https://c2sp.org/signed-note): origin, size, root, and as an extension line the hash of the newest
entry. A note without a signature is one of a station without keys: it binds only whoever kept it.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from liveness_station.ledger.chain import DIGEST_BYTES, STATION_BYTES

MAX_NOTE_CHARS: Final = 4096

_ORIGIN_PREFIX: Final = "liveness-station.ledger/"
_ED25519: Final = b"\x01"
_KEY_ID_BYTES: Final = 4
_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 64
_SIZE = re.compile(r"\A(0|[1-9][0-9]{0,18})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a record held.

    Attributes:
        station: the random id of the record's station.
        size: how many entries.
        root: the Merkle tree's hash over the entries' hashes.
        head: the hash of the newest of them.
    """

    station: bytes
    size: int
    root: bytes
    head: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (origin_of(self.station), str(self.size), _base64(self.root), _base64(self.head))
        return "".join(line + "\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint and the signatures below it.

    Attributes:
        checkpoint: what is signed.
        signatures: key ids and signatures; none is checked yet.
    """

    checkpoint: Checkpoint
    signatures: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def text(self) -> str:
        """The whole note."""
        name = origin_of(self.checkpoint.station)
        lines = (f"— {name} {_base64(key_id + made)}\n" for key_id, made in self.signatures)
        return self.checkpoint.text + "\n" + "".join(lines)

    def is_signed_by(self, public_key: bytes) -> bool:
        """Tells whether a signature names this key; it may still be false."""
        return key_id_of(self.checkpoint.station, public_key) in dict(self.signatures)

    def is_valid(self, public_key: bytes) -> bool:
        """Tells whether this key signed the checkpoint."""
        # 24 ms of import that only those with keys pay.
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        own_id = key_id_of(self.checkpoint.station, public_key)
        for key_id, signature in self.signatures:
            if key_id != own_id:
                continue
            try:
                key = Ed25519PublicKey.from_public_bytes(public_key)
                key.verify(signature, self.checkpoint.text.encode())
            except (InvalidSignature, ValueError):
                continue
            return True
        return False


def sign(checkpoint: Checkpoint, seed: bytes) -> Note:
    """Returns a checkpoint signed with the Ed25519 key of a 32-byte seed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(seed)
    own_id = key_id_of(checkpoint.station, key.public_key().public_bytes_raw())
    return Note(checkpoint, ((own_id, key.sign(checkpoint.text.encode())),))


def public_key_of(seed: bytes) -> bytes:
    """Returns the 32 bytes of the public key of a seed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def parse_note(untrusted_text: str) -> Note:
    """Parses a note of exactly the form that `Note.text` has.

    Raises:
        ValueError: it is not one.
    """
    if len(untrusted_text) > MAX_NOTE_CHARS:
        raise ValueError("too long for a checkpoint")
    head, blank, tail = untrusted_text.partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) != 4 or not _SIZE.match(lines[1]):
        raise ValueError("not a checkpoint")
    checkpoint = Checkpoint(
        station_of(lines[0]),
        int(lines[1]),
        _bytes(lines[2], DIGEST_BYTES),
        _bytes(lines[3], DIGEST_BYTES),
    )
    note = Note(checkpoint, tuple(_signature(line, lines[0]) for line in tail.splitlines()))
    if note.text != untrusted_text:
        raise ValueError("not a checkpoint as the station writes it")
    return note


def origin_of(station: bytes) -> str:
    """Returns the name under which a station's checkpoints and keys are known."""
    return _ORIGIN_PREFIX + station.hex()


def station_of(untrusted_origin: str) -> bytes:
    """Returns the id within such a name.

    Raises:
        ValueError: it is none.
    """
    prefix, slash, digits = untrusted_origin.partition("/")
    station = bytes.fromhex(digits)
    if prefix + slash != _ORIGIN_PREFIX or len(station) != STATION_BYTES:
        raise ValueError("not the origin of a station's ledger")
    return station


def key_id_of(station: bytes, public_key: bytes) -> bytes:
    """Returns the four bytes by which a note names a key."""
    named = origin_of(station).encode() + b"\n" + _ED25519 + public_key
    return hashlib.sha256(named).digest()[:_KEY_ID_BYTES]


def public_key_text(station: bytes, public_key: bytes) -> str:
    """Returns a public key as one line, in the form of C2SP's verifier keys."""
    key_id = key_id_of(station, public_key).hex()
    return f"{origin_of(station)}+{key_id}+{_base64(_ED25519 + public_key)}"


def parse_public_key(untrusted_text: str) -> tuple[bytes, bytes]:
    """Returns station and public key of such a line.

    Raises:
        ValueError: it is none, or it is damaged.
    """
    origin, key_id, encoded = untrusted_text.strip().split("+", 2)
    station = station_of(origin)
    public_key = _bytes(encoded, 1 + _KEY_BYTES)[1:]
    if public_key_text(station, public_key) != f"{origin}+{key_id}+{encoded}":
        raise ValueError("a damaged public key")
    return station, public_key


def _signature(line: str, origin: str) -> tuple[bytes, bytes]:
    prefix = f"— {origin} "
    if not line.startswith(prefix):
        raise ValueError("not a signature of this origin")
    raw = _bytes(line.removeprefix(prefix), _KEY_ID_BYTES + _SIGNATURE_BYTES)
    return raw[:_KEY_ID_BYTES], raw[_KEY_ID_BYTES:]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(untrusted_text: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(untrusted_text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(raw) != length:
        raise ValueError("of the wrong length")
    return raw
