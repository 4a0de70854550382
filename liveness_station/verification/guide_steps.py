"""A guided check, one sighting at a time: what to ask for next, and what was seen of it. Pure.

Nothing here is evidence for a live subject; it only refuses what is none: a movement that was not
asked for, in another order, too early to be an answer, or too late.
"""

from dataclasses import dataclass, replace
from enum import Enum
from statistics import median
from typing import Final

from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import (
    ENOUGH,
    MOST_RESTING,
    STRAIGHT,
    TURNED,
    Asked,
    Movement,
    Obstacle,
    Script,
    Sighting,
    beside_rest,
)
from liveness_station.domain.verdicts import Reason

TOTAL_S: Final = 11.0
"""No check takes longer, whoever sits there; ends before the session gives the check up as late."""

PROMPT_S: Final = 3.0
"""How long a subject has for a movement."""

LOST_S: Final = 1.5
"""How long no face may be seen, nor any frame come."""

TOO_EARLY_S: Final = 0.2
"""Nobody sees an arrow and has turned this far so soon: the movement began before it was asked."""

HELD_S: Final = 0.25
"""A wrong movement that lasts so long was meant."""

COMPANY_S: Final = 0.3
"""How long a second face may be known of, which it is within half a second after it came."""

REST_S: Final = 0.3
"""How long the head is straight again after the last movement."""

PAUSE_S: Final = 0.3
"""Whoever turns no farther for so long has turned as far as he will."""

OBSTACLE_S: Final = 0.3
"""What keeps a check from beginning is told once it has lasted so long."""

_SURE_SIGHTINGS: Final = 2
_STEADY: Final = 0.25
"""A steady face moves and grows by no more than this much of its width."""

_RESTS: Final = 0.12
"""A head at rest turns by no more than this."""


class Stage(Enum):
    """Where a check stands."""

    SETTLING = "settling"
    ASKING = "asking"
    RETURNING = "returning"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class _Turned:
    """A turn that is being held: since when, and seen how often in a row."""

    movement: Movement
    since_s: float
    sightings: int = 1

    @property
    def is_sure(self) -> bool:
        """Tells whether it was seen more than once: one frame's points may be wrong."""
        return self.sightings >= _SURE_SIGHTINGS


