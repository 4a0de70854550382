import pytest

from liveness_station.domain.streaks import Streak
from liveness_station.domain.verdicts import (
    Decision,
    Reason,
    Verdict,
    decide_failure,
    failure_verdict,
)


def answer(reason: Reason) -> Decision:
    return Decision(failure_verdict(reason), reason, http_status=200, detail="why")


def streak_of(*decisions: Decision) -> Streak:
    streak = Streak()
    for decision in decisions:
        streak = streak.after(streak.hint(decision))
    return streak


def test_a_refused_picture_is_remembered_until_another_answer_comes() -> None:
    assert not Streak().was_bad_image
    assert streak_of(answer(Reason.BAD_IMAGE)).was_bad_image
    assert streak_of(answer(Reason.BAD_IMAGE), answer(Reason.BAD_IMAGE_AGAIN)).bad_images == 2
    assert not streak_of(answer(Reason.BAD_IMAGE), answer(Reason.NO_FACE)).was_bad_image


def test_no_answer_at_all_changes_nothing() -> None:
    streak = streak_of(answer(Reason.BAD_IMAGE), decide_failure(Reason.NETWORK))
    assert streak.was_bad_image
    assert streak_of(answer(Reason.SCHEMA), decide_failure(Reason.OFFLINE)).incomplete == 1


@pytest.mark.parametrize(("before", "is_hinted"), [(0, False), (1, False), (2, True), (7, True)])
def test_P14_the_third_incomplete_answer_in_a_row_says_that_the_api_has_changed(
    before: int, is_hinted: bool
) -> None:
    streak = streak_of(*[answer(Reason.SCHEMA)] * before)
    hinted = streak.hint(answer(Reason.SCHEMA))
    assert (hinted.reason is Reason.API_CHANGED) == is_hinted
    assert (hinted.verdict, hinted.detail) == (Verdict.ERROR, "why")
    assert hinted.verdict is failure_verdict(hinted.reason)


def test_P14_a_whole_answer_in_between_starts_the_count_anew() -> None:
    streak = streak_of(*[answer(Reason.SCHEMA)] * 2, answer(Reason.NO_FACE))
    assert streak == Streak()
    assert streak.hint(answer(Reason.SCHEMA)).reason is Reason.SCHEMA


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.SCHEMA])
def test_P14_no_other_reason_is_touched(reason: Reason) -> None:
    assert Streak(9, 9).hint(answer(reason)) == answer(reason)
