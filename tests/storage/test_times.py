"""What the record itself knows of the wall clock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.provenance import Inquiry, Route
from liveness_station.retention.doubts import Doubt, clock_doubt
from liveness_station.storage import entries
from liveness_station.storage.records import SqliteRecords, open_records
from liveness_station.storage.times import confirm_clock, time_evidence
from tests.storage.attempts import NOON, attempt, job, outcome

YEAR = timedelta(days=365)


class Machine:
    """A wall clock that can be set, and one that cannot."""

    def __init__(self) -> None:
        self.utc = NOON
        self.monotonic_ns = 0
        self.boots = 1

    def live(self, passed: timedelta) -> None:
        self.utc += passed
        self.monotonic_ns += int(passed.total_seconds()) * 10**9

    def now(self) -> datetime:
        return self.utc

    def start(self, path: Path, run_id: str) -> SqliteRecords:
        return open_records(
            path, run_id=run_id, utc_now=self.now, monotonic_ns=lambda: self.monotonic_ns
        )


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(entries, "boot_id", lambda: f"boot-{made.boots}")
    return made


def doubt(records: SqliteRecords, machine: Machine) -> Doubt | None:
    return clock_doubt(time_evidence(records.appender), machine.utc)


def set_ahead(machine: Machine, by: timedelta = YEAR) -> None:
    machine.utc += by


def restart(machine: Machine, by: timedelta = YEAR) -> None:
    machine.utc += by
    machine.monotonic_ns = 0
    machine.boots += 1


def test_an_ordinary_week_is_believed(path: Path, machine: Machine) -> None:
    for day in range(7):
        records = machine.start(path, f"run-{day}")
        attempt(records, job(f"job-{day}"))
        assert doubt(records, machine) is None
        records.close()
        restart(machine, timedelta(days=1))


def test_holidays_of_a_machine_that_slept_are_proven_by_its_own_clock(
    path: Path, machine: Machine
) -> None:
    machine.start(path, "run-1").close()
    machine.live(timedelta(days=20))
    records = machine.start(path, "run-2")
    assert doubt(records, machine) is None
    records.close()
    set_ahead(machine, timedelta(days=3))
    records = machine.start(path, "run-3")
    assert doubt(records, machine) is Doubt.CLOCK_AHEAD
    records.close()


def test_K3_a_year_ahead_within_a_run_before_anything_is_written(
    path: Path, machine: Machine
) -> None:
    records = machine.start(path, "run-1")
    machine.live(timedelta(minutes=5))
    set_ahead(machine)
    assert doubt(records, machine) is Doubt.CLOCK_AHEAD
    attempt(records, job())
    assert doubt(records, machine) is Doubt.CLOCK_AHEAD
    set_ahead(machine, -YEAR)
    attempt(records, job("job-2"))
    assert doubt(records, machine) is None
    records.close()


def test_K3_a_year_ahead_at_the_start_and_at_every_later_one(path: Path, machine: Machine) -> None:
    machine.start(path, "run-1").close()
    restart(machine)
    for number in range(2, 5):
        records = machine.start(path, f"run-{number}")
        attempt(records, job(f"job-{number}"))
        assert doubt(records, machine) is Doubt.CLOCK_AHEAD
        records.close()
        restart(machine, timedelta(days=1))
    records = machine.start(path, "run-9")
    confirm_clock(records.appender, machine.utc)
    assert doubt(records, machine) is None
    set_ahead(machine)
    assert doubt(records, machine) is Doubt.CLOCK_AHEAD
    records.close()


def test_K3_a_year_back(path: Path, machine: Machine) -> None:
    machine.start(path, "run-1").close()
    restart(machine, -YEAR)
    records = machine.start(path, "run-2")
    assert doubt(records, machine) is Doubt.CLOCK_BEHIND
    records.close()


def answered(of: str, *, date: datetime, left_to: str | None) -> Outcome:
    text = date.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    inquiry = Inquiry(is_answered=True, server_date=text)
    return replace(outcome(job(of)), inquiries=(inquiry,), route=Route(left_to))


@pytest.mark.parametrize(
    ("left_to", "date", "expected"),
    [
        ("cloud.test", lambda utc: utc, None),
        ("cloud.test", lambda utc: utc - YEAR, Doubt.CLOCK_AHEAD),
        ("cloud.test", lambda utc: utc + YEAR, Doubt.CLOCK_BEHIND),
        # This computer's own service has no other clock.
        (None, lambda utc: utc, Doubt.CLOCK_AHEAD),
    ],
)
def test_a_server_elsewhere_vouches_for_the_clock_and_the_own_one_does_not(
    path: Path,
    machine: Machine,
    left_to: str | None,
    date: Callable[[datetime], datetime],
    expected: Doubt | None,
) -> None:
    machine.start(path, "run-1").close()
    restart(machine)
    records = machine.start(path, "run-2")
    records.submitted(job("asked"), endpoint="cloud", source="camera")
    made = answered("asked", date=date(machine.utc), left_to=left_to)
    assert records.finished(made, source="camera").recorded
    assert doubt(records, machine) is expected
    records.close()
