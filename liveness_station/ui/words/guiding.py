"""What a guide tells before it begins, and what a check without movement is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.guiding import Obstacle
from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class GuidingWords:
    """One language.

    Attributes:
        obstacles: what the subject is to do, by what is in the way.
        without_movement: under a verdict without it.
    """

    obstacles: Mapping[Obstacle, str]
    without_movement: str


GUIDING_EN: Final = GuidingWords(
    obstacles={
        Obstacle.COMPANY: "One person only, please",
        Obstacle.TOO_NEAR: "Move back a little",
        Obstacle.TOO_FAR: "Come nearer",
        Obstacle.CUT_OFF: "Move to the middle of the picture",
    },
    without_movement="Without movement: the weaker check. Look closely yourself.",
)


def guiding_words(words: Words) -> GuidingWords:
    """Returns what a language says about guides."""
    return words.topic("guiding", GUIDING_EN)
