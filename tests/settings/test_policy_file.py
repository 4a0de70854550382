"""The policy file is read strictly, and fails closed."""

import json
from pathlib import Path

import pytest

from liveness_station.settings.floor import Bound, raise_to
from liveness_station.settings.policy_file import STRICTEST, LoadedPolicy, load_policy, parse_policy
from liveness_station.settings.values import EndpointChoice, Settings


def parsed(stored: object) -> LoadedPolicy:
    return parse_policy(json.dumps(stored).encode())


def test_bounds_are_read(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text(
        json.dumps(
            {
                "version": 1,
                "threshold": {"min": 0.85, "max": 0.95},
                "picture_days": {"max": 30},
                "consent": {"fixed": "ask"},
                "second_person": {"at_least": ["accept_after_other"]},
                "base_url": {"fixed": "https://face.example.org"},
                "endpoint": {"fixed": "cloud"},
                "review_limit": {"fixed": None},
                "benign_risk_reasons": {"fixed": []},
            }
        ),
        encoding="utf-8-sig",
    )
    loaded = load_policy(path)

    assert (loaded.is_there, loaded.bad_names, loaded.floor.is_damaged) == (True, (), False)
    assert loaded.floor.bounds["threshold"] == Bound(least=0.85, most=0.95)
    assert loaded.floor.bounds["endpoint"] == Bound((EndpointChoice.CLOUD,))
    assert loaded.floor.bounds["second_person"].at_least == {"accept_after_other"}
    assert loaded.floor.bounds["review_limit"] == Bound((None,))


def test_a_missing_file_bounds_nothing_unless_somebody_named_it(tmp_path: Path) -> None:
    missing = tmp_path / "none.json"

    assert load_policy(missing) == LoadedPolicy()
    assert load_policy(missing, must_exist=True).floor == STRICTEST


def test_what_is_no_file_fails_closed(tmp_path: Path) -> None:
    assert load_policy(tmp_path).floor == STRICTEST


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b'{"threshold": {"min": 0.85}',
        b'{"threshold": {"min": NaN}}',
        b'{"threshold": {"min": 0.6}, "threshold": {"min": 0.9}}',
        b" " * (64 * 1024 + 1),
    ],
)
def test_a_damaged_file_fails_closed(body: bytes) -> None:
    assert parse_policy(body) == LoadedPolicy(STRICTEST, is_there=True, bad_names=("",))


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("threshhold", {"min": 0.85}),
        ("threshold", {}),
        ("threshold", 0.85),
        ("threshold", {"min": 0.2}),
        ("threshold", {"min": "0.85"}),
        ("threshold", {"min": True}),
        ("threshold", {"min": 0.9, "max": 0.8}),
        ("threshold", {"min": 0.9, "fixed": 0.9}),
        ("threshold", {"least": 0.9}),
        ("threshold", {"at_least": [0.9]}),
        ("review_limit", {"min": None}),
        ("shadow", {"min": False}),
        ("consent", {"min": "ask"}),
        ("consent", {"fixed": "maybe"}),
        ("second_person", {"at_least": ["nobody"]}),
        ("second_person", {"max": 1}),
        ("benign_risk_reasons", {"at_least": ["Any"]}),
        ("lock_minutes", {"max": 0}),
        ("attempts_most", {"max": 2.5}),
        ("base_url", {"fixed": "https://user:canary@example.org"}),
        ("source", {"fixed": "0"}),
        ("version", 2),
    ],
)
def test_one_bad_bound_damages_the_file_and_the_good_ones_hold_still(
    name: str, bound: object
) -> None:
    loaded = parsed({name: bound, "picture_days": {"max": 30}, "attempts_minutes": {"min": 60}})

    assert loaded.bad_names == (name,)
    assert loaded.floor.is_damaged
    raised = raise_to(
        Settings(endpoint=EndpointChoice.CLOUD, threshold=0.5, picture_days=90), loaded.floor
    ).settings
    assert (raised.endpoint, raised.threshold) == (EndpointChoice.LOCAL, 0.8)
    assert (raised.picture_days, raised.attempts_minutes) == (30, 60)
    assert "canary" not in repr(loaded)
