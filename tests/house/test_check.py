"""The one command of all checks: it must fail when a step fails, and still run the rest."""

import sys
from collections.abc import Sequence

import pytest

from tools import check


def steps_of(*programs: str) -> list[check.Step]:
    return [
        check.Step(f"step {number}", (sys.executable, "-c", program))
        for number, program in enumerate(programs)
    ]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[check.Step]:
    listed: list[check.Step] = []
    monkeypatch.setattr(check, "steps", lambda *_, **__: listed)
    return listed


def test_all_good_is_status_0(checks: list[check.Step], capsys: pytest.CaptureFixture[str]) -> None:
    checks.extend(steps_of("print('unheard')", ""))
    assert check.main([]) == 0
    said = capsys.readouterr().out
    assert "all checks passed" in said
    assert "unheard" not in said


def test_one_failure_is_status_1_and_the_rest_still_runs(
    checks: list[check.Step], capsys: pytest.CaptureFixture[str]
) -> None:
    checks.extend(steps_of("print('the reason'); raise SystemExit(3)", ""))
    assert check.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines if line.startswith("step")] == [
        ["step", "0", "FAILED"],
        ["step", "1", "ok"],
    ]
    assert "the reason" in lines
    assert lines[-1].startswith("failed: step 0 (")


@pytest.mark.parametrize(
    ("arguments", "last"), [(["-k", "camera"], ("-m", "pytest", "-k", "camera")), ([], None)]
)
def test_what_is_not_ours_goes_on_to_pytest(
    arguments: Sequence[str], last: tuple[str, ...] | None
) -> None:
    listed = check.steps(arguments, is_fast=last is None)
    assert (listed[-1].name == "tests") == (last is not None)
    if last:
        assert listed[-1].command[-len(last) :] == last
