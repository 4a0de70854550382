"""What a burst leaves on disk: each score, each signal, each reply's id; a still is as it was."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.storage.evidence import signal_text
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import decision, job, opened, outcome

FLAT = Signal("movement_depth", 0.125, 0.3, is_against=True, region=Face(10, 20, 64, 64.25, 1.0))
RATE = Signal("frame_rate", 14.5, 8.0, is_against=False)
NEW_KEYS = {"method", "scores", "signals", "request_ids", "review_limit"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


@pytest.fixture
def records(path: Path) -> Iterator[SqliteRecords]:
    with closing(opened(path)) as here:
        yield here


def bodies(path: Path, job_id: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE job = ? ORDER BY seq", (job_id,))
        return [json.loads(row[0], parse_float=_refuse_float) for row in rows]


def _refuse_float(text: str) -> float:
    raise AssertionError(f"a float in a body: {text}")


def guided(job_id: str = "job-1", *, method: Method = Method.GUIDED) -> Job:
    return replace(job(job_id), method=method, policy=Policy(0.8, review_limit=0.5))


def burst(of: Job, *ids: str, verdict: Verdict = Verdict.SPOOF) -> Outcome:
    made = outcome(of, decision(verdict, request_id=ids[0] if ids else None))
    return replace(made, scores=(0.1 + 0.2, 0.9, 1.0), signals=(FLAT, RATE), request_ids=ids)


def record(records: SqliteRecords, what: Outcome) -> Outcome:
    records.submitted(what.job, endpoint="local", source="camera")
    return records.finished(what, source="camera")


def test_a_burst_keeps_each_score_and_each_signal(records: SqliteRecords, path: Path) -> None:
    record(records, burst(guided(), "a", "b", "c"))
    submitted, verdict = bodies(path, "job-1")
    assert submitted["method"] == verdict["method"] == "guided"
    assert submitted["review_limit"] == "0.5"
    assert verdict["scores"] == ["0.30000000000000004", "0.9", "1.0"]
    assert verdict["request_ids"] == ["a", "b", "c"]
    assert verdict["signals"] == [
        "movement_depth=0.125/0.3!@10.0,20.0,64.0,64.2",
        "frame_rate=14.5/8.0",
    ]


def test_it_is_read_again(records: SqliteRecords) -> None:
    record(records, burst(guided(method=Method.BURST), "a", "b", "c"))
    found = records.find("job-1")
    assert found is not None
    assert (found.method, found.scores) == ("burst", (0.1 + 0.2, 0.9, 1.0))
    assert found.signals == (signal_text(FLAT), signal_text(RATE))


def test_a_still_is_recorded_as_ever(records: SqliteRecords, path: Path) -> None:
    record(records, replace(outcome(job()), scores=(0.3,), request_ids=("req-1",)))
    assert all(NEW_KEYS.isdisjoint(body) for body in bodies(path, "job-1"))
    found = records.find("job-1")
    assert found is not None
    assert (found.method, found.scores, found.signals) == ("still", (), ())


def test_what_the_service_saw_in_a_still_is_recorded_too(
    records: SqliteRecords, path: Path
) -> None:
    seen = replace(decision(), signals=(RATE,))
    record(records, outcome(job(), seen))
    assert bodies(path, "job-1")[1]["signals"] == ["frame_rate=14.5/8.0"]


def test_the_reply_to_any_frame_is_known_again(records: SqliteRecords) -> None:
    record(records, burst(guided(), "a", "b", "c"))
    assert all(records.has_request_id(known) for known in ("a", "b", "c"))
    assert not records.has_request_id("d")


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("verdict", [Verdict.LIVE, Verdict.SPOOF])
def test_a_reply_of_another_attempt_at_any_place_makes_no_verdict(
    records: SqliteRecords, place: int, verdict: Verdict
) -> None:
    record(records, burst(guided("earlier"), "old"))
    ids = ["a", "b", "c"]
    ids[place] = "old"
    written = record(records, burst(guided("later"), *ids, verdict=verdict))
    assert written.recorded
    assert written.decision.verdict is Verdict.ERROR
    assert written.decision.reason is Reason.REPLAY


def test_one_id_twice_in_an_outcome_is_kept_once(records: SqliteRecords) -> None:
    assert record(records, burst(guided(), "a", "a", "b")).recorded


def test_a_refused_guide_has_its_row(records: SqliteRecords, path: Path) -> None:
    refused = Outcome(guided(), decide_failure(Reason.MOVEMENT_MISSED), "local", signals=(FLAT,))
    record(records, refused)
    verdict = bodies(path, "job-1")[1]
    assert (verdict["verdict"], verdict["reason"]) == ("RETRY", "movement_missed")
    assert (verdict["scores"], verdict["request_ids"]) == ([], [])
    assert verdict["signals"] == [signal_text(FLAT)]
