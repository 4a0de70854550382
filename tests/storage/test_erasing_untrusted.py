"""Erasing where names or times in the record cannot be believed: nothing goes too early."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.storage.bodies import utc_text
from liveness_station.storage.erasing import Cause, DataClass
from liveness_station.storage.holds import holds_in_force, place_hold
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, attempt, job, opened
from tests.storage.pictures import SUBJECT, eraser

LATER = utc_text(NOON + timedelta(days=400))
RENAMED = "UPDATE private SET value = 'other' WHERE {} AND name = 'subject'"
SHIFTED = (
    "UPDATE private SET salt = joined(salt, substr(value, 1, 1)), value = substr(value, 2)"
    " WHERE {} AND name = 'subject'"
)
MOVED = "UPDATE private SET name = 'subject@1' WHERE {} AND name = 'subject'"
DELETED = "DELETE FROM private WHERE {} AND name = 'subject'"


def forge(records: SqliteRecords, sql: str) -> None:
    with records.appender.database.transaction() as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER IF EXISTS private_never_changes")
        connection.create_function("joined", 2, lambda salt, text: salt + text.encode())
        assert connection.execute(sql).rowcount == 1


@pytest.mark.parametrize("how", [RENAMED, SHIFTED, MOVED, DELETED])
def test_a_hold_whose_subject_is_not_the_chains_is_on_everybody(
    records: SqliteRecords, how: str
) -> None:
    attempt(records, job("job-1", subject=SUBJECT))
    place_hold(records.appender, SUBJECT, note="case 8")
    forge(records, how.format("job GLOB '@*'"))
    with records.appender.database.transaction() as connection:
        assert [hold.subject for hold in holds_in_force(connection)] == [None]
    assert eraser(records).is_held(SUBJECT)
    with pytest.raises(RecordError):
        eraser(records).erase(("job-1",), DataClass.PERSON, Cause.REQUEST)


def test_a_hold_on_everybody_is_not_narrowed_by_a_name_beside_it(records: SqliteRecords) -> None:
    hold = place_hold(records.appender, None, note="audit")
    forge(
        records,
        "INSERT INTO private (job, name, salt, value)"  # noqa: S608 - a number of our own
        f" VALUES ('@{hold.sequence}', 'subject', randomblob(16), 'somebody')",
    )
    assert eraser(records).is_held(SUBJECT)


@pytest.mark.parametrize("how", [RENAMED, SHIFTED, MOVED, DELETED])
@pytest.mark.parametrize("cause", Cause)
def test_an_attempt_whose_name_is_not_the_chains_is_held_by_any_hold(
    records: SqliteRecords, how: str, cause: Cause
) -> None:
    attempt(records, job("job-1", subject=SUBJECT))
    attempt(records, job("job-2", subject="nobody in particular"))
    place_hold(records.appender, SUBJECT, note="case 8")
    forge(records, how.format("job = 'job-1'"))
    if cause is Cause.REQUEST:
        with pytest.raises(RecordError):
            eraser(records).erase(("job-1",), DataClass.PERSON, cause)
    else:
        page = eraser(records).erase_expired(DataClass.PERSON, before=LATER, after=0)
        assert page.purge is not None
        assert page.purge.keys == ("job-2",)


class SetClock:
    """A wall clock that somebody sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def due(records: SqliteRecords, now: datetime, days: int) -> tuple[str, ...]:
    page = eraser(records).erase_expired(
        DataClass.PERSON, before=utc_text(now - timedelta(days=days)), after=0
    )
    return () if page.purge is None else page.purge.keys


@pytest.mark.parametrize("is_first", [True, False])
def test_K2_what_was_made_while_the_clock_stood_at_1970_is_not_erased_early(
    path: Path, *, is_first: bool
) -> None:
    clock = SetClock()
    records = opened(path, utc_now=clock)
    if not is_first:
        attempt(records, job("before"))
    clock.now = datetime(1970, 1, 1, tzinfo=UTC)
    attempt(records, job("wrong"))
    clock.now = NOON + timedelta(hours=1)
    attempt(records, job("right"))
    assert due(records, NOON + timedelta(days=1), 30) == ()
    everything = ("wrong", "right") if is_first else ("before", "wrong", "right")
    clock.now = NOON + timedelta(days=31)
    attempt(records, job("much later"))
    assert due(records, clock.now, 30) == everything
    records.close()


def test_K3_a_clock_that_once_was_ahead_keeps_nothing_else_too_long(path: Path) -> None:
    clock = SetClock()
    records = opened(path, utc_now=clock)
    clock.now = datetime(2038, 1, 19, tzinfo=UTC)
    attempt(records, job("wrong"))
    clock.now = NOON
    attempt(records, job("right"))
    clock.now = NOON + timedelta(days=31)
    attempt(records, job("later"))
    assert due(records, clock.now, 30) == ("right",)
    records.close()


def test_an_attempt_is_never_older_than_one_before_it(path: Path) -> None:
    clock = SetClock()
    records = opened(path, utc_now=clock)
    attempt(records, job("before"))
    clock.now = NOON - timedelta(days=25)
    attempt(records, job("wrong"))
    clock.now = NOON + timedelta(days=10)
    attempt(records, job("now"))
    assert due(records, clock.now, 30) == ()
    records.close()
