"""Kept pictures: each under a key of its own, which is wrapped by one of the keyring's.

The order is the promise: the ciphertext is on disk under its name before the row and the PICTURE
entry that name it are committed, and a file without a row is swept at the next start. Whoever
erases a picture deletes its row, and with it the only copy of its key; the file goes afterwards.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from liveness_station.domain.errors import RecordError
from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import BodyValue, Kind
from liveness_station.storage.database import Database, Row
from liveness_station.storage.door import Trouble, failure, record_door
from liveness_station.storage.erased import parsed, read_erased
from liveness_station.storage.picture_check import PictureCheck
from liveness_station.storage.picture_files import PictureFiles
from liveness_station.storage.picture_keys import PictureKeys, key_name

_NONCE_BYTES: Final = 12
_KEY_BITS: Final = 256
_PICTURES_SQL: Final = """
SELECT p.number, p.file, p.key, p.wrapped, e.body, a.submitted_seq
FROM picture AS p JOIN entry AS e ON e.seq = p.seq JOIN attempt AS a ON a.job = p.job
WHERE p.job = ? ORDER BY p.number
"""

_KEPT_SQL: Final = """
SELECT seq, body FROM entry
WHERE job = ? AND job IS NOT NULL AND kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED')
    AND kind = 'PICTURE' ORDER BY seq
