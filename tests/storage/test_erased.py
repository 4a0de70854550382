"""A verification tells what was erased from what was deleted by force."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from liveness_station.domain.consents import Consent, ConsentAnswer
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.ledger.reports import Fault
from liveness_station.storage.bodies import BodyValue, Kind
from liveness_station.storage.contradictions import Contradiction
from liveness_station.storage.erasing import Cause, DataClass
from liveness_station.storage.events import EventLog
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.purges import mark_of, purges_of
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import attempt, job, number_of, outcome
from tests.storage.pictures import JPEG, SUBJECT, eraser, folder_of, store
from tools.document_record import schema


def checked(records: SqliteRecords, job_id: str) -> None:
    of = job(job_id, subject=SUBJECT)
    records.submitted(of, endpoint="local", source="camera")
    store(records).keep(job_id, (JPEG, JPEG + b"2"), form="full")
    number_of(records.finished(outcome(of), source="camera"))
    override = Override(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON, "op", "because")
    EventLog(records.appender).override(job_id, override)


def found(path: Path, *, has_pictures: bool = False) -> Contradiction | None:
    with closing(open_ledger(path)) as ledger:
        return ledger.contradiction(has_pictures=has_pictures)


def force(path: Path, sql: str, *parameters: object) -> None:
    """Does what the program never does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for trigger in ("private_never_changes", "picture_never_changes"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        assert connection.execute(sql, parameters).rowcount > 0


def picture_entry(records: SqliteRecords, job_id: str) -> int:
    sql = "SELECT seq FROM entry WHERE job = ? AND kind = 'PICTURE'"
    return int(str(records.appender.query(sql, (job_id,))[0][0]))


@pytest.mark.parametrize("data_class", DataClass)
def test_what_was_erased_is_not_missed(
    records: SqliteRecords, path: Path, data_class: DataClass
) -> None:
    for name in ("one", "two"):
        checked(records, name)
    log = EventLog(records.appender)
    event = log.consent(Consent(ConsentAnswer.GIVEN, "c-1", "1"), subject=SUBJECT)
    eraser(records).erase(("one", f"@{event}"), data_class, Cause.REQUEST)
    assert found(path, has_pictures=True) is None


def test_a_picture_that_was_deleted_by_force_is_missed(records: SqliteRecords, path: Path) -> None:
    for name in ("one", "two"):
        checked(records, name)
    eraser(records).erase(("one",), DataClass.PICTURES, Cause.RETENTION)
    force(path, "DELETE FROM picture WHERE job = 'two'")
    assert found(path) == Contradiction(Fault.GONE, picture_entry(records, "two"))


def test_one_picture_of_two_is_missed(records: SqliteRecords, path: Path) -> None:
    checked(records, "one")
    force(path, "DELETE FROM picture WHERE number = 1")
    assert found(path) == Contradiction(Fault.GONE, picture_entry(records, "one"))


@pytest.mark.parametrize(
    "edit", ["file = lower(hex(randomblob(16)))", "number = number + 5", "key = 'x'", "job = 'x'"]
)
def test_a_row_of_another_picture_is_found(records: SqliteRecords, path: Path, edit: str) -> None:
    checked(records, "one")
    force(path, f"UPDATE picture SET {edit} WHERE number = 1")  # noqa: S608 - own text
    assert found(path) == Contradiction(Fault.DERIVED, picture_entry(records, "one"))


def test_a_row_of_a_picture_that_was_never_kept_is_found(
    records: SqliteRecords, path: Path
) -> None:
    attempt(records, job("one"))
    sql = "INSERT INTO picture VALUES ('one', 0, hex(zeroblob(16)), 2, 'k', zeroblob(40))"
    force(path, sql)
    assert found(path) == Contradiction(Fault.DERIVED, 2)


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_file_is_only_looked_at_where_that_is_asked_for(
    records: SqliteRecords, path: Path, *, is_deleted: bool
) -> None:
    checked(records, "one")
    (file, _) = sorted(folder_of(path).iterdir())
    if is_deleted:
        file.unlink()
    else:
        sealed = file.read_bytes()
        file.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert found(path) is None
    expected = Contradiction(Fault.PICTURE, picture_entry(records, "one"))
    assert found(path, has_pictures=True) == expected


def test_what_is_there_again_after_its_erasure_is_found(records: SqliteRecords, path: Path) -> None:
    checked(records, "one")
    kept = records.appender.query("SELECT job, name, salt, value FROM private")
    pictures = records.appender.query("SELECT * FROM picture")
    eraser(records).erase(("one",), DataClass.PERSON, Cause.REQUEST)
    begun = records.appender.query("SELECT submitted_seq FROM attempt")
    for row in kept:
        force(path, "INSERT INTO private VALUES (?, ?, ?, ?)", *row)
    names = "subject = 'zebra-quokka-7731', operator = '', source = 'camera'"
    force(path, f"UPDATE history SET {names}")  # noqa: S608 - own text
    again = found(path)
    assert again is not None
    assert again.fault is Fault.RETURNED
    force(path, "DELETE FROM private")
    force(path, "UPDATE history SET subject = NULL, operator = NULL, source = NULL")
    assert found(path) is None
    for row in pictures:
        force(path, "INSERT INTO picture VALUES (?, ?, ?, ?, ?, ?)", *row)
    assert found(path) == Contradiction(Fault.RETURNED, picture_entry(records, "one"))
    assert begun


def old_form(records: SqliteRecords, keys: Sequence[str], first: int, last: int) -> None:
    """What a station of before erased, and what its entry said."""
    with records.appender.transaction() as connection:
        for key in keys:
            connection.execute("DELETE FROM private WHERE job = ?", (key,))
            connection.execute("DELETE FROM picture WHERE job = ?", (key,))
        body: dict[str, BodyValue] = {"class": "person"}
        body |= {"first_sequence": first, "last_sequence": last}
        records.appender.writer.note(connection, Kind.PURGE, body)


def test_entries_of_the_first_form_stay_good_for_what_they_cover(
    records: SqliteRecords, path: Path
) -> None:
    for name in ("one", "two"):
        checked(records, name)
    first, second = (
        int(str(seq)) for (seq,) in records.appender.query("SELECT submitted_seq FROM attempt")
    )
    old_form(records, ["one"], first, first)
    assert found(path, has_pictures=True) is None
    force(path, "DELETE FROM private WHERE job = 'two' AND name = 'subject'")
    force(path, "UPDATE history SET subject = NULL")
    assert found(path) == Contradiction(Fault.GONE, second)


def test_an_entry_covers_nothing_that_came_after_it(records: SqliteRecords, path: Path) -> None:
    old_form(records, [], 1, 1_000)
    checked(records, "one")
    force(path, "DELETE FROM picture")
    assert found(path) == Contradiction(Fault.GONE, picture_entry(records, "one"))


def test_an_erasure_is_found_by_its_request_which_the_entry_does_not_tell(
    records: SqliteRecords, path: Path
) -> None:
    checked(records, "one")
    mark = mark_of("Frau Müller 7", subject=SUBJECT, station=b"s" * 16)
    database = records.appender.database
    assert purges_of(database, mark) == purges_of(database, "") == ()
    made = eraser(records).erase(("one",), DataClass.PERSON, Cause.REQUEST, request_mark=mark)
    assert purges_of(database, mark) == (made,)
    assert purges_of(database, mark_of("7", subject=SUBJECT, station=b"s" * 16)) == ()
    ((body,),) = database.query("SELECT body FROM entry WHERE kind = 'PURGE'")
    assert mark not in str(body)
    assert json.loads(str(body))["request"] not in {None, mark}
    Draft202012Validator(schema()).validate({"kind": "PURGE", "body": json.loads(str(body))})
    assert found(path) is None


def test_a_name_whose_beginning_moved_into_its_salt_is_found(
    records: SqliteRecords, path: Path
) -> None:
    checked(records, "one")
    assert found(path) is None
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER IF EXISTS private_never_changes")
        connection.create_function("joined", 2, lambda salt, text: salt + text.encode())
        changed = connection.execute(
            "UPDATE private SET salt = joined(salt, substr(value, 1, 2)), value = substr(value, 3)"
            " WHERE job = 'one' AND name = 'subject'"
        )
        assert changed.rowcount == 1
    wrong = found(path)
    assert wrong is not None
    assert wrong.fault is Fault.DERIVED
