"""The guided check: what the subject is asked to do, and what is seen of it."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from liveness_station.domain.faces import Face

TURNED: Final = 0.45
"""A head is turned from this much of `Sighting.turn` on, in either direction: 15 to 20 degrees. A
flat print has to be held askew by 40 degrees, and seen from near, to be taken for that."""

ENOUGH: Final = 0.6
"""So far the subject is led, some 22 degrees: farther than need be, so that whoever stops as soon
as he is thanked has shown more depth than the least."""

STRAIGHT: Final = 0.2
"""A head faces the camera up to this much of `Sighting.turn`, in either direction, beside where it
rests."""

AT_EASE: Final = 0.15
"""Up to here on either side a head rests straight."""

MOST_RESTING: Final = 0.35
"""How far to one side a head may rest that looks at the screen, some 13 degrees: as with a camera
that stands half an arm's length beside it."""


class Method(Enum):
    """How a capture is taken. The values are stable codes."""

    STILL = "still"
    BURST = "burst"
    GUIDED = "guided"


class Movement(Enum):
    """A movement that a subject is asked for; left and right are the subject's own."""

    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"


class Obstacle(Enum):
    """What keeps a check from beginning. The values are stable codes."""

    COMPANY = "two faces"
    TOO_NEAR = "too near"
    TOO_FAR = "too far"
    CUT_OFF = "cut off"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One movement and how long to wait, facing the camera, before asking for it (in seconds)."""

    movement: Movement
    after_s: float


@dataclass(frozen=True, slots=True)
class Script:
    """What one subject is asked for, drawn anew for each check so that nobody can prepare it."""

    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One movement as it came about, in the frames' own time (seconds).

    Attributes:
        movement: what was asked for.
        asked_at_s: when it was shown.
        done_at_s: when it was seen, None where it was not.
    """

    movement: Movement
    asked_at_s: float
    done_at_s: float | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of the subject in one frame.

    Attributes:
        seen_at_s: the frame's own time.
        face: the face that is followed, None where there is none.
        turn: how far the head is turned to the subject's left, in units of half the face's
            width: 0 straight ahead, about 0.8 at 30 degrees; negative to the right; None
            without a face.
        has_company: True where a second face is nearly as large.
        obstacle: where the face cannot be judged as it stands; None where it is well.
    """

    seen_at_s: float
    face: Face | None
    turn: float | None
    has_company: bool = False
    obstacle: Obstacle | None = None


def beside_rest(turn: float, resting: float) -> float:
    """Returns a turn as seen from where the head rests; whatever lies in between is none.

    Never more than the turn itself: whoever rests on one side has to turn as far as everybody else
    to the other, and farther to the same. A sheet that is held askew wins nothing by it. A head
    that rests nearly straight is left there.

    Args:
        turn: as `Sighting.turn`.
        resting: the same of the head at rest, within `MOST_RESTING`.
    """
    beyond = max(abs(resting) - AT_EASE, 0.0)
    if resting * turn <= 0 or beyond == 0:
        return turn
    return max(turn - beyond, 0.0) if turn > 0 else min(turn + beyond, 0.0)
