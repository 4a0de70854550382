"""Kept pictures: sealed, bound to their place, and never without their row or their file."""

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from liveness_station.domain.errors import RecordError
from liveness_station.storage import pictures
from liveness_station.storage.door import Trouble
from liveness_station.storage.picture_keys import (
    PictureKeys,
    new_picture_keys,
    parse_picture_keys,
)
from liveness_station.storage.pictures import station_of
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import job
from tests.storage.pictures import CANARY, JPEG, KEYS, MAGIC, folder_of, found_in, reader, store


def kept(records: SqliteRecords, job_id: str = "job-1", count: int = 1) -> None:
    records.submitted(job(job_id), endpoint="local", source="camera")
    jpegs = tuple(JPEG + bytes([number]) for number in range(count))
    assert store(records).keep(job_id, jpegs, form="full")


def files_of(path: Path) -> list[Path]:
    return sorted(folder_of(path).iterdir())


def last_body(records: SqliteRecords) -> dict[str, object]:
    rows = records.appender.query("SELECT body FROM entry WHERE kind = 'PICTURE' ORDER BY seq DESC")
    found: dict[str, object] = json.loads(str(rows[0][0]))
    return found


def test_what_is_kept_is_what_was_sent(records: SqliteRecords) -> None:
    kept(records, count=3)
    assert reader(records).read("job-1") == tuple(JPEG + bytes([n]) for n in range(3))
    assert reader(records).read("job-2") == ()
    body = last_body(records)
    assert body["kept"] is True
    assert body["form"] == "full"


def test_T25_nothing_of_a_picture_lies_open_on_the_disk(records: SqliteRecords, path: Path) -> None:
    kept(records, count=2)
    assert len(files_of(path)) == 2
    assert found_in(path.parent, CANARY[:24], MAGIC, KEYS.newest) == []
    if sys.platform != "win32":
        modes = {stat.S_IMODE(file.stat().st_mode) for file in files_of(path)}
        assert modes == {0o600}
        assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700


def test_each_picture_has_a_key_and_a_name_of_its_own(records: SqliteRecords, path: Path) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    store(records).keep("job-1", (JPEG, JPEG), form="full")
    wrapped = records.appender.query("SELECT wrapped, file FROM picture")
    assert len({row[0] for row in wrapped}) == len({row[1] for row in wrapped}) == 2
    assert len({file.read_bytes() for file in files_of(path)}) == 2


def test_without_a_key_no_picture_is_kept_and_the_record_says_so(
    records: SqliteRecords, path: Path
) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    assert not store(records, None).keep("job-1", (JPEG,), form="full")
    assert last_body(records)["kept"] is False
    assert not (path.parent / "pictures").exists()


def swap_files(_: sqlite3.Connection, folder: Path) -> None:
    one, other = sorted(folder.iterdir())[:2]
    body, other_body = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_body)
    other.write_bytes(body)


def swap_rows(connection: sqlite3.Connection, _: Path) -> None:
    """Everything that is not chained fits: file, key and entry are one another's."""
    rows = connection.execute("SELECT * FROM picture ORDER BY job").fetchall()
    connection.execute("DELETE FROM picture")
    for other, row in zip(reversed(rows), rows, strict=True):
        sql = "INSERT INTO picture VALUES (?, ?, ?, ?, ?, ?)"
        connection.execute(sql, (other[0], *row[1:]))


def flip(_: sqlite3.Connection, folder: Path) -> None:
    for file in folder.iterdir():
        body = bytearray(file.read_bytes())
        body[40] ^= 1
        file.write_bytes(body)


def cut(_: sqlite3.Connection, folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[:5])


