"""How often two engines agree, and an alarm that neither cries wolf nor sleeps."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from liveness_station.reporting.agreement import (
    BASELINE,
    MOST_DAYS,
    RECENT,
    Answer,
    Interval,
    agreement_of,
    has_drifted,
    wilson,
)
from liveness_station.reporting.rates import Share

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAIR = ("api.example", "local")
RUNS = 60


def said(random_: random.Random, count: int, *, misses: float) -> list[bool]:
    return [random_.random() >= misses for _ in range(count)]


def first_alarm(random_: random.Random, usual: float, then: float, most: int, step: int) -> int:
    """After how many answers the alarm is on, looked at every `step`; 0: never."""
    answers = said(random_, BASELINE, misses=usual)
    for count in range(step, most + 1, step):
        answers += said(random_, step, misses=then)
        if has_drifted(answers):
            return count
    return 0


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        # Wilson (1927) as tabled in Newcombe (1998), method 3: 81/263, 15/148, 0/20, 1/29.
        (Share(81, 263), 0.2553, 0.3662),
        (Share(15, 148), 0.0624, 0.1605),
        (Share(0, 20), 0.0, 0.1611),
        (Share(1, 29), 0.0061, 0.1718),
        (Share(20, 20), 0.8389, 1.0),
    ],
)
def test_intervals_are_wilsons(share: Share, low: float, high: float) -> None:
    found = wilson(share)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_nothing_is_known_of_nothing() -> None:
    assert wilson(Share(0, 0)) == Interval(0.0, 1.0)
    none = agreement_of((), PAIR)
    assert (none.days, none.recent.total, none.has_drifted) == ((), 0, False)


@pytest.mark.parametrize("misses", [0.0, 0.02, 0.05, 0.1, 0.3])
def test_an_alarm_is_rarely_false(misses: float) -> None:
    random_ = random.Random(20261123)
    false = sum(bool(first_alarm(random_, misses, misses, 2_000, 50)) for _ in range(RUNS))
    assert false <= RUNS * 0.05


@pytest.mark.parametrize(
    ("usual", "then", "median"), [(0.01, 0.1, 250), (0.05, 0.2, 200), (0.05, 0.3, 80)]
)
def test_a_real_drop_is_noticed_soon(usual: float, then: float, median: int) -> None:
    random_ = random.Random(7)
    delays = sorted(first_alarm(random_, usual, then, 3_000, 10) for _ in range(RUNS))
    assert delays[RUNS // 20] > 0, "of a hundred drops, not five are slept through"
    assert delays[RUNS // 2] <= median


def test_an_alarm_ends_once_they_agree_again() -> None:
    usual, worse = [True] * (BASELINE + 50), [False, True] * 40
    assert not has_drifted(usual)
    assert has_drifted(usual + worse)
    assert has_drifted([*usual, *worse, *([True] * 20)]), "twenty are no proof yet"
    assert not has_drifted([*usual, *worse, *([True] * 400)])


def test_nothing_has_changed_before_it_is_known_what_is_usual() -> None:
    assert not has_drifted([False] * BASELINE)
    answers = [Answer(NOON, agrees=True)] * (BASELINE - 1)
    assert agreement_of(answers, PAIR).baseline.total == 0
    found = agreement_of([*answers, *[Answer(NOON, agrees=False)] * 50], PAIR)
    assert (found.baseline, found.recent) == (Share(BASELINE - 1, BASELINE), Share(50, RECENT))
    assert found.has_drifted


def test_engines_that_never_agreed_cannot_agree_less() -> None:
    assert not has_drifted([False] * (BASELINE + 500))


def test_days_are_the_newest_ones_that_have_opinions() -> None:
    answers = [
        Answer(NOON + timedelta(days=day * 2), agrees=day % 3 > 0)
        for day in range(MOST_DAYS + 5)
        for _ in range(2)
    ]
    days = agreement_of(answers, PAIR).days
    assert len(days) == MOST_DAYS
    assert days[0].day == (NOON + timedelta(days=10)).astimezone().date()
    assert days[0].share == Share(2, 2)
    assert days[1].share == Share(0, 2)
    assert days[1].interval.high < 1
