"""What needs a second look is found by an index, and nothing else is."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from liveness_station.domain.desk_events import (
    DeskEvent,
    NoteEvent,
    OverrideEvent,
    ShadowEvent,
    ShadowTrouble,
)
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.reporting.review import Lane, lane_of, open_cases
from liveness_station.storage import review_query
from liveness_station.storage.database import Database
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import SqliteRecords
from liveness_station.storage.review_query import (
    Cause,
    read_attempts,
    read_causes,
    read_opinions,
)
from liveness_station.storage.shift_query import open_facts
from tests.storage.attempts import attempt, decision, job

IN_BAND = Decision(Verdict.RETRY, Reason.REVIEW, score=0.7)
PASSED = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.9)
ATTACKED = Decision(Verdict.SPOOF, Reason.ATTACK, score=0.1)
ACCEPTED = Override(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON, "Anna")
REFUSED = Override(OverrideDecision.REFUSE, OverrideReason.SUSPECTED_ATTACK, "Anna")


@pytest.fixture
def database(records: SqliteRecords) -> Iterator[Database]:
    with closing(open_facts(records.appender.path)) as found:
        yield found


def opinion(number: int, *, agrees: bool = False) -> ShadowEvent:
    return ShadowEvent(
        f"job-{number}", "api.example", "cloud/1", "SPOOF", "attack", "0.1", "api.example", agrees
    )


def say(records: SqliteRecords, *events: DeskEvent) -> None:
    for event in events:
        DeskLog(records.appender).record_event(event)


def lane(database: Database) -> Lane:
    cases = open_cases(read_causes(database))
    return lane_of(cases, read_attempts(database, tuple(case.job_id for case in cases)))


def jobs(database: Database) -> list[str]:
    return [item.case.job_id for item in lane(database).items]


def test_each_cause_is_found_and_incidents_come_first(
    records: SqliteRecords, database: Database
) -> None:
    attempt(records, job("job-1"), PASSED)
    attempt(records, job("job-2"), ATTACKED)
    attempt(records, job("job-3"), IN_BAND)
    attempt(records, job("job-4"), decision(Verdict.SPOOF))
    attempt(records, job("job-5"), PASSED)
    say(records, opinion(1), OverrideEvent("job-2", ACCEPTED), opinion(5, agrees=True))
    found = lane(database)
    assert found.total == 3
    assert [(one.case.job_id, one.case.is_incident) for one in found.items] == [
        ("job-2", True),
        ("job-1", True),
        ("job-3", False),
    ]
    causes = {one.case.job_id: one.case.causes[0] for one in found.items}
    assert causes["job-2"].cause is Cause.AGAINST_ATTACK
    assert (causes["job-2"].by, causes["job-2"].reason) == ("Anna", "known_person")
    assert (causes["job-1"].verdict, causes["job-1"].score) == ("SPOOF", "0.1")
    assert (causes["job-1"].endpoint, causes["job-1"].engine) == ("api.example", "cloud/1")
    assert found.items[0].summary.subject == "张三 42"


def test_an_answer_of_the_lane_settles_and_an_operators_word_does_not(
    records: SqliteRecords, database: Database
) -> None:
    attempt(records, job("job-1"), IN_BAND)
    say(records, OverrideEvent("job-1", ACCEPTED), NoteEvent("job-1", "x", "Anna"))
    assert jobs(database) == ["job-1"]
    say(records, NoteEvent("job-1", "seen", "Søren", is_review=True))
    assert jobs(database) == []
    say(records, opinion(1))
    assert jobs(database) == ["job-1"], "what comes later is new"
    say(records, OverrideEvent("job-1", REFUSED, is_review=True))
    assert jobs(database) == []


def test_who_lets_an_attack_pass_does_not_settle_it_and_a_second_person_does(
    records: SqliteRecords, database: Database
) -> None:
    for number in (1, 2, 3, 4):
        attempt(records, job(f"job-{number}"), ATTACKED)
    say(
        records,
        OverrideEvent("job-1", ACCEPTED),
        OverrideEvent("job-2", ACCEPTED, "Søren"),
        OverrideEvent("job-3", REFUSED),
        OverrideEvent("job-4", ACCEPTED, is_review=True),
    )
    assert jobs(database) == ["job-1"]


def test_play_and_failures_are_nobodys_case(records: SqliteRecords, database: Database) -> None:
    for number, mark in enumerate(("is_demo", "is_setup", "is_training"), 1):
        made = job(f"job-{number}")
        attempt(records, replace(made, **{mark: True}), IN_BAND)  # type: ignore[arg-type]  # by name
        say(records, opinion(number), OverrideEvent(f"job-{number}", ACCEPTED))
    attempt(records, job("job-9"), PASSED)
    failed = replace(opinion(9), verdict="", score="", trouble=ShadowTrouble.FAILED)
    say(records, failed, replace(opinion(9), verdict="ERROR", trouble=ShadowTrouble.FAILED))
    assert jobs(database) == []
    assert read_opinions(database) == ()


def test_opinions_come_in_their_order_and_no_more_than_wanted(
    records: SqliteRecords, database: Database
) -> None:
    for number in range(1, 6):
        attempt(records, job(f"job-{number}"), PASSED)
        say(records, opinion(number, agrees=number != 4))
    found = read_opinions(database, most=3)
    assert [one.agrees for one in found] == [True, False, True]
    assert found[0].at < found[1].at < found[2].at
    assert {one.pair for one in found} == {("api.example", "local")}


def test_every_question_goes_by_an_index_and_is_bounded(database: Database) -> None:
    questions = [(review_query.OPINIONS_SQL, "entry_desk")]
    questions += [
        (sql, "history_reason" if cause is Cause.BAND else "entry_desk")
        for cause, sql, _ in review_query.CAUSES
    ]
    for sql, index in questions:
        plan = "\n".join(str(row[3]) for row in database.query(f"EXPLAIN QUERY PLAN {sql}", (5,)))
        assert f"INDEX {index}" in plan, plan
        assert "SCAN entry" not in plan, plan
        assert "SCAN a" not in plan, plan
        assert "SCAN t" not in plan, plan
        if sql is not review_query.OPINIONS_SQL:
            assert "entry_beside" in plan, plan
