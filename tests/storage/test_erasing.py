"""Erasing: all of it or none, never under a hold, and the chain stays whole."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.ledger.reports import Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.bodies import utc_text
from liveness_station.storage.door import Trouble
from liveness_station.storage.erasing import BATCH_KEYS, Cause, DataClass
from liveness_station.storage.holds import holds_in_force, lift_hold, place_hold
from liveness_station.storage.keeping import other_copies, remove_backups
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.purges import digest_of
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, attempt, job
from tests.storage.pictures import (
    CANARY,
    JPEG,
    SUBJECT,
    encodings,
    eraser,
    folder_of,
    found_in,
    reader,
    scrubbed,
    store,
)

LATER = utc_text(NOON + timedelta(days=400))


def checked(records: SqliteRecords, job_id: str, *, subject: str = SUBJECT) -> None:
    records.submitted(job(job_id, subject=subject), endpoint="local", source="camera")
    store(records).keep(job_id, (JPEG,), form="full")


def ended(records: SqliteRecords, job_id: str, *, subject: str = SUBJECT) -> None:
    attempt(records, job(job_id, subject=subject))
    store(records).keep(job_id, (JPEG,), form="full")


def is_whole(path: Path) -> bool:
    ledger = open_ledger(path)
    try:
        report = verify(ledger.entries(), station=ledger.station(), trust=Trust())
        # Without keys a whole chain is "cannot tell"; what matters is that nothing is bad.
        is_good = report.result is Result.CANNOT_TELL and report.fault is None
        return is_good and ledger.contradiction() is None and ledger.orphan() is None
    finally:
        ledger.close()


def test_an_erased_subject_is_nowhere_and_the_chain_is_whole(
    records: SqliteRecords, path: Path
) -> None:
    for number in range(3):
        ended(records, f"job-{number}")
    ended(records, "other", subject="somebody else")
    assert found_in(path.parent, *encodings(SUBJECT))
    keys, pending = eraser(records).keys_of(SUBJECT)
    assert (keys, pending) == (("job-0", "job-1", "job-2"), 0)
    purge = eraser(records).erase(keys, DataClass.PERSON, Cause.REQUEST)
    scrubbed(records)
    assert found_in(path.parent, *encodings(SUBJECT), CANARY[:24]) == []
    assert purge.pictures == 3
    assert purge.names >= 6
    assert is_whole(path)
    summary = records.find("job-1")
    assert summary is not None
    assert (summary.subject, summary.source) == (None, None)
    assert reader(records).read("job-1") == ()
    assert reader(records).read("other") == (JPEG,)
    assert len(list(folder_of(path).iterdir())) == 1


def test_the_entry_says_what_went_and_names_nobody(records: SqliteRecords) -> None:
    ended(records, "job-1")
    purge = eraser(records).erase(("job-1",), DataClass.PERSON, Cause.REQUEST)
    sql = "SELECT e.kind, e.body, l.hash FROM entry e JOIN link l ON l.seq = e.seq WHERE e.seq = ?"
    ((kind, body, made),) = records.appender.query(sql, (purge.sequence,))
    found = json.loads(str(body))
    assert kind == "PURGE"
    assert isinstance(made, bytes)
    assert made.hex() == purge.hash
    assert found["keys_sha256"] == digest_of(purge.keys)
    assert (found["class"], found["cause"]) == ("person", "request")
    assert (found["names"], found["pictures"], found["keys"]) == (purge.names, 1, 1)
    assert found["first_sequence"] == found["last_sequence"]
    assert SUBJECT not in str(body)


def test_what_is_under_way_is_not_erased_before_it_ends(records: SqliteRecords) -> None:
    ended(records, "job-1")
    checked(records, "job-2")
    assert eraser(records).keys_of(SUBJECT) == (("job-1",), 1)


def test_purge_under_a_hold_is_refused_and_nothing_goes(records: SqliteRecords, path: Path) -> None:
    ended(records, "job-1")
    ended(records, "free", subject="somebody else")
    hold = place_hold(records.appender, SUBJECT, note="case 7")
    assert eraser(records).is_held(SUBJECT)
    assert not eraser(records).is_held("somebody else")
    with pytest.raises(RecordError) as caught:
        eraser(records).erase(("free", "job-1"), DataClass.PERSON, Cause.REQUEST)
    assert caught.value.detail == Trouble.HELD.value
    page = eraser(records).erase_expired(DataClass.PERSON, before=LATER, after=0)
    assert page.purge is not None
    assert page.purge.keys == ("free",)
    # The attempt, and the hold itself, which is about the same person.
    assert page.held == 2
    assert len(reader(records).read("job-1")) == 1
    lift_hold(records.appender, hold.hold_id)
    page = eraser(records).erase_expired(DataClass.PERSON, before=LATER, after=0)
    assert page.purge is not None
    assert "job-1" in page.purge.keys
    assert is_whole(path)
    scrubbed(records)
    assert found_in(path.parent, *encodings(SUBJECT), CANARY[:24]) == []


def test_a_hold_on_everybody_holds_everything(records: SqliteRecords) -> None:
    ended(records, "job-1")
    hold = place_hold(records.appender, None, note="audit")
    for data_class in DataClass:
        page = eraser(records).erase_expired(data_class, before=LATER, after=0)
        assert page.purge is None
    with pytest.raises(RecordError):
        eraser(records).erase(("job-1",), DataClass.PERSON, Cause.REQUEST)
    with pytest.raises(RecordError):
        lift_hold(records.appender, "00000000")
    lift_hold(records.appender, hold.hold_id)
    assert eraser(records).erase(("job-1",), DataClass.PERSON, Cause.REQUEST).pictures == 1


def test_a_hold_whose_subject_was_taken_away_is_on_everybody(records: SqliteRecords) -> None:
    ended(records, "job-1")
    hold = place_hold(records.appender, "another", note="case 8")
    with records.appender.database.transaction() as connection:
        connection.execute("DELETE FROM private WHERE job = ?", (f"@{hold.sequence}",))
        (left,) = holds_in_force(connection)
    assert left.subject is None
    with pytest.raises(RecordError):
        eraser(records).erase(("job-1",), DataClass.PERSON, Cause.REQUEST)


def test_names_do_not_outlive_pictures_nor_pictures_names(records: SqliteRecords) -> None:
    ended(records, "job-1")
    ended(records, "job-2")
    purge = eraser(records).erase(("job-1",), DataClass.PICTURES, Cause.RETENTION)
    assert (purge.names, purge.pictures) == (0, 1)
    found = records.find("job-1")
    assert found is not None
    assert found.subject == SUBJECT
    assert eraser(records).erase(("job-2",), DataClass.PERSON, Cause.RETENTION).pictures == 1


def test_only_what_is_older_goes_and_every_stretch_is_looked_through(
    records: SqliteRecords,
) -> None:
    count = 107
    for number in range(count):
        attempt(records, job(f"job-{number:04}"))
    ((middle,),) = records.appender.query(
        "SELECT utc FROM entry WHERE job = 'job-0080' AND kind = 'SUBMITTED'"
    )
    after: int | None = 0
    erased: list[str] = []
    while after is not None:
        page = eraser(records).erase_expired(DataClass.PERSON, before=str(middle), after=after)
        erased += () if page.purge is None else page.purge.keys
        assert page.purge is None or len(page.purge.keys) <= BATCH_KEYS
        after = page.after
    assert erased == [f"job-{number:04}" for number in range(80)]
    again = eraser(records).erase_expired(DataClass.PERSON, before=str(middle), after=0)
    assert again.purge is None


def test_S1_an_erasure_that_is_not_committed_has_touched_no_file(records: SqliteRecords) -> None:
    ended(records, "job-1")
    with records.appender.database.transaction() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER no BEFORE INSERT ON entry WHEN NEW.kind = 'PURGE'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(RecordError):
        eraser(records).erase(("job-1",), DataClass.PERSON, Cause.REQUEST)
    assert reader(records).read("job-1") == (JPEG,)
    found = records.find("job-1")
    assert found is not None
    assert found.subject == SUBJECT


def test_a_file_that_outlives_its_key_is_swept(records: SqliteRecords, path: Path) -> None:
    """What a program leaves that is killed between the commit and the files' removal."""
    ended(records, "job-1")
    (sealed,) = folder_of(path).iterdir()
    body = sealed.read_bytes()
    eraser(records).erase(("job-1",), DataClass.PICTURES, Cause.RETENTION)
    sealed.write_bytes(body)
    assert store(records).sweep() == 1


