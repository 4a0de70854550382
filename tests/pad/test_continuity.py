from dataclasses import replace

import numpy as np
import pytest

from liveness_station.pad.continuity import (
    exchange,
    jumps,
    least_sway,
    longest_absences_s,
    longest_freeze_s,
)
from liveness_station.pad.tracks import Track
from tests.pad.heads import (
    head,
    joined,
    patches_of,
    scenes_of,
    seen,
    sweep,
    track_of_poses,
    without_face,
)


def straight(seconds: float = 2.0, subject: int = 1) -> Track:
    track = track_of_poses(np.zeros(round(20 * seconds)))
    return replace(track, patches=patches_of(len(track.times_s), subject))


def somebody_else(seconds: float = 2.0) -> Track:
    track = straight(seconds, subject=2)
    rng = np.random.default_rng(3)
    return replace(track, points=track.points + rng.normal(0, 6, (478, 3)).astype(np.float32))


def test_a_head_that_turns_and_comes_back_does_not_jump() -> None:
    assert jumps(track_of_poses(sweep(35))).max() < 0.5


def test_a_quick_turn_at_few_frames_a_second_is_no_jump() -> None:
    assert jumps(track_of_poses(sweep(40, rate_hz=10), rate_hz=10)).max() < 1


def test_another_face_in_the_same_place_is_a_jump_where_it_came() -> None:
    steps = jumps(joined(straight(), somebody_else()))
    assert steps.argmax() == 39
    assert steps.max() > 1


def test_the_same_face_in_another_place_is_a_jump() -> None:
    after = straight()
    after.points[..., 0] += 150
    assert jumps(joined(straight(), after)).max() > 1


def test_the_same_face_at_another_size_is_a_jump() -> None:
    after = straight()
    after = replace(after, points=np.stack([seen(head(), distance=35)] * len(after.times_s)))
    assert jumps(joined(straight(), after)).max() > 1


def test_another_scene_round_the_same_face_is_a_jump() -> None:
    after = straight()
    after = replace(after, scenes=scenes_of(40, place=2))
    assert jumps(joined(straight(), after)).max() > 1


def test_a_hand_that_comes_before_the_face_for_a_while_is_no_jump() -> None:
    track = straight()
    rng = np.random.default_rng(4)
    for number in range(15, 25):
        track.points[number] += rng.normal(0, 6, (478, 3))
        track.patches[number] = rng.integers(0, 255, (24, 24, 3))
    assert jumps(track).max() < 1
    assert jumps(track.between(24, 40)).max() > 1


def test_frames_far_apart_are_no_step() -> None:
    both = joined(straight(), somebody_else())
    times_s = both.times_s.copy()
    times_s[40:] += 1
    assert jumps(replace(both, times_s=times_s)).max() < 0.6
    assert exchange(replace(both, times_s=times_s)) > 1


def test_another_face_after_a_gap_is_an_exchange_and_the_same_is_none() -> None:
    assert exchange(without_face(straight(4), 40, 44)) < 0.3
    assert exchange(without_face(joined(straight(), somebody_else()), 38, 42)) > 1
    assert exchange(straight()) == 0


def test_a_hand_before_the_face_at_a_gap_is_no_exchange() -> None:
    track = without_face(straight(4), 40, 44)
    rng = np.random.default_rng(4)
    track.points[38:40] += rng.normal(0, 6, (478, 3)).astype(np.float32)
    track.patches[38:40] = rng.integers(0, 255, (24, 24, 3))
    assert exchange(track) < 0.3


def test_another_face_after_a_profile_is_an_exchange() -> None:
    aside = track_of_poses(np.full(6, 75.0))
    assert exchange(joined(joined(straight(), aside), straight())) < 0.3
    assert exchange(joined(joined(straight(), aside), somebody_else())) > 1


def test_a_picture_that_stands_still_is_noticed_and_noise_is_not_still() -> None:
    track = straight()
    assert longest_freeze_s(track) == 0
    frozen = replace(track, scenes=track.scenes[:1].repeat(40, 0))
    assert longest_freeze_s(frozen) == pytest.approx(39 / 20)


def test_a_still_that_follows_a_live_face_is_noticed() -> None:
    still = replace(straight(), scenes=straight().scenes[:1].repeat(40, 0))
    assert longest_freeze_s(joined(straight(), still)) == pytest.approx(39 / 20)


def test_a_living_face_sways_and_a_still_one_only_trembles() -> None:
    live = least_sway(straight())
    assert live is not None
    assert live > 3
    still = straight()
    noise = np.random.default_rng(5).normal(0, 0.3, still.points.shape)
    still = replace(still, points=(still.points[:1] + noise).astype(np.float32))
    for track in (still, joined(straight(), still), joined(still, straight())):
        found = least_sway(track)
        assert found is not None
        assert found < 1.4


def test_an_even_drift_is_no_trembling() -> None:
    still = straight()
    drift = np.arange(40)[:, np.newaxis]
    points = still.points[:1].repeat(40, 0)
    points[..., 0] += drift
    found = least_sway(replace(still, points=points))
    assert found is not None
    assert found > 100


@pytest.mark.parametrize("frames", [0, 1, 15])
def test_the_sway_of_too_few_frames_is_not_known(frames: int) -> None:
    assert least_sway(straight().between(0, frames)) is None
    assert least_sway(without_face(straight(), 20, 21)) is None


def test_how_long_no_face_is_seen() -> None:
    assert longest_absences_s(straight()) == (0, 0)
    assert longest_absences_s(without_face(straight(), 10, 20)) == pytest.approx((11 / 20, 0))
    assert longest_absences_s(without_face(straight(), 0, 10)) == (0, 0)
    assert longest_absences_s(without_face(straight(), 30, 40)) == pytest.approx((10 / 20, 0))
    assert longest_absences_s(without_face(straight(), 0, 40)) == pytest.approx((39 / 20, 0))


def test_a_face_that_looked_aside_when_it_was_lost_is_told_apart() -> None:
    yaws = np.concatenate([np.zeros(10), np.linspace(0, 50, 10), np.full(10, 80.0), np.zeros(10)])
    lost_s, aside_s = longest_absences_s(without_face(track_of_poses(yaws), 20, 30))
    assert (lost_s, aside_s) == pytest.approx((0, 11 / 20))


def test_nothing_seen_is_nothing_to_judge() -> None:
    nothing = straight().between(0, 0)
    assert longest_absences_s(nothing) == (0, 0)
    assert exchange(nothing) == 0
