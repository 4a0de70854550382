"""A pass of retention: in steps, judged anew before each, ended by any doubt."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Reason
from liveness_station.retention.doubts import Doubt
from liveness_station.retention.running import KeepingTimes, Pass, Stage
from liveness_station.storage.erasing import DataClass, Page
from liveness_station.storage.purges import Purge
from liveness_station.storage.times import TimeEvidence

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TIMES = KeepingTimes(person_days=180, picture_days=30)
SURE = TimeEvidence(timedelta(), (), NOW, timedelta())
DOUBTFUL = TimeEvidence(timedelta(days=365), (), NOW, timedelta())


@dataclass
class FakeKeeping:
    """Implements `Keeping`; each class has two stretches with one erasure each."""

    evidence: list[TimeEvidence] = field(default_factory=lambda: [SURE])
    is_sound: bool = True
    held_from: int = 99
    log_in_use: int = 0
    is_failing: bool = False
    calls: list[tuple[str, str, int]] = field(default_factory=list)

    def time_evidence(self) -> TimeEvidence:
        return self.evidence[min(len(self.calls), len(self.evidence) - 1)]

    def is_whole(self) -> bool:
        return self.is_sound

    def is_all_held(self) -> bool:
        return len(self.calls) >= self.held_from

    def erase_expired(self, data_class: DataClass, *, before: str, after: int) -> Page:
        if self.is_failing:
            raise RecordError(Reason.NOT_RECORDED, "disk full")
        self.calls.append((data_class.value, before, after))
        purge = Purge(len(self.calls), "00", ("job",), 2, 1)
        return Page(None if after else 2000, purge, 1)

    def scrub(self) -> bool:
        self.log_in_use -= 1
        return self.log_in_use < 0


def run(keeping: FakeKeeping) -> Pass:
    made = Pass(keeping, TIMES, utc_now=lambda: NOW)
    for _ in range(50):
        if not made.step():
            break
    assert made.stage is Stage.DONE
    return made


def test_every_stretch_of_every_class_is_looked_through() -> None:
    keeping = FakeKeeping(log_in_use=3)
    result = run(keeping).result
    assert keeping.calls == [
        ("pictures", "2026-10-24T09:00:00.000000Z", 0),
        ("pictures", "2026-10-24T09:00:00.000000Z", 2000),
        ("person", "2026-05-27T09:00:00.000000Z", 0),
        ("person", "2026-05-27T09:00:00.000000Z", 2000),
    ]
    assert (result.doubt, result.names, result.pictures, result.held) == (None, 8, 4, 4)
    assert result.entries == [1, 2, 3, 4]
    assert keeping.log_in_use < 0


@pytest.mark.parametrize(
    ("keeping", "doubt"),
    [
        (FakeKeeping(evidence=[DOUBTFUL]), Doubt.CLOCK_AHEAD),
        (FakeKeeping(is_sound=False), Doubt.ALTERED),
        (FakeKeeping(held_from=0), Doubt.HELD),
        (FakeKeeping(is_failing=True), Doubt.NOT_RECORDED),
    ],
)
def test_any_doubt_erases_nothing(keeping: FakeKeeping, doubt: Doubt) -> None:
    result = run(keeping).result
    assert result.doubt is doubt
    assert keeping.calls == []


def test_K3_a_clock_that_is_set_in_the_middle_ends_it_there() -> None:
    keeping = FakeKeeping(evidence=[SURE, SURE, DOUBTFUL])
    result = run(keeping).result
    assert result.doubt is Doubt.CLOCK_AHEAD
    assert len(keeping.calls) == 2
    # What is erased by then leaves the log as well.
    assert keeping.log_in_use < 0


def test_a_hold_that_comes_in_the_middle_ends_it_there() -> None:
    keeping = FakeKeeping(held_from=1)
    assert run(keeping).result.doubt is Doubt.HELD
    assert len(keeping.calls) == 1