def test_copies_of_a_migration_go_and_others_are_named(records: SqliteRecords, path: Path) -> None:
    backup = path.with_name(f"{path.name}.v3.bak")
    backup.write_bytes(SUBJECT.encode())
    path.with_name(f"{path.name}.aside").touch()
    assert remove_backups(path, older_than_days=1) == 0
    assert remove_backups(path, older_than_days=0) == 1
    assert not backup.exists()
    assert other_copies(path, station="00") == (f"{path.name}.aside",)
    assert records.appender.path == path


@pytest.mark.parametrize("seed", range(3))
def test_G43_no_trace_is_left_in_the_file_whatever_lay_around(
    records: SqliteRecords, path: Path, seed: int
) -> None:
    """Pages are split, merged and filled again; deleted cells must not stay behind in any."""
    chance = random.Random(seed)
    subjects = [f"Person-{seed}-{number:03}-{'x' * chance.randrange(40)}" for number in range(60)]
    jobs: list[tuple[str, str]] = []
    for number in range(240):
        subject = chance.choice(subjects)
        job_id = f"{chance.randrange(2**64):016x}-{number}"
        attempt(records, job(job_id, subject=subject))
        jobs.append((job_id, subject))
        if chance.random() < 0.2:
            gone = chance.choice(subjects)
            keys, _ = eraser(records).keys_of(gone)
            if keys:
                eraser(records).erase(keys, DataClass.PERSON, Cause.REQUEST)
    for subject in subjects[:40]:
        keys, _ = eraser(records).keys_of(subject)
        if keys:
            eraser(records).erase(keys, DataClass.PERSON, Cause.REQUEST)
    scrubbed(records)
    gone_words = [word for subject in subjects[:40] for word in encodings(subject)]
    assert found_in(path.parent, *gone_words) == []
    assert is_whole(path)
