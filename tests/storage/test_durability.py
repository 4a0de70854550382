"""Short legs of the campaigns of `tools.durability`; the long ones are in CONTRIBUTING.md."""

import os
import random
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tools.durability import kills, power, sweep
from tools.durability.proof import DENIED, Acknowledged, trouble_in
from tools.durability.workload import OPERATIONS, append, prepare_enrolled

CYCLES = 200
CUTS = 5
POINTS = 2
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
needs_strace = pytest.mark.skipif(
    sys.platform != "linux" or ("CI" not in os.environ and not sweep.can_trace()),
    reason="needs strace and the right to trace; CI installs it and fails without",
)


@needs_fork
def test_S8_nothing_is_lost_when_the_program_is_killed_two_hundred_times(tmp_path: Path) -> None:
    done = kills.in_own_process(tmp_path, CYCLES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{CYCLES} processes killed" in done.stdout
    assert "0 acknowledged records lost, 0 chain breaks" in done.stdout


@needs_strace
@pytest.mark.parametrize("fault", sweep.FAULTS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_S1_S2_S5_S7_S14_nothing_is_lost_when_a_call_fails(
    tmp_path: Path, operation: str, fault: str
) -> None:
    tally = sweep.sweep(tmp_path, operation, fault, most=POINTS)
    assert tally.troubles == []
    assert tally.runs == POINTS


@pytest.mark.parametrize("operation", power.OPERATIONS_CUT)
@pytest.mark.parametrize("leg", [power.Leg.GONE, power.Leg.TORN])
def test_S9_nothing_is_lost_when_the_power_goes(
    tmp_path: Path, leg: power.Leg, operation: str
) -> None:
    found = power.campaign(tmp_path, leg, CUTS, random.Random(), operation=operation)
    assert found.troubles == set()
    assert (found.cuts, found.losses) == (CUTS, 0)


def test_S9_the_control_leg_loses(tmp_path: Path) -> None:
    found = power.campaign(tmp_path, power.Leg.CONTROL, 20, random.Random(1))
    assert found.losses > 0


def test_a_loss_is_noticed(tmp_path: Path) -> None:
    database = tmp_path / "records.sqlite3"
    prepare_enrolled(database)
    acknowledged = Acknowledged()
    append(database, "run-1", 3, lambda line: acknowledged.take([line + "\n"]))
    assert trouble_in(database, acknowledged) == ""
    acknowledged.denied.add("run-1-0")
    assert trouble_in(database, acknowledged) == DENIED
    acknowledged.erased.add("run-1-0")
    assert "erased" in trouble_in(database, acknowledged)
    acknowledged.finished.add("run-1-3")
    assert "lost" in trouble_in(database, acknowledged)


@needs_strace
def test_S7_the_sweep_notices_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_one_more(self: Acknowledged, lines: Iterable[str]) -> None:
        taking(self, [*lines, "V never-written\n"])

    taking = Acknowledged.take
    monkeypatch.setattr(Acknowledged, "take", take_one_more)
    tally = sweep.sweep(tmp_path, "append", "KILL", most=1)
    assert len(tally.troubles) == 1
    assert "lost" in tally.troubles[0]


def test_a_line_that_was_cut_off_acknowledges_nothing() -> None:
    acknowledged = Acknowledged()
    acknowledged.take(["S a\n", "V a\n", "E a\n", "R disk full\n", "N c\n", "S b"])
    assert acknowledged == Acknowledged({"a"}, {"a"}, {"a"}, ["disk full"], {"c"})
