"""Is it one face, seen without a cut? What changes from frame to frame, and how suddenly. Pure."""

from typing import Final

import numpy as np
import numpy.typing as npt

from liveness_station.pad.poses import RIGID, Points, Values, eye_distances_px, turns
from liveness_station.pad.tracks import Bytes, Track

Flags = npt.NDArray[np.bool_]

PROFILE: Final = 1.0
"""Beyond this much of `Sighting.turn` half of the face is out of sight, its points are guessed, and
soon after it is not found at all."""

LONGEST_STEP_S: Final = 0.4
"""Frames farther apart are not compared as neighbours."""

_SHIFT: Final = (0.2, 8.0)
_GROWTH: Final = (0.15, 4.5)
"""How far a face moves, in distances of its eyes, and by what factor (its logarithm) it grows from
one frame to the next: at once, and for each second between them."""

_CHANGE: Final = 0.1
_SCENE_CHANGE: Final = 0.35
"""How much shape and look of a face, and how much the whole picture, change at once."""

_AROUND: Final = 3
"""Frames before and after a step that are no part of a cut, and say how restless the face is."""

_UNCHANGED: Final = 0.02
"""Mean difference of two scenes in grey levels; a camera's noise alone makes 0.3 and more. That of
video compressed to next to nothing stays below for a fifth of a second."""

_ASIDE: Final = 0.7
"""A face that was turned so far when it was lost was on its way to a profile."""

_SWAY_S: Final = 1.4
_SWAY_STEP_S: Final = 0.25
_SWAY_PARTS: Final = 6
_SWAY_FRAMES: Final = 2 * _SWAY_PARTS
"""How long a face is watched for its sway, how far apart such windows begin, into how many parts
one is cut, and how many frames it has at least."""

_UNLIKE: Final = 0.07
_UNLIKE_ASIDE: Final = 0.11
"""So unlike are two subjects before and after a gap; one who looked aside in between looks less
like himself. Swaps behind a gap have 0.08 and more in 19 of 20 cases, one subject up to 0.07."""

_RUN_FRAMES: Final = 5
"""How many frames on either side of a gap are compared: the most alike of them count."""


def jumps(track: Track) -> Values:
    """Returns for each step to the next frame how near it is to impossible: from 1 on it is.

    A step without a face or with one in profile at either end, or longer than 0.4 s, counts 0.

    A cut is sudden: shape and look change in one step between frames that are alike on both sides
    of it. A hand before the face or a quick turn takes longer, so what changes in the steps around
    is taken off.
    """
    seconds = np.diff(track.times_s)
    if len(seconds) == 0:
        return np.zeros(0)
    is_plain = _is_plain(track)
    is_step = is_plain[:-1] & is_plain[1:] & (seconds <= LONGEST_STEP_S)
    shift, growth, shape = _movements(track.points)
    change = np.where(is_step, np.sqrt(shape * _unlikeness(track.patches)), 0)
    scene = _unlikeness(track.scenes)
    found = np.max(
        [
            shift / (_SHIFT[0] + _SHIFT[1] * seconds),
            growth / (_GROWTH[0] + _GROWTH[1] * seconds),
            _suddenness(change) / _CHANGE,
            _suddenness(scene) / _SCENE_CHANGE,
        ],
        axis=0,
    )
    return np.asarray(np.where(is_step, found, 0), np.float64)


def longest_freeze_s(track: Track) -> float:
    """Returns how long the picture did not change at all, which none of a camera's does."""
    differences = np.abs(np.diff(track.scenes.astype(np.float64), axis=0)).mean(axis=(1, 2))
    return _longest_run_s(differences < _UNCHANGED, np.diff(track.times_s))


def least_sway(track: Track) -> float | None:
    """Returns how much a face sways in its stillest 1.4 s; None where it is never seen so long.

    No head can be held so still that it does not drift; the points of a still picture only
    tremble, with the camera's noise. The value is the drift in units of the trembling: the range
    of the means over a sixth of the window each, by the median step that noise makes.
    """
    places = track.points[:, list(RIGID), :2].astype(np.float64).mean(axis=1)
    found = []
    for begin_s in np.arange(*_ends_s(track), _SWAY_STEP_S):
        first, last = np.searchsorted(track.times_s, [begin_s, begin_s + _SWAY_S]).tolist()
        window = places[first:last]
        if len(window) >= _SWAY_FRAMES and np.isfinite(window).all():
            found.append(_sway(window))
    return min(found, default=None)


def _ends_s(track: Track) -> tuple[float, float]:
    """Returns the first and the last time at which a window may begin."""
    if len(track.times_s) == 0:
        return 0.0, 0.0
    return float(track.times_s[0]), float(track.times_s[-1]) - _SWAY_S + _SWAY_STEP_S


def _sway(places: Values) -> float:
    size = len(places) // _SWAY_PARTS
    parts = places[: size * _SWAY_PARTS].reshape(_SWAY_PARTS, size, 2).mean(axis=1)
    drift = float(np.hypot(*np.ptp(parts, axis=0)))
    # Differences of differences: an even drift is no trembling. Of noise alone they are the root of
    # three times as large as its steps.
    bends = np.diff(places, n=2, axis=0)
    trembling = float(np.median(np.hypot(bends[:, 0], bends[:, 1]))) / np.sqrt(3)
    return float(drift / max(trembling, 1e-6))


