"""The floor of settings: raises, never lowers, and two of them hold together."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.consents import ConsentRule
from liveness_station.settings.floor import NO_FLOOR, Bound, Floor, Raised, merged, raise_to
from liveness_station.settings.keeping import KeepPictures
from liveness_station.settings.policy_file import STRICTEST
from liveness_station.settings.values import EndpointChoice, Settings, problems_of

LOOSEST = Settings(
    endpoint=EndpointChoice.CLOUD,
    threshold=0.5,
    review_limit=0.2,
    benign_risk_reasons=frozenset({"LowQuality"}),
    consent=ConsentRule.ELSEWHERE,
    attempts_most=10,
    attempts_minutes=1,
    second_person=frozenset(),
    lock_minutes=0,
    keep_pictures=KeepPictures.ALL,
    picture_days=3650,
    shadow=True,
)


@pytest.mark.parametrize(
    ("loose", "bound", "expected"),
    [
        ({"threshold": 0.6}, Bound(least=0.85), {"threshold": 0.85}),
        ({"threshold": 0.9}, Bound(least=0.85), {"threshold": 0.9}),
        ({"picture_days": 90}, Bound(most=30), {"picture_days": 30}),
        ({"picture_days": 0}, Bound(most=30), {"picture_days": 0}),
        ({"attempts_most": 9}, Bound(most=3), {"attempts_most": 3}),
        ({"lock_minutes": 0}, Bound(most=15), {"lock_minutes": 15}),
        ({"lock_minutes": 20}, Bound(most=15), {"lock_minutes": 15}),
        ({"lock_minutes": 5}, Bound(most=15), {"lock_minutes": 5}),
        ({"auto_capture_s": 0.0}, Bound(least=2), {"auto_capture_s": 0.0}),
        ({"auto_capture_s": 1.0}, Bound(least=2), {"auto_capture_s": 2.0}),
        ({"consent": ConsentRule.ELSEWHERE}, Bound((ConsentRule.ASK,)), {}),
        ({"shadow": True}, Bound((False,)), {"shadow": False}),
        (
            {"second_person": frozenset({"accept_after_other"})},
            Bound(at_least=frozenset({"accept_after_attack"})),
            {"second_person": frozenset({"accept_after_other", "accept_after_attack"})},
        ),
        ({"review_limit": 0.3}, Bound(least=0.6), {"review_limit": 0.6}),
        ({"review_limit": None}, Bound(least=0.6), {"review_limit": 0.6}),
        ({"review_limit": None}, Bound(least=0.5), {"review_limit": None}),
    ],
)
def test_a_setting_under_its_bound_is_raised_to_it(
    loose: dict[str, object], bound: Bound, expected: dict[str, object]
) -> None:
    (name,) = loose
    settings = replace(Settings(), **loose)  # type: ignore[arg-type]  # one of them, by name
    raised = raise_to(settings, Floor({name: bound}))

    wanted = replace(Settings(), **expected)  # type: ignore[arg-type]  # one of them, by name
    assert raised.settings == wanted
    assert raised.names == ((name,) if settings != wanted else ())


def test_no_band_for_review_is_the_strictest_and_stays() -> None:
    cloud = Settings(endpoint=EndpointChoice.CLOUD)

    assert raise_to(cloud, Floor({"review_limit": Bound(least=0.6)})) == Raised(cloud)


def test_a_limit_never_ends_above_a_threshold_that_was_bounded() -> None:
    floor = Floor({"threshold": Bound((0.7,)), "review_limit": Bound(least=0.75)})

    raised = raise_to(Settings(), floor).settings

    assert (raised.threshold, raised.review_limit) == (0.7, 0.7)
    assert problems_of(raised) == ()


def test_the_strictest_floor_takes_back_all_that_was_loosened() -> None:
    raised = raise_to(LOOSEST, STRICTEST).settings

    assert raised.endpoint is EndpointChoice.LOCAL
    assert (raised.threshold, raised.review_limit) == (0.8, 0.5)
    assert raised.consent is ConsentRule.ASK
    assert raised.benign_risk_reasons == frozenset()
    assert (raised.attempts_most, raised.attempts_minutes, raised.lock_minutes) == (3, 10, 10)
    assert len(raised.second_person) == 3
    assert raised.keep_pictures is KeepPictures.NONE
    assert not raised.shadow
    # What is kept already is not erased for the sake of a damaged file.
    assert raised.picture_days == 3650


def test_defaults_are_as_strict_as_the_strictest_floor_but_for_the_second_person() -> None:
    assert raise_to(Settings(), STRICTEST).names == ("second_person",)


def test_two_floors_hold_together_and_the_stronger_one_wins() -> None:
    weaker = Floor(
        {
            "threshold": Bound(least=0.7),
            "attempts_most": Bound((9,)),
            "lock_minutes": Bound(most=5),
            "shadow": Bound((False,)),
        }
    )
    stronger = Floor(
        {
            "threshold": Bound(least=0.9),
            "attempts_most": Bound(most=2),
            "lock_minutes": Bound(most=20),
            "shadow": Bound((True,)),
        }
    )
    both = merged(weaker, stronger)

    raised = raise_to(Settings(), both).settings
    assert (raised.threshold, raised.attempts_most, raised.lock_minutes) == (0.9, 2, 5)
    assert raised.shadow
    assert both.locks("shadow")
    assert not both.locks("threshold")
    assert not both.locks("sounds")


def test_bounds_that_exclude_each_other_are_the_stronger_ones() -> None:
    both = merged(Floor({"attempts_most": Bound(most=2)}), Floor({"attempts_most": Bound(least=4)}))
    assert raise_to(Settings(), both).settings.attempts_most == 4


def test_no_floor_leaves_everything() -> None:
    assert raise_to(LOOSEST, NO_FLOOR) == Raised(LOOSEST)


@given(
    threshold=st.floats(0.5, 0.999),
    limit=st.none() | st.floats(0.2, 0.999),
    lock=st.integers(0, 240),
    attempts=st.integers(1, 10),
    is_cloud=st.booleans(),
)
def test_raising_twice_is_raising_once_and_what_comes_of_it_can_be_kept(
    threshold: float, limit: float | None, lock: int, attempts: int, *, is_cloud: bool
) -> None:
    settings = replace(
        LOOSEST,
        endpoint=EndpointChoice.CLOUD if is_cloud else EndpointChoice.LOCAL,
        threshold=threshold,
        review_limit=None if limit is None else min(limit, threshold),
        lock_minutes=lock,
        attempts_most=attempts,
    )
    floor = merged(Floor({"review_limit": Bound(least=0.6)}), STRICTEST)
    raised = raise_to(settings, floor).settings

    assert raise_to(raised, floor) == Raised(raised)
    assert problems_of(raised) == ()
    assert raised.threshold >= max(threshold, 0.8)
    assert {field.name for field in fields(raised)} == {field.name for field in fields(settings)}
