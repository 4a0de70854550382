"""What is said in the record besides attempts, and that nothing in the chain names a person."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.domain.consents import Consent, ConsentAnswer
from liveness_station.domain.errors import RecordError
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.provenance import Origin
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.attempts import VerdictCounts
from liveness_station.storage.erasing import Cause, DataClass, Eraser
from liveness_station.storage.event_bodies import Export, policy_digest
from liveness_station.storage.events import NEWEST_POLICY_SQL, EventLog
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, attempt, job, opened
from tests.storage.test_records import bodies, rows, salted

ACCEPTED = Override(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON, "王芳", "Frau Müller")
VALUES = {"threshold": "0.8", "endpoint": "local"}
EXPORT = Export("csv", 2, 2, 5, "ab" * 32, ("subject", "date"), has_names=True)


@pytest.fixture
def log(records: SqliteRecords) -> EventLog:
    return EventLog(records.appender)


def contradiction(path: Path) -> int | None:
    ledger = open_ledger(path)
    try:
        found = ledger.contradiction()
        return None if found is None else found.seq
    finally:
        ledger.close()


def say_everything(records: SqliteRecords, log: EventLog) -> None:
    attempt(records, job())
    log.consent(Consent(ConsentAnswer.GIVEN, "c-1", "2026-10"), subject="张三 42")
    log.policy(VALUES)
    log.camera("Frau Müllers camera", Origin(SourceKind.DEVICE, 640, 480))
    log.override("job-1", ACCEPTED)
    log.override("job-1", replace(ACCEPTED, note="second thoughts"))
    log.export(EXPORT, operator="王芳")


def test_no_entry_names_a_person(records: SqliteRecords, log: EventLog, path: Path) -> None:
    say_everything(records, log)
    chained = "\n".join(text for (text,) in rows(path, "SELECT body FROM entry"))
    said = json.dumps([json.loads(line) for line in chained.split("\n")], ensure_ascii=False)
    for name in ("张三", "王芳", "Müller", "second thoughts"):
        assert name not in said
        assert name.encode("unicode_escape").decode() not in chained


def test_consent_names_question_answer_and_text(
    records: SqliteRecords, log: EventLog, path: Path
) -> None:
    del records
    sequence = log.consent(Consent(ConsentAnswer.REFUSED, "c-1", "2026-10"), subject="张三 42")
    (body,) = bodies(path, "CONSENT")
    assert {name: body[name] for name in ("consent_id", "answer", "text_version")} == {
        "consent_id": "c-1",
        "answer": "refused",
        "text_version": "2026-10",
    }
    assert body["subject"] == salted(path, "subject", "张三 42")
    assert rows(path, "SELECT job, name FROM private") == [(f"@{sequence}", "subject")]


def test_rules_are_recorded_when_they_change_and_named_by_attempts(
    records: SqliteRecords, log: EventLog, path: Path
) -> None:
    assert log.policy(VALUES) == 2
    assert log.policy(dict(reversed(VALUES.items()))) is None
    attempt(records, job())
    stricter = VALUES | {"threshold": "0.9"}
    assert log.policy(stricter) == 5
    first, second = bodies(path, "POLICY")
    assert (first["before"], first["values"]) == (None, VALUES)
    assert (second["before"], second["digest"]) == (policy_digest(VALUES), policy_digest(stricter))
    assert bodies(path, "SUBMITTED")[0]["policy"] == policy_digest(VALUES)


def test_the_next_run_records_no_rules_that_stand(records: SqliteRecords, path: Path) -> None:
    EventLog(records.appender).policy(VALUES)
    records.close()
    again = opened(path, run_id="run-2")
    log = EventLog(again.appender)
    assert log.policy(VALUES) is None
    attempt(again, job())
    again.close()
    assert bodies(path, "SUBMITTED")[0]["policy"] == policy_digest(VALUES)


def test_a_change_of_camera_precedes_the_attempt(records: SqliteRecords, path: Path) -> None:
    device = Origin(SourceKind.DEVICE, 640, 480)
    for number, (source, origin) in enumerate(
        [
            ("one", device),
            ("one", replace(device, width_px=1280)),
            ("two", device),
            ("x.jpg", Origin(SourceKind.FILE)),
            ("two", device),
        ]
    ):
        records.submitted(job(f"job-{number}"), endpoint="local", source=source, origin=origin)
    kinds = [kind for (kind,) in rows(path, "SELECT kind FROM entry ORDER BY seq")]
    assert kinds == ["BOOT", "CAMERA", "SUBMITTED", "SUBMITTED", "CAMERA", *["SUBMITTED"] * 3]
    first, second = bodies(path, "CAMERA")
    assert (first["source_kind"], first["source_width_px"]) == ("device", 640)
    assert first["source"] != second["source"]
    assert [value for (value,) in rows(path, "SELECT value FROM private WHERE job = '@5'")] == [
        "two"
    ]


def test_an_override_stands_beside_the_verdict_and_changes_none(
    records: SqliteRecords, log: EventLog, path: Path
) -> None:
    attempt(records, job())
    before, counts = records.find("job-1"), records.counts_since(NOON)
    sequence = log.override("job-1", ACCEPTED)
    (body,) = bodies(path, "OVERRIDE")
    assert (body["job"], body["decision"], body["reason"]) == ("job-1", "accept", "known_person")
    assert body["operator"] == salted(path, f"operator@{sequence}", "王芳")
    assert body["note"] == salted(path, f"note@{sequence}", "Frau Müller")
    assert (records.find("job-1"), records.counts_since(NOON)) == (before, counts)
    assert counts == VerdictCounts(spoof=1)
    assert before is not None
    assert before.outcome == Verdict.SPOOF.value


def test_an_override_without_operator_and_note(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    records = opened(path, operator="desk-2")
    attempt(records, job())
    sequence = EventLog(records.appender).override("job-1", replace(ACCEPTED, operator="", note=""))
    records.close()
    (body,) = bodies(path, "OVERRIDE")
    assert body["operator"] == salted(path, f"operator@{sequence}", "desk-2")
    assert body["note"] is None


@pytest.mark.parametrize("job_id", ["job-1", "nobody"])
def test_what_has_not_ended_cannot_be_overridden(
    records: SqliteRecords, log: EventLog, path: Path, job_id: str
) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    with pytest.raises(RecordError, match="contradicts"):
        log.override(job_id, ACCEPTED)
    assert bodies(path, "OVERRIDE") == []
    assert rows(path, "SELECT name FROM private WHERE name LIKE '%@%'") == []


def test_an_export_says_what_was_taken_and_by_whom(
    records: SqliteRecords, log: EventLog, path: Path
) -> None:
    del records
    sequence = log.export(EXPORT, operator="王芳")
    (body,) = bodies(path, "EXPORT")
    assert (body["form"], body["filters"], body["sha256"]) == (
        "csv",
        ["date", "subject"],
        "ab" * 32,
    )
    assert (body["has_names"], body["has_pictures"]) == (True, False)
    assert rows(path, "SELECT job, value FROM private") == [(f"@{sequence}", "王芳")]


def test_names_beside_events_are_held_against_them(
    records: SqliteRecords, log: EventLog, path: Path
) -> None:
    say_everything(records, log)
    assert contradiction(path) is None


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE private SET value = 'x' WHERE job = '@4'",
        "UPDATE private SET value = 'x' WHERE name = 'note@7'",
        "UPDATE private SET name = 'operator@8' WHERE name = 'operator@7'",
        "UPDATE private SET job = '@7' WHERE job = '@4'",
        "UPDATE private SET job = '@99' WHERE job = '@4'",
        "UPDATE private SET job = 'job-1' WHERE job = '@4'",
        "UPDATE private SET job = 'job-9' WHERE name = 'note@7'",
        "UPDATE private SET salt = zeroblob(16) WHERE name = 'picture_key'",
    ],
)
def test_another_name_beside_an_event_is_found(
    records: SqliteRecords, log: EventLog, path: Path, edit: str
) -> None:
    say_everything(records, log)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER private_never_changes")
        assert connection.execute(edit.replace("UPDATE", "UPDATE OR REPLACE")).rowcount == 1
    assert contradiction(path) is not None


def test_erased_names_are_no_contradiction(
    records: SqliteRecords, log: EventLog, path: Path
) -> None:
    say_everything(records, log)
    keys = [str(job) for (job,) in rows(path, "SELECT DISTINCT job FROM private")]
    Eraser(records.appender).erase(keys, DataClass.PERSON, Cause.REQUEST)
    assert rows(path, "SELECT * FROM private") == []
    assert contradiction(path) is None


@pytest.mark.parametrize("name", ["subject", "source", "operator", "picture_key", "note"])
def test_a_name_that_was_deleted_by_force_is_missed(
    records: SqliteRecords, log: EventLog, path: Path, name: str
) -> None:
    say_everything(records, log)
    with closing(sqlite3.connect(path)) as connection, connection:
        one = "(job, name) = (SELECT job, name FROM private WHERE name = ? OR name GLOB ? LIMIT 1)"
        deleted = connection.execute(f"DELETE FROM private WHERE {one}", (name, f"{name}@*"))  # noqa: S608 - own text
        assert deleted.rowcount == 1
    assert contradiction(path) is not None


def test_the_newest_rules_are_found_by_an_index(path: Path, records: SqliteRecords) -> None:
    del records
    plan = rows(path, f"EXPLAIN QUERY PLAN {NEWEST_POLICY_SQL}")
    assert "entry_event" in plan[0][-1]