def longest_absences_s(track: Track) -> tuple[float, float]:
    """Returns how long at most no face was seen: one that was lost, and one that was in profile.

    A face that looks aside is lost to the detector, but not gone; whether the same comes back is
    for `exchange` to compare. Before the first face nobody has sat down yet.
    """
    seen = np.flatnonzero(track.has_face)
    if len(seen) == 0:
        return (float(np.ptp(track.times_s)) if len(track.times_s) else 0.0), 0.0
    times_s, is_aside = track.times_s, np.abs(turns(track.points)) > _ASIDE
    lost_s = times_s[-1] - times_s[seen[-1]]
    aside_s = 0.0
    for last, following in zip(seen[:-1].tolist(), seen[1:].tolist(), strict=True):
        # Between two frames that both show a face nothing is absent, however far they are apart.
        absent_s = times_s[following] - times_s[last] if following - last > 1 else 0.0
        if is_aside[last]:
            aside_s = max(aside_s, absent_s)
        else:
            lost_s = max(lost_s, absent_s)
    return float(lost_s), float(aside_s)


def exchange(track: Track) -> float:
    """Returns how near the faces round a gap are to be two subjects': from 1 on they are.

    The worst gap counts; 0 without one. A gap is where no face is seen, or one in profile. The
    value is the square root of the differences in shape and in look, multiplied, of the two frames
    that are most alike, out of five on each side.
    """
    seen = np.flatnonzero(_is_plain(track))
    head = np.abs(turns(track.points))
    is_gap = (np.diff(seen) > 1) | (np.diff(track.times_s[seen]) > LONGEST_STEP_S)
    worst = 0.0
    for gap in np.flatnonzero(is_gap).tolist():
        before, after = seen[: gap + 1][-_RUN_FRAMES:], seen[gap + 1 :][:_RUN_FRAMES]
        pairs = [_difference(track, int(one), int(two)) for one in before for two in after]
        through = head[seen[gap] : seen[gap + 1] + 1]
        is_aside = bool((through[np.isfinite(through)] > _ASIDE).any())
        worst = max(worst, min(pairs) / (_UNLIKE_ASIDE if is_aside else _UNLIKE))
    return worst


def _is_plain(track: Track) -> Flags:
    """Tells for each frame whether it shows a face whose points can be trusted."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.abs(turns(track.points)) <= PROFILE, np.bool_)


def _difference(track: Track, one: int, two: int) -> float:
    pair = [one, two]
    _, _, shape = _movements(track.points[pair])
    return float(np.sqrt(shape * _unlikeness(track.patches[pair]))[0])


def _movements(points: Points) -> tuple[Values, Values, Values]:
    """Returns shift, growth and change of shape from each frame to the next.

    The rigid points of one frame are laid over those of the next by the best similarity; what that
    leaves is the change of shape. Shift and shape are in distances of the eyes.
    """
    # Steps from or to a frame without points count nothing in the end, whatever is found here.
    flat = np.nan_to_num(points[:, list(RIGID), :2].astype(np.float64))
    # As complex numbers, turning and scaling is one multiplication.
    places = flat[..., 0] + 1j * flat[..., 1]
    middles = places.mean(axis=1)
    centred = places - middles[:, np.newaxis]
    before, after = centred[:-1], centred[1:]
    spread = np.maximum((np.abs(before) ** 2).sum(axis=1), 1e-9)
    factor = (np.conj(before) * after).sum(axis=1) / spread
    left_over = np.abs(after - factor[:, np.newaxis] * before)
    eyes_px = np.maximum(np.nan_to_num(eye_distances_px(points)[1:]), 1e-6)
    shape = np.sqrt((left_over**2).mean(axis=1)) / eyes_px
    growth = np.abs(np.log(np.maximum(np.abs(factor), 1e-9)))
    return np.abs(np.diff(middles)) / eyes_px, growth, shape


def _unlikeness(patches: Bytes) -> Values:
    """Returns 1 less the correlation of each patch with the next: 0 alike, 1 unrelated."""
    rows = patches.reshape(len(patches), int(np.prod(patches.shape[1:]))).astype(np.float64)
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.maximum(np.sqrt((rows**2).sum(axis=1, keepdims=True)), 1e-6)
    return np.asarray(np.clip(1 - (rows[:-1] * rows[1:]).sum(axis=1), 0, 2), np.float64)


def _suddenness(change: Values) -> Values:
    """Returns how much larger each step's change is than any of the few before it and after it."""
    padded = np.concatenate([np.zeros(_AROUND), change, np.zeros(_AROUND)])
    count = len(change)
    before = np.max([padded[back : back + count] for back in range(_AROUND)], axis=0)
    ahead = range(_AROUND + 1, 2 * _AROUND + 1)
    after = np.max([padded[forth : forth + count] for forth in ahead], axis=0)
    return np.asarray(change - np.maximum(before, after), np.float64)


def _longest_run_s(is_same: Flags, seconds: Values) -> float:
    longest_s = run_s = 0.0
    for same, step_s in zip(is_same.tolist(), seconds.tolist(), strict=True):
        run_s = run_s + step_s if same else 0.0
        longest_s = max(longest_s, run_s)
    return longest_s