def lose(_: sqlite3.Connection, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def change_key(connection: sqlite3.Connection, _: Path) -> None:
    connection.execute("UPDATE picture SET wrapped = zeroblob(40)")


@pytest.mark.parametrize("tamper", [swap_files, swap_rows, flip, cut, lose, change_key])
def test_a_picture_that_is_not_the_one_that_was_kept_is_an_alarm(
    records: SqliteRecords, path: Path, tamper: Callable[[sqlite3.Connection, Path], None]
) -> None:
    kept(records, "job-1")
    kept(records, "job-2")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER picture_never_changes")
        tamper(connection, folder_of(path))
    for job_id in ("job-1", "job-2"):
        with pytest.raises(RecordError) as caught:
            reader(records).read(job_id)
        assert caught.value.detail == Trouble.PICTURE_ALTERED.value


def test_another_picture_sealed_by_whoever_has_the_key_is_not_the_chained_one(
    records: SqliteRecords, path: Path
) -> None:
    kept(records, "job-1")
    (theirs,) = files_of(path)
    sql = "SELECT submitted_seq FROM attempt"
    ((submitted_seq,),) = records.appender.query(sql)
    ((wrapped,),) = records.appender.query("SELECT wrapped FROM picture")
    assert isinstance(submitted_seq, int)
    assert isinstance(wrapped, bytes)
    own_key = aes_key_unwrap(KEYS.newest, wrapped)
    aad = pictures._aad(station_of(records.appender.database), submitted_seq, "job-1", 0)
    theirs.write_bytes(pictures._seal(own_key, b"another face", aad))
    with pytest.raises(RecordError) as caught:
        reader(records).read("job-1")
    assert caught.value.detail == Trouble.PICTURE_ALTERED.value


def test_other_keys_open_nothing_and_older_ones_still_do(records: SqliteRecords) -> None:
    kept(records)
    newer = new_picture_keys()
    for keys in (None, newer):
        with pytest.raises(RecordError) as caught:
            reader(records, keys).read("job-1")
        assert caught.value.detail == Trouble.NO_PICTURE_KEY.value
    assert reader(records, newer.joined(KEYS)).read("job-1")


def test_keys_survive_their_text_and_a_broken_text_tells_nothing() -> None:
    keys = new_picture_keys().joined(KEYS)
    assert parse_picture_keys(keys.to_text()) == keys
    assert KEYS.newest.hex() not in repr(keys)
    for text in ("", "[]", '{"v": 1, "keys": []}', '{"v": 1, "keys": ["00"]}', "{"):
        with pytest.raises(ValueError, match="not the keys of pictures"):
            parse_picture_keys(text)
    many = PictureKeys(tuple(bytes([number]) * 32 for number in range(12)))
    with pytest.raises(ValueError, match="too many"):
        many.joined(KEYS)


def test_a_file_without_a_row_is_swept_and_one_with_a_row_stays(
    records: SqliteRecords, path: Path
) -> None:
    kept(records)
    folder = folder_of(path)
    for name in (f"{'0' * 32}.sealed", f"{'1' * 32}.part", "somebody-elses.txt"):
        (folder / name).write_bytes(b"x")
    foreign = folder.with_name("0" * 32)
    foreign.mkdir()
    (foreign / f"{'2' * 32}.sealed").write_bytes(b"of a record that was set aside")
    assert store(records).sweep() == 2
    assert len(list(foreign.iterdir())) == 1
    assert (folder / "somebody-elses.txt").exists()
    assert reader(records).read("job-1") == (JPEG + b"\0",)


def test_S1_a_row_that_cannot_be_written_leaves_no_file(records: SqliteRecords, path: Path) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    with records.appender.database.transaction() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER no BEFORE INSERT ON picture BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(RecordError):
        store(records).keep("job-1", (JPEG,), form="full")
    assert files_of(path) == []


def test_what_was_never_submitted_has_no_picture(records: SqliteRecords, path: Path) -> None:
    with pytest.raises(RecordError):
        store(records).keep("job-9", (JPEG,), form="full")
    assert not (path.parent / "pictures").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs no such thing")
def test_S9_file_and_folder_are_synced_before_there_is_a_row(
    records: SqliteRecords, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of the calls, as a power loss would judge it."""
    told: list[str] = []
    really_sync, really_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        told.append("sync folder" if is_folder else "sync file")
        really_sync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        told.append("rename")
        return really_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    records.appender.writer.note = _noting(told, records.appender.writer.note)  # type: ignore[method-assign] # a spy
    kept(records)
    assert told[:2] == ["sync folder", "sync folder"]
    assert told[-4:] == ["sync file", "rename", "sync folder", "entry"]
    assert len(files_of(path)) == 1


def _noting(told: list[str], note: Callable[..., int]) -> Callable[..., int]:
    def noted(*words: object, **named: object) -> int:
        told.append("entry")
        return note(*words, **named)

    return noted