"""

LookForKeys = Callable[[bytes], PictureKeys | None]
"""Returns the keys of a station, None where the keyring gives none."""


class PictureReader:
    """Reads kept pictures. Used by one thread, the one that opened the database."""

    def __init__(self, database: Database, path: Path, look_for_keys: LookForKeys) -> None:
        self._database = database
        self._path = path
        self._look_for_keys = look_for_keys

    def read(self, job_id: str) -> tuple[bytes, ...]:
        """Returns the JPEGs that are kept of an attempt, in the order they were sent; () for none.

        Raises:
            RecordError: a key or a file is missing, or a picture is not the one that was kept:
                that is an alarm, not a picture that is gone.
        """
        rows = self._database.query(_PICTURES_SQL, (job_id,))
        if self._is_missed(job_id, len(rows)):
            raise failure(Trouble.PICTURE_ALTERED)
        if not rows:
            return ()
        station = station_of(self._database)
        keys = self._look_for_keys(station)
        if keys is None:
            raise failure(Trouble.NO_PICTURE_KEY)
        files = PictureFiles(self._path, station)
        return tuple(_open(row, files, job_id, station=station, keys=keys) for row in rows)

    def _is_missed(self, job_id: str, count: int) -> bool:
        """Tells whether more was kept than is there, and the record says of no erasure."""
        entries = self._database.query(_KEPT_SQL, (job_id,))
        bodies = [(seq, parsed(text) or {}) for seq, text in entries]
        listed = [body.get("pictures") for _, body in bodies]
        if count >= sum(len(lines) for lines in listed if isinstance(lines, list)):
            return False
        check = PictureCheck(self._database, read_erased(self._database), None)
        return any(check.fault_of(int(str(seq)), job_id, body) for seq, body in bodies)


class PictureStore:
    """Keeps pictures beside the record. Used by one thread, the one that opened it."""

    def __init__(self, appender: Appender, look_for_keys: LookForKeys) -> None:
        self._appender = appender
        self._look_for_keys = look_for_keys
        self._station: bytes | None = None

    def keep(self, job_id: str, jpegs: tuple[bytes, ...], *, form: str) -> bool:
        """Keeps pictures of an attempt that was submitted, and has the record say so.

        Args:
            job_id: whose they are.
            jpegs: the pictures, in the order they were sent.
            form: "full" or "thumbnail", for the entry.

        Returns:
            False where the keyring gave no key: then nothing is kept, and the entry says that.

        Raises:
            RecordError: no picture is kept.
        """
        station = self.station()
        keys = self._look_for_keys(station)
        if keys is None:
            self.note_unkept(job_id, Trouble.NO_PICTURE_KEY.value)
            return False
        (submitted_seq,) = self._attempt(job_id)
        own_keys = [AESGCM.generate_key(_KEY_BITS) for _ in jpegs]
        sealed = [
            _seal(own, jpeg, _aad(station, submitted_seq, job_id, number))
            for number, (own, jpeg) in enumerate(zip(own_keys, jpegs, strict=True))
        ]
        files = PictureFiles(self._appender.path, station)
        with record_door(), files.held():
            names = files.write(sealed)
            wrapped = [aes_key_wrap(keys.newest, own) for own in own_keys]
            lines = [_line(name, body) for name, body in zip(names, sealed, strict=True)]
            try:
                self._commit(job_id, names, lines, wrapped, form=form, key=key_name(keys.newest))
            except RecordError:
                # Whether it was committed is not known after every error: the rows say.
                self._sweep(files)
                raise
        return True

    def note_unkept(self, job_id: str, why: str) -> None:
        """Has the record say that the policy wanted a picture kept, and why there is none.

        Raises:
            RecordError: it is not on disk.
        """
        with self._appender.transaction() as connection:
            body: dict[str, BodyValue] = {"kept": False, "trouble": why}
            self._appender.writer.note(connection, Kind.PICTURE, body, job_id=job_id)

    def sweep(self) -> int:
        """Removes files that no row names: a killed program's; returns how many.

        Raises:
            RecordError: the database or the disk refuses.
        """
        files = PictureFiles(self._appender.path, self.station())
        with record_door(), files.held():
            return self._sweep(files)

    def station(self) -> bytes:
        """Returns the random id of the record's station.

        Raises:
            RecordError: the database cannot be read, or holds none.
        """
        if self._station is None:
            self._station = station_of(self._appender.database)
        return self._station

    def _sweep(self, files: PictureFiles) -> int:
        rows = self._appender.query("SELECT file FROM picture")
        return files.sweep(str(row[0]) for row in rows)

    def _attempt(self, job_id: str) -> Row:
        rows = self._appender.query("SELECT submitted_seq FROM attempt WHERE job = ?", (job_id,))
        if not rows:
            raise failure(Trouble.CONTRADICTION)
        return rows[0]

    def _commit(
        self,
        job_id: str,
        names: tuple[str, ...],
        lines: list[str],
        wrapped: list[bytes],
        *,
        form: str,
        key: str,
    ) -> None:
        with self._appender.transaction() as connection:
            body: dict[str, BodyValue] = {
                "kept": True,
                "form": form,
                "key": key,
                "pictures": lines,
            }
            seq = self._appender.writer.note(connection, Kind.PICTURE, body, job_id=job_id)
            connection.executemany(
                "INSERT INTO picture (job, number, file, seq, key, wrapped)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (job_id, number, name, seq, key, own)
                    for number, (name, own) in enumerate(zip(names, wrapped, strict=True))
                ],
            )


def station_of(database: Database) -> bytes:
    """Returns the random id of the record's station.

    Raises:
        RecordError: the database cannot be read, or holds none.
    """
    rows = database.query("SELECT id FROM station")
    if len(rows) != 1 or not isinstance(rows[0][0], bytes):
        raise failure(Trouble.CORRUPT)
    return rows[0][0]


def _open(
    row: Row, files: PictureFiles, job_id: str, *, station: bytes, keys: PictureKeys
) -> bytes:
    number, file, key, wrapped, body, submitted_seq = row
    wrapping = keys.find(str(key))
    if wrapping is None:
        raise failure(Trouble.NO_PICTURE_KEY)
    with record_door():
        try:
            sealed = files.read(str(file))
        except FileNotFoundError as error:
            raise failure(Trouble.PICTURE_ALTERED) from error
    aad = _aad(station, submitted_seq, job_id, number)
    if _line(str(file), sealed) not in _lines(str(body)) or not isinstance(wrapped, bytes):
        raise failure(Trouble.PICTURE_ALTERED)
    try:
        own_key = aes_key_unwrap(wrapping, wrapped)
        return AESGCM(own_key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], aad)
    except (InvalidUnwrap, InvalidTag, ValueError) as error:
        raise failure(Trouble.PICTURE_ALTERED) from error


def _seal(own_key: bytes, jpeg: bytes, aad: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(own_key).encrypt(nonce, jpeg, aad)


def _aad(station: bytes, submitted_seq: object, job_id: str, number: object) -> bytes:
    """Binds a ciphertext to its place: none can stand for another attempt's, or another frame's."""
    if not isinstance(submitted_seq, int) or not isinstance(number, int):
        raise failure(Trouble.CORRUPT)
    place = submitted_seq.to_bytes(8, "big", signed=True) + number.to_bytes(8, "big", signed=True)
    return b"liveness-station/picture/v1" + station + place + job_id.encode()


def _line(name: str, sealed: bytes) -> str:
    """Returns what the entry says of a file."""
    return f"{name}:{hashlib.sha256(sealed).hexdigest()}"


def _lines(untrusted_body: str) -> list[str]:
    try:
        return [str(line) for line in json.loads(untrusted_body)["pictures"]]
    except (ValueError, KeyError, TypeError) as error:
        raise failure(Trouble.CORRUPT) from error
