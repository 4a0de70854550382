"""Judges a whole guided check: was what was asked for done, by a head, by one and the same. Pure.

Every signal may speak against a live subject, none for one. What each is worth is measured by
`benchmarks/movement.py`. The limits of depth and solidity are four fifths of the least that live
turns have, and a tenth to either side of them nothing is sure: less is flat, more is a head's, and
in between it is to be done again. The other limits lie well beyond what live clips show.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import (
    MOST_RESTING,
    STRAIGHT,
    TURNED,
    Asked,
    Movement,
    beside_rest,
)
from liveness_station.domain.signals import Signal
from liveness_station.pad.continuity import (
    PROFILE,
    exchange,
    jumps,
    least_sway,
    longest_absences_s,
    longest_freeze_s,
)
from liveness_station.pad.planarity import depth_between
from liveness_station.pad.poses import Points, Values, turns
from liveness_station.pad.tracks import Track

MOVEMENT_IN_TIME: Final = "movement_in_time"
MOVEMENT_RANGE: Final = "movement_range"
MOVEMENT_DEPTH: Final = "movement_depth"
MOVEMENT_SOLID: Final = "movement_solid"
MOVEMENT_SURE: Final = "movement_sure"
FACE_JUMP: Final = "face_jump"
FACE_FROZEN: Final = "face_frozen"
FACE_SWAY: Final = "face_sway"
FACE_IDENTITY: Final = "face_identity"
FACE_LOST: Final = "face_lost"
FACE_ASIDE: Final = "face_aside"
ONE_FACE: Final = "one_face"
FRAME_RATE: Final = "frame_rate"
FRAME_GAP: Final = "frame_gap"
BLINK: Final = "blink"
MOUTH: Final = "mouth"
"""The codes of the signals."""

LEAST_RANGE: Final = 0.25
"""How much of `Sighting.turn` lies between straight and turned; no more than `TURNED` less
`STRAIGHT`, or somebody who did as asked would be refused."""

LEAST_RESIDUAL: Final = 0.03
SURE_RESIDUAL: Final = 0.036
"""What one homography leaves over between straight and turned, in distances of the eyes: below the
first it is flat, from the second on surely none."""

LEAST_SOLID: Final = 0.54
SURE_SOLID: Final = 0.66
"""How far a head turns, in `Sighting.turn`, for each unit that it narrows: in two steps, too."""

MOST_JUMP: Final = 1.0
MOST_EXCHANGE: Final = 1.0
"""The scales of `jumps` and `exchange` are such that 1 is impossible."""

MOST_FROZEN_S: Final = 0.5
LEAST_SWAY: Final = 1.4
"""With twice the noise of a poor webcam, one who sits quite still has 1.3 to 3."""

MOST_LOST_S: Final = 1.0
MOST_ASIDE_S: Final = 2.5
LEAST_RATE_HZ: Final = 8.0
MOST_GAP_S: Final = 0.4

SOONEST_S: Final = 0.2
LATEST_S: Final = 3.0
"""A movement is an answer from so long after it was asked for, until then."""

_LOOK_BACK_S: Final = 1.0
_SLACK_S: Final = 0.15
"""The one who asks may see a frame earlier or later than the one who judges."""

_SLACK: Final = 0.1
"""And the head may have begun to turn by then."""

_REST_SLACK: Final = 0.05
"""And may have found it to rest a little more to one side."""

_REST_FRAMES: Final = 9
_STRAIGHT_FRAMES: Final = 5
_TURNED_FRAMES: Final = 3
_CLOSED: Final = 0.4
_OPEN: Final = 0.2


@dataclass(frozen=True, slots=True)
class _Turn:
    """One asked movement as the frames show it: which frames are straight, which are turned."""

    straight: tuple[int, ...]
    turned: tuple[int, ...]
    span: float
    is_answer: bool


def judge(track: Track, asked: tuple[Asked, ...]) -> tuple[Signal, ...]:
    """Returns every signal that can be measured in these frames.

    Depth is measured where every movement had enough range; without that the range itself speaks.
    """
    head_turns = from_rest(track, asked[0].asked_at_s if asked else None)
    answers = tuple(
        _answer(track, head_turns, one, _end_s(track, asked, index))
        for index, one in enumerate(asked)
    )
    since_s = asked[0].asked_at_s if asked else -np.inf
    return (
        *_movement(track, answers),
        *_continuity(track),
        *_conditions(track, since_s),
        *_activity(track),
    )


def _movement(track: Track, answers: tuple[_Turn, ...]) -> tuple[Signal, ...]:
    done, wanted = float(sum(answer.is_answer for answer in answers)), float(max(1, len(answers)))
    span = min((answer.span for answer in answers), default=0.0)
    found = (
        Signal(MOVEMENT_IN_TIME, done, wanted, is_against=done < wanted),
        _least(MOVEMENT_RANGE, span, LEAST_RANGE),
    )
    if span < LEAST_RANGE:
        return found
    regions = [_box(track.points[answer.turned[0]]) for answer in answers]
    depths = [_depth(track.points, answer) for answer in answers]
    flattest = int(np.argmin([residual for residual, _ in depths]))
    narrowest = int(np.argmin([solid for _, solid in depths]))
    residual, solid = depths[flattest][0], depths[narrowest][1]
    return (
        *found,
        _least(MOVEMENT_DEPTH, residual, LEAST_RESIDUAL, regions[flattest]),
        _least(MOVEMENT_SOLID, solid, LEAST_SOLID, regions[narrowest]),
        _least(MOVEMENT_SURE, min(residual / SURE_RESIDUAL, solid / SURE_SOLID), 1.0),
    )


def from_rest(track: Track, asked_at_s: float | None) -> Values:
    """Returns the turns as seen from where the head rested before anything was asked."""
    head_turns = turns(track.points)
    if asked_at_s is None:
        return head_turns
    is_before = (track.times_s <= asked_at_s) & (track.times_s > asked_at_s - _LOOK_BACK_S)
    before = head_turns[is_before & np.isfinite(head_turns)][-_REST_FRAMES:]
    resting = float(np.median(before)) if len(before) else 0.0
    resting = min(max(resting, -MOST_RESTING), MOST_RESTING)
    seen = np.flatnonzero(np.isfinite(head_turns))
    head_turns[seen] = [beside_rest(one, resting) for one in head_turns[seen].tolist()]
    return head_turns


def _continuity(track: Track) -> tuple[Signal, ...]:
    steps = jumps(track)
    worst = int(np.argmax(steps)) if len(steps) else 0
    jump = float(steps[worst]) if len(steps) else 0.0
    lost_s, aside_s = longest_absences_s(track)
    sway = least_sway(track)
    found = (
        _most(FACE_JUMP, jump, MOST_JUMP, _box(track.points[worst + 1]) if jump else None),
        _most(FACE_FROZEN, longest_freeze_s(track), MOST_FROZEN_S),
        _most(FACE_IDENTITY, exchange(track), MOST_EXCHANGE),
        _most(FACE_LOST, lost_s, MOST_LOST_S),
        _most(FACE_ASIDE, aside_s, MOST_ASIDE_S),
    )
    return found if sway is None else (*found, _least(FACE_SWAY, sway, LEAST_SWAY))


def _conditions(track: Track, since_s: float) -> tuple[Signal, ...]:
    """Tells how often frames came, and whether anybody else was there since the first prompt.

    Who is there before it is sent away by the one who asks.
    """
    seconds = np.diff(track.times_s)
    total_s = float(seconds.sum())
    rate_hz = len(seconds) / total_s if total_s > 0 else 0.0
    gap_s = float(seconds.max()) if len(seconds) else 0.0
    company = float(track.company[track.times_s > since_s].sum())
    return (
        _most(ONE_FACE, company, 0.0),
        _least(FRAME_RATE, rate_hz, LEAST_RATE_HZ),
        _most(FRAME_GAP, gap_s, MOST_GAP_S),
    )


def _activity(track: Track) -> tuple[Signal, ...]:
    """How often the eyes closed, and how far the mouth moved: told, and against nobody."""
    closed = track.blinks >= _CLOSED
    blinks = float((closed[1:] & ~closed[:-1]).sum())
    jaw = float(np.ptp(track.jaws)) if len(track.jaws) else 0.0
    return (
        Signal(BLINK, blinks, 1.0, is_against=False),
        Signal(MOUTH, jaw, _OPEN, is_against=False),
    )


def _answer(track: Track, head_turns: Values, asked: Asked, end_s: float) -> _Turn:
    """Looks for the straight frames before one movement was asked for and the turned ones after.

    The straight ones are the last five of the second before, the turned ones the three of the
    greatest turn to the asked side, short of a profile.
    """
    times_s = track.times_s
    towards = head_turns * (1 if asked.movement is Movement.TURN_LEFT else -1)
    is_seen = np.isfinite(towards)
    is_before = (times_s <= asked.asked_at_s) & (times_s > asked.asked_at_s - _LOOK_BACK_S)
    straight = np.flatnonzero(is_seen & is_before)[-_STRAIGHT_FRAMES:]
    is_after = (times_s > asked.asked_at_s) & (times_s <= end_s)
    window = np.flatnonzero(is_seen & is_after & ~(np.abs(towards) > PROFILE))
    turned = window[np.argsort(-towards[window], kind="stable")][:_TURNED_FRAMES]
    if len(straight) == 0 or len(turned) < _TURNED_FRAMES:
        return _Turn((), (), 0.0, is_answer=False)
    before = float(np.median(towards[straight]))
    return _Turn(
        tuple(straight.tolist()),
        tuple(turned.tolist()),
        float(np.median(towards[turned])) - before,
        is_answer=abs(before) <= STRAIGHT + _SLACK and _is_in_time(times_s, towards, asked),
    )


def _is_in_time(times_s: Values, towards: Values, asked: Asked) -> bool:
    """Tells whether the head had turned as asked when it is said to have, and not otherwise."""
    if asked.done_at_s is None:
        return False
    took_s = asked.done_at_s - asked.asked_at_s
    if not SOONEST_S <= took_s <= LATEST_S:
        return False
    is_then = np.abs(times_s - asked.done_at_s) <= _SLACK_S
    was_there = bool((towards[is_then] >= TURNED - _REST_SLACK).any())
    is_until = (times_s > asked.asked_at_s) & (times_s < asked.done_at_s)
    # One frame's points may be wrong, two frames' are a movement.
    strayed = int((towards[is_until] <= -TURNED).sum()) >= 2
    return was_there and not strayed


def _depth(points: Points, answer: _Turn) -> tuple[float, float]:
    """Returns the residual, and the turn for each unit of narrowing.

    Each is the median over all pairs of a straight and a turned frame, so that one bad frame on
    either side does not count.
    """
    pairs = [
        depth_between(points[straight], points[turned])
        for straight in answer.straight
        for turned in answer.turned
    ]
    residual = float(np.median([pair.residual for pair in pairs]))
    return residual, answer.span / float(np.median([pair.narrowing for pair in pairs]))


def _end_s(track: Track, asked: tuple[Asked, ...], index: int) -> float:
    """A movement ends where the next is asked for, the last with the last frame."""
    if index + 1 < len(asked):
        return asked[index + 1].asked_at_s
    return float(track.times_s[-1]) if len(track.times_s) else 0.0


def _least(code: str, value: float, limit: float, region: Face | None = None) -> Signal:
    return Signal(code, value, limit, is_against=value < limit, region=region)


def _most(code: str, value: float, limit: float, region: Face | None = None) -> Signal:
    return Signal(code, value, limit, is_against=value > limit, region=region)


def _box(points: Points) -> Face | None:
    if not np.isfinite(points).all():
        return None
    (left, top), (right, bottom) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return Face(float(left), float(top), float(right - left), float(bottom - top), 1.0)
