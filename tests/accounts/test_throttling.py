"""How long a name waits after wrong PINs, whatever becomes of the clocks."""

import pytest

from liveness_station.accounts.throttling import (
    LONGEST_WAIT_S,
    MOST_FAILURES,
    NO_FAILURES,
    Tally,
    Waits,
    wait_s,
)

NOON = 1_795_435_200.0


def after(failures: int, now_utc_s: float = NOON) -> Tally:
    tally = NO_FAILURES
    for _ in range(failures):
        tally = tally.charge(now_utc_s)
    return tally


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0, 0), (1, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (99, 900)],
)
def test_the_wait_grows_with_every_wrong_one(failures: int, wait: float) -> None:
    assert wait_s(failures) == wait
    assert after(failures).until_utc_s == (NOON + wait if failures else 0)


def test_a_hundred_in_a_row_are_the_end() -> None:
    assert not after(MOST_FAILURES - 1).is_spent
    assert after(MOST_FAILURES).is_spent
    assert after(MOST_FAILURES + 5).failures == MOST_FAILURES
    assert not after(MOST_FAILURES + 5).without_end().is_spent


def test_a_wait_runs_down_by_the_clock_of_the_process_alone() -> None:
    waits, tally = Waits(), after(6)
    assert waits.left_s("anna", tally, now_utc_s=NOON, waking_s=10.0) == 60
    # Somebody sets the wall clock a day on, and a day back.
    for now_utc_s in (NOON + 86_400, NOON - 86_400):
        assert waits.left_s("anna", tally, now_utc_s=now_utc_s, waking_s=30.0) == 40
    assert waits.left_s("anna", tally, now_utc_s=NOON - 86_400, waking_s=71.0) == 0


def test_a_wait_survives_a_new_start() -> None:
    tally = after(6)
    assert Waits().left_s("anna", tally, now_utc_s=NOON + 20, waking_s=5.0) == 40
    assert Waits().left_s("anna", tally, now_utc_s=NOON + 61, waking_s=5.0) == 0


def test_a_clock_that_was_set_back_holds_nobody_longer_than_the_wait() -> None:
    waits, tally = Waits(), after(6)
    assert waits.left_s("anna", tally, now_utc_s=NOON - 86_400, waking_s=5.0) == 60
    assert waits.left_s("anna", tally, now_utc_s=NOON - 86_400 + 60, waking_s=65.0) == 0


def test_a_further_wrong_one_waits_anew() -> None:
    waits = Waits()
    assert waits.left_s("anna", after(5), now_utc_s=NOON, waking_s=0.0) == 30
    longer = after(5).charge(NOON + 30)
    assert waits.left_s("anna", longer, now_utc_s=NOON + 30, waking_s=30.0) == 60
    assert waits.left_s("bert", NO_FAILURES, now_utc_s=NOON, waking_s=0.0) == 0
    assert LONGEST_WAIT_S == 900