@dataclass(frozen=True, slots=True)
class GuideSteps:
    """One guided check so far; `advance` returns what one more sighting makes of it.

    Attributes:
        script: what is asked for.
        stage: where it stands.
        asked: each movement that was asked for until now, the last one maybe not yet done.
        failure: why it failed, where it did.
        detail: by which rule, in a few fixed words.
        turn: how far the head is turned from where it rests, as last seen.
        resting: how far to one side it rests, as `Sighting.turn`; learned before anything is asked.
    """

    script: Script
    stage: Stage = Stage.SETTLING
    asked: tuple[Asked, ...] = ()
    failure: Reason | None = None
    detail: str = ""
    turn: float | None = None
    resting: float = 0.0
    _started_s: float | None = None
    _seen_s: float = 0.0
    _face_s: float = 0.0
    _anchor: Face | None = None
    _straight_since_s: float | None = None
    _rest: tuple[float, ...] = ()
    _company_since_s: float | None = None
    _obstacle: Obstacle | None = None
    _obstacle_since_s: float = 0.0
    _turned: _Turned | None = None
    _has_straightened: bool = False

    @property
    def is_over(self) -> bool:
        """Tells whether nothing that is seen from now on matters."""
        return self.stage in {Stage.DONE, Stage.FAILED}

    @property
    def is_straight(self) -> bool:
        """Tells whether the last sighting was of a steady face that looks into the camera."""
        return self._straight_since_s is not None

    @property
    def done(self) -> int:
        """Returns how many movements are behind the subject."""
        return sum(one.done_at_s is not None for one in self.asked) - self._is_held

    @property
    def obstacle(self) -> Obstacle | None:
        """Returns what keeps the check from beginning, once that has lasted a moment."""
        has_lasted = self._for_s(self._obstacle_since_s) >= OBSTACLE_S
        return self._obstacle if self.stage is Stage.SETTLING and has_lasted else None

    def advance(self, sighting: Sighting) -> "GuideSteps":
        """Returns the check after one more sighting; one that is not newer changes nothing."""
        is_first = self._started_s is None
        if self.is_over or (not is_first and sighting.seen_at_s <= self._seen_s):
            return self
        start = replace(self, _face_s=sighting.seen_at_s) if is_first else self
        seen = start._seeing(sighting)
        refusal = seen._refusal(start)
        if refusal is not None:
            reason, detail = refusal
            return replace(seen, stage=Stage.FAILED, failure=reason, detail=detail)
        if seen.stage is Stage.ASKING:
            return seen._while_asking()
        return seen._while_facing()

    def _seeing(self, sighting: Sighting) -> "GuideSteps":
        now_s, face = sighting.seen_at_s, sighting.face
        raw = None if face is None else sighting.turn
        turn = None if raw is None else beside_rest(raw, self.resting)
        obstacle = Obstacle.COMPANY if sighting.has_company else sighting.obstacle
        if self._is_settling:
            is_straight = _is_within(raw, MOST_RESTING) and obstacle is None
            goes_on = is_straight and _is_within(raw, _RESTS, (*self._rest, raw)[0])
        else:
            is_straight = goes_on = _is_within(turn, STRAIGHT)
        goes_on = goes_on and self.is_straight and _is_steady(self._anchor, face)
        since_s = self._straight_since_s if goes_on else now_s
        company_s = now_s if self._company_since_s is None else self._company_since_s
        return replace(
            self,
            turn=turn,
            _rest=(*(self._rest if goes_on else ()), *(() if raw is None else (raw,))),
            _obstacle=obstacle,
            _obstacle_since_s=self._obstacle_since_s if obstacle is self._obstacle else now_s,
            _started_s=now_s if self._started_s is None else self._started_s,
            _seen_s=now_s,
            _face_s=self._face_s if face is None else now_s,
            _anchor=self._anchor if goes_on else face,
            _straight_since_s=since_s if is_straight else None,
            _company_since_s=company_s if sighting.has_company else None,
            _turned=_still_turned(self._turned, turn, now_s),
            _has_straightened=self._has_straightened or is_straight,
        )

    def _refusal(self, before: "GuideSteps") -> tuple[Reason, str] | None:
        """Returns why the check ends here, or None. `before` is the check without the sighting."""
        # Against the time before, so that a face after a gap does not make up for the gap.
        if self._seen_s - before._face_s > LOST_S:
            return Reason.NO_FACE, "face lost" if self.asked else ""
        has_company = self._company_since_s is not None and self.asked
        if has_company and self._for_s(self._company_since_s or 0.0) >= COMPANY_S:
            return Reason.FACE_CHANGED, Obstacle.COMPANY.value
        wrong = self._wrong_movement()
        if wrong:
            return Reason.MOVEMENT_MISSED, wrong
        if self._started_s is not None and self._for_s(self._started_s) > TOTAL_S:
            return self._out_of_time()
        return None

    def _out_of_time(self) -> tuple[Reason, str]:
        if self.asked:
            return Reason.MOVEMENT_MISSED, "not straight"
        if self.obstacle is Obstacle.COMPANY:
            return Reason.FACE_CHANGED, Obstacle.COMPANY.value
        return Reason.NOT_STRAIGHT, self.obstacle.value if self.obstacle else "not straight"

    def _wrong_movement(self) -> str:
        """Returns what is wrong with the movement that is going on, or missing; "" for nothing."""
        turned = self._turned
        if not self.asked:
            return ""
        last = self.asked[-1]
        if self._is_held:
            return ""
        is_same = turned is not None and turned.movement is last.movement
        is_meant = turned is not None and turned.is_sure and self._for_s(turned.since_s) >= HELD_S
        if self.stage is Stage.RETURNING:
            return "not asked" if is_meant and (self._has_straightened or not is_same) else ""
        if turned is not None and is_same:
            after_s = turned.since_s - last.asked_at_s
            if after_s < TOO_EARLY_S and turned.is_sure:
                return "too early"
            return "too late" if after_s > PROMPT_S else ""
        if is_meant:
            return "other direction"
        return "too late" if self._for_s(last.asked_at_s) > PROMPT_S else ""

    @property
    def _is_settling(self) -> bool:
        return self.stage is Stage.SETTLING

    @property
    def _is_held(self) -> bool:
        """Tells whether the movement that is asked for was seen, and is led farther."""
        return self.stage is Stage.ASKING and self.asked[-1].done_at_s is not None

    def _while_asking(self) -> "GuideSteps":
        """Notes the movement once it is sure, and leads it on until it is ample or comes back."""
        turned, last = self._turned, self.asked[-1]
        is_asked = turned is not None and turned.movement is last.movement
        if not self._is_held:
            if turned is None or not is_asked or not turned.is_sure:
                return self
            done = replace(last, done_at_s=turned.since_s)
            return replace(self, asked=(*self.asked[:-1], done))._while_asking()
        is_ample = abs(self.turn or 0.0) >= ENOUGH
        if (
            turned is not None
            and is_asked
            and not (is_ample or self._for_s(turned.since_s) >= PAUSE_S)
        ):
            return self
        return replace(self, stage=Stage.RETURNING, _has_straightened=self.is_straight)

    def _while_facing(self) -> "GuideSteps":
        """Goes on to the next movement, or ends, once the head has been straight long enough."""
        prompts = self.script.prompts
        is_last = len(self.asked) == len(prompts)
        wait_s = REST_S if is_last else prompts[len(self.asked)].after_s
        if self._straight_since_s is None or self._for_s(self._straight_since_s) < wait_s:
            return self
        if is_last:
            return replace(self, stage=Stage.DONE)
        asked = Asked(prompts[len(self.asked)].movement, self._seen_s, None)
        resting = median(self._rest) if self._is_settling else self.resting
        return replace(self, stage=Stage.ASKING, asked=(*self.asked, asked), resting=resting)

    def _for_s(self, since_s: float) -> float:
        return self._seen_s - since_s


def _still_turned(before: _Turned | None, turn: float | None, now_s: float) -> _Turned | None:
    if turn is None or abs(turn) < TURNED:
        return None
    movement = Movement.TURN_LEFT if turn > 0 else Movement.TURN_RIGHT
    if before is None or before.movement is not movement:
        return _Turned(movement, now_s)
    return replace(before, sightings=before.sightings + 1)


def _is_within(turn: float | None, most: float, middle: float | None = 0.0) -> bool:
    return turn is not None and abs(turn - (middle or 0.0)) <= most


def _is_steady(anchor: Face | None, face: Face | None) -> bool:
    if anchor is None or face is None:
        return False
    room_px = _STEADY * anchor.width_px
    return (
        abs(_middle_x(face) - _middle_x(anchor)) <= room_px
        and abs(_middle_y(face) - _middle_y(anchor)) <= room_px
        and abs(face.width_px - anchor.width_px) <= room_px
    )


def _middle_x(face: Face) -> float:
    return face.left_px + face.width_px / 2


def _middle_y(face: Face) -> float:
    return face.top_px + face.height_px / 2
