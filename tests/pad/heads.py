"""A head and a sheet of paper made of points, turned and seen through a camera."""

from dataclasses import replace

import numpy as np

from liveness_station.domain.guiding import TURNED, Asked, Movement
from liveness_station.pad.poses import Points, Values, turns
from liveness_station.pad.tracks import Bytes, Track

# Right, up and towards the camera, in centimetres, near MediaPipe's canonical face model; what is
# off the middle stands once and is mirrored.
_MIDDLE = {
    10: (8.3, 4.5),
    151: (6.0, 5.2),
    9: (4.9, 5.4),
    8: (4.0, 5.4),
    168: (3.3, 5.2),
    6: (2.5, 5.8),
    197: (1.4, 6.4),
    195: (0.5, 6.9),
    5: (0.0, 7.2),
    4: (-0.5, 7.4),
    1: (-1.1, 7.5),
    2: (-2.1, 6.1),
    152: (-9.4, 4.3),
}
_PAIRS = {
    (33, 263): (4.4, 2.7, 3.2),
    (133, 362): (1.9, 2.6, 3.8),
    (67, 297): (3.6, 7.4, 3.9),
    (103, 332): (5.2, 6.6, 2.7),
    (21, 251): (6.8, 5.1, 0.6),
    (234, 454): (7.7, 0.7, -2.4),
    (116, 345): (6.4, 0.6, 1.3),
    (50, 280): (4.6, -0.5, 3.7),
    (36, 266): (3.2, -0.6, 4.4),
    (48, 278): (1.4, -1.2, 5.2),
    (98, 327): (1.1, -2.0, 5.2),
}
FOCAL_PX = 800.0


def head() -> Values:
    """Returns 478 x 3 points in centimetres; those that nothing judges lie on a ball."""
    random = np.random.default_rng(0)
    ball = random.standard_normal((478, 3))
    points: Values = 8 * ball / np.linalg.norm(ball, axis=1, keepdims=True)
    points *= [0.9, 1.1, 0.6]
    for index, (up, near) in _MIDDLE.items():
        points[index] = 0, up, near
    for (right, left), (out, up, near) in _PAIRS.items():
        points[right], points[left] = (-out, up, near), (out, up, near)
    return points


def sheet() -> Values:
    """Returns the same face printed on a sheet of paper."""
    flat = head()
    flat[:, 2] = 0
    return flat


def seen(
    points: Values, yaw: float = 0, pitch: float = 0, roll: float = 0, distance: float = 60
) -> Points:
    """Returns where a camera sees points that are turned by degrees, in pixels, 478 x 3.

    Positive yaw turns the face to the subject's left, which is the right of the picture.
    """
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    turned = points @ (about_z @ about_x @ about_y).T
    depth = distance - turned[:, 2]
    across, down = 320 + FOCAL_PX * turned[:, 0] / depth, 240 - FOCAL_PX * turned[:, 1] / depth
    return np.stack([across, down, depth], axis=-1).astype(np.float32)


def sheet_with_a_nose(yaws: Values, nose: float = 0.6) -> Track:
    """Returns what a network may see that guesses a nose into a print: all else is plane."""
    track = track_of_poses(yaws, flat=True)
    halves = (track.points[:, 454, 0] - track.points[:, 234, 0]) / 2
    for index in (1, 2, 4, 5, 48, 98, 195, 278, 327):
        track.points[:, index, 0] += nose * np.sin(np.radians(yaws)) / np.sin(0.7) * halves
    return track


def patches_of(count: int, subject: int) -> Bytes:
    """Returns how one subject looks in some frames: much the same, with a camera's noise."""
    look = np.random.default_rng(subject).integers(60, 190, (6, 6, 3))
    large = np.kron(look, np.ones((4, 4, 1)))
    noise = np.random.default_rng(subject + 1).normal(0, 3, (count, 24, 24, 3))
    return np.clip(large + noise, 0, 255).astype(np.uint8)


def scenes_of(count: int, place: int) -> Bytes:
    """Returns how one place looks in some frames: the same, with a camera's noise."""
    look = np.random.default_rng(place).integers(20, 230, (1, 24, 32))
    noise = np.random.default_rng(place + 1).normal(0, 1, (count, 24, 32))
    return np.clip(look + noise, 0, 255).astype(np.uint8)


def track_of_poses(yaws: Values, *, rate_hz: float = 20, flat: bool = False) -> Track:
    """Returns what is seen of a head, or of a sheet, that takes one angle after the other."""
    count = len(yaws)
    body = sheet() if flat else head()
    jitter = np.random.default_rng(1).normal(0, 0.15, (count, 478, 3)).astype(np.float32)
    points = np.stack([seen(body, float(yaw)) for yaw in yaws]) + jitter
    # Nobody keeps quite still.
    points[..., 0] += 2 * np.sin(np.arange(count)[:, np.newaxis] * 2 / rate_hz)
    return Track(
        times_s=np.arange(count) / rate_hz,
        points=points.astype(np.float32),
        patches=patches_of(count, 1),
        scenes=scenes_of(count, 1),
        blinks=np.zeros(count),
        jaws=np.zeros(count),
        company=np.zeros(count, bool),
    )


def sweep(to_degrees: float, *, rate_hz: float = 20) -> Values:
    """Returns the angles of a head that is straight for 1.5 s, turns in 0.5 s, and comes back."""
    still = np.zeros(round(1.5 * rate_hz))
    there = to_degrees * np.linspace(0, 1, round(0.5 * rate_hz))
    held = np.full(round(0.3 * rate_hz), to_degrees)
    return np.concatenate([still, there, held, there[::-1], still])


def asked_of(track: Track, movement: Movement, at_s: float = 1.3) -> Asked:
    """Returns what was asked for, done when the head is first turned that way."""
    side = 1 if movement is Movement.TURN_LEFT else -1
    towards = side * turns(track.points)
    done = np.flatnonzero((towards >= TURNED) & (track.times_s > at_s))
    return Asked(movement, at_s, float(track.times_s[done[0]]) if len(done) else None)


def joined(one: Track, other: Track) -> Track:
    """Returns one track after the other."""
    step_s = one.times_s[1] - one.times_s[0]
    return Track(
        times_s=np.concatenate([one.times_s, other.times_s + one.times_s[-1] + step_s]),
        points=np.concatenate([one.points, other.points]),
        patches=np.concatenate([one.patches, other.patches]),
        scenes=np.concatenate([one.scenes, other.scenes]),
        blinks=np.concatenate([one.blinks, other.blinks]),
        jaws=np.concatenate([one.jaws, other.jaws]),
        company=np.concatenate([one.company, other.company]),
    )


def without_face(track: Track, first: int, last: int) -> Track:
    """Returns the track with no face from one frame up to another."""
    points, patches = track.points.copy(), track.patches.copy()
    points[first:last], patches[first:last] = np.nan, 0
    return replace(track, points=points, patches=patches)
