"""What is on disk after each call, and what lists and counts make of it."""

import hashlib
import hmac
import json
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from liveness_station.domain.consents import Consent, ConsentAnswer
from liveness_station.domain.errors import RecordError
from liveness_station.domain.frames import Probe
from liveness_station.domain.provenance import Inquiry, Origin, Route
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.attempts import VerdictCounts
from liveness_station.storage.database import Database
from liveness_station.storage.reading import open_reader
from liveness_station.storage.records import SqliteRecords
from liveness_station.storage.stamps import boot_id
from tests.storage.attempts import NOON, Clock, attempt, decision, job, opened, outcome


def rows(path: Path, sql: str, *parameters: object) -> list[Any]:
    """Reads as anybody could who has the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, parameters).fetchall()


def bodies(path: Path, kind: str) -> list[dict[str, Any]]:
    texts = rows(path, "SELECT body FROM entry WHERE kind = ? ORDER BY seq", kind)
    return [json.loads(text) for (text,) in texts]


def test_entries_are_numbered_without_gaps_from_one(records: SqliteRecords, path: Path) -> None:
    attempt(records, job())
    records.late(outcome(job()))
    assert rows(path, "SELECT seq, kind, job, utc FROM entry") == [
        (1, "BOOT", None, "2026-11-22T12:00:01.000000Z"),
        (2, "SUBMITTED", "job-1", "2026-11-22T12:00:02.000000Z"),
        (3, "VERDICT", "job-1", "2026-11-22T12:00:03.000000Z"),
        (4, "LATE", "job-1", "2026-11-22T12:00:04.000000Z"),
    ]


OFFSET_MIN = (NOON.astimezone().utcoffset() or timedelta()) // timedelta(minutes=1)
STAMP = {"v": 2, "app": "0.1.0", "run": "run-1", "monotonic_ns": 77, "boot": boot_id()}


def salted(path: Path, name: str, value: str) -> str:
    ((salt,),) = rows(path, "SELECT salt FROM private WHERE name = ?", name)
    return hashlib.sha256(salt + value.encode()).hexdigest()


def test_the_body_of_a_submission(records: SqliteRecords, path: Path) -> None:
    asked = Consent(ConsentAnswer.GIVEN, "consent-7", "2026-10")
    wanted = replace(job(), operator="王芳", consent=asked)
    origin, route = Origin(SourceKind.FILE, 640, 480), Route("api.example", "proxy:3128")
    records.submitted(wanted, endpoint="api.example", source="camera", origin=origin, route=route)
    (body,) = bodies(path, "SUBMITTED")
    ((key,),) = rows(path, "SELECT value FROM private WHERE name = 'picture_key'")
    assert len(bytes.fromhex(key)) == 32
    assert body.pop("utc_offset_min") == OFFSET_MIN
    assert body == STAMP | {
        "job": "job-1",
        "mode": "NORMAL",
        "generation": 3,
        "threshold": "0.8",
        "benign_risk_reasons": ["glasses"],
        "endpoint": "api.example",
        "left_to": "api.example",
        "via": "proxy:3128",
        "policy": None,
        "consent": "given",
        "consent_id": "consent-7",
        "consent_text": "2026-10",
        "consent_route": "cloud",
        "source_kind": "file",
        "source_width_px": 640,
        "source_height_px": 480,
        "subject": salted(path, "subject", "张三 42"),
        "source": salted(path, "source", "camera"),
        "operator": salted(path, "operator", "王芳"),
        "picture_key": salted(path, "picture_key", key),
    }
    assert len(set(rows(path, "SELECT salt FROM private"))) == 4


def test_the_body_of_a_verdict(records: SqliteRecords, path: Path) -> None:
    found = replace(
        outcome(job()),
        inquiries=(INQUIRY,),
        route=Route("api.example", None),
        origin=Origin(SourceKind.DEVICE, 640, 480),
        submit_ms=2.25,
    )
    records.submitted(job(), endpoint="local", source="camera")
    written = records.finished(found, source="camera")
    (body,) = bodies(path, "VERDICT")
    ((key,),) = rows(path, "SELECT value FROM private WHERE name = 'picture_key'")
    proof = hmac.new(bytes.fromhex(key), b"the very bytes", "sha256").hexdigest()
    assert written.inquiries == (replace(INQUIRY, probe=None),)
    assert body.pop("utc_offset_min") == OFFSET_MIN
    assert body == STAMP | {
        "job": "job-1",
        "mode": "NORMAL",
        "verdict": "SPOOF",
        "reason": "below_threshold",
        "detail": "score",
        "score": "0.30000000000000004",
        "threshold": "0.8",
        "request_id": "req-1",
        "gateway_request_id": "gateway-1",
        "retry_after_s": 30,
        "code": "200",
        "http_status": 200,
        "risk_reason": "墨镜",
        "endpoint": "local",
        "engine": "minifasnet/1",
        "elapsed_ms": "41.500",
        "submit_ms": "2.250",
        "finished_utc": "2026-11-22T12:00:00.000000Z",
        "has_anomaly": True,
        "source": bodies(path, "SUBMITTED")[0]["source"],
        "source_kind": "device",
        "source_width_px": 640,
        "source_height_px": 480,
        "left": "yes",
        "left_to": "api.example",
        "via": None,
        "sent": "picture",
        "frames": [FRAME_BODY | {"commitment": proof}],
    }


INQUIRY = Inquiry(
    Probe(b"the very bytes", 64, 48),
    is_answered=True,
    encode_ms=1.5,
    ask_ms=40.0,
    decide_ms=0.125,
    connect_ms=3.0,
    send_ms=4.0,
    wait_ms=33.0,
    http_status=200,
    score_text="0.30",
    request_id="req-1",
    server_date="Sun, 22 Nov 2026 12:00:00 GMT",
    reply_sha256="ab" * 32,
)
FRAME_BODY = {
    "bytes": 14,
    "width_px": 64,
    "height_px": 48,
    "answered": True,
    "http_status": 200,
    "score": "0.30",
    "request_id": "req-1",
    "server_date": "Sun, 22 Nov 2026 12:00:00 GMT",
    "reply_sha256": "ab" * 32,
    "encode_ms": "1.500",
    "ask_ms": "40.000",
    "connect_ms": "3.000",
    "send_ms": "4.000",
    "wait_ms": "33.000",
    "decide_ms": "0.125",
}


def test_bodies_are_canonical_lines_of_ascii(records: SqliteRecords, path: Path) -> None:
    decided = replace(decision(), risk_reason="a\n\u202e\u2028", code=10**400)
    attempt(records, job(), decided)
    for (text,) in rows(path, "SELECT body FROM entry"):
        assert text.isascii()
        assert text.isprintable()
        assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))
    (body,) = bodies(path, "VERDICT")
    assert body["code"] == str(10**400)


def test_whom_it_is_about_stands_in_no_entry_and_can_be_erased(
    records: SqliteRecords, path: Path
) -> None:
    records.submitted(job(subject="kanarienvogel"), endpoint="local", source="a/kanarienvogel.jpg")
    assert "kanarienvogel" not in str(rows(path, "SELECT * FROM entry"))
    with closing(sqlite3.connect(path)) as connection, connection:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute("UPDATE private SET value = 'x'")
        connection.execute("DELETE FROM private WHERE job = 'job-1'")
    records.finished(outcome(job()), source="a/kanarienvogel.jpg")
    found = records.find("job-1")
    assert found is not None
    assert (found.subject, found.source, found.outcome) == (None, None, "SPOOF")
    assert bodies(path, "VERDICT")[0]["source"] is None


def test_another_source_at_the_end_can_be_told_from_the_entries(
    records: SqliteRecords, path: Path
) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    records.finished(outcome(job()), source="another camera")
    assert bodies(path, "VERDICT")[0]["source"] != bodies(path, "SUBMITTED")[0]["source"]


def test_a_file_name_that_is_not_unicode_can_be_recorded(records: SqliteRecords) -> None:
    records.submitted(job(), endpoint="local", source="a\udcff.jpg")
    assert records.recent(1)[0].source == "a\\udcff.jpg"


def test_an_attempt_is_found_with_all_it_holds(records: SqliteRecords) -> None:
    number = attempt(records, job())
    found = records.find("job-1")
    assert found is not None
    assert found.subject == "张三 42"
    assert found.source == "camera"
    assert found.endpoint == "local"
    assert not found.is_demo
    assert found.threshold == 0.8
    assert found.submitted_sequence == number - 1
    assert found.submitted_at == NOON + timedelta(seconds=2)
    assert (found.outcome, found.reason, found.detail) == ("SPOOF", "below_threshold", "score")
    assert found.score == 0.1 + 0.2
    assert found.request_id == "req-1"
    assert found.engine == "minifasnet/1"
    assert found.elapsed_ms == 41.5
    assert found.finished_sequence == number
    assert found.finished_at == NOON + timedelta(seconds=3)
    assert records.find("job-2") is None


def test_a_pending_attempt_has_no_outcome(records: SqliteRecords) -> None:
    records.submitted(job(is_demo=True), endpoint="local", source="camera")
    (found,) = records.recent(5)
    assert (found.outcome, found.score, found.finished_at) == ("", None, None)
    assert found.is_demo


def test_the_newest_attempts_come_first(records: SqliteRecords) -> None:
    for number in range(5):
        attempt(records, job(f"job-{number}"))
    assert [found.job_id for found in records.recent(3)] == ["job-4", "job-3", "job-2"]


def test_counts_leave_demonstrations_and_pending_attempts_out(records: SqliteRecords) -> None:
    for number, verdict in enumerate([*Verdict, Verdict.SPOOF]):
        attempt(records, job(f"job-{number}"), decision(verdict))
    attempt(records, job("demo", is_demo=True), decision(Verdict.LIVE))
    records.submitted(job("pending"), endpoint="local", source="camera")
    counts = records.counts_since(NOON)
    assert counts == VerdictCounts(live=1, spoof=2, retry=1, error=1, abandoned=0)
    assert counts.total == 5


def test_counts_begin_at_the_moment(records: SqliteRecords) -> None:
    attempt(records, job())
    ended = NOON + timedelta(seconds=3)
    assert records.counts_since(ended).spoof == 1
    assert records.counts_since(ended + timedelta(microseconds=1)).spoof == 0


def test_today_begins_at_local_midnight(path: Path) -> None:
    midnight = datetime(2026, 11, 22).astimezone()
    clock = Clock(midnight - timedelta(seconds=10))
    records = opened(path, utc_now=clock)
    attempt(records, job("yesterday"))
    clock.next = midnight
    attempt(records, job("today"))
    assert records.counts_today() == VerdictCounts(spoof=1)
    records.close()


@pytest.mark.parametrize("year", [1970, 2038, 2106])
def test_any_year_sorts_and_reads_back(path: Path, year: int) -> None:
    moment = datetime(year, 1, 19, 3, 14, 8, tzinfo=UTC)
    records = opened(path, utc_now=Clock(moment))
    attempt(records, job())
    assert records.recent(1)[0].submitted_at == moment + timedelta(seconds=2)
    records.close()


def test_a_reader_reads_beside_a_running_station_and_cannot_write(
    records: SqliteRecords, path: Path
) -> None:
    attempt(records, job())
    reader = open_reader(path)
    assert [found.job_id for found in reader.recent(9)] == ["job-1"]
    assert reader.has_request_id("req-1")
    database = reader._database
    assert isinstance(database, Database)
    with pytest.raises(RecordError, match="read-only"), database.transaction() as writing:
        writing.execute("DELETE FROM private")
    reader.close()
    reader.close()


def test_a_row_that_is_not_as_it_is_written_is_called_corrupt(
    records: SqliteRecords, path: Path
) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER entry_never_changes")
        connection.execute("UPDATE entry SET body = '{}' WHERE kind = 'SUBMITTED'")
    with pytest.raises(RecordError, match="corrupt"):
        records.find("job-1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists, not modes")
def test_only_the_owner_can_read_what_is_written(records: SqliteRecords, path: Path) -> None:
    attempt(records, job())
    for entry in [path.parent, *path.parent.rglob("*")]:
        assert stat.S_IMODE(entry.stat().st_mode) & 0o077 == 0, entry
    records.close()
    path.chmod(0o644)
    opened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
