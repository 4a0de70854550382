"""What was sent is handed to whoever keeps pictures, before the terminal row is made."""

from datetime import UTC, datetime

import numpy as np
import pytest

from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Verdict
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.records import FakeRecords

FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "camera")
JOB = Job("job-1", Subject("A-1"), 1, Policy(0.8))


class Keeper:
    """Notes what it is handed, and what the record says at that moment."""

    def __init__(self, records: FakeRecords, bug: Exception | None = None) -> None:
        self.records = records
        self.bug = bug
        self.kept: list[Outcome] = []
        self.kinds: list[str] = []

    def __call__(self, outcome: Outcome) -> None:
        self.kept.append(outcome)
        self.kinds = list(self.records.kinds)
        if self.bug is not None:
            raise self.bug


def check(keeper: Keeper) -> Outcome:
    verifier = Verifier(
        FakeEndpoint(result_exchange(score=0.1, is_live=False)),
        lambda _: Probe(b"the very bytes", 64, 48),
        keeper.records,
        lambda: 0.0,
        lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
        keep_pictures=keeper,
    )
    return verifier.verify(JOB, FRAME)


def test_the_verdict_and_the_very_bytes_are_there_before_the_terminal_row() -> None:
    keeper = Keeper(FakeRecords())
    outcome = check(keeper)
    (kept,) = keeper.kept
    assert outcome.recorded
    assert kept.decision.verdict is Verdict.SPOOF
    assert [i.probe.jpeg for i in kept.inquiries if i.probe is not None] == [b"the very bytes"]
    assert keeper.kinds == ["SUBMITTED"]
    assert keeper.records.kinds == ["SUBMITTED", "VERDICT"]


def test_a_bug_of_the_keeper_leaves_no_attempt_without_an_end() -> None:
    keeper = Keeper(FakeRecords(), bug=AssertionError("a bug"))
    with pytest.raises(AssertionError, match="a bug"):
        check(keeper)
    assert keeper.records.kinds == ["SUBMITTED", "VERDICT"]
