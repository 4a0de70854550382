"""A pass that nobody was shown passes nobody, whoever reads the record."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.attempts import VerdictCounts
from liveness_station.storage.migrations import STEPS, migrate
from liveness_station.storage.reading import open_reader
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, attempt, decision, job, opened, outcome

LIVE = decision(Verdict.LIVE)


def test_a_pass_that_was_not_shown_is_none_in_lists_and_counts(
    records: SqliteRecords, path: Path
) -> None:
    attempt(records, job(), LIVE)
    assert records.counts_since(NOON) == VerdictCounts(live=1)
    records.late(outcome(job(), LIVE))
    reader = open_reader(path)
    for found in (records.find("job-1"), *records.recent(9), *reader.recent(9)):
        assert found is not None
        assert (found.outcome, found.score) == ("LATE", 0.1 + 0.2)
    assert records.counts_since(NOON) == VerdictCounts(late=1)
    assert records.counts_since(NOON).total == 1
    reader.close()


def test_a_late_answer_to_another_job_takes_no_pass_away(records: SqliteRecords) -> None:
    for name in ("job-1", "job-2"):
        attempt(records, job(name), decision(Verdict.LIVE, request_id=name))
    records.late(outcome(job("job-2"), LIVE))
    assert [found.outcome for found in records.recent(9)] == ["LATE", "LIVE"]


@pytest.mark.parametrize("verdict", [Verdict.SPOOF, Verdict.RETRY, Verdict.ERROR])
def test_what_is_no_pass_stays_what_it_is(records: SqliteRecords, verdict: Verdict) -> None:
    attempt(records, job(), decision(verdict))
    records.late(outcome(job(), LIVE))
    assert [found.outcome for found in records.recent(9)] == [verdict.value]


def test_the_last_look_is_taken_after_the_wait_for_another_program(path: Path) -> None:
    seen: list[Outcome] = []

    def last_look(about: Outcome) -> Outcome:
        seen.append(about)
        return about

    records = opened(path, busy_timeout_ms=50)
    records.submitted(job(), endpoint="local", source="camera")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="locked"):
            records.finished(outcome(job(), LIVE), source="camera", last_look=last_look)
        assert seen == []
        other.execute("ROLLBACK")
    records.finished(outcome(job(), LIVE), source="camera", last_look=last_look)
    assert len(seen) == 1
    records.close()


def test_a_record_from_before_learns_which_passes_were_not_shown(path: Path) -> None:
    path.parent.mkdir()
    body = '{"mode":"NORMAL","endpoint":"local","threshold":"0.8","verdict":"LIVE"}'
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:1])
        for number, kind, of in (
            (1, "SUBMITTED", "a"),
            (2, "VERDICT", "a"),
            (3, "LATE", "a"),
            (4, "SUBMITTED", "b"),
            (5, "VERDICT", "b"),
        ):
            row = (number, kind, of, "2026-11-22T12:00:00.000000Z", body)
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
        for of, number in (("a", 1), ("b", 4)):
            connection.execute(
                "INSERT INTO attempt VALUES (?, 'old', 'NORMAL', ?, ?, 'u', 'LIVE')",
                (of, number, number + 1),
            )
    records = opened(path)
    assert {found.job_id: found.outcome for found in records.recent(9)} == {
        "a": "LATE",
        "b": "LIVE",
    }
    records.close()
