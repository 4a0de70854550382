"""Drills: their steps, what counts in them, and that the simulator knows what they play."""

import pytest

from liveness_station.domain.drills import DRILLS, DrillId, Reaction, Run, Step, StepId, is_right
from liveness_station.simulator.catalogue import CATALOGUE

STEPS = [step for steps in DRILLS.values() for step in steps]


def test_every_step_stands_in_one_drill() -> None:
    assert sorted(step.step_id for step in STEPS) == sorted(StepId)
    assert set(DRILLS) == set(DrillId)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.step_id.value)
def test_every_step_plays_what_the_simulator_knows_and_lets_nobody_pass_on_less_than_live(
    step: Step,
) -> None:
    verdict = CATALOGUE[step.play.scenario].verdict
    is_live = verdict == "LIVE" and not step.play.is_unrecorded
    assert step.right
    assert Reaction.TOOK_CONSENT not in step.right
    assert Reaction.ACCEPTED not in step.right
    if Reaction.LET_ON in step.right:
        assert is_live
    if verdict == "SPOOF":
        assert Reaction.CHECK_AGAIN not in step.right


def test_first_thing_done_counts_and_nothing_goes_on_before_it() -> None:
    run = Run(DrillId.MORNING)
    assert run.advanced() is run
    done = run.reacted(Reaction.END)
    assert done.reacted(Reaction.LET_ON) is done
    assert (done.reaction, done.right_count) == (Reaction.END, 0)
    following = done.advanced()
    assert (following.place, following.reaction) == (1, None)
    assert following.reference != run.reference


def test_drill_ends_after_its_last_step() -> None:
    run = Run(DrillId.ATTEMPTS)
    for step in run.steps:
        run = run.reacted(min(step.right)).advanced()
    assert run.step is None
    assert run.right_count == len(run.steps)
    assert run.reacted(Reaction.END) is run


def test_other_things_than_the_right_ones_are_wrong() -> None:
    step = DRILLS[DrillId.ATTACKS][0]
    assert is_right(step, Reaction.REFUSED)
    assert not is_right(step, Reaction.LET_ON)
