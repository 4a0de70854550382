"""What a simulator answered is marked in every entry it touched, and is in no count."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from tests.storage.attempts import NOON, job, opened, outcome

ENGINE = "simulator/0.1.0 scenario=spoof"
NAME = "simulator 127.0.0.1:8080"


def modes(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE job IS NOT NULL ORDER BY seq")
        found = [json.loads(body)["mode"] for (body,) in rows]
    connection.close()
    return found


@pytest.mark.parametrize("is_demo", [False, True])
@pytest.mark.parametrize(
    ("endpoint", "engine", "submitted"),
    [(NAME, "", "SIMULATOR"), (NAME, ENGINE, "SIMULATOR"), ("127.0.0.1:8080", ENGINE, "")],
)
def test_a_simulated_check_is_marked_and_not_counted(
    tmp_path: Path, endpoint: str, engine: str, submitted: str, is_demo: bool
) -> None:
    path = tmp_path / "records.db"
    records = opened(path)
    asked = job(is_demo=is_demo)
    records.submitted(asked, endpoint=endpoint, source="camera")
    records.finished(replace(outcome(asked), endpoint=endpoint, engine=engine), source="camera")
    summary = records.find(asked.job_id)
    assert summary is not None
    assert summary.is_simulated
    assert records.counts_since(NOON).total == 0
    records.close()
    assert modes(path) == [submitted or ("DEMO" if is_demo else "NORMAL"), "SIMULATOR"]


def test_a_real_check_is_not_marked(tmp_path: Path) -> None:
    records = opened(tmp_path / "records.db")
    records.submitted(job(), endpoint="local", source="camera")
    records.finished(outcome(job()), source="camera")
    summary = records.find("job-1")
    assert summary is not None
    assert not summary.is_simulated
    assert records.counts_since(NOON).total == 1
    records.close()


def test_one_simulated_try_marks_the_whole_attempt(tmp_path: Path) -> None:
    records = opened(tmp_path / "records.db")
    records.submitted(job(), endpoint="127.0.0.1:8080", source="camera")
    tried = Outcome(job(), decide_failure(Reason.SERVER), "127.0.0.1:8080", engine=ENGINE)
    records.tried(tried)
    records.finished(replace(tried, engine=""), source="camera")
    summary = records.find("job-1")
    assert summary is not None
    assert summary.is_simulated
    assert summary.outcome == Verdict.RETRY.value
    assert records.counts_since(NOON).total == 0
    records.close()


def test_an_abandoned_check_of_a_simulator_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    records = opened(path, run_id="run-1")
    records.submitted(job(), endpoint=NAME, source="camera")
    records.close()
    later = opened(path, run_id="run-2")
    summary = later.find("job-1")
    assert summary is not None
    assert (summary.outcome, summary.is_simulated) == ("ABANDONED", True)
    assert later.counts_since(NOON).total == 0
    later.close()
    assert modes(path) == ["SIMULATOR", "SIMULATOR"]
