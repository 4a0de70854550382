"""What a shift's figures are read from: real checks alone, by an index, within a time."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from liveness_station.domain.consents import Consent, ConsentAnswer
from liveness_station.domain.desk_events import (
    ConsentEvent,
    DeskEvent,
    OtherMethodEvent,
    OtherReason,
    OverrideEvent,
    ShadowEvent,
    ShadowTrouble,
    ShiftEvent,
    ShiftStep,
)
from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Job
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import Role
from liveness_station.domain.provenance import Inquiry
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage import score_query, shift_query
from liveness_station.storage.database import Database
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import SqliteRecords
from liveness_station.storage.shift_facts import ShiftFacts
from liveness_station.storage.shift_query import (
    has_checks,
    last_hand_over,
    open_facts,
    other_way,
    read_facts,
    shift_began,
)
from tests.storage.attempts import NOON, Clock, attempt, decision, job, opened, outcome

DAY = timedelta(days=1)


@pytest.fixture
def database(records: SqliteRecords) -> Iterator[Database]:
    with closing(open_facts(records.appender.path)) as found:
        yield found


def turn(number: int, generation: int, **changes: object) -> Job:
    made = job(f"job-{number}", subject=f"A-{generation}")
    return replace(made, generation=generation, **changes)  # type: ignore[arg-type]  # by name


def facts(database: Database, *, days: int = 1) -> ShiftFacts:
    return read_facts(database, NOON - timedelta(hours=1), NOON + timedelta(days=days))


def say(records: SqliteRecords, *events: DeskEvent) -> list[int]:
    log = DeskLog(records.appender)
    return [log.record_event(event) for event in events]


def test_checks_that_count_are_read_and_no_others(
    records: SqliteRecords, database: Database
) -> None:
    attempt(records, turn(1, 1), decision(Verdict.SPOOF))
    attempt(records, turn(2, 1), decision(Verdict.RETRY))
    attempt(records, turn(3, 2))
    for number, mark in enumerate(("is_demo", "is_setup", "is_training"), 10):
        attempt(records, turn(number, 9, **{mark: True}))
    records.submitted(turn(4, 2), endpoint="simulator 127.0.0.1", source="camera")
    records.submitted(turn(5, 3), endpoint="face-api.shiliuai.com", source="camera")
    found = facts(database).checks
    assert [one.job_id for one in found] == ["job-1", "job-2", "job-3", "job-5"]
    assert found[0].visit == found[1].visit != found[2].visit
    assert [one.outcome for one in found] == ["SPOOF", "RETRY", "SPOOF", ""]
    assert [one.is_cloud for one in found] == [False, False, False, True]
    assert found[0].elapsed_ms == 41.5
    assert found[0].ended is not None
    assert found[0].ended > found[0].begun
    assert found[3].ended is None
    assert found[3].elapsed_ms is None


def test_files_checked_one_after_the_other_are_no_one_subjects_turn(
    records: SqliteRecords, database: Database
) -> None:
    attempt(records, turn(1, 0))
    attempt(records, turn(2, 0))
    assert [one.visit for one in facts(database).checks] == ["job-1", "job-2"]


def test_pictures_that_were_handed_over_are_counted(
    records: SqliteRecords, database: Database
) -> None:
    one = turn(1, 1)
    records.submitted(one, endpoint="local", source="camera")
    sent = (Inquiry(is_answered=False), Inquiry(is_answered=True))
    records.finished(replace(outcome(one), inquiries=sent), source="camera")
    two = turn(2, 2)
    records.submitted(two, endpoint="local", source="camera")
    records.finished(replace(outcome(two), inquiries=sent[:1]), source="camera")
    attempt(records, turn(3, 3))
    found = facts(database).checks
    assert [(one.calls, one.is_answered) for one in found] == [(2, True), (1, False), (0, False)]


def test_the_time_takes_its_beginning_and_not_its_end(
    records: SqliteRecords, database: Database
) -> None:
    for number in range(5):
        attempt(records, turn(number, number + 1))
    every = facts(database).checks
    part = read_facts(database, every[1].begun, every[3].begun).checks
    assert part == every[1:3]
    assert has_checks(database, every[1].begun, every[2].begun)
    assert not has_checks(database, NOON + DAY, NOON + 2 * DAY)


@pytest.mark.parametrize("hours", [0, -1, 24 * 92 + 1])
def test_a_time_that_is_none_or_too_long_is_refused(database: Database, hours: int) -> None:
    with pytest.raises(ValueError, match="range"):
        read_facts(database, NOON, NOON + timedelta(hours=hours))


def test_what_was_said_beside_the_checks_is_read(
    records: SqliteRecords, database: Database
) -> None:
    no = Consent(ConsentAnswer.REFUSED, "c1", "t1")
    attempt(records, turn(1, 1))
    attempt(records, turn(7, 7, is_demo=True))
    decided = Override(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON)
    say(
        records,
        ConsentEvent(no, Subject("A-2"), 2),
        OtherMethodEvent(Subject("A-2"), OtherReason.CONSENT_REFUSED, generation=2),
        OverrideEvent("job-1", decided),
        OverrideEvent("job-7", decided),
        ShadowEvent("job-1", "cloud", "e", "LIVE", "above_threshold", "0.9", "host", agrees=False),
        ShadowEvent("job-1", "cloud", "e", "", "", "", "host", agrees=False,
                    trouble=ShadowTrouble.FAILED),
    )  # fmt: skip
    found = facts(database)
    assert [(one.kind, one.answer, one.reason, one.decision) for one in found.desk] == [
        ("CONSENT", "refused", "", ""),
        ("OVERRIDE", "", "known_person", "accept"),
        ("OTHER", "", "consent_refused", ""),
        ("SHADOW", "LIVE", "above_threshold", ""),
        ("SHADOW", "", "", ""),
    ]
    assert found.desk[0].visit == found.desk[2].visit != found.checks[0].visit
    assert found.desk[1].job_id == "job-1"
    assert [one.left_to for one in found.desk[3:]] == ["host", "host"]
    assert found.checks[0].is_decided
    assert found.mark.entry > 0


def test_a_clock_that_was_set_back_hides_nothing(path: Path) -> None:
    no = Consent(ConsentAnswer.REFUSED, "c1", "t1")
    for run, days in enumerate((0, -40, 1)):
        records = opened(path, run_id=f"r{run}", utc_now=Clock(NOON + timedelta(days=days)))
        say(records, ConsentEvent(no, Subject("A"), 1))
        attempt(records, turn(run, 1))
        say(records, ConsentEvent(no, Subject("A"), 1))
        records.close()
    with closing(open_facts(path)) as database:
        back = read_facts(database, NOON - 41 * DAY, NOON - 39 * DAY)
        assert [one.job_id for one in back.checks] == ["job-1"]
        now = facts(database)
        assert [one.job_id for one in now.checks] == ["job-0"]
        assert len(now.desk) == 2


def test_a_day_without_checks_still_tells_who_said_no(path: Path) -> None:
    no = Consent(ConsentAnswer.REFUSED, "c1", "t1")
    for run, days in enumerate((-2, 0, 2)):
        records = opened(path, run_id=f"r{run}", utc_now=Clock(NOON + timedelta(days=days)))
        say(records, ConsentEvent(no, Subject("A"), 1))
        if days:
            attempt(records, turn(run, 1))
        records.close()
    with closing(open_facts(path)) as database:
        found = facts(database)
        assert (len(found.checks), len(found.desk)) == (0, 1)


def test_the_shift_that_is_on_and_what_was_handed_over(
    records: SqliteRecords, database: Database
) -> None:
    assert shift_began(database) is None
    assert last_hand_over(database) is None
    say(records, ShiftEvent(ShiftStep.BEGAN, "Li Wei", Role.OPERATOR))
    began = shift_began(database)
    assert began is not None
    say(records, ShiftEvent(ShiftStep.LOCKED, "Li Wei", Role.OPERATOR))
    assert shift_began(database) == began
    say(records, ShiftEvent(ShiftStep.ENDED, "Li Wei", Role.OPERATOR, "左边的灯在闪 <b>!</b>"))
    assert shift_began(database) is None
    given = last_hand_over(database)
    assert given is not None
    assert (given.operator, given.note) == ("Li Wei", "左边的灯在闪 <b>!</b>")
    say(records, ShiftEvent(ShiftStep.ENDED, "Anna", Role.OPERATOR))
    given = last_hand_over(database)
    assert given is not None
    assert (given.operator, given.note) == ("Anna", "")


def test_who_went_another_way_is_found_by_the_entry(
    records: SqliteRecords, database: Database
) -> None:
    (number,) = say(records, OtherMethodEvent(Subject("A-2"), OtherReason.UNDER_AGE))
    found = other_way(database, number)
    assert found is not None
    assert found[1] == "A-2"
    assert other_way(database, number + 1) is None


def plan(database: Database, sql: str, *values: object) -> str:
    return "\n".join(str(row[3]) for row in database.query(f"EXPLAIN QUERY PLAN {sql}", values))


def test_every_question_goes_by_an_index(database: Database) -> None:
    day = ("2026-11-22", "a", "b")
    checks = plan(database, shift_query.CHECKS_SQL, *day)
    assert "SEARCH h USING INDEX history_day" in checks
    assert "SEARCH s USING INTEGER PRIMARY KEY" in checks
    assert "entry_beside" in checks
    for kind, sql in shift_query.DESK_KINDS.items():
        shown = plan(database, sql, kind.value, 1, 2, "a", "b")
        index = "entry_event" if kind == "CONSENT" else "entry_desk"
        assert f"SEARCH e USING INDEX {index} (kind=? AND seq>? AND seq<?)" in shown
    for sql in (shift_query.SHIFT_SQL, shift_query.NOTE_SQL):
        assert "USING INDEX entry_desk" in plan(database, sql)
    for sql, values in (
        (shift_query.BOUNDS_SQL, ("a", "b")),
        (shift_query.OWN_SQL, ("a",)),
        (shift_query.ANY_SQL, day),
        (shift_query.OTHER_SQL, (1,)),
    ):
        assert "SCAN h" not in plan(database, sql, *values)
        assert "SCAN entry" not in plan(database, sql, *values)
    scores = plan(database, score_query.SCORES_SQL, 5)
    assert "TEMP B-TREE" not in scores, "the newest are read in their order, and no more of them"


def test_without_a_record_there_are_no_figures(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        open_facts(tmp_path / "none.sqlite3")


def test_a_day_is_the_worlds_though_the_desk_lies_elsewhere(
    records: SqliteRecords, database: Database
) -> None:
    attempt(records, turn(1, 1))
    begun = datetime(2026, 11, 22, 0, tzinfo=UTC) - timedelta(hours=8)
    assert len(read_facts(database, begun, begun + DAY).checks) == 1
