"""`check` exits with 0 for people found live, and for nothing else."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.app import check
from liveness_station.app.arguments import parse
from liveness_station.app.check import exit_code
from liveness_station.app.endpoints import EndpointProvider
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from tests.fakes.endpoint import FakeEndpoint, result_exchange

JOB = Job("job-1", Subject("A-1"), 0, Policy())


def code_of(verdict: Verdict, *, endpoint: str = "local", engine: str = "") -> int:
    decision = Decision(verdict, Reason.ABOVE_THRESHOLD)
    return exit_code(Outcome(JOB, decision, endpoint, engine, recorded=True))


def test_each_verdict_has_its_own() -> None:
    assert [code_of(verdict) for verdict in Verdict] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("endpoint", "engine"), [("simulator 127.0.0.1:8099", ""), ("local", "simulator/0.1.0")]
)
def test_no_script_takes_a_drill_for_a_pass(endpoint: str, engine: str) -> None:
    codes = [code_of(verdict, endpoint=endpoint, engine=engine) for verdict in Verdict]
    assert codes == [4, 1, 2, 3]


@pytest.mark.parametrize(("engine", "code"), [("fake/1", 0), ("simulator/0.1.0 scenario=live", 4)])
def test_the_command_ends_with_it(
    tmp_path: Path,
    astronaut_bgr: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
    code: int,
) -> None:
    picture = tmp_path / "face.png"
    cv2.imwrite(str(picture), astronaut_bgr)
    endpoint = FakeEndpoint(replace(result_exchange(), engine=engine))
    monkeypatch.setattr(EndpointProvider, "current", lambda _: endpoint)
    monkeypatch.setattr(check, "open_log", lambda *_: None)
    assert check.run(parse(["--data-dir", str(tmp_path / "data"), "check", str(picture)])) == code
